"""What is written down of people met at an event, in one step each: who, what happened, promises.

Invariant: a line that is written down says all of what was typed, on the encounter itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.needs import NeedForm, note_need
from relationship_desk.desk.commands.people import add_person
from relationship_desk.desk.commands.promises import PromiseForm, make_promise
from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

MET = -1  # stands in promises and in the next step for who was met


@dataclass(frozen=True, slots=True)
class EncounterForm:
    """What a line comes to. `person_id` None: somebody new of this `name` where `is_new`, else it
    is not clear who it was, and the line waits as a draft."""

    event_id: int
    line: str
    on: date
    name: str = ""
    person_id: int | None = None
    is_new: bool = False
    organisation: str = ""
    text: str = ""
    needs: tuple[str, ...] = ()
    promises: tuple[PromiseForm, ...] = ()
    step: TaskForm | None = None

    @property
    def is_draft(self) -> bool:
        return self.person_id is None and not self.is_new


@dataclass(frozen=True, slots=True)
class Noted:
    """The ids of what was written; of a draft only the first."""

    encounter_id: int
    person_id: int | None = None
    entry_id: int | None = None
    promise_ids: tuple[int, ...] = ()
    task_id: int | None = None


def note_encounter(work: Work, now: datetime, *, form: EncounterForm, region: str) -> Noted:
    """Write down that somebody was met: the person, if new, the entry, promises, what they look
    for, the next step."""
    event = _event(work, form)
    row = {
        "event_id": form.event_id,
        "line": one_line(form.line),
        "name": one_line(form.name),
        "needs": "\n".join(one_line(need) for need in form.needs),
        "met_on": form.on.isoformat(),
        "draft": "",
        "created_at": to_text(now),
    }
    if not row["line"]:
        raise UserError("Type whom you met, as in “Ann Lee @Acme met at booth”.")
    if form.is_draft:
        work.label = f"Line at {_short(event['name'])}: “{_short(form.line)}”"
        return Noted(work.insert(s.Encounter, **row))
    noted = _write(work, now, event, form, region)
    encounter_id = work.insert(
        s.Encounter, person_id=noted.person_id, interaction_id=noted.entry_id, **row
    )
    return replace(noted, encounter_id=encounter_id)


def resolve_encounter(
    work: Work, now: datetime, *, encounter_id: int, form: EncounterForm, region: str
) -> Noted:
    """Say who it was, of a line that waited: what it said is written down now."""
    there = work.get(s.Encounter, encounter_id)
    if there is None:
        raise UserError("This line is not there any more; nothing was saved.")
    if there["person_id"] is not None:
        raise UserError("It is clear already who this was. Take it back first.")
    if form.is_draft:
        raise UserError("Say who it was: choose somebody, or a new person.")
    noted = _write(work, now, _event(work, form), form, region)
    work.update(
        s.Encounter,
        encounter_id,
        person_id=noted.person_id,
        interaction_id=noted.entry_id,
        line=one_line(form.line),
        name=one_line(form.name),
        needs="\n".join(one_line(need) for need in form.needs),
        met_on=form.on.isoformat(),
    )
    return replace(noted, encounter_id=encounter_id)


def remove_encounters(work: Work, now: datetime, *, encounter_ids: Sequence[int]) -> int:
    """Take lines back with the entries they wrote; the people and what was promised stay. How many
    there were."""
    rows = work.rows(s.Encounter, sorted(set(encounter_ids)))
    names = names_of(work.connection, [r["person_id"] for r in rows if r["person_id"] is not None])
    if len(rows) == 1:
        who = names.get(rows[0]["person_id"]) or rows[0]["name"] or rows[0]["line"]
        work.label = f"Take back “{_short(who)}”"
    else:
        work.label = f"Take back {len(rows)} lines"
    entries = [row["interaction_id"] for row in rows if row["interaction_id"] is not None]
    gone = work.remove(s.Encounter, [row["id"] for row in rows])
    work.remove(s.Interaction, entries)
    return gone


def _event(work: Work, form: EncounterForm) -> dict[str, Any]:
    event = work.get(s.Event, form.event_id)
    if event is None:
        raise UserError("This event is not there any more; nothing was saved.")
    return event


def _write(
    work: Work, now: datetime, event: dict[str, Any], form: EncounterForm, region: str
) -> Noted:
    """The person, the entry, the promises and the next step; the id of the encounter is to come."""
    person_id = form.person_id
    if person_id is None:
        person_id = add_person(
            work, now, contact=Contact(Name(form.name), _card(event, form)), region=region
        )
    entry_id = log_interaction(
        work,
        now,
        form=InteractionForm(
            (person_id,), _said(event, form), form.on, None, Channel.EVENT, Direction.MUTUAL
        ),
    )
    promises = tuple(
        make_promise(
            work,
            now,
            form=replace(promise, person_id=_who(promise.person_id, person_id)),
            made_in=entry_id,
        )
        for promise in form.promises
    )
    for need in form.needs:
        note_need(work, now, form=NeedForm(person_id, need, form.on), interaction_id=entry_id)
    task_id = None
    if form.step is not None:
        task_id = add_task(work, now, form=replace(form.step, person_id=person_id))
    name = names_of(work.connection, [person_id])[person_id]
    met = "Met the new" if form.person_id is None else "Met"
    work.label = f"{met} {_short(name)} at {_short(event['name'])}"
    return Noted(0, person_id, entry_id, promises, task_id)


def _who(meant: int | None, met: int) -> int:
    return met if meant is None or meant == MET else meant


def _card(event: dict[str, Any], form: EncounterForm) -> tuple[Detail, ...]:
    """What stands on the card of somebody new."""
    where = Detail(DetailKind.HOW_MET, (one_line(event["name"]),))
    if not form.organisation:
        return (where,)
    return (Detail(DetailKind.ORGANISATION, (one_line(form.organisation),)), where)


def _said(event: dict[str, Any], form: EncounterForm) -> str:
    """The text of the entry: where it was, and what happened."""
    said = one_line(form.text)
    head = f"{one_line(event['name'])}: {said}" if said else f"Met at {one_line(event['name'])}"
    if form.organisation and form.person_id is not None:
        head += f" (@{one_line(form.organisation)})"  # nothing on a card changes by itself
    return head


def _short(text: str) -> str:
    return one_line(text, 40)
