"""Whether an entry looks as if somebody had helped the user: by its words, and the day to ask.

Invariant: it is a question with its reason; nothing is recorded without a yes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from relationship_desk.domain.dates import later
from relationship_desk.domain.quicklog.tokens import Phrase, Token, follows, tokens

ASKED_FOR_DAYS = 28  # so long an entry may be asked about
_FRIDAY = 4


def help_phrase(text: str, phrases: Sequence[Phrase]) -> str:
    """The first words of a text that tell of help, as they are written; empty for none."""
    line = tokens(text)
    for at in range(len(line)):
        size = follows(line, at, phrases)
        if size:
            return text[line[at].start : _end(line[at + size - 1])]
    return ""


def asked_from(happened_on: date) -> date:
    """The Friday on which the week is looked back at: that day, or the next one."""
    return later(happened_on, (_FRIDAY - happened_on.weekday()) % 7)


def _end(token: Token) -> int:
    return token.end - int(token.closes)
