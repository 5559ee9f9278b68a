"""Warmth of many people at once is that of each alone, whatever was entered, edited or deleted."""

from __future__ import annotations

from datetime import date, timedelta

from relationship_desk.desk.commands.circles import add_circle, put_into_circles, set_rhythm
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.timeline import delete_interactions
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.store.warmth import warmth_of, warmth_parts
from tests.support.desks import TODAY, DeskForTests

MONTH = Rhythm(30, 45)


def points(desk: DeskForTests, person: int, on: date = TODAY) -> int:
    return warmth_of(desk.reader, on, [person])[person].points


def friend(desk: DeskForTests, name: str, *silences: int) -> int:
    person = desk.add(name)
    desk.do(set_rhythm, person_ids=[person], rhythm=MONTH)
    for days in silences:
        desk.log(person, on=TODAY - timedelta(days=days), channel=Channel.EMAIL)
    return person


def test_of_everybody_it_is_as_of_each_in_the_order_of_the_names(desk: DeskForTests) -> None:
    zoe, ann = friend(desk, "Zoe", 3, 40), friend(desk, "Ann", 0)
    desk.log(zoe, ann, on=TODAY, channel=Channel.MET)
    desk.log(desk.add("Free"), on=TODAY)
    everybody = warmth_of(desk.reader, TODAY)
    assert list(everybody) == [ann, zoe]
    assert everybody == {i: warmth_of(desk.reader, TODAY, [i])[i] for i in (ann, zoe)}
    for person, found in everybody.items():
        parts = warmth_parts(desk.reader, TODAY, person, found.rhythm)
        assert sum(part.adds for part in parts) >= found.exact


def test_a_future_contact_and_a_bare_note_add_nothing(desk: DeskForTests) -> None:
    ida = friend(desk, "Ida", 10)
    before = points(desk, ida)
    desk.log(ida, on=TODAY + timedelta(days=1))
    desk.log(ida, on=TODAY, channel=Channel.NOTE)
    desk.log(ida, on=TODAY, counts=False)
    assert points(desk, ida) == before
    assert points(desk, ida, TODAY + timedelta(days=1)) > before
    desk.log(ida, on=TODAY, channel=Channel.NOTE, counts=True)
    assert points(desk, ida) > before


def test_what_is_deleted_or_taken_back_is_out_of_it_at_once(desk: DeskForTests) -> None:
    ida = friend(desk, "Ida", 10)
    before = points(desk, ida)
    entry = desk.log(ida, on=TODAY)
    desk.do(delete_interactions, interaction_ids=[entry])
    assert points(desk, ida) == before
    desk.undo()
    assert points(desk, ida) > before


def test_the_shortest_circle_measures_and_an_own_rhythm_goes_before(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.log(ida, on=TODAY - timedelta(days=30), channel=Channel.EMAIL)
    for name, days in (("Yearly", 365), ("Monthly", 30)):
        desk.do(add_circle, name=name, rhythm=Rhythm(days, days))
        desk.do(put_into_circles, person_ids=[ida], add=[name])
    assert warmth_of(desk.reader, TODAY, [ida])[ida].rhythm == Rhythm(30, 30)
    desk.do(set_rhythm, person_ids=[ida], rhythm=Rhythm(60, 60))
    assert warmth_of(desk.reader, TODAY, [ida])[ida].rhythm == Rhythm(60, 60)


def test_nothing_is_told_of_the_dead_the_archived_and_those_without_a_rhythm(
    desk: DeskForTests,
) -> None:
    dead, archived, free = friend(desk, "Dead", 1), friend(desk, "Gone", 1), friend(desk, "Free", 1)
    desk.edit(dead, details=((None, Detail(DetailKind.DATE, ("2026-02-01",), "death")),))
    desk.do(set_archived, person_ids=[archived], archived=True)
    desk.do(set_rhythm, person_ids=[free], rhythm=None)
    assert warmth_of(desk.reader, TODAY) == {}
    assert warmth_of(desk.reader, TODAY, [dead, archived, free, 999]) == {}
