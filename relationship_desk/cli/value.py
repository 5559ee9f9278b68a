"""What people look for, what is on my shelf, and what I gave: `need`, `resource`, `give`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, number, text, topics, whose
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.commands.giving import GivingForm, give, tell_outcome
from relationship_desk.desk.commands.needs import NeedForm, close_needs, note_need
from relationship_desk.desk.commands.shelf import (
    ResourceForm,
    add_resource,
    drop_resources,
    set_resources_aside,
)
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.text import one_line
from relationship_desk.domain.value import Given, ResourceKind
from relationship_desk.store.givings import GivingRow, get_giving, giving_rows
from relationship_desk.store.needs import NeedRow, get_need, need_rows
from relationship_desk.store.shelf import ResourceRow, get_resource, resource_rows

_KINDS = [kind.value for kind in Given]
_SHELF_VERBS = ("add", "aside", "back", "drop")


# ------------------------------------------------------------------------------------------- needs


def _need_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "who", type=text, metavar="PERSON", help="a person's id, or a name that fits one person"
    )
    parser.add_argument("text", nargs="?", type=text, metavar="TEXT", help="what they look for")
    parser.add_argument("--tags", type=text, metavar="T,T", default="", help="its topics")
    parser.add_argument("--since", type=text, metavar="DATE", help="since when; else today")
    parser.add_argument("--over", action="store_true", help="PERSON is a need's id: it is over")


def _need(session: Session, args: Namespace) -> int:
    if args.over:
        if args.text is not None or args.tags or args.since:
            raise UserError("need --over takes the id of a need and nothing else.")
        return _need_is_over(session, args.who)
    if args.text is None:
        raise UserError("Say what they are looking for: need PERSON TEXT --tags TOPIC,TOPIC.")
    with session.open() as desk:
        on = today(desk.clock)
        since = on if args.since is None else day(args.since, on)
        person_id, name = find_person(desk.reader, args.who, on)
        form = NeedForm(person_id, args.text, since, topics(args.tags))
        need_id = desk.desk.do(note_need, form=form).result().result
    output.result(f"{name} is looking for: {one_line(args.text)} (need {need_id}).")
    return 0


def _need_is_over(session: Session, word: str) -> int:
    with session.open() as desk:
        need = get_need(desk.reader, number(word, "need", "needs"))
        if need is None:
            raise UserError(f"There is no need {word}. See which there are with: needs")
        was_open = desk.desk.do(close_needs, need_ids=[need.id]).result().result
    output.result(f"{'Over' if was_open else 'Over already'}: {one_line(need.text)}.")
    return 0


def _needs_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument("--over", action="store_true", help="those that are over, too")
    parser.add_argument("person", nargs="?", type=text, metavar="PERSON", help="of one person")


def _needs(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        person_id = whose(desk.reader, args.person, today(desk.clock))
        rows = need_rows(desk.reader, person_id, over=args.over)
    return output.listing(
        rows,
        as_json=args.json,
        whole=need_object,
        cells=lambda row: (
            str(row.id),
            row.person_name,
            row.text,
            ", ".join(row.topics),
            f"over since {row.until_on}" if row.until_on else f"since {row.since_on}",
        ),
        empty="Nobody is looking for anything that you know of.",
    )


def need_object(row: NeedRow) -> dict[str, Any]:
    """A need as JSON."""
    return {
        "id": row.id,
        "person": output.somebody(row.person_id, row.person_name),
        "text": row.text,
        "topics": list(row.topics),
        "since_on": row.since_on,
        "until_on": row.until_on,
    }


# ------------------------------------------------------------------------------------------- shelf


def _resource_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=_SHELF_VERBS, metavar="VERB", help=", ".join(_SHELF_VERBS))
    parser.add_argument(
        "what", type=text, metavar="TEXT-OR-ID", help="add: its title; the others: its id"
    )
    parser.add_argument("--tags", type=text, metavar="T,T", default="", help="its topics")
    parser.add_argument("--on", type=text, metavar="DATE", help="when it was added; else today")
    kinds = [kind.value for kind in ResourceKind]
    parser.add_argument("--kind", choices=kinds, metavar="KIND", help=", ".join(kinds))
    parser.add_argument("--at", type=text, metavar="LINK-OR-PATH", default="", help="where it is")
    parser.add_argument("--person", type=text, metavar="PERSON", help="who it is, of kind person")
    parser.add_argument("--note", type=text, metavar="TEXT", default="", help="what to know of it")


def _resource(session: Session, args: Namespace) -> int:
    if args.verb == "add":
        return _add_resource(session, args)
    if args.tags or args.on or args.kind or args.at or args.person or args.note:
        raise UserError(f"resource {args.verb} takes an id and nothing else; nothing was changed.")
    with session.open() as desk:
        row = get_resource(desk.reader, number(args.what, "resource", "resources"))
        if row is None:
            raise UserError(
                f"There is nothing with the id {args.what} on the shelf. See it with: "
                "relationship-desk resources"
            )
        if args.verb == "drop":
            desk.desk.do(drop_resources, resource_ids=[row.id]).result()
        else:
            aside = args.verb == "aside"
            desk.desk.do(set_resources_aside, resource_ids=[row.id], aside=aside).result()
    said = {"drop": "Off the shelf", "aside": "Set aside", "back": "Back on the shelf"}[args.verb]
    output.result(f"{said}: {row.title}.")
    return 0


def _add_resource(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on = today(desk.clock)
        person_id = whose(desk.reader, args.person, on)
        form = ResourceForm(
            args.what,
            _shelf_kind(args),
            on if args.on is None else day(args.on, on),
            args.at,
            topics(args.tags),
            args.note,
            person_id,
        )
        resource_id = desk.desk.do(add_resource, form=form).result().result
    output.result(f"On the shelf: {one_line(args.what)} (resource {resource_id}).")
    return 0


def _shelf_kind(args: Namespace) -> ResourceKind:
    """The kind as named, or as what else is said tells."""
    if args.kind is not None:
        return ResourceKind(args.kind)
    if args.person is not None:
        return ResourceKind.PERSON
    at = args.at or args.what
    if "://" in at:
        return ResourceKind.LINK
    return ResourceKind.FILE if args.at else ResourceKind.SKILL


def _resources_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument("--aside", action="store_true", help="what was set aside, too")


def _resources(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        rows = resource_rows(desk.reader, aside=args.aside)
    return output.listing(
        rows,
        as_json=args.json,
        whole=resource_object,
        cells=lambda row: (
            str(row.id),
            row.kind.noun,
            row.title,
            ", ".join(row.topics),
            row.address,
        ),
        empty="The shelf is empty. Put something on it with: resource add TITLE --tags T",
    )


def resource_object(row: ResourceRow) -> dict[str, Any]:
    """Something on the shelf as JSON."""
    return {
        "id": row.id,
        "kind": row.kind.value,
        "title": row.title,
        "address": row.address,
        "topics": list(row.topics),
        "note": row.note,
        "added_on": row.added_on,
        "person": output.somebody(row.person_id, row.person_name),
        "given": row.given,
        "aside": row.is_aside,
    }


# ------------------------------------------------------------------------------------------- given


def _give_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", type=text, metavar="PERSON", help="who was given it")
    parser.add_argument("kind", choices=_KINDS, metavar="KIND", help=", ".join(_KINDS))
    parser.add_argument("text", type=text, metavar="TEXT", help="what it was")
    parser.add_argument("--on", type=text, metavar="DATE", help="when; else today")
    parser.add_argument("--tags", type=text, metavar="T,T", default="", help="its topics")
    parser.add_argument("--minutes", type=int, metavar="N", help="how long it took me")
    parser.add_argument("--resource", type=text, metavar="ID", help="what it was of the shelf")
    parser.add_argument("--need", type=text, metavar="ID", help="what they were looking for")
    parser.add_argument("--over", action="store_true", help="with --need: it is found with this")


def _give(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on = today(desk.clock)
        person_id, name = find_person(desk.reader, args.person, on)
        form = GivingForm(
            person_id,
            Given(args.kind),
            args.text,
            on if args.on is None else day(args.on, on),
            args.minutes,
            topics(args.tags),
            None if args.resource is None else number(args.resource, "resource", "resources"),
            None if args.need is None else number(args.need, "need", "needs"),
        )
        giving_id = desk.desk.do(give, form=form, closes_need=args.over).result().result
    output.result(f"Gave {name} {form.kind.noun}: {one_line(args.text)} (given {giving_id}).")
    return 0


def _outcome_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=text, metavar="ID", help="of what was given")
    parser.add_argument("text", type=text, metavar="TEXT", help="what became of it")


def _outcome(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        row = get_giving(desk.reader, number(args.id, "thing given", "given"))
        if row is None:
            raise UserError(f"Nothing given has the id {args.id}. See it with: given")
        entry = desk.desk.do(tell_outcome, giving_id=row.id, text=args.text).result().result
    told = f" (entry {entry})" if entry is not None else ""
    output.result(f"What became of {one_line(row.text)} is written down{told}.")
    return 0


def _given_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument("person", nargs="?", type=text, metavar="PERSON", help="to one person")


def _given(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        person_id = whose(desk.reader, args.person, today(desk.clock))
        rows = giving_rows(desk.reader, person_id)
    return output.listing(
        rows,
        as_json=args.json,
        whole=_giving_object,
        cells=lambda row: (
            str(row.id),
            row.given_on.isoformat(),
            row.person_name,
            row.kind.value,
            f"{row.text} – {row.outcome}" if row.outcome else row.text,
        ),
        empty="Nothing is written down as given yet.",
    )


def _giving_object(row: GivingRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "person": output.somebody(row.person_id, row.person_name),
        "kind": row.kind.value,
        "text": row.text,
        "given_on": row.given_on,
        "effort_minutes": row.effort_minutes,
        "topics": list(row.topics),
        "resource": row.resource_id,
        "need": row.need_id,
        "introduction": row.introduction_id,
        "outcome": row.outcome or None,
        "outcome_on": row.outcome_on,
    }


COMMANDS = (
    Command(
        "need",
        "write down what somebody is looking for",
        _need_arguments,
        _need,
        "need ID --over says that it was found, or is not wanted any more.",
    ),
    Command(
        "needs",
        "what people are looking for",
        _needs_arguments,
        _needs,
        "JSON: an array of objects with id, person (id and name), text, topics, since_on and "
        "until_on (null where it is open), the oldest first.",
    ),
    Command(
        "resource",
        "put something on the shelf of what you can give",
        _resource_arguments,
        _resource,
        "A file stays where it is. aside offers it no more, back does again; drop takes it off.",
    ),
    Command(
        "resources",
        "what is on the shelf",
        _resources_arguments,
        _resources,
        "JSON: an array of objects with id, kind (link, file, skill or person), title, address, "
        "topics, note, added_on, person (id and name, or null), given (to how many people) and "
        "aside, the newest first.",
    ),
    Command(
        "give",
        "write down what you gave somebody: advice, support, a resource ...",
        _give_arguments,
        _give,
        "It is an entry of the timeline, too. After thirty days Today asks how it went.",
    ),
    Command("outcome", "what became of something that was given", _outcome_arguments, _outcome),
    Command(
        "given",
        "what was given, and what became of it",
        _given_arguments,
        _given,
        "JSON: an array of objects with id, person (id and name), kind, text, given_on, "
        "effort_minutes, topics, resource, need and introduction (ids or null), outcome and "
        "outcome_on (null until it is told), the newest first.",
    ),
)
