"""What a person can do with standings and milestones: who is a client, what was completed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from relationship_desk.desk.commands.answers import forget_answers
from relationship_desk.desk.commands.written import person_name
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.standing import StandingKind
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

STANDING, MILESTONE = "standing", "milestone"  # as they are called in answers: by their tables
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class StandingForm:
    """A standing as edited; without days it holds since ever, and still."""

    person_id: int
    kind: StandingKind
    since_on: date | None = None
    until_on: date | None = None
    note: str = ""


def add_standing(work: Work, now: datetime, *, form: StandingForm) -> int:
    """Somebody is this to the user's work; the id."""
    columns, name = _standing_columns(work, form)
    work.label = f"{name} is a {form.kind.value}"
    return work.insert(s.Standing, **columns)


def edit_standing(work: Work, now: datetime, *, standing_id: int, form: StandingForm) -> None:
    """Make a standing what the form says. Another first day ends what was answered."""
    old = work.get(s.Standing, standing_id)
    if old is None:
        raise UserError("This is not there any more; nothing was saved.")
    columns, name = _standing_columns(work, form)
    if old["since_on"] != columns["since_on"]:
        forget_answers(work, STANDING, [standing_id])
    work.update(s.Standing, standing_id, **columns)
    work.label = f"Edit what {name} is to your work"
    work.coalesce_key = f"standing {standing_id}"


def delete_standings(work: Work, now: datetime, *, standing_ids: Sequence[int]) -> int:
    """Remove standings, as if they had never been; how many there were."""
    rows = work.rows(s.Standing, sorted(set(standing_ids)))
    if len(rows) == 1:
        name = person_name(work, rows[0]["person_id"])
        work.label = f"{name} is no {rows[0]['kind']} any more"
    else:
        work.label = f"Delete {len(rows)} standings"
    return work.remove(s.Standing, [row["id"] for row in rows])


def add_milestone(work: Work, now: datetime, *, person_id: int, text: str, on: date) -> int:
    """Something was, or will be, reached with somebody; the id."""
    columns, name = _milestone_columns(work, person_id, text, on)
    work.label = f"{_quoted(text)} with {name}, {plain_date(on)}"
    return work.insert(s.Milestone, created_at=to_text(now), **columns)


def edit_milestone(
    work: Work, now: datetime, *, milestone_id: int, person_id: int, text: str, on: date
) -> None:
    """Make a milestone what is said. Another day ends what was answered."""
    old = work.get(s.Milestone, milestone_id)
    if old is None:
        raise UserError("This is not there any more; nothing was saved.")
    columns, _ = _milestone_columns(work, person_id, text, on)
    if old["happened_on"] != columns["happened_on"]:
        forget_answers(work, MILESTONE, [milestone_id])
    work.update(s.Milestone, milestone_id, **columns)
    work.label = f"Edit {_quoted(text)}"
    work.coalesce_key = f"milestone {milestone_id}"


def delete_milestones(work: Work, now: datetime, *, milestone_ids: Sequence[int]) -> int:
    """Remove milestones; how many there were."""
    rows = work.rows(s.Milestone, sorted(set(milestone_ids)))
    which = _quoted(rows[0]["text"]) if len(rows) == 1 else f"{len(rows)} milestones"
    work.label = f"Delete {which}"
    return work.remove(s.Milestone, [row["id"] for row in rows])


def _standing_columns(work: Work, form: StandingForm) -> tuple[dict[str, object], str]:
    name = person_name(work, form.person_id)
    if form.since_on and form.until_on and form.until_on < form.since_on:
        raise UserError("It ends before it begins. Set a later last day.")
    return {
        "person_id": form.person_id,
        "kind": form.kind.value,
        "since_on": form.since_on.isoformat() if form.since_on else None,
        "until_on": form.until_on.isoformat() if form.until_on else None,
        "note": form.note.strip(),
    }, name


def _milestone_columns(
    work: Work, person_id: int, text: str, on: date
) -> tuple[dict[str, object], str]:
    words = " ".join(text.split())
    if not words:
        raise UserError("Say in a few words what was reached; nothing was saved.")
    name = person_name(work, person_id)
    return {"person_id": person_id, "text": words, "happened_on": on.isoformat()}, name


def _quoted(text: str) -> str:
    return f"“{one_line(text, _QUOTED)}”"
