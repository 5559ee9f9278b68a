"""What is good to know before giving somebody anything.

Invariant: a merge keeps what either profile says; an allergy is never lost on the way.
"""

from __future__ import annotations

from relationship_desk.domain.text import fold
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

_WORDS = ("sizes", "likes", "allergies", "never_give")


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
