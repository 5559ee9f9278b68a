"""What a start of the program asks of the window, and how a second start tells it to the first.

Invariant: `decoded` never raises and gives a value only for what `encoded` could have written:
whoever may write to the socket is not to be trusted further than a command line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 1 << 20  # of one message, its closing newline included
MOST_FILES = 10_000
_LONGEST_TOKEN = 256
_LARGEST_ID = 2**63 - 1  # of SQLite

_KEYS = frozenset({"files", "person", "token"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """Files to look into, somebody to put in front; or nothing but the window.

    `background`: beat, but show no window. `token`: the XDG activation token of this start, with
    which the compositor lets the window come to the front.
    """

    files: tuple[Path, ...] = ()
    person_id: int | None = None
    background: bool = False
    token: str = ""


def encoded(wanted: Wanted) -> bytes:
    """One line of JSON. A name that is no UTF-8 comes through as it is."""
    message = {
        "files": [str(file.absolute()) for file in wanted.files],
        "person": wanted.person_id,
        "token": wanted.token if _is_token(wanted.token) else "",
    }
    return json.dumps(message).encode("ascii") + b"\n"


def decoded(line: bytes) -> Wanted | None:
    """What such a line asks for; None for anything else."""
    try:
        message = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(message, dict) or set(message) != _KEYS:
        return None
    files, person_id, token = message["files"], message["person"], message["token"]
    if not isinstance(files, list) or len(files) > MOST_FILES or not all(map(_is_file, files)):
        return None
    if person_id is not None and not _is_id(person_id):
        return None
    if token != "" and not _is_token(token):
        return None
    return Wanted(tuple(Path(name) for name in files), person_id, token=token)


def _is_file(name: object) -> bool:
    return isinstance(name, str) and "\0" not in name and Path(name).is_absolute()


def _is_id(number: object) -> bool:
    return type(number) is int and 0 < number <= _LARGEST_ID


def _is_token(text: object) -> bool:
    """It ends in an environment variable, so it is printable ASCII and short."""
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST_TOKEN:
        return False
    return text.isascii() and text.isprintable()
