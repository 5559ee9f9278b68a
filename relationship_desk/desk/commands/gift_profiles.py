"""What is good to know before giving somebody anything.

Invariant: a merge keeps what either profile says; an allergy is never lost on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from relationship_desk.desk.commands.written import person_name
from relationship_desk.domain.money import Money
from relationship_desk.domain.text import fold
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

_WORDS = ("sizes", "likes", "allergies", "never_give")


@dataclass(frozen=True, slots=True)
class GiftProfileForm:
    """What is good to know, as edited; the budget is for a year."""

    sizes: str = ""
    likes: str = ""
    allergies: str = ""
    never_give: str = ""
    budget: Money | None = None


def set_gift_profile(work: Work, now: datetime, *, person_id: int, form: GiftProfileForm) -> None:
    """Keep what is good to know before giving this person anything; nothing at all is no row."""
    name = person_name(work, person_id)
    values = {word: getattr(form, word).strip() for word in _WORDS}
    values["budget"] = form.budget.stored if form.budget else ""
    values["currency"] = form.budget.currency if form.budget else ""
    there = work.ids_where(s.GiftProfile, "person_id", [person_id])
    if not any(values.values()):
        work.remove(s.GiftProfile, there)
    elif there:
        work.update(s.GiftProfile, there[0], **values)
    else:
        work.insert(s.GiftProfile, person_id=person_id, **values)
    work.label = f"What to know before giving {name} anything"
    work.coalesce_key = f"gift profile {person_id}"


def unite_gift_profiles(work: Work, keep_id: int, other_id: int) -> None:
    """The words of both; my budget, or theirs where I have none."""
    theirs = work.rows(s.GiftProfile, work.ids_where(s.GiftProfile, "person_id", [other_id]))
    mine = work.rows(s.GiftProfile, work.ids_where(s.GiftProfile, "person_id", [keep_id]))
    for row in theirs:
        if not mine:
            work.update(s.GiftProfile, row["id"], person_id=keep_id)
            continue
        values = {word: _both(mine[0][word], row[word]) for word in _WORDS}
        if not mine[0]["budget"]:
            values |= {"budget": row["budget"], "currency": row["currency"]}
        work.update(s.GiftProfile, mine[0]["id"], **values)


def _both(mine: str, theirs: str) -> str:
    """Each said once: theirs after mine, where mine does not say it already."""
    if fold(theirs) in fold(mine):
        return mine
    return f"{mine}; {theirs}" if mine else theirs
