"""`promise` and `promises`: who owes what to whom, both ways."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.commands.promises import (
    PromiseForm,
    drop_promises,
    keep_promise,
    make_promise,
)
from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.text import one_line
from relationship_desk.store.promises import PromiseRow, get_promise, promise_rows

_VERBS = ("add", "done", "drop")


def _promise_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=_VERBS, metavar="VERB", help=", ".join(_VERBS))
    parser.add_argument(
        "what",
        type=text,
        metavar="PERSON-OR-ID",
        help="add: a person's id, or a name that fits one person; done, drop: the promise's id",
    )
    parser.add_argument("text", nargs="?", type=text, metavar="TEXT", help="what was promised")
    parser.add_argument("--theirs", action="store_true", help="they promised it to me")
    parser.add_argument("--due", type=text, metavar="DATE", help="by when")


def _promise(session: Session, args: Namespace) -> int:
    if args.verb == "add":
        return _add(session, args)
    if args.text is not None or args.theirs or args.due is not None:
        raise UserError(f"promise {args.verb} takes an id and nothing else; nothing was changed.")
    return _done(session, args.what) if args.verb == "done" else _drop(session, args.what)


def _add(session: Session, args: Namespace) -> int:
    if args.text is None:
        raise UserError("Say what was promised: promise add PERSON TEXT.")
    with session.open() as desk:
        on = today(desk.clock)
        due_on = None if args.due is None else day(args.due, on)
        person_id, name = find_person(desk.reader, args.what, on)
        owing = Owing.THEIRS if args.theirs else Owing.MINE
        form = PromiseForm(person_id, args.text, owing, due_on)
        promise_id = desk.desk.do(make_promise, form=form).result().result
    by = f" – by {exact_date(due_on)}" if due_on else ""
    words = one_line(args.text)
    output.result(f"{owing.words(name)}: {words}{by} (promise {promise_id}).")
    return 0


def _done(session: Session, word: str) -> int:
    with session.open() as desk:
        promise_id = _id(word)
        row = get_promise(desk.reader, promise_id)
        entry_id = desk.desk.do(keep_promise, promise_id=promise_id).result().result
    what = one_line(row.text) if row is not None else word
    if entry_id is None:
        output.result(f"Kept already: {what}.")
    else:
        output.result(f"Kept: {what} (entry {entry_id}).")
    return 0


def _drop(session: Session, word: str) -> int:
    with session.open() as desk:
        promise_id = _id(word)
        row = get_promise(desk.reader, promise_id)
        if row is None:
            raise UserError(
                f"There is no promise {promise_id}. See which there are with: "
                "relationship-desk promises"
            )
        desk.desk.do(drop_promises, promise_ids=[promise_id]).result()
    output.result(f"Dropped: {one_line(row.text)}.")
    return 0


def _id(word: str) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= 18):
        raise UserError(
            f"“{word}” is no id of a promise. See them with: relationship-desk promises"
        )
    return int(word)


def _promises_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument("--done", action="store_true", help="those that were kept")
    parser.add_argument(
        "person",
        nargs="?",
        type=text,
        metavar="PERSON",
        help="a person's id, or a name that fits one person; without: everybody's",
    )


def _promises(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        person_id = None
        if args.person is not None:
            person_id, _ = find_person(desk.reader, args.person, today(desk.clock))
        rows = promise_rows(desk.reader, person_id, done=args.done)
    if args.json:
        output.result_json([_object(row) for row in rows])
        return 0
    if not rows:
        output.message("No promise was kept yet." if args.done else "No promise is open.")
    output.table(
        [
            (
                str(row.id),
                row.direction.words(row.person_name),
                "" if row.due_on is None else f"by {row.due_on.isoformat()}",
                row.text,
            )
            for row in rows
        ]
    )
    return 0


def _object(row: PromiseRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "person": {"id": row.person_id, "name": row.person_name},
        "direction": row.direction.value,
        "text": row.text,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "made_in": row.made_in,
        "kept_by": row.kept_by,
        "done_at": row.done_at.isoformat() if row.done_at else None,
    }


COMMANDS = (
    Command(
        "promise",
        "write down who owes what to whom, and that it was kept",
        _promise_arguments,
        _promise,
        "promise add PERSON TEXT is what you owe; with --theirs, what they owe you. One of yours "
        "with a date reminds on it. promise done ID writes an entry into the timeline; promise "
        "drop ID lets it go.",
    ),
    Command(
        "promises",
        "who owes what to whom",
        _promises_arguments,
        _promises,
        "JSON: an array of objects with id, person (id and name), direction (mine or theirs), "
        "text, due_on, made_in and kept_by (entries of the timeline) and done_at, the soonest "
        "first; of kept ones the newest.",
    ),
)
