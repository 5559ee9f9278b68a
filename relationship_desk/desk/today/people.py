"""People in Today: whom it is time to be in touch with, a few a day.

Invariant: everybody who is due is in the queue, or `explained` names what holds them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from relationship_desk.desk.today.source import Asked, Reply, replies
from relationship_desk.domain.attention import (
    BACK_OFF_AFTER,
    Candidate,
    Held,
    Said,
    Touches,
    for_the_dormant_place,
    for_the_places,
    held,
    is_dormant,
    is_due,
    later_words,
    tie_of,
    touched_before,
)
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.rhythm import Lane, SeasonKind, Standing
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.circles import my_quiet_season, people_in_season
from relationship_desk.store.database import Connection
from relationship_desk.store.lanes import standings
from relationship_desk.store.people import names_of
from relationship_desk.store.touches import contacted_on, touches_of

SOURCE = "person"  # as in the reminders: their answers are the same

_FIRST_LOOK = 32  # of so many at once it is asked what was tried; then of twice as many


@dataclass(frozen=True, slots=True)
class _Morning:
    """What the choice of a day is made from: everything up to the day before."""

    candidates: list[Candidate]
    replies: Mapping[tuple[int, str], Reply]
    touched: set[int]  # contacted on the day itself
    quiet: bool

    def still_due(self) -> int:
        """How many nobody has been in touch with on the day itself."""
        return sum(c.person_id not in self.touched for c in self.candidates)


class PeopleSource:
    """The living who are not archived nor paused, have a rhythm, and are past its ideal day."""

    name = TodayKind.PERSON.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        morning = _morning(connection, asked)
        shown = [] if morning.quiet else list(_shown(connection, asked, morning))
        ids = [candidate.person_id for candidate, _, _ in shown]
        names = names_of(connection, ids)
        grief = people_in_season(connection, SeasonKind.GRIEF, asked.on, ids)
        rows = tuple(
            _row(candidate, touches, place, names[candidate.person_id], asked.on,
                 candidate.person_id in grief)
            for candidate, touches, place in shown
        )  # fmt: skip
        waiting = max(0, morning.still_due() - len(rows))
        return Offered(rows, later_words(waiting, morning.quiet))


def explained(connection: Connection, asked: Asked) -> dict[int, Held | None]:
    """Of everybody who is due on the day: what holds them back, None for who is in the queue."""
    morning = _morning(connection, asked)
    if morning.quiet:
        return {c.person_id: Held.QUIET for c in morning.candidates}
    shown = {c.person_id for c, _, _ in _shown(connection, asked, morning)}
    found: dict[int, Held | None] = {}
    for candidate, touches in _looked_at(connection, morning.candidates, asked.on):
        person_id = candidate.person_id
        if person_id in morning.touched:
            continue
        if person_id in shown:
            found[person_id] = None
        elif _answered_since(morning, candidate, asked):
            found[person_id] = Held.ANSWERED
        else:
            found[person_id] = held(candidate, touches, asked.on) or Held.BUDGET
    return found


def _morning(connection: Connection, asked: Asked) -> _Morning:
    on = asked.on
    said = replies(connection, SOURCE, asked)
    answered = {person_id for person_id, _ in said}
    found = standings(connection, on, contacts_until=touched_before(on))
    due = [
        Candidate(person_id, number, standing)
        for number, (person_id, standing) in enumerate(found.items())
        if is_due(standing)
    ]
    return _Morning(
        [replace(c, said=_said_before(said, c, asked)) if c.person_id in answered else c
         for c in due],
        said,
        contacted_on(connection, on),
        my_quiet_season(connection, on) is not None,
    )  # fmt: skip


def _said_before(said: Mapping[tuple[int, str], Reply], candidate: Candidate, asked: Asked) -> Said:
    """The answer of a day before, by the dates alone: the choice holds for the whole day."""
    reply = said.get((candidate.person_id, candidate.settles))
    if reply is None or reply.said_on >= asked.on:
        return Said()
    if reply.until is not None:
        return Said(asleep=reply.until.astimezone(asked.zone).date() > asked.on)
    return Said(skipped_on=reply.said_on)


def _shown(
    connection: Connection, asked: Asked, morning: _Morning
) -> Iterator[tuple[Candidate, Touches, Place]]:
    """Who was chosen in the morning and has not been touched, snoozed or skipped since."""
    before = touched_before(asked.on)
    taken: dict[int, tuple[Candidate, Place]] = {}
    places, dormant_places = asked.preferences.people_a_day, asked.preferences.dormant_a_day
    for candidate in _free(connection, for_the_places(morning.candidates, asked.on), before,
                           asked.on, places):  # fmt: skip
        taken[candidate.person_id] = (candidate, _place(candidate.standing))
    dormant = [
        candidate
        for candidate in for_the_dormant_place(morning.candidates, asked.on)
        if candidate.person_id not in taken
    ]
    for candidate in _free(connection, dormant, before, asked.on, dormant_places):
        taken[candidate.person_id] = (candidate, Place.DORMANT)
    tried = touches_of(connection, asked.on, list(taken))
    for person_id, (candidate, place) in taken.items():
        touches = tried.get(person_id, Touches())
        if touches.last_on == asked.on or _answered_since(morning, candidate, asked):
            continue
        yield candidate, touches, place


def _free(
    connection: Connection,
    candidates: list[Candidate],
    until: date,
    on: date,
    places: int,
) -> Iterator[Candidate]:
    """The first few whom no guard holds back, by what was tried up to the day before."""
    for candidate, touches in _looked_at(connection, candidates, until):
        if places <= 0:
            return
        if held(candidate, touches, on) is None:
            places -= 1
            yield candidate


def _looked_at(
    connection: Connection, candidates: Iterable[Candidate], until: date
) -> Iterator[tuple[Candidate, Touches]]:
    """Each with what was tried; as few are asked about as somebody takes."""
    left, size = list(candidates), _FIRST_LOOK
    while left:
        part, left = left[:size], left[size:]
        size *= 2
        tried = touches_of(connection, until, [c.person_id for c in part])
        for candidate in part:
            yield candidate, tried.get(candidate.person_id, Touches())


def _answered_since(morning: _Morning, candidate: Candidate, asked: Asked) -> bool:
    """Whether the user has answered on the day itself, or it has not woken yet on it."""
    reply = morning.replies.get((candidate.person_id, candidate.settles))
    if reply is None:
        return False
    return reply.hides(asked) if reply.until is not None else reply.said_on >= asked.on


def _place(standing: Standing) -> Place:
    return Place.PAST_LATEST if standing.lane is Lane.OVERDUE else Place.PAST_IDEAL


def _row(
    candidate: Candidate, touches: Touches, place: Place, name: str, on: date, grieves: bool
) -> TodayRow:
    standing = candidate.standing
    return TodayRow(
        TodayKind.PERSON,
        SOURCE,
        candidate.person_id,
        candidate.settles,
        f"Be in touch with {name}",
        _why(standing, touches, on, grieves),
        place,
        tie_of(candidate, on),
        standing.due_on,
        None,
        candidate.person_id,
        name,
    )


def _why(standing: Standing, touches: Touches, on: date, grieves: bool) -> str:
    if standing.rhythm is None:
        return ""
    rhythm = f"your rhythm is {standing.rhythm.words}"
    if standing.last_contact_on is None:
        words = f"You have not been in touch yet; {rhythm}."
    else:
        words = f"You were last in touch {date_in_words(standing.last_contact_on, on)}"
        if is_dormant(standing, on):
            words += ". A short hello may be welcome."
        elif standing.lane is Lane.OVERDUE:
            words += f"; {rhythm}, {standing.rhythm.latest_days} days at the latest."
        else:
            words += f"; {rhythm}."
    if grieves:
        words += " They are in mourning: a few quiet words are enough."
    elif touches.unanswered >= BACK_OFF_AFTER:
        words += f" {touches.unanswered} tries went without an answer: perhaps another way?"
    return words
