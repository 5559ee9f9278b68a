"""What the user says to one occurrence of many: the rows of `answer`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from relationship_desk.domain.instants import to_text
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

DONE, DISMISSED, SNOOZED = "done", "dismissed", "snoozed"


def answers_to(work: Work, source: str, source_id: int) -> list[dict[str, Any]]:
    """The answers to one thing, by their columns, in the order of their occurrences."""
    rows = [row for row in _answers(work, [source_id]) if row["source"] == source]
    return sorted(rows, key=lambda row: str(row["occurrence"]))


def put_answer(
    work: Work,
    now: datetime,
    source: str,
    source_id: int,
    occurrence: str,
    kind: str,
    until: datetime | None = None,
) -> bool:
    """Say this to an occurrence; whether that is anything new. A later answer takes the place of
    an earlier one."""
    there = [r for r in answers_to(work, source, source_id) if r["occurrence"] == occurrence]
    values = {"kind": kind, "until": to_text(until) if until else None}
    if not there:
        work.insert(
            s.Answer, source=source, source_id=source_id, occurrence=occurrence,
            at=to_text(now), **values,
        )  # fmt: skip
        return True
    [old] = there
    if (old["kind"], old["until"]) == (values["kind"], values["until"]):
        return False
    return work.update(s.Answer, old["id"], at=to_text(now), **values)


def forget_answers(work: Work, source: str, ids: Sequence[int]) -> None:
    """Remove all answers to things that go."""
    work.delete(s.Answer, [row["id"] for row in _answers(work, ids) if row["source"] == source])


def _answers(work: Work, ids: Sequence[int]) -> list[dict[str, Any]]:
    return work.rows(s.Answer, work.ids_where(s.Answer, "source_id", ids))
