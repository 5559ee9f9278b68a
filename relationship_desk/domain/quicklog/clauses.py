"""The clauses of a line: what happened, and those that promise, plan or say what was told.

Invariant: every token belongs to exactly one clause.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.domain.promises import Owing
from relationship_desk.domain.quicklog.dates import FoundDay, find_day
from relationship_desk.domain.quicklog.line import PieceKind
from relationship_desk.domain.quicklog.tokens import Token, follows
from relationship_desk.domain.quicklog.words import Words

Knows = Callable[[str], bool]
MARKS = frozenset({",", ";", ":"})
_LONGEST_NAME = 4  # words


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens `begin` to `end`; `kind` None for what happened. `body` is where its own words begin.

    Of promises: whose, and to whom by name; empty for whoever the line is about.
    """

    kind: PieceKind | None
    begin: int
    end: int
    body: int
    owing: Owing = Owing.MINE
    whom: str = ""
    everybody: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """A line being read: its tokens, the language, and who is known.

    `at_event`: the line is about somebody who was just met. What they look for is a clause then,
    and so is what is to be done for them, as in "; send slides".
    """

    line: str
    tokens: Sequence[Token]
    words: Words
    knows: Knows
    today: date
    at_event: bool = False

    def text(self, begin: int, end: int) -> str:
        """What is typed from one token to another."""
        if begin >= end:
            return ""
        return self.line[self.tokens[begin].start : self.tokens[end - 1].end]

    def word(self, at: int) -> str:
        return self.tokens[at].word if 0 <= at < len(self.tokens) else ""

    def known_name(self, at: int, end: int) -> int:
        """How many tokens from here are the longest name of somebody who is known; 0 for none."""
        size = 0
        while size < _LONGEST_NAME and at + size < end and self._may_be_name(at + size):
            size += 1
            if self.tokens[at + size - 1].closes:
                break
        while size and not self.knows(self.name(at, at + size)):
            size -= 1
        return size

    def name(self, begin: int, end: int) -> str:
        """A name as typed, without a full stop behind it."""
        return self.text(begin, end).rstrip(".!?") or self.text(begin, end)

    def _may_be_name(self, at: int) -> bool:
        token = self.tokens[at]
        if token.text in MARKS or token.word in self.words.joins:
            return False
        # "Will" and "May" are names where they are written so.
        return token.word not in self.words.name_ends or token.text[:1].isupper()

    def day(self, at: int, *, past: bool) -> FoundDay | None:
        return find_day(self.tokens, at, self.words.dates, self.today, past=past)


def clauses(reader: Reader) -> list[Clause]:
    """The clauses of a line, in order."""
    found: list[Clause] = []
    begin, size = 0, len(reader.tokens)
    opened: Clause | None = None
    for at in range(size):
        is_hard = at > 0 and reader.tokens[at - 1].text == ";"
        cue = _cue(reader, at) if at == 0 or _is_boundary(reader, at) else None
        if cue is None and not (is_hard and opened is not None):
            continue
        if at > begin:
            found.append(_closed(opened, begin, at))
        begin, opened = at, cue
    if size > begin:
        found.append(_closed(opened, begin, size))
    return found


def _closed(opened: Clause | None, begin: int, end: int) -> Clause:
    if opened is None:
        return Clause(None, begin, end, begin)
    return Clause(opened.kind, begin, end, opened.body, opened.owing, opened.whom, opened.everybody)


def _is_boundary(reader: Reader, at: int) -> bool:
    before = reader.tokens[at - 1]
    return (
        before.text in (",", ";")
        or before.closes
        or before.word in reader.words.joins
        or before.word in reader.words.breaks
        or _cue_word(reader, at) is not None
    )


def _cue_word(reader: Reader, at: int) -> tuple[PieceKind, int] | None:
    """ "next:", "told:", "kindness:" and "gift:", wherever they stand."""
    for kind, phrases in (
        (PieceKind.NEXT, reader.words.next_cues),
        (PieceKind.TOLD, reader.words.told_cues),
        (PieceKind.KINDNESS, reader.words.kindness_cues),
        (PieceKind.GIFT, reader.words.gift_cues),
    ):
        size = follows(reader.tokens, at, phrases)
        if size and reader.word(at + size) == ":":
            return kind, at + size + 1
    return None


def _cue(reader: Reader, at: int) -> Clause | None:
    word = _cue_word(reader, at)
    if word is not None:
        kind, body = word
        return Clause(kind, at, body, body) if body < len(reader.tokens) else None
    if reader.at_event:
        said = _need(reader, at) or _action(reader, at)
        if said is not None:
            return said
    return _told(reader, at) or _mine(reader, at) or _theirs(reader, at)


def _told(reader: Reader, at: int) -> Clause | None:
    """ "; told her the atlas is out": of whom the line is about."""
    size = follows(reader.tokens, at, reader.words.told_verbs)
    body = at + size + 1
    if at == 0 or not size or reader.word(body - 1) not in reader.words.objects:
        return None
    if body >= len(reader.tokens) or reader.tokens[body].text in MARKS:
        return None
    return Clause(PieceKind.TOLD, at, body, body)


def _need(reader: Reader, at: int) -> Clause | None:
    """ "wants an intro", "she is looking for a printer"."""
    subject = 1 if reader.word(at) in reader.words.subjects else 0
    size = follows(reader.tokens, at + subject, reader.words.needs)
    body = at + subject + size
    if not size or body >= len(reader.tokens) or reader.tokens[body].text in MARKS:
        return None
    return Clause(PieceKind.NEED, at, body, body)


def _action(reader: Reader, at: int) -> Clause | None:
    """ "; send slides": what is to be done for whom the line is about. It begins a clause."""
    begins = at > 0 and (reader.tokens[at - 1].text in MARKS or reader.tokens[at - 1].closes)
    if not begins or reader.word(at) not in reader.words.actions:
        return None
    return Clause(PieceKind.PROMISE, at, at, at)


def _mine(reader: Reader, at: int) -> Clause | None:
    size = follows(reader.tokens, at, reader.words.mine)
    body = at + size
    if not size:
        return None
    # "Will called", "met Ann and Will", "called ann and will yesterday": a name.
    is_bare = size == 1 and (reader.tokens[at].word,) in reader.words.theirs
    is_written_as_name = at == 0 or reader.tokens[at].text[:1].isupper()
    if is_bare and (is_written_as_name or reader.day(body, past=False) is not None):
        return None
    return _promise(reader, at, body, Owing.MINE, "")


def _theirs(reader: Reader, at: int) -> Clause | None:
    """ "she owes me", "Ida will", "they'll"."""
    words, line = reader.words, reader.tokens
    if line[at].word in words.short_subjects:
        return _promise(reader, at, at + 1, Owing.THEIRS, "")
    if line[at].word in words.subjects:
        size = follows(line, at + 1, words.theirs)
        return _promise(reader, at, at + 1 + size, Owing.THEIRS, "") if size else None
    named = reader.known_name(at, len(line))
    while named:
        size = follows(line, at + named, words.theirs)
        if size:
            whom = reader.name(at, at + named)
            return _promise(reader, at, at + named + size, Owing.THEIRS, whom)
        named -= 1
    return None


def _promise(reader: Reader, at: int, body: int, owing: Owing, whom: str) -> Clause | None:
    """The clause, where there is something to promise."""
    everybody = False
    if owing is Owing.MINE:
        if reader.word(body) in reader.words.objects:
            everybody = reader.word(body) in reader.words.everybody
            body += 1
        elif named := reader.known_name(body, len(reader.tokens)):
            whom = reader.name(body, body + named)
            body += named
    if body >= len(reader.tokens) or reader.tokens[body].text in MARKS:
        return None
    if reader.word(body) in reader.words.joins:
        return None
    return Clause(PieceKind.PROMISE, at, body, body, owing, whom, everybody)
