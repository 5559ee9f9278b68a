"""What is read while a person looks around: the list, the search, the timeline."""

from __future__ import annotations

import json
from collections.abc import Iterator

from PySide6.QtCore import Qt

from relationship_desk.compose import Composition
from relationship_desk.store.finding import find_things
from relationship_desk.store.people import PersonRow, person_ids, person_rows, trigrams
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.models.id_list import IdListModel
from relationship_desk.ui.rows import ROW_ROLE, describe_person
from tests.bench.big_store import today
from tests.bench.harness import Figure, compare

_BLOCK = 100
_TYPED = ("b", "br", "bra", "bran", "brand", "brandt")


def figures(opened: Composition, repeats: int) -> Iterator[Figure]:
    """Every figure of this file."""
    yield from _list(opened, repeats)
    yield from _search(opened, repeats)
    yield from _search_beside(opened, repeats)
    yield from _timeline(opened, repeats)


def _model(opened: Composition) -> IdListModel[PersonRow]:
    return IdListModel(lambda ids: person_rows(opened.reader, ids, today()), describe_person)


def _list(opened: Composition, repeats: int) -> Iterator[Figure]:
    reader = opened.reader

    def show() -> None:
        model = _model(opened)
        model.set_ids(person_ids(reader))
        model.data(model.index(0), ROW_ROLE)

    yield compare(
        "contact list, open",
        lambda: reader.sql("SELECT id FROM person_index WHERE archived = 0 ORDER BY sort_key, id"),
        show,
        repeats=repeats,
        note="floor: the ids by one query",
    )
    listed = _model(opened)
    listed.set_ids(person_ids(reader))
    last = listed.index(listed.rowCount() - 1)
    ids = json.dumps(list(listed.ids[-_BLOCK:]))

    def jump() -> None:
        listed.forget_rows([listed.ids[-1]])
        listed.data(last, ROW_ROLE)
        listed.data(last, Qt.ItemDataRole.DisplayRole)

    yield compare(
        "contact list, jump to the end",
        lambda: reader.sql(
            "SELECT * FROM person WHERE id IN (SELECT value FROM json_each(?))", (ids,)
        ),
        jump,
        repeats=repeats,
        note="floor: the last hundred people by one query",
    )


def _search(opened: Composition, repeats: int) -> Iterator[Figure]:
    reader = opened.reader
    model = _model(opened)
    for number, typed in enumerate(_TYPED, 1):
        if number not in (1, 3, len(_TYPED)):
            continue
        found = json.dumps(person_ids(reader, typed))

        def floor(found: str = found) -> None:
            reader.sql(
                "SELECT id FROM person_index WHERE id IN (SELECT value FROM json_each(?)) "
                "ORDER BY sort_key, id",
                (found,),
            )

        def press(typed: str = typed) -> None:
            model.set_ids([])
            model.set_ids(person_ids(reader, typed))
            if model.rowCount():
                model.data(model.index(0), ROW_ROLE)

        yield compare(
            f"search, keystroke {number} “{typed}”",
            floor,
            press,
            repeats=repeats,
            note=f"{len(json.loads(found))} found; floor: the same rows by their ids",
        )


def _search_beside(opened: Composition, repeats: int) -> Iterator[Figure]:
    """What else is found, which is read after the people: a few of each kind."""
    reader = opened.reader
    for typed in ("talked", "topic 4711"):
        yield compare(
            f"search, all else “{typed}”",
            lambda typed=typed: reader.sql(
                "SELECT rowid FROM thing_search WHERE thing_search MATCH ? LIMIT 4",
                (" AND ".join(trigrams(word) for word in typed.split()),),
            ),
            lambda typed=typed: find_things(reader, typed, 3),
            repeats=repeats,
            note="floor: one bare query of the same index",
        )


def _timeline(opened: Composition, repeats: int) -> Iterator[Figure]:
    reader = opened.reader
    [(entries,)] = reader.sql("SELECT count(*) FROM interaction")
    [deep] = reader.sql(
        "SELECT happened_on, happened_time, id FROM interaction "
        "ORDER BY happened_on DESC, happened_time DESC, id DESC LIMIT 1 OFFSET ?",
        (entries * 9 // 10,),
    )
    yield compare(
        "timeline, first page",
        lambda: reader.sql(
            "SELECT * FROM interaction ORDER BY happened_on DESC, happened_time DESC, id DESC "
            "LIMIT 50"
        ),
        lambda: feed_page(reader),
        repeats=repeats,
        note="floor: the bare rows",
    )
    yield compare(
        "timeline, page at nine tenths",
        lambda: feed_page(reader),
        lambda: feed_page(reader, before=deep),
        repeats=repeats,
        target=1.5,
        note="floor: the first page",
    )
