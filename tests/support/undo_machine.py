"""Any sequence of commands, undos and redos leaves what a plain list of snapshots says.

`UndoMachine` has what all such proofs need: people who come, talk, are merged and go. A proof of
one room of the desk is a subclass with the rules of that room; `proved` makes the test of it.

Invariant: after each step all facts are as the snapshots say, and what is derived equals a rebuild.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.merging import MergeForm, Take, merge_people
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.derived import rebuild
from relationship_desk.domain.contact import DetailKind
from tests.support.desks import NOON, TODAY, DeskForTests, email, open_desk, phone

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)


class UndoMachine(RuleBasedStateMachine):
    """`past` and `future` are snapshots of all facts; the journal must agree with them."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.desk: DeskForTests = open_desk(Path(self.folder.name), FixedClock(NOON))
        self.past: list[Any] = [self.desk.facts()]
        self.future: list[Any] = []

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.composition.close()
            self.folder.cleanup()

    def _ids(self, table: str) -> list[int]:
        return [row[0] for row in self.past[-1][table]]

    def _did(self) -> None:
        """After a command: a step, if it changed something. A minute passes, so none coalesce."""
        self.desk.clock.advance(timedelta(minutes=2))
        now = self.desk.facts()
        if now != self.past[-1]:
            self.past.append(now)
            self.future.clear()

    @rule(name=NAMES, tag=st.sampled_from(["a", "b", "c"]))
    def add(self, name: str, tag: str) -> None:
        if not name.split():
            return
        self.desk.add(name, phone("040 123456"), email("x@y.example"), tags=(tag,))
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data())
    def log(self, data: st.DataObject) -> None:
        people = data.draw(st.lists(st.sampled_from(self._ids("person")), min_size=1, max_size=3))
        self.desk.log(*people, text="x", on=TODAY - timedelta(days=len(people)))
        self._did()

    @precondition(lambda self: self._ids("person"))
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        ids = data.draw(st.lists(st.sampled_from(self._ids("person")), min_size=1, max_size=2))
        self.desk.do(delete_people, person_ids=ids)
        self._did()

    @precondition(lambda self: len(self._ids("person")) > 1)
    @rule(data=st.data(), take=st.sampled_from(Take))
    def merge(self, data: st.DataObject, take: Take) -> None:
        people = st.sampled_from(self._ids("person"))
        ids = data.draw(st.lists(people, min_size=2, max_size=3, unique=True))
        form = MergeForm(take, {DetailKind.PHONE: take})
        self.desk.do(merge_people, keep_id=ids[0], other_ids=ids[1:], region="DE", form=form)
        self._did()

    @precondition(lambda self: len(self.past) > 1)
    @rule()
    def undo(self) -> None:
        self.desk.undo()
        self.future.append(self.past.pop())

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.desk.redo()
        self.past.append(self.future.pop())

    @precondition(lambda self: hasattr(self, "desk"))
    @invariant()
    def facts_are_as_expected(self) -> None:
        assert self.desk.facts() == self.past[-1]

    @precondition(lambda self: hasattr(self, "desk"))
    @invariant()
    def what_is_derived_equals_a_rebuild(self) -> None:
        desk = self.desk.composition.desk
        here = desk.circumstances(self.desk.reader)
        desk.maintain(lambda writer: _rebuild(writer, here)).result()
        assert self.desk.facts() == self.past[-1]


def proved(machine: type[UndoMachine], steps: int = 25) -> Any:
    """The test that runs a machine."""
    machine.TestCase.settings = settings(max_examples=15, stateful_step_count=steps, deadline=None)
    return machine.TestCase


def _rebuild(writer: Any, here: Any) -> None:
    with writer.transaction():
        rebuild(writer, here)
