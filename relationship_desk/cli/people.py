"""`list` and `show`: who is here, and everything about one person."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from datetime import date, datetime, tzinfo
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.cli.updates import news_facts, news_of
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.ports import OtherLine
from relationship_desk.desk.transfer.others import other_lines
from relationship_desk.domain.contact import ADDRESS_PARTS, PICTURES, DetailKind
from relationship_desk.domain.dates import PartialDate, date_in_words, exact_date
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.recurrence_words import in_words
from relationship_desk.domain.rhythm import Lane, Standing
from relationship_desk.domain.text import one_line
from relationship_desk.formats import FORMATS
from relationship_desk.store.circles import circles_of
from relationship_desk.store.database import Connection
from relationship_desk.store.lanes import standings
from relationship_desk.store.people import (
    Person,
    PersonRow,
    get_person,
    person_ids,
    person_rows,
)
from relationship_desk.store.tasks import TaskRow, task_rows
from relationship_desk.store.timeline import InteractionRow, feed_page

_ROWS_AT_ONCE = 500
_SHOWN_ENTRIES = 10


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument(
        "query",
        nargs="*",
        type=text,
        metavar="QUERY",
        help="words to look for in names, organisations, addresses, numbers and notes",
    )


def _list(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        day = today(desk.clock)
        ids = person_ids(desk.reader, " ".join(args.query))
        rows: list[PersonRow] = []
        for start in range(0, len(ids), _ROWS_AT_ONCE):
            chunk = ids[start : start + _ROWS_AT_ONCE]
            found = person_rows(desk.reader, chunk, day)
            rows += [found[person_id] for person_id in chunk if person_id in found]
    if args.json:
        output.result_json([_listed(row) for row in rows])
        return 0
    if not rows:
        output.message("Nobody found." if args.query else "Nobody is here yet.")
    output.table(
        [
            (
                str(row.id),
                row.name,
                row.line,
                f"last contact {date_in_words(row.last_contact_on, day)}"
                if row.last_contact_on
                else "",
                ", ".join(row.tags),
            )
            for row in rows
        ]
    )
    return 0


def _listed(row: PersonRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "line": row.line,
        "tags": list(row.tags),
        "last_contact_on": _iso(row.last_contact_on),
        "maybe_same_as": row.maybe_same_as,
    }


def _show_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "person", type=text, metavar="ID", help="a person's id, or a name that fits one person"
    )


def _show(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        day = today(desk.clock)
        with desk.reader.snapshot():
            person_id, _ = find_person(desk.reader, args.person, day)
            person = get_person(desk.reader, person_id, day)
            interactions = _all_interactions(desk.reader, person_id)
            tasks = task_rows(desk.reader, person_id)
            done = task_rows(desk.reader, person_id, done=True)
            others = other_lines(desk.reader, FORMATS[0], person_id)
            standing = standings(desk.reader, day, [person_id]).get(person_id)
            circles = [name for name, _ in circles_of(desk.reader, [person_id]).get(person_id, [])]
            news = news_of(desk.reader, person_id, day)
        assert person is not None
        if args.json:
            whole = _whole(person, interactions, tasks + done, others)
            output.result_json(whole | _rhythm_object(standing, circles) | {"updates": news})
        else:
            facts = _rhythm(standing, circles, day) + news_facts(news)
            _describe(desk, person, interactions, tasks, others, facts)
    return 0


def _rhythm_object(standing: Standing | None, circles: list[str]) -> dict[str, Any]:
    """Circles, rhythm and lane; the last two are None for the dead and the archived."""
    rhythm = standing.rhythm if standing else None
    days = {"ideal_days": rhythm.ideal_days, "latest_days": rhythm.latest_days} if rhythm else None
    lane = standing.lane.value if standing else None
    return {"circles": circles, "rhythm": days, "lane": lane}


def _rhythm(standing: Standing | None, circles: list[str], day: date) -> list[tuple[str, str]]:
    facts = [("circles", ", ".join(circles))] if circles else []
    if standing is not None and standing.lane is not Lane.NO_RHYTHM:
        facts.append(("rhythm", standing.words(day)))
    return facts


def _all_interactions(connection: Connection, person_id: int) -> list[InteractionRow]:
    rows: list[InteractionRow] = []
    while page := feed_page(
        connection, person_id, rows[-1].key if rows else None, limit=_ROWS_AT_ONCE
    ):
        rows += page
    return rows


def _whole(
    person: Person,
    interactions: list[InteractionRow],
    tasks: list[TaskRow],
    others: tuple[OtherLine, ...],
) -> dict[str, Any]:
    name = person.name
    return {
        "id": person.id,
        "name": name.full,
        "card": {
            "uid": person.uid,
            "kind": person.kind.value,
            "name": {
                "full": name.full,
                "prefix": name.prefix,
                "given": name.given,
                "additional": name.additional,
                "family": name.family,
                "suffix": name.suffix,
            },
            "details": [
                {
                    "id": stored.id,
                    "kind": stored.detail.kind.value,
                    "label": stored.detail.label,
                    "text": stored.detail.text,
                    "parts": list(stored.detail.parts),
                    "preferred": stored.detail.preferred,
                }
                for stored in person.details
            ],
            "tags": list(person.tags),
        },
        "other": [asdict(line) for line in others],
        "archived": person.archived,
        "maybe_same_as": person.maybe_same_as,
        "last_contact_on": _iso(person.last_contact_on),
        "interactions": [
            {
                "id": row.id,
                "on": row.on.isoformat(),
                "time": f"{row.time:%H:%M}" if row.time else None,
                "channel": row.channel.value,
                "direction": row.direction.value,
                "counts": row.counts,
                "text": row.text,
                "people": [{"id": i, "name": n} for i, n in row.people],
            }
            for row in interactions
        ],
        "tasks": [task_object(task) for task in tasks],
    }


def task_object(task: TaskRow) -> dict[str, Any]:
    """A task as JSON: dates as ISO text in the user's zone, instants in UTC, None for none."""
    return {
        "id": task.id,
        "text": task.text,
        "person": None
        if task.person_id is None
        else {"id": task.person_id, "name": task.person_name},
        "due_on": _iso(task.due_on),
        "due_time": f"{task.due_time:%H:%M}" if task.due_time else None,
        "done_at": to_text(task.done_at) if task.done_at else None,
        "snoozed_until": to_text(task.snoozed_until) if task.snoozed_until else None,
        "repeat": in_words(task.repeat) if task.repeat else None,
        "lead_days": task.lead_days,
    }


def due_words(task: TaskRow, zone: tzinfo) -> str:
    """ "2026-03-03 09:00" and, where it sleeps, until when."""
    due = _iso(task.due_on) or ""
    if task.due_time:
        due += f" {task.due_time:%H:%M}"
    if task.snoozed_until:
        due += f" (snoozed until {local_words(task.snoozed_until, zone)})"
    return due.strip()


def local_words(instant: datetime, zone: tzinfo) -> str:
    """ "2026-03-03 09:00" in the user's zone."""
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"


def _describe(
    desk: Composition,
    person: Person,
    interactions: list[InteractionRow],
    tasks: list[TaskRow],
    others: tuple[OtherLine, ...],
    more: list[tuple[str, str]],
) -> None:
    day = today(desk.clock)
    archived = ", archived" if person.archived else ""
    output.table([(f"{person.name.full} ({person.id}{archived})",)])
    facts = [_fact(stored.detail.kind, stored.detail) for stored in person.details]
    if person.tags:
        facts.append(("tags", ", ".join(person.tags)))
    facts += more
    if person.last_contact_on:
        last = person.last_contact_on
        facts.append(("last contact", f"{date_in_words(last, day)} ({exact_date(last)})"))
    if person.maybe_same_as:
        facts.append(("perhaps the same as", str(person.maybe_same_as)))
    if others:
        facts.append(("other", f"{len(others)} more in the file it came from; see --json"))
    output.table(facts, indent="  ")
    if tasks:
        output.result("\nTasks")
        rows = [(str(t.id), due_words(t, desk.clock.zone()), t.text) for t in tasks]
        output.table(rows, indent="  ")
    if interactions:
        output.result("\nTimeline")
        output.table([_entry(row) for row in interactions[:_SHOWN_ENTRIES]], indent="  ")
        if len(interactions) > _SHOWN_ENTRIES:
            output.result(f"  and {len(interactions) - _SHOWN_ENTRIES} more before that")


def _fact(kind: DetailKind, detail: Any) -> tuple[str, str]:
    word = kind.word
    if kind in PICTURES:
        return word, "yes"
    shown = detail.text
    if kind is DetailKind.DATE and (known := PartialDate.parse(detail.parts[0])) is not None:
        shown = known.in_words()
    label = f" ({detail.label})" if detail.label else ""
    return word, f"{shown}{label}"


def _entry(row: InteractionRow) -> tuple[str, ...]:
    at = f" {row.time:%H:%M}" if row.time else ""
    others = [name for _, name in row.people]
    company = f" (with {', '.join(others)})" if len(others) > 1 else ""
    return (f"{row.on.isoformat()}{at}", row.channel.value, one_line(row.text) + company)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


COMMANDS = (
    Command(
        "list",
        "who is here, or who is found by words",
        _list_arguments,
        _list,
        "JSON: an array of objects with id, name, line (title and organisation, or an address), "
        "tags, last_contact_on and maybe_same_as, in the order of the names. Archived people are "
        "left out.",
    ),
    Command(
        "show",
        "one person: card, timeline and tasks",
        _show_arguments,
        _show,
        "JSON: one object with id, name, card (uid, kind, name, details, tags), other (what else "
        "the person's vCards say, as name, about and text), archived, "
        "maybe_same_as, last_contact_on, interactions (newest first), tasks (open ones first), "
        "circles (names), rhythm (ideal_days and latest_days, or null), lane, and updates: knows "
        "(id, title, on, channel, entry) and does_not_know (id, title, meant). "
        f"The parts of an address are {', '.join(ADDRESS_PARTS)}.",
    ),
)
