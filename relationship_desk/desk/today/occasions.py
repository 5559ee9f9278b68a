"""Occasions in Today: of the day, of the last days where nobody has answered, and those ahead.

An occasion is there on its day, before it for as many days as its lead, and for `BELATED_DAYS`
after it; contact on the day or since is the word that was due. An answer is to one of two
occurrences, as in the reminders: the eve for what is ahead, the day itself for the day.

Invariant: of one occasion there is at most one row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relationship_desk.desk.today.source import Asked, Reply, replies
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.occasion_rules import between
from relationship_desk.domain.occasions import NEVER, when_words
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.database import Connection
from relationship_desk.store.last_contact import last_contacts
from relationship_desk.store.near_occasions import dates_near, longest_lead
from relationship_desk.store.occasions import CARD, OWN, OccasionRow, occasion_rows

BELATED_DAYS = 3
_LATE = "It is not too late for a word."
_CHUNK = 500
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Near:
    """An occasion and the day of it that is told of."""

    row: OccasionRow
    on: date
    is_month: bool

    def settles(self, today: date) -> str:
        return (self.on - _DAY if self.on > today else self.on).isoformat()


class OccasionsSource:
    """Of people who are not archived; no cheer for the dead, nor for those who grieve."""

    name = TodayKind.OCCASION.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        near = list(_near(connection, asked))
        since = last_contacts(connection, asked.on, sorted({n.row.person_id for n in near}))
        said = {source: replies(connection, source, asked) for source in (OWN, CARD)}
        settled = {source: _settled(found) for source, found in said.items()}
        rows = []
        for each in near:
            source, row_id = each.row.source, each.row.id
            settles = each.settles(asked.on)
            reply = said[source].get((row_id, settles))
            if settled[source].get(row_id, "") >= settles or (reply and reply.hides(asked)):
                continue
            last = since.get(each.row.person_id)
            if each.on <= asked.on and last is not None and last >= each.on:
                continue
            rows.append(_row(each, settles, asked.on))
        return Offered(tuple(rows))


def _near(connection: Connection, asked: Asked) -> Iterator[_Near]:
    """The occasions with a day that is near enough to be told of."""
    on, lead = asked.on, longest_lead(connection, asked.preferences)
    begin, end = on - timedelta(days=BELATED_DAYS), on + timedelta(days=lead)
    found = occasion_rows(connection, on, asked.preferences, source=OWN)
    ids = dates_near(connection, begin, end)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        found += occasion_rows(connection, on, asked.preferences, source=CARD, ids=chunk)
    for row in found:
        if row.lead_days == NEVER:
            continue
        near = _nearest(row, on)
        if near is not None:
            yield near


def _nearest(row: OccasionRow, on: date) -> _Near | None:
    """The day of the occasion that is told of: the one that was, before the one ahead."""
    rule = row.occasion.rule
    is_month = isinstance(rule, PartialDate) and rule.day is None
    begin = on.replace(day=1) if is_month else on - timedelta(days=BELATED_DAYS)
    for day in between(rule, begin, on + timedelta(days=row.lead_days), row.leap):
        if row.occasion.counts_on(day) and row.is_told_on(day):
            return _Near(row, day, is_month)
    return None


def _settled(said: Mapping[tuple[int, str], Reply]) -> dict[int, str]:
    """The newest occurrence that was answered for good, by id; all before it are, too."""
    found: dict[int, str] = {}
    for (source_id, occurrence), reply in said.items():
        if reply.until is None:
            found[source_id] = max(occurrence, found.get(source_id, ""))
    return found


def _row(near: _Near, settles: str, on: date) -> TodayRow:
    row, day = near.row, near.on
    if day >= on or near.is_month:
        sentence = row.occasion.sentence_on(day, row.person_name)
        why = f"{sentence} {when_words(row.occasion.rule, day, on)}."
    else:
        ago = when_words(row.occasion.rule, day, on)
        why = f"{ago[:1].upper()}{ago[1:]}: {row.occasion.title} of {row.person_name}. {_LATE}"
    ahead = day > on or near.is_month
    return TodayRow(
        TodayKind.OCCASION,
        row.source,
        row.id,
        settles,
        row.occasion.headline_on(day),
        why,
        Place.AHEAD if ahead else Place.THE_DAY,
        (day.toordinal() if ahead else -day.toordinal(), row.person_id),
        day,
        None,
        row.person_id,
        row.person_name,
    )
