"""`season`: a quiet time of one's own, and the grief of somebody else."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.seasons import begin_grief, begin_quiet, end_grief, end_quiet
from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.errors import UserError


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "kind", choices=("quiet", "grief"), metavar="KIND", help="quiet, or grief PERSON"
    )
    parser.add_argument(
        "person",
        nargs="?",
        type=text,
        metavar="PERSON",
        help="grief: a person's id, or a name that fits one person",
    )
    parser.add_argument(
        "--from", dest="begin", type=text, metavar="DATE", help="its first day (default: today)"
    )
    parser.add_argument(
        "--until", type=text, metavar="DATE", help="the day on which it is over; open without it"
    )
    parser.add_argument("--end", action="store_true", help="let it be over from today on")


def _run(session: Session, args: Namespace) -> int:
    if args.kind == "grief" and args.person is None:
        raise UserError("Say who grieves: relationship-desk season grief PERSON.")
    if args.kind == "quiet" and args.person is not None:
        raise UserError(
            "A quiet season is your own and for everybody. To leave one person alone, use: "
            "relationship-desk rhythm PERSON --pause DATE"
        )
    if args.end and (args.begin is not None or args.until is not None):
        raise UserError("--end stands without dates; nothing was changed.")
    with session.open() as desk:
        on = today(desk.clock)
        begin = on if args.begin is None else day(args.begin, on)
        until = None if args.until is None else day(args.until, on)
        said = _grief(desk, args, begin, until) if args.kind == "grief" else _quiet(
            desk, args, begin, until
        )  # fmt: skip
    output.result(said)
    return 0


def _grief(desk: Composition, args: Namespace, begin: date, until: date | None) -> str:
    person_id, name = find_person(desk.reader, args.person, today(desk.clock))
    if args.end:
        ended = desk.desk.do(end_grief, person_id=person_id, on=begin).result().result
        return f"The grief of {name} is over." if ended else f"{name} was not grieving."
    desk.desk.do(begin_grief, person_id=person_id, from_on=begin, until_on=until).result()
    return f"Noted: {name} grieves {_span(begin, until)}. Congratulations are silent meanwhile."


def _quiet(desk: Composition, args: Namespace, begin: date, until: date | None) -> str:
    if args.end:
        ended = desk.desk.do(end_quiet, on=begin).result().result
        return "Your quiet season is over." if ended else "There was no quiet season."
    desk.desk.do(begin_quiet, from_on=begin, until_on=until).result()
    return f"Your quiet season: {_span(begin, until)}. Nobody is due in it."


def _span(begin: date, until: date | None) -> str:
    end = "until you end it" if until is None else f"until {exact_date(until)}"
    return f"from {exact_date(begin)} {end}"


COMMANDS = (
    Command(
        "season",
        "a quiet time of your own, or the grief of somebody",
        _arguments,
        _run,
        "In a quiet season nobody is due. Of somebody who grieves birthdays and other cheerful "
        "days are not told. On the day of --until it is over.",
    ),
)
