"""What a command prints: results on standard output, messages on standard error.

Invariant: in text for people nothing that somebody was named or wrote steers the terminal.
"""

from __future__ import annotations

import io
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, time
from typing import Any, TypeVar

from relationship_desk.domain.errors import UserError

R = TypeVar("R")
_GAP = "  "
# Cc and Cf steer (escape sequences, overrides of the direction), Zl and Zp break lines, Cs and Cn
# are no characters.
_STEERING = frozenset({"Cc", "Cf", "Zl", "Zp", "Cs"})
# Marks and joiners that names in right-to-left and Indic scripts and emoji need, and that steer
# nothing but the letters beside them.
_HARMLESS = frozenset("\u200c\u200d\u200e\u200f\u061c\u00ad")


def prepare_streams() -> None:
    """UTF-8 wherever the reader is a program; what a terminal cannot show, as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def visible(text: str, *, lines: bool = False) -> str:
    """The text with control characters and overrides spelled out; with `lines`, line ends stay."""
    return "".join(c if c == "\n" and lines else _visible(c) for c in text)


def _visible(character: str) -> str:
    if character == "\t":
        return " "
    if unicodedata.category(character) not in _STEERING or character in _HARMLESS:
        return character
    code = ord(character)
    # Unicode has pictures of the ASCII controls: U+2400 and on.
    return chr(0x2400 + code) if code < 0x20 else f"<U+{code:04X}>"


class OutputLost(UserError):
    """Standard output cannot be written."""


@contextmanager
def _told_plainly() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputLost(f"The result could not be written ({error.strerror}).") from error


def _print(text: str) -> None:
    with _told_plainly():
        print(text)


def result(text: str) -> None:
    """One line or more of the result, for people."""
    _print(visible(text, lines=True))


def result_json(value: Any) -> None:
    """The result for programs: one JSON document in UTF-8, made `plain`."""
    _print(json.dumps(plain(value), ensure_ascii=False, indent=2))


def listing(
    rows: Sequence[R],
    *,
    as_json: bool,
    whole: Callable[[R], dict[str, Any]],
    cells: Callable[[R], Sequence[str]],
    empty: str,
) -> int:
    """A list as a JSON array of what is `whole` of each row, or as a table of its `cells`; `empty`
    is said where there is none. The exit code of the command."""
    if as_json:
        result_json([whole(row) for row in rows])
        return 0
    if not rows:
        message(empty)
    table([cells(row) for row in rows])
    return 0


def somebody(person_id: int | None, name: str) -> dict[str, Any] | None:
    """A person as JSON; None for nobody."""
    return None if person_id is None else {"id": person_id, "name": name}


def plain(value: Any) -> Any:
    """A value as JSON has it: days as YYYY-MM-DD, times as HH:MM."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:%H:%M}" if isinstance(value, time) else value


def message(text: str) -> None:
    """A sentence beside the result."""
    with suppress(OSError):  # nobody is left to tell
        print(visible(text, lines=True), file=sys.stderr)


def table(rows: Sequence[Sequence[str]], indent: str = "") -> None:
    """Rows in columns; a cell shows only its first line, the last column is as long as it is."""
    cells = [[visible(" ".join(cell.split())) for cell in row] for row in rows]
    count = max((len(row) for row in cells), default=0)
    widths = [
        max((_width(row[i]) for row in cells if i < len(row)), default=0) for i in range(count)
    ]
    for row in cells:
        padded = [cell + " " * (widths[i] - _width(cell)) for i, cell in enumerate(row)]
        shown = [cell for i, cell in enumerate(padded) if widths[i]]
        _print((indent + _GAP.join(shown)).rstrip())


def _width(text: str) -> int:
    """How many columns of a terminal a text takes (Unicode Standard Annex 11)."""
    return sum(
        0
        if unicodedata.combining(c) or c in _HARMLESS
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def flush() -> None:
    """Bring the result out now, so that an error of its reader is met where it is handled."""
    with _told_plainly():
        print(end="", flush=True)  # where there is no standard output at all, this does nothing


def abandon_result() -> None:
    """Let the rest go nowhere: its reader is gone, and the end of the program shall be quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    finally:
        os.close(nowhere)
