"""On random desks everybody who is due is in the queue, or held back for a reason with a name."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.desk.commands.people import set_archived
from relationship_desk.desk.commands.seasons import begin_quiet, pause_people
from relationship_desk.desk.commands.today import skip_row, snooze_row
from relationship_desk.desk.today.people import explained
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.attention import Held
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.rhythm import Lane, Rhythm
from relationship_desk.domain.today import TodayKind
from relationship_desk.store.lanes import lanes
from tests.support.desks import NOON, TODAY, DeskForTests, open_desk

_RHYTHMS = st.sampled_from([None, Rhythm(1, 1), Rhythm(7, 10), Rhythm(30, 45)])
_TOUCH = st.tuples(
    st.integers(-3, 600), st.sampled_from(Direction), st.sampled_from([Channel.CALL, Channel.NOTE]),
    st.sampled_from([None, False]),
)  # fmt: skip
_STATE = st.sampled_from(["", "", "", "paused", "archived", "dead"])
_PERSON = st.tuples(_RHYTHMS, st.lists(_TOUCH, max_size=5), _STATE)
_DUE = (Lane.OVERDUE, Lane.DUE, Lane.NEVER_CONTACTED)


@settings(max_examples=40)
@given(
    people=st.lists(_PERSON, max_size=9),
    answers=st.lists(st.sampled_from(["skip", "snooze"]), max_size=3),
    quiet=st.booleans(),
    later=st.integers(0, 40),
)
def test_nobody_who_is_due_is_lost(
    people: list[tuple[Rhythm | None, list[tuple[int, Direction, Channel, bool | None]], str]],
    answers: list[str],
    quiet: bool,
    later: int,
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder), FixedClock(NOON))
        try:
            _fill(desk, people)
            for kind in answers:
                _answer(desk, kind)
            if quiet and later % 4 == 0:
                desk.do(begin_quiet, from_on=TODAY)
            _check(desk, later)
        finally:
            desk.composition.close()


def _asked(desk: DeskForTests, later: int = 0) -> Asked:
    return Asked.whole_day(TODAY + timedelta(days=later), desk.clock.zone(), Preferences())


def _fill(
    desk: DeskForTests,
    people: list[tuple[Rhythm | None, list[tuple[int, Direction, Channel, bool | None]], str]],
) -> None:
    for number, (rhythm, touches, state) in enumerate(people):
        dead = [Detail(DetailKind.DATE, ("2026-01-01",), "death")] if state == "dead" else []
        person = desk.add(f"Person {number}", *dead)
        if rhythm is not None:
            desk.do(set_rhythm, person_ids=[person], rhythm=rhythm)
        for days, direction, channel, counts in touches:
            desk.log(
                person, on=TODAY - timedelta(days=days), direction=direction, channel=channel,
                counts=counts,
            )  # fmt: skip
        if state == "paused":
            desk.do(pause_people, person_ids=[person], until=TODAY + timedelta(days=20))
        if state == "archived":
            desk.do(set_archived, person_ids=[person], archived=True)


def _answer(desk: DeskForTests, kind: str) -> None:
    rows = today_queue(desk.reader, _asked(desk)).rows
    if not rows:
        return
    row = rows[-1]
    answer = {
        "source": row.source,
        "source_id": row.source_id,
        "settles": row.settles,
        "title": row.title,
    }
    if kind == "skip":
        desk.do(skip_row, **answer)
    else:
        desk.do(snooze_row, **answer, until=NOON + timedelta(days=3))


def _check(desk: DeskForTests, later: int) -> None:
    asked = _asked(desk, later)
    found = today_queue(desk.reader, asked)
    assert found == today_queue(desk.reader, asked)
    shown = [row.person_id for row in found.rows if row.kind is TodayKind.PERSON]
    assert len(shown) == len(set(shown))
    assert len(shown) <= asked.preferences.people_a_day + asked.preferences.dormant_a_day
    by_lane = lanes(desk.reader, asked.on)
    due = {person_id for lane in _DUE for person_id in by_lane[lane]}
    reasons = explained(desk.reader, asked)
    assert set(reasons) == due
    assert {person_id for person_id, reason in reasons.items() if reason is None} == set(shown)
    budget = sum(reason is Held.BUDGET for reason in reasons.values())
    if budget:
        assert len(shown) <= asked.preferences.people_a_day + asked.preferences.dormant_a_day
    assert len(found.later) == int(bool(due - set(shown)))
