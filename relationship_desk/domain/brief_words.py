"""What a line says about the next meeting, and what a task says about a meeting that was.

Invariant: nothing is made up; a topic is the user's own words after a cue of theirs and a colon.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.text import fold

_CLAUSE = re.compile(r"[;\n]")
_BULLET = re.compile(r"^[\s\-*•–]+")


@dataclass(frozen=True, slots=True)
class BriefWords:
    """The words of one language, folded: cues of topics, and what meetings are called."""

    cues: frozenset[str]
    meetings: tuple[tuple[str, Channel], ...]  # the longest first

    @staticmethod
    def of(data: Mapping[str, Any]) -> BriefWords:
        """From the data of a file in `resources/brief`."""
        meetings = [
            (fold(word), Channel(channel))
            for channel, words in data["meetings"].items()
            for word in words
        ]
        meetings.sort(key=lambda pair: -len(pair[0]))
        return BriefWords(frozenset(map(fold, data["topics"]["cues"])), tuple(meetings))

    def topics(self, text: str) -> list[str]:
        """What a text wants to be raised: the clauses that begin with a cue and a colon."""
        found = []
        for clause in _CLAUSE.split(text):
            cue, colon, topic = _BULLET.sub("", clause).partition(":")
            if colon and topic.strip() and fold(cue) in self.cues:
                found.append(topic.strip())
        return found

    def meeting(self, text: str) -> Channel | None:
        """How a task of this text brings people together; None for one that does not."""
        words = _words(fold(text))
        for phrase, channel in self.meetings:
            if _holds(words, phrase.split()):
                return channel
        return None


def _words(text: str) -> list[str]:
    return re.findall(r"[\w'-]+", text)


def _holds(words: Sequence[str], phrase: Sequence[str]) -> bool:
    size = len(phrase)
    return any(list(words[i : i + size]) == list(phrase) for i in range(len(words) - size + 1))
