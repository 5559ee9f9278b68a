"""The two answers to the offer of another rhythm; each is one step of Undo, and is remembered."""

from __future__ import annotations

from datetime import datetime

from relationship_desk.desk.commands.circles import present, set_rhythm, who
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.rhythm_offers import RhythmOffer, RhythmReply
from relationship_desk.store import schema as s
from relationship_desk.store.circles import effective_rhythms
from relationship_desk.store.work import Work


def take_rhythm(work: Work, now: datetime, *, person_id: int, offer: RhythmOffer) -> None:
    """Give somebody the rhythm that was offered, as their own."""
    _answer(work, now, person_id, offer, RhythmReply.TAKEN)
    set_rhythm(work, now, person_ids=[person_id], rhythm=offer.offered)
    work.label = f"{who(work, [person_id])}: {offer.offered.words}"


def keep_rhythm(work: Work, now: datetime, *, person_id: int, offer: RhythmOffer) -> None:
    """Leave the rhythm as it is, and do not ask again unless things change clearly."""
    _answer(work, now, person_id, offer, RhythmReply.KEPT)
    work.label = f"{who(work, [person_id])}: keep {offer.rhythm.words}"


def _answer(
    work: Work, now: datetime, person_id: int, offer: RhythmOffer, reply: RhythmReply
) -> None:
    present(work, [person_id])
    rhythm, _ = effective_rhythms(work.connection, [person_id]).get(person_id, (None, ""))
    if rhythm != offer.rhythm:
        raise UserError("The rhythm is another one meanwhile; nothing was changed.")
    work.insert(
        s.RhythmReply,
        person_id=person_id,
        kind=reply.value,
        ideal_days=offer.rhythm.ideal_days,
        offered_days=offer.offered.ideal_days,
        at=to_text(now),
    )
