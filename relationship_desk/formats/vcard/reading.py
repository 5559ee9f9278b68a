"""Owns what comes out of a file: cards, problems, quarantine; invariant: bad content never raises.

What goes over a limit is put aside with its lines, and the rest of the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from relationship_desk.desk.ports import Letters, Problem, Progress, ReadCard, Unreadable
from relationship_desk.formats.vcard.lines import NO_HOME
from relationship_desk.formats.vcard.mapping import MappedCard, map_card
from relationship_desk.formats.vcard.source import NO_BEGIN, Source, Stretch
from relationship_desk.formats.vcard.spelling import spelled

FILE_LIMIT = 1_000_000_000  # bytes that are read of one file
LINE_LIMIT = 50_000_000  # bytes of one line with its folds
LINES_LIMIT = 10_000  # logical lines of one card
PHYSICAL_LIMIT = 2_000_000  # lines of one card as they stand in the file, folds counted
CARDS_LIMIT = 200_000
CARD_LIMIT = 200_000_000  # bytes of one card, and of what could not be read that are handed on
_TOLD_BYTES = 64 * 1024
_TOLD_CARDS = 100
_RAW_SHOWN = 300

_PROPERTY = re.compile(rb"[\r\n][^ \t\r\n:][^\r\n:]*:")
_FRESH_LINE = re.compile(rb"[\r\n](?![ \t\r\n])")

_NOT_A_CARD = "This text lies outside of any card."
_NOTHING_INSIDE = "The card holds nothing that could be read."


def read_source(
    source: Source, total: int, progress: Progress, letters: Letters | None = None
) -> Iterator[ReadCard | Unreadable]:
    """Every card of the source, in order. `total` is the file's size, for `progress`; `letters` is
    what text that names no encoding is read in, as the user decided or as the file looks.
    """
    line = 1
    position = told = cards = 0
    scale = total / source.size
    with source:
        progress(0, total)
        for stretch in source.stretches():
            if stretch.start > position:
                line += source.count_line_ends(position, stretch.start)
            position = stretch.end
            if cards >= CARDS_LIMIT or stretch.end > FILE_LIMIT:
                yield _rest(source, stretch.start, line, cards)
                break
            raw = source.bytes_of(stretch.start, min(stretch.end, stretch.start + CARD_LIMIT))
            is_whole = len(raw) == stretch.end - stretch.start
            ends = line_ends(raw) if is_whole else source.count_line_ends(*stretch[:2])
            last = line + ends - raw.endswith((b"\n", b"\r"))
            yield _read(raw, stretch, line, max(line, last), letters)
            line += ends
            cards += 1
            if position - told >= _TOLD_BYTES or cards % _TOLD_CARDS == 0:
                told = position
                progress(round(position * scale), total)
        progress(total, total)


def line_ends(data: bytes) -> int:
    """How many lines end in some bytes: at LF, or at CR where there is no LF."""
    return data.count(b"\n") or data.count(b"\r")


def _read(
    raw: bytes, stretch: Stretch, first: int, last: int, letters: Letters | None
) -> ReadCard | Unreadable:
    if not stretch.is_card:
        return Unreadable(first, last, stretch.flaw or _NOT_A_CARD, raw)
    if over := _over_limit(raw, stretch):
        return Unreadable(first, last, over, raw)
    raw, card = _mapped(raw, letters)
    contact = card.contact
    holds_something = bool(contact.name.full or contact.details)
    if not holds_something:
        # A person without a name or any fact could not be told from another.
        message = _NOT_A_CARD if stretch.flaw == NO_BEGIN else stretch.flaw or _NOTHING_INSIDE
        return Unreadable(first, last, message, raw)
    problems: list[Problem] = []
    if stretch.flaw:
        problems.append(Problem(first, stretch.flaw))
    if card.problems:
        problems += _located(card, first)
    return ReadCard(contact, raw, card.detail_lines, first, last, tuple(problems))


def _mapped(raw: bytes, letters: Letters | None) -> tuple[bytes, MappedCard]:
    """A card in the encoding of its file, and what it says.

    It is left as it is where it reads the same by itself, or is plainly in another encoding.
    """
    if letters is not None and letters.chosen:
        raw = spelled(raw, letters.codec)
    card = map_card(raw)
    if letters is not None and card.decoder.should_be(letters.codec):
        raw = spelled(raw, letters.codec)
        card = map_card(raw)
    return raw, card


def _located(card: MappedCard, first: int) -> list[Problem]:
    """The card's problems with the line numbers of the file."""
    numbers = []
    number = first
    for line in card.lines:
        numbers.append(number)
        number += line_ends(line.raw)
    return [
        Problem(numbers[index], message, card.lines[index].raw[:_RAW_SHOWN])
        for index, message in card.problems
        if not (message == NO_HOME and not card.lines[index].raw.strip())
    ]


def _over_limit(raw: bytes, stretch: Stretch) -> str:
    """The sentence that says which limit a card goes over, or ""."""
    if stretch.end - stretch.start > CARD_LIMIT:
        return "The card is larger than 200 MB; it was put aside."
    if len(raw) <= min(LINES_LIMIT, LINE_LIMIT):
        return ""  # it has fewer lines than bytes
    if len(raw) > LINE_LIMIT and _longest_line(raw) > LINE_LIMIT:
        return "The card holds a line of more than 50 MB; it was put aside."
    if raw.count(b"\n") <= LINES_LIMIT and raw.count(b"\r") <= LINES_LIMIT:
        return ""
    if max(raw.count(b"\n"), raw.count(b"\r")) > PHYSICAL_LIMIT:
        return "The card holds more than 2,000,000 lines; it was put aside."
    for number, _ in enumerate(_PROPERTY.finditer(raw)):
        if number >= LINES_LIMIT:
            return "The card holds more than 10,000 lines; it was put aside."
    return ""


def _longest_line(raw: bytes) -> int:
    longest = start = 0
    for found in _FRESH_LINE.finditer(raw):
        longest = max(longest, found.start() - start)
        start = found.start()
    return max(longest, len(raw) - start)


def _rest(source: Source, start: int, line: int, cards: int) -> Unreadable:
    """What lies behind a limit of the whole file."""
    raw = source.bytes_of(start, min(source.size, start + CARD_LIMIT))
    last = line + source.count_line_ends(start, source.size)
    if cards >= CARDS_LIMIT:
        message = "The file holds more than 200,000 cards; what comes from here on was not read."
    else:
        message = "The file is larger than 1 GB; what comes from here on was not read."
    return Unreadable(line, last, message, raw)
