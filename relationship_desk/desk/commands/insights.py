"""What a person can do with insights: note what was learned, and from whom or where.

Invariant: an insight outlives the person and the event from which it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.organisations import named_or_none
from relationship_desk.desk.commands.topics import set_topics
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

_SHOWN = 40


@dataclass(frozen=True, slots=True)
class InsightForm:
    """An insight as edited. The organisation is called by its name, and made where it is new."""

    text: str
    on: date
    person_id: int | None = None
    event_id: int | None = None
    organisation: str = ""
    topics: tuple[str, ...] = ()


def note_insight(work: Work, now: datetime, *, form: InsightForm) -> int:
    """Something learned; the id."""
    columns = _columns(work, now, form)
    work.label = f"Insight {_quoted(form.text)}"
    insight_id = work.insert(s.Insight, created_at=to_text(now), **columns)
    set_topics(work, s.InsightTopic, "insight_id", insight_id, form.topics)
    return insight_id


def edit_insight(work: Work, now: datetime, *, insight_id: int, form: InsightForm) -> None:
    """Make an insight what the form says."""
    if work.get(s.Insight, insight_id) is None:
        raise UserError("This insight is not there any more; nothing was changed.")
    columns = _columns(work, now, form)
    work.label = f"Edit the insight {_quoted(form.text)}"
    work.coalesce_key = f"insight {insight_id}"
    work.update(s.Insight, insight_id, **columns)
    set_topics(work, s.InsightTopic, "insight_id", insight_id, form.topics)


def drop_insights(work: Work, now: datetime, *, insight_ids: Sequence[int]) -> int:
    """Remove insights; how many there were."""
    rows = work.rows(s.Insight, sorted(set(insight_ids)))
    which = f"the insight {_quoted(rows[0]['text'])}" if len(rows) == 1 else f"{len(rows)} insights"
    work.label = f"Remove {which}"
    return work.remove(s.Insight, insight_ids)


def _columns(work: Work, now: datetime, form: InsightForm) -> dict[str, Any]:
    text = form.text.strip()
    if not text:
        raise UserError("Say in a few words what you learned.")
    for model, row_id in ((s.Person, form.person_id), (s.Event, form.event_id)):
        if row_id is not None and work.get(model, row_id) is None:
            raise UserError("Where it comes from is not there any more; nothing was saved.")
    return {
        "text": text,
        "noted_on": form.on.isoformat(),
        "person_id": form.person_id,
        "event_id": form.event_id,
        "organisation_id": named_or_none(work, now, form.organisation),
    }


def _quoted(text: str) -> str:
    return f"“{one_line(text, _SHOWN)}”"
