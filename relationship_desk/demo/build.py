"""Builds the sample store with the real commands, on a clock that moves through the year.

Invariant: the same seed, moment and zone give the same facts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import groupby
from random import Random
from typing import Any

from relationship_desk.clock import FixedClock
from relationship_desk.compose import compose
from relationship_desk.demo import data
from relationship_desk.demo.events import visit_events
from relationship_desk.demo.networking import networking
from relationship_desk.demo.people import made_people, told_people
from relationship_desk.demo.relations import say_relations
from relationship_desk.demo.steps import REGION, Ids, Meet, Run, Step
from relationship_desk.demo.thanks import live_thanks
from relationship_desk.demo.updates import own_news
from relationship_desk.demo.value import give_value
from relationship_desk.demo.wording import Wording
from relationship_desk.demo.year import Calendar, year
from relationship_desk.desk.commands.answers import DISMISSED, DONE
from relationship_desk.desk.commands.preferences import set_preferences
from relationship_desk.desk.commands.reminders import answer_reminder
from relationship_desk.desk.desk import Desk
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.ports import Notification
from relationship_desk.desk.threads import Inline
from relationship_desk.domain.preferences import Preferences
from relationship_desk.paths import Paths
from relationship_desk.store.database import Connection
from relationship_desk.store.occasions import CARD, OWN
from relationship_desk.store.waiting import waiting
from relationship_desk.store.work import Work

SEED = 7
# The moment that pictures are taken at, so that they can be taken again: a Tuesday morning.
PICTURE_NOW = datetime(2026, 3, 3, 10, 20, tzinfo=UTC)

# Older than this, a month is one line of the history: nobody takes single steps of it back, and a
# thousand transactions would each wait for the disk.
_SINGLE = timedelta(days=14)
# Reminders that are older than this have their answer, all but some tasks.
_ANSWERED = timedelta(days=13)
_LAPSED = ("person", OWN, CARD)  # what is answered after weeks was no contact


def build_demo(paths: Paths, now: datetime, zone: tzinfo, seed: int = SEED) -> None:
    """Fill the store under `paths`, made new here, with a year that ends at `now`."""
    clock = FixedClock(now - timedelta(days=367), zone)
    composition = compose(paths, clock, Inline())
    try:
        _set_up(composition.desk)
        _live(composition.desk, clock, _steps(Calendar(now, zone), seed), now)
        reader, today = composition.reader, Calendar(now, zone).today

        def run(command: Any, /, **values: Any) -> Any:
            return _result(composition.desk.do(command, **values))

        say_relations(reader, run)
        visit_events(reader, run, today)
        live_thanks(reader, run, today)
        give_value(reader, run, today)
        _answer_old(composition.desk, composition.reader, now)
        Engine(composition.desk, _Silent()).beat()
    finally:
        composition.close()


class _Silent:
    """Notifiers for the reminders of the past: they were shown when they came."""

    def deliver(self, notifications: Iterable[Notification]) -> list[str | None]:
        return [None for _ in notifications]

    def withdraw(self, tags: Collection[str]) -> None:
        """None was shown."""


def _set_up(desk: Desk) -> None:
    preferences = Preferences(my_name=data.cast().my_name, region=REGION)
    _result(desk.do(set_preferences, preferences=preferences, defaults=desk.defaults))


def _steps(calendar: Calendar, seed: int) -> list[Step]:
    chance = Random(seed)
    cast = data.cast()
    wording = Wording(data.words(), chance)
    wording.know([person.full for person in cast.people])
    people = [
        *told_people(cast, calendar.today, chance),
        *made_people(data.cultures(), data.workplaces(), wording, calendar.today, chance),
    ]
    wording.know([p.contact.name.full for p in people if p.rhythm == "Monthly"])
    steps = [
        *year(people, cast, wording, calendar, chance),
        *networking(cast, calendar),
        *own_news(calendar.now),
    ]
    return sorted(steps, key=lambda step: step.at)


def _live(desk: Desk, clock: FixedClock, steps: Sequence[Step], now: datetime) -> None:
    ids, engine = Ids(), Engine(desk, _Silent())
    for label, together in _portions(steps, now):
        clock.advance(max(step.at for step in together) - clock.now())
        if label:
            _result(desk.do(_write_down, label=label, steps=together, ids=ids))
        else:
            [step] = together
            step.perform(lambda command, /, **values: _result(desk.do(command, **values)), ids)
            engine.beat()
    clock.advance(now - clock.now())


def _answer_old(desk: Desk, reader: Connection, now: datetime) -> None:
    """Nobody leaves birthdays and rhythms unanswered for weeks."""
    for row in waiting(reader, now - _ANSWERED):
        if row.source != "task":
            _result(
                desk.do(
                    answer_reminder, source=row.source, source_id=row.source_id,
                    settles=row.settles, kind=DISMISSED if row.source in _LAPSED else DONE,
                )
            )  # fmt: skip


def _portions(steps: Iterable[Step], now: datetime) -> Iterator[tuple[str, list[Step]]]:
    """`(label, steps)`: the steps of one transaction; a single one keeps its own label."""

    def portion(step: Step) -> str:
        if now - step.at < _SINGLE:
            return ""
        return "people" if isinstance(step, Meet) else f"{step.at:%B %Y}"

    for name, group in groupby(steps, key=portion):
        found = list(group)
        if not name:
            yield from (("", [step]) for step in found)
        elif name == "people":
            yield f"Add {len(found)} people from the old address book", found
        else:
            yield f"Write down {name}", found


def _write_down(work: Work, now: datetime, *, label: str, steps: Iterable[Step], ids: Ids) -> None:
    """Several steps in one transaction, each at its own instant."""
    for step in steps:
        step.perform(_inside(work, step.at), ids)
    work.label = label


def _inside(work: Work, at: datetime) -> Run:
    return lambda command, /, **values: command(work, at, **values)


def _result(future: Future[Any]) -> Any:
    return future.result().result
