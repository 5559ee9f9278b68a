"""`organisation` and `organisations`: where people work and meet, and who is there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.cli.memberships import KINDS, YIELD, kind_called, member_object, yield_object
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.organisations import (
    AffiliationForm,
    OrganisationForm,
    add_organisation,
    affiliate,
    archive_organisations,
    decline_cards,
    delete_organisations,
    edit_organisation,
    link_cards,
    merge_organisations,
    remove_affiliations,
)
from relationship_desk.domain.errors import Ambiguous, UserError
from relationship_desk.domain.organisations import OrganisationKind, Span, typed_end
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.database import Connection
from relationship_desk.store.memberships import Yield, membership_rows, yields
from relationship_desk.store.organisations import (
    AffiliationRow,
    OrganisationRow,
    card_proposals,
    get_organisation,
    organisation_rows,
    organisations_called,
    people_of,
)

_VERBS = (
    "add", "edit", "person", "leave", "link", "decline", "merge", "archive", "delete", "show",
)  # fmt: skip


def find_organisation(connection: Connection, words: str) -> OrganisationRow:
    """The one organisation meant: an id, or a name that fits one. Raises `UserError`."""
    wanted = words.strip()
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= 18:
        row = get_organisation(connection, int(wanted))
        if row is not None:
            return row
    found = organisations_called(connection, wanted)
    if not found:
        raise UserError(
            f"No organisation here is called “{wanted}”. See which there are with: "
            "relationship-desk organisations"
        )
    if len(found) > 1:
        lines = [f"  {row.id}  {one_line(row.name)}" for row in found]
        raise Ambiguous(
            "\n".join([f"“{wanted}” fits {len(found)} organisations. Say which one:", *lines]),
            tuple((row.id, row.name) for row in found),
        )
    return found[0]


# --------------------------------------------------------------------------------- organisation


def _organisation_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=_VERBS, metavar="VERB", help=", ".join(_VERBS))
    parser.add_argument("name", type=text, metavar="ORGANISATION", help="its name, or its id")
    parser.add_argument("other", nargs="?", type=text, metavar="PERSON-OR-ORGANISATION")
    parser.add_argument("--kind", type=text, metavar="KIND", help="what it is")
    parser.add_argument("--name", dest="rename", type=text, metavar="NAME", help="edit: a new name")
    parser.add_argument("--url", type=text, metavar="URL", help="its address on the web")
    parser.add_argument("--place", type=text, metavar="PLACE", help="where it is")
    parser.add_argument("--note", type=text, metavar="TEXT", help="what is good to know")
    parser.add_argument("--role", type=text, metavar="ROLE", default="", help="what they are there")
    parser.add_argument("--since", type=text, metavar="DATE", default="", help="2019 or May 2019")
    parser.add_argument("--until", type=text, metavar="DATE", default="", help="the same")
    parser.add_argument("--back", action="store_true", help="archive: out of it again")
    parser.add_argument("--json", action="store_true", help="show: print one JSON object")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="show: what counts as today"
    )


def _organisation(session: Session, args: Namespace) -> int:
    takes_other = args.verb in ("person", "leave", "merge")
    if args.verb != "decline" and takes_other != (args.other is not None):
        raise UserError(
            f"organisation {args.verb} takes "
            + ("two names" if takes_other else "one name")
            + "; nothing was changed."
        )
    kind = kind_called(args.kind)
    with session.open() as desk:
        return _ORGANISATION[args.verb](desk, args, kind)


def _add(desk: Composition, args: Namespace, kind: OrganisationKind | None) -> int:
    form = OrganisationForm(
        args.name,
        kind or OrganisationKind.COMPANY,
        args.url or "",
        args.place or "",
        args.note or "",
    )
    made = desk.desk.do(add_organisation, form=form).result().result
    output.result(f"{one_line(args.name)}, a {form.kind.words} (organisation {made}).")
    return 0


def _edit(desk: Composition, args: Namespace, kind: OrganisationKind | None) -> int:
    row = find_organisation(desk.reader, args.name)
    form = OrganisationForm(
        row.name if args.rename is None else args.rename,
        kind or row.kind,
        *(
            old if new is None else new
            for old, new in ((row.url, args.url), (row.place, args.place), (row.note, args.note))
        ),
    )
    desk.desk.do(edit_organisation, organisation_id=row.id, form=form).result()
    output.result(f"{one_line(form.name)}, a {form.kind.words} (organisation {row.id}).")
    return 0


def _person(desk: Composition, args: Namespace, kind: OrganisationKind | None) -> int:
    person_id, name = find_person(desk.reader, args.other, today(desk.clock))
    span = Span(typed_end(args.since), typed_end(args.until))
    known = organisations_called(desk.reader, args.name)
    called = known[0].name if len(known) == 1 else args.name
    form = AffiliationForm(person_id, called, args.role, span)
    made = desk.desk.do(affiliate, form=form).result().result
    what = ", ".join(word for word in (one_line(args.role), span.words(today(desk.clock))) if word)
    output.result(f"{name} at {called}{f': {what}' if what else ''} (place {made}).")
    return 0


def _leave(desk: Composition, args: Namespace, kind: OrganisationKind | None) -> int:
    row = find_organisation(desk.reader, args.name)
    person_id, name = find_person(desk.reader, args.other, today(desk.clock))
    there = [p.id for p in people_of(desk.reader, row.id) if p.person_id == person_id]
    if not there:
        raise UserError(f"{name} has no place in {row.name}; nothing was changed.")
    desk.desk.do(remove_affiliations, affiliation_ids=there).result()
    output.result(f"Removed {name} from {row.name}.")
    return 0


def _link(desk: Composition, args: Namespace, kind: OrganisationKind | None) -> int:
    wanted = fold(args.name)
    found = [p for p in card_proposals(desk.reader, fewest=1) if fold(p.name) == wanted]
    if not found:
        raise UserError(f"No card says “{args.name}” of somebody who is not linked to it yet.")
    linked = desk.desk.do(
        link_cards,
        name=found[0].name,
        person_ids=found[0].person_ids,
        kind=kind or OrganisationKind.COMPANY,
    ).result()
    output.result(f"{linked.label}.")
    return 0


def _decline(desk: Composition, args: Namespace, kind: OrganisationKind | None) -> int:
    wanted, person_id = fold(args.name), None
    if args.other:
        person_id, _ = find_person(desk.reader, args.other, today(desk.clock))
    proposed = card_proposals(desk.reader, person_id, fewest=1)
    found = [p for p in proposed if fold(p.name) == wanted]
    if not found:
        raise UserError(f"No card says “{args.name}” of somebody who is not linked to it yet.")
    declined = desk.desk.do(
        decline_cards, name=found[0].name, person_ids=found[0].person_ids
    ).result()
    output.result(f"{declined.label}.")
    return 0


def _merge(desk: Composition, args: Namespace, kind: OrganisationKind | None) -> int:
    keep = find_organisation(desk.reader, args.name)
    other = find_organisation(desk.reader, args.other)
    desk.desk.do(merge_organisations, keep_id=keep.id, other_id=other.id).result()
    output.result(f"{other.name} is {keep.name} now.")
    return 0


def _archive(desk: Composition, args: Namespace, kind: OrganisationKind | None) -> int:
    row = find_organisation(desk.reader, args.name)
    desk.desk.do(archive_organisations, organisation_ids=[row.id], archived=not args.back).result()
    output.result(f"{row.name} is {'back' if args.back else 'in the archive'}.")
    return 0


def _delete(desk: Composition, args: Namespace, kind: OrganisationKind | None) -> int:
    row = find_organisation(desk.reader, args.name)
    desk.desk.do(delete_organisations, organisation_ids=[row.id]).result()
    output.result(f"Deleted: {row.name}.")
    return 0


def _show(desk: Composition, args: Namespace, kind: OrganisationKind | None) -> int:
    on = day(args.on, today(desk.clock))
    with desk.reader.snapshot():
        row = find_organisation(desk.reader, args.name)
        people = people_of(desk.reader, row.id)
        gave = yields(desk.reader, on).get(row.id, Yield())
        members = membership_rows(desk.reader, row.id)
    if args.json:
        found = _object(row, gave)
        found["people"] = [_place(place) for place in people]
        found["memberships"] = [member_object(member, gave, on) for member in members]
        output.result_json(found)
        return 0
    output.result(f"{row.name}, {row.kind.words}")
    for line in (row.place, row.url, row.note, f"Gave you: {gave.words}"):
        if line:
            output.result(line)
    output.table([(place.person_name, place.words(on)) for place in people], indent="  ")
    return 0


_ORGANISATION = {
    "add": _add, "edit": _edit, "person": _person, "leave": _leave, "link": _link,
    "decline": _decline, "merge": _merge, "archive": _archive, "delete": _delete, "show": _show,
}  # fmt: skip


def _organisations_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("query", nargs="?", type=text, metavar="QUERY", default="", help="words")
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument("--archived", action="store_true", help="those in the archive")
    parser.add_argument("--cards", action="store_true", help="what cards say and is not linked yet")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )


def _organisations(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on = day(args.on, today(desk.clock))
        if args.cards:
            return _cards(desk.reader, args)
        with desk.reader.snapshot():
            rows = organisation_rows(desk.reader, args.query, archived=args.archived)
            gave = yields(desk.reader, on)
    if args.json:
        output.result_json([_object(row, gave.get(row.id, Yield())) for row in rows])
        return 0
    if not rows:
        output.message("No organisation is here yet, or none has these words.")
    output.table(
        [
            (str(row.id), row.name, row.kind.words, row.place, gave.get(row.id, Yield()).words)
            for row in rows
        ]
    )
    return 0


def _cards(connection: Connection, args: Namespace) -> int:
    found = [p for p in card_proposals(connection) if fold(args.query) in fold(p.name)]
    if args.json:
        output.result_json(
            [
                {
                    "name": p.name,
                    "organisation": p.organisation_id,
                    "people": list(p.person_ids),
                }
                for p in found
            ]
        )
        return 0
    if not found:
        output.message("No organisation stands on two cards or more without being linked.")
    output.table([(str(len(p.person_ids)), p.name) for p in found])
    return 0


def _object(row: OrganisationRow, gave: Yield) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind.value,
        "url": row.url,
        "place": row.place,
        "note": row.note,
        "archived": row.archived,
        "yield": yield_object(gave),
    }


def _place(row: AffiliationRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "person": {"id": row.person_id, "name": row.person_name},
        "role": row.role,
        **row.span.columns,
    }


COMMANDS = (
    Command(
        "organisation",
        "companies, professional bodies and communities, and who is there",
        _organisation_arguments,
        _organisation,
        "add, edit, show, archive (--back) and delete take its name; person NAME PERSON gives "
        "somebody a place in it with --role, --since and --until, and makes it where it is new; "
        "leave NAME PERSON takes it away; link NAME links everybody whose card says it; "
        "decline NAME [PERSON] never proposes that again; merge "
        f"NAME OTHER makes two one. KIND is one of {', '.join(KINDS)}. JSON of show: id, name, "
        f"kind, url, place, note, archived, {YIELD}, people (id, person, role, since_on, "
        "until_on) and memberships (as in memberships).",
    ),
    Command(
        "organisations",
        "which organisations there are, and what each has yielded",
        _organisations_arguments,
        _organisations,
        f"JSON: an array of objects with id, name, kind, url, place, note, archived and {YIELD}. "
        "--cards tells what two cards or more say and nobody has linked yet: name, organisation "
        "(its id, or null) and people (ids).",
    ),
)
