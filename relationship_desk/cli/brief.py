"""`brief`: one page about a person before a meeting, as text, as JSON or as a PDF."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import find_person, new_file, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.briefing import make_brief
from relationship_desk.desk.transfer.whole_file import require_free, write_bytes
from relationship_desk.domain.brief import Brief, page_of, text_of
from relationship_desk.domain.errors import UserError


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--pdf", type=new_file, metavar="OUT", help="write a page to print to OUT")
    parser.add_argument("--force", action="store_true", help="replace OUT where it exists")
    parser.add_argument(
        "person", type=text, metavar="PERSON", help="an id, or a name that fits one person"
    )


def _brief(session: Session, args: Namespace) -> int:
    if args.pdf is not None:
        require_free(args.pdf, args.force)
    elif args.force:
        raise UserError("--force goes with --pdf OUT.")
    with session.open() as desk:
        day = today(desk.clock)
        person_id, name = find_person(desk.reader, args.person, day)
        preferences = desk.desk.preferences(desk.reader)
        brief = make_brief(desk.reader, person_id, day, desk.clock.zone(), preferences)
    if args.pdf is not None:
        _write_pdf(brief, args.pdf, args.force)
    if args.json:
        output.result_json(_object(brief))
    elif args.pdf is not None:
        output.result(f"The brief of {name} is in {args.pdf}.")
    else:
        output.result(text_of(page_of(brief)).rstrip("\n"))
    return 0


def _write_pdf(brief: Brief, out: Path, force: bool) -> None:
    # Not at the top: no other command needs Qt, which takes a while to read.
    from relationship_desk.ui.brief.headless import pdf_without_window

    write_bytes(out, pdf_without_window(page_of(brief)), force)


def _object(brief: Brief) -> dict[str, Any]:
    whole = output.plain(asdict(brief))
    person = {"id": whole.pop("person_id"), "name": whole.pop("name")}
    return {"person": person, **whole}


COMMANDS = (
    Command(
        "brief",
        "one page about somebody, before a meeting",
        _arguments,
        _brief,
        "Who, how you met, the last five entries in full, open promises and tasks, topics to raise "
        "(what your notes and entries say after “next:” or “ask:”), updates of yours that they "
        "know or not, family, days to come, whom you both know, and what changed since the last "
        "contact. JSON: person (id and name), on, work, called, standing, circles, care, reach, "
        "met, since, talks, i_owe, they_owe, tasks, topics, thanks, gifts, family, days, common, "
        "more_in_common, changed, notes, told (title, on and how) and not_told. The PDF is A4, or "
        "Letter where that is the paper.",
    ),
)
