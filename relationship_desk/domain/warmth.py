"""Warmth: how near a relationship is by its own rhythm, and what each contact adds to that.

`S` is the sum of all contacts up to a day, each with the weight of its channel, halved for every
`1.5 * rhythm` days that have passed since. Shown is `100 * min(1, S / S*)`, where
`S* = w0 / (1 - 2^(-1/1.5))` is what somebody comes to who has always been in touch on schedule, by
the lightest of channels (`w0`). So a weekly and a yearly friend on schedule both stand between 63
(just before the next contact) and 100. It says how things are and is no score: nobody is sorted by
it, and without a rhythm there is nothing to measure by and no warmth.

Invariant: a contact never lowers it, time alone never raises it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import fsum

from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.rhythm import Rhythm

# The one place that says what a contact weighs. What counts as contact and is a bare note weighs as
# little as the lightest.
WEIGHTS: dict[Channel, float] = {
    Channel.MET: 1.5,
    Channel.EVENT: 1.25,
    Channel.VIDEO: 1.25,
    Channel.CALL: 1.25,
    Channel.LETTER: 1.25,
    Channel.EMAIL: 1.0,
    Channel.MESSAGE: 1.0,
    Channel.SOCIAL: 1.0,
    Channel.OTHER: 1.0,
    Channel.NOTE: 1.0,
}
LIGHTEST = min(WEIGHTS.values())  # w0
_HALVED_AFTER = 1.5  # rhythms
_FULL = LIGHTEST / (1 - 2 ** (-1 / _HALVED_AFTER))  # S*
_LEAST_TOLD = 0.5  # points; what adds less is told of in one sentence


class Level(StrEnum):
    """Warmth in a word. Programs are told the values."""

    WARM = "warm"
    MILD = "mild"
    COOL = "cool"
    FAINT = "faint"


# From so many points on. Who was on schedule falls to 63 in one rhythm of silence, to 40 in two,
# to 16 in four.
_LEVELS = ((63, Level.WARM), (40, Level.MILD), (16, Level.COOL), (0, Level.FAINT))


@dataclass(frozen=True, slots=True)
class Warmth:
    """How warm it is with one person on one day. `exact` is not rounded, from 0 to 100."""

    exact: float
    rhythm: Rhythm

    @property
    def points(self) -> int:
        """As it is shown: a whole number from 0 to 100."""
        return round(self.exact)

    @property
    def level(self) -> Level:
        """The same in a word."""
        return next(level for least, level in _LEVELS if self.points >= least)

    @property
    def words(self) -> str:
        """ "Warm, 82 of 100"."""
        return f"{self.level.value.capitalize()}, {self.points} of 100"


@dataclass(frozen=True, slots=True)
class WarmthPart:
    """One contact, and how many points it adds."""

    entry_id: int
    on: date
    channel: Channel
    text: str  # the beginning of what was written down, perhaps empty
    adds: float

    @property
    def weight(self) -> float:
        """What its channel weighs."""
        return WEIGHTS[self.channel]

    def words(self, today: date) -> str:
        """ "Call, 3 weeks ago: adds 12"."""
        noun = self.channel.noun
        return f"{noun[:1].upper()}{noun[1:]}, {date_in_words(self.on, today)}: {self.adds_words}"

    @property
    def adds_words(self) -> str:
        """ "adds 12"."""
        return f"adds {round(self.adds)}" if self.adds >= _LEAST_TOLD else "adds less than 1"


def told_apart(parts: Sequence[WarmthPart]) -> tuple[list[WarmthPart], str]:
    """Those that add something; and in words what all others add, and what is beyond 100."""
    shown = [part for part in parts if part.adds >= _LEAST_TOLD]
    rest = fsum(part.adds for part in parts if part.adds < _LEAST_TOLD)
    words = _faded_words(len(parts) - len(shown), rest)
    if fsum(part.adds for part in parts) >= 100 + _LEAST_TOLD:
        words.append("Together that is more than 100, which is as warm as it gets.")
    return shown, " ".join(words)


def _faded_words(faded: int, rest: float) -> list[str]:
    if not faded:
        return []
    if faded == 1:
        return ["1 older contact has faded; it adds less than 1."]
    amount = f"about {round(rest)}" if rest >= _LEAST_TOLD else "less than 1"
    return [f"{faded:,} older contacts have faded; together they add {amount}."]


def added(rhythm: Rhythm, age_days: int, channel: Channel) -> float:
    """How many points one contact of so many days ago adds; of one to come, none."""
    if age_days < 0:
        return 0.0
    left: float = 2.0 ** (-age_days / half_life_days(rhythm))
    return 100 * WEIGHTS[channel] * left / _FULL


def warmth(rhythm: Rhythm, contacts: Iterable[tuple[int, Channel]]) -> Warmth:
    """The warmth of somebody by the age in days and the channel of each contact."""
    halved = half_life_days(rhythm)  # once: there may be 200,000 contacts
    weighed = (WEIGHTS[channel] * 2.0 ** (-age / halved) for age, channel in contacts if age >= 0)
    return Warmth(min(100.0, 100 * fsum(weighed) / _FULL), rhythm)


def half_life_days(rhythm: Rhythm) -> float:
    """After so many days a contact adds half of what it added on its day."""
    return _HALVED_AFTER * rhythm.ideal_days


def rule_words(rhythm: Rhythm) -> str:
    """How the number comes about, in two sentences."""
    days = half_life_days(rhythm)
    return (
        f"Your rhythm is {rhythm.words}, so what a contact adds is halved every {days:g} days. "
        "Whoever you are in touch with on schedule stands between 63 and 100."
    )
