"""What an import did, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from relationship_desk.desk.transfer.plan import Counts, ImportPlan, LineProblem
from relationship_desk.domain.dates import exact_date


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The result of an import. `counts` are of what was done, which may differ from the plan where
    another program changed the store in between."""

    source: str
    counts: Counts
    groups: int
    problems: tuple[LineProblem, ...]
    seen_at: datetime | None = None
    seen_in: str = ""


def summary(
    done: ImportReport | ImportPlan, operation_id: int | None = None
) -> dict[str, int | None]:
    """The counts as `import --json` prints them; `read` is the sum of the five after it."""
    counts = done.counts
    return {
        "read": counts.read,
        "new": counts.new,
        "updated": counts.updated,
        "same": counts.same,
        "possible_duplicates": counts.possible_duplicates,
        "unreadable": counts.unreadable,
        "operation": operation_id,
    }


def in_words(done: ImportReport | ImportPlan, zone: tzinfo) -> str:
    """What the bar says: "12 new, 3 updated, 340 the same." """
    counts = done.counts
    if counts.same and counts.same == counts.read and done.seen_at is not None:
        day = exact_date(done.seen_at.astimezone(zone).date())
        return f"Nothing new in {done.source}: its cards came on {day} with {done.seen_in}."
    pairs = (
        (counts.new, "new"),
        (counts.updated, "updated"),
        (counts.same, "the same"),
        (counts.possible_duplicates, "new, but perhaps known already"),
        (counts.unreadable, "unreadable"),
    )
    said = ", ".join(f"{number} {word}" for number, word in pairs if number)
    return f"{done.source}: {said}." if said else f"{done.source}: no cards."
