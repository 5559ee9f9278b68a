"""Two rows of one table that are one thing: what names the other names the one that stays.

Invariant: no row is lost but one that would stand twice (`schema.ONCE`).
"""

from __future__ import annotations

from relationship_desk.store import schema as s
from relationship_desk.store.work import Work


def unite_rows(work: Work, parent: type[s.Row], *, keep_id: int, other_id: int) -> None:
    """Let every row that names the other name the kept one, and take the other away."""
    for model, reference in s.references(parent):
        _move(work, model, reference.column_name, other_id, keep_id)
    work.remove(parent, [other_id])


def _move(work: Work, model: type[s.Row], column: str, old: int, new: int) -> None:
    once = s.ONCE.get(model, ())
    known = work.rows(model, work.ids_where(model, column, [new])) if once else []
    there = {tuple(row[name] for name in once) for row in known}
    for row in work.rows(model, work.ids_where(model, column, [old])):
        moved = row | {column: new}
        if once and tuple(moved[name] for name in once) in there:
            work.remove(model, [row["id"]])
        else:
            work.update(model, row["id"], **{column: new})
