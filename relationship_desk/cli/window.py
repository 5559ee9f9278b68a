"""`open`: the window with somebody in front."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from relationship_desk.cli.arguments import find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.domain.wanted import Wanted


def _open_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", type=text, metavar="PERSON", help="an id or a name")
    parser.set_defaults(demo=False, screens=None)


def _open(session: Session, args: Namespace) -> int:
    with session.look() as desk:
        person_id, _ = find_person(desk.reader, args.person, today(desk.clock))
    return session.open_window(session.paths, Wanted(person_id=person_id), args)


COMMANDS = (
    Command(
        "open",
        "show somebody in the window",
        _open_arguments,
        _open,
        "The open window comes to the front; where there is none, it opens.",
    ),
)
