"""Events and their follow-up in Today: when they ask, what they say, and what quiets them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from relationship_desk.desk.commands.events import GuestForm, put_guest
from relationship_desk.desk.commands.follow_up import move_card, write_follow_up
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.seasons import begin_grief, pause_people
from relationship_desk.desk.commands.today import skip_row, snooze_row
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.follow_up import Stage
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.today import Place, Today, TodayRow, Verb
from tests.support.desks import TODAY, DeskForTests
from tests.support.events import event, met


def later(days: int) -> date:
    return TODAY + timedelta(days=days)


def queue(desk: DeskForTests, on: date = TODAY) -> Today:
    preferences = desk.composition.desk.preferences(desk.reader)
    return today_queue(desk.reader, Asked.whole_day(on, desk.clock.zone(), preferences))


def titles(desk: DeskForTests, on: date = TODAY) -> list[str]:
    return [row.title for row in queue(desk, on).rows]


def only(desk: DeskForTests, on: date = TODAY) -> TodayRow:
    [row] = queue(desk, on).rows
    return row


def answer(row: TodayRow) -> dict[str, Any]:
    return {
        "source": row.source,
        "source_id": row.source_id,
        "settles": row.settles,
        "title": row.title,
    }


def test_an_event_asks_to_be_prepared_in_the_week_before_it(desk: DeskForTests) -> None:
    event_id = event(desk, on=later(7), ends_on=later(9), place="Leipzig")
    form = GuestForm(event_id, new_name="Ann Lee", wanted=True)
    desk.do(put_guest, form=form, region="DE")

    assert titles(desk, later(-1)) == []
    row = only(desk)
    assert (row.title, row.place, row.do_word) == ("Prepare Book Fair", Place.AHEAD, "Prepare")
    assert row.why == (
        "It begins in 7 days, on 10 March 2026. You would like to talk with 1 person."
    )
    assert row.verbs == (Verb.DO, Verb.SNOOZE, Verb.SKIP)


def test_on_its_days_it_asks_who_was_there(desk: DeskForTests) -> None:
    event(desk, on=TODAY, ends_on=later(2), place="Leipzig", starts_time=time(9, 30))

    row = only(desk, later(1))
    assert (row.title, row.place, row.do_word) == ("Book Fair", Place.THE_DAY, "Who was there")
    assert row.why == "It is today, day 2 of 3. Leipzig at 09:30."


def test_after_it_asks_until_somebody_was_noted_and_not_for_long(desk: DeskForTests) -> None:
    event_id = event(desk)

    assert [bool(titles(desk, later(days))) for days in (1, 3, 4)] == [True, True, False]
    assert only(desk, later(1)).why == (
        "It ended yesterday. Whom did you meet? A line each is enough."
    )
    met(desk, event_id, "Ann Lee")
    assert titles(desk, later(1)) == ["Follow up with Ann Lee"]


def test_what_is_skipped_before_it_still_comes_on_the_day(desk: DeskForTests) -> None:
    event(desk, on=later(1), ends_on=later(2))
    desk.do(skip_row, **answer(only(desk)))

    assert titles(desk) == []
    assert titles(desk, later(1)) == ["Book Fair"]
    desk.do(skip_row, **answer(only(desk, later(1))))
    assert titles(desk, later(1)) == []
    assert titles(desk, later(2)) == ["Book Fair"]
    desk.undo()
    assert titles(desk, later(1)) == ["Book Fair"]


def test_touches_are_asked_for_by_their_days_in_other_ways(desk: DeskForTests) -> None:
    card = met(desk, event(desk), "Ann Lee @Acme").encounter_id
    desk.clock.advance(timedelta(days=1))

    row = only(desk, later(1))
    assert (row.why, row.place) == (
        "You met at Book Fair yesterday. 48 hours: until tomorrow.", Place.FOLLOW_UP,
    )  # fmt: skip
    assert (row.do_word, row.person_name) == ("Write", "Ann Lee")
    assert Verb.LOG in row.verbs
    desk.do(write_follow_up, encounter_id=card)
    assert [titles(desk, later(days)) for days in (1, 6)] == [[], []]
    assert "perhaps a call or message now?" in only(desk, later(7)).why
    desk.log(1, on=later(7), channel=Channel.CALL, direction=Direction.MINE)
    assert [bool(titles(desk, later(days))) for days in (8, 20, 21)] == [False, False, True]
    assert "perhaps a message or letter now?" in only(desk, later(21)).why
    desk.log(1, on=later(21), channel=Channel.LETTER, direction=Direction.MINE)
    assert titles(desk, later(30)) == []


def test_it_ends_with_a_rhythm_and_by_itself_after_two_months(desk: DeskForTests) -> None:
    card = met(desk, event(desk), "Ann Lee").encounter_id
    assert [bool(titles(desk, later(days))) for days in (60, 61)] == [True, False]

    desk.do(move_card, encounter_id=card, stage=Stage.RHYTHM)

    assert titles(desk, later(2)) == []


def test_what_was_snoozed_or_skipped_leaves(desk: DeskForTests) -> None:
    met(desk, event(desk), "Ann Lee")
    row, on = only(desk, later(1)), later(1)
    wakes = datetime.combine(later(3), time(9), desk.clock.now().tzinfo)
    desk.do(snooze_row, **answer(row), until=wakes)
    assert [bool(titles(desk, later(days))) for days in (1, 2, 3)] == [False, False, True]
    desk.undo()
    desk.do(skip_row, **answer(only(desk, on)))
    assert titles(desk, later(9)) == []


def test_those_who_are_away_or_in_mourning_are_left_alone(desk: DeskForTests) -> None:
    event_id = event(desk)
    people = [met(desk, event_id, name).person_id for name in ("Ann Lee", "Bo Ek", "Cy Moss")]
    assert len(titles(desk, later(1))) == 3
    desk.do(begin_grief, person_id=people[0], from_on=TODAY)
    desk.do(pause_people, person_ids=[people[1]], until=later(9))
    desk.do(set_archived, person_ids=[people[2]], archived=True)
    assert titles(desk, later(1)) == []
    desk.do(delete_people, person_ids=people)
    assert titles(desk, later(1)) == ["Book Fair"]  # whom did you meet?


def test_there_are_a_few_a_day_and_a_sentence_for_the_others(desk: DeskForTests) -> None:
    event_id = event(desk)
    cards = [met(desk, event_id, f"Ann {letter}na").encounter_id for letter in "BCDEF"]
    desk.clock.advance(timedelta(days=1))

    found = queue(desk, later(1))
    assert [row.person_name for row in found.rows] == ["Ann Bna", "Ann Cna", "Ann Dna"]
    assert found.later == (
        "2 more people from Book Fair wait for a few lines: the board of the event has all of "
        "them.",
    )
    desk.do(write_follow_up, encounter_id=cards[0])
    assert [row.person_name for row in queue(desk, later(1)).rows] == ["Ann Cna", "Ann Dna"]


def test_somebody_met_at_two_events_is_asked_about_once(desk: DeskForTests) -> None:
    met(desk, event(desk, "Book Fair"), "Ann Lee")
    met(desk, event(desk, "Dinner"), "Ann Lee")

    assert "Dinner" in only(desk, later(1)).why
