"""Reads of topics."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from relationship_desk.store import schema as s
from relationship_desk.store.database import Connection


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic, and how many things are about it."""

    id: int
    name: str
    uses: int


def all_topics(connection: Connection) -> list[TopicRow]:
    """Every topic in the order of its folded name."""
    joined = [
        f"(SELECT count(*) FROM {s.table(model)} WHERE {reference.column_name} = t.id)"
        for model, reference in s.references(s.Topic)
    ]
    uses = " + ".join(joined)
    return [
        TopicRow(*row)
        for row in connection.sql(f"SELECT t.id, t.name, {uses} FROM topic t ORDER BY t.folded")
    ]


def topics_of(
    connection: Connection, model: type[s.Row], column: str, ids: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    """The topics of these things in the order of their folded names; who has none is left out.

    `model` and `column` as in `desk.commands.topics.set_topics`.
    """
    found: dict[int, list[str]] = defaultdict(list)
    # CROSS: from the things to their topics; the other way tries each topic with each thing.
    for row_id, name in connection.sql(
        f"SELECT j.{column}, t.name FROM {s.table(model)} j CROSS JOIN topic t "
        f"ON t.id = j.topic_id WHERE j.{column} IN (SELECT value FROM json_each(?)) "
        "ORDER BY t.folded",
        (json.dumps(list(ids)),),
    ):
        found[row_id].append(name)
    return {row_id: tuple(names) for row_id, names in found.items()}
