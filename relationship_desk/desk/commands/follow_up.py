"""What a person can do with the follow-up of an event: drafts, what was sent, answers, a rhythm.

A card moves by what stands in the timeline: to move it is to write that down, to move it back is
to take away what the board wrote. Invariant: entries that came from elsewhere are never touched.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.answers import forget_answers
from relationship_desk.desk.commands.circles import choose_circle
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.follow_up import Stage
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.encounters import Card, cards, get_encounter
from relationship_desk.store.work import Work

ENCOUNTER = "encounter"  # its source of rows in Today, as all are called by their table
_GONE = "This is not there any more; nothing was changed."


def keep_draft(work: Work, now: datetime, *, encounter_id: int, text: str) -> None:
    """What is to be written to them; without words the draft goes."""
    card = _card(work, now, encounter_id)
    words = text.strip()
    work.label = f"Draft for {_name(card)}" if words else f"No draft for {_name(card)}"
    work.coalesce_key = f"draft {encounter_id}"
    drafted = card.row.drafted_on or _today(work, now)
    work.update(
        s.Encounter, card.row.id, draft=words, drafted_on=drafted.isoformat() if words else None
    )


def write_follow_up(
    work: Work, now: datetime, *, encounter_id: int, channel: Channel = Channel.EMAIL,
    text: str = "",
) -> int:  # fmt: skip
    """Something was sent or said after the event: writes it into the timeline; the entry's id."""
    card = _card(work, now, encounter_id)
    entry_id = _log(work, now, card, channel, Direction.MINE, text)
    if work.rows(s.Encounter, [card.row.id])[0]["sent_id"] is None:
        work.update(s.Encounter, card.row.id, sent_id=entry_id)
    forget_answers(work, ENCOUNTER, [card.row.id])
    work.label = f"Write to {_name(card)} after {_short(card.row.event)}"
    return entry_id


def move_card(
    work: Work, now: datetime, *, encounter_id: int, stage: Stage,
    channel: Channel = Channel.EMAIL, circle: str = "",
) -> None:  # fmt: skip
    """Bring a card into a column, forth or back. `channel`: how it was written or answered;
    `circle`: whose rhythm counts from now on, for the last column."""
    card = _card(work, now, encounter_id)
    there = card.follow_up.stage
    if stage is there:
        return
    if stage.place < there.place:
        _back(work, now, card, stage)
    else:
        _forth(work, now, card, stage, channel, circle)
    work.label = f"{_name(card)}: {stage.words.lower()}"


def _forth(
    work: Work, now: datetime, card: Card, stage: Stage, channel: Channel, circle: str
) -> None:
    row = card.row
    today = _today(work, now).isoformat()
    if stage is Stage.DRAFTED:
        work.update(s.Encounter, row.id, drafted_on=today)
    elif stage is Stage.SENT:
        write_follow_up(work, now, encounter_id=row.id, channel=channel)
    elif stage is Stage.REPLIED:
        entry_id = _log(work, now, card, channel, Direction.THEIRS, "")
        work.update(s.Encounter, row.id, answered_id=entry_id)
    else:
        if circle and row.person_id is not None:
            choose_circle(work, now, person_ids=[row.person_id], name=circle)
        work.update(s.Encounter, row.id, settled_on=today)


def _back(work: Work, now: datetime, card: Card, stage: Stage) -> None:
    row = work.rows(s.Encounter, [card.row.id])[0]
    written = []
    if stage.place < Stage.REPLIED.place:
        written.append(row["answered_id"])
    if stage.place < Stage.SENT.place:
        written.append(row["sent_id"])
    work.remove(s.Interaction, [entry_id for entry_id in written if entry_id is not None])
    values: dict[str, Any] = {"settled_on": None}
    if stage is Stage.MET:
        values |= {"drafted_on": None}
    elif stage is Stage.DRAFTED and row["drafted_on"] is None:
        values |= {"drafted_on": _today(work, now).isoformat()}
    work.update(s.Encounter, row["id"], **values)
    after = _card(work, now, row["id"]).follow_up
    if after.stage is stage:
        return
    name = _name(card)
    if after.stage is Stage.RHYTHM:
        raise UserError(
            f"{name} has a rhythm, {card.rhythm}, and you have been in touch. Change the rhythm "
            "on the card of the person, and this one moves by itself."
        )
    if after.stage.place > stage.place:
        raise UserError(
            f"The timeline of {name} says “{after.stage.words.lower()}”. Take the entry away "
            "there, and this card moves by itself."
        )
    raise UserError(
        f"Nothing in the timeline of {name} says “{stage.words.lower()}” yet; nothing was changed."
    )


def _log(
    work: Work, now: datetime, card: Card, channel: Channel, direction: Direction, text: str
) -> int:
    person_id = card.row.person_id
    assert person_id is not None  # `_card` refuses drafts
    mine = direction is Direction.MINE
    said = text.strip() or (card.row.draft if mine and not card.follow_up.touches else "")
    head = f"After {card.row.event}" if mine else f"Answered after {card.row.event}"
    form = InteractionForm(
        (person_id,), f"{head}: {said}" if said else head, _today(work, now), None, channel,
        direction,
    )  # fmt: skip
    return log_interaction(work, now, form=form)


def _card(work: Work, now: datetime, encounter_id: int) -> Card:
    """The card on which a line stands, as it is now."""
    row = get_encounter(work.connection, encounter_id)
    if row is None:
        raise UserError(_GONE)
    if row.person_id is None:
        raise UserError("First say who this was; then the follow-up can begin.")
    for card in cards(work.connection, _today(work, now), row.event_id):
        if card.row.person_id == row.person_id:
            return card
    raise UserError(_GONE)


def _today(work: Work, now: datetime) -> date:
    return now.astimezone(work.here.zone).date()


def _name(card: Card) -> str:
    return _short(card.row.name)


def _short(text: str) -> str:
    return one_line(text, 40)
