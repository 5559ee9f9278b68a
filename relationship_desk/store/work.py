"""`Work`: the only way to write. It journals every row it changes in the same transaction.

Invariant: a row of a `JOURNALED` table never changes without a `change` row beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from relationship_desk.domain.changes import Changes
from relationship_desk.domain.finding import FoundKind
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.reminders import Circumstances
from relationship_desk.store.database import Connection
from relationship_desk.store.images import pack, to_json
from relationship_desk.store.schema import (
    BY_TABLE,
    JOURNALED,
    Answer,
    Participant,
    Person,
    PersonCircle,
    Row,
    Tie,
    columns,
    references,
    references_of,
    table,
)
from relationship_desk.store.searched import OWNERS

# More rows than this of one table are told as "everything": listing them would cost more.
_TOLD_ONE_BY_ONE = 500
_CHUNK = 500
# The columns by which each table names people.
_WHO: dict[str, tuple[str, ...]] = {
    name: tuple(f.column_name for f in references_of(model) if f.rel_model is Person)
    for name, model in BY_TABLE.items()
}


@dataclass(slots=True)
class Touched:
    """Collects whom a transaction touched, as rows are written."""

    people: set[int] = field(default_factory=set)
    interactions: set[int] = field(default_factory=set)
    tasks: set[int] = field(default_factory=set)
    answers: set[tuple[str, int]] = field(default_factory=set)  # source and id answered to
    tags: bool = False
    preferences: bool = False
    deliveries: bool = False
    cards: bool = False
    circles: bool = False
    circle_ids: set[int] = field(default_factory=set)
    my_seasons: bool = False
    things: dict[FoundKind, set[int]] = field(default_factory=lambda: defaultdict(set))
    topics: set[int] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)

    def row(self, name: str, row_id: int, values: dict[str, Any]) -> None:
        """Note one row: its own id and the ids of those it belongs to."""
        self.tables.add(name)
        if name == "person":
            self.people.add(row_id)
        elif name == "interaction":
            self.interactions.add(row_id)
        elif name == "task":
            self.tasks.add(row_id)
        elif name == "tag":
            self.tags = True
        elif name in ("preference", "circle_lead"):  # both may move everybody's reminders
            self.preferences = True
        elif name == "delivery":
            self.deliveries = True
        elif name == "answer" and "source_id" in values:
            self._answer(values["source"], values["source_id"])
        elif name == "card" and values.get("person_id") is None:
            self.cards = True
        elif name == "topic":
            self.topics.add(row_id)
        elif name == "circle":
            self.circles = True
            self.circle_ids.add(row_id)
        elif name == "person_circle":
            self.circles = True
        elif name == "season" and "kind" in values and values.get("person_id") is None:
            self.circles = self.my_seasons = True
        for column in _WHO.get(name, ()):
            if values.get(column) is not None:
                self.people.add(values[column])
        for searched, column in OWNERS.get(name, ()):
            thing = row_id if column == "id" else values.get(column)
            if thing is not None:
                self.things[searched.kind].add(thing)
        if values.get("interaction_id") is not None:
            self.interactions.add(values["interaction_id"])
        if name == "person_tag":
            self.tags = True

    def rows(
        self, name: str, ids: range, names: Sequence[str], rows: Sequence[Sequence[Any]]
    ) -> None:
        """Note many new rows of one table."""
        self.row(name, ids[0], {})
        own = {"person": self.people, "interaction": self.interactions, "task": self.tasks}
        if name in own:
            own[name].update(ids)
        if name == "season" and any(row[names.index("person_id")] is None for row in rows):
            self.circles = self.my_seasons = True
        if name == "answer":
            source, source_id = names.index("source"), names.index("source_id")
            for row in rows:
                self._answer(row[source], row[source_id])
        owned = [(column, self.people) for column in _WHO.get(name, ())]
        for searched, column in OWNERS.get(name, ()):
            if column == "id":
                self.things[searched.kind].update(ids)
            else:
                owned.append((column, self.things[searched.kind]))
        for column, owners in (*owned, ("interaction_id", self.interactions)):
            if column in names:
                at = names.index(column)
                owners.update(row[at] for row in rows if row[at] is not None)

    def _answer(self, source: str, source_id: int) -> None:
        """An answer to a reminder changes what waits in the inbox, as a delivery does."""
        self.answers.add((source, source_id))
        self.deliveries = True
        if source == "task":
            self.tasks.add(source_id)

    def with_companions(self, connection: Connection) -> None:
        """Add the people of every touched interaction, whose timelines show it, of circles, and
        those about whom something was answered."""
        for source, source_id in sorted(self.answers):
            column = "id" if source == "person" else "person_id"
            if source == "interaction":
                self.interactions.add(source_id)
            elif column in ("id", *_WHO.get(source, ())):
                theirs = connection.sql(f"SELECT {column} FROM {source} WHERE id = ?", (source_id,))
                self.people.update(i for (i,) in theirs if i is not None)
        self._with_members(connection)
        ids = sorted(self.interactions)
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            query = Participant.select(Participant.person).where(Participant.interaction.in_(chunk))
            self.people.update(person_id for (person_id,) in connection.rows(query))

    def _with_members(self, connection: Connection) -> None:
        """Add the people in every touched circle: their rhythm may be another."""
        circles = sorted(self.circle_ids)
        for start in range(0, len(circles), _CHUNK):
            chunk = circles[start : start + _CHUNK]
            inside = PersonCircle.select(PersonCircle.person).where(PersonCircle.circle.in_(chunk))
            self.people.update(person_id for (person_id,) in connection.rows(inside))

    def changes(self) -> Changes:
        if max(len(self.people), len(self.interactions), len(self.tasks)) > _TOLD_ONE_BY_ONE:
            return Changes(everything=True)
        return Changes(
            frozenset(self.people),
            frozenset(self.interactions),
            frozenset(self.tasks),
            self.tags,
            self.preferences,
            self.deliveries,
            self.cards,
            self.circles,
            frozenset(self.tables),
        )


@dataclass(frozen=True, slots=True)
class Recorded:
    """One `change` row to be written: see `schema.Change`."""

    action: str
    target: str
    row_id: int
    last_id: int
    before: str | None = None
    after: str | None = None
    image: bytes | None = None


class Work:
    """The writes of one command, inside the writer's transaction.

    A command reads through `connection`, writes through the methods, and says what it did with
    `label`. `checkpoint` is called between chunks of a long write; it may raise `Cancelled`.
    """

    def __init__(
        self,
        connection: Connection,
        checkpoint: Callable[[], None] | None = None,
        here: Circumstances | None = None,
    ) -> None:
        """`here`: what a command may ask of the user's day; upkeep does not ask and has none."""
        self.connection = connection
        self.here = here or Circumstances(datetime.min.replace(tzinfo=UTC), UTC, Preferences())
        self.label = ""  # "New person Ida Vale": what the Undo entry says it takes back
        self.coalesce_key = ""  # edits with one key within a minute are one step of undo
        self.undoable = True
        self.pinned = False
        self.touched = Touched()
        self.recorded: list[Recorded] = []
        self.checkpoint = checkpoint or (lambda: None)

    def insert(self, model: type[Row], **values: Any) -> int:
        """Add one row; its id. Columns by their names (`person_id`, not `person`)."""
        names = tuple(values)
        return self.insert_many(model, names, [tuple(values.values())])[0]

    def insert_many(
        self, model: type[Row], names: Sequence[str], rows: Iterable[Sequence[Any]]
    ) -> range:
        """Add rows; the range of their ids, in order. Journaled as one range."""
        rows = rows if isinstance(rows, list) else list(rows)
        if not rows:
            return range(0)
        name = table(model)
        first = self._next_id(name)
        statement = f"INSERT INTO {name} (id, {', '.join(names)}) VALUES "
        for start in range(0, len(rows), _CHUNK):
            self.checkpoint()
            chunk = rows[start : start + _CHUNK]
            numbered = [(row_id, *row) for row_id, row in enumerate(chunk, first + start)]
            self.connection.insert(statement, numbered)
        ids = range(first, first + len(rows))
        if model in JOURNALED:
            self.recorded.append(Recorded("insert", name, ids[0], ids[-1]))
        self.touched.rows(name, ids, names, rows)
        return ids

    def next_id(self, model: type[Row]) -> int:
        """The id that the next row of this table gets, for rows that point at each other."""
        return self._next_id(table(model))

    def _next_id(self, name: str) -> int:
        [(last,)] = self.connection.sql(
            "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0)", (name,)
        )
        return int(last) + 1

    def get(self, model: type[Row], row_id: int) -> dict[str, Any] | None:
        """One row as it is now, by column name; None where there is none."""
        found = self.rows(model, [row_id])
        return found[0] if found else None

    def rows(self, model: type[Row], ids: Sequence[int]) -> list[dict[str, Any]]:
        """The rows with these ids, by column name, in the order of their ids."""
        names = columns(model)
        found: list[dict[str, Any]] = []
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            query = f"SELECT {', '.join(names)} FROM {table(model)} WHERE id IN ({_marks(chunk)})"
            found += [
                dict(zip(names, row, strict=True))
                for row in self.connection.sql(query + " ORDER BY id", chunk)
            ]
        return found

    def ids_where(self, model: type[Row], column: str, values: Sequence[Any]) -> list[int]:
        """The ids of the rows whose column holds one of these values, in order."""
        found: list[int] = []
        for start in range(0, len(values), _CHUNK):
            chunk = values[start : start + _CHUNK]
            query = f"SELECT id FROM {table(model)} WHERE {column} IN ({_marks(chunk)})"
            found += [row_id for (row_id,) in self.connection.sql(query, chunk)]
        return sorted(found)

    def update(self, model: type[Row], row_id: int, **values: Any) -> bool:
        """Set columns of one row; whether anything was different. A missing row is a `KeyError`."""
        name = table(model)
        old = self.get(model, row_id)
        if old is None:
            raise KeyError(f"{name} {row_id}")
        new = {column: value for column, value in values.items() if old[column] != value}
        if not new:
            return False
        assignments = ", ".join(f"{column} = ?" for column in new)
        self.connection.sql(
            f"UPDATE {name} SET {assignments} WHERE id = ?", (*new.values(), row_id)
        )
        if model in JOURNALED:
            before = to_json({column: old[column] for column in new})
            self.recorded.append(Recorded("update", name, row_id, row_id, before, to_json(new)))
        self.touched.row(name, row_id, old)
        self.touched.row(name, row_id, new)
        return True

    def delete(self, model: type[Row], ids: Sequence[int]) -> int:
        """Remove these rows alone; how many there were. What points at them must be gone already:
        see `remove`."""
        name = table(model)
        gone = 0
        for start in range(0, len(ids), _CHUNK):
            self.checkpoint()
            rows = self.rows(model, ids[start : start + _CHUNK])
            if not rows:
                continue
            found = [row["id"] for row in rows]
            if model in JOURNALED:
                names = columns(model)
                image = pack(names, [tuple(row.values()) for row in rows])
                self.recorded.append(Recorded("delete", name, found[0], found[-1], image=image))
            for row in rows:
                self.touched.row(name, row["id"], row)
            self.connection.sql(f"DELETE FROM {name} WHERE id IN ({_marks(found)})", found)
            gone += len(found)
        return gone

    def remove(self, model: type[Row], ids: Iterable[int]) -> int:
        """Remove rows with all that hangs on them, as its references say, and what was answered to
        them; how many of these rows there were."""
        gone = sorted(set(ids))
        if not gone:
            return 0
        for child, reference in references(model):
            column = reference.column_name
            hanging = self.ids_where(child, column, gone)
            if reference.tie is Tie.MENTION:
                for row_id in hanging:
                    self.update(child, row_id, **{column: None})
            else:
                self.remove(child, hanging)
        self.delete(Answer, self._answers_to(table(model), gone))
        return self.delete(model, gone)

    def _answers_to(self, source: str, ids: Sequence[int]) -> list[int]:
        found: list[int] = []
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            query = f"SELECT id FROM answer WHERE source = ? AND source_id IN ({_marks(chunk)})"
            found += [row_id for (row_id,) in self.connection.sql(query, (source, *chunk))]
        return sorted(found)


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
