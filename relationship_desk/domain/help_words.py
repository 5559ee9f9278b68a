"""Whether an entry looks as if somebody had helped the user: by its words, and the day to ask.

Invariant: it is a question with its reason; nothing is recorded without a yes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from relationship_desk.domain.dates import later
from relationship_desk.domain.quicklog.tokens import Phrase, Token, follows, tokens

ASKED_FOR_DAYS = 28  # so long an entry may be asked about
_FRIDAY = 4


def by_first_word(phrases: Iterable[Phrase]) -> dict[str, tuple[Phrase, ...]]:
    """Phrases by the word with which they begin."""
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in phrases:
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


def help_phrase(text: str, phrases: Mapping[str, Sequence[Phrase]]) -> str:
    """The first words of a text that tell of help, as they are written; empty for none. The phrases
    come by their first words."""
    line = tokens(text)
    for at, token in enumerate(line):
        size = follows(line, at, phrases.get(token.word, ()))
        if size:
            return text[line[at].start : _end(line[at + size - 1])]
    return ""


def asked_from(happened_on: date) -> date:
    """The Friday on which the week is looked back at: that day, or the next one."""
    return later(happened_on, (_FRIDAY - happened_on.weekday()) % 7)


def _end(token: Token) -> int:
    return token.end - int(token.closes)
