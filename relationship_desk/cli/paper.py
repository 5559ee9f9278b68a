"""Pages to print, written as a PDF: the options they take, and the file.

Invariant: Qt, which takes a while to read, is read only where a page is written.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from relationship_desk.cli.arguments import new_file
from relationship_desk.desk.transfer.whole_file import require_free, write_bytes
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.stationery import Sheet


def pdf_options(parser: ArgumentParser, what: str) -> None:
    """`--pdf OUT` and `--force`."""
    parser.add_argument("--pdf", type=new_file, metavar="OUT", help=f"{what} to print, to OUT")
    parser.add_argument("--force", action="store_true", help="replace OUT where it exists")


def require_pdf(args: Namespace, verb: str) -> None:
    """Only `verb` takes these options, and needs a file that may be written."""
    if args.verb != verb:
        if args.pdf is not None or args.force:
            raise UserError(f"--pdf and --force go with {verb}; nothing was changed.")
        return
    if args.pdf is None:
        raise UserError(f"Say where to: {verb} ID --pdf OUT.")
    require_free(args.pdf, args.force)


def write_sheets(args: Namespace, sheets: Sequence[Sheet], title: str) -> None:
    """The sheets as a PDF, as the window would write it."""
    from relationship_desk.ui.letters.sheets import sheets_without_window

    write_bytes(args.pdf, sheets_without_window(sheets, title), args.force)
