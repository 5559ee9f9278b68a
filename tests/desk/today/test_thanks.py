"""Thanks, gifts, days of the work and batches in Today: when they come, why, and when they go."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from relationship_desk.desk.commands.batches import make_batch, send_batch
from relationship_desk.desk.commands.gifts import GiftForm, edit_gift, give_gift, note_gift
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.seasons import begin_grief, begin_quiet
from relationship_desk.desk.commands.standings import StandingForm, add_milestone, add_standing
from relationship_desk.desk.commands.thanks import (
    KindnessForm,
    record_kindness,
    say_thanks,
    want_thanks,
)
from relationship_desk.desk.commands.today import honour_occasion, skip_row, snooze_row
from relationship_desk.desk.today.batches import BatchesSource
from relationship_desk.desk.today.forgotten import ForgottenSource
from relationship_desk.desk.today.gifts import GiftsSource
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked, TodaySource
from relationship_desk.desk.today.thanks import ThanksSource
from relationship_desk.desk.today.work_days import WorkDaysSource
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.kindness import ThanksForm
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.standing import BatchForm, StandingKind
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow, Verb
from relationship_desk.store.batches import recipients
from relationship_desk.store.timeline import feed_page
from tests.support.desks import TODAY, DeskForTests

DAY = timedelta(days=1)
DEAD = Detail(DetailKind.DATE, ("2026-01-01",), "death")


def offered(desk: DeskForTests, source: TodaySource, on: date = TODAY) -> Offered:
    preferences = desk.composition.desk.preferences(desk.reader)
    return source.offer(desk.reader, Asked.whole_day(on, desk.clock.zone(), preferences))


def ids(desk: DeskForTests, source: TodaySource, on: date = TODAY) -> list[int]:
    return [row.source_id for row in offered(desk, source, on).rows]


def only(desk: DeskForTests, source: TodaySource, on: date = TODAY) -> TodayRow:
    [row] = offered(desk, source, on).rows
    return row


def answer(row: TodayRow) -> dict[str, Any]:
    return {
        "source": row.source,
        "source_id": row.source_id,
        "settles": row.settles,
        "title": row.title,
    }


def kind(desk: DeskForTests, person: int, on: date, text: str = "recommended me") -> int:
    return int(desk.do(record_kindness, form=KindnessForm(person, text, on)))


# ----------------------------------------------------------------------------------------- thanks


def test_a_kindness_is_there_from_the_day_after_until_thanked(desk: DeskForTests) -> None:
    made = kind(desk, desk.add("Ida Vale"), TODAY)

    assert ids(desk, ThanksSource()) == []
    assert ids(desk, ThanksSource(), TODAY + DAY) == [made]
    assert ids(desk, ThanksSource(), TODAY + 400 * DAY) == [made]
    desk.do(say_thanks, kindness_id=made, form=ThanksForm.MAIL)
    assert ids(desk, ThanksSource(), TODAY + DAY) == []
    desk.undo()
    assert ids(desk, ThanksSource(), TODAY + DAY) == [made]


def test_a_row_says_what_they_did_and_why_now(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    kind(desk, ida, TODAY - 3 * DAY)

    row = only(desk, ThanksSource())

    assert (row.kind, row.place, row.title) == (
        TodayKind.THANKS, Place.THANKS, "recommended me",
    )  # fmt: skip
    assert (row.person_id, row.person_name, row.do_word) == (ida, "Ida Vale", "Thank")
    assert row.why == "It was 3 days ago. Within the first week a thank-you means the most."
    assert Verb.DO in row.verbs
    assert row.due_on == TODAY - 3 * DAY


def test_a_skip_lasts_until_the_words_grow(desk: DeskForTests) -> None:
    made = kind(desk, desk.add("Ida Vale"), TODAY - DAY)
    desk.do(skip_row, **answer(only(desk, ThanksSource())))

    assert ids(desk, ThanksSource(), TODAY + DAY) == []
    assert ids(desk, ThanksSource(), TODAY + 2 * DAY) == [made]


def test_a_snooze_holds_though_the_words_would_grow(desk: DeskForTests) -> None:
    made = kind(desk, desk.add("Ida Vale"), TODAY - 2 * DAY)
    until = datetime.combine(TODAY + 3 * DAY, time(9), tzinfo=desk.clock.zone())
    desk.do(snooze_row, **answer(only(desk, ThanksSource())), until=until)

    assert ids(desk, ThanksSource(), TODAY + 2 * DAY) == []
    assert ids(desk, ThanksSource(), TODAY + 3 * DAY) == [made]


def test_nobody_is_asked_to_thank_the_dead_the_archived_or_without_need(
    desk: DeskForTests,
) -> None:
    dead, away, unneeded = desk.add("Ida", DEAD), desk.add("Bo"), desk.add("Cy")
    kind(desk, dead, TODAY - DAY)
    kind(desk, away, TODAY - DAY)
    none = kind(desk, unneeded, TODAY - DAY)
    desk.do(set_archived, person_ids=[away], archived=True)
    desk.do(want_thanks, kindness_ids=[none], wanted=False)

    assert ids(desk, ThanksSource()) == []


# -------------------------------------------------------------------------------------- forgotten


def test_what_looks_like_help_is_asked_about_on_the_friday(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    entry = desk.log(ida, text="She lent me her car", on=TODAY)
    friday = TODAY + 3 * DAY

    assert ids(desk, ForgottenSource(), friday - DAY) == []
    row = only(desk, ForgottenSource(), friday)
    assert (row.source_id, row.place, row.skip_word) == (entry, Place.QUESTION, "No")
    assert row.why == "The entry says “lent me”. Was it a kindness to thank for?"


def test_one_is_asked_at_a_time_and_the_rest_is_named(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    first = desk.log(ida, text="She lent me her car", on=TODAY - 9 * DAY)
    second = desk.log(ida, text="She gave me a map", on=TODAY - 8 * DAY)

    assert ids(desk, ForgottenSource()) == [first]
    assert offered(desk, ForgottenSource()).later == (
        "1 more entry looks like help: see “Whom did I forget?” among Appreciation."
    )
    desk.do(skip_row, **answer(only(desk, ForgottenSource())))
    assert ids(desk, ForgottenSource()) == [second]
    assert offered(desk, ForgottenSource()).later == ""
    desk.do(skip_row, **answer(only(desk, ForgottenSource())))
    assert ids(desk, ForgottenSource(), TODAY + 7 * DAY) == []


def test_a_snoozed_question_comes_again(desk: DeskForTests) -> None:
    entry = desk.log(desk.add("Ida"), text="She lent me her car", on=TODAY - 9 * DAY)
    until = datetime.combine(TODAY + DAY, time(9), tzinfo=desk.clock.zone())
    desk.do(snooze_row, **answer(only(desk, ForgottenSource())), until=until)

    assert ids(desk, ForgottenSource()) == []
    assert ids(desk, ForgottenSource(), TODAY + DAY) == [entry]


def test_a_quiet_season_is_quiet(desk: DeskForTests) -> None:
    desk.log(desk.add("Ida"), text="She lent me her car", on=TODAY - 9 * DAY)
    desk.do(begin_quiet, from_on=TODAY, until_on=None)

    assert ids(desk, ForgottenSource()) == []


# ------------------------------------------------------------------------------------------ gifts


def test_a_gift_comes_its_lead_before_the_day_and_stays_until_given(desk: DeskForTests) -> None:
    ida, day = desk.add("Ida Vale"), TODAY + 10 * DAY
    made = desk.do(note_gift, form=GiftForm(ida, "bookends", "birthday", day, 4))

    assert ids(desk, GiftsSource(), day - 5 * DAY) == []
    row = only(desk, GiftsSource(), day - 4 * DAY)
    assert (row.title, row.place, row.do_word) == ("Gift: bookends", Place.AHEAD, "Given")
    assert row.why == "It is for the birthday on 13 March 2026, in 4 days."
    assert only(desk, GiftsSource(), day + DAY).place is Place.THE_DAY
    desk.do(give_gift, gift_id=made)
    assert ids(desk, GiftsSource(), day) == []


def test_without_a_lead_of_its_own_a_gift_comes_three_weeks_before(desk: DeskForTests) -> None:
    day = TODAY + 21 * DAY
    made = desk.do(note_gift, form=GiftForm(desk.add("Ida"), "bookends", needed_on=day))

    assert ids(desk, GiftsSource(), TODAY - DAY) == []
    assert ids(desk, GiftsSource()) == [made]


def test_another_day_of_a_gift_ends_what_was_skipped(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    made = desk.do(note_gift, form=GiftForm(ida, "bookends", needed_on=TODAY))
    desk.do(skip_row, **answer(only(desk, GiftsSource())))
    assert ids(desk, GiftsSource()) == []

    desk.do(edit_gift, gift_id=made, form=GiftForm(ida, "bookends", needed_on=TODAY + DAY))

    assert ids(desk, GiftsSource()) == [made]


# ------------------------------------------------------------------------------- days of the work


def test_a_year_more_of_working_together_is_told_a_week_before(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    form = StandingForm(ida, StandingKind.PARTNER, date(2024, 3, 10))
    made = desk.do(add_standing, form=form)

    assert ids(desk, WorkDaysSource(), date(2026, 3, 2)) == []
    row = only(desk, WorkDaysSource(), date(2026, 3, 3))
    assert (row.source_id, row.kind, row.place) == (made, TodayKind.OCCASION, Place.AHEAD)
    assert row.title == "Two years of working together"
    assert only(desk, WorkDaysSource(), date(2026, 3, 15)).place is Place.THE_DAY
    assert ids(desk, WorkDaysSource(), date(2026, 3, 16)) == []


def test_what_was_said_on_such_a_day_stands_in_the_timeline(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    desk.do(add_milestone, person_id=ida, text="The atlas is printed", on=TODAY)
    row = only(desk, WorkDaysSource())
    assert row.why.startswith("Reached with Ida Vale today.")

    desk.do(honour_occasion, **answer(row), person_id=ida, channel=Channel.EMAIL)

    assert [entry.text for entry in feed_page(desk.reader, ida)] == ["The atlas is printed"]
    assert ids(desk, WorkDaysSource()) == []


def test_who_was_talked_to_since_or_grieves_is_left_in_peace(desk: DeskForTests) -> None:
    talked, grieving = desk.add("Ida"), desk.add("Bo")
    for person in (talked, grieving):
        desk.do(add_milestone, person_id=person, text="The atlas", on=TODAY - DAY)
    desk.do(begin_grief, person_id=grieving, from_on=TODAY - 9 * DAY, until_on=None)
    desk.log(talked, on=TODAY)

    assert ids(desk, WorkDaysSource()) == []


# ---------------------------------------------------------------------------------------- batches


def test_a_batch_is_there_three_weeks_before_its_day_until_all_are_sent(
    desk: DeskForTests,
) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Lind")
    day = TODAY + 21 * DAY
    made = desk.do(make_batch, title="Cards", form=BatchForm.CARD, due_on=day, person_ids=[ida, bo])
    assert ids(desk, BatchesSource(), TODAY - DAY) == []
    row = only(desk, BatchesSource())
    assert (row.source_id, row.person_id, row.place) == (made, None, Place.AHEAD)
    assert row.why == ("0 of 2 sent. They are to be sent by 24 March 2026, in 3 weeks.")
    desk.do(send_batch, recipient_ids=[r.id for r in recipients(desk.reader, made)])
    assert ids(desk, BatchesSource()) == []


def test_a_batch_without_a_day_or_people_waits_elsewhere(desk: DeskForTests) -> None:
    desk.do(make_batch, title="Some day", form=BatchForm.CARD, person_ids=[desk.add("Ida")])
    desk.do(make_batch, title="Empty", form=BatchForm.CARD, due_on=TODAY)

    assert ids(desk, BatchesSource()) == []


@pytest.mark.parametrize("on", [date(1900, 1, 1), date(9998, 12, 31)])
def test_any_day_can_be_asked_about(desk: DeskForTests, on: date) -> None:
    ida = desk.add("Ida Vale")
    kind(desk, ida, TODAY)
    desk.log(ida, text="She lent me her car", on=date(9998, 12, 31))
    desk.do(note_gift, form=GiftForm(ida, "bookends", needed_on=TODAY))
    desk.do(add_standing, form=StandingForm(ida, StandingKind.PARTNER, TODAY))
    desk.do(make_batch, title="Cards", form=BatchForm.CARD, due_on=TODAY, person_ids=[ida])
    preferences = desk.composition.desk.preferences(desk.reader)

    today_queue(desk.reader, Asked.whole_day(on, desk.clock.zone(), preferences))
