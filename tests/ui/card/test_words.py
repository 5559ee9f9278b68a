"""The facts of a card in words."""

from __future__ import annotations

from datetime import date

import pytest

from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.occasion_rules import LeapDay
from relationship_desk.ui.card.words import (
    address_lines,
    bare_address,
    day_words,
    last_contact_words,
    life_words,
)
from tests.support.desks import DeskForTests

TODAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("stored", "label", "words"),
    [
        ("1985-09-12", "birthday", ("12 September 1985", "40 years old")),
        ("1986-03-06", "birthday", ("6 March 1986", "40 in 3 days")),
        ("1986-03-03", "birthday", ("3 March 1986", "40 today")),
        ("1986-03-02", "birthday", ("2 March 1986", "40 years old")),
        ("2024-12-01", "birthday", ("1 December 2024", "1 year old")),
        ("--03-19", "birthday", ("19 March", "in 2 weeks")),
        ("--09-19", "birthday", ("19 September", "")),
        ("1985", "birthday", ("1985", "about 41 years old")),
        ("1985-04", "birthday", ("April 1985", "about 41 years old")),
        ("2012-06-02", "anniversary", ("2 June 2012", "13 years ago")),
        ("2012-03-04", "anniversary", ("4 March 2012", "14 years tomorrow")),
        ("2026-05-01", "anniversary", ("1 May 2026", "")),
        ("2031-05-01", "", ("1 May 2031", "")),
        ("1980-02-29", "birthday", ("29 February 1980", "46 years old")),
        ("1604-03-06", "birthday", ("6 March", "in 3 days")),
        ("1604-09-06", "birthday", ("6 September", "")),
        ("circa 1985", "birthday", ("circa 1985", "")),
    ],
)
def test_day_words_say_what_the_date_means_today(
    stored: str, label: str, words: tuple[str, str]
) -> None:
    assert day_words(Detail(DetailKind.DATE, (stored,), label), TODAY) == words


def test_leap_day_is_kept_on_the_28th_in_other_years() -> None:
    born = Detail(DetailKind.DATE, ("1980-02-29",), "birthday")
    assert day_words(born, date(2026, 2, 28))[1] == "46 today"


def test_leap_day_is_kept_on_1_march_by_who_likes_it_so() -> None:
    born = Detail(DetailKind.DATE, ("1980-02-29",), "birthday")
    assert day_words(born, date(2026, 2, 28), leap=LeapDay.MARCH)[1] == "46 tomorrow"
    assert day_words(born, date(2026, 3, 1), leap=LeapDay.MARCH)[1] == "46 today"


def test_the_dead_have_no_age() -> None:
    born = Detail(DetailKind.DATE, ("1946-03-06",), "birthday")
    assert day_words(born, TODAY, of_the_dead=True) == ("6 March 1946", "")


@pytest.mark.parametrize(
    ("birth", "death", "words"),
    [
        ("1946-03-06", "2020-03-05", "Died on 5 March 2020, aged 73"),
        ("1946-03-06", "2020-03", "Died in March 2020"),
        ("--03-06", "2020-03-06", "Died on 6 March 2020"),
        ("1604-03-06", "2020-03-06", "Died on 6 March 2020"),
        ("1946-03-06", "unknown", "Died"),
        ("1946-03-06", "", ""),
    ],
)
def test_who_died_is_spoken_of(desk: DeskForTests, birth: str, death: str, words: str) -> None:
    dates = [Detail(DetailKind.DATE, (birth,), "birthday")]
    dates += [Detail(DetailKind.DATE, (death,), "death")] if death else []
    assert life_words(desk.person(desk.add("Ida Vale", *dates))) == words


def test_address_stands_as_on_an_envelope() -> None:
    parts = ("PO 7", "2nd floor", "Kai 1", "Hamburg", "HH", "20457", "Germany")
    lines = "Kai 1, 2nd floor, PO 7\n20457 Hamburg, HH\nGermany"
    assert address_lines(Detail(DetailKind.ADDRESS, parts)) == lines


def test_address_with_missing_parts_has_no_empty_lines() -> None:
    assert address_lines(Detail(DetailKind.ADDRESS, ("", "", "", "Hamburg"))) == "Hamburg"


def test_web_address_is_shown_as_it_is_said() -> None:
    assert bare_address("https://www.example.org/") == "example.org"
    assert bare_address("https://") == "https://"


def test_last_contact_has_words_and_the_exact_day() -> None:
    words = ("Last contact yesterday", "Monday 2 March 2026")
    assert last_contact_words(date(2026, 3, 2), TODAY) == words
    assert last_contact_words(None, TODAY) == ("No contact noted yet", "")
