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


class Direction(StrEnum):
    """Who reached out. The values are stored; never change one."""

    MINE = "mine"
    THEIRS = "theirs"
    MUTUAL = "mutual"
