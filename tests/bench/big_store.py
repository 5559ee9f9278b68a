"""A store of any size, written past the journal: for measuring only, and the same every time."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from relationship_desk.clock import FixedClock
from relationship_desk.compose import Composition, compose
from relationship_desk.desk.derived import rebuild
from relationship_desk.desk.threads import Inline
from relationship_desk.paths import Paths
from relationship_desk.store.database import Connection

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)

_GIVEN = "Ada Bo Çağla Dara Edda Fynn Göran Hedda İlke Jón Kaia Łucja Mio Noor Olaf Pia".split()
_FAMILY = "Vale Oss Brandt Quill Żak Strand Gross Lind Penn Ruß Sato Thorn Ulfsen Wren".split()
_DAYS = 3650  # ten years of history


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is."""

    people: int = 10_000
    entries: int = 100_000
    reminders: int = 10_000


def big_store(paths: Paths, size: Size) -> Composition:
    """Fill a new store under `paths` and open it; the caller closes it."""
    composition = compose(paths, FixedClock(NOW), Inline())
    connection = composition.store.writer()
    try:
        with connection.transaction():
            _fill(connection, size)
            rebuild(connection, composition.desk.circumstances(connection))
        connection.sql("ANALYZE")
        connection.checkpoint()
    finally:
        connection.close()
    return composition


def keep_tasks(opened: Composition, number: int) -> None:
    """Leave so many tasks: what one person plans, not what the engine is measured with."""
    connection = opened.store.writer()
    try:
        with connection.transaction():
            connection.sql("DELETE FROM task WHERE id > ?", (number,))
            connection.sql("DELETE FROM reminder WHERE source_id > ?", (number,))
    finally:
        connection.close()


def _fill(connection: Connection, size: Size) -> None:
    chance = random.Random(1)
    connection.many(
        "INSERT INTO person (id, uid, kind, full_name, prefix, given, additional, family, suffix,"
        " created_at) VALUES (?, ?, 'person', ?, '', ?, '', ?, '', '2016-01-01T00:00:00Z')",
        _people(size),
    )
    connection.many(
        "INSERT INTO detail (person_id, position, kind, label, value, preferred, match_key)"
        " VALUES (?, ?, ?, 'work', ?, 0, ?)",
        _details(size),
    )
    connection.many("INSERT INTO tag (id, name, folded) VALUES (?, ?, ?)", _tags())
    connection.many(
        "INSERT INTO person_tag (person_id, tag_id) VALUES (?, ?)",
        ((person, person % 8 + 1) for person in range(1, size.people + 1)),
    )
    connection.many(
        "INSERT INTO interaction (id, happened_on, happened_time, channel, direction, text, counts,"
        " created_at) VALUES (?, ?, ?, 'call', 'mutual', ?, 1, '2016-01-01T00:00:00Z')",
        _entries(size),
    )
    connection.many(
        "INSERT INTO participant (interaction_id, person_id) VALUES (?, ?)",
        ((entry, chance.randrange(size.people) + 1) for entry in range(1, size.entries + 1)),
    )
    connection.many(
        "INSERT INTO task (person_id, text, due_on, due_time, created_at, repeat)"
        " VALUES (?, ?, ?, '09:00', '2016-01-01T00:00:00Z', ?)",
        (
            (
                n % size.people + 1,
                f"Task {n}",
                (NOW.date() + timedelta(days=1 + n % 900)).isoformat(),
                "" if n % 4 else "every 2 weeks",
            )
            for n in range(size.reminders)
        ),
    )


def _name(number: int) -> tuple[str, str]:
    family = _FAMILY[number // len(_GIVEN) % len(_FAMILY)]
    return _GIVEN[number % len(_GIVEN)], f"{family}{number // (len(_GIVEN) * len(_FAMILY))}"


def _people(size: Size) -> Iterator[tuple[object, ...]]:
    for number in range(size.people):
        given, family = _name(number)
        yield number + 1, f"bench-{number}", f"{given} {family}", given, family


def _details(size: Size) -> Iterator[tuple[object, ...]]:
    for number in range(size.people):
        address = f"person{number}@org{number % 500}.example"
        phone = f"+44 7700 9{number:05}"
        yield number + 1, 0, "organisation", f"Organisation {number % 500}", ""
        yield number + 1, 1, "email", address, address
        yield number + 1, 2, "phone", phone, phone.replace(" ", "")
        yield number + 1, 3, "note", f"Met at event {number % 97}; likes topic {number % 31}.", ""


def _tags() -> list[tuple[object, ...]]:
    return [(n, f"Tag {n}", f"tag {n}") for n in range(1, 9)]


def _entries(size: Size) -> Iterator[tuple[object, ...]]:
    first = NOW.date() - timedelta(days=_DAYS)
    days = [(first + timedelta(days=day)).isoformat() for day in range(_DAYS)]
    for number in range(size.entries):
        on = days[number * _DAYS // size.entries]
        yield number + 1, on, f"{number % 24:02}:{number % 60:02}", f"Talked about topic {number}."


def today() -> date:
    """The day of the store."""
    return NOW.date()
