"""Who is found to be in the store twice, and who never is."""

from __future__ import annotations

import pytest

from relationship_desk.desk.commands.apart import keep_apart
from relationship_desk.desk.duplicates.evidence import Pair
from relationship_desk.desk.duplicates.finding import find_duplicates
from relationship_desk.desk.ports import Cancelled
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.likeness import slips
from tests.support.desks import DeskForTests, email, phone
from tests.support.labelled_people import add_all, labelled_people, precision_and_recall

MAIL = email("ida@example.org")
MOBILE = phone("+49 170 1234567", "mobile")
LANDLINE = phone("+49 40 1234567")
HOME = phone("+49 170 7654321", "home")
FIRM = Detail(DetailKind.ORGANISATION, ("Vale Works",))
PLACE = Detail(DetailKind.ADDRESS, ("", "", "Weg 1", "Hamburg", "", "20095", "Germany"), "home")


def born(day: str) -> Detail:
    return Detail(DetailKind.DATE, (day,), "birthday")


def found(desk: DeskForTests, *people: tuple[str, tuple[Detail, ...]]) -> list[Pair]:
    for full, details in people:
        desk.add(full, *details)
    return find_duplicates(desk.reader)


def test_the_labelled_set_is_found_and_nobody_else(desk: DeskForTests) -> None:
    who = desk.do(add_all, people=labelled_people(1200, seed=4))
    precision, recall = precision_and_recall(find_duplicates(desk.reader), who)
    assert precision >= 0.98
    assert recall >= 0.90


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Ida Vale", "Ida Vale", MAIL),
        ("Ida Vale", "Vale, Ida", MOBILE),
        ("Ida Vale", "Vale Ida", born("1980-02-03")),
        ("Ida Vale", "Ida Vale", FIRM),
        ("Ida Vale", "Ida Vale", LANDLINE),
        ("Robert Vale", "Bob Vale", MAIL),
        ("Robert Vale", "R. Vale", MOBILE),
        ("Leander Vale", "Leadner Vale", MOBILE),
        ("Ida Quarzfeld", "Ida Quarzfelt", MAIL),
        ("Dr. Ida Vale", "Ida Vale", MAIL),
        ("Ida Vale", "Ida", MAIL),
        ("Ida Vale", "ida@example.org", MAIL),
        ("Ida Vale", "Ida Quarzfeld", MAIL),
    ],
)
def test_a_like_name_and_something_of_their_own_make_a_pair(
    desk: DeskForTests, one: str, other: str, shared: Detail
) -> None:
    [pair] = found(desk, (one, (shared,)), (other, (shared,)))
    assert (pair.person_id, pair.other_id) == (1, 2)
    assert 60 <= pair.score < 100
    assert all(reason.endswith(".") for reason in pair.reasons)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Ida Vale", "Ida Vale", ()),
        ("Ida Vale", "Bo Vale", (LANDLINE, PLACE, MAIL)),
        ("Ida Vale", "Bo Ray", (MAIL,)),
        ("Anna Vale", "Anne Vale", (HOME, PLACE)),
        ("Mario Vale", "Maria Vale", (born("1980-02-03"), HOME, PLACE)),
        ("Karl Vale", "Karl Vale Jr.", (HOME, MAIL)),
        ("Karl Vale Sr.", "Karl Vale Jr.", (HOME, MAIL)),
        ("Ida Vale", "Ida", (LANDLINE,)),
        ("Robert Vale", "Bob Vale", (FIRM,)),
    ],
)
def test_names_alone_households_and_other_names_make_none(
    desk: DeskForTests, one: str, other: str, shared: tuple[Detail, ...]
) -> None:
    assert found(desk, (one, shared), (other, shared)) == []


def test_another_birthday_keeps_father_and_son_apart(desk: DeskForTests) -> None:
    shared = (MAIL, MOBILE, PLACE)
    people = [("Karl Vale", (*shared, born(day))) for day in ("1950-01-01", "1980-01-01")]
    assert found(desk, *people) == []


def test_one_line_with_an_address_each_is_a_household(desk: DeskForTests) -> None:
    people = [("Karl Vale", (LANDLINE, PLACE, email(f"{i}@x.example"))) for i in range(2)]
    assert found(desk, *people) == []


def test_what_an_import_took_for_possibly_the_same_is_shown(desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    desk.add("Bo Ray")
    writer = desk.composition.store.writer()
    with writer.transaction():
        writer.sql("UPDATE person SET maybe_same_as = 1 WHERE id = 2")
    writer.close()
    [pair] = find_duplicates(desk.reader)
    assert pair.score == 50
    assert "import" in pair.reasons[-1]


def test_a_pair_kept_apart_is_not_shown_again_until_that_is_taken_back(
    desk: DeskForTests,
) -> None:
    [pair] = found(desk, ("Ida Vale", (MAIL,)), ("Ida Vale", (MAIL,)))
    desk.do(keep_apart, person_id=2, other_id=1)
    assert find_duplicates(desk.reader) == []
    desk.undo()
    assert find_duplicates(desk.reader) == [pair]


def test_the_likeliest_stands_first(desk: DeskForTests) -> None:
    pairs = found(
        desk,
        ("Bo Ray", (FIRM,)),
        ("Bo Ray", (FIRM,)),
        ("Ida Vale", (MAIL, MOBILE)),
        ("Ida Vale", (MAIL, MOBILE)),
    )
    assert [pair.person_id for pair in pairs] == [3, 1]


def test_a_thousand_of_one_name_at_one_firm_are_compared_in_bounded_time(
    desk: DeskForTests,
) -> None:
    people = labelled_people(1, seed=1)[:1] * 1000
    desk.do(add_all, people=people)
    assert len(find_duplicates(desk.reader)) <= 1000 * 20


def test_a_search_can_be_cancelled(desk: DeskForTests) -> None:
    def stop() -> None:
        raise Cancelled

    desk.add("Ida Vale")
    with pytest.raises(Cancelled):
        find_duplicates(desk.reader, stop)


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [("vale", "vale", 0), ("vale", "vlae", 1), ("vale", "val", 1), ("vale", "oslo", 3)],
)
def test_slips_are_counted_up_to_a_limit(one: str, other: str, count: int) -> None:
    assert slips(one, other, 2) == slips(other, one, 2) == count
