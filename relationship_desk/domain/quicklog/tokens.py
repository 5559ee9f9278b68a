"""A line as words with their places.

Invariant: `line[token.start:token.end]` is the token, and tokens follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from relationship_desk.domain.text import fold

# A time of day is one word, and so is "3.11."; commas, semicolons and colons stand alone.
_TOKEN = re.compile(r"\d{1,2}:\d\d(?!\d)|[,;:]|[^\s,;:]+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark; `word` is its folded form without a full stop behind it."""

    text: str
    start: int
    end: int
    word: str
    closes: bool  # a full stop stands behind it


def tokens(line: str) -> list[Token]:
    """The words of a line."""
    return [_token(match) for match in _TOKEN.finditer(line)]


def _token(match: re.Match[str]) -> Token:
    text = match[0]
    bare = text.rstrip(".!?")
    closes = bare != text and not bare[-1:].isdecimal()
    return Token(text, *match.span(), fold(bare if closes else text), closes)


Phrase = tuple[str, ...]


def follows(line: Sequence[Token], at: int, phrases: Sequence[Phrase]) -> int:
    """How many tokens of the longest of these phrases stand at a place; 0 for none."""
    best = 0
    for phrase in phrases:
        size = len(phrase)
        if size > best and all(
            at + i < len(line) and line[at + i].word == word for i, word in enumerate(phrase)
        ):
            best = size
    return best
