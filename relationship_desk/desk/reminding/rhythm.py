"""Rhythm as a source of reminders: whom it is time to be in touch with.

A person with a rhythm is due at the hour of reminders on the ideal day after the last contact, once
for each last contact: what is logged, edited or deleted moves the day. A pause and a quiet season
of the user's own put the moment off to the day on which they end. People who were never contacted
wait in their lane and give no popup.

Invariant: the key of an occurrence is the ideal day, whatever the hour, the zone and the pauses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from relationship_desk.desk.reminder_texts import due_words
from relationship_desk.desk.reminding.source import Answer, DueRow, Occurrence, answered
from relationship_desk.domain.instants import from_text
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.domain.rhythm import Rhythm, SeasonKind, due_day
from relationship_desk.store.circles import SeasonRow, effective_rhythms, seasons_of_people
from relationship_desk.store.database import Connection
from relationship_desk.store.last_contact import last_contacts, next_contacts
from relationship_desk.store.living import living_people
from relationship_desk.store.work import Touched

_TITLE = "Time to be in touch, {}"


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the moment of one person depends on."""

    person_id: int
    rhythm: Rhythm
    last: date | None
    coming: date | None  # the next contact that is written down for a day to come
    seasons: Sequence[SeasonRow]  # pauses of theirs and quiet times of mine
    answers: Sequence[Answer]


class RhythmSource:
    """The living with a rhythm who are not archived; `source_id` is the person's."""

    name = "person"  # by its table, as all sources are called
    unreadable = (
        "The rhythm of this person cannot be read, so it does not remind. Give them another one."
    )

    def touched(self, connection: Connection, touched: Touched) -> set[int]:
        ids = {person_id for source, person_id in touched.answers if source == self.name}
        if touched.my_seasons:
            return ids | set(effective_rhythms(connection))
        return ids | touched.people

    def rows(
        self, connection: Connection, ids: Sequence[int] | None, here: Circumstances
    ) -> Iterable[DueRow]:
        if not here.preferences.rhythm_reminders:
            return
        today = here.now.astimezone(here.zone).date()
        living = living_people(connection, today, ids)
        rhythms = effective_rhythms(connection, None if ids is None else living)
        asked = None if ids is None else [i for i in living if i in rhythms]
        last = last_contacts(connection, today, asked)
        coming = next_contacts(connection, today, asked)
        seasons = seasons_of_people(connection, (SeasonKind.PAUSE, SeasonKind.QUIET), asked)
        answers = answered(connection, self.name, asked)
        for person_id in living:
            if person_id in rhythms:
                facts = _Facts(
                    person_id,
                    rhythms[person_id][0],
                    last.get(person_id),
                    coming.get(person_id),
                    (*seasons.get(person_id, ()), *seasons.get(None, ())),
                    answers.get(person_id, ()),
                )
                row = _row(facts, here)
                if row is not None:
                    yield row

    def when(self, occurrence: Occurrence, here: Circumstances) -> str:
        return due_words(occurrence, here)


def _row(facts: _Facts, here: Circumstances) -> DueRow | None:
    """The moment after the last contact; after the next one to come where there was none yet."""
    counted = facts.last or facts.coming
    day = due_day(facts.rhythm, counted)
    if counted is None or day is None:
        return None
    settles = day.isoformat()
    answer = next((a for a in facts.answers if a.occurrence == settles), None)
    if answer is not None and answer.kind != "snoozed":
        # Silent until the next contact; one that is written down already begins anew.
        return _row(replace(facts, last=None), here) if facts.last and facts.coming else None
    at_day = _after_seasons(day, facts.seasons)
    if at_day is None:
        return None
    at, key = _instant(at_day, here.preferences.reminder_time, here), settles
    if answer is not None and answer.until is not None:
        at, key = from_text(answer.until), f"snooze {answer.until} {settles}"
    # At these midnights it is another contact that was the last.
    earlier = _instant(counted, time(), here) if facts.last else None
    later = _instant(facts.coming, time(), here) if facts.last and facts.coming else None
    return DueRow(
        facts.person_id,
        _TITLE.format(facts.rhythm.words),
        facts.person_id,
        at,
        key,
        settles,
        valid_from=earlier,
        valid_until=later,
    )


def _after_seasons(day: date, seasons: Sequence[SeasonRow]) -> date | None:
    """The first day from `day` on in no season; None where one of them has no end."""
    moved = True
    while moved:
        moved = False
        for season in seasons:
            if season.holds(day):
                if season.until_on is None:
                    return None
                day, moved = season.until_on, True
    return day


def _instant(day: date, at: time, here: Circumstances) -> datetime:
    return datetime.combine(day, at, tzinfo=here.zone).astimezone(UTC)
