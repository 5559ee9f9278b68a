"""Favours on a real desk: a resource dropped once helps five people, each once."""

from __future__ import annotations

from datetime import date, timedelta

from relationship_desk.desk.commands.giving import GivingForm, give
from relationship_desk.desk.commands.needs import NeedForm, close_needs, note_need
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.relations import RelationForm, relate
from relationship_desk.desk.commands.seasons import begin_grief, begin_quiet
from relationship_desk.desk.commands.shelf import ResourceForm, add_resource
from relationship_desk.desk.commands.today import skip_row, snooze_row
from relationship_desk.desk.favours import favours
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.relations import RelationKind
from relationship_desk.domain.today import TodayKind, TodayRow
from relationship_desk.domain.value import Given, ResourceKind
from tests.support.desks import TODAY, DeskForTests


def seeker(desk: DeskForTests, name: str, *topics: str, since: date = TODAY) -> int:
    person = desk.add(name)
    desk.do(note_need, form=NeedForm(person, f"{topics[0]} for {name}", since, topics))
    return person


def guide(desk: DeskForTests, title: str = "A guide", *topics: str, added: date = TODAY) -> int:
    form = ResourceForm(title, ResourceKind.LINK, added, topics=topics)
    return int(desk.do(add_resource, form=form))


def offered(desk: DeskForTests, on: date = TODAY) -> list[TodayRow]:
    asked = Asked.whole_day(on, desk.clock.zone(), desk.composition.desk.preferences(desk.reader))
    return [r for r in today_queue(desk.reader, asked).rows if r.kind is TodayKind.FAVOUR]


def answer(row: TodayRow) -> dict[str, object]:
    return {
        "source": row.source, "source_id": row.source_id, "settles": row.settles,
        "title": row.title,
    }  # fmt: skip


def test_a_resource_dropped_once_helps_five_people_a_few_a_day(desk: DeskForTests) -> None:
    people = [
        seeker(desk, f"Person {i}", "Maps", since=TODAY - timedelta(days=9 - i)) for i in range(5)
    ]
    shelf = guide(desk, "An atlas", "maps")
    helped: list[int | None] = []

    for day in range(20):
        on = TODAY + timedelta(days=day)
        for row in offered(desk, on):
            assert row.person_id is not None
            form = GivingForm(row.person_id, Given.RESOURCE, "An atlas", on, resource_id=shelf)
            desk.do(give, form=form)
            helped.append(row.person_id)

    assert helped == people
    assert len(offered(desk)) == 0


def test_those_of_today_are_two_and_the_rest_waits(desk: DeskForTests) -> None:
    for i in range(4):
        seeker(desk, f"Person {i}", "Maps")
    guide(desk, "An atlas", "maps")

    assert len(list(favours(desk.reader, TODAY))) == 4
    assert [row.person_name for row in offered(desk)] == ["Person 0", "Person 1"]
    assert offered(desk)[0].why == (
        "Person 0 is looking for: Maps for Person 0. It is on your shelf under Maps."
    )


def test_one_that_is_not_wanted_never_comes_again_and_undo_brings_it_back(
    desk: DeskForTests,
) -> None:
    seeker(desk, "Ida", "Maps")
    guide(desk, "An atlas", "maps")
    [row] = offered(desk)
    desk.do(skip_row, **answer(row))
    assert offered(desk) == []
    assert offered(desk, TODAY + timedelta(days=400)) == []
    desk.undo()
    assert offered(desk) == [row]


def test_one_that_sleeps_comes_again_on_its_day(desk: DeskForTests) -> None:
    seeker(desk, "Ida", "Maps")
    guide(desk, "An atlas", "maps")
    [row] = offered(desk)
    desk.do(snooze_row, **answer(row), until=desk.clock.now() + timedelta(days=3))
    assert offered(desk, TODAY + timedelta(days=2)) == []
    assert len(offered(desk, TODAY + timedelta(days=3))) == 1


def test_a_need_that_is_over_and_who_is_archived_are_left_out(desk: DeskForTests) -> None:
    ida = seeker(desk, "Ida", "Maps")
    guide(desk, "An atlas", "maps")
    desk.do(close_needs, need_ids=[1])
    assert offered(desk) == []
    desk.undo()
    desk.do(set_archived, person_ids=[ida], archived=True)
    assert offered(desk) == []


def test_on_a_day_it_counts_what_was_so_on_that_day(desk: DeskForTests) -> None:
    seeker(desk, "Ida", "Maps", since=TODAY - timedelta(days=2))
    guide(desk, "An atlas", "maps", added=TODAY - timedelta(days=1))
    assert not list(favours(desk.reader, TODAY - timedelta(days=3)))
    assert not list(favours(desk.reader, TODAY - timedelta(days=2)))
    assert len(list(favours(desk.reader, TODAY - timedelta(days=1)))) == 1


def test_who_grieves_is_not_asked_to_help(desk: DeskForTests) -> None:
    seeker(desk, "Ida", "Maps")
    bram = desk.add("Bram", Detail(DetailKind.INTEREST, ("maps",)))
    assert [f.other_id for f in favours(desk.reader, TODAY)] == [bram]
    desk.do(begin_grief, person_id=bram, from_on=TODAY)
    assert not list(favours(desk.reader, TODAY))


def test_who_took_part_in_one_entry_knows_each_other(desk: DeskForTests) -> None:
    ida = desk.add("Ida", Detail(DetailKind.INTEREST, ("maps",)))
    bram = desk.add("Bram", tags=("Maps",))
    assert len(list(favours(desk.reader, TODAY))) == 1
    desk.log(ida, bram)
    assert not list(favours(desk.reader, TODAY))


def test_who_is_something_to_each_other_knows_each_other(desk: DeskForTests) -> None:
    ida = desk.add("Ida", tags=("Maps",))
    bram = desk.add("Bram", tags=("Maps",))
    desk.do(relate, form=RelationForm(ida, RelationKind.NEIGHBOUR, bram))
    assert not list(favours(desk.reader, TODAY))


def test_in_a_quiet_season_nothing_is_offered(desk: DeskForTests) -> None:
    seeker(desk, "Ida", "Maps")
    guide(desk, "An atlas", "maps")
    desk.do(begin_quiet, from_on=TODAY)
    assert offered(desk) == []
