"""`log` and `task`: write down what happened, and what comes next."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day_and_time, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.commands.tasks import TaskForm, add_task
from relationship_desk.desk.commands.timeline import InteractionForm, log_interaction
from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.kinds import Channel

_PERSON = "a person's id, or a name that fits one person"
_CHANNELS = tuple(channel.value for channel in Channel)


def _log_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", type=text, metavar="PERSON", help=_PERSON)
    parser.add_argument("text", type=text, metavar="TEXT", help="what happened")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="the day of it (default: today)"
    )
    parser.add_argument(
        "--channel",
        choices=_CHANNELS,
        default=Channel.MET.value,
        metavar="CHANNEL",
        help=f"how you were in contact: {', '.join(_CHANNELS)} (default: %(default)s); a note does "
        "not count as contact",
    )


def _log(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        now_on = today(desk.clock)
        on, at = day_and_time(args.on, now_on, desk.clock.zone())
        person_id, name = find_person(desk.reader, args.person, now_on)
        form = InteractionForm((person_id,), args.text, on, at, Channel(args.channel))
        entry_id = desk.desk.do(log_interaction, form=form).result().result
    output.result(f"Logged: {args.channel} with {name} on {exact_date(on)} (entry {entry_id}).")
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


def _task(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        now_on = today(desk.clock)
        due_on, due_time = day_and_time(args.due, now_on, desk.clock.zone())
        person_id, name = find_person(desk.reader, args.person, now_on)
        form = TaskForm(args.text, person_id, due_on, due_time)
        task_id = desk.desk.do(add_task, form=form).result().result
    at = f", {due_time:%H:%M}" if due_time else ""
    output.result(f"New task for {name}: {args.text} – {exact_date(due_on)}{at} (task {task_id}).")
    return 0


COMMANDS = (
    Command(
        "log",
        "write down what happened with somebody",
        _log_arguments,
        _log,
        "DATE is 2026-03-01, today, yesterday, tomorrow, or a weekday to come; a time may follow "
        "it: 2026-03-01T15:00, 'yesterday 15:00'. A day in the "
        "future is accepted and does not count as contact until then.",
    ),
    Command(
        "task",
        "plan what comes next with somebody",
        _task_arguments,
        _task,
        "A task with a date and no time reminds at the hour of your preferences.",
    ),
)
