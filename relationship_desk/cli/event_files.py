"""`import` of calendars: the events in them come to the desk."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from relationship_desk.cli import output
from relationship_desk.cli.command import Session
from relationship_desk.cli.event_sheet import title
from relationship_desk.clock import today
from relationship_desk.desk.calendar_import import read_calendars
from relationship_desk.desk.commands.events import add_events
from relationship_desk.domain.text import counted
from relationship_desk.formats.ics_events import read_events
from relationship_desk.store.events import get_event


def import_events(session: Session, files: Sequence[Path], args: Namespace) -> None:
    """Bring the events of calendars. Raises `InputUnreadable`."""
    with session.look() if args.dry_run else session.open() as desk:
        forms = read_calendars(files, read_events, desk.clock.zone(), today(desk.clock))
        if args.dry_run:
            output.result(f"Would bring {_events(len(forms))}.")
            return
        added = desk.desk.do(add_events, forms=forms).result().result
        names = [title(event) for i in added.new if (event := get_event(desk.reader, i))]
    if args.json:
        output.result_json({"events": list(added.new), "known": list(added.known)})
        return
    if names:
        verb = "is" if len(names) == 1 else "are"
        output.result(f"{_events(len(names))} {verb} new: {'; '.join(names)}.")
        output.result("Take it back with: relationship-desk undo")
    if added.known:
        verb = "was" if len(added.known) == 1 else "were"
        output.result(f"{_events(len(added.known))} {verb} here already.")


def _events(number: int) -> str:
    return counted(number, "event")
