"""Owns the way from a file to cards; invariant: every card of it is one card or one `Unreadable`.

The whole file is in memory, so its size is bounded; what is larger is refused with a sentence.
"""

from __future__ import annotations

import re
import stat
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

from relationship_desk.desk.ports import NotThisFormat, Progress, ReadCard, Unreadable
from relationship_desk.formats.vcard import sniffing
from relationship_desk.formats.vcard.mapping import map_card

FILE_LIMIT = 50_000_000  # bytes of a file
CARDS_LIMIT = 200_000
_TOLD_CARDS = 100

# The vCard 4.0 of each card of a file, or the sentence that says why there is none. Raises
# `NotThisFormat` for other content; it is given the bytes and the file's name.
Parse = Callable[[bytes, str], Sequence[bytes | str]]

_NOTHING_INSIDE = "The card holds nothing that could be read."


def read_cards(
    path: Path, parse: Parse, start: re.Pattern[bytes], progress: Progress
) -> Iterator[ReadCard | Unreadable]:
    """Every card of a file. `start` finds where each begins, for the numbers of their lines."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise NotThisFormat(f"“{path.name}” is not a file that can be read.")
    with path.open("rb") as file:
        head = file.read(sniffing.ENOUGH)
        if not head.strip():
            raise NotThisFormat(sniffing.empty(path.name))
        if head.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:1] not in (b"[", b"{", b"<"):
            raise NotThisFormat(sniffing.what_it_is(head, path.name))
        if status.st_size > FILE_LIMIT:
            raise NotThisFormat(f"“{path.name}” is larger than 50 MB; it was not read.")
        content = head + file.read(FILE_LIMIT - len(head))
    return _items(content, parse(content, path.name), start, progress)


def _items(
    content: bytes, cards: Sequence[bytes | str], start: re.Pattern[bytes], progress: Progress
) -> Iterator[ReadCard | Unreadable]:
    total = len(content)
    spans = _spans(content, len(cards), start)
    progress(0, total)
    for number, (card, (first, last)) in enumerate(zip(cards, spans, strict=True)):
        if number == CARDS_LIMIT:
            message = (
                "The file holds more than 200,000 cards; what comes from here on was not read."
            )
            yield Unreadable(first, spans[-1][1], message)
            break
        yield _item(card, first, last)
        if number % _TOLD_CARDS == 0:
            progress(total * number // len(cards), total)
    progress(total, total)


def _item(card: bytes | str, first: int, last: int) -> ReadCard | Unreadable:
    if isinstance(card, str):
        return Unreadable(first, last, card)
    mapped = map_card(card)
    contact = mapped.contact
    if not contact.name.full and not contact.details:
        return Unreadable(first, last, _NOTHING_INSIDE, card)
    return ReadCard(contact, card, mapped.detail_lines, first, last)


def _spans(content: bytes, cards: int, start: re.Pattern[bytes]) -> list[tuple[int, int]]:
    """First and last line of each card; the whole file for all, where they cannot be told apart."""
    lines = content.splitlines(keepends=True)
    ends = list(accumulate(map(len, lines)))
    starts = [bisect_left(ends, found.start() + 1) + 1 for found in start.finditer(content)]
    if len(starts) != cards:
        return [(1, len(lines))] * cards
    nexts = [max(one, following - 1) for one, following in pairwise(starts)]
    return list(zip(starts, [*nexts, len(lines)], strict=True)) if starts else []
