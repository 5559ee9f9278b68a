"""What a person can do with kindnesses: record them, thank for them, and let them be.

Invariant: thanks that were said stand in the timeline, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from relationship_desk.desk.commands.answers import DISMISSED, forget_answers, put_answer
from relationship_desk.desk.commands.topics import set_topics
from relationship_desk.desk.commands.written import person_name, write_entry
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.kindness import CHANNELS, ThanksForm, Weight
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.text import counted, one_line
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

KINDNESS = "kindness"  # as it is called in answers: by its table
_QUOTED = 40


@dataclass(frozen=True, slots=True)
class KindnessForm:
    """A kindness as edited. `interaction_id` is the entry that tells of it."""

    person_id: int
    text: str
    on: date
    weight: Weight = Weight.HELP
    meant_for: str = ""
    wanted: bool = True
    topics: tuple[str, ...] = ()
    interaction_id: int | None = None


def record_kindness(work: Work, now: datetime, *, form: KindnessForm) -> int:
    """Somebody did something for the user; the id."""
    columns, name = _columns(work, form)
    kindness_id = work.insert(s.Kindness, form="", draft="", created_at=to_text(now), **columns)
    set_topics(work, s.KindnessTopic, "kindness_id", kindness_id, form.topics)
    work.label = f"{name} was kind: {_quoted(form.text)}"
    return kindness_id


def edit_kindness(work: Work, now: datetime, *, kindness_id: int, form: KindnessForm) -> None:
    """Make a kindness what the form says; how it was thanked for stays. Another day ends a
    snooze."""
    old = _kindness(work, kindness_id)
    columns, _ = _columns(work, form)
    if old["happened_on"] != columns["happened_on"]:
        forget_answers(work, KINDNESS, [kindness_id])
    work.update(s.Kindness, kindness_id, **columns)
    set_topics(work, s.KindnessTopic, "kindness_id", kindness_id, form.topics)
    work.label = f"Edit the kindness {_quoted(form.text)}"
    work.coalesce_key = f"kindness {kindness_id}"


def delete_kindnesses(work: Work, now: datetime, *, kindness_ids: Sequence[int]) -> int:
    """Remove kindnesses; the entries that tell of them stay. How many there were."""
    rows = work.rows(s.Kindness, sorted(set(kindness_ids)))
    which = _quoted(rows[0]["text"]) if len(rows) == 1 else f"{len(rows)} kindnesses"
    work.label = f"Delete the kindness {which}" if len(rows) == 1 else f"Delete {which}"
    return work.remove(s.Kindness, [row["id"] for row in rows])


def keep_thanks_draft(
    work: Work, now: datetime, *, kindness_id: int, text: str, form: ThanksForm | None = None
) -> None:
    """Keep words of thanks that are not sent yet, and how they are meant to go."""
    row = _kindness(work, kindness_id)
    values: dict[str, Any] = {"draft": text.strip()}
    if form is not None:
        values["form"] = form.value
    work.update(s.Kindness, kindness_id, **values)
    work.label = f"Draft thanks for {_quoted(row['text'])}"
    work.coalesce_key = f"thanks {kindness_id}"


def say_thanks(
    work: Work,
    now: datetime,
    *,
    kindness_id: int,
    form: ThanksForm,
    text: str = "",
    on: date | None = None,
    channel: Channel | None = None,
) -> int | None:
    """The user said thanks: writes an entry into the timeline; its id, or None where that was
    done before. `text`: the words as they went out; `channel`: where the form is not clear."""
    row = _kindness(work, kindness_id)
    if row["thanked_on"] is not None:
        return None
    name = person_name(work, row["person_id"])
    day = on or now.astimezone(work.here.zone).date()
    words = text.strip()
    told = f"Thanks for: {row['text']}"
    entry_id = write_entry(
        work, now, person_id=row["person_id"], text=f"{told}\n\n{words}" if words else told,
        channel=channel or CHANNELS[form], direction=Direction.MINE, on=day,
    )  # fmt: skip
    work.update(
        s.Kindness, kindness_id, form=form.value, draft=words, wanted=1,
        thanked_on=day.isoformat(), thanked_in_id=entry_id,
    )  # fmt: skip
    work.label = f"Thank {name} for {_quoted(row['text'])}"
    return entry_id


def acknowledge_thanks(
    work: Work, now: datetime, *, kindness_id: int, on: date | None = None
) -> bool:
    """They answered to the thanks; whether that is news."""
    row = _kindness(work, kindness_id)
    if row["thanked_on"] is None:
        raise UserError("Nobody was thanked for this yet. Say thanks first.")
    if row["acknowledged_on"] is not None:
        return False
    day = max((on or now.astimezone(work.here.zone).date()).isoformat(), row["thanked_on"])
    work.label = f"Answered: the thanks for {_quoted(row['text'])}"
    return work.update(s.Kindness, kindness_id, acknowledged_on=day)


def reopen_thanks(work: Work, now: datetime, *, kindness_id: int) -> bool:
    """They were not thanked after all; whether that is news. An entry that the thanks wrote goes
    with them."""
    row = _kindness(work, kindness_id)
    if row["thanked_on"] is None:
        return False
    if row["thanked_in_id"] is not None:
        work.remove(s.Interaction, [row["thanked_in_id"]])
    work.label = f"Not thanked yet for {_quoted(row['text'])}"
    return work.update(s.Kindness, kindness_id, thanked_on=None, acknowledged_on=None)


def want_thanks(work: Work, now: datetime, *, kindness_ids: Sequence[int], wanted: bool) -> int:
    """Whether thanks are wanted for these; how many are new to that."""
    rows = work.rows(s.Kindness, sorted(set(kindness_ids)))
    which = _quoted(rows[0]["text"]) if len(rows) == 1 else f"{len(rows)} kindnesses"
    work.label = f"{'Thanks wanted' if wanted else 'No thanks needed'} for {which}"
    return sum(work.update(s.Kindness, row["id"], wanted=int(wanted)) for row in rows)


def decline_kindness(work: Work, now: datetime, *, interaction_id: int) -> bool:
    """What an entry tells was no kindness to be thanked for: it is not proposed again."""
    row = work.get(s.Interaction, interaction_id)
    if row is None:
        raise UserError("This entry is not there any more; nothing was changed.")
    work.label = f"Nothing to thank for: {_quoted(row['text'])}"
    return put_answer(work, now, "interaction", interaction_id, row["happened_on"], DISMISSED)


def propose_thanks(
    work: Work, now: datetime, *, person_ids: Sequence[int], text: str, meant_for: str = ""
) -> list[int]:
    """Somebody was helped to something by all of these people: a kindness of each, for which to
    thank; their ids. Who has the same one already is left out."""
    ids = []
    today = now.astimezone(work.here.zone).date()
    for person_id in dict.fromkeys(person_ids):
        there = work.rows(s.Kindness, work.ids_where(s.Kindness, "person_id", [person_id]))
        if any((row["text"], row["meant_for"]) == (text.strip(), meant_for) for row in there):
            continue
        form = KindnessForm(person_id, text, today, meant_for=meant_for)
        ids.append(record_kindness(work, now, form=form))
    if len(ids) != 1:
        work.label = f"Thank {counted(len(ids), 'person', 'people')} for {_quoted(text)}"
    return ids


def _kindness(work: Work, kindness_id: int) -> dict[str, Any]:
    row = work.get(s.Kindness, kindness_id)
    if row is None:
        raise UserError("This kindness is not there any more; nothing was saved.")
    return row


def _columns(work: Work, form: KindnessForm) -> tuple[dict[str, Any], str]:
    """The columns, and the name of the person."""
    text = form.text.strip()
    if not text:
        raise UserError("Say in a few words what they did for you; nothing was saved.")
    name = person_name(work, form.person_id)
    entry = form.interaction_id
    if entry is not None and work.get(s.Interaction, entry) is None:
        raise UserError("This entry is not there any more; nothing was saved.")
    return {
        "person_id": form.person_id,
        "text": text,
        "weight": int(form.weight),
        "meant_for": " ".join(form.meant_for.split()),
        "happened_on": form.on.isoformat(),
        "interaction_id": entry,
        "wanted": int(form.wanted),
    }, name


def _quoted(text: str) -> str:
    return f"“{one_line(text, _QUOTED)}”"
