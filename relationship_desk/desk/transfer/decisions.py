"""What the user decides over a planned import, card by card.

Invariant: a decision changes only a plan; decided or not, every card is in exactly one row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from relationship_desk.desk.transfer.plan import Counts, ImportPlan, PlannedRow, Verdict
from relationship_desk.domain.rhythm import NO_OWN_FACTS

_CHOSEN = "You decided so."
_ALONE = "The card that it would join is left out, so it becomes a person of its own."


class Decision(StrEnum):
    """What is to become of a card instead of what was proposed."""

    AS_NEW = "as_new"  # a new person, who is remembered as somebody else
    MERGE = "merge"  # what the possible person lacks is added to them
    SKIP = "skip"  # nothing of the card is written


def choices(row: PlannedRow) -> tuple[Decision, ...]:
    """What can be decided over a card of the plan as it was proposed."""
    if row.verdict is Verdict.POSSIBLE_DUPLICATE:
        return (Decision.AS_NEW, Decision.MERGE, Decision.SKIP)
    if row.verdict is Verdict.UPDATED:
        return (Decision.AS_NEW, Decision.SKIP)
    if row.verdict is Verdict.NEW:
        return (Decision.SKIP,)
    return ()


def decided(plan: ImportPlan, decisions: Mapping[int, Decision]) -> ImportPlan:
    """The proposed plan with decisions, by card number; those that do not fit are not heeded.

    Always give the plan as it was proposed: a decision is taken back by leaving it out.
    """
    if not decisions:
        return plan
    rows = [_decided(row, decisions.get(row.number)) for row in plan.rows]
    rows = _without_lost_targets(rows)
    skipped = {row.content_hash for row in rows if row.verdict is Verdict.SKIPPED}
    rows = [_skipped(row) if _repeats(row, skipped) else row for row in rows]
    groups = sum(row.is_group and row.verdict is not Verdict.SKIPPED for row in rows)
    counts = Counts.of(row.verdict for row in rows)
    return replace(plan, rows=tuple(rows), counts=counts, groups=groups)


def _decided(row: PlannedRow, decision: Decision | None) -> PlannedRow:
    if decision is None or decision not in choices(row):
        return row
    if decision is Decision.SKIP:
        return _skipped(row)
    if decision is Decision.AS_NEW:
        alone = _alone(row, _CHOSEN)
        return alone._replace(apart_from=row.person_id, apart_made_by=row.made_by)
    verdict = Verdict.UPDATED if row.add or row.add_tags or row.add_own else Verdict.SAME
    return row._replace(verdict=verdict, reason=f"{_CHOSEN} {row.reason}")


def _skipped(row: PlannedRow) -> PlannedRow:
    return row._replace(verdict=Verdict.SKIPPED, reason=_CHOSEN, keep=False)


def _alone(row: PlannedRow, reason: str) -> PlannedRow:
    return row._replace(
        verdict=Verdict.NEW, reason=reason, person_id=None, made_by=None, person_name="",
        add=(), add_tags=(), diff=(), add_own=NO_OWN_FACTS,
    )  # fmt: skip


def _without_lost_targets(rows: list[PlannedRow]) -> list[PlannedRow]:
    """Cards that would join one that is left out become people themselves.

    The first of them takes the place of the one left out, for those that come after it.
    """
    heirs: dict[int, int | None] = {
        row.number: None for row in rows if row.verdict is Verdict.SKIPPED
    }
    found = []
    for row in rows:
        made_by = row.made_by
        if made_by in heirs and row.verdict is not Verdict.SKIPPED and row.keep:
            heir = heirs[made_by]
            if heir is not None:
                row = row._replace(made_by=heir)
            else:
                row = _alone(row, _ALONE)
                heirs[made_by] = row.number
        found.append(row)
    return found


def _repeats(row: PlannedRow, skipped: set[str]) -> bool:
    """Whether a card's very bytes were left out where they stood first."""
    return row.verdict is Verdict.SAME and not row.keep and row.content_hash in skipped
