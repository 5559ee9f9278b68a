"""`insights`: the figures of the desk as sentences, tables and pictures."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, file, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.looking_back import figures, warmth_over_time
from relationship_desk.desk.transfer.whole_file import require_free, write_bytes
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.figures import Figure, as_csv


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "person", nargs="?", type=text, metavar="PERSON", help="the warmth of one person, too"
    )
    parser.add_argument("--csv", type=file, metavar="DIR", help="a table of each into this folder")
    parser.add_argument("--png", type=file, metavar="DIR", help="a picture of each into it")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )
    parser.add_argument("--force", action="store_true", help="overwrite files that are there")
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _insights(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on = day(args.on, today(desk.clock))
        found = figures(desk.reader, on, desk.desk.preferences(desk.reader))
        if args.person is not None:
            person_id, _ = find_person(desk.reader, args.person, on)
            found.append(warmth_over_time(desk.reader, on, person_id))
    files: list[tuple[Path, bytes]] = []
    if args.csv is not None:
        files += [(args.csv / f"{f.name}.csv", as_csv(f).encode()) for f in found]
    if args.png is not None:
        contents = _pictures(found)
        files += [(args.png / f"{f.name}.png", c) for f, c in zip(found, contents, strict=True)]
    _write(files, args.force)
    if args.json:
        output.result_json([_object(figure) for figure in found])
        return 0
    for figure in found:
        output.result(f"{figure.title}: {figure.says}")
    for path, _ in files:
        output.message(f"Written: {path}")
    return 0


def _pictures(found: list[Figure]) -> list[bytes]:
    # Not at the top: no other command needs Qt, which takes a while to read.
    from relationship_desk.ui.insights.picture import pngs_without_window

    return pngs_without_window(found)


def _write(files: Sequence[tuple[Path, bytes]], force: bool) -> None:
    for path, _ in files:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            words = f"{path.parent} cannot be a folder ({error.strerror}); nothing was written."
            raise UserError(words) from error
        require_free(path, force)
    for path, content in files:
        write_bytes(path, content, force)


def _object(figure: Figure) -> dict[str, Any]:
    return {
        "name": figure.name,
        "title": figure.title,
        "says": figure.says,
        "columns": list(figure.columns),
        "rows": [list(row) for row in figure.rows],
    }


COMMANDS = (
    Command(
        "insights",
        "the past in a few figures: the four habits, contacts, thanks, occasions ...",
        _arguments,
        _insights,
        "Without options a sentence for each. Files: balance, contacts, gratitude, occasions, "
        "introductions, communities and both-ways, with PERSON warmth too, .csv or .png; nothing "
        "that is there is overwritten without --force. JSON: an array of objects with name, title, "
        "says, columns and rows.",
    ),
)
