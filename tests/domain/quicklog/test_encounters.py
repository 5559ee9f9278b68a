"""A line about somebody who was met at an event."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.desk.quick_words import quick_words
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.quicklog.encounters import parse_encounter
from relationship_desk.domain.quicklog.line import EncounterLine, PieceKind
from relationship_desk.domain.text import fold

THURSDAY = date(2026, 3, 5)
TUESDAY, FRIDAY = date(2026, 3, 3), date(2026, 3, 6)
KNOWN = {"ida", "vale", "ida vale", "ann", "bo"}


def parse(line: str, on: date = THURSDAY) -> EncounterLine:
    return parse_encounter(line, quick_words(), on, lambda name: fold(name) in KNOWN)


def pieces(found: EncounterLine) -> list[tuple[str, str]]:
    return [(p.kind.value, found.line[p.start : p.end]) for p in found.pieces]


def test_the_line_of_the_manual_says_who_where_from_what_for_and_what_next() -> None:
    found = parse("Ann Lee @Acme met at booth; wants intro to Bo; send slides")

    assert (found.name, found.organisation, found.text) == ("Ann Lee", "Acme", "met at booth")
    assert found.needs == ("intro to Bo",)
    assert [(p.text, p.direction) for p in found.promises] == [("send slides", Owing.MINE)]
    assert pieces(found) == [
        ("who", "Ann Lee"),
        ("organisation", "@Acme"),
        ("need", "wants intro to Bo"),
        ("promise", "send slides"),
    ]


@pytest.mark.parametrize(
    ("line", "name", "organisation", "text"),
    [
        ("Bo Ek", "Bo Ek", "", ""),
        ("ann lee @acme", "ann lee", "acme", ""),
        ("Jan van der Berg met at lunch", "Jan van der Berg", "", "met at lunch"),
        ("met Bo Ek at lunch", "Bo Ek", "", "met at lunch"),
        ("Bo Ek @Museum of Modern Art gave a talk", "Bo Ek", "Museum of Modern Art", "gave a talk"),
        ("Bo Ek gave a talk @Acme", "Bo Ek", "Acme", "gave a talk"),
        ("Bo Ek @ Acme", "Bo Ek", "Acme", ""),
        ("Bo Ek, paints boats", "Bo Ek", "", "paints boats"),
        ("Will Young @BBC will come to the fair", "Will Young", "BBC", "will come to the fair"),
        ("ida vale talked about print", "ida vale", "", "talked about print"),
        ("Bo talked about print and share prices", "Bo", "", "talked about print and share prices"),
        ("Ann Lee of Acme", "Ann Lee", "", "of Acme"),
        ("@Acme met at booth", "", "Acme", "met at booth"),
        ("@", "", "", "@"),
        ("", "", "", ""),
    ],
)
def test_who_and_where_from(line: str, name: str, organisation: str, text: str) -> None:
    found = parse(line)

    assert (found.name, found.organisation, found.text) == (name, organisation, text)
    assert not found.unsure


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Leo? talked about print", "Leo"),
        ("? @Acme", ""),
        ("? gave a talk", ""),
        ("tall man with a red coat", "tall"),
    ],
)
def test_a_line_says_that_it_is_not_clear_who_it_was(line: str, name: str) -> None:
    found = parse(line)

    assert found.unsure
    assert found.name == name


@pytest.mark.parametrize(
    ("line", "on", "text"),
    [
        ("Tue: Bo Ek gave a talk", TUESDAY, "gave a talk"),
        ("Bo Ek yesterday at the bar", date(2026, 3, 4), "at the bar"),
        ("Bo Ek met on tuesday at the bar", TUESDAY, "met at the bar"),
        ("Bo Ek gave a talk on tuesday", TUESDAY, "gave a talk"),
        ("Bo Ek gave a talk", None, "gave a talk"),
    ],
)
def test_on_which_day(line: str, on: date | None, text: str) -> None:
    found = parse(line)

    assert (found.on, found.name, found.text) == (on, "Bo Ek", text)


@pytest.mark.parametrize(
    ("line", "need"),
    [
        ("Bo Ek; she is looking for a printer", "a printer"),
        ("Bo Ek, needs a printer", "a printer"),
        ("Bo Ek. wants to print posters", "print posters"),
    ],
)
def test_what_they_look_for(line: str, need: str) -> None:
    assert parse(line).needs == (need,)


def test_promises_both_ways_with_their_days_and_the_next_step() -> None:
    found = parse("Bo Ek; send slides by Friday; she'll send me the deck; next: lunch on Friday")

    assert [(p.text, p.direction, p.due_on) for p in found.promises] == [
        ("send slides", Owing.MINE, FRIDAY),
        ("send me the deck", Owing.THEIRS, None),
    ]
    assert found.step is not None
    assert (found.step.text, found.step.due_on) == ("lunch", FRIDAY)


def test_a_promise_of_somebody_known_says_who_it_was() -> None:
    assert parse("Ida will send me the deck").name == "Ida"


@pytest.mark.parametrize("line", ["Bo Ek; wants", "Bo Ek; next:", "Bo Ek; is hiring"])
def test_a_cue_with_nothing_behind_it_stays_text(line: str) -> None:
    found = parse(line)

    assert (found.needs, found.step) == ((), None)
    assert found.text == line.removeprefix("Bo Ek; ").rstrip(":")


_WORDS = st.sampled_from(
    [
        "Ann", "Lee", "ida", "vale", "@Acme", "@", "of", "The", "met", "at", "booth", ";", ",",
        "wants", "intro", "send", "slides", "she", "will", "owe", "her", "next:", "told:", "?",
        "Leo?", "tuesday", "yesterday", "on", "and", "van", "Berg.", "looking", "for", "by",
    ]
)  # fmt: skip
_LINES = st.one_of(st.lists(_WORDS, max_size=14).map(" ".join), st.text(max_size=40))


@given(line=_LINES, on=st.dates())
def test_any_line_is_read_with_places_inside_it_that_do_not_overlap(line: str, on: date) -> None:
    found = parse(line, on)

    end = 0
    for piece in found.pieces:
        assert end <= piece.start < piece.end <= len(line)
        end = piece.end
    kinds = [piece.kind for piece in found.pieces]
    assert kinds.count(PieceKind.NEED) == len(found.needs)
    assert kinds.count(PieceKind.PROMISE) == len(found.promises)
    assert kinds.count(PieceKind.NEXT) == (found.step is not None)
    assert (PieceKind.ORGANISATION in kinds) == bool(found.organisation)
    assert (PieceKind.WHEN in kinds) == (found.on is not None)


@given(line=_LINES)
def test_no_word_of_a_line_is_lost(line: str) -> None:
    """What no piece understood is in the text, but for marks and words that only join."""
    found = parse(line)
    quiet = quick_words().joins
    left = list(line)
    for piece in found.pieces:
        left[piece.start : piece.end] = " " * (piece.end - piece.start)
    text = fold(found.text)
    for word in fold("".join(left)).replace(",", " ").replace(";", " ").replace(":", " ").split():
        bare = word.strip(".!?-–—")
        assert not bare or bare in quiet or bare in text, (word, found)
