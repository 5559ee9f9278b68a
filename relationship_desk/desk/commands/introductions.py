"""What a person can do with an introduction, from the idea to what became of it.

Invariant: each step that reaches somebody is an entry of the timeline of those it reached, and of
nobody else; so a private no stays private.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.giving import GivingForm, give
from relationship_desk.desk.commands.relations import put_relation
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.introductions import Side, Stage
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.relations import RelationKind, stored_as
from relationship_desk.domain.text import one_line
from relationship_desk.domain.value import Given
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

_SHOWN = 40
_GONE = "This introduction is not there any more; nothing was changed."
# The column that tells since when an introduction is at a stage.
SINCE = {
    Stage.DRAFT: "begun_on",
    Stage.ASKED_FIRST: "asked_first_on",
    Stage.ASKED_SECOND: "asked_second_on",
    Stage.MADE: "made_on",
    Stage.CHECKED: "checked_on",
    Stage.FINISHED: "closed_on",
    Stage.DECLINED: "closed_on",
    Stage.ACQUAINTED: "closed_on",
}
_DAYS = tuple(dict.fromkeys(SINCE.values()))
_AHEAD = (
    Stage.DRAFT, Stage.ASKED_FIRST, Stage.ASKED_SECOND, Stage.MADE, Stage.CHECKED, Stage.FINISHED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IntroductionForm:
    """Who may want to meet whom, and why; the first is asked first."""

    first_id: int
    second_id: int
    why: str
    need_id: int | None = None


def plan_introduction(work: Work, now: datetime, *, form: IntroductionForm) -> int:
    """An idea: nobody is asked yet; the id. Raises `UserError` where it is under way already."""
    names = _named(work, form)
    open_already = work.connection.sql(
        "SELECT 1 FROM introduction WHERE stage IN ('draft', 'asked_first', 'asked_second') "
        "AND ((first_id = ? AND second_id = ?) OR (first_id = ? AND second_id = ?))",
        (form.first_id, form.second_id, form.second_id, form.first_id),
    )
    if open_already:
        raise UserError(f"An introduction of {names[0]} and {names[1]} is under way already.")
    work.label = f"Introduce {names[0]} to {names[1]}"
    return work.insert(
        s.Introduction,
        first_id=form.first_id,
        second_id=form.second_id,
        why=form.why.strip(),
        need_id=form.need_id,
        stage=Stage.DRAFT.value,
        begun_on=_today(work, now).isoformat(),
        declined_by="",
        outcome="",
        created_at=to_text(now),
    )


def edit_introduction(
    work: Work, now: datetime, *, introduction_id: int, form: IntroductionForm
) -> None:
    """Other words for the reason, or the other one first. Whom it is about cannot change once
    somebody was asked."""
    row = _row(work, introduction_id)
    names = _named(work, form)
    people = {"first_id": form.first_id, "second_id": form.second_id}
    if row["stage"] != Stage.DRAFT and any(row[column] != i for column, i in people.items()):
        raise UserError("Somebody was asked already; plan another introduction instead.")
    work.label = f"Edit the introduction of {names[0]} and {names[1]}"
    work.coalesce_key = f"introduction {introduction_id}"
    work.update(
        s.Introduction, introduction_id, why=form.why.strip(), need_id=form.need_id, **people
    )


def advance_introduction(
    work: Work,
    now: datetime,
    *,
    introduction_id: int,
    to: Stage,
    text: str = "",
    channel: Channel = Channel.EMAIL,
) -> int | None:
    """The next step is done: asked, made (they know each other then), checked, or finished with
    `text` as the outcome.

    `text` is what was written or said. The id of the entry that this writes into the timeline, of
    those whom the step reached; None where it had been done before.
    """
    row = _row(work, introduction_id)
    if row["stage"] == to:
        return None
    stage = Stage(row["stage"])
    if not stage.is_open or to not in _AHEAD or _AHEAD.index(to) != _AHEAD.index(stage) + 1:
        raise UserError(f"This introduction is at another step: {stage.words}.")
    first, second = _names(work, row)
    today = _today(work, now)
    reached, words, direction = {
        Stage.ASKED_FIRST: (("first_id",), f"Asked about meeting {second}", Direction.MINE),
        Stage.ASKED_SECOND: (("second_id",), f"Asked about meeting {first}", Direction.MINE),
        Stage.MADE: (("first_id", "second_id"), f"Introduced {first} and {second}", Direction.MINE),
        Stage.CHECKED: (
            ("first_id", "second_id"), f"{first} and {second} have spoken", Direction.MUTUAL,
        ),
        Stage.FINISHED: (
            ("first_id", "second_id"), f"What became of {first} and {second}", Direction.MUTUAL,
        ),
    }[to]  # fmt: skip
    said = f"{words}: {text.strip()}" if text.strip() else f"{words}."
    people = tuple(row[column] for column in reached)
    entry_id = log_interaction(
        work, now, form=InteractionForm(people, said, today, None, channel, direction)
    )
    values = {"stage": to.value, SINCE[to]: today.isoformat()}
    if to is Stage.FINISHED:
        values["outcome"] = text.strip()
    work.update(s.Introduction, introduction_id, **values)
    if to is Stage.MADE:
        put_relation(work, now, stored_as(row["first_id"], RelationKind.KNOWS, row["second_id"]))
        _note_as_given(work, now, row, second, first, entry_id)
    elif to is Stage.FINISHED:
        _note_outcome(work, now, introduction_id, text)
    work.label = {
        Stage.ASKED_FIRST: f"Asked {first} about meeting {second}",
        Stage.ASKED_SECOND: f"Asked {second} about meeting {first}",
    }.get(to, words)
    return entry_id


def end_introduction(
    work: Work, now: datetime, *, introduction_id: int, as_: Stage, by: Side | None = None
) -> None:
    """It is not wanted (`by` one of them, in private), or they know each other already."""
    row = _row(work, introduction_id)
    stage = Stage(row["stage"])
    if as_ not in (Stage.DECLINED, Stage.ACQUAINTED):
        raise ValueError(f"{as_} is no such end")
    if stage not in (Stage.DRAFT, Stage.ASKED_FIRST, Stage.ASKED_SECOND):
        raise UserError(f"This introduction cannot end so: {stage.words}.")
    first, second = _names(work, row)
    work.update(
        s.Introduction,
        introduction_id,
        stage=as_.value,
        closed_on=_today(work, now).isoformat(),
        declined_by=by.value if by and as_ is Stage.DECLINED else "",
    )
    work.label = f"Introduction of {first} and {second}: {as_.words}"


def reopen_introduction(work: Work, now: datetime, *, introduction_id: int) -> None:
    """Back to where it stood before it ended."""
    row = _row(work, introduction_id)
    if Stage(row["stage"]).is_open:
        raise UserError("This introduction is not over.")
    before = max(
        (stage for stage in _AHEAD[:-1] if row[SINCE[stage]] is not None), key=_AHEAD.index
    )
    first, second = _names(work, row)
    work.update(s.Introduction, introduction_id, stage=before.value, closed_on=None, declined_by="")
    work.label = f"Take up the introduction of {first} and {second} again"


def drop_introductions(work: Work, now: datetime, *, introduction_ids: Sequence[int]) -> int:
    """Remove introductions, as if they had never been thought of; how many there were. Entries of
    the timeline stay."""
    ids = sorted(set(introduction_ids))
    rows = work.rows(s.Introduction, ids)
    which = " and ".join(_names(work, rows[0])) if len(rows) == 1 else f"{len(rows)} pairs"
    work.label = f"Remove the introduction of {which}"
    return work.remove(s.Introduction, ids)


def _note_as_given(
    work: Work, now: datetime, row: dict[str, Any], second: str, first: str, entry_id: int
) -> None:
    """Both were given an introduction; what became of it is asked once, with the introduction."""
    need = work.get(s.Need, row["need_id"]) if row["need_id"] is not None else None
    for person_id, other in ((row["first_id"], second), (row["second_id"], first)):
        is_theirs = need is not None and need["person_id"] == person_id
        form = GivingForm(
            person_id,
            Given.INTRODUCTION,
            f"to {other}",
            _today(work, now),
            need_id=row["need_id"] if is_theirs else None,
            introduction_id=row["id"],
        )
        give(work, now, form=form, interaction_id=entry_id)


def _note_outcome(work: Work, now: datetime, introduction_id: int, text: str) -> None:
    for giving_id in work.ids_where(s.Giving, "introduction_id", [introduction_id]):
        work.update(
            s.Giving,
            giving_id,
            outcome=text.strip(),
            outcome_on=_today(work, now).isoformat(),
        )


def _row(work: Work, introduction_id: int) -> dict[str, Any]:
    row = work.get(s.Introduction, introduction_id)
    if row is None:
        raise UserError(_GONE)
    return row


def _named(work: Work, form: IntroductionForm) -> tuple[str, str]:
    if form.first_id == form.second_id:
        raise UserError("An introduction needs two people.")
    if form.need_id is not None and work.get(s.Need, form.need_id) is None:
        raise UserError("What it is for is not there any more; nothing was saved.")
    return _names(work, {"first_id": form.first_id, "second_id": form.second_id})


def _names(work: Work, row: dict[str, Any]) -> tuple[str, str]:
    names = names_of(work.connection, [row["first_id"], row["second_id"]])
    if len(names) < 2:
        raise UserError("One of these people is not there any more; nothing was saved.")
    return tuple(one_line(names[row[c]], _SHOWN) for c in ("first_id", "second_id"))  # type: ignore[return-value]


def _today(work: Work, now: datetime) -> date:
    return now.astimezone(work.here.zone).date()
