"""Reads of opportunities, and of the way by which each came.

Invariant: the way of an opportunity is told from the user outwards, and never without a name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.domain.money import Money, stored_money
from relationship_desk.domain.opportunities import OPEN, LinkKind, OpportunityStage, Step
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection

_STAGES = ", ".join(f"'{stage.value}'" for stage in OPEN)
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One step of the way: somebody, an event, an organisation, or words alone."""

    kind: LinkKind
    name: str
    person_id: int | None
    event_id: int | None
    organisation_id: int | None

    @property
    def step(self) -> Step:
        return Step(self.kind, self.name)


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """One opportunity with its way, the step nearest to the user first."""

    id: int
    title: str
    stage: OpportunityStage
    person_id: int | None
    person_name: str
    organisation_id: int | None
    organisation: str
    value: Money | None
    next_step: str
    next_on: date | None
    note: str
    closed_on: date | None
    why: str
    created_at: str
    way: tuple[LinkRow, ...]

    @property
    def helpers(self) -> dict[int, str]:
        """The people by whom it came, and their names."""
        return {link.person_id: link.name for link in self.way if link.person_id is not None}

    @property
    def whom(self) -> str:
        """ "Ida Vale, Harbour Museum"; empty where nobody is named."""
        return ", ".join(name for name in (self.person_name, self.organisation) if name)


def opportunity_rows(
    connection: Connection,
    stages: Sequence[OpportunityStage] = tuple(OpportunityStage),
    query: str = "",
) -> list[OpportunityRow]:
    """Those in these stages whose words and names have all these words: the earliest next step
    first, those without a day after them, the newest of each first."""
    wanted = fold(query).split()
    marks = ", ".join("?" * len(stages))
    rows = _rows(connection, f"WHERE y.stage IN ({marks})", [stage.value for stage in stages])
    return [row for row in rows if all(word in _folded(row) for word in wanted)]


def get_opportunity(connection: Connection, opportunity_id: int) -> OpportunityRow | None:
    """One opportunity, or None."""
    return next(iter(_rows(connection, "WHERE y.id = ?", [opportunity_id])), None)


def opportunities_of_person(connection: Connection, person_id: int) -> list[OpportunityRow]:
    """Those that are talked about with somebody, or came by them."""
    return _rows(
        connection,
        "WHERE y.person_id = ? OR y.id IN "
        "(SELECT opportunity_id FROM opportunity_link WHERE person_id = ?)",
        [person_id, person_id],
    )


def opportunities_of_organisation(
    connection: Connection, organisation_id: int
) -> list[OpportunityRow]:
    """Those that an organisation offers, or that came by it."""
    return _rows(
        connection,
        "WHERE y.organisation_id = ? OR y.id IN "
        "(SELECT opportunity_id FROM opportunity_link WHERE organisation_id = ?)",
        [organisation_id, organisation_id],
    )


def steps_due(connection: Connection, on: date) -> list[OpportunityRow]:
    """Open opportunities whose next step is due on that day or before."""
    return _rows(connection, f"WHERE y.stage IN ({_STAGES}) AND y.next_on <= ?", [on.isoformat()])


def _folded(row: OpportunityRow) -> str:
    names = " ".join(link.name for link in row.way)
    return fold(f"{row.title} {row.whom} {row.next_step} {row.note} {row.why} {names}")


def _rows(connection: Connection, where: str, values: Sequence[Any]) -> list[OpportunityRow]:
    found = connection.sql(
        "SELECT y.id, y.title, y.stage, y.person_id, coalesce(p.full_name, ''), "
        "y.organisation_id, coalesce(o.name, ''), y.value, y.currency, y.next_step, y.next_on, "
        "y.note, y.closed_on, y.why, y.created_at FROM opportunity y "
        "LEFT JOIN person p ON p.id = y.person_id "
        f"LEFT JOIN organisation o ON o.id = y.organisation_id {where} "
        "ORDER BY y.next_on IS NULL, y.next_on, y.id DESC",
        values,
    )
    ways = _ways(connection, [row[0] for row in found])
    return [
        OpportunityRow(
            row_id, title, OpportunityStage(stage), person_id, name, organisation_id,
            organisation, stored_money(value, currency), step, _day(on), note, _day(closed), why,
            created, tuple(ways.get(row_id, ())),
        )
        for (
            row_id, title, stage, person_id, name, organisation_id, organisation, value, currency,
            step, on, note, closed, why, created,
        ) in found
    ]  # fmt: skip


def _ways(connection: Connection, ids: Sequence[int]) -> dict[int, list[LinkRow]]:
    found: dict[int, list[LinkRow]] = defaultdict(list)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for opportunity_id, kind, name, *named in connection.sql(
            "SELECT l.opportunity_id, l.kind, coalesce(p.full_name, e.name, o.name, l.words), "
            "l.person_id, l.event_id, l.organisation_id FROM opportunity_link l "
            "LEFT JOIN person p ON p.id = l.person_id LEFT JOIN event e ON e.id = l.event_id "
            "LEFT JOIN organisation o ON o.id = l.organisation_id "
            f"WHERE l.opportunity_id IN ({', '.join('?' * len(chunk))}) ORDER BY l.position, l.id",
            chunk,
        ):
            found[opportunity_id].append(LinkRow(LinkKind(kind), name, *named))
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
