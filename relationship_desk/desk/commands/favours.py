"""What a person can say to a favour that is offered: not now, or never. Doing it is giving."""

from __future__ import annotations

from datetime import date, datetime

from relationship_desk.domain.instants import to_text
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work


def answer_favour(
    work: Work, now: datetime, *, key: str, title: str, until_on: date | None = None
) -> bool:
    """Offer it again from that day, or never; whether that is anything new."""
    until = until_on.isoformat() if until_on else None
    work.label = f"{'Later' if until else 'Not wanted'}: “{one_line(title, 40)}”"
    there = work.ids_where(s.FavourAnswer, "key", [key])
    if there:
        return work.update(s.FavourAnswer, there[0], until_on=until)
    work.insert(s.FavourAnswer, key=key, until_on=until, created_at=to_text(now))
    return True
