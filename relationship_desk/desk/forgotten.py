"""Whom did I forget? Entries of the last weeks that look as if somebody had helped.

Invariant: what was called no kindness, or recorded as one, is not proposed again.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from relationship_desk import resources
from relationship_desk.domain.dates import earlier
from relationship_desk.domain.help_words import ASKED_FOR_DAYS, by_first_word, help_phrase
from relationship_desk.domain.quicklog.tokens import Phrase, tokens
from relationship_desk.store.database import Connection
from relationship_desk.store.kindness import Told, entries_without_kindness
from relationship_desk.store.living import living_people

RULE = (
    "An entry of the last four weeks is shown where its words tell of help, such as “recommended "
    "me” or “lent me”, no kindness was recorded of it, and you have not said no."
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry that may tell of a kindness, and the words by which it looks so."""

    told: Told
    phrase: str

    @property
    def why(self) -> str:
        """Why it is asked about, in a sentence."""
        return f"The entry says “{self.phrase}”. Was it a kindness to thank for?"


@cache
def help_phrases(language: str = "en") -> dict[str, tuple[Phrase, ...]]:
    """The words that tell of help in a language, by the first of each."""
    path = resources.path(f"thanks/{language}.toml")
    words = tomllib.loads(path.read_text("utf-8"))["help"]["words"]
    return by_first_word(tuple(token.word for token in tokens(phrase)) for phrase in words)


def proposals(connection: Connection, on: date) -> list[Proposal]:
    """What may be a kindness to thank for, newest first; of people who live."""
    since = earlier(on, ASKED_FOR_DAYS)
    found = [
        Proposal(told, phrase)
        for told in entries_without_kindness(connection, since, on)
        if (phrase := help_phrase(told.text, help_phrases()))
    ]
    people = sorted({p.told.person_id for p in found})
    living = set(living_people(connection, on, people))
    return [p for p in found if p.told.person_id in living]
