"""`calendar`: occasions and tasks for other calendars."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from relationship_desk.cli import output
from relationship_desk.cli.arguments import new_file
from relationship_desk.cli.command import Command, Session
from relationship_desk.desk.calendar_files import export_calendar, keep_calendar_folder
from relationship_desk.domain.errors import UserError

_FILE = ".ics"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--no-names", action="store_true", help="tell no names and no words, only kinds and days"
    )
    parser.add_argument(
        "--events",
        action="store_true",
        help="for OUT.ics: tasks as events, for calendars that show no to-dos",
    )
    parser.add_argument("--force", action="store_true", help="replace OUT.ics where it exists")
    parser.add_argument(
        "out", type=new_file, metavar="OUT", help="the new file OUT.ics, or a folder that is there"
    )


def _calendar(session: Session, args: Namespace) -> int:
    is_folder = args.out.is_dir()
    if not is_folder and args.out.suffix.lower() != _FILE:
        raise UserError(
            f"{args.out} is no folder. Nothing was written; name a file that ends in .ics, or a "
            "folder that is there."
        )
    if is_folder and (args.events or args.force):
        raise UserError(
            "A folder gets tasks both as to-dos and as events, and only files of ours are "
            "replaced: leave --events and --force out."
        )
    # Not at the top: the library takes a tenth of a second to read, which no other command needs.
    from relationship_desk.formats.ics import ICalendar

    format = ICalendar()
    with session.open() as desk:
        here, names = desk.desk.circumstances(desk.reader), not args.no_names
        if is_folder:
            report = keep_calendar_folder(desk.reader, format, args.out, here, names=names)
        else:
            report = export_calendar(
                desk.reader,
                format,
                args.out,
                here,
                names=names,
                todos=not args.events,
                force=args.force,
            )
    output.result(f"The calendar is in {args.out}: {report.in_words()}")
    if is_folder:
        output.result(f"Written: {', '.join(report.written) or 'nothing, all is as it was'}")
    return 0


COMMANDS = (
    Command(
        "calendar",
        "write occasions and tasks for other calendars",
        _arguments,
        _calendar,
        "OUT.ics is one iCalendar file. A folder gets birthdays.ics, occasions.ics, tasks.ics "
        "(to-dos) and task-days.ics (the same as events, for calendars that show no to-dos), to "
        "which other calendars subscribe. A file that would say the same is not touched. The "
        "window keeps such a folder up to date by itself, where one is chosen in the preferences.",
    ),
)
