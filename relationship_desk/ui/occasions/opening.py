"""Opens an occasion of a person, and saves what the dialog says; the same from card and inbox."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from relationship_desk.desk.commands.occasions import (
    add_occasion,
    edit_occasion,
    note_death,
    remove_occasion,
    set_lead,
    set_leap_day,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.errors import UserError
from relationship_desk.store.occasions import CARD, OccasionRow, leap_day_of, own_leads
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.occasions.dialog import OccasionDialog, OccasionEdit
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

Tell = Callable[[Message], None]


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

    # The dialog may have been closed before the writer answered.
    def saved(outcome: Outcome[Any]) -> None:
        if isValid(dialog):
            dialog.accept()
        _tell(bridge, outcome, tell)

    def failed(error: BaseException) -> None:
        if isValid(dialog):
            dialog.complain(str(error) if isinstance(error, UserError) else "")
        if not isinstance(error, UserError) or not isValid(dialog):
            bridge.tell(error)

    def save(edit: OccasionEdit) -> None:
        if edit.leap is not None and edit.leap is not leap:
            bridge.do(
                set_leap_day,
                lambda outcome: _tell(bridge, outcome, tell),
                person_id=person_id,
                leap=edit.leap,
            )
        bridge.follow(_saving(bridge, person_id, row, edit), saved, failed)

    def remove() -> None:
        if row is not None:
            bridge.follow(bridge.desk.do(remove_occasion, occasion_id=row.id), saved, failed)

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


def _tell(bridge: Bridge, outcome: Outcome[Any], tell: Tell) -> None:
    operation_id = outcome.operation_id
    if operation_id is not None:
        undo = "Undo", lambda: bridge.undo(None, operation_id)
        tell(Message(f"{visible(outcome.label)}.", Kind.SUCCESS, *undo))
