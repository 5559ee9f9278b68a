"""Seasons: a person who is paused, a person who grieves, and a quiet time of the user's own.

Invariant: a person has at most one pause; grief and quiet seasons that are over stay as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.circles import present, who
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

_BACKWARDS = "A season cannot end before it begins; nothing was changed."


def pause_people(
    work: Work, now: datetime, *, person_ids: Sequence[int], until: date | None
) -> None:
    """Leave people alone until the day `until`, on which they are back; None: until resumed."""
    ids = present(work, person_ids)
    work.label = f"Pause {who(work, ids)}" + (f" until {plain_date(until)}" if until else "")
    work.delete(s.Season, _pauses(work, ids))
    rows = [(person_id, SeasonKind.PAUSE.value, None, _text(until)) for person_id in ids]
    work.insert_many(s.Season, ("person_id", "kind", "from_on", "until_on"), rows)


def resume_people(work: Work, now: datetime, *, person_ids: Sequence[int]) -> int:
    """End the pauses of people; how many there were."""
    ids = present(work, person_ids)
    work.label = f"Resume {who(work, ids)}"
    return work.delete(s.Season, _pauses(work, ids))


def begin_grief(
    work: Work, now: datetime, *, person_id: int, from_on: date, until_on: date | None = None
) -> int:
    """Note that a person grieves: cheer and business wait. The season's id."""
    ids = present(work, [person_id])
    work.label = f"Grief of {who(work, ids)}"
    return _begin(work, person_id, SeasonKind.GRIEF, from_on, until_on)


def end_grief(work: Work, now: datetime, *, person_id: int, on: date) -> int:
    """Let the person's grief be over from that day on; how many seasons this ended."""
    ids = present(work, [person_id])
    work.label = f"End of the grief of {who(work, ids)}"
    return _end(work, person_id, SeasonKind.GRIEF, on)


def begin_quiet(work: Work, now: datetime, *, from_on: date, until_on: date | None = None) -> int:
    """A quiet season of the user's own: nobody is due in it. The season's id."""
    work.label = "Begin a quiet season"
    return _begin(work, None, SeasonKind.QUIET, from_on, until_on)


def end_quiet(work: Work, now: datetime, *, on: date) -> int:
    """Let the quiet season be over from that day on; how many this ended."""
    work.label = "End the quiet season"
    return _end(work, None, SeasonKind.QUIET, on)


def _begin(
    work: Work, person_id: int | None, kind: SeasonKind, from_on: date, until_on: date | None
) -> int:
    if until_on is not None and until_on <= from_on:
        raise UserError(_BACKWARDS)
    return work.insert(
        s.Season,
        person_id=person_id,
        kind=kind.value,
        from_on=from_on.isoformat(),
        until_on=_text(until_on),
    )


def _end(work: Work, person_id: int | None, kind: SeasonKind, on: date) -> int:
    """One that lasts ends on that day; one that has not begun by then never was."""
    ended = 0
    for row in _of(work, person_id, kind):
        if row["until_on"] is not None and row["until_on"] <= on.isoformat():
            continue
        if row["from_on"] is not None and row["from_on"] >= on.isoformat():
            work.delete(s.Season, [row["id"]])
        else:
            work.update(s.Season, row["id"], until_on=on.isoformat())
        ended += 1
    return ended


def _of(work: Work, person_id: int | None, kind: SeasonKind) -> list[dict[str, Any]]:
    rows = work.rows(s.Season, work.ids_where(s.Season, "kind", [kind.value]))
    return [row for row in rows if row["person_id"] == person_id]


def _pauses(work: Work, ids: Sequence[int]) -> list[int]:
    rows = work.rows(s.Season, work.ids_where(s.Season, "person_id", ids))
    return [row["id"] for row in rows if row["kind"] == SeasonKind.PAUSE]


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
