"""The queue of a day: what is in it, in which order, why, and what leaves it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from relationship_desk.desk.commands.circles import follow_circles, set_rhythm
from relationship_desk.desk.commands.giving import GivingForm, give
from relationship_desk.desk.commands.introductions import IntroductionForm, plan_introduction
from relationship_desk.desk.commands.memberships import MembershipForm, add_membership
from relationship_desk.desk.commands.needs import NeedForm, note_need
from relationship_desk.desk.commands.news import NewsForm, add_news, choose_people
from relationship_desk.desk.commands.occasions import (
    OccasionForm,
    add_occasion,
)
from relationship_desk.desk.commands.opportunities import OpportunityForm, add_opportunity
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.preferences import set_preferences
from relationship_desk.desk.commands.promises import (
    PromiseForm,
    keep_promise,
    make_promise,
)
from relationship_desk.desk.commands.seasons import begin_grief, begin_quiet, pause_people
from relationship_desk.desk.commands.shelf import ResourceForm, add_resource
from relationship_desk.desk.commands.thanks import KindnessForm, record_kindness
from relationship_desk.desk.commands.today import honour_occasion, skip_row, snooze_row
from relationship_desk.desk.today.people import explained
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.attention import Held
from relationship_desk.domain.contact import ADDRESS_PARTS, Detail, DetailKind
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.news import Choice
from relationship_desk.domain.occasions import OccasionKind
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.recurrence import Repeat
from relationship_desk.domain.recurrence_words import parse_repeat_rule
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.domain.today import Place, Today, TodayRow
from relationship_desk.domain.value import Given, ResourceKind
from relationship_desk.store.timeline import feed_page
from tests.support.desks import NOON, TODAY, DeskForTests
from tests.support.events import event, met

MONTH = Rhythm(30, 45)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def asked(desk: DeskForTests, on: date = TODAY) -> Asked:
    preferences = desk.composition.desk.preferences(desk.reader)
    return Asked.whole_day(on, desk.clock.zone(), preferences)


def queue(desk: DeskForTests, on: date = TODAY) -> Today:
    return today_queue(desk.reader, asked(desk, on))


def kinds(desk: DeskForTests, on: date = TODAY) -> list[tuple[str, str]]:
    return [(r.kind.value, r.person_name or r.title) for r in queue(desk, on).rows]


def only(desk: DeskForTests, on: date = TODAY) -> TodayRow:
    [row] = queue(desk, on).rows
    return row


def friend(
    desk: DeskForTests, name: str, silence: int | None, *details: Detail, rhythm: Rhythm = MONTH
) -> int:
    person = desk.add(name, *details)
    desk.do(set_rhythm, person_ids=[person], rhythm=rhythm)
    if silence is not None:
        desk.log(person, text=f"talked with {name}", on=ago(silence), channel=Channel.CALL)
    return person


def birthday(value: str) -> Detail:
    return Detail(DetailKind.DATE, (value,), "birthday")


def answer(row: TodayRow) -> dict[str, Any]:
    return {
        "source": row.source,
        "source_id": row.source_id,
        "settles": row.settles,
        "title": row.title,
    }


def test_everything_that_is_due_stands_in_one_queue_in_the_stated_order(
    desk: DeskForTests,
) -> None:
    friend(desk, "Never", None)
    amber = friend(desk, "Amber", 31)
    red = friend(desk, "Red", 50)
    desk.task("call back", red, due_on=ago(1))
    desk.task("file the notes", None, due_on=TODAY)
    desk.task("tomorrow", None, due_on=TODAY + timedelta(days=1))
    desk.do(make_promise, form=PromiseForm(amber, "the intro to Bo", due_on=ago(2)))
    desk.do(record_kindness, form=KindnessForm(desk.add("Kind"), "lent me a map", ago(7)))
    desk.add("Born", birthday("1986-03-03"))
    rare = friend(desk, "Rare", 5)
    for days in (65, 125, 185, 245, 305):
        desk.log(rare, on=ago(days))
    given = GivingForm(desk.add("Helped"), Given.ADVICE, "on paper", ago(31))
    desk.do(give, form=given)
    pair = IntroductionForm(desk.add("First"), desk.add("Second"), "both print")
    desk.clock.advance(timedelta(days=-3))
    desk.do(plan_introduction, form=pair)
    desk.clock.advance(timedelta(days=3))
    shelf = ResourceForm("A list", ResourceKind.SKILL, ago(90), topics=("maps",))
    desk.do(add_resource, form=shelf)
    desk.do(note_need, form=NeedForm(desk.add("Seeker"), "old maps", ago(9), ("Maps",)))
    news = desk.do(add_news, form=NewsForm("My atlas"))
    desk.do(choose_people, news_id=news, person_ids=[rare], choice=Choice.ADDED)
    ahead = desk.add("Soon Named")
    form = OccasionForm(OccasionKind.NAME_DAY, PartialDate(None, 3, 10), lead_days=7)
    desk.do(add_occasion, person_id=ahead, form=form, region="DE")
    event(desk, "Harbour Day", TODAY + timedelta(days=2))
    met(desk, event(desk, "Book Fair", ago(3)), "New Lately gave a talk")
    step = OpportunityForm("An order", next_step="write the offer", next_on=TODAY)
    desk.do(add_opportunity, form=step)
    desk.clock.advance(timedelta(days=-365))
    desk.do(add_membership, form=MembershipForm("Guild"))
    desk.clock.advance(timedelta(days=365))
    assert kinds(desk) == [
        ("occasion", "Born"),
        ("task", "Red"),
        ("task", "file the notes"),
        ("promise", "Amber"),
        ("thanks", "Kind"),
        ("opportunity", "write the offer"),
        ("introduction", "First"),
        ("follow_up", "New Lately"),
        ("event", "Prepare Harbour Day"),
        ("occasion", "Soon Named"),
        ("person", "Red"),
        ("person", "Never"),
        ("person", "Amber"),
        ("outcome", "Helped"),
        ("favour", "Seeker"),
        ("update", "My atlas"),
        ("look", "What does Guild give you?"),
        ("rhythm", "Rare"),
    ]
    rows = queue(desk).rows
    assert [row.place for row in rows] == sorted(row.place for row in rows)
    assert {row.place for row in rows} == set(Place)
    assert [row.why for row in rows] == [
        "Born turns forty today.",
        "It was due yesterday, on 2 March 2026.",
        "It is due today.",
        "You promised it to Amber for 1 March 2026, 2 days ago.",
        "It was 7 days ago. Thanks are never too late, and today would be a good day for them.",
        "The next step of “An order” was set for today.",
        "You thought of it 3 days ago, and nobody is asked yet.",
        "You met at Book Fair 3 days ago. 48 hours are over: a line is welcome still.",
        "It begins in 2 days, on 5 March 2026.",
        "Soon Named: name day in 7 days.",
        "You were last in touch 7 weeks ago; your rhythm is every 30 days, 45 days at the latest.",
        "You have not been in touch yet; your rhythm is every 30 days.",
        "You were last in touch 4 weeks ago; your rhythm is every 30 days.",
        "You gave Helped advice 4 weeks ago.",
        "Seeker is looking for: old maps. It is on your shelf under maps.",
        "Your update: 0 of 1 know. Next is Rare.",
        "A year has gone by.",
        "You are in touch about every 9 weeks, the rhythm says every 30 days. Make it every 8 "
        "weeks? Your last 6 contacts lay 60, 60, 60, 60 and 60 days apart.",
    ]
    [red_row] = [row for row in rows if row.place is Place.PAST_LATEST]
    assert red_row.last_note == "Call, 7 weeks ago: talked with Red"
    assert red_row.due_on == ago(20)


def test_on_a_day_is_today_for_everything_whenever_it_was_entered(desk: DeskForTests) -> None:
    friend(desk, "Ida", 29, birthday("--03-20"))
    assert kinds(desk) == []
    assert kinds(desk, TODAY + timedelta(days=1)) == [("person", "Ida")]
    assert kinds(desk, date(2026, 3, 20)) == [("occasion", "Ida"), ("person", "Ida")]
    assert kinds(desk, date(2021, 3, 20)) == [("occasion", "Ida"), ("person", "Ida")]


def test_three_people_and_one_dormant_a_day_and_a_sentence_for_the_others(
    desk: DeskForTests,
) -> None:
    for number in range(6):
        friend(desk, f"Red {number}", 60 + number)
        friend(desk, f"Never {number}", None)
    found = queue(desk)
    assert [row.person_name for row in found.rows] == ["Red 5", "Red 4", "Red 3", "Never 0"]
    assert found.later == ("8 more people are due and can wait for another day.",)
    held = explained(desk.reader, asked(desk))
    assert list(held.values()).count(Held.BUDGET) == 8
    assert {i for i, reason in held.items() if reason is None} == {
        row.person_id for row in found.rows
    }
    more = Preferences(people_a_day=5, dormant_a_day=0)
    desk.do(set_preferences, preferences=more, defaults=Preferences())
    assert [row.person_name for row in queue(desk).rows] == [f"Red {n}" for n in (5, 4, 3, 2, 1)]


def test_of_those_past_the_ideal_day_the_ten_days_before_the_latest_come_first(
    desk: DeskForTests,
) -> None:
    friend(desk, "Yearly, 80 left", 370, rhythm=Rhythm(365, 450))
    friend(desk, "Monthly, 3 left", 42)
    friend(desk, "Monthly, 12 left", 33)
    friend(desk, "Yearly, over", 460, rhythm=Rhythm(365, 450))
    friend(desk, "Monthly, over", 60)
    five = Preferences(people_a_day=5, dormant_a_day=0)
    desk.do(set_preferences, preferences=five, defaults=Preferences())
    assert [row.person_name for row in queue(desk).rows] == [
        "Yearly, over", "Monthly, over", "Monthly, 3 left", "Yearly, 80 left", "Monthly, 12 left",
    ]  # fmt: skip


def test_who_was_called_leaves_the_queue_and_nobody_takes_the_place(desk: DeskForTests) -> None:
    people = [friend(desk, f"Red {number}", 60 + number) for number in range(5)]
    desk.log(people[4])
    assert [row.person_name for row in queue(desk).rows] == ["Red 3", "Red 2"]
    desk.log(people[0])
    assert [row.person_name for row in queue(desk).rows] == ["Red 3", "Red 2"]
    desk.log(people[3])
    desk.log(people[2])
    assert queue(desk).rows == ()
    tomorrow = TODAY + timedelta(days=1)
    assert [row.person_name for row in queue(desk, tomorrow).rows] == ["Red 1"]


def test_a_try_that_does_not_count_brings_a_pause_of_three_days(desk: DeskForTests) -> None:
    ida = friend(desk, "Ida", 60)
    desk.log(ida, text="no answer", channel=Channel.CALL, direction=Direction.MINE, counts=False)
    assert queue(desk).rows == ()
    assert explained(desk.reader, asked(desk)) == {ida: Held.COOLDOWN}
    assert kinds(desk, TODAY + timedelta(days=2)) == []
    assert kinds(desk, TODAY + timedelta(days=3)) == [("person", "Ida")]


def test_three_letters_without_an_answer_let_the_rhythm_rest(desk: DeskForTests) -> None:
    ida = friend(desk, "Ida", 200)
    for days in (150, 100, 50):
        desk.log(ida, on=ago(days), channel=Channel.LETTER, direction=Direction.MINE)
    assert queue(desk).rows == ()
    assert explained(desk.reader, asked(desk)) == {ida: Held.BACK_OFF}
    row = only(desk, TODAY + timedelta(days=10))
    assert row.why.endswith("3 tries went without an answer: perhaps another way?")
    desk.log(ida, on=ago(49), channel=Channel.LETTER, direction=Direction.THEIRS)
    assert kinds(desk) == [("person", "Ida")]


def test_paused_archived_dead_and_those_without_rhythm_are_left_alone(desk: DeskForTests) -> None:
    paused, archived, dead, free = (
        friend(desk, name, 60) for name in ("Paused", "Archived", "Dead", "Free")
    )
    desk.do(pause_people, person_ids=[paused], until=None)
    desk.do(set_archived, person_ids=[archived], archived=True)
    desk.do(make_promise, form=PromiseForm(dead, "the photos", due_on=TODAY))
    desk.edit(dead, details=((None, Detail(DetailKind.DATE, ("2026-02-01",), "death")),))
    desk.do(follow_circles, person_ids=[free])
    assert kinds(desk) == []
    assert explained(desk.reader, asked(desk)) == {}


def test_a_quiet_season_of_my_own_asks_about_nobody_and_says_so(desk: DeskForTests) -> None:
    ida = friend(desk, "Ida", 60)
    desk.task("call", ida, due_on=TODAY)
    desk.do(begin_quiet, from_on=TODAY)
    assert kinds(desk) == [("task", "Ida")]
    assert "quiet season" in queue(desk).later[0]
    assert explained(desk.reader, asked(desk)) == {ida: Held.QUIET}


def test_grief_silences_cheer_and_softens_the_words(desk: DeskForTests) -> None:
    ida = friend(desk, "Ida", 60, birthday("1986-03-03"))
    assert kinds(desk) == [("occasion", "Ida"), ("person", "Ida")]
    desk.do(begin_grief, person_id=ida, from_on=ago(1))
    row = only(desk)
    assert row.kind == "person"
    assert row.why.endswith("They are in mourning: a few quiet words are enough.")


def test_a_missed_birthday_is_told_of_for_three_days_unless_there_was_contact(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida", birthday("1986-03-01"))
    assert only(desk).why == "2 days ago: birthday of Ida. It is not too late for a word."
    assert kinds(desk, TODAY + timedelta(days=2)) == []
    desk.log(ida, on=ago(1))
    assert kinds(desk) == []


@pytest.mark.parametrize("value", ["1984-02-29", "--0229"])
def test_a_leap_day_is_found_in_other_years(desk: DeskForTests, value: str) -> None:
    desk.add("Ida", birthday(value))
    assert kinds(desk, date(2026, 2, 28)) == [("occasion", "Ida")]


def test_an_occasion_of_a_whole_month_is_there_in_the_month_alone(desk: DeskForTests) -> None:
    desk.add("Ida", birthday("1986-03"))
    assert only(desk).why == "Ida turns forty this month."
    assert kinds(desk, date(2026, 3, 31)) == [("occasion", "Ida")]
    assert kinds(desk, date(2026, 4, 1)) == []
    assert kinds(desk, date(2026, 2, 28)) == []


@pytest.mark.parametrize("what", ["person", "never", "occasion", "promise", "task", "series"])
def test_a_snooze_and_a_skip_are_answers_that_undo_takes_back(
    desk: DeskForTests, what: str
) -> None:
    if what in ("person", "never"):
        friend(desk, "Ida", 60 if what == "person" else None)
    elif what == "occasion":
        desk.add("Ida", birthday("1986-03-03"))
    elif what == "promise":
        person = desk.add("Ida")
        desk.do(make_promise, form=PromiseForm(person, "the intro", due_on=TODAY))
    else:
        _task(desk, what)
    before = desk.facts()
    row = only(desk)
    desk.do(snooze_row, **answer(row), until=NOON + timedelta(hours=2))
    soon = Asked(TODAY, NOON, desk.clock.zone(), Preferences())
    later = Asked(TODAY, NOON + timedelta(hours=3), desk.clock.zone(), Preferences())
    assert today_queue(desk.reader, soon).rows == ()
    assert [r.key for r in today_queue(desk.reader, later).rows] == [row.key]
    desk.undo()
    assert desk.facts() == before
    desk.do(skip_row, **answer(row))
    assert today_queue(desk.reader, later).rows == ()
    desk.undo()
    assert desk.facts() == before
    assert only(desk) == row


def _task(desk: DeskForTests, what: str) -> None:
    repeat = Repeat(parse_repeat_rule("every week")) if what == "series" else None
    desk.task("water the plants", None, due_on=TODAY, due_time=time(15), repeat=repeat)


def test_a_skipped_person_comes_again_after_the_length_of_the_rhythm(desk: DeskForTests) -> None:
    friend(desk, "Ida", 60)
    desk.do(skip_row, **answer(only(desk)))
    assert kinds(desk, TODAY + timedelta(days=29)) == []
    assert kinds(desk, TODAY + timedelta(days=30)) == [("person", "Ida")]


def test_a_snooze_over_night_wakes_on_its_day(desk: DeskForTests) -> None:
    friend(desk, "Ida", 60)
    desk.do(snooze_row, **answer(only(desk)), until=NOON + timedelta(days=2))
    assert kinds(desk, TODAY + timedelta(days=1)) == []
    assert kinds(desk, TODAY + timedelta(days=2)) == [("person", "Ida")]


def test_an_honoured_occasion_is_in_the_timeline_and_out_of_the_queue(desk: DeskForTests) -> None:
    ida = friend(desk, "Ida", 60, birthday("1986-03-03"))
    occasion = queue(desk).rows[0]
    before = desk.facts()
    desk.do(honour_occasion, **answer(occasion), person_id=ida, channel=Channel.EMAIL)
    assert kinds(desk) == []
    written = desk.reader.sql("SELECT channel, direction, text FROM interaction ORDER BY id DESC")
    assert written[0] == ("email", "mine", "Big birthday: turns forty")
    desk.undo()
    assert desk.facts() == before


def test_a_kept_promise_and_a_done_task_are_gone(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    promise = desk.do(make_promise, form=PromiseForm(ida, "the intro", due_on=TODAY))
    assert kinds(desk) == [("promise", "Ida")]
    desk.do(keep_promise, promise_id=promise)
    assert kinds(desk) == []


def test_what_is_gone_cannot_be_answered(desk: DeskForTests) -> None:
    gone = {"source": "promise", "source_id": 7, "settles": "2026-03-03", "title": "gone"}
    with pytest.raises(UserError):
        desk.do(skip_row, **gone)
    with pytest.raises(UserError):
        desk.do(snooze_row, **gone, until=NOON + timedelta(days=1))
    with pytest.raises(UserError):
        desk.do(snooze_row, **gone, until=NOON - timedelta(days=1))


def test_people_of_one_town_are_hinted_at(desk: DeskForTests) -> None:
    def address() -> Detail:
        parts = ["" for _ in ADDRESS_PARTS]
        parts[ADDRESS_PARTS.index("locality")] = "Hamburg"
        return Detail(DetailKind.ADDRESS, tuple(parts), "home")

    friend(desk, "Ida", 60, address())
    friend(desk, "Bo", 61, address())
    assert queue(desk).hints == (
        "Bo and Ida are in Hamburg: perhaps one trip for all.",
        "With Bo and Ida you talked by phone last: the calls fit in one go.",
    )


def test_a_day_at_the_edge_of_the_calendar_has_a_queue(desk: DeskForTests) -> None:
    friend(desk, "Ida", 60)
    assert kinds(desk, date(9999, 12, 30)) == [("person", "Ida")]
    assert [row.place for row in queue(desk, date(1, 1, 5)).rows] == [Place.DORMANT]


def test_today_is_asked_by_the_clock_of_the_user(desk: DeskForTests) -> None:
    assert asked(desk).awake_at == datetime(2026, 3, 4, tzinfo=NOON.tzinfo)


def test_a_promise_of_theirs_is_asked_after_once_its_day_is_over(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    theirs = desk.do(make_promise, form=PromiseForm(ida, "the book", Owing.THEIRS, ago(-1)))
    desk.do(make_promise, form=PromiseForm(ida, "the intro", due_on=ago(-2)))
    assert queue(desk, ago(-1)).rows == ()
    rows = queue(desk, ago(-2)).rows
    assert [row.title for row in rows] == ["the intro", "the book"]  # mine first, though later
    assert rows[1].why == "Ida promised it to you for 4 March 2026, yesterday."
    desk.do(skip_row, **answer(rows[1]))
    assert [row.title for row in queue(desk, ago(-9)).rows] == ["the intro"]
    desk.undo()
    desk.do(keep_promise, promise_id=theirs)
    assert [row.title for row in queue(desk, ago(-9)).rows] == ["the intro"]
    [entry] = feed_page(desk.reader, ida)
    assert (entry.text, entry.direction) == ("Promise kept: the book", Direction.THEIRS)
