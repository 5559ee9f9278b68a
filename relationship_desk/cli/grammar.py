"""The command line: which word is the command, where `--data-dir` may stand, what `--` ends.

Invariant: the first word that is no option is the command where it is the name of one, else a file.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from textwrap import fill

from relationship_desk import __version__
from relationship_desk.cli import (
    appreciation,
    batches,
    brief,
    calendar,
    changes,
    circles,
    columns,
    contacts,
    duplicates,
    entries,
    events,
    gifts,
    insights,
    introductions,
    memberships,
    occasions,
    opportunities,
    organisations,
    people,
    playbooks,
    promises,
    quarantine,
    relations,
    reminders,
    search,
    seasons,
    thanks,
    topics,
    update,
    updates,
    upkeep,
    value,
    warmth,
    ways,
    window,
)
from relationship_desk.cli.arguments import file, folder, literal
from relationship_desk.cli.command import Command

_PROGRAM = "relationship-desk"
_WIDTH = 88

_GROUPS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    ("contacts", contacts.COMMANDS + columns.COMMANDS + quarantine.COMMANDS),
    (
        "people",
        people.COMMANDS
        + search.COMMANDS
        + brief.COMMANDS
        + duplicates.COMMANDS
        + circles.COMMANDS
        + warmth.COMMANDS
        + relations.COMMANDS
        + ways.COMMANDS
        + seasons.COMMANDS,
    ),
    ("what happened, what comes next", entries.COMMANDS + promises.COMMANDS + reminders.COMMANDS),
    ("thanks", thanks.COMMANDS + gifts.COMMANDS + appreciation.COMMANDS + batches.COMMANDS),
    ("what you can give", introductions.COMMANDS + value.COMMANDS + topics.COMMANDS),
    ("looking back", insights.COMMANDS),
    (
        "where you meet, and what comes of it",
        events.COMMANDS + organisations.COMMANDS + memberships.COMMANDS + opportunities.COMMANDS,
    ),
    ("news of your own", updates.COMMANDS + update.COMMANDS),
    ("occasions", occasions.COMMANDS + playbooks.COMMANDS + calendar.COMMANDS),
    ("the window", window.COMMANDS),
    ("changes", changes.COMMANDS),
    ("the store", upkeep.COMMANDS),
)
COMMANDS: dict[str, Command] = {
    command.name: command for _, commands in _GROUPS for command in commands
}

_TAKE_A_VALUE = frozenset({"--data-dir", "--screens"})

_ABOUT = (
    "Look after the people you know: offline, without an account, on your own computer. Without a "
    "command the window opens, and FILES are imported after a preview."
)
_ENDINGS = """\
PERSON is an id or a name that fits one person. Results come on standard output, messages on
standard error; -- ends the options. A file called like a command is given as ./list.

exit codes:
  0  done
  1  a mistake in the program; the report on standard error can be copied
  2  wrong use: an unknown option, a person unknown or ambiguous, nothing to undo
  3  input that is wholly or partly unreadable, empty or no vCard
  4  the store cannot be used: damaged, newer, busy, read-only, or the disk is full
"""


def parse(argv: Sequence[str]) -> tuple[Command | None, Namespace]:
    """The command, None for the window, and its arguments.

    For the window: `files`, `background`, `demo`, `screens`. For both `data_dir`, None where none
    was named.
    Exits as argparse does: 2 for wrong use, 0 for `--help` and `--version`.
    """
    at = _first_word(argv)
    if at is None or argv[at] not in COMMANDS:
        return None, _window(argv)
    command = COMMANDS[argv[at]]
    parser = _global_parser()
    before = parser.parse_args(argv[:at])
    if before.demo or before.screens or before.background:
        option = "--background" if before.background else "--demo"
        parser.error(f"{option} opens the window; it does not go with {command.name}")
    args = _command_parser(command).parse_intermixed_args(_marked(argv[at + 1 :]))
    args.data_dir = args.data_dir or before.data_dir
    return command, args


def _first_word(argv: Sequence[str]) -> int | None:
    """Where the first word stands that is no option and no value of one."""
    skip = False
    for index, word in enumerate(argv):
        if skip:
            skip = False
        elif word == "--":
            return None
        elif word in _TAKE_A_VALUE:
            skip = True
        elif not word.startswith("-"):
            return index
    return None


def _marked(argv: Sequence[str]) -> list[str]:
    """The words after `--` marked as literal, and `--` itself left out."""
    if "--" not in argv:
        return list(argv)
    at = list(argv).index("--")
    return [*argv[:at], *(literal(word) for word in argv[at + 1 :])]


def _window(argv: Sequence[str]) -> Namespace:
    parser = _global_parser()
    args = parser.parse_intermixed_args(_marked(argv))
    if args.screens is not None and not args.demo:
        parser.error("--screens needs --demo")
    if args.background and (args.files or args.demo):
        parser.error("--background shows nothing; it does not go with files or --demo")
    return args


def _global_parser() -> ArgumentParser:
    parser = ArgumentParser(
        _PROGRAM,
        usage=f"{_PROGRAM} [--data-dir DIR] [FILES ...]\n       "
        f"{_PROGRAM} [--data-dir DIR] COMMAND ...",
        description=fill(_ABOUT, _WIDTH),
        epilog=_overview(),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("files", nargs="*", type=file, metavar="FILES", help="vCards to import")
    _add_data_dir(parser)
    parser.add_argument(
        "--background", action="store_true", help="remind, without a window until it is wanted"
    )
    parser.add_argument("--demo", action="store_true", help="open on made-up people")
    parser.add_argument(
        "--screens",
        type=folder,
        metavar="DIR",
        help="with --demo: leave pictures of each screen in this folder and end",
    )
    parser.add_argument("--version", action="version", version=f"{_PROGRAM} {__version__}")
    return parser


def _command_parser(command: Command) -> ArgumentParser:
    parser = ArgumentParser(
        f"{_PROGRAM} {command.name}",
        description=command.summary[:1].upper() + command.summary[1:] + ".",
        epilog=fill(command.notes, _WIDTH),
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_data_dir(parser)
    command.arguments(parser)
    return parser


def _add_data_dir(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--data-dir", type=folder, metavar="DIR", help="keep everything in this folder"
    )


def _overview() -> str:
    lines: list[str] = []
    for heading, commands in _GROUPS:
        lines += [f"{heading}:", *(f"  {c.name:<10} {c.summary}" for c in commands), ""]
    lines.append(f"{_PROGRAM} COMMAND --help tells the arguments of a command and its JSON.")
    return "\n".join([*lines, "", _ENDINGS])
