"""What a person can do with opportunities: spot one, move it on, take its next step, close it.

Invariant: a step that was taken, and an end, are entries in the timeline of the person with whom
it is talked about; and what is closed or rests has no next step that comes up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.answers import forget_answers
from relationship_desk.desk.commands.organisations import named_or_none, organisation_called
from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.desk.commands.thanks import propose_thanks
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.money import Money
from relationship_desk.domain.opportunities import LinkKind, OpportunityStage
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

OPPORTUNITY = "opportunity"  # its source in Today, as all are called by their table
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class OpportunityForm:
    """An opportunity as edited. The organisation is called by its name, and made where new."""

    title: str
    stage: OpportunityStage = OpportunityStage.SPOTTED
    person_id: int | None = None
    organisation: str = ""
    value: Money | None = None
    next_step: str = ""
    next_on: date | None = None
    note: str = ""
    why: str = ""  # what won or lost it


@dataclass(frozen=True, slots=True)
class LinkForm:
    """A step of the way: somebody, an event, an organisation by its name, or words alone."""

    kind: LinkKind
    person_id: int | None = None
    event_id: int | None = None
    organisation: str = ""
    words: str = ""


def add_opportunity(
    work: Work, now: datetime, *, form: OpportunityForm, way: Sequence[LinkForm] = ()
) -> int:
    """A new opportunity with the way by which it came; the id."""
    columns = _columns(work, now, form)
    work.label = f"New opportunity {_quoted(form.title)}"
    closed_on = _today(work, now).isoformat() if form.stage.is_closed else None
    opportunity_id = work.insert(
        s.Opportunity, created_at=to_text(now), closed_on=closed_on, **columns
    )
    _put_way(work, now, opportunity_id, way)
    return opportunity_id


def edit_opportunity(
    work: Work,
    now: datetime,
    *,
    opportunity_id: int,
    form: OpportunityForm,
    way: Sequence[LinkForm] | None = None,
) -> None:
    """Make an opportunity what the form says, and its way where one is given. Another day of its
    next step ends a snooze."""
    old = _opportunity(work, opportunity_id)
    columns = _columns(work, now, form)
    if old["next_on"] != columns["next_on"]:
        forget_answers(work, OPPORTUNITY, [opportunity_id])
    columns["closed_on"] = _closed_on(work, now, old, form.stage)
    work.update(s.Opportunity, opportunity_id, **columns)
    if way is not None:
        work.remove(s.OpportunityLink, _links_of(work, opportunity_id))
        _put_way(work, now, opportunity_id, way)
    work.label = f"Edit the opportunity {_quoted(form.title)}"


def set_stage(
    work: Work,
    now: datetime,
    *,
    opportunity_id: int,
    stage: OpportunityStage,
    why: str = "",
    next_step: str | None = None,
    next_on: date | None = None,
    then: TaskForm | None = None,
    thank: Sequence[int] = (),
) -> None:
    """Move an opportunity on. `next_step` None leaves what comes next as it is; words say it anew.

    An end is written into the timeline of the person, as a note. `then` is a task: what is closed
    or rests has no step that comes up. `thank`: people by whom it came; each gets a kindness, so
    that thanks come into Today.
    """
    row = _opportunity(work, opportunity_id)
    changed: dict[str, Any] = {
        "stage": stage.value,
        "closed_on": _closed_on(work, now, row, stage),
        "why": why.strip() or row["why"],
    }
    if next_step is not None:
        changed |= _next(next_step, next_on)
        forget_answers(work, OPPORTUNITY, [opportunity_id])
    if stage.is_closed and row["stage"] != stage and row["person_id"] is not None:
        reason = f": {why.strip()}" if why.strip() else ""
        text = f"{stage.words}: {row['title']}{reason}"
        _write(work, now, row["person_id"], text, Channel.NOTE)
    work.update(s.Opportunity, opportunity_id, **changed)
    if then is not None:
        add_task(work, now, form=then)
    title = row["title"]
    propose_thanks(work, now, person_ids=thank, text=f"Brought me “{title}”", meant_for=title)
    work.label = f"{stage.words}: {_quoted(row['title'])}"


def take_step(
    work: Work,
    now: datetime,
    *,
    opportunity_id: int,
    next_step: str = "",
    next_on: date | None = None,
    channel: Channel = Channel.OTHER,
) -> int | None:
    """The next step was taken: writes an entry into the timeline of the person with whom it is
    talked about, and says what comes then. The entry's id, or None where nobody is named."""
    row = _opportunity(work, opportunity_id)
    step = row["next_step"] or row["title"]
    entry_id = None
    if row["person_id"] is not None:
        text = f"{row['title']}: {step}" if row["next_step"] else row["title"]
        entry_id = _write(work, now, row["person_id"], text, channel)
    forget_answers(work, OPPORTUNITY, [opportunity_id])
    work.update(s.Opportunity, opportunity_id, **_next(next_step, next_on))
    work.label = f"Done: {_quoted(step)}"
    return entry_id


def link_opportunity(work: Work, now: datetime, *, opportunity_id: int, link: LinkForm) -> None:
    """Add a step to the end of the way by which an opportunity came."""
    row = _opportunity(work, opportunity_id)
    _put_way(work, now, opportunity_id, [link])
    work.label = f"How {_quoted(row['title'])} came"


def delete_opportunities(work: Work, now: datetime, *, opportunity_ids: Sequence[int]) -> int:
    """Remove opportunities; the entries of the timeline stay. How many there were."""
    rows = work.rows(s.Opportunity, sorted(set(opportunity_ids)))
    one = f"the opportunity {_quoted(rows[0]['title'])}" if len(rows) == 1 else ""
    work.label = f"Delete {one or f'{len(rows)} opportunities'}"
    return work.remove(s.Opportunity, opportunity_ids)


def _opportunity(work: Work, opportunity_id: int) -> dict[str, Any]:
    row = work.get(s.Opportunity, opportunity_id)
    if row is None:
        raise UserError("This opportunity is not there any more; nothing was changed.")
    return row


def _columns(work: Work, now: datetime, form: OpportunityForm) -> dict[str, Any]:
    title = one_line(form.title)
    if not title:
        raise UserError("An opportunity needs a few words. Type what it is.")
    if form.person_id is not None and work.get(s.Person, form.person_id) is None:
        raise UserError("This person is not there any more; nothing was saved.")
    return {
        "title": title,
        "stage": form.stage.value,
        "person_id": form.person_id,
        "organisation_id": named_or_none(work, now, form.organisation),
        "value": form.value.stored if form.value else "",
        "currency": form.value.currency if form.value else "",
        **_next(form.next_step, form.next_on),
        "note": form.note.strip(),
        "why": form.why.strip(),
    }


def _next(step: str, on: date | None) -> dict[str, Any]:
    return {"next_step": one_line(step), "next_on": on.isoformat() if on else None}


def _closed_on(
    work: Work, now: datetime, row: dict[str, Any], stage: OpportunityStage
) -> str | None:
    """The day on which it closed: as it was while it stays won or lost, else today or none."""
    if not stage.is_closed:
        return None
    same = row["stage"] == stage and row["closed_on"]
    return str(same) if same else _today(work, now).isoformat()


def _put_way(work: Work, now: datetime, opportunity_id: int, way: Sequence[LinkForm]) -> None:
    """Add steps behind those that are there."""
    there = work.rows(s.OpportunityLink, _links_of(work, opportunity_id))
    first = 1 + max((row["position"] for row in there), default=-1)
    for position, link in enumerate(way, first):
        words, organisation = one_line(link.words), link.organisation.strip()
        given = [link.person_id, link.event_id, organisation or None, words or None]
        if sum(each is not None for each in given) != 1:
            raise UserError("A step of the way is one thing: a person, an event, a place or words.")
        for model, row_id in ((s.Person, link.person_id), (s.Event, link.event_id)):
            if row_id is not None and work.get(model, row_id) is None:
                raise UserError("Who or what it came by is not there any more; nothing was saved.")
        work.insert(
            s.OpportunityLink,
            opportunity_id=opportunity_id,
            position=position,
            kind=link.kind.value,
            person_id=link.person_id,
            event_id=link.event_id,
            organisation_id=organisation_called(work, now, organisation) if organisation else None,
            words=words,
        )


def _links_of(work: Work, opportunity_id: int) -> list[int]:
    return work.ids_where(s.OpportunityLink, "opportunity_id", [opportunity_id])


def _write(work: Work, now: datetime, person_id: int, text: str, channel: Channel) -> int:
    entry = InteractionForm((person_id,), text, _today(work, now), None, channel, Direction.MINE)
    return log_interaction(work, now, form=entry)


def _today(work: Work, now: datetime) -> date:
    return now.astimezone(work.here.zone).date()


def _quoted(text: str) -> str:
    return f"“{one_line(text, _SHOWN)}”"
