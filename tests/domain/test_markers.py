"""What an entry notes by a word and a colon; and which words look like help."""

from __future__ import annotations

from datetime import date

import pytest

from relationship_desk.desk.forgotten import help_phrases
from relationship_desk.desk.quick_words import quick_words
from relationship_desk.domain.help_words import asked_from, help_phrase
from relationship_desk.domain.markers import for_whom, marked


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gift: bookends", ["bookends"]),
        ("Lunch.\n> Gift idea:  a book\ton ships ", ["a book on ships"]),
        ("talked > gift: bookends", ["bookends"]),
        ("talked; present: tea; more", ["tea"]),
        ("- gift: one\n* gift: two", ["one", "two"]),
        ("a gift: of course", []),
        ("her gift was fine", []),
        ("gift:", []),
        ("gift:   \nrest", []),
        ("gifts: many", []),
        ("", []),
    ],
)
def test_what_is_marked_stands_at_the_beginning_of_a_line(text: str, found: list[str]) -> None:
    assert marked(text, quick_words().gift_cues) == found


@pytest.mark.parametrize(
    ("text", "whose", "rest"),
    [
        ("a book for Bo", 2, "a book"),
        ("a book for Bo Lind.", 2, "a book"),
        ("a book for the trip", None, "a book for the trip"),
        ("for Bo", None, "for Bo"),
        ("a book", None, "a book"),
    ],
)
def test_a_note_may_say_for_whom_it_is(text: str, whose: int | None, rest: str) -> None:
    assert for_whom(text, {1: "Ida Vale", 2: "Bo Lind"}) == (whose, rest)


def test_a_first_name_that_two_have_names_nobody() -> None:
    assert for_whom("a book for Bo", {1: "Bo Vale", 2: "Bo Lind"})[0] is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("She recommended me for the museum job.", "recommended me"),
        ("Lent me her car; kind.", "Lent me"),
        ("All thanks to him.", "thanks to him"),
        ("I helped her move", ""),
        ("He recommends medicine", ""),
        ("", ""),
    ],
)
def test_an_entry_looks_like_help_by_its_words(text: str, phrase: str) -> None:
    assert help_phrase(text, help_phrases()) == phrase


@pytest.mark.parametrize(
    ("day", "friday"),
    [
        (date(2026, 3, 2), date(2026, 3, 6)),
        (date(2026, 3, 6), date(2026, 3, 6)),
        (date(2026, 3, 7), date(2026, 3, 13)),
    ],
)
def test_the_week_is_looked_back_at_on_its_friday(day: date, friday: date) -> None:
    assert asked_from(day) == friday
