"""Opens an occasion of a person, and saves what the dialog says; the same from card and inbox."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.occasions import (
    add_occasion,
    edit_occasion,
    note_death,
    remove_occasion,
    set_lead,
    set_leap_day,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.store.occasions import CARD, OccasionRow, leap_day_of, own_leads
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.occasions.dialog import OccasionDialog, OccasionEdit
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme


def open_occasion(
    bridge: Bridge,
    theme: Theme,
    person_id: int,
    row: OccasionRow | None,
    tell: Tell,
    parent: QWidget,
) -> None:
    """Open this occasion of a person, or a new one; `tell` hears what was saved, with its Undo."""
    lead = None
    if row is not None:
        leads = own_leads(bridge.reader, person_id)
        lead = leads.get(row.occasion.kind) if row.source == CARD else row.own_lead
    leap = leap_day_of(bridge.reader, person_id)
    dialog = OccasionDialog(theme, bridge.clock, row, leap, lead, parent)

    told = tell_done(bridge, tell)

    def save(edit: OccasionEdit) -> None:
        if edit.leap is not None and edit.leap is not leap:
            bridge.do(set_leap_day, told, person_id=person_id, leap=edit.leap)
        dialog.follow(bridge, _saving(bridge, person_id, row, edit), told)

    def remove() -> None:
        if row is not None:
            dialog.follow(bridge, bridge.desk.do(remove_occasion, occasion_id=row.id), told)

    dialog.submitted.connect(save)
    dialog.remove_wanted.connect(remove)
    dialog.open()


def _saving(
    bridge: Bridge, person_id: int, row: OccasionRow | None, edit: OccasionEdit
) -> Future[Outcome[Any]]:
    desk, region = bridge.desk, bridge.preferences().region
    future: Future[Any]
    if edit.death is not None:
        future = desk.do(note_death, person_id=person_id, on=edit.death, region=region)
    elif edit.form is None:
        assert row is not None
        kind = row.occasion.kind
        future = desk.do(set_lead, person_id=person_id, kind=kind, days=edit.lead_days)
    elif row is None:
        future = desk.do(add_occasion, person_id=person_id, form=edit.form, region=region)
    else:
        future = desk.do(edit_occasion, occasion_id=row.id, form=edit.form)
    return future
