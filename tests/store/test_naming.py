"""Who is meant by a name as it is typed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from relationship_desk.desk.commands.people import set_archived
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.store.naming import Names
from tests.support.desks import TODAY, DeskForTests, email


def meant(desk: DeskForTests, text: str) -> list[str]:
    return [found.name for found in Names(desk.reader, TODAY).meant(text)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("ida", ["Ida Vale"]),  # a whole word goes before the beginning of another
        ("id", ["Ida Vale", "Idabel Moor"]),
        ("VALE", ["Ida Vale"]),
        ("vale ida", ["Ida Vale"]),
        ("ida vale", ["Ida Vale"]),
        ("idab", ["Idabel Moor"]),
        ("abel", ["Idabel Moor"]),
        ("ida m", ["Idabel Moor"]),
        ("cagri", ["Çağrı İnanç"]),
        ("pip", ["Philippa Orr"]),
        ("jean", ["Jean-Luc Roy"]),
        ("luc", ["Jean-Luc Roy"]),
        ("nobody", []),
        ("harbour", []),  # in a card, and not in a name
        ("", []),
        ("  ", []),
    ],
)
def test_the_best_fit_is_meant(desk: DeskForTests, typed: str, names: list[str]) -> None:
    desk.add("Ida Vale", email("harbour@ida.example"))
    desk.add("Idabel Moor")
    desk.add("Çağrı İnanç")
    desk.add("Philippa Orr", Detail(DetailKind.NICKNAME, ("Pip",)))
    desk.add("Jean-Luc Roy")
    assert meant(desk, typed) == names


def test_of_several_the_one_met_last_comes_first(desk: DeskForTests) -> None:
    lee, moss = desk.add("Ann Lee"), desk.add("Ann Moss")
    assert meant(desk, "ann") == ["Ann Lee", "Ann Moss"]
    desk.log(lee, on=TODAY - timedelta(days=9))
    desk.log(moss, on=TODAY - timedelta(days=2))
    assert meant(desk, "ann") == ["Ann Moss", "Ann Lee"]


def test_archived_people_are_meant_only_where_nobody_else_is(desk: DeskForTests) -> None:
    gone = desk.add("Ann Lee")
    desk.do(set_archived, person_ids=[gone], archived=True)
    assert meant(desk, "ann") == ["Ann Lee"]
    desk.add("Ann Moss")
    assert meant(desk, "ann") == ["Ann Moss"]


def test_called_is_somebody_by_whole_words(desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    names = Names(desk.reader, TODAY)
    assert names.is_called("ida")
    assert names.is_called("Vale Ida")
    assert not names.is_called("id")
    assert not names.is_called("ida moor")
