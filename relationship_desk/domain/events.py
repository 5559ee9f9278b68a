"""What an event is: its kinds, who is there in which part, its name over the years.

Invariant: an event ends on the day on which it begins or later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.money import Money


class EventKind(StrEnum):
    """The values are stored; never change one."""

    CONFERENCE = "conference"
    MEETUP = "meetup"
    FAIR = "fair"
    DINNER = "dinner"
    ONLINE = "online"
    OTHER = "other"

    @property
    def words(self) -> str:
        """What one of its kind is called: "trade fair"."""
        return _KIND_WORDS[self]


class Part(StrEnum):
    """In which part somebody is there. The values are stored; never change one."""

    ATTENDING = "attending"
    SPEAKER = "speaker"
    HOST = "host"


_KIND_WORDS = {
    EventKind.CONFERENCE: "conference",
    EventKind.MEETUP: "meet-up",
    EventKind.FAIR: "trade fair",
    EventKind.DINNER: "dinner",
    EventKind.ONLINE: "online session",
    EventKind.OTHER: "event",
}

_LONGEST_DAYS = 366
_MOST = 9999
_YEAR = re.compile(r"[\s,'’(\[-]*\b(?:19|20)\d\d\b[)\]]?")


@dataclass(frozen=True, slots=True)
class EventForm:
    """An event as edited. `series` is the name of what it is an edition of; empty for none.

    `host` is who invites: an organisation that is known, else words; where `makes_host`, a name
    that nobody has makes an organisation."""

    name: str
    starts_on: date
    ends_on: date | None = None  # None: on the same day
    kind: EventKind = EventKind.CONFERENCE
    starts_time: time | None = None
    place: str = ""
    link: str = ""
    host: str = ""
    cost: Money | None = None
    goal_people: int | None = None
    goal_insights: int | None = None
    goal: str = ""
    notes: str = ""
    series: str = ""
    uid: str = ""
    makes_host: bool = False

    @property
    def last_day(self) -> date:
        return self.ends_on or self.starts_on

    def check(self) -> None:
        """A `UserError` for what cannot be an event."""
        if not self.name.strip():
            raise UserError("An event needs a name. Type what it is called.")
        if self.last_day < self.starts_on:
            raise UserError("The event would end before it begins; look at its two days.")
        if (self.last_day - self.starts_on).days >= _LONGEST_DAYS:
            raise UserError("An event lasts a year at most; look at its two days.")
        for goal in (self.goal_people, self.goal_insights):
            if goal is not None and not 0 <= goal <= _MOST:
                raise UserError(f"A goal is a number from 0 to {_MOST}.")


def series_name(name: str) -> str:
    """The name without its year, by which editions are known: "Book Fair 2024", "Book Fair"."""
    bare = " ".join(_YEAR.sub(" ", name).split()).strip(" ,;:-–—")
    return bare or " ".join(name.split())
