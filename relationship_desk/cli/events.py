"""`events` and `event`: where the user goes, who is there, and what to have in mind on the way."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

from relationship_desk.cli import event_board, event_sheet, output
from relationship_desk.cli.arguments import (
    amount,
    day,
    find_event,
    find_person,
    new_file,
    text,
)
from relationship_desk.cli.command import Command, Session
from relationship_desk.cli.event_sheet import event_object, title
from relationship_desk.clock import today
from relationship_desk.desk.commands.events import (
    add_event,
    delete_events,
    edit_event,
)
from relationship_desk.domain.dates import parse_day_and_time
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import EventForm, EventKind, Part
from relationship_desk.domain.text import one_line
from relationship_desk.store.events import (
    EventRow,
    event_rows,
    events_of_person,
    find_events,
    get_event,
)

# What each verb is given: words by position, at least and at most.
_WORDS = {
    "add": (1, 1), "edit": (1, 1), "remove": (1, 1), "show": (1, 1), "prep": (1, 1),
    "guest": (2, 2), "unguest": (2, 2),
    "encounter": (2, 2), "sprint": (0, 1), "move": (2, 2), "who": (2, 2), "takeback": (1, 1),
}  # fmt: skip
_OPTIONS: Mapping[str, tuple[str, ...]] = {
    "add": ("on", "until", "at", "kind", "place", "link", "host", "cost", "people", "insights",
            "goal", "notes", "series"),
    "edit": ("name", "on", "until", "at", "kind", "place", "link", "host", "cost", "people",
             "insights", "goal", "notes", "series"),
    "remove": (), "show": ("json", "on"), "prep": ("json", "pdf", "force", "on"),
    "guest": ("part", "why", "opening", "by", "new", "wanted"), "unguest": (),
    "encounter": ("on", "json", "new", "draft"), "sprint": ("json", "on"),
    "move": ("channel", "circle", "on"), "who": ("new",), "takeback": (),
}  # fmt: skip


def _event_arguments(parser: ArgumentParser) -> None:
    verbs = ", ".join(_WORDS)
    parser.add_argument("verb", choices=tuple(_WORDS), metavar="VERB", help=verbs)
    parser.add_argument("words", nargs="*", type=text, metavar="WORD", help="as below")
    for name, what in (
        ("name", "another name"),
        ("on", "add, edit: its first day; encounter: the day; else what counts as today"),
        ("until", "its last day"),
        ("at", "the time at which it begins, as 09:30"),
        ("place", "where it is"),
        ("link", "its address on the net"),
        ("host", "who invites: an organisation, made where it is new, or somebody"),
        ("cost", "what it costs, as “240 EUR”"),
        ("goal", "what it is for"),
        ("notes", "what else there is to know; a line with “?” is asked on the prep sheet"),
        ("series", "what it is an edition of"),
        ("why", "guest: why you would like to talk with them"),
        ("opening", "guest: how to begin"),
        ("by", "guest: the person who can introduce you"),
        ("circle", "move: the circle whose rhythm counts from now on"),
    ):
        parser.add_argument(f"--{name}", type=text, help=what)
    parser.add_argument("--kind", choices=[kind.value for kind in EventKind])
    parser.add_argument("--part", choices=[part.value for part in Part])
    parser.add_argument("--people", type=int, help="how many new people you would like to meet")
    parser.add_argument("--insights", type=int, help="how many insights to come home with")
    parser.add_argument("--wanted", action="store_true", help="guest: you would like to talk")
    parser.add_argument("--new", action="store_true", help="it is somebody new")
    parser.add_argument("--draft", action="store_true", help="encounter: let it wait")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--pdf", type=new_file, metavar="OUT", help="prep: write a page to print")
    parser.add_argument("--force", action="store_true", help="replace OUT where it exists")
    event_board.add_channel(parser)


def _event(session: Session, args: Namespace) -> int:
    least, most = _WORDS[args.verb]
    if not least <= len(args.words) <= most:
        raise UserError(f"Use: relationship-desk event {_USAGE[args.verb]}")
    for name, value in vars(args).items():
        if name in _ALL_OPTIONS and value not in (None, False) and name not in _OPTIONS[args.verb]:
            raise UserError(f"event {args.verb} takes no --{name}; nothing was changed.")
    return _VERBS[args.verb](session, args)


def _add(session: Session, args: Namespace) -> int:
    if args.on is None:
        raise UserError("Say when it is: event add NAME --on DATE.")
    with session.open() as desk:
        form = _form(EventForm(args.words[0], date.min), args, today(desk.clock))
        event_id = desk.desk.do(add_event, form=form).result().result
        event = _there(get_event(desk.reader, event_id))
    output.result(f"{title(event)} (event {event_id}).")
    return 0


def _edit(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        event = find_event(desk.reader, args.words[0], today(desk.clock))
        form = _form(event.form, args, today(desk.clock))
        form = replace(form, name=args.name) if args.name is not None else form
        desk.desk.do(edit_event, event_id=event.id, form=form).result()
        event = _there(get_event(desk.reader, event.id))
    output.result(f"{title(event)} (event {event.id}).")
    return 0


def _form(form: EventForm, args: Namespace, now: date) -> EventForm:
    """The form with what the options say."""
    texts = ("place", "link", "host", "goal", "notes", "series")
    changes: dict[str, Any] = {
        name: getattr(args, name) for name in texts if getattr(args, name) is not None
    }
    changes["makes_host"] = args.host is not None
    if args.on is not None:
        changes["starts_on"] = day(args.on, now)
        changes["ends_on"] = None
    if args.until is not None:
        changes["ends_on"] = day(args.until, now)
    if args.at is not None:
        changes["starts_time"] = _clock(args.at, now)
    if args.kind is not None:
        changes["kind"] = EventKind(args.kind)
    if args.cost is not None:
        changes["cost"] = amount(args.cost)
    for option, name in (("people", "goal_people"), ("insights", "goal_insights")):
        if getattr(args, option) is not None:
            changes[name] = getattr(args, option)
    return replace(form, **changes)


def _clock(words: str, now: date) -> time | None:
    if not words.strip():
        return None
    found = parse_day_and_time(f"{now.isoformat()} {words.strip()}", now)
    if found is None or found[1] is None:
        raise UserError(f"“{words}” is no time of day. Write it as 09:30.")
    return found[1]


def _remove(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        event = find_event(desk.reader, args.words[0], today(desk.clock))
        desk.desk.do(delete_events, event_ids=[event.id]).result()
    output.result(f"Removed: {one_line(event.name)}. What happened with the people stays.")
    return 0


def _events_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument("--on", type=text, metavar="DATE", default="today", help="what is today")
    parser.add_argument("--all", action="store_true", help="those that are over, too")
    parser.add_argument("--person", type=text, metavar="PERSON", help="where somebody is or was")
    parser.add_argument("words", nargs="*", type=text, metavar="WORD", help="that stand in it")


def _events(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on = day(args.on, today(desk.clock))
        words = " ".join(args.words)
        if args.person is not None:
            person_id, _ = find_person(desk.reader, args.person, on)
            rows = events_of_person(desk.reader, person_id)
        elif words.strip():
            rows = find_events(desk.reader, words)
        else:
            rows = [r for r in event_rows(desk.reader) if args.all or not r.is_past(on)]
    if args.json:
        output.result_json([event_object(row) for row in rows])
        return 0
    if not rows:
        output.message("No event is found.")
    output.table(
        [
            (
                str(row.id),
                row.starts_on.isoformat(),
                one_line(row.name),
                one_line(row.form.place),
                f"met {row.met}" if row.met else "",
            )
            for row in rows
        ]
    )
    return 0


def _there(event: EventRow | None) -> EventRow:
    if event is None:
        raise UserError("This event is not there any more.")
    return event


_ALL_OPTIONS = frozenset(name for names in _OPTIONS.values() for name in names)
_USAGE = {
    "add": "add NAME --on DATE",
    "edit": "edit EVENT --place WHERE",
    "remove": "remove EVENT",
    "show": "show EVENT [--json]",
    "prep": "prep EVENT [--json] [--pdf OUT]",
    "guest": "guest EVENT PERSON [--why WHY]",
    "unguest": "unguest EVENT PERSON",
    "encounter": "encounter EVENT LINE",
    "sprint": "sprint [EVENT] [--json]",
    "move": "move CARD STAGE",
    "who": "who CARD PERSON",
    "takeback": "takeback CARD",
}
_VERBS: Mapping[str, Callable[[Session, Namespace], int]] = {
    "add": _add,
    "edit": _edit,
    "remove": _remove,
    "show": event_sheet.show,
    "prep": event_sheet.prep,
    "guest": event_sheet.guest,
    "unguest": event_sheet.unguest,
    "encounter": event_board.encounter,
    "sprint": event_board.sprint,
    "move": event_board.move,
    "who": event_board.who,
    "takeback": event_board.take_back,
}

COMMANDS = (
    Command(
        "event",
        "an event: who is there, whom you met, and the follow-up",
        _event_arguments,
        _event,
        "EVENT is an id, or words that fit one event. "
        + "; ".join(f"event {usage}" for usage in _USAGE.values())
        + ". A LINE is as in “Ann Lee @Acme met at booth; wants intro to Bo; send slides”: who, "
        "where from, what happened, what they look for, what you promised. A name that fits "
        "several people waits as a draft until event who says who it was. STAGE: "
        + ", ".join(event_board.STAGES)
        + ". JSON of sprint: an array of events with event, scorecard and cards: id, person (id "
        "and name, or null for a draft), line, met_on, stage, badge, next_touch_on, channels (ways "
        "that were not taken yet), touches and needs.",
    ),
    Command(
        "events",
        "where you go, and where you were",
        _events_arguments,
        _events,
        "Without words those to come. JSON: an array of objects with id, name, kind, starts_on, "
        "ends_on, starts_time, place, link, host, cost, currency, goal_people, goal_insights, "
        "goal, notes, series, met (how many people) and wanted (how many you would like to meet).",
    ),
)
