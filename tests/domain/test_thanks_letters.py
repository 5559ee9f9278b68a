"""Letters of thanks: true to what was written down, in three tones, whatever is known."""

from __future__ import annotations

from itertools import product

import pytest

from relationship_desk.desk.thanks_letters import thanks_letters
from relationship_desk.domain.kindness import Weight
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.thanks_letters import FIELDS, Thanked
from relationship_desk.domain.wording import fields_in


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("recommended me for the museum job", "You recommended me for the museum job"),
        ("She lent me her car.", "You lent me her car"),
        ("a jar of plum jam", "for the jar of plum jam"),
        ("the introduction to Bo", "for the introduction to Bo"),
        ("Red roses", "for Red roses"),
        ("need", "for need"),
    ],
)
def test_a_deed_becomes_a_sentence_and_a_thing_what_one_thanks_for(text: str, says: str) -> None:
    assert says in thanks_letters().letter(Thanked(text, Weight.HELP), Tone.FORMAL)


def test_a_letter_has_the_fact_its_effect_and_a_look_forward() -> None:
    said = Thanked("recommended me", Weight.TURN, "the harbour plan", "Ida", "Mara Quist")

    assert thanks_letters().letter(said, Tone.FRIENDLY) == (
        "Dear Ida,\n\n"
        "You recommended me, and I would like to thank you for it. It made all the difference to "
        "the harbour plan. I wanted you to know that.\n\n"
        "I look forward to telling you how things go on.\n\n"
        "With warm regards,\nMara Quist"
    )


def test_the_words_of_the_user_go_before_those_of_the_letter() -> None:
    said = Thanked("a lamp", Weight.HELP, effect="I read by it", ahead="See you in May!")

    letter = thanks_letters().letter(said, Tone.CLOSE)

    assert "I read by it.\n\nSee you in May!" in letter
    assert "more than you may know" not in letter


def test_another_wording_is_another_letter_and_comes_round_again() -> None:
    said, letters = Thanked("a lamp", Weight.HELP), thanks_letters()
    written = [letters.letter(said, Tone.CLOSE, number) for number in range(7)]

    assert written[0] != written[1] != written[2]
    assert written[6] == written[0]


@pytest.mark.parametrize("tone", Tone)
@pytest.mark.parametrize("weight", Weight)
def test_no_letter_shows_a_gap_whatever_is_known(tone: Tone, weight: Weight) -> None:
    for name, me, aim, text in product(
        ("", "Ida"), ("", "Mara"), ("", "the plan"), ("helped me", "a [lamp]", "the {lamp}")
    ):
        for wording in range(3):
            letter = thanks_letters().letter(Thanked(text, weight, aim, name, me), tone, wording)
            plain = letter.replace("[lamp]", "").replace("{lamp}", "")
            assert not set("[]{}|") & set(plain), letter
            assert "\n\n\n" not in letter
            assert "  " not in letter
            assert letter == letter.strip()


def test_letters_ask_for_nothing_but_what_can_be_known() -> None:
    letters = thanks_letters()
    for part in letters.parts.values():
        for value in part.values():
            for text in [value] if isinstance(value, str) else value:
                assert fields_in(text) <= set(FIELDS)
    assert all(letters.subject(tone) for tone in Tone)
