"""The closed lists of the kernel: channels and directions of an interaction."""

from __future__ import annotations

from enum import StrEnum


class Channel(StrEnum):
    """How people were in contact. The values are stored; never change one."""

    MET = "met"
    CALL = "call"
    VIDEO = "video"
    MESSAGE = "message"
    EMAIL = "email"
    LETTER = "letter"
    SOCIAL = "social"
    EVENT = "event"
    NOTE = "note"
    OTHER = "other"

    @property
    def counts(self) -> bool:
        """Whether it is contact by default: everything but a bare note."""
        return self is not Channel.NOTE

    @property
    def noun(self) -> str:
        """What one of its kind is called: "call", "meeting"."""
        return _NOUNS[self]


class Direction(StrEnum):
    """Who reached out. The values are stored; never change one."""

    MINE = "mine"
    THEIRS = "theirs"
    MUTUAL = "mutual"


_NOUNS = {
    Channel.MET: "meeting",
    Channel.CALL: "call",
    Channel.VIDEO: "video call",
    Channel.MESSAGE: "message",
    Channel.EMAIL: "e-mail",
    Channel.LETTER: "letter",
    Channel.SOCIAL: "social media contact",
    Channel.EVENT: "event",
    Channel.NOTE: "note",
    Channel.OTHER: "contact",
}
