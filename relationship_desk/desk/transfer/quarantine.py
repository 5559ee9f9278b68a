"""Reads what waits in quarantine with today's readers, or in words that the user set right.

Invariant: what still cannot be read is in no plan, and so stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from relationship_desk.desk.ports import (
    Format,
    Progress,
    ReadCard,
    Reader,
    RowReader,
    Unreadable,
)
from relationship_desk.desk.transfer.files import read_sources
from relationship_desk.desk.transfer.plan import ImportPlan
from relationship_desk.desk.transfer.planner import plan_files
from relationship_desk.desk.transfer.sources.parts import Pasted
from relationship_desk.domain.text import one_line
from relationship_desk.store.cards import Quarantined, quarantined
from relationship_desk.store.database import Connection

_HEAD = 100_000  # bytes of a card in which its name stands


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """How many cards waited, which of them can be read now, and what importing those would do.

    `why` is what keeps the first of the others from being read.
    """

    waiting: int
    card_ids: tuple[int, ...]
    plan: ImportPlan | None
    why: str = ""


def read_again(
    connection: Connection, readers: Sequence[Reader], region: str, progress: Progress
) -> ReadAgain:
    """Try every card of the quarantine, oldest first. Reads only.

    `progress` counts cards and may raise `Cancelled`.
    """
    waiting = list(reversed(quarantined(connection)))
    return _tried(connection, waiting, readers, region, progress)


def read_edited(
    connection: Connection, readers: Sequence[Reader], region: str, card_id: int, text: str
) -> ReadAgain:
    """Try one card of the quarantine as the user has edited it. Reads only."""
    found = [card for card in quarantined(connection) if card.id == card_id]
    edited = [replace(card, original=text.encode("utf-8", "replace")) for card in found]
    return _tried(connection, edited, readers, region, lambda done, total: None)


def _tried(
    connection: Connection,
    waiting: Sequence[Quarantined],
    readers: Sequence[Reader],
    region: str,
    progress: Progress,
) -> ReadAgain:
    files: dict[str, list[ReadCard | Unreadable]] = {}
    readable: list[int] = []
    why = ""
    for done, card in enumerate(waiting):
        progress(done, len(waiting))
        items = _items(card, readers)
        if any(isinstance(item, ReadCard) for item in items):
            readable.append(card.id)
            files.setdefault(card.source, []).extend(items)
        else:
            why = why or next((i.message for i in items if isinstance(i, Unreadable)), "")
    plan = None
    if files:
        formats = [reader for reader in readers if isinstance(reader, Format)]
        plan = plan_files(connection, list(files.items()), region, formats=formats)
    return ReadAgain(len(waiting), tuple(readable), plan, why)


_NAME = re.compile(rb"(?:\A|[\r\n])(?:[^.:;\r\n]*\.)?FN(?:;[^:\r\n]*)?:([^\r\n]*)", re.IGNORECASE)


def card_name(raw: bytes) -> str:
    """Whose card it seems to be, as far as an unreadable one tells; "" where it does not."""
    found = _NAME.search(raw[:_HEAD])
    return one_line(found[1].decode("utf-8", "replace"), 80) if found is not None else ""


def _items(card: Quarantined, readers: Sequence[Reader]) -> list[ReadCard | Unreadable]:
    """What a card's bytes hold, with the lines of the file they came from."""
    if not card.original:
        return []
    if card.layout:
        found: list[ReadCard | Unreadable] = []
        for reader in readers:
            if isinstance(reader, RowReader):
                found += reader.rows(card.original, card.layout)
        return [_moved(item, card.first_line - 1) for item in found]
    name = "the card"  # what is read has no name of its own any more
    sources = read_sources([Pasted(name, card.original)], readers, lambda done, total: None)
    return [_moved(item, card.first_line - 1) for file in sources.files for item in file.items]


def _moved(item: ReadCard | Unreadable, by: int) -> ReadCard | Unreadable:
    first, last = item.first_line + by, item.last_line + by
    if isinstance(item, Unreadable):
        return replace(item, first_line=first, last_line=last)
    problems = tuple(replace(problem, line=problem.line + by) for problem in item.problems)
    return item._replace(first_line=first, last_line=last, problems=problems)
