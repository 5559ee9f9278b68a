"""`import` and `export`: contacts in from files, and out into one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from relationship_desk.cli import output
from relationship_desk.cli.arguments import file, new_file
from relationship_desk.cli.columns import encoding, layout_in
from relationship_desk.cli.command import Command, Session
from relationship_desk.cli.event_files import import_events
from relationship_desk.desk.calendar_import import split_calendars
from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.commands.readings import remember_readings
from relationship_desk.desk.full_export import export_desk
from relationship_desk.desk.transfer.export import ExportReport, export_people
from relationship_desk.desk.transfer.export_table import export_table, table_losses
from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.desk.transfer.plan import Counts, ImportPlan, Verdict
from relationship_desk.desk.transfer.reading_words import rules, sentences
from relationship_desk.desk.transfer.report import ImportReport, in_words, summary
from relationship_desk.desk.transfer.whole_file import is_of_store
from relationship_desk.domain.errors import InputUnreadable, UserError
from relationship_desk.domain.text import counted
from relationship_desk.formats import FORMATS, readers
from relationship_desk.formats.choices import Choices
from relationship_desk.formats.csv import write_csv_file
from relationship_desk.formats.desk_export import write_export
from relationship_desk.paths import Paths
from relationship_desk.store.readings import reading_rules

_ODD_LINES = 20  # of cards that came in all the same
_TABLE = ".csv"
_EVERYTHING = ".zip"


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--dry-run", action="store_true", help="say what would be, write nothing")
    parser.add_argument(
        "--columns", type=file, metavar="MAP.json", help="what the columns of the tables mean"
    )
    parser.add_argument(
        "--encoding", type=encoding, metavar="NAME", help="of text that does not say its encoding"
    )
    parser.add_argument(
        "files",
        nargs="+",
        type=file,
        metavar="FILE",
        help="vCard or CSV files, folders, ZIP archives or mails with some in them; calendars",
    )


def _import(session: Session, args: Namespace) -> int:
    calendars, args.files = split_calendars(args.files)
    if calendars and args.files and args.json:
        raise UserError("With --json, import calendars and contacts one after the other.")
    events_read = not calendars or _import_events(session, calendars, args)
    contacts_read = _import_contacts(session, args) if args.files else 0
    return contacts_read if events_read else InputUnreadable.exit_code


def _import_events(session: Session, calendars: Sequence[Path], args: Namespace) -> bool:
    """Whether the calendars could be read; one that could not does not hold up contacts."""
    try:
        import_events(session, calendars, args)
    except InputUnreadable as error:
        if not args.files:
            raise
        output.message(str(error))
        return False
    return True


def _import_contacts(session: Session, args: Namespace) -> int:
    layout, codec = layout_in(args.columns) if args.columns else "", args.encoding or ""
    with session.look() if args.dry_run else session.open() as desk:
        region = desk.desk.preferences(desk.reader).region
        by = readers(Choices(reading_rules(desk.reader), codec, layout))
        try:
            plan = plan_paths(desk.reader, args.files, by, region, lambda done, total: None)
        except InputUnreadable:
            if args.json:
                output.result_json(summary(ImportPlan("", (), Counts())))
            raise
        report: ImportReport | ImportPlan = plan
        operation_id = None
        if not args.dry_run:
            outcome = desk.desk.do(import_cards, plan=plan, region=region).result()
            report, operation_id = outcome.result, outcome.operation_id
            decided = rules(plan.readings, codec, layout)
            if decided:
                desk.desk.do(remember_readings, rules=decided).result()
        words = in_words(report, desk.clock.zone())
    if args.json:
        output.result_json(summary(report, operation_id))
    else:
        output.result(f"Would be imported from {words}" if args.dry_run else words)
        if operation_id is not None:
            output.result("Take it back with: relationship-desk undo")
    _tell_what_was_odd(plan)
    wholly_read = not plan.refused and not report.counts.unreadable
    return 0 if wholly_read else InputUnreadable.exit_code


def _tell_what_was_odd(plan: ImportPlan) -> None:
    """Files and cards that could not be read, each with its place; then lines that were odd."""
    for note in (*plan.notes, *sentences(plan.readings)):
        output.message(note)
    for refused in plan.refused:
        output.message(refused.message)
    odd: list[str] = []
    for row in plan.rows:
        if row.verdict is Verdict.UNREADABLE:
            lines = f"{row.first_line}-{row.last_line}"
            output.message(f"{row.source}:{lines}: {row.reason}")
        odd += [f"{row.source}:{p.line}: {p.message}" for p in row.problems]
    for line in odd[:_ODD_LINES]:
        output.message(line)
    if len(odd) > _ODD_LINES:
        output.message(f"and {len(odd) - _ODD_LINES} more odd lines, kept as they are.")


def _export_arguments(parser: ArgumentParser) -> None:
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--as-read",
        dest="mode",
        action="store_const",
        const="as_read",
        help="each card as it came, with what was changed here in its own lines (default)",
    )
    how.add_argument(
        "--version", dest="mode", choices=("4.0", "3.0", "2.1"), help="every card in this version"
    )
    parser.add_argument(
        "--safe", action="store_true", help="for OUT.csv: no cell that a spreadsheet would compute"
    )
    parser.add_argument(
        "--unpacked", action="store_true", help="the whole desk, as a folder OUT instead of OUT.zip"
    )
    parser.add_argument("--force", action="store_true", help="replace OUT where it exists")
    parser.add_argument(
        "out", type=new_file, metavar="OUT", help="the new file, OUT.vcf, OUT.csv or OUT.zip"
    )


def _export(session: Session, args: Namespace) -> int:
    _require_not_the_store(session.paths, args.out)
    if args.unpacked or args.out.suffix.lower() == _EVERYTHING:
        return _export_everything(session, args)
    if args.out.suffix.lower() == _TABLE:
        return _export_table(session, args)
    if args.safe:
        raise UserError("--safe is for tables: name a file that ends in .csv, or leave it out.")
    fitting = [format for format in FORMATS if args.out.suffix.lower() in format.suffixes]
    format = (fitting or FORMATS)[0]
    with session.open() as desk:
        report = export_people(
            desk.reader, format, args.out, mode=args.mode or "as_read", force=args.force
        )
    _tell_what_was_exported("card", report, args.out)
    return 0


def _export_table(session: Session, args: Namespace) -> int:
    if args.mode is not None:
        raise UserError("A table has no vCard version: leave --as-read and --version out.")
    with session.open() as desk:
        report = export_table(
            desk.reader, write_csv_file, args.out, safe=args.safe, force=args.force
        )
        report = replace(report, losses=table_losses(desk.reader, FORMATS[0]))
    _tell_what_was_exported("row", report, args.out)
    return 0


def _export_everything(session: Session, args: Namespace) -> int:
    if args.mode is not None or args.safe:
        raise UserError(
            "The whole desk goes as it is: leave --as-read, --version and --safe out, or name a "
            "file that ends in .vcf or .csv."
        )
    with session.open() as desk:
        written = export_desk(
            desk.reader,
            write_export,
            args.out,
            desk.clock.now(),
            playbooks=session.paths.playbooks,
            unpacked=args.unpacked,
            force=args.force,
        )
    output.result(f"Exported the whole desk to {args.out}: {written.in_words()}")
    return 0


def _tell_what_was_exported(what: str, report: ExportReport, out: Path) -> None:
    output.result(f"Exported {counted(report.count, what)} to {out}")
    for loss in report.losses:
        output.message(f"{loss.name}: {loss.message}" if loss.name else loss.message)


def _require_not_the_store(paths: Paths, out: Path) -> None:
    """Not even with --force."""
    if is_of_store(out, paths.store) or out.resolve() in (
        paths.lock.resolve(),
        paths.window_lock.resolve(),
    ):
        raise UserError(f"{out} is the desk's own file. Nothing was written; choose another name.")


COMMANDS = (
    Command(
        "import",
        "bring contacts in from vCard or CSV files",
        _import_arguments,
        _import,
        "Updates are added field by field, so that both values are kept; possible duplicates "
        "become new people, marked as such. One undo takes the whole import back. JSON: one object "
        "with read, new, updated, same, possible_duplicates, unreadable (each card is in one of "
        "the five, and read is their sum) and operation (its number in the history, or null where "
        "nothing was written). What is unreadable is named on standard error with file and lines, "
        "and the exit code is 3; what could be read is imported all the same. "
        "--columns and --encoding are remembered for files with the same header or text.",
    ),
    Command(
        "export",
        "write everybody into a vCard file or a table (CSV), or the whole desk (ZIP)",
        _export_arguments,
        _export,
        "Archived people are written too. What the file cannot hold is named on standard error. A "
        "table holds names, facts and tags, and comes back without loss; vCards hold everything "
        "that cards can say. OUT.zip is the whole desk, with history, tasks, photos and settings: "
        "one documented JSON file (see EXPORT.md) and the photos beside it; restore brings it "
        "back.",
    ),
)
