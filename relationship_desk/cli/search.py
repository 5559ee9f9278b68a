"""`search`: who and what is found by words, kind by kind."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.domain.finding import Found, FoundKind
from relationship_desk.store.finding import find_things
from relationship_desk.store.people import PersonRow, person_ids, person_rows

_MOST = 20
_PERSON = "person"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument(
        "--kind",
        choices=(_PERSON, *(kind.value for kind in FoundKind)),
        help="only what is of this kind",
    )
    parser.add_argument(
        "--most", type=int, default=_MOST, metavar="N", help="so many of a kind at most (20)"
    )
    parser.add_argument(
        "query", nargs="+", type=text, metavar="WORD", help="each must occur; accents do not matter"
    )


def _search(session: Session, args: Namespace) -> int:
    query, most = " ".join(args.query), max(args.most, 1)
    kinds = [kind for kind in FoundKind if args.kind in (None, kind.value)]
    with session.open() as desk, desk.reader.snapshot():
        ids = person_ids(desk.reader, query)[:most] if args.kind in (None, _PERSON) else []
        people = person_rows(desk.reader, ids, today(desk.clock))
        rows = [people[person_id] for person_id in ids]
        groups = find_things(desk.reader, query, most, kinds)
    if args.json:
        things = [_thing(found) for group in groups for found in group.rows]
        output.result_json([*(_person(row) for row in rows), *things])
        return 0
    if not (rows or groups):
        output.message("Nothing found.")
    if rows:
        output.result("People")
        output.table([(str(row.id), row.name, row.line) for row in rows], indent="  ")
    for group in groups:
        output.result(group.kind.heading)
        output.table([_line(found) for found in group.rows], indent="  ")
        if group.more:
            output.result("  and more: see --most")
    return 0


def _line(found: Found) -> tuple[str, ...]:
    on = found.on.isoformat() if found.on else ""
    return (str(found.id), on, found.who, " · ".join(p for p in (found.title, found.said) if p))


def _person(row: PersonRow) -> dict[str, Any]:
    return {
        "kind": _PERSON, "id": row.id, "title": row.name, "said": row.line, "on": None,
        "person": {"id": row.id, "name": row.name},
    }  # fmt: skip


def _thing(found: Found) -> dict[str, Any]:
    who = None if found.person_id is None else {"id": found.person_id, "name": found.who}
    return {
        "kind": found.kind.value, "id": found.id, "title": found.title, "said": found.said,
        "on": output.plain(found.on), "person": who,
    }  # fmt: skip


COMMANDS = (
    Command(
        "search",
        "who and what is found by words, wherever they stand",
        _arguments,
        _search,
        "JSON: an array of objects with kind (person, "
        f"{', '.join(kind.value for kind in FoundKind)}), id, title, said (where the words stand, "
        "if not in the title), on and person (id and name of whom it is about; with several, all "
        "their names), people first, the newest first of each kind. What is not a person is "
        "looked for where one word has three letters or more.",
    ),
)
