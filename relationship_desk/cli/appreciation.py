"""`appreciation`, `standing` and `milestone`: the calendar of thanks."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, number, text, whose
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.appreciation import Coming, appreciation_calendar
from relationship_desk.desk.commands.standings import (
    StandingForm,
    add_milestone,
    add_standing,
    delete_milestones,
    delete_standings,
    edit_standing,
)
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.standing import StandingKind, standing_words
from relationship_desk.domain.text import one_line
from relationship_desk.store.standings import StandingRow, milestone_rows, standing_rows

_Verb = Callable[[Composition, Namespace, date], int]
_LONGEST = 3660

# ---------------------------------------------------------------------------------------- calendar


def _calendar_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument("--days", type=int, metavar="N", default=90, help="how far to look ahead")
    parser.add_argument("--on", type=text, metavar="DATE", default="today", help="from which day")


def _calendar(session: Session, args: Namespace) -> int:
    if not 0 <= args.days <= _LONGEST:
        raise UserError(f"Look ahead for 0 to {_LONGEST} days.")
    with session.open() as desk:
        on = day(args.on, today(desk.clock))
        preferences = desk.desk.preferences(desk.reader)
        rows = appreciation_calendar(desk.reader, on, args.days, preferences)
    return output.listing(
        rows,
        as_json=args.json,
        whole=_coming,
        cells=lambda row: (
            row.on.isoformat(),
            date_in_words(row.on, on),
            row.person_name,
            row.words,
        ),
        empty="No day to come asks for thanks.",
    )


def _coming(row: Coming) -> dict[str, Any]:
    person = output.somebody(row.person_id, row.person_name)
    return {
        "kind": row.kind.value,
        "id": row.source_id,
        "on": row.on,
        "person": person,
        "words": row.words,
    }


# --------------------------------------------------------------------------------------- standings


def _standing_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=_STANDING, metavar="VERB", help=", ".join(_STANDING))
    parser.add_argument("what", nargs="?", type=text, metavar="PERSON-OR-ID", help="whose")
    parser.add_argument(
        "kind", nargs="?", type=text, metavar="KIND", help=", ".join(k.value for k in StandingKind)
    )
    parser.add_argument("--json", action="store_true", help="list: print a JSON array")
    parser.add_argument("--since", type=text, metavar="DATE", help="add: since when")
    parser.add_argument("--until", type=text, metavar="DATE", help="add, end: until when")
    parser.add_argument("--note", type=text, metavar="WORDS", default="")


def _standing(session: Session, args: Namespace) -> int:
    if (args.what is None) != (args.verb == "list") and args.verb != "list":
        raise UserError(f"Say whose: standing {args.verb} PERSON-OR-ID.")
    with session.open() as desk:
        return _STANDING[args.verb](desk, args, today(desk.clock))


def _standing_add(desk: Composition, args: Namespace, on: date) -> int:
    known = [kind.value for kind in StandingKind]
    if args.kind not in known:
        raise UserError(f"Say what they are: {', '.join(known)}.")
    person_id, name = find_person(desk.reader, args.what, on)
    since = None if args.since is None else day(args.since, on)
    until = None if args.until is None else day(args.until, on)
    form = StandingForm(person_id, StandingKind(args.kind), since, until, args.note)
    standing_id = desk.desk.do(add_standing, form=form).result().result
    words = standing_words(form.kind, since, until, on)
    output.result(f"{name}: {words} (standing {standing_id}).")
    return 0


def _standing_end(desk: Composition, args: Namespace, on: date) -> int:
    row = _standing_row(desk, args.what)
    until = on if args.until is None else day(args.until, on)
    form = StandingForm(row.person_id, row.kind, row.since_on, until, row.note)
    desk.desk.do(edit_standing, standing_id=row.id, form=form).result()
    output.result(f"{row.person_name}: {standing_words(row.kind, row.since_on, until, on)}.")
    return 0


def _standing_drop(desk: Composition, args: Namespace, on: date) -> int:
    row = _standing_row(desk, args.what)
    desk.desk.do(delete_standings, standing_ids=[row.id]).result()
    output.result(f"{row.person_name} is no {row.kind.value} any more.")
    return 0


def _standing_list(desk: Composition, args: Namespace, on: date) -> int:
    person_id = whose(desk.reader, args.what, on)
    rows = standing_rows(desk.reader, person_id)
    return output.listing(
        rows,
        as_json=args.json,
        whole=_standing_object,
        cells=lambda row: (
            str(row.id),
            row.person_name,
            standing_words(row.kind, row.since_on, row.until_on, on),
            row.note,
        ),
        empty="Nobody has a standing yet: client, customer, partner or supporter.",
    )


def _standing_object(row: StandingRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "person": output.somebody(row.person_id, row.person_name),
        "kind": row.kind.value,
        "since_on": row.since_on,
        "until_on": row.until_on,
        "note": row.note or None,
    }


def _standing_row(desk: Composition, word: str) -> StandingRow:
    wanted = number(word, "standing", "standing list")
    for row in standing_rows(desk.reader):
        if row.id == wanted:
            return row
    raise UserError(f"There is no standing {word}. See which there are with: standing list")


_STANDING: dict[str, _Verb] = {
    "add": _standing_add,
    "end": _standing_end,
    "drop": _standing_drop,
    "list": _standing_list,
}

# -------------------------------------------------------------------------------------- milestones


def _milestone_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=("add", "drop"), metavar="VERB", help="add, drop")
    parser.add_argument("what", type=text, metavar="PERSON-OR-ID", help="with whom, or which one")
    parser.add_argument("text", nargs="?", type=text, metavar="TEXT", help="what was reached")
    parser.add_argument("--on", type=text, metavar="DATE", default="today", help="when")


def _milestone(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on = today(desk.clock)
        if args.verb == "drop":
            wanted = number(args.what, "milestone", "appreciation")
            if all(row.id != wanted for row in milestone_rows(desk.reader)):
                raise UserError(f"There is no milestone {args.what}; nothing was changed.")
            desk.desk.do(delete_milestones, milestone_ids=[wanted]).result()
            output.result("Deleted.")
            return 0
        if args.text is None:
            raise UserError("Say what was reached: milestone add PERSON TEXT --on DATE.")
        person_id, name = find_person(desk.reader, args.what, on)
        when = day(args.on, on)
        milestone_id = (
            desk.desk.do(add_milestone, person_id=person_id, text=args.text, on=when)
            .result()
            .result
        )
    words = f"{one_line(args.text)} with {name}, {when.isoformat()}"
    output.result(f"{words} (milestone {milestone_id}).")
    return 0


COMMANDS = (
    Command(
        "appreciation",
        "the days to come that ask for thanks",
        _calendar_arguments,
        _calendar,
        "Years of working together, completions, gifts that are needed, batches of cards. JSON: an "
        "array of objects with kind (together, milestone, occasion, gift or batch), id (of the "
        "standing, milestone, occasion, gift or batch), on, person (id and name, or null) and "
        "words, the soonest first.",
    ),
    Command(
        "standing",
        "who is a client, customer, partner or supporter",
        _standing_arguments,
        _standing,
        "standing add PERSON KIND [--since DATE], end ID, drop ID, list [PERSON]. JSON: an array "
        "of objects with id, person (id and name), kind, since_on, until_on and note.",
    ),
    Command(
        "milestone",
        "what was, or will be, completed with somebody",
        _milestone_arguments,
        _milestone,
        "On its day, and some days after, Today says that it is a good moment for thanks.",
    ),
)
