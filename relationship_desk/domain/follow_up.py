"""The follow-up of people met at an event: where each stands, and what comes next.

Two dates say how it began and what the user said of it; the rest is the timeline. Invariant: what
stands in the timeline moves a card by itself, and takes it back when it goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from relationship_desk.domain.dates import date_in_words, plain_date
from relationship_desk.domain.kinds import Channel, Direction

TOUCH_DAYS = (2, 7, 21)  # after the meeting: the first one is what the 48 hours are about
SCORED_AFTER = 90  # days
LAPSES_AFTER = 60  # days after the meeting nobody is asked about it any more
_FIRST = timedelta(days=TOUCH_DAYS[0])
# What is proposed for a touch, in this order, unless it was taken before.
_WAYS = (Channel.EMAIL, Channel.CALL, Channel.MESSAGE, Channel.LETTER, Channel.SOCIAL)


class Stage(StrEnum):
    """A column of the board. Programs are told the values."""

    MET = "met"
    DRAFTED = "drafted"
    SENT = "sent"
    REPLIED = "replied"
    RHYTHM = "rhythm_set"

    @property
    def words(self) -> str:
        """What the column is called."""
        return _STAGE_WORDS[self]

    @property
    def place(self) -> int:
        """From the left."""
        return _ORDER.index(self)


_STAGE_WORDS = {
    Stage.MET: "Met",
    Stage.DRAFTED: "Drafted",
    Stage.SENT: "Sent",
    Stage.REPLIED: "Replied",
    Stage.RHYTHM: "Rhythm set",
}
_ORDER = tuple(Stage)


@dataclass(frozen=True, slots=True, order=True)
class Touch:
    """One contact since the meeting."""

    on: date
    channel: Channel
    direction: Direction

    @property
    def by_me(self) -> bool:
        return self.direction is not Direction.THEIRS

    @property
    def by_them(self) -> bool:
        return self.direction is not Direction.MINE


@dataclass(frozen=True, slots=True)
class FollowUp:
    """How it goes with one person; `touches` up to the day that is asked about, the oldest first.

    `has_rhythm`: whether somebody looks after them by a rhythm, their own or a circle's.
    """

    met_on: date
    drafted_on: date | None = None
    settled_on: date | None = None
    has_rhythm: bool = False
    touches: tuple[Touch, ...] = ()

    @property
    def stage(self) -> Stage:
        """The column: as far to the right as the facts carry."""
        if self.settled_on is not None or (self.has_rhythm and self.touches):
            return Stage.RHYTHM
        if any(touch.by_them for touch in self.touches):
            return Stage.REPLIED
        if self.touches:
            return Stage.SENT
        return Stage.MET if self.drafted_on is None else Stage.DRAFTED

    @property
    def written_on(self) -> date | None:
        """The day of the first touch of mine."""
        return next((touch.on for touch in self.touches if touch.by_me), None)

    @property
    def first_until(self) -> date:
        """The last day of the 48 hours; a meeting has a day and no hour."""
        return self.met_on + _FIRST

    @property
    def in_time(self) -> bool:
        """Whether the first touch came within the 48 hours."""
        return self.written_on is not None and self.written_on <= self.first_until

    @property
    def next_touch_on(self) -> date | None:
        """When the next touch is due; None where all were made or the rhythm has taken over.

        One that came late moves those after it: they keep their distance.
        """
        mine = sorted({touch.on for touch in self.touches if touch.by_me})
        if self.stage is Stage.RHYTHM or len(mine) >= len(TOUCH_DAYS):
            return None
        due = self.met_on + timedelta(days=TOUCH_DAYS[len(mine)])
        if mine:
            apart = TOUCH_DAYS[len(mine)] - TOUCH_DAYS[len(mine) - 1]
            due = max(due, mine[-1] + timedelta(days=apart))
        return due

    def is_due(self, on: date) -> bool:
        """Whether Today asks for it: the first from the day after the meeting, the others on
        their day, none of them for ever."""
        due = self.next_touch_on
        if due is None or on <= self.met_on or (on - self.met_on).days > LAPSES_AFTER:
            return False
        return self.written_on is None or due <= on

    @property
    def ways(self) -> tuple[Channel, ...]:
        """Ways that were not taken yet, the usual one first; all of them where all were."""
        taken = {touch.channel for touch in self.touches if touch.by_me}
        return tuple(way for way in _WAYS if way not in taken) or _WAYS

    def why(self, event: str, on: date) -> str:
        """Why Today asks for it, in a sentence."""
        if self.written_on is None:
            return f"You met at {event} {date_in_words(self.met_on, on)}. {self.badge(on)}."
        last = max(touch for touch in self.touches if touch.by_me)
        way = " or ".join(way.noun for way in self.ways[:2])
        article = "an" if way[:1] in "aeiou" else "a"
        day = (on - self.met_on).days
        return (
            f"Day {day} after {event}. Last it was {_a(last.channel)}, "
            f"{date_in_words(last.on, on)}: perhaps {article} {way} now?"
        )

    def short_badge(self, on: date) -> str:
        """The same in a few letters, for a narrow column."""
        written, due = self.written_on, self.next_touch_on
        if written is not None:
            return "" if due is None else f"Next: {_near(due, on)}"
        if self.stage is Stage.RHYTHM:
            return ""
        return "48 h: over" if on > self.first_until else f"48 h: {_near(self.first_until, on)}"

    def badge(self, on: date) -> str:
        """What the card says of the 48 hours, in words."""
        written = self.written_on
        if written is not None:
            days = (written - self.met_on).days
            return "Written within 48 hours" if self.in_time else f"Written after {days} days"
        if self.stage is Stage.RHYTHM:
            return ""
        left = (self.first_until - on).days
        if left > 1:
            return f"48 hours: until {plain_date(self.first_until)}"
        if left == 1:
            return "48 hours: until tomorrow"
        if left == 0:
            return "48 hours: today is the day"
        return "48 hours are over: a line is welcome still"


def _near(day: date, on: date) -> str:
    """ "today", "tomorrow", "in 5 days"; what was due is due today."""
    return date_in_words(max(day, on), on)


def _a(channel: Channel) -> str:
    return f"{'an' if channel.noun[:1] in 'aeiou' else 'a'} {channel.noun}"


@dataclass(frozen=True, slots=True)
class Followed:
    """What the scorecard asks of one person: the follow-up until its day; `is_new`: whether they
    had never been in touch before; `in_touch`: whether their rhythm is kept on that day."""

    follow_up: FollowUp
    is_new: bool
    in_touch: bool


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What an event has come to, ninety days on or so far. Derived each time it is looked at."""

    on: date  # the day by which it counts
    is_final: bool
    met: int
    new: int
    in_time: int
    replied: int
    with_rhythm: int
    in_touch: int
    drafts: int  # lines of which it is not clear yet about whom they are
    targets: int  # people with whom the user wanted to talk
    targets_met: int
    insights: int


def scorecard(
    people: Iterable[Followed],
    drafts: int,
    ends_on: date,
    today: date,
    *,
    targets: int = 0,
    targets_met: int = 0,
    insights: int = 0,
) -> Scorecard:
    """Count; all as it stood on `scored_on(ends_on, today)`."""
    followed = list(people)
    ups = [one.follow_up for one in followed]
    return Scorecard(
        scored_on(ends_on, today),
        today >= ends_on + timedelta(days=SCORED_AFTER),
        len(followed),
        sum(one.is_new for one in followed),
        sum(up.in_time for up in ups),
        sum(any(touch.by_them for touch in up.touches) for up in ups),
        sum(up.has_rhythm for up in ups),
        sum(one.in_touch for one in followed),
        drafts,
        targets,
        targets_met,
        insights,
    )


def scored_on(ends_on: date, today: date) -> date:
    """The day by which an event is counted: ninety days after it, or today where that is sooner."""
    return min(today, ends_on + timedelta(days=SCORED_AFTER))
