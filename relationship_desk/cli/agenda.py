"""`agenda`: the queue of a day, for people and for programs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from datetime import date, tzinfo
from itertools import groupby
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.cli.people import due_words, task_object
from relationship_desk.clock import today
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.desk.today.tasks import due_tasks
from relationship_desk.domain.reminders import task_group
from relationship_desk.domain.today import ORDER_WORDS, TodayKind, TodayRow
from relationship_desk.store.tasks import TaskRow

_HEADINGS = {
    TodayKind.OCCASION: "Occasions",
    TodayKind.PROMISE: "Promises",
    TodayKind.THANKS: "Thanks",
    TodayKind.GIFT: "Gifts",
    TodayKind.BATCH: "Cards",
    TodayKind.PERSON: "People",
    TodayKind.FAVOUR: "Five minutes",
    TodayKind.INTRODUCTION: "Introductions",
    TodayKind.OUTCOME: "How did it go?",
    TodayKind.OPPORTUNITY: "Opportunities",
    TodayKind.MEMBERSHIP: "Memberships",
    TodayKind.LOOK: "Once a year",
    TodayKind.UPDATE: "Updates",
    TodayKind.RHYTHM: "Rhythm",
    TodayKind.EVENT: "Events",
    TodayKind.FOLLOW_UP: "Follow-up",
    TodayKind.FORGOTTEN: "A kindness?",
}
_TITLED = (  # kinds whose reason does not name the thing
    TodayKind.PROMISE, TodayKind.EVENT, TodayKind.OPPORTUNITY, TodayKind.MEMBERSHIP, TodayKind.LOOK,
    TodayKind.THANKS, TodayKind.FORGOTTEN, TodayKind.GIFT, TodayKind.BATCH,
)  # fmt: skip
# What a task has besides, so that a program which knew tasks alone finds it on every row.
_NO_TASK: dict[str, Any] = {"done_at": None, "snoozed_until": None, "repeat": None, "lead_days": 0}


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )


def _agenda(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on, zone = day(args.on, today(desk.clock)), desk.clock.zone()
        preferences = desk.desk.preferences(desk.reader)
        asked = Asked.whole_day(on, zone, preferences)
        found = today_queue(desk.reader, asked)
        tasks = {task.id: task for task in due_tasks(desk.reader, asked)}

    def group(row: TodayRow) -> str:
        return task_group(row.due_on, False, on, preferences.first_weekday)

    if args.json:
        output.result_json([_object(row, group(row), tasks) for row in found.rows])
        return 0
    if not found.rows:
        output.message("Nothing is due.")
    parts = groupby(found.rows, lambda row: _HEADINGS.get(row.kind) or group(row))
    for number, (heading, rows) in enumerate(parts):
        output.result(("\n" if number else "") + heading)
        output.table([_line(row, tasks, zone) for row in rows], indent="  ")
    for sentence in (*found.later, *found.hints):
        output.message(sentence)
    return 0


def _line(row: TodayRow, tasks: Mapping[int, TaskRow], zone: tzinfo) -> tuple[str, ...]:
    """Id, day, person and what it is, as cells."""
    if row.kind is TodayKind.TASK:
        return str(row.source_id), due_words(tasks[row.source_id], zone), row.person_name, row.title
    stop = "" if row.title.endswith("?") else "."
    words = f"{row.title}{stop} {row.why}" if row.kind in _TITLED else row.why
    return str(row.source_id), _iso(row.due_on) or "", row.person_name, words


def _object(row: TodayRow, group: str, tasks: Mapping[int, TaskRow]) -> dict[str, Any]:
    """A row as JSON; a task with all that it had when there were only tasks."""
    is_task = row.kind is TodayKind.TASK
    return {
        "kind": row.kind.value,
        "id": row.source_id,
        "text": row.title,
        "person": None if row.person_id is None else {"id": row.person_id, "name": row.person_name},
        "why": row.why,
        "due_on": _iso(row.due_on),
        "due_time": None,
        **_NO_TASK,
        **(task_object(tasks[row.source_id]) if is_task else {}),
        "group": group,
        "last_note": row.last_note or None,
        "verbs": [verb.value for verb in row.verbs],
        "order": row.place.words,
    }


def _iso(on: date | None) -> str | None:
    return None if on is None else on.isoformat()


COMMANDS = (
    Command(
        "agenda",
        "the queue of the day: occasions, tasks, promises, people, events",
        _arguments,
        _agenda,
        "DATE is today for the whole question, whenever things were written down. JSON: an array "
        "in the order of the queue, of objects with kind ("
        f"{', '.join(TodayKind)}), id (of what the row is about: an occasion, a task, a "
        "person), text, person (id and name, or null), why, due_on (null where nothing but the "
        "silence says when), due_time, group, last_note, verbs and order (why it stands where it "
        "stands); of tasks also done_at, snoozed_until, repeat (in words) and lead_days. Of what "
        "repeats due_on is the day that stands then.\n"
        f"Why this order? {' '.join(ORDER_WORDS.splitlines())}",
    ),
)
