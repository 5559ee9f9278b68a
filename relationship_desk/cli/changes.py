"""`undo`, `redo` and `history`: what was changed, and taking it back."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from relationship_desk.cli import output
from relationship_desk.cli.command import Command, Session
from relationship_desk.cli.people import local_words
from relationship_desk.domain.instants import to_text
from relationship_desk.store.history import history

_ALL = 1_000_000


def _undo(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        undone = desk.desk.undo().result().result
    output.result(f"Undone: {undone.label}")
    return 0


def _redo(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        redone = desk.desk.redo().result().result
    output.result(f"Done again: {redone.label}")
    return 0


def _no_arguments(parser: ArgumentParser) -> None:
    """Nothing but `--data-dir`."""


def _history_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _history(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        rows = history(desk.reader, _ALL)
        zone = desk.clock.zone()
    if args.json:
        output.result_json(
            [
                {
                    "id": row.id,
                    "at": to_text(row.at),
                    "label": row.label,
                    "state": row.state,
                    "undoable": row.undoable,
                }
                for row in rows
            ]
        )
        return 0
    if not rows:
        output.message("Nothing was changed yet.")
    output.table(
        [
            (
                str(row.id),
                local_words(row.at, zone),
                row.label,
                "" if row.state == "done" else f"({row.state})",
            )
            for row in rows
        ]
    )
    return 0


COMMANDS = (
    Command("undo", "take the newest change back", _no_arguments, _undo),
    Command("redo", "do again what was taken back last", _no_arguments, _redo),
    Command(
        "history",
        "what was changed, newest first",
        _history_arguments,
        _history,
        "JSON: an array of objects with id, at (UTC), label, state (done, undone, discarded or "
        "pruned) and undoable.",
    ),
)
