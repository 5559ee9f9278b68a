"""Questions about a rhythm that does not fit: in Today at most one a day, answered for good."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.rhythm_offers import keep_rhythm, take_rhythm
from relationship_desk.desk.commands.seasons import begin_grief, begin_quiet, pause_people
from relationship_desk.desk.erasure import erase_people
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.domain.rhythm_offers import RhythmOffer
from relationship_desk.domain.today import TodayKind, TodayRow, Verb
from relationship_desk.store.circles import own_rhythms
from relationship_desk.store.rhythm_offers import offers_of
from tests.support.desks import TODAY, DeskForTests

MONTH = Rhythm(30, 45)


def lived(desk: DeskForTests, name: str, gap: int, silence: int = 2) -> int:
    """Somebody who is to be spoken to every month, and is spoken to every `gap` days."""
    person = desk.add(name)
    desk.do(set_rhythm, person_ids=[person], rhythm=MONTH)
    for number in range(6):
        on = TODAY - timedelta(days=silence + number * gap)
        desk.log(person, on=on, channel=Channel.CALL)
    return person


def asked(desk: DeskForTests, on: date = TODAY) -> list[TodayRow]:
    whole = Asked.whole_day(on, desk.clock.zone(), Preferences())
    rows = today_queue(desk.reader, whole).rows
    return [row for row in rows if row.kind is TodayKind.RHYTHM]


def question(desk: DeskForTests, person: int) -> RhythmOffer:
    return offers_of(desk.reader, TODAY, [person])[person]


def test_a_question_says_why_and_can_be_taken_kept_or_answered_by_another_rhythm(
    desk: DeskForTests,
) -> None:
    ida = lived(desk, "Ida", 63)
    [row] = asked(desk)
    assert (row.title, row.person_id) == ("Another rhythm?", ida)
    assert row.why == (
        "You are in touch about every 9 weeks, the rhythm says every 30 days. Make it every 8 "
        "weeks? Your last 6 contacts lay 63, 63, 63, 63 and 63 days apart."
    )
    assert row.verbs == (Verb.DO, Verb.SKIP, Verb.RHYTHM)
    assert (row.do_word, row.skip_word) == ("Make it so", "Keep it")


def test_taking_it_is_one_step_that_undo_takes_back(desk: DeskForTests) -> None:
    ida = lived(desk, "Ida", 63)
    before = desk.facts()
    desk.do(take_rhythm, person_id=ida, offer=question(desk, ida))
    assert own_rhythms(desk.reader, [ida])[ida].rhythm == Rhythm(56, 84)
    assert asked(desk) == []
    desk.undo()
    assert desk.facts() == before
    desk.redo()
    assert own_rhythms(desk.reader, [ida])[ida].rhythm == Rhythm(56, 84)


def test_who_keeps_it_is_not_asked_again_until_things_change_clearly(desk: DeskForTests) -> None:
    ida = lived(desk, "Ida", 63)
    before = desk.facts()
    desk.do(keep_rhythm, person_id=ida, offer=question(desk, ida))
    assert own_rhythms(desk.reader, [ida])[ida].rhythm == MONTH
    for days in range(20):
        assert asked(desk, TODAY + timedelta(days=days)) == []
    desk.undo()
    assert desk.facts() == before
    assert len(asked(desk)) == 1
    desk.redo()
    for number in range(1, 8):  # a year and a half later it is every three months
        desk.log(ida, on=TODAY + timedelta(days=91 * number))
    [row] = asked(desk, TODAY + timedelta(days=91 * 7 + 1))
    assert "every 3 months" in row.why or "every 13 weeks" in row.why


def test_there_is_one_question_a_day_the_one_that_fits_least(desk: DeskForTests) -> None:
    near, far = lived(desk, "Near", 63), lived(desk, "Far", 120)
    [row] = asked(desk)
    assert row.person_id == far
    desk.do(keep_rhythm, person_id=far, offer=question(desk, far))
    assert asked(desk) == []
    [row] = asked(desk, TODAY + timedelta(days=1))
    assert row.person_id == near


def test_asked_is_in_the_week_after_a_contact_and_not_on_its_day(desk: DeskForTests) -> None:
    lived(desk, "Ida", 63, silence=0)
    there = [days for days in range(12) if asked(desk, TODAY + timedelta(days=days))]
    assert there == [1, 2, 3, 4, 5, 6, 7]
    assert asked(desk, date(1, 1, 5)) == []


def test_the_paused_the_grieving_the_archived_and_my_quiet_season_are_left_alone(
    desk: DeskForTests,
) -> None:
    paused, grieving, archived = (lived(desk, name, 63) for name in ("Pa", "Gi", "Ar"))
    desk.do(pause_people, person_ids=[paused], until=None)
    desk.do(begin_grief, person_id=grieving, from_on=TODAY)
    desk.do(set_archived, person_ids=[archived], archived=True)
    assert asked(desk) == []
    lived(desk, "Ida", 63)
    assert len(asked(desk)) == 1
    desk.do(begin_quiet, from_on=TODAY)
    assert asked(desk) == []


def test_an_answer_to_an_older_rhythm_changes_nothing(desk: DeskForTests) -> None:
    ida = lived(desk, "Ida", 63)
    offer = question(desk, ida)
    desk.do(set_rhythm, person_ids=[ida], rhythm=Rhythm(20, 30))
    with pytest.raises(UserError):
        desk.do(take_rhythm, person_id=ida, offer=offer)
    assert own_rhythms(desk.reader, [ida])[ida].rhythm == Rhythm(20, 30)
    desk.do(delete_people, person_ids=[ida])
    with pytest.raises(UserError):
        desk.do(keep_rhythm, person_id=ida, offer=offer)


def test_what_was_answered_goes_and_comes_with_the_person(desk: DeskForTests) -> None:
    ida = lived(desk, "Ida", 63)
    desk.do(keep_rhythm, person_id=ida, offer=question(desk, ida))
    before = desk.facts()
    desk.do(delete_people, person_ids=[ida])
    assert desk.facts()["rhythm_reply"] == []
    desk.undo()
    assert desk.facts() == before
    twin = desk.add("Ida V")
    desk.do(merge_people, keep_id=twin, other_ids=[ida], region="DE")
    assert [row[1] for row in desk.facts()["rhythm_reply"]] == [twin]
    store, now = desk.composition.store, desk.clock.now()
    desk.composition.desk.maintain(lambda w: erase_people(w, store, now, [twin])).result()
    assert desk.facts()["rhythm_reply"] == []
