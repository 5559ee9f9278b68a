"""The rows of the reminder engine: which occurrences are due, claimed, shown or failed.

Invariant: an occurrence is claimed, and the claim with the tag of its popup is on the disk, before
anything is shown of it; of two programs that beat at once, one gets the claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from relationship_desk.desk.reminding.schedule import (
    is_scheduled_for,
    outdated,
    schedule,
    schedule_all,
)
from relationship_desk.desk.reminding.source import Occurrence
from relationship_desk.desk.reminding.sources import BY_NAME
from relationship_desk.domain.instants import from_text, to_text
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store import schema as s
from relationship_desk.store.database import Connection
from relationship_desk.store.tasks import UNREADABLE
from relationship_desk.store.work import Work

# A claim without outcome is older than any notifier takes: whoever made it is gone.
STALE_AFTER = timedelta(seconds=60)

CLAIMED, SHOWN, FAILED, DISABLED = "claimed", "shown", "failed", "disabled"

# More reminders than this that come in one beat are told in one popup.
_ONE_BY_ONE = 3

# A claim from the far future was made before the clock was set back: it is stale as well.
_PENDING = """
    FROM reminder r
    LEFT JOIN delivery d
        ON d.source = r.source AND d.source_id = r.source_id AND d.occurrence = r.occurrence
    WHERE r.next_due_at <= ? AND (
        d.id IS NULL OR d.state = 'failed'
        OR (d.state = 'claimed' AND (d.at <= ? OR d.at >= ?)))
"""

# Popups that stand for what was answered, overtaken or taken away since. One popup may tell many.
_ANSWERED = """
    SELECT d.tag FROM delivery d LEFT JOIN reminder r
        ON r.source = d.source AND r.source_id = d.source_id AND r.occurrence = d.occurrence
    WHERE d.tag <> '' GROUP BY d.tag HAVING count(r.source) = 0
"""


@dataclass(frozen=True, slots=True)
class Claim:
    """One occurrence that this beat has to show."""

    delivery_id: int
    attempt: int  # which claim of this occurrence it is, from 1
    tag: str  # of the popup that tells it; claims that share one are told together
    occurrence: Occurrence


@dataclass(frozen=True, slots=True)
class Disabled:
    """A thing that cannot remind, told once."""

    source: str
    source_id: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What one beat found: `due` oldest first; the tags of popups that nobody needs any more."""

    due: tuple[Claim, ...] = ()
    disabled: tuple[Disabled, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What became of a claim: shown, or the sentence that says why not."""

    claim: Claim
    failure: str | None


def is_anything_to_do(connection: Connection, here: Circumstances, *, quiet: bool) -> bool:
    """Whether a beat has work; reads only, and cheap."""
    now = here.now
    return bool(
        not is_scheduled_for(connection, here.zone)
        or outdated(connection, now)
        or (not quiet and connection.sql(f"SELECT 1 {_PENDING} LIMIT 1", _moments(now)))
        or connection.sql(_ANSWERED)
    )


def claim_due(work: Work, now: datetime, *, here: Circumstances, quiet: bool) -> Claimed:
    """Claim everything that is due; in quiet hours nothing. Follows zone and clock first."""
    connection = work.connection
    if not is_scheduled_for(connection, here.zone):
        schedule_all(connection, here)
        work.touched.deliveries = True
    if passed := outdated(connection, now):
        schedule(connection, passed, here)
        work.touched.deliveries = True
    if quiet:
        return Claimed(withdrawn=_withdraw(work))
    # What is told was derived in this transaction: a damaged row is mended, or known for one.
    schedule(connection, _due_ids(connection, now), here)
    good, odd = _pending(connection, now)
    together = here.preferences.private_popups
    claims, disabled = _claim(work, now, good, together), _disable(work, now, odd)
    return Claimed(claims, disabled, _withdraw(work))


def record_outcomes(work: Work, now: datetime, *, outcomes: Sequence[Told]) -> None:
    """Write down what became of claims."""
    for told in outcomes:
        delivery_id = told.claim.delivery_id
        row = work.get(s.Delivery, delivery_id)
        if row is None or row["state"] == SHOWN:
            continue
        if told.failure is None:
            tag = told.claim.tag
            work.update(s.Delivery, delivery_id, state=SHOWN, at=to_text(now), message="", tag=tag)
        elif row["attempts"] == told.claim.attempt:
            # A claim that came to nothing after another program took it over says nothing more.
            work.update(
                s.Delivery, delivery_id, state=FAILED, at=to_text(now), message=told.failure, tag=""
            )


def _moments(now: datetime) -> tuple[str, str, str]:
    return to_text(now), to_text(now - STALE_AFTER), to_text(now + STALE_AFTER)


def _due_ids(connection: Connection, now: datetime) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name, source_id in connection.sql(
        f"SELECT r.source, r.source_id {_PENDING}", _moments(now)
    ):
        found.setdefault(name, set()).add(source_id)
    return found


# The delivery's id, None for what was never claimed; how often it was claimed; the tag of the popup
# that a lost claim may have shown; the occurrence.
_Pending = tuple[int | None, int, str, Occurrence]


def _pending(
    connection: Connection, now: datetime
) -> tuple[list[_Pending], dict[tuple[str, int], str]]:
    """What is due, oldest first; and the things that cannot be read, with their title."""
    good: list[_Pending] = []
    odd: dict[tuple[str, int], str] = {}
    pending = _PENDING.replace("WHERE", "LEFT JOIN person p ON p.id = r.person_id WHERE", 1)
    for delivery_id, attempts, tag, due_at, *columns in connection.sql(
        "SELECT d.id, coalesce(d.attempts, 0), CASE d.state WHEN 'claimed' THEN d.tag ELSE '' END, "
        "r.next_due_at, r.source, r.source_id, r.occurrence, "
        f"r.settles, r.missed, r.title, r.person_id, coalesce(p.full_name, '') {pending} "
        "ORDER BY r.next_due_at, r.source, r.source_id",
        _moments(now),
    ):
        if due_at == UNREADABLE:
            source, source_id, title = columns[0], columns[1], columns[5]
            odd[source, source_id] = title
        else:
            good.append((delivery_id, attempts, tag, _occurrence(from_text(due_at), columns)))
    return good, odd


def _occurrence(due_at: datetime, columns: Sequence[Any]) -> Occurrence:
    source, source_id, key, settles, missed, title, person_id, person_name = columns
    return Occurrence(
        source, source_id, key, settles, due_at, missed, title, person_id, str(person_name)
    )


def _claim(
    work: Work, now: datetime, pending: Sequence[_Pending], together: bool
) -> tuple[Claim, ...]:
    """Claim all, and write down which popup each is told in; `together`: in one, if only of one.

    What a lost claim may have shown comes again in the popup it was in, with nothing added: else a
    popup that stands already would be shown a second time under another tag.
    """
    first = [occurrence for known_id, _, _, occurrence in pending if known_id is None]
    ids = iter(
        work.insert_many(
            s.Delivery,
            ("source", "source_id", "occurrence", "state", "at", "attempts", "message", "tag"),
            [(o.source, o.source_id, o.key, CLAIMED, to_text(now), 1, "", "") for o in first],
        )
    )
    claims: list[Claim] = []
    for known_id, attempts, tag, occurrence in pending:
        attempt = attempts + 1
        if known_id is not None:
            work.update(s.Delivery, known_id, state=CLAIMED, at=to_text(now), attempts=attempt)
        delivery_id = next(ids) if known_id is None else known_id
        claims.append(Claim(delivery_id, attempt, tag, occurrence))
    return _tagged(work, claims, together)


def _tagged(work: Work, claims: Sequence[Claim], together: bool) -> tuple[Claim, ...]:
    """The claims with a tag each."""
    new = [claim for claim in claims if not claim.tag]
    tags = {
        c.delivery_id: f"{c.occurrence.source} {c.occurrence.source_id} {c.occurrence.key}"
        for c in new
    }
    if together or len(new) > _ONE_BY_ONE:
        tags = dict.fromkeys(tags, f"digest {min(tags, default=0)}")
    work.connection.many(
        "UPDATE delivery SET tag = ? WHERE id = ?", [(tag, i) for i, tag in tags.items()]
    )
    return tuple(replace(claim, tag=tags.get(claim.delivery_id, claim.tag)) for claim in claims)


def _disable(work: Work, now: datetime, odd: dict[tuple[str, int], str]) -> tuple[Disabled, ...]:
    """Put these aside until somebody edits them, which schedules them anew."""
    work.insert_many(
        s.Delivery,
        ("source", "source_id", "occurrence", "state", "at", "attempts", "message", "tag"),
        [
            (source, i, UNREADABLE, DISABLED, to_text(now), 0, BY_NAME[source].unreadable, "")
            for source, i in odd
        ],
    )
    return tuple(
        Disabled(source, source_id, title, BY_NAME[source].unreadable)
        for (source, source_id), title in odd.items()
    )


def _withdraw(work: Work) -> tuple[str, ...]:
    """The tags of popups to be closed; they are forgotten here."""
    tags = work.connection.sql(_ANSWERED)
    work.connection.many("UPDATE delivery SET tag = '' WHERE tag = ?", tags)
    return tuple(tag for (tag,) in tags)
