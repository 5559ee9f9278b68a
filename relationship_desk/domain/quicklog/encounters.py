"""Reading a line about somebody who was met at an event: "Ann Lee @Acme met at booth; send slides".

Who comes first, "@" stands before the organisation, clauses after ";" say what they look for and
what was promised; the rest is what happened. Invariant: any text is read without an error, pieces
lie inside the line and do not overlap, and no word is lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time

from relationship_desk.domain.quicklog.clauses import MARKS, Clause, Knows, Reader, clauses
from relationship_desk.domain.quicklog.line import (
    EncounterLine,
    Piece,
    PieceKind,
    SaidPromise,
    SaidStep,
)
from relationship_desk.domain.quicklog.parsing import (
    clause_piece,
    clean,
    joined,
    numbered,
    said_promise,
    said_step,
)
from relationship_desk.domain.quicklog.tokens import follows, tokens
from relationship_desk.domain.quicklog.words import Words

_AT = "@"
_UNSURE = "?"
_LONGEST_NAME = 6  # words before "@"


def parse_encounter(line: str, words: Words, today: date, knows: Knows) -> EncounterLine:
    """What a line says. `today` is the day from which its days are counted; `knows(name)`: whether
    somebody may be called so."""
    reader = Reader(line, tokens(line), words, knows, today, at_event=True)
    happened = _Happened(reader)
    promises: list[SaidPromise] = []
    needs: list[str] = []
    told: list[str] = []
    step: SaidStep | None = None
    pieces: list[Piece] = []
    for clause in clauses(reader):
        said: object = None
        if clause.kind is PieceKind.PROMISE:
            said = promise = said_promise(reader, clause)
            promises += [promise] if promise else []
        elif clause.kind is PieceKind.NEXT and step is None:
            said = step = said_step(reader, clause)
        elif clause.kind in (PieceKind.NEED, PieceKind.TOLD):
            said = words_said = clean(reader.text(clause.body, clause.end))
            if words_said:
                (needs if clause.kind is PieceKind.NEED else told).append(words_said)
        if said:
            pieces.append(clause_piece(reader, clause))
        else:
            happened.read(clause)
    whom = next((promise.whom for promise in promises if promise.whom), "")
    return EncounterLine(
        line,
        happened.name or whom,
        happened.organisation,
        happened.unsure,
        happened.on,
        happened.at,
        happened.text(),
        tuple(needs),
        tuple(promises),
        step,
        "; ".join(told),
        tuple(numbered([*pieces, *happened.pieces])),
    )


@dataclass(slots=True)
class _Happened:
    """What is said of the meeting itself, as it is gathered; the first clause says with whom."""

    reader: Reader
    name: str = ""
    organisation: str = ""
    unsure: bool = False
    on: date | None = None
    at: time | None = None
    pieces: list[Piece] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)

    def read(self, clause: Clause) -> None:
        """Take who, where from and when out of a clause; the rest of it is text."""
        begin, end = clause.begin, clause.end
        taken: list[tuple[int, int]] = []
        if begin == 0:
            taken += self._who(end)
        if not self.organisation:
            taken += self._organisation(max((e for _, e in taken), default=begin), end)
        taken += self._day(taken, begin, end)
        left, parts = begin, []
        for first, last in sorted(taken):
            parts.append(clean(self.reader.text(left, first)))
            left = last
        parts.append(clean(self.reader.text(left, end)))
        if text := joined(*parts):
            self._texts.append(text)

    def text(self) -> str:
        return "; ".join(self._texts)

    def _who(self, end: int) -> list[tuple[int, int]]:
        """The places of the name at the head of the line, and of what leads to it."""
        reader, taken = self.reader, []
        at = 0
        if reader.tokens[0].text == _UNSURE:
            self.unsure = True
            at = 1
            taken.append((0, 1))
        if self.on is None and (found := reader.day(at, past=True)) is not None:
            after = at + found.used
            if after < end and found.is_relative:
                self._say_day(at, after, found.day, found.at)
                taken.append((at, after))
                at = after + (reader.tokens[after].text in MARKS)
        lead = self._verb(at, end)
        size = self._name_size(lead, end)
        if not size:
            return taken
        self.name = reader.name(lead, lead + size)
        last = reader.tokens[lead + size - 1]
        known = reader.knows(self.name)
        is_typed_small = not reader.tokens[lead].text[:1].isupper()
        if self.unsure and is_typed_small and not known and not self._before_at(lead + size, end):
            self.name = ""  # "? gave a talk": nothing says a name
            return taken
        if last.text.endswith(_UNSURE):
            self.unsure = True
        elif is_typed_small and not known and not self._before_at(lead + size, end):
            self.unsure = True  # "tall man with a red coat"
        self._took(PieceKind.WHO, lead, lead + size)
        return [*taken, (lead, lead + size)]

    def _verb(self, at: int, end: int) -> int:
        """Over "met", "talked with" before a name; where the name may begin."""
        reader = self.reader
        place = at
        while place < end and reader.word(place) in reader.words.filler:
            place += 1
        place += follows(reader.tokens, place, tuple(reader.words.channels))
        if place > at and reader.word(place) in reader.words.connectors:
            place += 1
        return place if place < end else at

    def _name_size(self, at: int, end: int) -> int:
        known = self.reader.known_name(at, end)
        size = 0
        while at + size < end and size < _LONGEST_NAME and self._goes_on(at + size, size):
            size += 1
            if self.reader.tokens[at + size - 1].closes:
                break
        while size > 1 and self.reader.word(at + size - 1) in self.reader.words.particles:
            size -= 1
        before_at = self._up_to_at(at, end)
        return max(known, size, before_at)

    def _goes_on(self, at: int, size: int) -> bool:
        reader, token = self.reader, self.reader.tokens[at]
        if not self._may_be_name(at):
            return False
        if size == 0:
            return True
        if token.text[:1].isupper():
            return True
        words = reader.words
        return token.word in words.particles - words.joins - words.name_ends

    def _may_be_name(self, at: int) -> bool:
        reader, token = self.reader, self.reader.tokens[at]
        words = reader.words
        if token.text in MARKS or token.text.startswith(_AT) or token.word in words.joins:
            return False
        if not any(c.isalpha() for c in token.text):
            return False
        is_small = not token.text[:1].isupper()
        if is_small and token.word in words.name_ends:
            return False
        if is_small and follows(reader.tokens, at, tuple(words.channels)):
            return False
        return reader.day(at, past=True) is None

    def _up_to_at(self, at: int, end: int) -> int:
        """How many words of a name stand before "@": "ann lee @acme"; 0 where there is none."""
        for size in range(_LONGEST_NAME + 1):
            if self._before_at(at + size, end):
                return size
            if at + size >= end or not self._may_be_name(at + size):
                return 0
        return 0

    def _before_at(self, at: int, end: int) -> bool:
        return at < end and self.reader.tokens[at].text.startswith(_AT)

    def _organisation(self, begin: int, end: int) -> list[tuple[int, int]]:
        reader = self.reader
        at = next((i for i in range(begin, end) if reader.tokens[i].text.startswith(_AT)), None)
        if at is None:
            return []
        first = at + (reader.tokens[at].text == _AT)
        last = first + 1
        if last > end or reader.tokens[first].text in MARKS:
            return []
        while last < end and not reader.tokens[last - 1].closes and self._of_organisation(last):
            last += 1
        while last > first + 1 and reader.word(last - 1) in reader.words.particles:
            last -= 1
        named = reader.text(first, last)
        self.organisation = clean(named.removeprefix(_AT)).rstrip(".!?") or clean(named)
        if not self.organisation:
            return []
        self._took(PieceKind.ORGANISATION, at, last)
        return [(at, last)]

    def _of_organisation(self, at: int) -> bool:
        token, words = self.reader.tokens[at], self.reader.words
        if token.text in MARKS or token.word in words.filler:
            return False
        if token.word in words.particles:
            return at + 1 < len(self.reader.tokens) and self._of_organisation(at + 1)
        return token.text[:1].isupper() and self.reader.day(at, past=True) is None

    def _day(self, taken: list[tuple[int, int]], begin: int, end: int) -> list[tuple[int, int]]:
        """A day right after who and where from, after the verb, or at the end of the clause."""
        if self.on is not None:
            return []
        reader = self.reader
        start = max((last for _, last in taken), default=begin)
        places = [start, start + follows(reader.tokens, start, tuple(reader.words.channels))]
        tail = end
        while tail > start and reader.tokens[tail - 1].text in MARKS:
            tail -= 1
        for at in dict.fromkeys([*places, *range(start, tail)]):
            found = reader.day(at, past=True) if at < tail else None
            if found is None or not found.is_relative:
                continue
            if at in places or at + found.used == tail:
                self._say_day(at, at + found.used, found.day, found.at)
                return [(at, at + found.used)]
        return []

    def _say_day(self, begin: int, end: int, on: date, at: time | None) -> None:
        self.on, self.at = on, at
        self._took(PieceKind.WHEN, begin, end)

    def _took(self, kind: PieceKind, begin: int, end: int) -> None:
        start, stop = self.reader.tokens[begin].start, self.reader.tokens[end - 1].end
        self.pieces.append(Piece(kind, start, stop))
