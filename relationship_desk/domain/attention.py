"""Whom to ask about today: the guards against nagging, and how many people a day are enough.

Who is due by their rhythm is held back while one of these is true (`Held`):

- *cooldown*: there was a touch in the last `COOLDOWN_DAYS` days, also one that does not count as
  contact, such as a call that nobody took;
- *back-off*: the last `BACK_OFF_AFTER` touches or more were mine, on different days, and nobody
  answered. Then twice the rhythm passes before the next try, after four of them four times, and so
  on up to sixteen times;
- *answered*: the row was snoozed, or skipped, which lasts for the length of the rhythm;
- *quiet*: the user has a quiet season of their own.

Of those who are left a few are shown (`chosen`): the people past their latest day; then those who
have `LAST_DAYS` or fewer before it, because it can still be kept; then all others past the ideal
one; then the very long silent, in each part the longest silence first. Beside them stands one of
the dormant: never contacted, or silent for `DORMANT_DAYS` beyond the latest day. The choice is made
in the morning, by the contacts up to the day before, so that whoever is called leaves the queue and
nobody takes the place: a day has an end.

Invariant: whoever is due is chosen, or the guard that holds them back can be named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relationship_desk.domain.rhythm import Lane, Standing
from relationship_desk.domain.text import counted

COOLDOWN_DAYS = 3
BACK_OFF_AFTER = 3
DORMANT_DAYS = 365
LAST_DAYS = 10
_LONGEST_WAIT = 16  # rhythms, however many touches were not answered
_DUE = (Lane.OVERDUE, Lane.DUE, Lane.NEVER_CONTACTED)

# The occurrence that an answer settles where there is no contact to count from.
NEVER = date.min.isoformat()


class Held(StrEnum):
    """Why somebody who is due is not asked about."""

    QUIET = "quiet"
    ANSWERED = "answered"
    COOLDOWN = "cooldown"
    BACK_OFF = "back_off"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class Touches:
    """What was tried: the day of the newest touch of any kind, and on how many days since the
    other side was heard of last it came from me alone."""

    last_on: date | None = None
    unanswered: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What the user answered about the turn that is due: asleep, or skipped on a day."""

    asleep: bool = False
    skipped_on: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who is due. `number`: their place among the names."""

    person_id: int
    number: int
    standing: Standing
    said: Said = Said()

    @property
    def settles(self) -> str:
        """The occurrence that an answer settles: the ideal day, as in the reminders."""
        due_on = self.standing.due_on
        return NEVER if due_on is None else due_on.isoformat()


def is_due(standing: Standing) -> bool:
    """Whether somebody in that lane is to be asked about."""
    return standing.lane in _DUE


def is_dormant(standing: Standing, on: date) -> bool:
    """Whether it is so long ago that a day more or less says nothing."""
    if standing.rhythm is None:
        return False
    if standing.last_contact_on is None:
        return standing.lane is Lane.NEVER_CONTACTED
    silence = (on - standing.last_contact_on).days
    return silence > standing.rhythm.latest_days + DORMANT_DAYS


def held(candidate: Candidate, touches: Touches, on: date) -> Held | None:
    """The guard that holds somebody back on a day, or None."""
    rhythm, said = candidate.standing.rhythm, candidate.said
    if rhythm is None:
        return None
    ideal = rhythm.ideal_days
    if said.asleep:
        return Held.ANSWERED
    if said.skipped_on is not None and (on - said.skipped_on).days < ideal:
        return Held.ANSWERED
    if touches.last_on is None:
        return None
    days = (on - touches.last_on).days
    if days < min(COOLDOWN_DAYS, ideal):
        return Held.COOLDOWN
    if touches.unanswered >= BACK_OFF_AFTER and days < ideal * _waits(touches.unanswered):
        return Held.BACK_OFF
    return None


def _waits(unanswered: int) -> int:
    return int(min(2 ** min(unanswered - BACK_OFF_AFTER + 1, 10), _LONGEST_WAIT))


def for_the_places(candidates: Iterable[Candidate], on: date) -> list[Candidate]:
    """Who may take one of the day's places, in the order in which they get them."""
    contacted = [c for c in candidates if c.standing.last_contact_on is not None]
    return sorted(contacted, key=lambda c: _turn(c, on))


def for_the_dormant_place(candidates: Iterable[Candidate], on: date) -> list[Candidate]:
    """Who may take the place of the dormant: the never contacted, then the longest silence."""
    dormant = [c for c in candidates if is_dormant(c.standing, on)]
    return sorted(dormant, key=lambda c: (c.standing.last_contact_on is not None, _turn(c, on)))


def silence_of(standing: Standing, on: date) -> int:
    """The days since the last contact; 0 where there was none."""
    last_on = standing.last_contact_on
    return 0 if last_on is None else (on - last_on).days


def touched_before(on: date) -> date:
    """The last day that the choice of a day knows of."""
    return on - timedelta(days=1) if on > date.min else on


def later_words(waiting: int, quiet: bool) -> str:
    """A sentence for those who are due and not asked about today; empty for nobody."""
    if not waiting:
        return ""
    people = counted(waiting, "more person is due", "more people are due")
    if quiet:
        return f"{people}; your quiet season lasts, so nobody is asked about."
    return f"{people} and can wait for another day."


def tie_of(candidate: Candidate, on: date) -> tuple[int, int, int]:
    """The order among people of one part of the queue."""
    standing, silence = candidate.standing, silence_of(candidate.standing, on)
    is_due, rhythm = standing.lane is Lane.DUE, standing.rhythm
    has_time = is_due and rhythm is not None and rhythm.latest_days - silence > LAST_DAYS
    return int(has_time), -silence, candidate.number


def _turn(candidate: Candidate, on: date) -> tuple[int, tuple[int, int, int]]:
    standing = candidate.standing
    part = 2 if is_dormant(standing, on) else 0 if standing.lane is Lane.OVERDUE else 1
    return part, tie_of(candidate, on)
