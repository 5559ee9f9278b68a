"""Giving in Today: what was given some weeks ago, and introductions whose next step waits."""

from __future__ import annotations

from relationship_desk.desk.today.source import Asked, replies
from relationship_desk.domain.dates import date_in_words, later
from relationship_desk.domain.introductions import Stage
from relationship_desk.domain.text import one_line
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.domain.value import ASK_AFTER_DAYS
from relationship_desk.store.database import Connection
from relationship_desk.store.givings import GivingRow, outcomes_to_ask
from relationship_desk.store.introductions import IntroductionRow, introduction_rows
from relationship_desk.store.living import living_people

_GIVING = "giving"
_INTRODUCTION = "introduction"


class OutcomesSource:
    """Asked once, when thirty days have passed, of the living."""

    name = TodayKind.OUTCOME.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        waiting = outcomes_to_ask(connection, asked.on)
        living = set(living_people(connection, asked.on, sorted({g.person_id for g in waiting})))
        said = replies(connection, _GIVING, asked)
        rows = [_outcome(row, asked) for row in waiting if row.person_id in living]
        return Offered(
            tuple(
                row
                for row in rows
                if not ((reply := said.get((row.source_id, row.settles))) and reply.hides(asked))
            )
        )


class IntroductionsSource:
    """Those whose next step has waited long enough to be brought to mind, both of them living."""

    name = TodayKind.INTRODUCTION.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        waiting = [
            row
            for row in introduction_rows(connection)
            if not row.is_archived and (due := row.steps.due_on) is not None and due <= asked.on
        ]
        people = sorted({i for row in waiting for i in (row.first_id, row.second_id)})
        living = set(living_people(connection, asked.on, people))
        said = replies(connection, _INTRODUCTION, asked)
        return Offered(
            tuple(
                row
                for row in (
                    _step(each, asked)
                    for each in waiting
                    if {each.first_id, each.second_id} <= living
                )
                if not ((reply := said.get((row.source_id, row.settles))) and reply.hides(asked))
            )
        )


def _outcome(row: GivingRow, asked: Asked) -> TodayRow:
    due_on = later(row.given_on, ASK_AFTER_DAYS)
    when = date_in_words(row.given_on, asked.on)
    return TodayRow(
        TodayKind.OUTCOME,
        _GIVING,
        row.id,
        due_on.isoformat(),
        f"How did it go? {one_line(row.text)}",
        f"You gave {row.person_name} {row.kind.noun} {when}.",
        Place.OUTCOME,
        (due_on.toordinal(), row.id),
        due_on,
        None,
        row.person_id,
        row.person_name,
    )


def _step(row: IntroductionRow, asked: Asked) -> TodayRow:
    steps = row.steps
    due_on = steps.due_on or asked.on
    of_second = row.stage is Stage.ASKED_SECOND
    return TodayRow(
        TodayKind.INTRODUCTION,
        _INTRODUCTION,
        row.id,
        due_on.isoformat(),
        one_line(steps.step),
        steps.why(asked.on),
        Place.INTRODUCTION,
        (due_on.toordinal(), row.id),
        due_on,
        None,
        row.second_id if of_second else row.first_id,
        row.second_name if of_second else row.first_name,
    )
