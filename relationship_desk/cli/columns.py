"""`columns`: what the columns of a table mean, to be edited and given to `import`."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from relationship_desk.cli import output
from relationship_desk.cli.arguments import file, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.desk.ports import NotThisFormat, TableLook
from relationship_desk.domain.errors import InputUnreadable, UserError
from relationship_desk.formats.choices import Choices
from relationship_desk.formats.csv import Csv, Layout
from relationship_desk.formats.csv.layout import NO_HEADER
from relationship_desk.formats.csv.looking import look_at
from relationship_desk.formats.csv.meanings import words_of
from relationship_desk.formats.encodings import codec_of
from relationship_desk.store.readings import reading_rules

_SHOWN = 24


def encoding(word: str) -> str:
    """The name of an encoding, as the command line takes it."""
    found = codec_of(text(word))
    if not found:
        raise ArgumentTypeError(f"no encoding is called “{word}”; cp1252 and shift_jis are two")
    return found


def layout_in(path: Path) -> str:
    """The layout in a file that `columns --json` wrote. Raises `UserError`."""
    try:
        return Layout.from_json(path.read_text("utf-8-sig")).to_json()
    except OSError as error:
        raise UserError(f"{path} could not be read ({error.strerror or error}).") from error
    except ValueError as error:
        raise UserError(
            f"{path} is no map of columns: {error}. Make one with: relationship-desk columns FILE "
            "--json"
        ) from error


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the map for import --columns")
    parser.add_argument("--encoding", type=encoding, metavar="NAME", help="read the text in this")
    parser.add_argument("file", type=file, metavar="FILE", help="a table (CSV)")


def _columns(session: Session, args: Namespace) -> int:
    with session.look() as desk:
        decided = reading_rules(desk.reader)
    seen = _seen(args.file, Choices(decided, args.encoding or ""))
    look = look_at(seen, args.encoding or "")
    if args.json:
        output.result_json(look.layout.as_data())
        return 0
    if seen.chosen:
        output.message("These columns are read as you decided.")
    output.table(
        [
            (
                str(number),
                column.header or f"column {number}",
                words_of(column),
                " | ".join(value[:_SHOWN] for value in look.values(number - 1)),
            )
            for number, column in enumerate(look.layout.mapping.columns, 1)
        ]
    )
    if look.layout.header_row == NO_HEADER:
        output.message("No row names the columns.")
    return 0


def _seen(path: Path, choices: Choices) -> TableLook:
    try:
        look = Csv(choices).preview(path).how.table
    except NotThisFormat as refused:
        look = refused.how.table if refused.how is not None else None
        if look is None:
            raise InputUnreadable(str(refused)) from refused
    except OSError as error:
        raise InputUnreadable(f"{path} could not be read ({error.strerror or error}).") from error
    assert look is not None, "a table that was opened tells how"
    return look


COMMANDS = (
    Command(
        "columns",
        "what the columns of a table are taken for",
        _arguments,
        _columns,
        "Edit the JSON and give it to import --columns: delimiter; header_row (from 0 among the "
        "filled rows, -1 where no row names the columns); columns, each with header, kind, part, "
        "label and group (columns of one kind and group make one fact). A column of kind “kept” is "
        "no fact and stays with the card.",
    ),
)
