"""`relate` and `relations`: what people are to each other."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.commands.relations import RelationForm, relate, remove_relation
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.relations import RelationKind, kind_called, since_words
from relationship_desk.store.proposals import Proposal, proposals_for
from relationship_desk.store.relations import RelationRow, relations_of

_KINDS = ", ".join(kind.value for kind in RelationKind)


def _relate_arguments(parser: ArgumentParser) -> None:
    person = "an id, or a name that fits one person"
    parser.add_argument("person", type=text, metavar="PERSON", help=person)
    parser.add_argument("kind", type=text, metavar="KIND", help="what that person is to the other")
    parser.add_argument("other", type=text, metavar="PERSON", help=person)
    parser.add_argument("--note", type=text, metavar="TEXT", default="", help="a few words to it")
    parser.add_argument(
        "--since", type=text, metavar="DATE", default="", help="2019, May 2019 or 2019-05-04"
    )
    parser.add_argument("--remove", action="store_true", help="it is not so, or not any more")


def _relate(session: Session, args: Namespace) -> int:
    kind = kind_called(args.kind)
    if kind is None:
        raise UserError(f"“{args.kind}” is no relation known here. Use one of: {_KINDS}.")
    with session.open() as desk:
        on = today(desk.clock)
        one_id, one = find_person(desk.reader, args.person, on)
        other_id, other = find_person(desk.reader, args.other, on)
        said = kind.sentence(one, other)
        if args.remove:
            there = [
                row.id
                for row in relations_of(desk.reader, one_id)
                if (row.kind, row.other_id) == (kind, other_id)
            ]
            if not there:
                raise UserError(f"It is not written down that {said}; nothing was changed.")
            desk.desk.do(remove_relation, relation_id=there[0]).result()
            output.result(f"Removed: {said}.")
            return 0
        form = RelationForm(one_id, kind, other_id, args.note, args.since)
        relation_id = desk.desk.do(relate, form=form).result().result
    output.result(f"{said} (relation {relation_id}).")
    return 0


def _relations_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "person", type=text, metavar="PERSON", help="an id, or a name that fits one person"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )


def _relations(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        now = today(desk.clock)
        on = day(args.on, now)
        person_id, name = find_person(desk.reader, args.person, now)
        with desk.reader.snapshot():
            rows = relations_of(desk.reader, person_id)
            proposals = proposals_for(desk.reader, person_id, on)
    if args.json:
        output.result_json(
            {
                "person": {"id": person_id, "name": name},
                "relations": [_object(name, row) for row in rows],
                "proposals": [_proposal(name, proposal) for proposal in proposals],
            }
        )
        return 0
    if not rows:
        output.message(f"No relation of {name} to anybody is written down yet.")
    output.table([(row.label, row.other_name, since_words(row.since_on), row.note) for row in rows])
    if proposals:
        output.result("Perhaps also, if you say so with relate:")
        output.table([(p.kind.inverse.label, p.other_name, p.why) for p in proposals], indent="  ")
    return 0


def _object(name: str, row: RelationRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind.value,
        "other": {"id": row.other_id, "name": row.other_name},
        "sentence": row.kind.sentence(name, row.other_name),
        "note": row.note,
        "since": row.since_on,
    }


def _proposal(name: str, proposal: Proposal) -> dict[str, Any]:
    return {
        "kind": proposal.kind.value,
        "other": {"id": proposal.other_id, "name": proposal.other_name},
        "sentence": proposal.kind.sentence(name, proposal.other_name),
        "why": proposal.why,
    }


COMMANDS = (
    Command(
        "relate",
        "say what somebody is to another",
        _relate_arguments,
        _relate,
        "relate Ida parent Bo says that Ida is a parent of Bo; relate Bo child Ida says the same. "
        f"KIND is one of {_KINDS}, or what cards call it, such as mother or spouse. introduced_by: "
        "who brought you together with the first. What has an equal part for both (partner, "
        "sibling, relative, colleague, friend, neighbour, knows) may be said from either side.",
    ),
    Command(
        "relations",
        "what somebody is to others, and what seems so",
        _relations_arguments,
        _relations,
        "JSON: one object with person (id and name), relations (id, kind, other, sentence, note, "
        "since) and proposals (kind, other, sentence, why). A kind reads: the person KIND the "
        "other. Proposals come from cards that name the other, entries with both, and a place of "
        "work; none is written down before you say so with relate.",
    ),
)
