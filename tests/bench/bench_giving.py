"""Thanks, favours and figures on a whole store: thousands of kindnesses, needs and things given."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, timedelta
from random import Random

from relationship_desk.compose import Composition
from relationship_desk.desk.favours import today_and_later, who_would_like
from relationship_desk.desk.looking_back import figures as looking_back
from relationship_desk.desk.today.favours import FavoursSource
from relationship_desk.desk.today.giving import IntroductionsSource, OutcomesSource
from relationship_desk.desk.today.source import Asked
from relationship_desk.desk.today.thanks import ThanksSource
from relationship_desk.domain.preferences import Preferences
from relationship_desk.store.database import Connection
from relationship_desk.store.givings import giving_rows
from relationship_desk.store.introductions import introduction_rows
from relationship_desk.store.kindness import kindness_rows
from relationship_desk.store.needs import need_rows
from relationship_desk.store.shelf import resource_rows
from relationship_desk.store.topic_history import topic_histories
from tests.bench.big_store import today
from tests.bench.harness import Figure, compare

_KINDNESSES, _NEEDS, _RESOURCES, _GIVEN, _INTRODUCTIONS, _TOPICS = 3000, 2000, 1000, 3000, 500, 300
_DAYS = 700  # over which they are spread
_MADE = "2026-01-01T00:00:00Z"
_JOINS = (("kindness", 1), ("need", 2), ("resource", 2), ("giving", 1))
_ACTS = (
    "SELECT k.happened_on FROM kindness k",
    "SELECT given_on FROM giving",
    "SELECT i.happened_on FROM participant p JOIN interaction i ON i.id = p.interaction_id "
    "WHERE i.counts AND i.happened_on >= '2025-03-01'",
)


def figures(opened: Composition, repeats: int) -> Iterator[Figure]:
    """Every figure of this file."""
    reader, on = opened.reader, today()
    asked = Asked.whole_day(on, UTC, Preferences())
    sources = ThanksSource(), FavoursSource(), IntroductionsSource(), OutcomesSource()
    floors: dict[str, Callable[[], object]] = {
        "interests": lambda: reader.sql(
            "SELECT person_id, value FROM detail WHERE kind = 'interest' "
            "UNION ALL SELECT person_id, tag_id FROM person_tag"
        ),
        "acts": lambda: [reader.sql(query) for query in _ACTS],
    }
    with given(opened):
        for name, floor, ours, target in (
            ("favours of a day", floors["interests"], lambda: today_and_later(reader, on), 10),
            ("who would like a thing", floors["interests"],
             lambda: who_would_like(reader, on, 1), 10),
            ("giving in Today", floors["interests"],
             lambda: [source.offer(reader, asked) for source in sources], 15),
            ("figures of a year", floors["acts"],
             lambda: looking_back(reader, on, Preferences()), 10),
            ("the ledger of thanks", _rows(opened, "kindness"), lambda: kindness_rows(reader), 5),
            ("what people look for", _rows(opened, "need"), lambda: need_rows(reader), 5),
            ("the shelf", _rows(opened, "resource"), lambda: resource_rows(reader), 5),
            ("what was given", _rows(opened, "giving"), lambda: giving_rows(reader), 5),
            ("introductions", _rows(opened, "introduction"),
             lambda: introduction_rows(reader), 5),
            ("topics over time", _rows(opened, "giving", "need", "kindness"),
             lambda: topic_histories(reader, on), 5),
        ):  # fmt: skip
            yield compare(name, floor, ours, repeats=repeats, target=target)


def _rows(opened: Composition, *tables: str) -> Callable[[], object]:
    """One query of the same rows for each of these tables."""
    reader, topics = opened.reader, dict(_JOINS)
    queries = [
        f"SELECT r.*, group_concat(j.topic_id) FROM {table} r LEFT JOIN {table}_topic j "
        f"ON j.{table}_id = r.id GROUP BY r.id" if table in topics else f"SELECT * FROM {table}"
        for table in tables
    ]  # fmt: skip
    return lambda: [reader.sql(query) for query in queries]


@contextmanager
def given(opened: Composition) -> Iterator[None]:
    """While this lasts, much was given and came."""
    connection = opened.store.writer()
    tables = (*(f"{table}_topic" for table, _ in _JOINS), "giving", "introduction", "need",
              "resource", "kindness", "topic")  # fmt: skip
    try:
        with connection.transaction():
            _fill(connection)
        connection.sql("ANALYZE")
        yield
    finally:
        with connection.transaction():
            for table in tables:
                connection.sql(f"DELETE FROM {table}")
            connection.sql("DELETE FROM detail WHERE kind = 'interest'")
        connection.close()


def _fill(connection: Connection) -> None:
    chance = Random(7)
    [(people,)] = connection.sql("SELECT count(*) FROM person")

    def whom() -> int:
        return chance.randrange(people) + 1

    def day() -> str:
        return (today() - timedelta(days=chance.randrange(_DAYS))).isoformat()

    connection.many(
        "INSERT INTO topic (id, name, folded) VALUES (?, ?, ?)",
        ((n, f"Topic {n}", f"topic {n}") for n in range(1, _TOPICS + 1)),
    )
    connection.many(
        "INSERT INTO detail (person_id, position, kind, label, value, preferred, match_key) "
        "VALUES (?, ?, 'interest', '', ?, 0, '')",
        (
            (person, 20 + n, f"Topic {chance.randrange(_TOPICS) + 1}")
            for person in range(1, people + 1)
            for n in range(2)
        ),
    )
    connection.many(
        "INSERT INTO kindness (id, person_id, text, weight, meant_for, happened_on, wanted, form, "
        "draft, thanked_on, created_at) VALUES (?, ?, ?, 2, '', ?, 1, '', '', ?, ?)",
        (
            (n, whom(), f"Kindness {n}", on := day(), on if n % 20 else None, _MADE)
            for n in range(1, _KINDNESSES + 1)
        ),
    )
    connection.many(
        "INSERT INTO need (id, person_id, text, since_on, created_at) VALUES (?, ?, ?, ?, ?)",
        ((n, whom(), f"Need {n}", day(), _MADE) for n in range(1, _NEEDS + 1)),
    )
    connection.many(
        "INSERT INTO resource (id, kind, title, address, note, added_on, created_at) "
        "VALUES (?, 'skill', ?, '', '', ?, ?)",
        ((n, f"Thing {n}", day(), _MADE) for n in range(1, _RESOURCES + 1)),
    )
    connection.many(
        "INSERT INTO giving (id, person_id, kind, text, given_on, resource_id, outcome, created_at)"
        " VALUES (?, ?, 'resource', ?, ?, ?, '', ?)",
        ((n, whom(), f"Gave {n}", day(), n % _RESOURCES + 1, _MADE) for n in range(1, _GIVEN + 1)),
    )
    connection.many(
        "INSERT INTO introduction (id, first_id, second_id, why, stage, begun_on, declined_by, "
        "outcome, created_at) VALUES (?, ?, ?, '', 'draft', ?, '', '', ?)",
        ((n, n, people - n, day(), _MADE) for n in range(1, min(_INTRODUCTIONS, people // 2) + 1)),
    )
    numbers = {"kindness": _KINDNESSES, "need": _NEEDS, "resource": _RESOURCES, "giving": _GIVEN}
    for table, many in _JOINS:
        connection.many(
            f"INSERT INTO {table}_topic ({table}_id, topic_id) VALUES (?, ?)",
            (
                (row, topic)
                for row in range(1, numbers[table] + 1)
                for topic in chance.sample(range(1, _TOPICS + 1), many)
            ),
        )
