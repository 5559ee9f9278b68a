"""Playbooks: the shipped ones whole, own ones checked, texts filled without a trace of the gaps."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk import resources
from relationship_desk.domain.mail_links import LONGEST, mail_link
from relationship_desk.domain.playbooks import (
    Mood,
    Playbook,
    PlaybookError,
    Tone,
    as_toml,
    parse_playbook,
    plan,
)
from relationship_desk.domain.wording import FIELDS, check_wording, fill

KNOWN = dict(zip(FIELDS, ("Ida", "Robin", "Jonas", "3 March 2026", "Bergen", "40"), strict=True))
SHIPPED = resources.playbooks()
TODAY = date(2026, 3, 3)
ONE = """key = "one"
title = "One"
mood = "joy"
avoid = "Nothing."

[[steps]]
days = 0
words = "Write"
close = "[{first_name}, so|So] good."
friendly = "Good."
formal = "Very good."
"""


def _shipped(path: object) -> Playbook:
    return parse_playbook(path.read_text("utf-8"), path.name)  # type: ignore[attr-defined]


def _fail(text: str) -> str:
    with pytest.raises(PlaybookError) as caught:
        parse_playbook(text, "one.toml")
    return str(caught.value)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_playbook_is_whole(path: object) -> None:
    playbook = _shipped(path)
    assert path.stem == playbook.key  # type: ignore[attr-defined]
    assert playbook.recognise
    assert playbook.steps[0].words
    asked = {field for field, _ in playbook.ask}
    assert asked == playbook.fields & {"what", "place", "years"}
    assert bool(playbook.grief_days) == (
        playbook.mood is Mood.GRIEF and playbook.key != "death_anniversary"
    )


def test_enough_playbooks_of_every_mood_are_shipped() -> None:
    moods = [_shipped(path).mood for path in SHIPPED]
    assert len(moods) >= 27
    assert min(moods.count(mood) for mood in Mood) >= 4


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_text_reads_well_whatever_is_known(path: object) -> None:
    playbook = _shipped(path)
    texts = [t for step in playbook.steps for t in (step.words, *(step.texts or {}).values())]
    for count in range(len(FIELDS) + 1):
        for some in itertools.combinations(FIELDS, count):
            for text in texts:
                filled = fill(text, {field: KNOWN[field] for field in some})
                assert filled
                assert not re.search(r"[\[\]{}|]|  |\n\n\n|^\s|\s$| [,.;:?]|!", filled), filled
                assert not re.search(r"(^|\n)[a-z,.;]", filled), filled


def test_of_alternatives_the_first_is_taken_whose_fields_are_known() -> None:
    text = "[Dear {first_name},|Hello,] congratulations[ on {what}][ in {place}]."
    assert fill(text, {}) == "Hello, congratulations."
    assert fill(text, {"first_name": "Ida", "place": "Bergen"}) == (
        "Dear Ida, congratulations in Bergen."
    )


def test_what_somebody_typed_comes_in_as_it_is() -> None:
    assert fill("On [{what}].", {"what": "{x} [a|b]\n, c"}) == "On {x} [a|b] , c."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Dear {first_name}", "stands outside of brackets"),
        ("[Dear {name}]", "is no field"),
        ("[Dear {first_name}", "no partner"),
        ("[a [b]]", "within another"),
        ("[{first_name]", "brace has no partner"),
        ("a } b", "brace has no partner"),
    ],
)
def test_a_text_that_could_show_its_gaps_is_refused(text: str, says: str) -> None:
    assert says in check_wording(text)


@given(st.text(alphabet="ab {}[]|\n{first_name}", max_size=30), st.booleans())
def test_an_accepted_text_never_leaves_a_brace(text: str, known: bool) -> None:
    if not check_wording(text):
        filled = fill(text, {"first_name": "Ida"} if known else {})
        assert not re.search(r"[\[\]{}]", filled)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('mood = "joy"', 'mood = "glad"', "one.toml, line 3: mood is one of joy, grief, trouble."),
        ('title = "One"\n', "", "title is missing"),
        ("days = 0", "days = 5000", "line 7: days is a number of days from -366 to 3660."),
        ("days = 0", "days = true", "line 7: days is a number"),
        ('words = "Write"', 'words = "Write {what}"', "line 8: {what} stands outside"),
        ('words = "Write"', 'words = "[{what}]"', "line 8: words is empty where nothing is known"),
        ('formal = "Very good."\n', "", "line 9: the text in the tone formal is missing."),
        ('avoid = "Nothing."', 'avoids = "Nothing."', "line 4: avoids is not known here"),
        ('key = "one"', 'key = "One!"', "line 1: a key has small letters"),
        ("[[steps]]", "[[stages]]", "stages is not known here"),
        ('title = "One"', 'title = "One', "one.toml, line 2: "),
        ('words = "Write"', 'words = "Write"\nvia = "owl"', "line 9: via is one of"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(old: str, new: str, says: str) -> None:
    assert old in ONE
    assert says in _fail(ONE.replace(old, new))


def test_a_playbook_without_a_text_is_refused() -> None:
    assert "no step has a text" in _fail("\n".join(ONE.splitlines()[:8]))
    assert "there are no steps" in _fail("\n".join(ONE.splitlines()[:4]))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_playbook_is_written_as_it_is_read(path: object) -> None:
    playbook = _shipped(path)
    assert parse_playbook(as_toml(playbook), "again.toml") == playbook


def test_quotes_and_backslashes_survive_being_written() -> None:
    odd = parse_playbook(ONE.replace('"Good."', "'''a \"b\" \\n \"\"\" c'''"), "one.toml")
    assert parse_playbook(as_toml(odd), "again.toml") == odd


def test_steps_have_their_days_and_what_has_passed_is_for_today() -> None:
    big = next(_shipped(path) for path in SHIPPED if path.stem == "big_birthday")
    on = TODAY + timedelta(days=10)
    days = [step.on for step in plan(big, KNOWN, Tone.CLOSE, on, TODAY)]
    assert days == [TODAY, TODAY + timedelta(days=3), on]


# ------------------------------------------------------------------------------------ mail links


def test_a_mail_link_encodes_what_could_mean_something() -> None:
    link = mail_link("a+b@example.org", "A & B?", "one\ntwo = 100 % #é")
    assert link == (
        "mailto:a+b@example.org?subject=A%20%26%20B%3F"
        "&body=one%0D%0Atwo%20%3D%20100%20%25%20%23%C3%A9"
    )
    assert mail_link("a@b.c?bcc=x@y.z", "", "") == "mailto:a@b.c%3Fbcc%3Dx@y.z"
    assert mail_link("a@b.c,x@y.z", "", "") == "mailto:a@b.c%2Cx@y.z"
    assert mail_link(["a@b.c", "x@y.z"], "", "") == "mailto:a@b.c,x@y.z"


@given(st.integers(min_value=0, max_value=LONGEST))
def test_a_mail_link_is_never_too_long(length: int) -> None:
    link = mail_link("a@b.c", "s", "x" * length)
    assert link is None or len(link) <= LONGEST
    assert (link is None) == (length > LONGEST - len("mailto:a@b.c?subject=s&body="))
