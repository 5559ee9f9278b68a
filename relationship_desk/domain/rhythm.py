"""Rhythm: how often people want to be in touch, and in which lane somebody stands on a day.

Invariant: `lane_of` gives one lane for whatever it is asked, so nobody is in two or in none.

Days are civil days between two dates. With `silence` days since the last contact (0: today) a
person is *overdue* from the day after the latest one (`silence > latest`), *due* from the ideal
day on (`silence >= ideal`: every 14 days is due on day 14), and *soon* in the last fifth before it
(`5 * silence >= 4 * ideal`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.text import counted

LONGEST_DAYS = 36_500  # a hundred years


class Lane(StrEnum):
    """Where a person stands: the first that fits, in this order. Programs are told the values."""

    PAUSED = "paused"
    NO_RHYTHM = "no_rhythm"
    NEVER_CONTACTED = "never_contacted"
    OVERDUE = "overdue"
    DUE = "due"
    SOON = "soon"
    IN_TOUCH = "in_touch"

    @property
    def words(self) -> str:
        """What a heading calls it."""
        return _LANE_WORDS[self]


class SeasonKind(StrEnum):
    """What a season is. The values are stored; never change one."""

    PAUSE = "pause"
    GRIEF = "grief"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many days after the last contact the next one is welcome, and when at the latest."""

    ideal_days: int
    latest_days: int

    def __post_init__(self) -> None:
        if not 1 <= self.ideal_days <= LONGEST_DAYS or not 1 <= self.latest_days <= LONGEST_DAYS:
            raise UserError(
                f"A rhythm is between 1 and {LONGEST_DAYS:,} days; nothing was changed."
            )
        if self.latest_days < self.ideal_days:
            raise UserError(
                f"The latest day ({self.latest_days}) cannot come before the ideal one "
                f"({self.ideal_days}); nothing was changed."
            )

    @property
    def words(self) -> str:
        """ "every 3 weeks", "every 45 days"."""
        for unit, length in (("year", 365), ("week", 7), ("day", 1)):
            number, rest = divmod(self.ideal_days, length)
            if number and not rest:
                return f"every {unit}" if number == 1 else f"every {number} {unit}s"
        raise AssertionError("a day divides every number of days")


@dataclass(frozen=True, slots=True)
class OwnRhythm:
    """What a person has instead of their circles'; `rhythm` None: no rhythm, whatever they say."""

    rhythm: Rhythm | None


@dataclass(frozen=True, slots=True)
class CircleFact:
    """A circle as a card tells of it."""

    name: str
    rhythm: Rhythm | None = None


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """What the desk knows of a person and other programs have no property for."""

    circles: tuple[CircleFact, ...] = ()
    rhythm: OwnRhythm | None = None

    def __bool__(self) -> bool:
        return bool(self.circles or self.rhythm)


NO_OWN_FACTS = OwnFacts()


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """A circle that is offered until somebody uses it."""

    name: str
    rhythm: Rhythm


READY_MADE = (
    ReadyMade("Every 3 weeks", Rhythm(21, 35)),
    ReadyMade("Every 2 months", Rhythm(60, 90)),
    ReadyMade("Every 6 months", Rhythm(180, 270)),
    ReadyMade("Every year", Rhythm(365, 450)),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with one person on one day.

    `circle` names the circle that gives the rhythm, empty where the person has one of their own or
    none. `paused_until` is the day on which a pause ends, None where it is open or there is none.
    """

    lane: Lane
    rhythm: Rhythm | None = None
    circle: str = ""
    last_contact_on: date | None = None
    paused_until: date | None = None

    @property
    def due_on(self) -> date | None:
        """The ideal day of the next contact; None without a rhythm or a contact to count from."""
        return due_day(self.rhythm, self.last_contact_on)

    def words(self, on: date) -> str:
        """One line for the card: "Every 3 weeks · 12 days on"."""
        if self.lane is Lane.PAUSED:
            return (
                f"Paused until {plain_date(self.paused_until)}" if self.paused_until else "Paused"
            )
        if self.rhythm is None:
            return "No rhythm"
        named = self.circle or f"Own rhythm, {self.rhythm.words}"
        return f"{named} · {self._since(self.rhythm, on)}"

    def _since(self, rhythm: Rhythm, on: date) -> str:
        if self.last_contact_on is None:
            return "not in touch yet"
        silence = (on - self.last_contact_on).days
        if self.lane is Lane.OVERDUE:
            return f"{_days(silence - rhythm.latest_days)} over the latest"
        if self.lane is Lane.DUE:
            late = silence - rhythm.ideal_days
            return f"due for {_days(late)}" if late else "due today"
        on_words = f"{_days(silence)} on" if silence else "in touch today"
        if self.lane is Lane.SOON:
            return f"{on_words}, due in {_days(rhythm.ideal_days - silence)}"
        return on_words


def lane_of(rhythm: Rhythm | None, silence: int | None, *, paused: bool) -> Lane:
    """The lane of a living person who is not archived; `silence` is None without any contact."""
    if paused:
        return Lane.PAUSED
    if rhythm is None:
        return Lane.NO_RHYTHM
    if silence is None:
        return Lane.NEVER_CONTACTED
    if silence > rhythm.latest_days:
        return Lane.OVERDUE
    if silence >= rhythm.ideal_days:
        return Lane.DUE
    if 5 * silence >= 4 * rhythm.ideal_days:
        return Lane.SOON
    return Lane.IN_TOUCH


def due_day(rhythm: Rhythm | None, last_contact_on: date | None) -> date | None:
    """The ideal day of the next contact, `ideal_days` after the last."""
    if rhythm is None or last_contact_on is None:
        return None
    if last_contact_on > date.max - timedelta(days=rhythm.ideal_days):
        return None
    return last_contact_on + timedelta(days=rhythm.ideal_days)


def is_in_season(on: date, from_on: date | None, until_on: date | None) -> bool:
    """Whether a season lasts on that day: from its first day to the day before `until_on`."""
    return (from_on is None or from_on <= on) and (until_on is None or on < until_on)


_LANE_WORDS = {
    Lane.PAUSED: "Paused",
    Lane.NO_RHYTHM: "No rhythm",
    Lane.NEVER_CONTACTED: "Never contacted",
    Lane.OVERDUE: "Overdue",
    Lane.DUE: "Due",
    Lane.SOON: "Soon",
    Lane.IN_TOUCH: "In touch",
}


def _days(number: int) -> str:
    return counted(number, "day")
