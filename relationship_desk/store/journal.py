"""The journal: writes down what a command did, takes it back, does it again.

Invariant: undoing the newest operation leaves every journaled row as it was before it; undoing an
older one keeps whatever has been changed since.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from peewee import fn

from relationship_desk.domain.errors import NothingToUndo
from relationship_desk.domain.instants import from_text, to_text
from relationship_desk.store.database import Connection
from relationship_desk.store.images import from_json, pack, unpack
from relationship_desk.store.schema import (
    BY_TABLE,
    Change,
    Operation,
    Row,
    Tie,
    columns,
    references,
    references_of,
    table,
)
from relationship_desk.store.work import Touched, Work

COALESCE_WITHIN = timedelta(seconds=60)
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did."""

    operation_id: int
    label: str
    kept_people: tuple[int, ...] = ()  # changed, logged or given tasks since: they stay


@dataclass(slots=True)
class _Ids:
    """Row ids per table."""

    by_table: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, name: str, ids: Iterable[int]) -> bool:
        before = len(self.by_table[name])
        self.by_table[name].update(ids)
        return len(self.by_table[name]) != before


def commit(work: Work, now: datetime, origin: str, name: str) -> int | None:
    """Write the operation of a finished command; its id, or None where it changed nothing.

    Whatever could have been redone before is overtaken by it.
    """
    if not work.recorded:
        return None
    connection = work.connection
    if work.undoable:
        connection.execute(
            Operation.update(state="discarded").where(
                Operation.state == "undone", Operation.undoable
            )
        )
    before = _to_coalesce_with(work, now, origin)
    if before is not None:
        _coalesce(connection, before, work, now)
        return before
    operation_id = connection.execute(
        Operation.insert(
            at=to_text(now),
            name=name,
            label=work.label or name.replace("_", " ").capitalize(),
            state="done",
            revision=_next_revision(connection),
            origin=origin,
            coalesce_key=work.coalesce_key,
            undoable=work.undoable,
            pinned=work.pinned,
        )
    )
    _write_changes(connection, operation_id, work)
    return operation_id


def _write_changes(connection: Connection, operation_id: int, work: Work) -> None:
    connection.many(
        "INSERT INTO change (operation_id, action, target, row_id, last_id, before, after, image)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (operation_id, r.action, r.target, r.row_id, r.last_id, r.before, r.after, r.image)
            for r in work.recorded
        ],
    )


def _next_revision(connection: Connection) -> int:
    return int(connection.value(Operation.select(fn.MAX(Operation.revision))) or 0) + 1


def _to_coalesce_with(work: Work, now: datetime, origin: str) -> int | None:
    """The operation that this one continues: the newest, same key, same program, within 60 s."""
    if not work.coalesce_key or any(r.action != "update" for r in work.recorded):
        return None
    newest = work.connection.row(
        Operation.select(
            Operation.id, Operation.coalesce_key, Operation.origin, Operation.at, Operation.state
        ).order_by(Operation.revision.desc())
    )
    if newest is None:
        return None
    operation_id, key, its_origin, at, state = newest
    same = (key, its_origin, state) == (work.coalesce_key, origin, "done")
    recent = timedelta(0) <= now - from_text(at) <= COALESCE_WITHIN
    return operation_id if same and recent else None


def _coalesce(connection: Connection, operation_id: int, work: Work, now: datetime) -> None:
    _write_changes(connection, operation_id, work)
    connection.execute(
        Operation.update(at=to_text(now), revision=_next_revision(connection)).where(
            Operation.id == operation_id
        )
    )


def newest(connection: Connection, state: str) -> tuple[int, str] | None:
    """The operation that Undo ("done") or Redo ("undone") would take: `(id, label)`."""
    query = Operation.select(Operation.id, Operation.label).where(
        Operation.state == state, Operation.undoable
    )
    found = connection.row(query.order_by(Operation.revision.desc()))
    return None if found is None else (found[0], found[1])


def require(connection: Connection, operation_id: int, state: str) -> None:
    """Raise `NothingToUndo` unless the operation can be undone ("done") or redone ("undone")."""
    query = Operation.select(Operation.state, Operation.undoable)
    if connection.row(query.where(Operation.id == operation_id)) != (state, True):
        raise NothingToUndo(f"Entry {operation_id} of the history cannot be taken back any more.")


def undo(connection: Connection, operation_id: int, origin: str, touched: Touched) -> Undone:
    """Take one operation back, inside the caller's transaction."""
    label = connection.value(Operation.select(Operation.label).where(Operation.id == operation_id))
    top = newest(connection, "done")
    in_order = top is not None and top[0] == operation_id
    kept = _kept_since(connection, operation_id, changed_too=not in_order)
    touched.with_companions(connection)
    for change in reversed(_changes(connection, operation_id)):
        change_id, action, name, first, last, before, after, image = change
        model = BY_TABLE[name]
        if action == "insert":
            _take_out(connection, model, change_id, first, last, kept.by_table[name], touched)
        elif action == "update":
            _set_back(connection, model, first, from_json(after), from_json(before), touched)
        else:
            _put_in(connection, model, image, touched)
    touched.with_companions(connection)
    _mark(connection, operation_id, "undone", origin)
    return Undone(operation_id, label, tuple(sorted(kept.by_table["person"])))


def redo(connection: Connection, operation_id: int, origin: str, touched: Touched) -> Undone:
    """Do an undone operation again, inside the caller's transaction."""
    label = connection.value(Operation.select(Operation.label).where(Operation.id == operation_id))
    for change in _changes(connection, operation_id):
        change_id, action, name, first, _last, before, after, image = change
        model = BY_TABLE[name]
        if action == "insert":
            if image is not None:
                _put_in(connection, model, image, touched)
                connection.execute(Change.update(image=None).where(Change.id == change_id))
        elif action == "update":
            _set_back(connection, model, first, from_json(before), from_json(after), touched)
        else:
            names, rows = unpack(image)
            at = names.index("id")
            _remove(connection, model, [row[at] for row in rows], touched)
    touched.with_companions(connection)
    _mark(connection, operation_id, "done", origin)
    return Undone(operation_id, label)


def _changes(connection: Connection, operation_id: int) -> list[tuple[Any, ...]]:
    return connection.rows(
        Change.select(
            Change.id,
            Change.action,
            Change.target,
            Change.row_id,
            Change.last_id,
            Change.before,
            Change.after,
            Change.image,
        )
        .where(Change.operation == operation_id)
        .order_by(Change.id)
    )


def _mark(connection: Connection, operation_id: int, state: str, origin: str) -> None:
    connection.execute(
        Operation.update(
            state=state, revision=_next_revision(connection), origin=origin, coalesce_key=""
        ).where(Operation.id == operation_id)
    )


def _take_out(
    connection: Connection,
    model: type[Row],
    change_id: int,
    first: int,
    last: int,
    kept: set[int],
    touched: Touched,
) -> None:
    """Undo an insert: image of the rows into the change, then remove them, but for the kept."""
    names = columns(model)
    query = f"SELECT {', '.join(names)} FROM {table(model)} WHERE id BETWEEN ? AND ?"
    rows = [row for row in connection.sql(query, (first, last)) if row[0] not in kept]
    for row in rows:
        touched.row(table(model), row[0], dict(zip(names, row, strict=True)))
    connection.execute(Change.update(image=pack(names, rows)).where(Change.id == change_id))
    _remove_ids(connection, model, [row[0] for row in rows])


def _remove(connection: Connection, model: type[Row], ids: list[int], touched: Touched) -> None:
    names = columns(model)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        marks = ", ".join("?" * len(chunk))
        query = f"SELECT {', '.join(names)} FROM {table(model)} WHERE id IN ({marks})"
        for row in connection.sql(query, chunk):
            touched.row(table(model), row[0], dict(zip(names, row, strict=True)))
    _remove_ids(connection, model, ids)


def _remove_ids(connection: Connection, model: type[Row], ids: Sequence[int]) -> None:
    connection.many(f"DELETE FROM {table(model)} WHERE id = ?", [(row_id,) for row_id in ids])


def _put_in(connection: Connection, model: type[Row], image: bytes, touched: Touched) -> None:
    """Bring rows back. Where out of order one has no room any more (its parent is gone, its unique
    value was taken since), the later state wins and the row stays in the image."""
    names, rows = unpack(image)
    known = [i for i, name in enumerate(names) if name in columns(model)]
    names = [names[i] for i in known]
    marks = ", ".join("?" * len(names))
    parents = [
        f"({column} IS NULL OR EXISTS (SELECT 1 FROM {target} WHERE id = {column}))"
        for column, target in _parents(model)
    ]
    source = f"SELECT {', '.join(f'? AS {name}' for name in names)}" if parents else None
    statement = f"INSERT OR IGNORE INTO {table(model)} ({', '.join(names)}) " + (
        f"SELECT * FROM ({source}) WHERE {' AND '.join(parents)}"
        if parents
        else f"VALUES ({marks})"
    )
    connection.many(statement, [[row[i] for i in known] for row in rows])
    at = names.index("id")
    for row in rows:
        values = [row[i] for i in known]
        touched.row(table(model), values[at], dict(zip(names, values, strict=True)))


def _parents(model: type[Row]) -> list[tuple[str, str]]:
    return [(tied.column_name, table(tied.rel_model)) for tied in references_of(model)]


def _set_back(
    connection: Connection,
    model: type[Row],
    row_id: int,
    theirs: dict[str, Any],
    mine: dict[str, Any],
    touched: Touched,
) -> None:
    """Set each column that still holds `theirs` to `mine`; a later value stays, and so does the
    owner of a row whose owner from then is gone."""
    names = columns(model)
    query = f"SELECT {', '.join(names)} FROM {table(model)} WHERE id = ?"
    found = connection.sql(query, (row_id,))
    if not found:
        return
    now = dict(zip(names, found[0], strict=True))
    owners = dict(_parents(model))
    new = {
        column: value
        for column, value in mine.items()
        if now[column] == theirs[column]
        and (value is None or _is_there(connection, owners.get(column), value))
    }
    for column, value in new.items():
        connection.sql(
            f"UPDATE OR IGNORE {table(model)} SET {column} = ? WHERE id = ?", (value, row_id)
        )
    touched.row(table(model), row_id, now)
    touched.row(table(model), row_id, now | new)


def _is_there(connection: Connection, name: str | None, row_id: int) -> bool:
    """Whether the row that a column points at exists; columns that point at nothing always may."""
    return name is None or bool(connection.sql(f"SELECT 1 FROM {name} WHERE id = ?", (row_id,)))


def _kept_since(connection: Connection, operation_id: int, *, changed_too: bool) -> _Ids:
    """The rows inserted by an operation that something of another points at or, with
    `changed_too`, has changed. Also to the newest one may point what an older one's undo has kept.

    A fixpoint: a kept row keeps its parts, and whatever it points at.
    """
    mine: dict[str, set[int]] = defaultdict(set)
    own: set[tuple[str, int, str, int]] = set()  # references that this undo sets back
    for _, action, name, first, last, before, after, _ in _changes(connection, operation_id):
        if action == "insert":
            mine[name].update(range(first, last + 1))
        elif action == "update":
            own.update(_set_here(connection, name, first, from_json(before), from_json(after)))
    kept = _Ids()
    later = (
        []
        if not changed_too
        else connection.rows(
            Change.select(Change.target, Change.row_id)
            .join(Operation, on=(Change.operation == Operation.id))
            .where(
                Change.action == "update", Operation.state == "done", Operation.id > operation_id
            )
        )
    )
    for name, row_id in later:
        if row_id in mine[name]:
            kept.add(name, [row_id])
    links = list(_links(connection, mine))
    for child, child_id, column, parent, parent_id, _ in links:
        if child_id not in mine[child] and (child, child_id, column, parent_id) not in own:
            kept.add(parent, [parent_id])
    grown = True
    while grown:
        grown = False
        for child, child_id, _, parent, parent_id, is_part in links:
            if child_id not in mine[child]:
                continue
            if child_id in kept.by_table[child]:
                grown |= kept.add(parent, [parent_id])
            elif is_part and parent_id in kept.by_table[parent]:
                grown |= kept.add(child, [child_id])
    return kept


def _set_here(
    connection: Connection, name: str, row_id: int, before: dict[str, Any], after: dict[str, Any]
) -> Iterable[tuple[str, int, str, int]]:
    """The references of a row that an update made, and that can point again where they did:
    `(table, id, column, id that it points at)`."""
    for column, target in _parents(BY_TABLE[name]):
        old = before.get(column)
        if after.get(column) is not None and (old is None or _is_there(connection, target, old)):
            yield name, row_id, column, after[column]


def _links(
    connection: Connection, mine: dict[str, set[int]]
) -> Iterable[tuple[str, int, str, str, int, bool]]:
    """Who points at a row of `mine`: `(child table, child id, column, parent table, parent id,
    whether the child is a part of it)`."""
    for parent, ids in list(mine.items()):
        if not ids:
            continue
        for child_model, tied in references(BY_TABLE[parent]):
            child, column, is_part = table(child_model), tied.column_name, tied.tie is Tie.PART
            query = f"SELECT id, {column} FROM {child} WHERE {column} BETWEEN ? AND ?"
            for child_id, parent_id in connection.sql(query, (min(ids), max(ids))):
                if parent_id in ids:
                    yield child, child_id, column, parent, parent_id, is_part
        # An answer to a reminder points by the name of a table, not by a reference.
        for answer_id, row_id in connection.sql(
            "SELECT id, source_id FROM answer WHERE source = ? AND source_id BETWEEN ? AND ?",
            (parent, min(ids), max(ids)),
        ):
            if row_id in ids:
                yield "answer", answer_id, "source_id", parent, row_id, False
