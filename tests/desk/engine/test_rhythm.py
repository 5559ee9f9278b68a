"""The rhythm of people reminds: on the ideal day, once, and no longer when there was contact."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from relationship_desk.desk.commands.answers import DISMISSED, DONE, SNOOZED
from relationship_desk.desk.commands.circles import (
    add_circle,
    delete_circle,
    edit_circle,
    put_into_circles,
    set_rhythm,
)
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.reminders import answer_reminder
from relationship_desk.desk.commands.seasons import (
    begin_quiet,
    end_quiet,
    pause_people,
    resume_people,
)
from relationship_desk.desk.commands.timeline import delete_interactions
from relationship_desk.desk.derived import rebuild
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.erasure import erase_people
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.rhythm import Rhythm
from tests.support.desks import TODAY, DeskForTests
from tests.support.reminders import NINE, Popups, at, by_hand, prefer

FORTNIGHT = Rhythm(14, 20)


def day(number: int) -> date:
    return TODAY + timedelta(days=number)


def go_to(desk: DeskForTests, number: int) -> None:
    """Nine o'clock of that day."""
    at(desk, NINE + timedelta(days=number))


def due_days(desk: DeskForTests) -> dict[int, str]:
    """Of whom a moment is known: the day that it settles."""
    rows = desk.reader.sql("SELECT source_id, settles FROM reminder WHERE source = 'person'")
    return dict(rows)


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    """Ida, spoken to today, every 14 days."""
    person = desk.add("Ida Vale")
    desk.log(person)
    desk.do(set_rhythm, person_ids=[person], rhythm=FORTNIGHT)
    return person


def test_r30_every_fourteen_days_is_due_on_day_fourteen_at_the_set_hour(
    desk: DeskForTests, engine: Engine, popups: Popups, ida: int
) -> None:
    at(desk, NINE + timedelta(days=14, seconds=-1))
    assert not engine.beat()
    go_to(desk, 14)
    [delivered] = engine.beat().delivered
    assert (delivered.source_id, delivered.occurrence) == (ida, day(14).isoformat())
    assert (delivered.title, delivered.body) == (
        "Time to be in touch, every 2 weeks",
        "Ida Vale – due 09:00",
    )
    go_to(desk, 15)
    engine.beat()
    assert len(popups.shown) == 1


def test_r31_a_call_logged_while_due_closes_the_popup_and_the_next_is_in_fourteen_days(
    desk: DeskForTests, engine: Engine, popups: Popups, ida: int
) -> None:
    go_to(desk, 16)
    engine.beat()
    [popup] = popups.shown
    desk.log(ida, on=day(16), channel=Channel.CALL)
    engine.beat()
    assert popup.tag == f"person {ida} {day(14)}"
    assert popups.withdrawn == [popup.tag]
    assert due_days(desk) == {ida: day(30).isoformat()}
    go_to(desk, 30)
    engine.beat()
    assert len(popups.shown) == 2


def test_r32_a_note_older_than_the_last_contact_moves_nothing(desk: DeskForTests, ida: int) -> None:
    desk.log(ida, on=day(-5))
    assert due_days(desk) == {ida: day(14).isoformat()}


def test_r33_a_contact_in_the_future_does_not_silence_today(
    desk: DeskForTests, engine: Engine, popups: Popups, ida: int
) -> None:
    desk.log(ida, on=day(16))
    go_to(desk, 14)
    engine.beat()
    assert len(popups.shown) == 1
    go_to(desk, 16)
    engine.beat()
    assert due_days(desk) == {ida: day(30).isoformat()}
    go_to(desk, 30)
    engine.beat()
    assert len(popups.shown) == 2


def test_r33_a_planned_contact_before_the_ideal_day_counts_once_it_has_come(
    desk: DeskForTests, engine: Engine, popups: Popups, ida: int
) -> None:
    desk.log(ida, on=day(10))
    desk.log(ida, on=day(12))
    go_to(desk, 14)
    engine.beat()
    assert popups.shown == []
    assert due_days(desk) == {ida: day(26).isoformat()}


def test_r34_a_deleted_contact_moves_the_day_back(
    desk: DeskForTests, engine: Engine, ida: int
) -> None:
    newer = desk.log(ida, on=day(-1))
    desk.undo()
    newer = desk.log(ida, on=TODAY)
    go_to(desk, 2)
    later = desk.log(ida, on=day(2))
    assert due_days(desk) == {ida: day(16).isoformat()}
    desk.do(delete_interactions, interaction_ids=[later])
    assert due_days(desk) == {ida: day(14).isoformat()}
    desk.undo()
    assert due_days(desk) == {ida: day(16).isoformat()}
    desk.do(delete_interactions, interaction_ids=[newer, later])
    assert due_days(desk) == {ida: day(14).isoformat()}


def test_only_the_living_who_are_here_are_told(desk: DeskForTests, ida: int) -> None:
    desk.do(set_archived, person_ids=[ida], archived=True)
    assert due_days(desk) == {}
    desk.undo()
    desk.edit(ida, details=((None, Detail(DetailKind.DATE, ("2026-03-01",), "death")),))
    assert due_days(desk) == {}
    desk.undo()
    desk.do(delete_people, person_ids=[ida])
    assert due_days(desk) == {}
    desk.undo()
    assert due_days(desk) == {ida: day(14).isoformat()}


def test_who_was_never_contacted_or_only_noted_gives_no_popup(
    desk: DeskForTests, engine: Engine
) -> None:
    bo = desk.add("Bo")
    desk.log(bo, channel=Channel.NOTE)
    desk.do(set_rhythm, person_ids=[bo], rhythm=FORTNIGHT)
    go_to(desk, 400)
    assert not engine.beat()
    assert due_days(desk) == {}


def test_a_first_contact_that_is_planned_begins_the_rhythm(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    bo = desk.add("Bo")
    desk.do(set_rhythm, person_ids=[bo], rhythm=FORTNIGHT)
    desk.log(bo, on=day(3))
    go_to(desk, 16)
    assert not engine.beat()
    go_to(desk, 17)
    engine.beat()
    assert len(popups.shown) == 1


def test_a_pause_puts_the_moment_off_to_its_end(
    desk: DeskForTests, engine: Engine, popups: Popups, ida: int
) -> None:
    desk.do(pause_people, person_ids=[ida], until=day(20))
    go_to(desk, 19)
    assert not engine.beat()
    go_to(desk, 20)
    engine.beat()
    assert len(popups.shown) == 1
    desk.do(pause_people, person_ids=[ida], until=None)
    assert due_days(desk) == {}
    desk.do(resume_people, person_ids=[ida])
    engine.beat()
    assert len(popups.shown) == 1


def test_a_quiet_season_of_mine_is_quiet_for_everybody(
    desk: DeskForTests, engine: Engine, popups: Popups, ida: int
) -> None:
    bo = desk.add("Bo")
    desk.log(bo)
    desk.do(put_into_circles, person_ids=[bo], add=["Every 3 weeks"])
    desk.do(begin_quiet, from_on=day(10), until_on=day(30))
    go_to(desk, 29)
    assert not engine.beat()
    desk.do(end_quiet, on=day(29))
    engine.beat()
    assert len(popups.shown) == 2
    desk.do(begin_quiet, from_on=day(29))
    assert due_days(desk) == {}


def test_done_is_a_contact_in_the_timeline_and_goes_with_it(
    desk: DeskForTests, engine: Engine, popups: Popups, ida: int
) -> None:
    go_to(desk, 14)
    engine.beat()
    settles = due_days(desk)[ida]
    before = desk.facts()
    assert desk.do(answer_reminder, source="person", source_id=ida, settles=settles, kind=DONE)
    newest = "SELECT id, happened_on, channel, counts FROM interaction ORDER BY id DESC LIMIT 1"
    [(entry, on, channel, counts)] = desk.reader.sql(newest)
    assert (on, channel, counts) == (day(14).isoformat(), "other", 1)
    assert due_days(desk) == {ida: day(28).isoformat()}
    assert not desk.do(answer_reminder, source="person", source_id=ida, settles=settles, kind=DONE)
    desk.do(delete_interactions, interaction_ids=[entry])
    assert due_days(desk) == {ida: settles}
    desk.undo()
    desk.undo()
    assert desk.facts() == before


def test_an_answer_silences_until_the_next_contact(
    desk: DeskForTests, engine: Engine, popups: Popups, ida: int
) -> None:
    go_to(desk, 14)
    engine.beat()
    settles = due_days(desk)[ida]
    assert desk.do(answer_reminder, source="person", source_id=ida, settles=settles, kind=DISMISSED)
    assert due_days(desk) == {}
    desk.undo()
    assert due_days(desk) == {ida: settles}
    desk.redo()
    desk.log(ida, on=day(15))
    go_to(desk, 28)
    assert not engine.beat().delivered
    go_to(desk, 29)
    assert len(engine.beat().delivered) == 1
    desk.log(ida, on=day(29))
    assert due_days(desk) == {ida: day(43).isoformat()}


def test_a_snooze_comes_again_and_a_contact_ends_it(
    desk: DeskForTests, engine: Engine, popups: Popups, ida: int
) -> None:
    go_to(desk, 14)
    engine.beat()
    settles = due_days(desk)[ida]
    desk.do(
        answer_reminder, source="person", source_id=ida, settles=settles, kind=SNOOZED,
        until=desk.clock.now() + timedelta(minutes=30),
    )  # fmt: skip
    desk.clock.advance(timedelta(minutes=29))
    engine.beat()
    assert len(popups.shown) == 1
    desk.clock.advance(timedelta(minutes=1))
    engine.beat()
    assert len(popups.shown) == 2
    desk.log(ida, on=day(14))
    engine.beat()
    assert due_days(desk) == {ida: day(28).isoformat()}


def test_a_deleted_person_takes_the_answers_along_and_undo_brings_them_back(
    desk: DeskForTests, engine: Engine, ida: int
) -> None:
    go_to(desk, 14)
    settles = due_days(desk)[ida]
    desk.do(answer_reminder, source="person", source_id=ida, settles=settles, kind=DISMISSED)
    before = desk.facts()
    desk.do(delete_people, person_ids=[ida])
    assert desk.facts()["answer"] == []
    desk.undo()
    assert desk.facts() == before


def test_days_of_a_circle_move_the_moments_of_its_people(desk: DeskForTests) -> None:
    people = [desk.add(name) for name in ("Ida", "Bo")]
    desk.log(*people)
    circle = desk.do(add_circle, name="Weekly", rhythm=Rhythm(7, 9))
    desk.do(put_into_circles, person_ids=people, add=["Weekly"])
    assert set(due_days(desk).values()) == {day(7).isoformat()}
    desk.do(edit_circle, circle_id=circle, name="Weekly", rhythm=FORTNIGHT)
    assert set(due_days(desk).values()) == {day(14).isoformat()}
    desk.do(delete_circle, circle_id=circle)
    assert due_days(desk) == {}
    desk.undo()
    assert len(due_days(desk)) == 2


def test_the_reminders_of_rhythm_can_be_switched_off(desk: DeskForTests, ida: int) -> None:
    prefer(desk, rhythm_reminders=False)
    assert due_days(desk) == {}
    prefer(desk, rhythm_reminders=True)
    assert due_days(desk) == {ida: day(14).isoformat()}


def test_the_hour_and_the_zone_move_the_moment_and_not_the_occurrence(
    desk: DeskForTests, engine: Engine, popups: Popups, ida: int
) -> None:
    go_to(desk, 14)
    engine.beat()
    desk.clock.travel(ZoneInfo("America/New_York"))
    go_to(desk, 15)
    engine.beat()
    assert len(popups.shown) == 1


def test_an_erased_person_leaves_no_row_of_the_engine(
    desk: DeskForTests, engine: Engine, ida: int
) -> None:
    go_to(desk, 14)
    engine.beat()
    store, now = desk.composition.store, desk.clock.now()
    desk.composition.reader.close()
    desk.composition.desk.maintain(lambda w: erase_people(w, store, now, [ida])).result()
    reader = store.reader()
    for table in ("reminder", "delivery"):
        assert reader.sql(f"SELECT * FROM {table} WHERE source = 'person'") == []
    reader.close()


def test_a_rhythm_that_somebody_broke_by_hand_hides_nobody_else(
    desk: DeskForTests, ida: int
) -> None:
    by_hand(desk, f"UPDATE rhythm SET ideal_days = 0 WHERE person_id = {ida}")
    bo = desk.add("Bo")
    desk.log(bo)
    desk.do(set_rhythm, person_ids=[bo], rhythm=FORTNIGHT)
    _rebuild(desk)
    assert due_days(desk) == {bo: day(14).isoformat()}


def _rebuild(desk: DeskForTests) -> None:
    here = desk.composition.desk.circumstances(desk.reader)

    def job(writer: Any) -> None:
        with writer.transaction():
            rebuild(writer, here)

    desk.composition.desk.maintain(job).result()
