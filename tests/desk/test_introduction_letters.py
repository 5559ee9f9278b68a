"""Letters of an introduction: to whom each goes, and that they read well whatever is known."""

from __future__ import annotations

import tomllib
from itertools import product

import pytest

from relationship_desk import resources
from relationship_desk.desk.introduction_letters import FIELDS, Pair, letter
from relationship_desk.domain.introductions import Side, Stage
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.wording import fields_in, fill

STEPS = (Stage.ASKED_FIRST, Stage.ASKED_SECOND, Stage.MADE, Stage.CHECKED, Stage.FINISHED)
PAIR = Pair("Ida Vale", "Bram Oss", "Ida", "Bram")
LETTERS = tomllib.loads(resources.path("introductions/en.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("step", "to", "greeted", "other"),
    [
        (Stage.ASKED_FIRST, (Side.FIRST,), "Dear Ida,", "Bram Oss"),
        (Stage.ASKED_SECOND, (Side.SECOND,), "Dear Bram,", "Ida Vale"),
        (Stage.MADE, (Side.FIRST, Side.SECOND), "Dear Ida and Bram,", ""),
    ],
)
def test_each_step_has_its_letter(
    step: Stage, to: tuple[Side, ...], greeted: str, other: str
) -> None:
    written = letter(step, PAIR, "both print maps.", "Kim", Tone.FRIENDLY)

    assert written.to == to
    assert written.text.startswith(greeted)
    assert other in written.text
    assert written.text.endswith("Kim")


def test_the_second_is_told_that_the_first_said_yes_and_the_first_of_nobody() -> None:
    first, second = (
        letter(step, PAIR, "", "", Tone.FRIENDLY).text
        for step in (Stage.ASKED_FIRST, Stage.ASKED_SECOND)
    )
    assert "nobody else knows" in first
    assert "nobody else knows" not in second
    assert second.startswith("Dear Bram,\n\nIda Vale would be glad to meet you")


def test_the_reason_stands_as_a_sentence_of_its_own() -> None:
    assert " Both print maps." in letter(Stage.MADE, PAIR, "both print maps", "", Tone.CLOSE).text


@pytest.mark.parametrize(("step", "tone", "known"), list(product(STEPS, Tone, (True, False))))
def test_every_letter_reads_well_whatever_is_known(step: Stage, tone: Tone, known: bool) -> None:
    pair = PAIR if known else Pair("", "", "", "")
    written = letter(step, pair, "both print maps" if known else "", "Kim" if known else "", tone)

    assert written.subject
    assert not set("{}[]|") & set(written.text)
    assert "  " not in written.text
    assert written.text.strip()


@pytest.mark.parametrize("part", LETTERS)
def test_a_letter_asks_for_known_fields_alone(part: str) -> None:
    for tone in Tone:
        assert fields_in(LETTERS[part][tone.value]) <= set(FIELDS)
        assert fill(LETTERS[part][tone.value], {})
