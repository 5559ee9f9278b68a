"""Last contact is by the day, and whatever asks for it agrees."""

from __future__ import annotations

from datetime import date, time, timedelta

from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.domain.rhythm import Lane, Rhythm
from relationship_desk.store.lanes import standings
from relationship_desk.store.last_contact import last_contacts
from relationship_desk.store.people import person_rows
from relationship_desk.store.warmth import warmth_of
from tests.support.desks import NOON, TODAY, DeskForTests

FORTNIGHT = Rhythm(14, 20)


def _told(desk: DeskForTests, person: int, on: date = TODAY) -> tuple[object, ...]:
    """What lists, lanes, reminders and warmth make of somebody's last contact."""
    [(reminds,)] = desk.reader.sql(
        "SELECT settles FROM reminder WHERE source = 'person' AND source_id = ?", (person,)
    )
    return (
        last_contacts(desk.reader, on)[person],
        person_rows(desk.reader, [person], on)[person].last_contact_on,
        standings(desk.reader, on, [person])[person].lane,
        date.fromisoformat(reminds) - timedelta(days=FORTNIGHT.ideal_days),
        warmth_of(desk.reader, on)[person].points,
    )


def test_a_later_hour_of_today_is_contact_today_for_all_that_asks(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Oss")
    desk.do(set_rhythm, person_ids=[ida, bo], rhythm=FORTNIGHT)
    for person in (ida, bo):
        desk.log(person, on=TODAY - timedelta(days=15))
    assert _told(desk, ida)[:3] == (TODAY - timedelta(days=15),) * 2 + (Lane.DUE,)
    evening = time(NOON.hour + 6)
    desk.log(ida, on=TODAY, time=evening)
    desk.log(bo, on=TODAY)
    assert _told(desk, ida)[:4] == (TODAY, TODAY, Lane.IN_TOUCH, TODAY)
    assert _told(desk, ida) == _told(desk, bo)


def test_a_day_to_come_is_contact_from_then_on_for_all_that_asks(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    desk.do(set_rhythm, person_ids=[ida], rhythm=FORTNIGHT)
    desk.log(ida, on=TODAY - timedelta(days=15))
    before = _told(desk, ida)
    desk.log(ida, on=TODAY + timedelta(days=1), time=time(0, 0))
    assert _told(desk, ida) == before
