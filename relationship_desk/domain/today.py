"""Today: one queue over everything that is due, and the order in which it is shown.

The order is stated, and every row says which part of it applies to it (`TodayRow.place`):

1. what is on this day: occasions and events of today, and those of the last days that nobody
   answered;
2. tasks with a date, the oldest first;
3. promises of mine that are due, the oldest first, and those of others whose day is over;
4. kindnesses for which nobody was thanked yet, the oldest first;
5. next steps of opportunities, and memberships that renew, the earliest first;
6. introductions whose next step waits, the oldest first;
7. people met at an event to whom a few lines are due, the longest waiting first;
8. occasions, events, gifts and cards to come that need something beforehand, the nearest first;
9. people past the latest day of their rhythm, the longest silence first;
10. the one who was never contacted, or not for very long;
11. people past the ideal day, those in the ten days before their latest one first, longest
   silence first;
12. what was given some weeks ago, and became something;
13. one or two favours;
14. one update of mine that not everybody knows whom it is for;
15. once a year, a look at what a membership gives, one a day;
16. questions: about a rhythm that does not fit, and whether something was a kindness.

Ties are broken by the day, the time of day, the order of the names, and the id. Nothing is ordered
by how much anybody matters: there is no such number.

Invariant: the same rows give the same queue, in whatever order they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum, StrEnum, auto
from typing import NamedTuple


class TodayKind(StrEnum):
    """What a row is about. Programs are told the values."""

    OCCASION = "occasion"
    TASK = "task"
    PROMISE = "promise"
    PERSON = "person"
    RHYTHM = "rhythm"
    FAVOUR = "favour"
    INTRODUCTION = "introduction"
    OUTCOME = "outcome"
    EVENT = "event"
    FOLLOW_UP = "follow_up"
    THANKS = "thanks"
    FORGOTTEN = "forgotten"
    GIFT = "gift"
    BATCH = "batch"
    OPPORTUNITY = "opportunity"
    MEMBERSHIP = "membership"
    LOOK = "look"
    UPDATE = "update"


class Verb(StrEnum):
    """What can be done with a row."""

    DO = "do"
    LOG = "log"
    SNOOZE = "snooze"
    SKIP = "skip"
    RHYTHM = "rhythm"


class Place(IntEnum):
    """The part of the queue in which a row stands, in the order of the queue."""

    THE_DAY = auto()
    TASK = auto()
    PROMISE = auto()
    THANKS = auto()
    STEP = auto()
    INTRODUCTION = auto()
    FOLLOW_UP = auto()
    AHEAD = auto()
    PAST_LATEST = auto()
    DORMANT = auto()
    PAST_IDEAL = auto()
    OUTCOME = auto()
    FAVOUR = auto()
    UPDATE = auto()
    LOOK = auto()
    QUESTION = auto()

    @property
    def words(self) -> str:
        """Why a row stands there."""
        return _PLACES[self]


_PLACES = {
    Place.THE_DAY: "Occasions and events of the day come first: tomorrow it is too late for them.",
    Place.TASK: "Tasks that have a date come next, the oldest first.",
    Place.PROMISE: "Then what you promised, the oldest first, and what was promised to you.",
    Place.THANKS: "Then kindnesses that wait for a word of thanks, the oldest first.",
    Place.STEP: "Then next steps of opportunities, and memberships that renew, earliest first.",
    Place.INTRODUCTION: "Then introductions whose next step waits, the oldest first.",
    Place.FOLLOW_UP: "Then those you met at an event, while they still know you, oldest first.",
    Place.AHEAD: "Then occasions, events, gifts and cards to prepare, the nearest first.",
    Place.PAST_LATEST: "Then people past the latest day of their rhythm, longest silence first.",
    Place.DORMANT: "Then somebody you have never been in touch with, or not for very long.",
    Place.PAST_IDEAL: "Then people past the ideal day, first those in the ten days before the "
    "latest one, longest silence first.",
    Place.OUTCOME: "Then what you gave some weeks ago: how did it go?",
    Place.FAVOUR: "Then one or two things that you could do for somebody in five minutes.",
    Place.UPDATE: "Then one update of yours that not everybody knows whom it is for.",
    Place.LOOK: "Then, once a year, a look at what a membership gives you.",
    Place.QUESTION: "Last, questions: does a rhythm fit, and was something a kindness?",
}
ORDER_WORDS = "\n".join(place.words for place in Place)

_DO_WORDS = {
    TodayKind.OCCASION: "Write",
    TodayKind.TASK: "Done",
    TodayKind.PROMISE: "Kept",
    TodayKind.PERSON: "Log",
    TodayKind.RHYTHM: "Make it so",
    TodayKind.FAVOUR: "Do",
    TodayKind.INTRODUCTION: "Next step",
    TodayKind.OUTCOME: "Tell",
    TodayKind.EVENT: "Who was there",
    TodayKind.FOLLOW_UP: "Write",
    TodayKind.OPPORTUNITY: "Done",
    TodayKind.MEMBERSHIP: "Renewed",
    TodayKind.LOOK: "Look",
    TodayKind.UPDATE: "Go on",
    TodayKind.THANKS: "Thank",
    TodayKind.FORGOTTEN: "Yes, a kindness",
    TodayKind.GIFT: "Given",
    TodayKind.BATCH: "Open",
}
_SKIP_WORDS = {
    TodayKind.RHYTHM: "Keep it",
    TodayKind.FAVOUR: "Never offer it again",
    TodayKind.FORGOTTEN: "No",
}
_AT_ONCE = (TodayKind.TASK, TodayKind.PROMISE, TodayKind.RHYTHM)
_UNASKED = (TodayKind.PERSON, TodayKind.RHYTHM)  # kinds of row whose person is not logged beside


class TodayRow(NamedTuple):
    """One thing that is due.

    `source` and `source_id` name its row in the store, `settles` the occurrence that a snooze or a
    skip answers. `tie` orders rows of one place: numbers alone, compared from the first.
    """

    kind: TodayKind
    source: str
    source_id: int
    settles: str
    title: str  # what it is, in one line
    why: str  # why now, in a sentence
    place: Place
    tie: tuple[int, ...] = ()
    due_on: date | None = None  # None where nothing but the silence says when
    due_time: time | None = None
    person_id: int | None = None
    person_name: str = ""
    last_note: str = ""  # what was said last, with its day; or empty
    town: str = ""
    by_phone: bool = False  # whether they talked by telephone last
    has_text: bool = False  # a text waits, which doing it opens

    @property
    def key(self) -> tuple[str, int]:
        """Stays the same while the row changes."""
        return self.source, self.source_id

    @property
    def verbs(self) -> tuple[Verb, ...]:
        """What can be done with it, in the order of its buttons."""
        of_somebody = self.person_id is not None
        return tuple(
            verb
            for verb, offered in (
                (Verb.DO, True),
                (Verb.LOG, of_somebody and self.kind not in _UNASKED),
                (Verb.SNOOZE, self.kind is not TodayKind.RHYTHM),
                (Verb.SKIP, True),
                (Verb.RHYTHM, of_somebody),
            )
            if offered
        )

    @property
    def do_word(self) -> str:
        """What its first button says."""
        if self.kind is TodayKind.EVENT and self.place is Place.AHEAD:
            return "Prepare"
        if self.has_text:
            return "Write"
        return _DO_WORDS[self.kind]

    @property
    def is_done_at_once(self) -> bool:
        """Whether its first button answers it; any other opens what may be left unanswered."""
        return self.kind in _AT_ONCE and not self.has_text

    @property
    def skip_word(self) -> str:
        """What the button says that lets it go."""
        return _SKIP_WORDS.get(self.kind, "Skip")


@dataclass(frozen=True, slots=True)
class Offered:
    """What one source gives: its rows, and a sentence for what it holds back for another day."""

    rows: tuple[TodayRow, ...]
    later: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """The whole queue: its rows in order, what waits for another day, what goes well together.

    `others` has what is too much for one day, where a share was taken: see `day_share`.
    """

    rows: tuple[TodayRow, ...]
    later: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    others: tuple[TodayRow, ...] = ()


def in_order(rows: Iterable[TodayRow]) -> list[TodayRow]:
    """The rows in the order of the queue."""
    return sorted(rows, key=lambda row: (row.place, row.tie, row.source, row.source_id))


def batching_hints(rows: Sequence[TodayRow]) -> tuple[str, ...]:
    """What can be done in one go: people in the same town, and calls. One sentence each."""
    towns: dict[str, list[str]] = defaultdict(list)
    calls: list[str] = []
    spelled: dict[str, str] = {}
    for row in rows:
        if row.kind not in (TodayKind.PERSON, TodayKind.OCCASION):
            continue
        town = " ".join(row.town.split())
        if town:
            spelled.setdefault(town.casefold(), town)
            _once(towns[town.casefold()], row.person_name)
        if row.by_phone:
            _once(calls, row.person_name)
    hints = [
        f"{_joined(names)} are in {spelled[town]}: perhaps one trip for all."
        for town, names in towns.items()
        if len(names) > 1
    ]
    if len(calls) > 1:
        hints.append(f"With {_joined(calls)} you talked by phone last: the calls fit in one go.")
    return tuple(hints)


def _once(names: list[str], name: str) -> None:
    if name not in names:
        names.append(name)


def _joined(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
