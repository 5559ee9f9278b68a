"""Erase for good: a person goes out of the tables, the journal, the search index and the file.

Invariant: afterwards no byte that was this person's alone is left in the store file or its log.
Backups that were made before still hold it; whoever asks is told so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationship_desk.desk.commands.people import remove_with_all
from relationship_desk.desk.derived import index_people
from relationship_desk.desk.thing_index import renew_things
from relationship_desk.domain.contact import PICTURES
from relationship_desk.domain.instants import to_text
from relationship_desk.store.database import Connection, Store
from relationship_desk.store.images import from_json, pack, unpack
from relationship_desk.store.people import names_of
from relationship_desk.store.schema import FULL_TEXT, JOURNALED, Tie, references_of, table
from relationship_desk.store.work import Work

ERASED = "(a person erased since)"
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Erasure:
    """What goes when these people are erased."""

    names: tuple[str, ...]
    details: int
    alone: int  # interactions in which nobody else took part: they go
    shared: int  # interactions with others: they stay, without these people
    tasks: int
    cards: int


def erasure_of(connection: Connection, person_ids: Sequence[int]) -> Erasure:
    """What `erase_people` would take."""
    owned = _owned(connection, person_ids)
    places = connection.sql(
        "SELECT DISTINCT interaction_id FROM participant WHERE person_id IN "
        f"({_marks(person_ids)})",
        person_ids,
    )
    there = {
        name: len(
            connection.sql(
                f"SELECT id FROM {name} WHERE person_id IN ({_marks(person_ids)})", person_ids
            )
        )
        for name in ("detail", "task", "card")
    }
    alone = sum(1 for (i,) in places if i in owned["interaction"])
    names = names_of(connection, person_ids)
    return Erasure(
        tuple(names[i] for i in person_ids if i in names),
        there["detail"],
        alone,
        len(places) - alone,
        there["task"],
        there["card"],
    )


def erase_people(
    connection: Connection,
    store: Store,
    now: datetime,
    person_ids: Sequence[int],
) -> None:
    """Erase people; not undoable. Run by `Desk.maintain`.

    Raises `StoreUnusable` while another program has the store open, and has then changed nothing.
    """
    with store.lock.alone():
        with connection.transaction():
            _erase(connection, now, person_ids)
        # What was deleted still lies in free pages, in the log and in the index's old segments.
        for name in FULL_TEXT.values():
            connection.sql(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")
            connection.sql(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
        connection.sql("VACUUM")
        connection.checkpoint()


def _erase(connection: Connection, now: datetime, person_ids: Sequence[int]) -> None:
    person_ids = sorted(_with_merged(connection, person_ids))
    owned = _owned(connection, person_ids)
    names = _names_ever(connection, owned["person"])
    _scrub_journal(connection, owned)
    for name in sorted(names, key=len, reverse=True):
        connection.sql(
            "UPDATE operation SET label = replace(label, ?, ?), coalesce_key = ''", (name, ERASED)
        )
    for name in ("delivery", "delivery_event", "reminder", "answer"):
        for source, ids in owned.items():
            connection.many(
                f"DELETE FROM {name} WHERE source = '{source}' AND source_id = ?",
                [(i,) for i in ids],
            )
    connection.many(
        "UPDATE person SET maybe_same_as = NULL WHERE maybe_same_as = ?", [(i,) for i in person_ids]
    )
    connection.many(
        "DELETE FROM apart WHERE person_id = ? OR other_id = ?", [(i, i) for i in person_ids]
    )
    # Through Work for its order of deletion, but what it records is thrown away: no journal.
    work = Work(connection)
    remove_with_all(work, sorted(person_ids))
    connection.many("DELETE FROM photo WHERE id = ?", [(i,) for i in owned["photo"]])
    index_people(connection, sorted(person_ids))
    renew_things(connection, work.touched, work.checkpoint)
    connection.sql(
        "INSERT INTO operation (at, name, label, state, revision, origin, coalesce_key, undoable,"
        " pinned) SELECT ?, 'erase_people', 'Erase for good', 'done', max(revision) + 1, '', '', 0,"
        " 0 FROM operation",
        (to_text(now),),
    )


def _with_merged(connection: Connection, person_ids: Iterable[int]) -> set[int]:
    """These people and those who were merged into them: the journal still has their rows."""
    people = set(person_ids)
    went = set()
    for before, after in connection.sql(
        "SELECT c.before, c.after FROM change c JOIN operation o ON o.id = c.operation_id "
        "WHERE o.name = 'merge_people' AND o.state = 'done' AND c.action = 'update'"
    ):
        went.add((from_json(before).get("person_id"), from_json(after).get("person_id")))
    grown = True
    while grown:
        more = {old for old, new in went if new in people and old is not None} - people
        people |= more
        grown = bool(more)
    return people


def _owned(connection: Connection, person_ids: Iterable[int]) -> dict[str, set[int]]:
    """Row ids by table that are these people's alone: those there now and those in the journal."""
    owned: dict[str, set[int]] = defaultdict(set, {"person": set(person_ids)})
    gone = _rows_that_were(connection)
    company: dict[int, set[int]] = defaultdict(set)
    for interaction_id, person_id in connection.sql(
        "SELECT interaction_id, person_id FROM participant"
    ):
        company[interaction_id].add(person_id)
    for row in gone["participant"]:
        company[row["interaction_id"]].add(row["person_id"])
    owned["interaction"] = {i for i, who in company.items() if who <= owned["person"]}
    for model in JOURNALED:  # parents before their children
        for reference in references_of(model):
            if reference.tie is not Tie.MENTION:
                name, column = table(model), reference.column_name
                owners = owned[table(reference.rel_model)]
                owned[name].update(_hanging(connection, name, column, owners))
                owned[name].update(row["id"] for row in gone[name] if row.get(column) in owners)
    owned["answer"] = _answers_to(connection, owned)
    owned["photo"] = _photos_of_nobody_else(connection, owned["detail"])
    return owned


def _rows_that_were(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """The rows in the journal's images by table, with nothing but their ids and references."""
    kept = {
        table(model): {"id", *(r.column_name for r in references_of(model))} for model in JOURNALED
    }
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, row in _journaled_rows(connection):
        found[name].append({key: row[key] for key in row.keys() & kept[name]})
    return found


def _hanging(connection: Connection, name: str, column: str, owners: set[int]) -> set[int]:
    """The rows of a table that point at one of these."""
    ids = sorted(owners)
    found: set[int] = set()
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        query = f"SELECT id FROM {name} WHERE {column} IN ({_marks(chunk)})"
        found.update(row_id for (row_id,) in connection.sql(query, chunk))
    return found


def _answers_to(connection: Connection, owned: dict[str, set[int]]) -> set[int]:
    """What was said to reminders of these rows, there or in the journal."""
    answers = connection.sql("SELECT id, source, source_id FROM answer")
    for name, row in _journaled_rows(connection):
        if name == "answer":
            answers.append((row["id"], row["source"], row["source_id"]))
    # A source is named as the table whose rows remind.
    return {i for i, source, source_id in answers if source_id in owned.get(source, ())}


def _photos_of_nobody_else(connection: Connection, details: set[int]) -> set[int]:
    """Pictures, there or in the journal, that only these details show."""
    keys = {"mine": set[str](), "others": set[str]()}
    pictures = "SELECT id, value FROM detail WHERE kind IN ('photo', 'logo')"
    for row_id, sha256 in connection.sql(pictures):
        keys["mine" if row_id in details else "others"].add(sha256)
    photos: dict[int, str] = dict(connection.sql("SELECT id, sha256 FROM photo"))
    for name, row in _journaled_rows(connection):
        if name == "photo":
            photos[row["id"]] = row["sha256"]
        elif name == "detail" and row["kind"] in PICTURES:
            keys["mine" if row["id"] in details else "others"].add(row["value"])
    return {i for i, sha in photos.items() if sha in keys["mine"] - keys["others"]}


def _journaled_rows(connection: Connection) -> Iterable[tuple[str, dict[str, Any]]]:
    for name, image in connection.sql("SELECT target, image FROM change WHERE image IS NOT NULL"):
        names, rows = unpack(image)
        for row in rows:
            yield name, dict(zip(names, row, strict=True))


def _names_ever(connection: Connection, people: set[int]) -> set[str]:
    """Every full name these people have had."""
    names = set(names_of(connection, sorted(people)).values())
    for before, after in connection.sql(
        "SELECT before, after FROM change WHERE action = 'update' AND target = 'person' "
        f"AND row_id IN ({_marks(people)})",
        sorted(people),
    ):
        for image in (before, after):
            names.add(from_json(image).get("full_name", ""))
    for name, row in _journaled_rows(connection):
        if name == "person" and row["id"] in people:
            names.add(row["full_name"])
    return names - {""}


def _scrub_journal(connection: Connection, owned: dict[str, set[int]]) -> None:
    """Take their rows out of every image, drop their updates, and blank labels that quote them."""
    quoted: set[int] = set()
    for change_id, operation_id, action, name, first, last, image in connection.sql(
        "SELECT id, operation_id, action, target, row_id, last_id, image FROM change"
    ):
        mine = owned.get(name, set())
        if action == "update":
            if first in mine:
                connection.sql("DELETE FROM change WHERE id = ?", (change_id,))
                quoted.add(operation_id)
            continue
        if first == last and first in mine:
            quoted.add(operation_id)
        if image is None:
            continue
        names, rows = unpack(image)
        at = names.index("id")
        kept = [row for row in rows if row[at] not in mine]
        if len(kept) < len(rows):
            connection.sql(
                "UPDATE change SET image = ? WHERE id = ?", (pack(names, kept), change_id)
            )
            if len(rows) == 1:
                quoted.add(operation_id)
    connection.many(
        "UPDATE operation SET label = ? WHERE id = ?", [(ERASED, i) for i in sorted(quoted)]
    )


def _marks(values: Iterable[int]) -> str:
    return ", ".join("?" for _ in values)
