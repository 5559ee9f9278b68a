"""A rhythm that is set and another one that is lived: when to ask about it, what, and why.

`offer` asks only where all of this is true:

- *enough*: `FEWEST` gaps between contacts or more; the newest `MOST` are looked at. Contacts within
  `ONE_MEETING` days are one;
- *steady*: four in five of these gaps lie within half as long again as their median, or as short;
- *clear*: the median is half as long again as the ideal days of the rhythm, or longer; or as short;
- *still so*: the present silence is not longer than half as long again as the median.

It offers the longest round rhythm that is no longer than what is lived, so that the reminder comes
before the contact and not after. Who answered "keep it" is asked again only where what would be
offered is clearly another rhythm (`is_settled`).

Invariant: nothing is changed here; an offer is a question with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median

from relationship_desk.domain.rhythm import LONGEST_DAYS, Rhythm

FEWEST, MOST = 5, 7  # gaps
ONE_MEETING = 3  # days
_CLEAR = 1.5
_STEADY = 0.8  # of the gaps
_ROUND = (7, 14, 21, 28, 42, 56, 84, 126, 182, 273, 365, 730, 1095)


class RhythmReply(StrEnum):
    """What the user said to an offer. The values are stored; never change one."""

    TAKEN = "taken"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class RhythmOffer:
    """A question. `gaps` are the days between the contacts that it was made from, the newest
    last; `lived_days` is their median."""

    rhythm: Rhythm
    offered: Rhythm
    lived_days: int
    gaps: tuple[int, ...]

    @property
    def question(self) -> str:
        """What is asked, as one would say it."""
        return (
            f"You are in touch about every {_span(self.lived_days)}, the rhythm says "
            f"{self.rhythm.words}. Make it {self.offered.words}?"
        )

    @property
    def reason(self) -> str:
        """What the question was made from."""
        days = [f"{gap:,}" for gap in self.gaps]
        return (
            f"Your last {len(days) + 1} contacts lay {', '.join(days[:-1])} and {days[-1]} days "
            "apart."
        )

    @property
    def make_words(self) -> str:
        """ "Make it every 8 weeks"."""
        return f"Make it {self.offered.words}"

    @property
    def keep_words(self) -> str:
        """ "Keep every 4 weeks"."""
        return f"Keep {self.rhythm.words}"

    @property
    def distance(self) -> float:
        """How many times longer, or shorter, than the rhythm that is set one lives; above 1."""
        times = self.lived_days / self.rhythm.ideal_days
        return max(times, 1 / times)


@dataclass(frozen=True, slots=True)
class SaidToOffer:
    """What the user said to an offer of `offered_days` when the rhythm was `ideal_days`."""

    reply: RhythmReply
    ideal_days: int
    offered_days: int


def offer(
    rhythm: Rhythm, contacts: Iterable[date], on: date, said: Iterable[SaidToOffer] = ()
) -> RhythmOffer | None:
    """What to ask on that day, by the days of contact up to it; None where there is no question."""
    meetings = _meetings(day for day in contacts if day <= on)
    gaps = tuple((b - a).days for a, b in pairwise(meetings))[-MOST:]
    if len(gaps) < FEWEST:
        return None
    lived = round(median(gaps))
    steady = sum(not _is_clear(gap, lived) for gap in gaps) >= _STEADY * len(gaps)
    silence = (on - meetings[-1]).days
    if not steady or not _is_clear(lived, rhythm.ideal_days) or silence > lived * _CLEAR:
        return None
    rounded = max((days for days in _ROUND if days <= lived), default=_ROUND[0])
    if not _goes_the_same_way(rhythm.ideal_days, rounded, lived):
        return None
    latest = min(LONGEST_DAYS, round(rounded * rhythm.latest_days / rhythm.ideal_days))
    found = RhythmOffer(rhythm, Rhythm(rounded, max(rounded, latest)), lived, gaps)
    return None if is_settled(found, said) else found


def is_settled(asked: RhythmOffer, said: Iterable[SaidToOffer]) -> bool:
    """Whether the user has kept this rhythm against what is not clearly another offer."""
    return any(
        reply.reply is RhythmReply.KEPT
        and reply.ideal_days == asked.rhythm.ideal_days
        and not _is_clear(reply.offered_days, asked.offered.ideal_days)
        for reply in said
    )


def _meetings(days: Iterable[date]) -> list[date]:
    """The first day of each contact, in order; letters to and fro of three days are one."""
    found: list[date] = []
    for day in sorted(set(days)):
        if not found or (day - found[-1]).days >= ONE_MEETING:
            found.append(day)
    return found


def _is_clear(one: float, other: float) -> bool:
    """Whether one is half as long again as the other, whichever is longer."""
    return max(one, other) >= _CLEAR * min(one, other)


def _goes_the_same_way(ideal: int, offered: int, lived: int) -> bool:
    """Whether the round rhythm is still another one, and not on the other side."""
    return ideal < offered <= lived if lived > ideal else offered < ideal


def _span(days: int) -> str:
    """ "9 weeks", "11 days", "7 months"."""
    for unit, length, limit in (("day", 1, 14), ("week", 7, 120), ("month", 30.44, 700)):
        if days < limit:
            return _counted(round(days / length), unit)
    return _counted(round(days / 365.25), "year")


def _counted(number: int, unit: str) -> str:
    return unit if number == 1 else f"{number} {unit}s"


def first_asked(offers: Sequence[tuple[int, RhythmOffer]]) -> tuple[int, RhythmOffer] | None:
    """The one to ask about first: where rhythm and life are farthest apart; then as they come."""
    return max(offers, key=lambda found: found[1].distance, default=None)
