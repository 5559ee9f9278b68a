"""What becomes of cards that could not be read: read at last, or thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.transfer.plan import ImportPlan
from relationship_desk.desk.transfer.report import ImportReport
from relationship_desk.domain.text import counted
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work


def import_quarantined(
    work: Work, now: datetime, *, plan: ImportPlan, region: str, card_ids: Sequence[int]
) -> ImportReport:
    """Import what can be read by now; the cards leave the quarantine. `plan` is that of
    `desk.transfer.quarantine.read_again`."""
    work.delete(s.Card, _still_there(work, card_ids))
    return import_cards(work, now, plan=plan, region=region)


def discard_quarantined(work: Work, now: datetime, *, card_ids: Sequence[int]) -> int:
    """Throw unreadable cards away, with their bytes; how many there were."""
    gone = work.delete(s.Card, _still_there(work, card_ids))
    work.label = f"Discard {counted(gone, 'unreadable card')}"
    return gone


def _still_there(work: Work, card_ids: Sequence[int]) -> list[int]:
    rows = work.rows(s.Card, list(card_ids))
    return [row["id"] for row in rows if row["state"] == "quarantined"]
