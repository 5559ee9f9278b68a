"""The verbs of `event` about what is known before it: the event itself, who is there, the sheet."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_event, find_person
from relationship_desk.cli.command import Session
from relationship_desk.clock import today
from relationship_desk.desk.commands.events import GuestForm, put_guest, remove_guests
from relationship_desk.desk.preparing import make_prep
from relationship_desk.desk.transfer.whole_file import require_free, write_bytes
from relationship_desk.domain.brief import text_of
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import Part
from relationship_desk.domain.prep import Prep, page_of_prep, when_words
from relationship_desk.domain.text import one_line
from relationship_desk.store.events import EventRow, guests


def show(session: Session, args: Namespace) -> int:
    """An event and who is there."""
    with session.open() as desk:
        on = day(args.on or "today", today(desk.clock))
        event = find_event(desk.reader, args.words[0], on)
        there = guests(desk.reader, event.id)
    if args.json:
        listed = [output.plain(asdict(one)) for one in there]
        output.result_json({**event_object(event), "guests": listed})
        return 0
    output.result(title(event))
    output.table(
        [
            (
                str(one.person_id),
                one.name,
                one.part.value,
                "wanted" if one.wanted else "",
                one_line(one.why),
            )
            for one in there
        ],
        indent="  ",
    )
    return 0


def prep(session: Session, args: Namespace) -> int:
    """The prep sheet, as text, as JSON or as a page to print."""
    if args.pdf is not None:
        require_free(args.pdf, args.force)
    elif args.force:
        raise UserError("--force goes with --pdf OUT.")
    with session.open() as desk:
        on = day(args.on or "today", today(desk.clock))
        event = find_event(desk.reader, args.words[0], on)
        sheet = make_prep(desk.reader, event.id, on)
    page = page_of_prep(sheet)
    if args.pdf is not None:
        # Not at the top: no other command needs Qt, which takes a while to read.
        from relationship_desk.ui.brief.headless import pdf_without_window

        write_bytes(args.pdf, pdf_without_window(page), args.force)
    if args.json:
        output.result_json(_prep_object(sheet))
    elif args.pdf is not None:
        output.result(f"The prep sheet of {one_line(sheet.name)} is in {args.pdf}.")
    else:
        output.result(text_of(page).rstrip("\n"))
    return 0


def guest(session: Session, args: Namespace) -> int:
    """Say that somebody is there, and why one would like to talk with them."""
    with session.open() as desk:
        on = today(desk.clock)
        event = find_event(desk.reader, args.words[0], on)
        person_id, name = None, args.words[1]
        if not args.new:
            person_id, name = find_person(desk.reader, args.words[1], on)
        by = None if args.by is None else find_person(desk.reader, args.by, on)[0]
        wanted = args.wanted or args.why is not None or args.opening is not None
        form = GuestForm(
            event.id,
            person_id,
            name if person_id is None else "",
            Part(args.part or Part.ATTENDING.value),
            wanted,
            args.why or "",
            args.opening or "",
            by,
        )
        region = desk.desk.preferences(desk.reader).region
        desk.desk.do(put_guest, form=form, region=region).result()
    output.result(f"{one_line(name)} at {one_line(event.name)}.")
    return 0


def unguest(session: Session, args: Namespace) -> int:
    """Take somebody off the list."""
    with session.open() as desk:
        on = today(desk.clock)
        event = find_event(desk.reader, args.words[0], on)
        person_id, name = find_person(desk.reader, args.words[1], on)
        ids = [g.id for g in guests(desk.reader, event.id) if g.person_id == person_id]
        if not ids:
            raise UserError(f"{name} is not on the list of {one_line(event.name)}.")
        desk.desk.do(remove_guests, guest_ids=ids).result()
    output.result(f"{one_line(name)} is off the list of {one_line(event.name)}.")
    return 0


def title(event: EventRow) -> str:
    """An event in one line."""
    form = event.form
    when = when_words(event.starts_on, event.ends_on, form.starts_time)
    return " · ".join(one_line(part) for part in (form.name, when, form.place) if part)


def event_object(row: EventRow) -> dict[str, Any]:
    """An event as JSON."""
    form = row.form
    return {
        "id": row.id,
        "name": form.name,
        "kind": form.kind.value,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
        "starts_time": f"{form.starts_time:%H:%M}" if form.starts_time else None,
        "place": form.place,
        "link": form.link,
        "host": form.host,
        "cost": None if form.cost is None else form.cost.stored,
        "currency": "" if form.cost is None else form.cost.currency,
        "goal_people": form.goal_people,
        "goal_insights": form.goal_insights,
        "goal": form.goal,
        "notes": form.notes,
        "series": form.series or None,
        "met": row.met,
        "wanted": row.wanted,
    }


def _prep_object(prep: Prep) -> dict[str, Any]:
    whole: dict[str, Any] = output.plain(asdict(prep))
    event = {"id": whole.pop("event_id"), "name": whole.pop("name")}
    return {"event": event, **whole}
