"""What a person can do with topics: what kindnesses, advice, needs and news are about.

Invariant: a topic stands once, whatever the case and accents in which it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from relationship_desk.desk.commands.uniting import unite_rows
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

_NAME = 60


def add_topic(work: Work, now: datetime, *, name: str) -> int:
    """The topic of this name, made where there is none; its id."""
    work.label = f"New topic {_named(name)}"
    return topic_id(work, name)


def rename_topic(work: Work, now: datetime, *, topic_id: int, name: str) -> None:
    """Give a topic another name; where that name is taken the two become one."""
    name = _named(name)
    old = work.get(s.Topic, topic_id)
    if old is None:
        raise UserError("This topic is not there any more; nothing was changed.")
    work.label = f"Rename the topic {old['name']} to {name}"
    taken = [i for i in work.ids_where(s.Topic, "folded", [fold(name)]) if i != topic_id]
    if not taken:
        work.update(s.Topic, topic_id, name=name, folded=fold(name))
        return
    unite_rows(work, s.Topic, keep_id=taken[0], other_id=topic_id)


def delete_topics(work: Work, now: datetime, *, topic_ids: Sequence[int]) -> int:
    """Remove topics; what was about them stays. How many there were."""
    rows = work.rows(s.Topic, sorted(set(topic_ids)))
    which = one_line(rows[0]["name"], _NAME) if len(rows) == 1 else f"{len(rows)} topics"
    work.label = f"Delete the topic {which}" if len(rows) == 1 else f"Delete {which}"
    return work.remove(s.Topic, [row["id"] for row in rows])


def topic_id(work: Work, name: str) -> int:
    """The topic of this name, made where there is none."""
    name = _named(name)
    there = work.ids_where(s.Topic, "folded", [fold(name)])
    return there[0] if there else work.insert(s.Topic, name=name, folded=fold(name))


def topic_ids(work: Work, names: Iterable[str]) -> list[int]:
    """The topics of these names, each once, made where there are none; blank names are none."""
    return list(dict.fromkeys(topic_id(work, name) for name in names if fold(name)))


def set_topics(
    work: Work, model: type[s.Row], column: str, row_id: int, names: Iterable[str]
) -> None:
    """Let the thing with this id have these topics and no other. `model` is the table that joins
    it to topics, `column` the one that names the thing."""
    there = {
        row["topic_id"]: row["id"]
        for row in work.rows(model, work.ids_where(model, column, [row_id]))
    }
    wanted = topic_ids(work, names)
    work.delete(model, [own for topic, own in there.items() if topic not in wanted])
    new = [(row_id, topic) for topic in wanted if topic not in there]
    work.insert_many(model, (column, "topic_id"), new)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not fold(name):
        raise UserError("A topic needs a name; nothing was changed.")
    return name
