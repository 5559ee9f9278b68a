"""Reads of introductions: under way, over, and of one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from relationship_desk.domain.introductions import Introduction, Stage
from relationship_desk.store.database import Connection

_SELECT = """
    SELECT i.id, i.first_id, a.full_name, i.second_id, b.full_name, i.why, i.need_id, i.stage,
           i.begun_on, i.asked_first_on, i.asked_second_on, i.made_on, i.checked_on, i.closed_on,
           i.declined_by, i.outcome, a.archived_at IS NOT NULL OR b.archived_at IS NOT NULL
    FROM introduction i JOIN person a ON a.id = i.first_id JOIN person b ON b.id = i.second_id
"""
_OPEN = "i.stage IN ('draft', 'asked_first', 'asked_second', 'made', 'checked')"


@dataclass(frozen=True, slots=True)
class IntroductionRow:
    """One introduction, and the days on which it came to its stages (None: not yet)."""

    id: int
    first_id: int
    first_name: str
    second_id: int
    second_name: str
    why: str
    need_id: int | None
    stage: Stage
    begun_on: date
    asked_first_on: date | None
    asked_second_on: date | None
    made_on: date | None
    checked_on: date | None
    closed_on: date | None
    declined_by: str
    outcome: str
    is_archived: bool  # one of them is

    @property
    def steps(self) -> Introduction:
        """The rules of what comes next."""
        days = (
            self.begun_on, self.asked_first_on, self.asked_second_on, self.made_on,
            self.checked_on, self.closed_on,
        )  # fmt: skip
        since = max(day for day in days if day is not None)
        return Introduction(self.first_name, self.second_name, self.stage, since)


def introduction_rows(
    connection: Connection, person_id: int | None = None, *, over: bool = False
) -> list[IntroductionRow]:
    """Those under way, the oldest first; with `over` those that are over too, behind them, the
    newest first. Of one person, or all."""
    where = "1" if person_id is None else "(i.first_id = ? OR i.second_id = ?)"
    where += "" if over else f" AND {_OPEN}"
    order = "i.closed_on IS NOT NULL, i.closed_on DESC, i.begun_on, i.id"
    values = () if person_id is None else (person_id, person_id)
    return _rows(connection, f"WHERE {where} ORDER BY {order}", values)


def get_introduction(connection: Connection, introduction_id: int) -> IntroductionRow | None:
    """One introduction, or None."""
    return next(iter(_rows(connection, "WHERE i.id = ?", (introduction_id,))), None)


def _rows(connection: Connection, rest: str, values: Sequence[Any]) -> list[IntroductionRow]:
    return [
        IntroductionRow(
            row_id, first_id, first, second_id, second, why, need, Stage(stage),
            date.fromisoformat(begun), _day(asked_first), _day(asked_second), _day(made),
            _day(checked), _day(closed), declined, outcome, bool(archived),
        )
        for (
            row_id, first_id, first, second_id, second, why, need, stage, begun, asked_first,
            asked_second, made, checked, closed, declined, outcome, archived,
        ) in connection.sql(f"{_SELECT} {rest}", values)
    ]  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
