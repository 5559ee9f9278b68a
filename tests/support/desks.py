"""Desks for tests: a fresh store in a throwaway folder, a clock that stands still, no threads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.compose import Composition, compose
from relationship_desk.desk.commands.people import PersonForm, add_person, edit_person
from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.desk.threads import Inline
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name
from relationship_desk.paths import Paths
from relationship_desk.store import schema
from relationship_desk.store.people import Person, get_person

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)  # a Tuesday
TODAY = NOON.date()


@dataclass(slots=True)
class DeskForTests:
    """A composed desk with short ways to do what most tests begin with."""

    composition: Composition
    clock: FixedClock
    heard: list[Changes] = field(default_factory=list)

    @property
    def paths(self) -> Paths:
        return self.composition.paths

    @property
    def reader(self) -> Any:
        return self.composition.reader

    def do(self, command: Any, **arguments: Any) -> Any:
        """Run a command; its result."""
        return self.composition.desk.do(command, **arguments).result().result

    def undo(self, operation_id: int | None = None) -> Any:
        return self.composition.desk.undo(operation_id).result().result

    def redo(self) -> Any:
        return self.composition.desk.redo().result().result

    def add(self, full: str, *details: Detail, tags: tuple[str, ...] = (), **name: str) -> int:
        contact = Contact(Name(full, **name), details, tags)
        return int(self.do(add_person, contact=contact, region="DE"))

    def person(self, person_id: int) -> Person:
        found = get_person(self.reader, person_id, TODAY)
        assert found is not None
        return found

    def edit(self, person_id: int, **changes: Any) -> None:
        """Save the person's form with `name`, `details` or `tags` replaced."""
        person = self.person(person_id)
        values: dict[str, Any] = {
            "name": person.name,
            "details": tuple((d.id, d.detail) for d in person.details),
            "tags": person.tags,
        }
        self.do(
            edit_person, person_id=person_id, form=PersonForm(**(values | changes)), region="DE"
        )

    def log(self, *people: int, text: str = "talked", on: date = TODAY, **values: Any) -> int:
        return int(self.do(log_interaction, form=InteractionForm(people, text, on, **values)))

    def task(self, text: str, person_id: int | None = None, **values: Any) -> int:
        return int(self.do(add_task, form=TaskForm(text, person_id, **values)))

    def facts(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of the tables that hold facts or are derived from them, by table."""
        models = (*schema.JOURNALED, *schema.DERIVED)
        tables = [schema.table(model) for model in models]
        return {name: self.reader.sql(f"SELECT * FROM {name} ORDER BY 1, 2") for name in tables}


def phone(number: str, label: str = "") -> Detail:
    return Detail(DetailKind.PHONE, (number,), label)


def email(address: str, label: str = "") -> Detail:
    return Detail(DetailKind.EMAIL, (address,), label)


def open_desk(folder: Path, clock: FixedClock) -> DeskForTests:
    """A desk under a folder; the caller closes its composition."""
    composition = compose(Paths.under(folder), clock, Inline())
    desk = DeskForTests(composition, clock)
    composition.desk.listen(desk.heard.append)
    return desk


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[DeskForTests]:
    """A new desk, empty."""
    opened = open_desk(tmp_path / "data", clock)
    yield opened
    opened.composition.close()
