"""Answers to reminders, whatever they are about: from the inbox, or from a popup's button.

"Done" is written into the timeline: to a rhythm it says that there was contact, to a promise that
it was kept, to a gift that it was given, to the day of an occasion that something was said or sent.
Before that day of an occasion it only says that all is ready, and writes nothing.

An answer to what has been answered, overtaken or removed since changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from relationship_desk.desk.commands.answers import DISMISSED, DONE, SNOOZED, put_answer
from relationship_desk.desk.commands.gifts import GIFT, give_gift
from relationship_desk.desk.commands.memberships import MEMBERSHIP, renew_membership
from relationship_desk.desk.commands.promises import PROMISE, keep_promise
from relationship_desk.desk.commands.tasks import complete_tasks, skip_tasks, snooze_tasks
from relationship_desk.desk.commands.written import write_entry
from relationship_desk.desk.reminding.occasions import is_on_the_day
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

_VERBS = {DONE: "Done:", DISMISSED: "Dismiss", SNOOZED: "Snooze"}
_TASK = "task"
_PERSON = "person"


def answer_reminder(
    work: Work,
    now: datetime,
    *,
    source: str,
    source_id: int,
    settles: str,
    kind: str,
    until: datetime | None = None,
) -> bool:
    """Say "done", "dismissed" or "snoozed" to one occurrence; whether that changed anything.

    `settles` is that of the inbox row; of what cannot be read it is empty, and only a task can then
    be answered. A snooze has `until`, which lies ahead.
    """
    if kind == SNOOZED and (until is None or until <= now):
        raise UserError("That moment has passed already; choose a later one.")
    found = work.connection.sql(
        "SELECT title, person_id, occurrence FROM reminder "
        "WHERE source = ? AND source_id = ? AND settles = ?",
        (source, source_id, settles),
    )
    if not found:
        return False
    [(title, person_id, occurrence)] = found
    before = len(work.recorded)
    if source == _TASK:
        _answer_task(work, now, source_id, settles, kind, until)
    elif source == PROMISE and kind == DONE:
        keep_promise(work, now, promise_id=source_id)
    elif source == GIFT and kind == DONE:
        give_gift(work, now, gift_id=source_id)
    elif source == MEMBERSHIP and kind == DONE:
        renew_membership(work, now, membership_id=source_id)
    elif source == _PERSON and kind == DONE:
        # No answer besides: the contact itself begins the round anew, and goes with its entry.
        write_entry(
            work, now, person_id=source_id, text="", channel=Channel.OTHER,
            direction=Direction.MUTUAL,
        )  # fmt: skip
    elif settles:
        is_new = put_answer(work, now, source, source_id, settles, kind, until)
        if is_new and kind == DONE and is_on_the_day(source, occurrence):
            write_entry(
                work, now, person_id=person_id, text=title, channel=Channel.OTHER,
                direction=Direction.MINE,
            )  # fmt: skip
    if not work.label:
        work.label = f"{_VERBS[kind]} “{one_line(title, 40)}”"
    return len(work.recorded) > before


def answer_deliveries(
    work: Work,
    now: datetime,
    *,
    delivery_ids: Sequence[int],
    kind: str,
    until: datetime | None = None,
) -> int:
    """The same for what a popup stood for (`Notification.about`); how many were answered."""
    answered = 0
    for row in work.rows(s.Delivery, delivery_ids):
        for (settles,) in work.connection.sql(
            "SELECT settles FROM reminder WHERE source = ? AND source_id = ? AND occurrence = ?",
            (row["source"], row["source_id"], row["occurrence"]),
        ):
            answered += answer_reminder(
                work, now, source=row["source"], source_id=row["source_id"], settles=settles,
                kind=kind, until=until,
            )  # fmt: skip
    if answered > 1:
        work.label = f"{_VERBS[kind]} {answered} reminders"
    return answered


def _answer_task(
    work: Work, now: datetime, task_id: int, settles: str, kind: str, until: datetime | None
) -> None:
    repeats = bool((work.get(s.Task, task_id) or {}).get("repeat"))
    occurrence = settles if repeats else None
    if kind == DONE:
        complete_tasks(work, now, task_ids=[task_id], occurrence=occurrence)
    elif kind == SNOOZED and until is not None:
        snooze_tasks(work, now, task_ids=[task_id], until=until, occurrence=occurrence)
    elif repeats:
        skip_tasks(work, now, task_ids=[task_id], occurrence=occurrence)
    elif settles:
        put_answer(work, now, _TASK, task_id, settles, DISMISSED)
    else:  # without a date it was only a snooze
        work.update(s.Task, task_id, snoozed_until=None)
