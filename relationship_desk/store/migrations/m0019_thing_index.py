"""Everything that has words is searched, not people alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

_PLACES = 2**40  # a kind's number and one, times this, less the id
_TOPICS = "(SELECT name FROM topic WHERE id = c.topic_id)"

# Number, table, its own words, and those of rows that hang on it: (table, column, words).
_WORDS: tuple[tuple[int, str, str, tuple[tuple[str, str, str], ...]], ...] = (
    (3, "promise", "t.text", ()),
    (4, "occasion", "t.label", ()),
    (
        5,
        "event",
        "t.name || ' ' || t.place || ' ' || t.host || ' ' || t.goal || ' ' || t.notes || ' ' "
        "|| t.link",
        (
            ("event_person", "event_id", "c.why || ' ' || c.opening"),
            ("encounter", "event_id", "c.line || ' ' || c.name || ' ' || c.needs"),
        ),
    ),
    (
        6,
        "organisation",
        "t.name || ' ' || t.place || ' ' || t.note || ' ' || t.url",
        (
            ("membership", "organisation_id", "c.role || ' ' || c.participation"),
            ("affiliation", "organisation_id", "c.role"),
        ),
    ),
    (
        7,
        "opportunity",
        "t.title || ' ' || t.next_step || ' ' || t.note || ' ' || t.why",
        (("opportunity_link", "opportunity_id", "c.words"),),
    ),
    (8, "insight", "t.text", (("insight_topic", "insight_id", _TOPICS),)),
    (
        9,
        "kindness",
        "t.text || ' ' || t.meant_for || ' ' || t.draft",
        (("kindness_topic", "kindness_id", _TOPICS),),
    ),
    (10, "gift", "t.text || ' ' || t.occasion || ' ' || t.note", ()),
    (11, "milestone", "t.text", ()),
    (12, "card_batch", "t.title", (("card_batch_person", "batch_id", "c.what"),)),
    (13, "need", "t.text", (("need_topic", "need_id", _TOPICS),)),
    (
        14,
        "resource",
        "t.title || ' ' || t.address || ' ' || t.note",
        (("resource_topic", "resource_id", _TOPICS),),
    ),
    (15, "giving", "t.text || ' ' || t.outcome", (("giving_topic", "giving_id", _TOPICS),)),
    (16, "introduction", "t.why || ' ' || t.outcome", ()),
    (
        17,
        "news",
        "t.title || ' ' || t.short_text || ' ' || t.long_text || ' ' || t.link",
        (),
    ),
    (18, "relation", "t.note", ()),
    (99, "task", "t.text", ()),
    (100, "interaction", "t.text", ()),
)


def _fill(number: int, table: str, own: str, parts: tuple[tuple[str, str, str], ...]) -> str:
    words = own
    for child, column, said in parts:
        words += (
            f" || ' ' || coalesce((SELECT group_concat(said, ' ') FROM (SELECT {said} AS said "
            f"FROM {child} c WHERE c.{column} = t.id ORDER BY c.id)), '')"
        )
    return (
        "INSERT INTO thing_index (id, folded) SELECT id, folded FROM "
        f"(SELECT {(number + 1) * _PLACES} - t.id AS id, fold({words}) AS folded FROM {table} t) "
        "WHERE folded <> ''"
    )


_STATEMENTS: tuple[str, ...] = (
    "CREATE TABLE thing_index (id INTEGER PRIMARY KEY, folded TEXT NOT NULL)",
    """
    CREATE VIRTUAL TABLE thing_search USING fts5 (
        folded, content='thing_index', content_rowid='id', tokenize='trigram', detail='none')
    """,
    *(_fill(*one) for one in _WORDS),
    "INSERT INTO thing_search (thing_search) VALUES ('rebuild')",
)


def up(sql: Callable[[str], Any]) -> None:
    """From a store in which people are searched to one in which everything is."""
    for statement in _STATEMENTS:
        sql(statement)
