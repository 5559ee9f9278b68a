"""What a person can do with what they gave: write it down, and what became of it.

Invariant: giving and hearing how it went are each an entry of the timeline, so that they count as
being in touch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.needs import close_needs
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.desk.commands.topics import set_topics
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import one_line
from relationship_desk.domain.value import Given
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

_SHOWN = 40
_LONGEST_MINUTES = 100_000
_GONE = "This is not there any more; nothing was changed."


@dataclass(frozen=True, slots=True)
class GivingForm:
    """What was given, as edited."""

    person_id: int
    kind: Given
    text: str
    on: date
    effort_minutes: int | None = None
    topics: tuple[str, ...] = ()
    resource_id: int | None = None
    need_id: int | None = None
    introduction_id: int | None = None


def give(
    work: Work,
    now: datetime,
    *,
    form: GivingForm,
    channel: Channel = Channel.OTHER,
    interaction_id: int | None = None,
    closes_need: bool = False,
) -> int:
    """Write down what was given; the id. It is told in the entry `interaction_id`, or in a new one.

    `closes_need`: what they were looking for is found with it.
    """
    columns, name = _columns(work, form)
    if interaction_id is None:
        text = f"Gave {form.kind.noun}: {form.text.strip()}"
        entry = InteractionForm((form.person_id,), text, form.on, None, channel, Direction.MINE)
        interaction_id = log_interaction(work, now, form=entry)
    if closes_need and form.need_id is not None:
        close_needs(work, now, need_ids=[form.need_id])
    work.label = f"Gave {name} {form.kind.noun}: {one_line(form.text, _SHOWN)}"
    giving_id = work.insert(
        s.Giving, interaction_id=interaction_id, outcome="", created_at=to_text(now), **columns
    )
    set_topics(work, s.GivingTopic, "giving_id", giving_id, form.topics)
    return giving_id


def edit_giving(work: Work, now: datetime, *, giving_id: int, form: GivingForm) -> None:
    """Make it what the form says; the entry of the timeline stays as it was written."""
    _giving(work, giving_id)
    columns, name = _columns(work, form)
    work.label = f"Edit what you gave {name}"
    work.coalesce_key = f"giving {giving_id}"
    work.update(s.Giving, giving_id, **columns)
    set_topics(work, s.GivingTopic, "giving_id", giving_id, form.topics)


def tell_outcome(
    work: Work, now: datetime, *, giving_id: int, text: str, channel: Channel = Channel.OTHER
) -> int | None:
    """What became of it, in words; the id of the entry that this writes into the timeline.

    Without words nothing came of it, or nobody knows: it is not asked again, and None.
    """
    row = _giving(work, giving_id)
    today: date = now.astimezone(work.here.zone).date()
    text = text.strip()
    entry_id = None
    if text:
        told = f"How it went with {one_line(row['text'], _SHOWN)}: {text}"
        entry = InteractionForm((row["person_id"],), told, today, None, channel)
        entry_id = log_interaction(work, now, form=entry)
    work.label = f"What became of {one_line(row['text'], _SHOWN)}"
    work.update(
        s.Giving,
        giving_id,
        outcome=text,
        outcome_on=today.isoformat(),
        outcome_interaction_id=entry_id,
    )
    return entry_id


def drop_givings(work: Work, now: datetime, *, giving_ids: Sequence[int]) -> int:
    """Remove what was written down as given; the entries of the timeline stay. How many."""
    ids = sorted(set(giving_ids))
    rows = work.rows(s.Giving, ids)
    which = f"“{one_line(rows[0]['text'], _SHOWN)}”" if len(rows) == 1 else f"{len(rows)} things"
    work.label = f"Remove {which} from what you gave"
    return work.remove(s.Giving, ids)


def _giving(work: Work, giving_id: int) -> dict[str, Any]:
    row = work.get(s.Giving, giving_id)
    if row is None:
        raise UserError(_GONE)
    return row


def _columns(work: Work, form: GivingForm) -> tuple[dict[str, object], str]:
    """The columns of a form, and the name of its person."""
    text = form.text.strip()
    if not text:
        raise UserError("Say in a few words what you gave.")
    name = names_of(work.connection, [form.person_id]).get(form.person_id)
    if name is None:
        raise UserError("This person is not there any more; nothing was saved.")
    minutes = form.effort_minutes
    if minutes is not None and not 0 <= minutes <= _LONGEST_MINUTES:
        raise UserError(f"The effort is a number of minutes from 0 to {_LONGEST_MINUTES:,}.")
    references = (
        (s.Resource, form.resource_id), (s.Need, form.need_id),
        (s.Introduction, form.introduction_id),
    )  # fmt: skip
    if any(row_id is not None and work.get(model, row_id) is None for model, row_id in references):
        raise UserError("What it belongs to is not there any more; nothing was saved.")
    columns: dict[str, object] = {
        "person_id": form.person_id,
        "kind": form.kind.value,
        "text": text,
        "given_on": form.on.isoformat(),
        "effort_minutes": minutes,
        "resource_id": form.resource_id,
        "need_id": form.need_id,
        "introduction_id": form.introduction_id,
    }
    return columns, one_line(name, _SHOWN)
