"""What is written when a person saves: each change with its journal, on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count

from relationship_desk.clock import FixedClock
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.people import PersonForm, edit_person
from relationship_desk.desk.commands.tasks import complete_tasks, reopen_tasks
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.contact import Name
from relationship_desk.store.people import get_person
from tests.bench.big_store import today
from tests.bench.harness import Figure, compare


def figures(opened: Composition, repeats: int) -> Iterator[Figure]:
    """Every figure of this file."""
    bare = opened.store.writer()
    numbers = count()

    def committed(statement: str) -> Callable[[], None]:
        def run() -> None:
            with bare.transaction():
                bare.sql(statement, (next(numbers),))

        return run

    try:
        yield compare(
            "save an edited person",
            committed("UPDATE person SET suffix = ? WHERE id = 5"),
            _edit(opened, numbers),
            repeats=repeats,
            note="floor: one UPDATE and its commit",
        )
        yield compare(
            "log an interaction",
            committed(
                "INSERT INTO interaction (happened_on, happened_time, channel, direction, text,"
                " counts, created_at) VALUES ('2026-03-03', '', 'call', 'mutual', ?, 1, '')"
            ),
            lambda: _log(opened),
            repeats=repeats,
            note="floor: one INSERT and its commit",
        )
        yield compare(
            "undo and redo a done task",
            committed("UPDATE task SET text = ? WHERE id = 5"),
            _undo_and_redo(opened),
            repeats=repeats,
            note="two operations; floor: one UPDATE and its commit",
        )
    finally:
        bare.close()


def _edit(opened: Composition, numbers: Iterator[int]) -> Callable[[], None]:
    person = get_person(opened.reader, 3, today())
    assert person is not None
    details = tuple((stored.id, stored.detail) for stored in person.details)

    def run() -> None:
        assert isinstance(opened.clock, FixedClock)
        opened.clock.advance(timedelta(seconds=61))  # an operation of its own
        name = Name(f"{person.name.full} {next(numbers)}", family=person.name.family)
        form = PersonForm(name, details, person.tags)
        opened.desk.do(edit_person, person_id=3, form=form, region="DE").result()

    return run


def _log(opened: Composition) -> None:
    form = InteractionForm((7,), "Talked about the harbour.", today())
    opened.desk.do(log_interaction, form=form).result()


def _undo_and_redo(opened: Composition) -> Callable[[], None]:
    opened.desk.do(reopen_tasks, task_ids=[9]).result()
    opened.desk.do(complete_tasks, task_ids=[9]).result()

    def run() -> None:
        opened.desk.undo().result()
        opened.desk.redo().result()

    return run
