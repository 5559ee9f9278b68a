"""Catches what an entry notes beside what happened: kindnesses, and ideas for gifts.

Invariant: a note is caught once, when it is written; what was made of it is not made again by a
later edit of the entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from relationship_desk.desk.commands.gifts import GiftForm, note_gift
from relationship_desk.desk.commands.thanks import KindnessForm, record_kindness
from relationship_desk.desk.quick_words import quick_words
from relationship_desk.domain.markers import for_whom, marked
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work


def catch_marked(
    work: Work,
    now: datetime,
    interaction_id: int,
    people: Sequence[int],
    text: str,
    on: date,
    before: str = "",
) -> None:
    """Write down what the text of an entry notes and the one `before` did not; with several people
    it is about the first, unless it ends with "for" and a name of theirs."""
    words, label = quick_words(), work.label
    names: dict[int, str] = {}
    told: list[str] = []
    for kind, cues in (("kindness", words.kindness_cues), ("gift idea", words.gift_cues)):
        known = marked(before, cues)
        for note in marked(text, cues):
            if note in known:
                continue
            names = names or {i: names_of(work.connection, people)[i] for i in people}
            whose, said = for_whom(note, names) if len(people) > 1 else (None, note)
            person_id = whose or people[0]
            if kind == "gift idea":
                note_gift(work, now, form=GiftForm(person_id, said), noted_in=interaction_id)
            else:
                form = KindnessForm(person_id, said, on, interaction_id=interaction_id)
                record_kindness(work, now, form=form)
            told.append(kind)
    work.label = f"{label}, with a {' and a '.join(told)}" if told else label
