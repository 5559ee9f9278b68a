"""`backup`, `restore`, `check` and `where`: looking after the store."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from relationship_desk.cli import output
from relationship_desk.cli.arguments import file, new_file
from relationship_desk.cli.command import Command, Session
from relationship_desk.desk.backups import back_up
from relationship_desk.desk.full_export import restore_any
from relationship_desk.desk.upkeep import check
from relationship_desk.domain.errors import StoreUnusable, UserError
from relationship_desk.domain.preferences import guess_preferences
from relationship_desk.formats.desk_export import open_export


def _backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("out", type=new_file, metavar="OUT", help="the new file; it must not exist")


def _backup(session: Session, args: Namespace) -> int:
    if args.out.exists():
        raise UserError(f"{args.out} exists already. Nothing was written; choose another name.")
    if not args.out.parent.is_dir():
        raise UserError(f"There is no folder {args.out.parent}. Nothing was written.")
    with session.open() as desk:
        out = back_up(desk.store.path, args.out)
    output.result(f"Backed up to {out}; the copy was checked and is sound.")
    return 0


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "backup", type=file, metavar="BACKUP", help="a file made by backup, or a full export"
    )


def _restore(session: Session, args: Namespace) -> int:
    aside = restore_any(session.paths, args.backup, session.clock, guess_preferences(), open_export)
    output.result(f"Restored {args.backup}.")
    if aside is not None:
        output.result(f"The store that was here before lies at {aside}")
    return 0


def _no_arguments(parser: ArgumentParser) -> None:
    """Nothing but `--data-dir`."""


def _check(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        here = desk.desk.circumstances(desk.reader)
        report = desk.desk.maintain(lambda writer: check(writer, here)).result()
    for sentence in (*report.repaired, *report.problems):
        output.result(sentence)
    if not report.ok:
        raise StoreUnusable(
            f"The store {session.paths.store} is not sound. Nothing in it was changed; keep it, "
            "and restore a backup with: relationship-desk restore BACKUP"
        )
    output.result("The store is sound: every page, every reference and the search index.")
    return 0


def _where(session: Session, args: Namespace) -> int:
    paths = session.paths
    output.table(
        [
            ("store", str(paths.store)),
            ("data", str(paths.data)),
            ("backups", str(paths.backups)),
            ("config", str(paths.config)),
            ("cache", str(paths.cache)),
            ("log", str(paths.log_file)),
        ]
    )
    return 0


COMMANDS = (
    Command("backup", "write a checked copy of the store", _backup_arguments, _backup),
    Command(
        "restore",
        "put a backup or a full export in the place of the store",
        _restore_arguments,
        _restore,
        "BACKUP is a file made by backup, or what export made: OUT.zip, or the folder, or the "
        "desk.json in it. It is "
        "checked first. The store that is here now is set aside, never deleted.",
    ),
    Command("check", "see whether the store is sound", _no_arguments, _check),
    Command("where", "in which folders everything lies", _no_arguments, _where),
)
