"""`log` and `task`: write down what happened, and what comes next."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, day_and_time, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.cli.quick_line import log_line
from relationship_desk.clock import today
from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.recurrence import Repeat
from relationship_desk.domain.recurrence_words import in_words, parse_repeat_rule
from relationship_desk.store.tasks import get_task

_PERSON = "a person's id, or a name that fits one person"
_CHANNELS = tuple(channel.value for channel in Channel)


def _log_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "person", type=text, metavar="PERSON", help=f"{_PERSON}; or the whole line, without TEXT"
    )
    parser.add_argument("text", nargs="?", type=text, metavar="TEXT", help="what happened")
    parser.add_argument("--on", type=text, metavar="DATE", help="the day of it (default: today)")
    parser.add_argument(
        "--channel",
        choices=_CHANNELS,
        metavar="CHANNEL",
        help=f"how you were in contact: {', '.join(_CHANNELS)} (default: met); a note does "
        "not count as contact",
    )


def _log(session: Session, args: Namespace) -> int:
    if args.text is None:
        if args.on is not None or args.channel is not None:
            raise UserError(
                "A line says itself when and how. --on and --channel go with PERSON and TEXT."
            )
        return log_line(session, args.person)
    channel = Channel(args.channel or Channel.MET)
    with session.open() as desk:
        now_on = today(desk.clock)
        on, at = day_and_time("today" if args.on is None else args.on, now_on, desk.clock.zone())
        person_id, name = find_person(desk.reader, args.person, now_on)
        form = InteractionForm((person_id,), args.text, on, at, channel)
        entry_id = desk.desk.do(log_interaction, form=form).result().result
    output.result(f"Logged: {channel} with {name} on {exact_date(on)} (entry {entry_id}).")
    if on > now_on:
        output.message("This day is still to come: it counts as contact from then on.")
    return 0


def _task_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", type=text, metavar="PERSON", help=_PERSON)
    parser.add_argument("text", type=text, metavar="TEXT", help="what is to be done")
    parser.add_argument(
        "--due",
        type=text,
        required=True,
        metavar="DATE-OR-DATETIME",
        help="when: 2026-03-01, 2026-03-01T15:00, today, tomorrow 9:30, monday; an instant that "
        "names a zone is put into yours",
    )
    parser.add_argument(
        "--repeat",
        type=text,
        metavar="RULE",
        help="how it comes again: 'every 3 days', 'every 2 weeks on Mon and Thu', 'every month on "
        "the 31st', 'every month on the last Friday', 'every year'",
    )
    parser.add_argument(
        "--repeat-from",
        choices=("date", "completion"),
        default="date",
        help="count from the date, or from when it was done (default: %(default)s)",
    )
    parser.add_argument(
        "--until", type=text, metavar="DATE", help="the last day on which it may come"
    )
    parser.add_argument("--count", type=int, metavar="N", help="how many times it comes in all")
    parser.add_argument(
        "--lead", type=int, default=0, metavar="DAYS", help="remind so many days before, too"
    )


def _repeat(args: Namespace, now_on: date) -> Repeat | None:
    """How it repeats. Raises `UserError` for a rule or an end that cannot be."""
    if args.repeat is None:
        if args.until is not None or args.count is not None or args.repeat_from != "date":
            raise UserError("What does not repeat has no end: say how it repeats with --repeat.")
        return None
    return Repeat(
        parse_repeat_rule(args.repeat),
        args.repeat_from == "completion",
        day(args.until, now_on) if args.until is not None else None,
        args.count,
    )


def _task(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        now_on = today(desk.clock)
        due_on, due_time = day_and_time(args.due, now_on, desk.clock.zone())
        person_id, name = find_person(desk.reader, args.person, now_on)
        repeat = _repeat(args, now_on)
        form = TaskForm(args.text, person_id, due_on, due_time, repeat, args.lead)
        task_id = desk.desk.do(add_task, form=form).result().result
        planned = get_task(desk.reader, task_id)
    first_on = planned.due_on if planned is not None and planned.due_on is not None else due_on
    at = f", {due_time:%H:%M}" if due_time else ""
    again = f", {in_words(repeat)}" if repeat is not None else ""
    output.result(
        f"New task for {name}: {args.text} – {exact_date(first_on)}{at}{again} (task {task_id})."
    )
    return 0


COMMANDS = (
    Command(
        "log",
        "write down what happened with somebody",
        _log_arguments,
        _log,
        "With one argument it is a line that says everything: log 'called Ann and Leo yesterday "
        "re slides; owe her the intro by Friday; next: call in May'. What was understood is "
        "printed. With two: "
        "DATE is 2026-03-01, today, yesterday, tomorrow, or a weekday to come; a time may follow "
        "it: 2026-03-01T15:00, 'yesterday 15:00'. A day in the "
        "future is accepted and does not count as contact until then.",
    ),
    Command(
        "task",
        "plan what comes next with somebody",
        _task_arguments,
        _task,
        "A task with a date and no time reminds at the hour of your preferences. What repeats "
        "comes first on --due, or on the first day of its rule after that; days that have passed "
        "already are left out.",
    ),
)
