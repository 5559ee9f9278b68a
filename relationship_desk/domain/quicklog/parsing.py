"""Reading a quick-log line: which of its words say who, how, when, and what is left.

Nothing is guessed silently: each part that was understood is a `Piece` with its place. Invariant:
any text is read without an error, and pieces lie inside the line and do not overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.quicklog.clauses import MARKS, Clause, Knows, Reader, clauses
from relationship_desk.domain.quicklog.dates import FoundDay, find_time
from relationship_desk.domain.quicklog.line import (
    Noted,
    Piece,
    PieceKind,
    QuickLine,
    SaidPromise,
    SaidStep,
)
from relationship_desk.domain.quicklog.tokens import follows, tokens
from relationship_desk.domain.quicklog.words import ChannelWord, Words

_TRIMMED = " \t,;:-–—"
_NOTED = (PieceKind.KINDNESS, PieceKind.GIFT)
_SAYS_LITTLE = 3  # letters: "sat" at the end of a sentence is rather no day


def parse_line(line: str, words: Words, today: date, knows: Knows) -> QuickLine:
    """What a line says. `knows(name)`: whether somebody may be called so."""
    reader = Reader(line, tokens(line), words, knows, today)
    happened, rest, told = _Happened(reader), [], []
    promises: list[SaidPromise] = []
    noted: list[Noted] = []
    step: SaidStep | None = None
    pieces: list[Piece] = []
    for clause in clauses(reader):
        if clause.kind is None:
            happened.read(clause)
            continue
        if clause.kind is PieceKind.TOLD:
            said: Any = topic(clean(reader.text(clause.body, clause.end)), words)
            told += [said] if said else []
        elif clause.kind in _NOTED:
            said = clean(reader.text(clause.body, clause.end))
            noted += [Noted(clause.kind, said)] if said else []
        elif clause.kind is PieceKind.PROMISE:
            said = said_promise(reader, clause)
            promises += [said] if said else []
        else:
            said = None if step else said_step(reader, clause)
            step = step or said
        if not said:  # it plans nothing: a part of what happened
            rest.append((clause.begin, clause.end))
            continue
        pieces.append(clause_piece(reader, clause))
    told = [*happened.told(), *told]
    pieces = numbered([*pieces, *happened.pieces])
    return QuickLine(
        line,
        tuple(happened.names),
        happened.channel,
        happened.direction,
        happened.on,
        happened.at,
        happened.text(rest),
        tuple(promises),
        step,
        "; ".join(map(str, told)),
        tuple(noted),
        tuple(pieces),
    )


def clause_piece(reader: Reader, clause: Clause) -> Piece:
    """A clause without the marks around it."""
    begin, end = clause.begin, clause.end
    while end > begin + 1 and (
        reader.tokens[end - 1].text in MARKS or reader.word(end - 1) in reader.words.joins
    ):
        end -= 1
    return Piece(
        clause.kind or PieceKind.TOLD, reader.tokens[begin].start, reader.tokens[end - 1].end
    )


def numbered(pieces: Iterable[Piece]) -> list[Piece]:
    """In the order of the line, those of each kind counted."""
    counts: dict[PieceKind, int] = {}
    found: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: p.start):
        number = counts[piece.kind] = counts.get(piece.kind, -1) + 1
        found.append(Piece(piece.kind, piece.start, piece.end, number))
    return found


def said_promise(reader: Reader, clause: Clause) -> SaidPromise | None:
    """What is promised; None where there are no words for it."""
    text, due = planned(reader, clause)
    if not text:
        return None
    day = due.day if due else None
    return SaidPromise(clause.owing, clause.whom, clause.everybody, text, day)


def said_step(reader: Reader, clause: Clause) -> SaidStep | None:
    """What comes next; None where there are no words for it."""
    text, due = planned(reader, clause)
    return SaidStep(text, due.day if due else None, due.at if due else None) if text else None


def planned(reader: Reader, clause: Clause) -> tuple[str, FoundDay | None]:
    """The words of a clause without its day: the one at its end, else one that follows "by"."""
    end = clause.end
    while end > clause.body and (
        reader.tokens[end - 1].text in MARKS or reader.word(end - 1) in reader.words.joins
    ):
        end -= 1
    for at in range(clause.body, end):
        found = reader.day(at, past=False)
        if found is None:
            continue
        led = reader.word(at) in reader.words.dates.by
        if at + found.used == end or led:
            before = clean(reader.text(clause.body, at))
            after = clean(reader.text(at + found.used, end))
            return joined(before, after), found
    return clean(reader.text(clause.body, end)), None


@dataclass(slots=True)
class _Happened:
    """What happened, as it is gathered from its clauses; the first of them says who and how."""

    reader: Reader
    names: list[str] = field(default_factory=list)
    channel: Channel | None = None
    direction: Direction = Direction.MUTUAL
    on: date | None = None
    at: time | None = None
    pieces: list[Piece] = field(default_factory=list)
    _left: list[tuple[int, int]] = field(default_factory=list)  # tokens that are text
    _kept: str = ""  # "lunch"
    _tells: bool = False  # "told Ann the news": what is left of its clause was told
    _told: str = ""
    _begun: bool = False

    def read(self, clause: Clause) -> None:
        begin = clause.begin
        if not self._begun:
            self._begun = True
            begin = self._head(begin, clause.end)
        if self._tells:
            begin = self._take_told(begin, clause.end)
        end = self._end(begin, clause.end)
        if begin < end:
            self._left.append((begin, end))

    def told(self) -> list[str]:
        """What the verb itself says was told."""
        return [self._told] if self._told else []

    def text(self, more: Sequence[tuple[int, int]]) -> str:
        """What is left, in its order."""
        runs = sorted([*self._left, *more])
        parts = [clean(self.reader.text(begin, end)) for begin, end in runs]
        text = "; ".join(part for part in parts if part)
        return joined(self._kept, text) if self._kept else topic(text, self.reader.words)

    def _take_told(self, begin: int, end: int) -> int:
        """What was told is the rest of the part in which it was said; where that ends."""
        self._tells = False
        marks = (at for at in range(begin, end) if self.reader.tokens[at].text == ";")
        stop = next(marks, end)
        last = self._end(begin, stop)
        self._told = topic(clean(self.reader.text(begin, last)), self.reader.words)
        if not self._told:
            return begin
        self._took(PieceKind.TOLD, begin, last)
        return stop

    def _head(self, at: int, end: int) -> int:
        """Who, how and when, in any order that people type; where the text begins."""
        at = self._skip(self._day(self._skip(at, end)), end)
        # Names first: "Ida called".
        named = self._names(at, end, only_known=True)
        word, size = self._channel_at(self._skip(named, end))
        if word is not None:
            at = self._channel(word, self._skip(named, end), size, theirs=named > at)
        elif named > at:
            at = named
        at = self._day(at)
        if not self.names:
            at = self._names(self._skip(at, end), end, only_known=self.channel is None)
        return self._day(at)

    def _skip(self, at: int, end: int) -> int:
        """Over "I", "we just" and the like."""
        place = at
        while place < end and self.reader.word(place) in self.reader.words.filler:
            place += 1
        return place if place < end else at

    def _day(self, at: int) -> int:
        if self.on is not None:
            return at
        found = self.reader.day(at, past=True)
        if found is None:
            clock, used = find_time(self.reader.tokens, at, self.reader.words.dates)
            if clock is None or self.at is not None:
                return at
            self.at = clock
            self.on = self.reader.today
            return self._took(PieceKind.WHEN, at, at + used)
        self.on, self.at = found.day, found.at
        return self._took(PieceKind.WHEN, at, at + found.used)

    def _channel_at(self, at: int) -> tuple[ChannelWord | None, int]:
        words, line = self.reader.words, self.reader.tokens
        size = follows(line, at, tuple(words.channels))
        if not size:
            return None, 0
        word = words.channels[tuple(token.word for token in line[at : at + size])]
        if word.needs_connector and self.reader.word(at + size) not in words.connectors:
            return None, 0
        return word, size

    def _channel(self, word: ChannelWord, at: int, size: int, *, theirs: bool) -> int:
        """Takes the words that say how; who reached out is said by them and by their order."""
        connectors = self.reader.words.connectors
        self.channel, self.direction = word.channel, word.direction
        if theirs and word.direction is Direction.MINE:
            self.direction = Direction.THEIRS
        self._tells = word.tells and not theirs
        if word.is_kept or (word.tells and theirs):
            self._kept = self.reader.text(at, at + size)
        end = at + size
        said = connectors.get(self.reader.word(end))
        if said is not None and not theirs:
            end += 1
            self.direction = word.direction if said is Direction.MUTUAL else said
        return self._took(PieceKind.CHANNEL, at, end)

    def _names(self, at: int, end: int, *, only_known: bool) -> int:
        """Takes the names from here on; where they end. The last word that joins stays."""
        place = at
        while place < end:
            size = self.reader.known_name(place, end)
            if not size and not only_known:
                size = self._unknown_name(place, end, first=place == at)
            if not size:
                break
            self.names.append(self.reader.name(place, place + size))
            at = self._took(PieceKind.WHO, place, place + size)
            if self.reader.tokens[at - 1].closes or not self._joins(at):
                break
            place = at + 1
            if self.reader.word(at) == "," and self.reader.word(place) in self.reader.words.joins:
                place += 1
        return at

    def _joins(self, at: int) -> bool:
        return self.reader.word(at) == "," or self.reader.word(at) in self.reader.words.joins

    def _unknown_name(self, at: int, end: int, *, first: bool) -> int:
        """A name of nobody who is here: one word after the channel, or several with capitals."""
        reader, words = self.reader, self.reader.words
        size = 0
        while at + size < end:
            token = reader.tokens[at + size]
            if token.text in MARKS or token.word in words.joins | words.name_ends:
                break
            if reader.day(at + size, past=True) is not None:
                break
            if not token.text[:1].isupper() and (size or not first):
                break
            if not any(c.isalpha() for c in token.text):
                break
            size += 1
            if token.closes:
                break
        return size

    def _end(self, begin: int, end: int) -> int:
        """A day counted from today at the end of the clause says when; where the text ends."""
        while end > begin and self.reader.tokens[end - 1].text in MARKS:
            end -= 1
        if self.on is not None:
            return end
        for at in range(begin, end):
            found = self.reader.day(at, past=True)
            if found is None or not found.is_relative or at + found.used != end:
                continue
            if found.used == 1 and len(self.reader.word(at)) <= _SAYS_LITTLE:
                continue
            self.on, self.at = found.day, found.at
            self._took(PieceKind.WHEN, at, end)
            return at
        return end

    def _took(self, kind: PieceKind, begin: int, end: int) -> int:
        start = self.reader.tokens[begin].start
        said = self.reader.text(begin, end)
        said = self.reader.name(begin, end) if kind is PieceKind.WHO else said
        self.pieces.append(Piece(kind, start, start + len(said)))
        return end


def topic(text: str, words: Words) -> str:
    """Without the small words that lead to it, as "about"."""
    head = tokens(text)[:1]
    while head and head[0].word in (words.topic | words.joins) and text:
        text = clean(text[head[0].end :])
        head = tokens(text)[:1]
    return text


def clean(text: str) -> str:
    """Without the marks and white space around it."""
    return text.strip(_TRIMMED)


def joined(*parts: str) -> str:
    """The parts that are there, with a space between them."""
    return " ".join(part for part in parts if part)
