"""Today on a whole store: everything that a source may tell of, as one queue; and updates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, timedelta

from relationship_desk.compose import Composition
from relationship_desk.desk.news import Rounds
from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.audience import Audience, Rule, RuleKind, as_text
from relationship_desk.domain.news import Round
from relationship_desk.domain.preferences import Preferences
from relationship_desk.store.database import Connection
from relationship_desk.store.news import NewsRow, all_news
from tests.bench.bench_giving import given
from tests.bench.bench_lanes import FLOOR, circles
from tests.bench.big_store import today
from tests.bench.harness import Figure, compare

_PROMISES, _EVENTS, _GIFTS, _STANDINGS, _OPPORTUNITIES = 500, 200, 1000, 300, 200
_MADE = "2026-01-01T00:00:00Z"
_TABLES = ("telling", "news_person", "news", "opportunity", "membership", "organisation",
           "card_batch_person", "card_batch", "milestone", "standing", "gift", "encounter",
           "event", "promise")  # fmt: skip


def figures(opened: Composition, repeats: int) -> Iterator[Figure]:
    """Every figure of this file."""
    reader, on = opened.reader, today()
    asked = Asked.whole_day(on, UTC, Preferences())
    with circles(opened), given(opened), _days(opened):
        queue = today_queue(reader, asked)
        kinds = ", ".join(sorted({row.kind.value for row in queue.rows}))
        yield compare(
            "Today opens",
            lambda: reader.sql(FLOOR, (on.isoformat(),)),
            lambda: today_queue(reader, asked),
            repeats=repeats,
            target=3,
            note=f"{len(queue.rows):,} rows of {kinds}; "
            "floor: one indexed query of the people's rows",
        )
        news = all_news(reader)
        yield compare(
            "Updates open",
            lambda: reader.sql(FLOOR, (on.isoformat(),)),
            lambda: _rounds(reader, news),
            repeats=repeats,
            target=3,
            note=f"{len(news)} updates, one of them for a lane; floor: as before",
        )


def _rounds(reader: Connection, news: Sequence[NewsRow]) -> list[Round]:
    rounds = Rounds(reader, today())
    return [rounds.of(one) for one in news]


@contextmanager
def _days(opened: Composition) -> Iterator[None]:
    """A birthday for everybody, and of everything else much, while this lasts."""
    connection = opened.store.writer()
    try:
        with connection.transaction():
            _fill(connection)
        connection.sql("ANALYZE")
        yield
    finally:
        with connection.transaction():
            connection.sql("DELETE FROM detail WHERE kind = 'date'")
            for table in _TABLES:
                connection.sql(f"DELETE FROM {table}")
        connection.close()


def _fill(connection: Connection) -> None:
    [(people,)] = connection.sql("SELECT count(*) FROM person")
    connection.sql(
        "INSERT INTO detail (person_id, position, kind, label, value, preferred, match_key) "
        "SELECT id, 9, 'date', 'birthday', "
        "printf('%04d-%02d-%02d', 1940 + id % 60, 1 + id % 12, 1 + id % 28), 0, '' FROM person"
    )
    connection.many(
        "INSERT INTO promise (person_id, direction, text, due_on, created_at) "
        "VALUES (?, 'mine', 'the intro', ?, ?)",
        ((n % people + 1, today().isoformat(), _MADE) for n in range(_PROMISES)),
    )
    _fill_events(connection, people)
    connection.many(
        "INSERT INTO gift (person_id, way, text, occasion, needed_on, lead_days, price, currency, "
        "note, created_at) VALUES (?, 'given', 'a kite', '', ?, 14, '', '', '', ?)",
        ((n % people + 1, _day(n % 300), _MADE) for n in range(_GIFTS)),
    )
    connection.many(
        "INSERT INTO standing (person_id, kind, since_on, note) VALUES (?, 'client', ?, '')",
        ((n % people + 1, _day(-n * 7)) for n in range(_STANDINGS)),
    )
    connection.many(
        "INSERT INTO milestone (person_id, text, happened_on, created_at) VALUES (?, 'x', ?, ?)",
        ((n % people + 1, _day(-n), _MADE) for n in range(_STANDINGS)),
    )
    connection.sql(
        "INSERT INTO card_batch (id, title, form, due_on, created_at) "
        "VALUES (1, 'x', 'card', ?, ?)",
        (_day(9), _MADE),
    )
    connection.sql(
        "INSERT INTO card_batch_person (batch_id, person_id, what) "
        "SELECT 1, id, '' FROM person WHERE id <= 300"
    )
    connection.sql("UPDATE giving SET outcome = 'well', outcome_on = given_on WHERE id % 20")
    _fill_organisations(connection, people)
    _fill_news(connection)


def _fill_events(connection: Connection, people: int) -> None:
    """Years of them, with ten people met at each; the newest was last week."""
    connection.many(
        "INSERT INTO event (id, uid, name, kind, starts_on, ends_on, starts_time, place, link, "
        "host, cost, currency, goal, notes, created_at) "
        "VALUES (?, ?, 'Fair', 'conference', ?, ?, '', '', '', '', '', '', '', '', ?)",
        ((n + 1, f"event-{n}", _day(-7 - 9 * n), _day(-7 - 9 * n), _MADE) for n in range(_EVENTS)),
    )
    connection.many(
        "INSERT INTO encounter (event_id, person_id, line, name, needs, met_on, draft, created_at) "
        "VALUES (?, ?, 'x', 'x', '', ?, '', ?)",
        (
            (n // 10 + 1, n * 3 % people + 1, _day(-7 - 9 * (n // 10)), _MADE)
            for n in range(_EVENTS * 10)
        ),
    )


def _fill_organisations(connection: Connection, people: int) -> None:
    connection.many(
        "INSERT INTO organisation (id, name, folded, kind, url, place, note, created_at) "
        "VALUES (?, ?, ?, 'company', '', '', '', ?)",
        ((n, f"Firm {n}", f"firm {n}", _MADE) for n in range(1, _OPPORTUNITIES + 1)),
    )
    connection.many(
        "INSERT INTO membership (organisation_id, role, since_on, renews_on, renews_day, "
        "every_months, lead_days, fee, currency, participation, created_at) "
        "VALUES (?, '', '2024-01-01', ?, 1, 12, 14, '', '', '', ?)",
        ((n, _day(n * 5), _MADE) for n in range(1, 40)),
    )
    connection.many(
        "INSERT INTO opportunity (title, stage, person_id, organisation_id, value, currency, "
        "next_step, next_on, note, why, created_at) "
        "VALUES ('x', 'talking', ?, ?, '', '', 'call', ?, '', '', ?)",
        ((n % people + 1, n, _day(n % 60), _MADE) for n in range(1, _OPPORTUNITIES + 1)),
    )


def _fill_news(connection: Connection) -> None:
    rules = (
        (Rule(RuleKind.LANE, "overdue"),),
        (Rule(RuleKind.TAG, "1"), Rule(RuleKind.CIRCLE, "1")),
        (Rule(RuleKind.TAG, "2"), Rule(RuleKind.TOPIC, "Topic 9")),
        (Rule(RuleKind.CIRCLE, "2"), Rule(RuleKind.SEARCH, "vale")),
        (Rule(RuleKind.TAG, "3"), Rule(RuleKind.PLACE, "Hamburg")),
    )
    connection.many(
        "INSERT INTO news (id, title, short_text, long_text, link, tone, audience, created_at) "
        "VALUES (?, 'x', '', '', '', 'friendly', ?, ?)",
        (
            (n, as_text(Audience(any_of)), f"{_day(-20)}T08:00:00Z")
            for n, any_of in enumerate(rules, start=1)
        ),
    )
    connection.sql(
        "INSERT INTO news_person (news_id, person_id, choice, draft, known_on) "
        "SELECT 1, id, '', '', ? FROM person WHERE id % 30 = 0",
        (_day(-9),),
    )


def _day(ahead: int) -> str:
    day: date = today() + timedelta(days=ahead)
    return day.isoformat()
