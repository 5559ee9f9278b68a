"""A line about somebody met at an event, against the people of the desk: who is meant.

Invariant: nobody is taken for somebody else silently; a name that fits several waits as a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from relationship_desk.desk.commands.encounters import MET, EncounterForm
from relationship_desk.desk.commands.promises import PromiseForm
from relationship_desk.desk.commands.tasks import TaskForm
from relationship_desk.desk.quick_words import quick_words
from relationship_desk.domain.contact import DetailKind
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.quicklog.encounters import parse_encounter
from relationship_desk.domain.quicklog.line import EncounterLine, SaidPromise
from relationship_desk.domain.text import fold
from relationship_desk.store.database import Connection
from relationship_desk.store.events import EventRow
from relationship_desk.store.naming import Meant, Names

EXAMPLE = "Ann Lee @Acme met at booth; wants intro to Bo; send slides"


@dataclass(frozen=True, slots=True)
class Met:
    """What a line comes to. `chosen`: who it is, where that is certain; `is_new`: somebody who is
    not here yet; neither: it waits as a draft, and `candidates` are who it may be."""

    said: EncounterLine
    event: EventRow
    on: date
    candidates: tuple[Meant, ...] = ()
    chosen: Meant | None = None
    is_new: bool = False
    others: tuple[int, ...] = ()  # who is meant by each promise; `MET` for who was met
    has_organisation: bool = False  # the card of who was chosen names it already

    @property
    def is_draft(self) -> bool:
        return self.chosen is None and not self.is_new

    @property
    def why_draft(self) -> str:
        """Why it waits, in a few words; empty where it does not."""
        said = self.said
        if not self.is_draft or not said.line.strip():
            return ""
        if len(self.candidates) > 1:
            return f"“{said.name}” fits {len(self.candidates)} people; it waits as a draft"
        if self.candidates:
            return f"Perhaps {self.candidates[0].name}; it waits as a draft"
        if not said.name:
            return "It says no name; it waits as a draft"
        return "Not sure who this was; it waits as a draft"

    def form(self) -> EncounterForm:
        """What is to be written."""
        said, step = self.said, None
        if said.step is not None:
            clock = said.step.at if said.step.due_on else None
            step = TaskForm(said.step.text, MET, said.step.due_on, clock)
        told = f"Told: {said.told}" if said.told else ""
        return EncounterForm(
            self.event.id,
            said.line,
            self.on,
            self.chosen.name if self.chosen is not None else said.name,
            self.chosen.id if self.chosen is not None else None,
            self.is_new,
            "" if self.has_organisation else said.organisation,
            "; ".join(part for part in (said.text, told) if part),
            said.needs,
            tuple(
                PromiseForm(who, _text(promise, who, said.name), promise.direction, promise.due_on)
                for promise, who in zip(said.promises, self.others, strict=True)
            ),
            step,
        )


class Reader:
    """Reads lines about one event, with the names of everybody as they were when it was made."""

    def __init__(self, connection: Connection, event: EventRow, today: date) -> None:
        self._connection, self.event, self._today = connection, event, today
        self.names = Names(connection, today)

    def read(self, line: str, person_id: int | None = None, *, new: bool | None = None) -> Met:
        """What a line comes to. `person_id`: the user says who it is; `new`: that it is somebody
        new (True), or that it shall wait (False)."""
        day = self._day
        said = parse_encounter(line, quick_words(), day, self.names.is_called)
        on = said.on if said.on is not None and said.on <= self._today else day
        found = tuple(self.names.meant(said.name)) if said.name else ()
        others = self._others(said)
        if person_id is not None:
            chosen = next((m for m in found if m.id == person_id), None) or self._of_id(person_id)
        elif said.name and new is None and not said.unsure and self.names.is_called(said.name):
            chosen = self._one_of(found, said)
        else:
            chosen = None
        if chosen is not None:
            known = self._works_for(chosen.id, said.organisation) is True
            return Met(said, self.event, on, found, chosen, False, others, known)
        if new is None:
            new = not said.unsure and not self.names.is_called(said.name)
        return Met(said, self.event, on, found, None, new and bool(said.name), others)

    def _one_of(self, found: Sequence[Meant], said: EncounterLine) -> Meant | None:
        """Who is meant, where that is certain. The organisation decides between namesakes; a part
        of a name is nobody who works elsewhere."""
        works = {meant.id: self._works_for(meant.id, said.organisation) for meant in found}
        there = [meant for meant in found if works[meant.id] is True]
        if len(there) == 1:
            return there[0]
        if len(found) != 1:
            return None
        is_whole = fold(found[0].name) == fold(said.name)
        return found[0] if is_whole or works[found[0].id] is None else None

    @property
    def _day(self) -> date:
        """The day of a line that names none: today while the event lasts, else its last one."""
        first, last = self.event.starts_on, self.event.ends_on
        return min(max(self._today, first), last) if first <= self._today else self._today

    def _others(self, said: EncounterLine) -> tuple[int, ...]:
        found = []
        for promise in said.promises:
            meant = self.names.meant(promise.whom) if promise.whom else []
            same = fold(promise.whom) in fold(said.name)
            found.append(meant[0].id if len(meant) == 1 and not same else MET)
        return tuple(found)

    def _works_for(self, person_id: int, organisation: str) -> bool | None:
        """Whether the card says so; None where it says nothing, or nothing is asked."""
        wanted = fold(organisation)
        rows = self._connection.sql(
            "SELECT value FROM detail WHERE person_id = ? AND kind = ?",
            (person_id, DetailKind.ORGANISATION.value),
        )
        return any(wanted in fold(value) for (value,) in rows) if wanted and rows else None

    def _of_id(self, person_id: int) -> Meant | None:
        rows: Sequence[tuple[str]] = self._connection.sql(
            "SELECT full_name FROM person WHERE id = ?", (person_id,)
        )
        return Meant(person_id, rows[0][0], None) if rows else None


def _text(promise: SaidPromise, who: int, met: str) -> str:
    """A promise to somebody who is not here by this name keeps the name in its words."""
    if not promise.whom or who != MET or fold(promise.whom) in fold(met):
        return promise.text
    word = "for" if promise.direction is Owing.MINE else "from"
    return f"{promise.text} ({word} {promise.whom})"
