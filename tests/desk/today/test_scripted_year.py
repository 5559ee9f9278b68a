"""A year of 150 fictional people, lived by real commands: the queue of each of 365 days, and what
comes of following it, beside other ways to choose.

`scripted_year.txt` is what the queue is expected to be, one line a day. Where a rule of the queue
changes on purpose, write it anew with

    make test PYTEST_ARGS="tests/desk/today/test_scripted_year.py --rewrite-references"

and review the difference by hand: read the first day that differs (the days after it follow from
it, because other people were contacted), name the rule that moved each row of it, and look for
what may not be: somebody who is never asked about, a birthday that is missed, a row on a quiet day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.domain.today import TodayKind
from tests.support.desks import open_desk
from tests.support.scripted_year.living import Lived, live
from tests.support.scripted_year.policies import CONTACTS_A_DAY, compare
from tests.support.scripted_year.reference import as_text
from tests.support.scripted_year.world import FIRST_DAY, World, make_world

REFERENCE = Path(__file__).with_name("scripted_year.txt")
_EVE = datetime.combine(FIRST_DAY, datetime.min.time(), tzinfo=UTC) - timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Year:
    world: World
    lived: Lived


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The whole year, lived once."""
    world = make_world()
    desk = open_desk(tmp_path_factory.mktemp("year"), FixedClock(_EVE))
    yield Year(world, live(desk, world, CONTACTS_A_DAY, puts_off=True))
    desk.composition.close()


def test_the_queue_of_every_day_is_the_expected_one(
    year: Year, request: pytest.FixtureRequest
) -> None:
    found = as_text(year.lived.queues)
    if request.config.getoption("--rewrite-references"):
        REFERENCE.write_text(found, encoding="utf-8")
    expected = REFERENCE.read_text(encoding="utf-8").splitlines()
    assert len(expected) == year.world.days == 365
    for line, wanted in zip(found.splitlines(), expected, strict=True):
        assert line == wanted, "the first day that differs; how to review it stands above"


def test_nobody_is_asked_about_who_is_gone_paused_or_without_a_rhythm(year: Year) -> None:
    people = {person.name: person for person in year.world.people}
    for on, queue in year.lived.queues.items():
        asked = [people[row.person_name] for row in queue.rows if row.kind is TodayKind.PERSON]
        assert [p.name for p in asked if not p.is_asked_about(on)] == [], on
        begin, end = year.world.quiet
        assert not (asked and begin <= on < end), on


def test_everybody_with_a_rhythm_is_asked_about_in_the_year_or_gets_in_touch(year: Year) -> None:
    contacted = {key for keys in year.lived.contacts.values() for key in keys}
    last = year.world.day(year.world.days - 1)
    begin = year.world.day(0)
    forgotten = [
        person.name
        for person in year.world.people
        if person.is_asked_about(last)
        and person.rhythm is not None
        and (last - (person.last_met or begin)).days > person.rhythm.latest_days
        and person.key not in contacted
    ]
    assert forgotten == []


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Year]:
    """Half a year, and a user who does what the queue says."""
    world = make_world(days=182)
    desk = open_desk(tmp_path / "year", FixedClock(_EVE))
    yield Year(world, live(desk, world, CONTACTS_A_DAY))
    desk.composition.close()


def test_the_queue_keeps_more_rhythms_and_occasions_than_other_ways_at_equal_effort(
    small: Year,
) -> None:
    measured = compare(small.world, small.lived)
    ours = measured.pop("our queue")
    assert len(measured) == 3
    for name, other in measured.items():
        assert other.contacts <= ours.contacts, name
        assert other.contacts > 0.9 * ours.contacts, name
        assert ours.kept > other.kept, name
        assert ours.honoured > other.honoured, name
