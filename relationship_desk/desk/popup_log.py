"""The log of popups: which way each took, and what became of it, as the engine's own rows.

Invariant: a line is never changed, but for one: the same failure once more counts on, so that a
day without a notification service is one line and not four thousand.
"""

from __future__ import annotations

from datetime import datetime

from relationship_desk.desk.ports import Fate, Heard
from relationship_desk.domain.instants import to_text
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work

KEPT = 5000  # lines; the oldest go


def log_popup(work: Work, now: datetime, *, heard: Heard) -> None:
    """Write down what was heard of a popup. Nothing is asked of the user's facts."""
    notification = heard.notification
    if notification is None:
        return
    source, source_id, occurrence = "", 0, notification.tag
    if len(notification.about) == 1:
        delivery = work.get(s.Delivery, notification.about[0])
        if delivery is None:
            return  # erased for good meanwhile, and so is what would be said of it
        source, source_id = delivery["source"], delivery["source_id"]
        occurrence = delivery["occurrence"]
    work.touched.deliveries = True
    known = _same_failure(work, heard, (source, source_id, occurrence))
    if known is not None:
        event_id, tries = known
        work.update(s.DeliveryEvent, event_id, at=to_text(now), tries=tries + 1)
        return
    work.insert(
        s.DeliveryEvent,
        at=to_text(now), source=source, source_id=source_id, occurrence=occurrence,
        title=notification.title, reminders=len(notification.about), backend=heard.backend,
        fate=heard.fate.value, reply=heard.reply.value if heard.reply else "",
        reason=heard.reason, tries=1,
    )  # fmt: skip
    work.connection.sql(
        "DELETE FROM delivery_event WHERE id <= (SELECT max(id) FROM delivery_event) - ?", (KEPT,)
    )


def _same_failure(work: Work, heard: Heard, what: tuple[str, int, str]) -> tuple[int, int] | None:
    """Id and tries of the newest line of this occurrence, where it says the same failure."""
    if heard.fate is not Fate.FAILED:
        return None
    newest = work.connection.sql(
        "SELECT id, tries, fate, backend, reason FROM delivery_event "
        "WHERE source = ? AND source_id = ? AND occurrence = ? ORDER BY id DESC LIMIT 1",
        what,
    )
    for event_id, tries, *said in newest:
        if said == [heard.fate.value, heard.backend, heard.reason]:
            return event_id, tries
    return None
