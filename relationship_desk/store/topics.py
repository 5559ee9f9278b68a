"""Reads of topics."""

from __future__ import annotations

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
