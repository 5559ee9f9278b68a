"""How the word that is being typed goes on, where it can be told what kind of word it is.

Invariant: what is typed is never changed, only continued; the words of the text are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from relationship_desk.domain.quicklog.line import PieceKind, QuickLine
from relationship_desk.domain.quicklog.tokens import tokens
from relationship_desk.domain.quicklog.words import Words
from relationship_desk.domain.text import fold

_LEAST = 2  # letters that must be typed


def completion(said: QuickLine, words: Words, named: Callable[[str], Iterable[str]]) -> str:
    """What may follow at the end of the line; empty for nothing. `named`: who may be meant."""
    line = said.line
    typed = tokens(line)
    if not typed or line[-1:].isspace():
        return ""
    last = typed[-1]
    if len(last.text) < _LEAST:
        return ""
    whole = next((p for p in said.pieces if p.kind is PieceKind.WHO and p.end == len(line)), None)
    if whole is not None:
        return _first(line[whole.start :], named(line[whole.start :]))
    if len(typed) == 1:
        verbs = (" ".join(phrase) for phrase in words.channels)
        return _first(last.text, verbs) or _first(last.text, named(last.text))
    if said.text != last.text or said.promises:
        return ""
    if said.on is None:
        days = (" ".join(phrase) for phrase in words.dates.days)
        if found := _first(last.text, days):
            return found
    # Of a name whose first word is somebody's, the next one: "ida va".
    starts = {piece.end: piece.start for piece in said.pieces if piece.kind is PieceKind.WHO}
    start = starts.get(last.start - 1)
    return "" if start is None else _first(line[start:], named(line[start:]))


def _first(typed: str, candidates: Iterable[str]) -> str:
    wanted = fold(typed)
    if len(wanted) != len(typed):  # folding may change the length: no letter is known to follow
        return ""
    for text in candidates:
        folded = fold(text)
        if len(folded) == len(text) > len(typed) and folded.startswith(wanted):
            return text[len(typed) :]
    return ""
