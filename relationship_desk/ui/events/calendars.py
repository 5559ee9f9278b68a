"""Calendar files that were dropped on the window or opened: their events come to the desk.

Invariant: one event is shown before it is kept; several are kept at once, in one step.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from relationship_desk.desk.calendar_import import read_calendars, split_calendars
from relationship_desk.desk.commands.events import Added, add_events
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.transfer.sources.parts import Given
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import EventForm
from relationship_desk.formats.ics_events import read_events
from relationship_desk.store.events import event_rows
from relationship_desk.ui.panes.events import EventsPane
from relationship_desk.ui.telling import done_message
from relationship_desk.ui.widgets.bar import Message

if TYPE_CHECKING:
    from relationship_desk.ui.main_window import MainWindow


def take_calendars(window: MainWindow, files: Sequence[Given]) -> list[Given]:
    """Look into the calendars among these; what is left is something else."""
    paths = [file for file in files if isinstance(file, Path)]
    calendars, _ = split_calendars(paths)
    if calendars:
        _read(window, calendars)
    return [file for file in files if file not in calendars]


def _read(window: MainWindow, calendars: list[Path]) -> None:
    bridge = window.bridge
    zone, today = bridge.clock.zone(), bridge.today()

    def job() -> list[EventForm]:
        return read_calendars(calendars, read_events, zone, today)

    def failed(error: BaseException) -> None:
        if isinstance(error, UserError):
            window.warn(str(error))
        else:
            bridge.tell(error)

    bridge.in_background(job, lambda forms: _take(window, forms), failed)


def _take(window: MainWindow, forms: list[EventForm]) -> None:
    bridge = window.bridge
    if len(forms) == 1:
        [form] = forms
        known = [
            row for row in event_rows(bridge.reader)
            if form.uid and row.form.uid == form.uid and row.starts_on == form.starts_on
        ]  # fmt: skip
        if known:
            window.tell(Message(f"{known[0].name} is here already."))
        else:
            window.panes.of(EventsPane).propose(form)
        return

    def told(outcome: Outcome[Any]) -> None:
        added: Added = outcome.result
        message = done_message(bridge, outcome)
        window.tell(message or Message(f"All {len(added.known):,} events are here already."))

    bridge.do(add_events, told, forms=forms)
