"""Remembering how files are to be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from relationship_desk.store import schema as s
from relationship_desk.store.work import Work


def remember_readings(work: Work, now: datetime, *, rules: Mapping[str, str]) -> None:
    """Keep decisions by their keys; an empty value forgets one. In the history, but outside of
    Undo: it changes nobody.
    """
    work.label = "Remember how files are read"
    work.undoable = False
    write_rules(work, rules)


def write_rules(work: Work, rules: Mapping[str, str]) -> None:
    """Make the stored rules with these keys say so."""
    rows = work.rows(s.ReadingRule, work.ids_where(s.ReadingRule, "key", sorted(rules)))
    there = {row["key"]: row for row in rows}
    work.delete(s.ReadingRule, [row["id"] for key, row in there.items() if not rules[key]])
    for key, value in rules.items():
        if key in there:
            if value and there[key]["value"] != value:
                work.update(s.ReadingRule, there[key]["id"], value=value)
        elif value:
            work.insert(s.ReadingRule, key=key, value=value)
