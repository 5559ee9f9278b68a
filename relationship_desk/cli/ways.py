"""`path` and `bridges`: how the user reaches somebody, and who alone leads to a group."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.domain.errors import Ambiguous, UserError
from relationship_desk.domain.text import fold
from relationship_desk.domain.ties import COMPANY
from relationship_desk.store.bridges import bridges_of
from relationship_desk.store.places_of_work import organisations_called, people_at
from relationship_desk.store.ways import Step, ways_to

_SHOWN = 20
_NAMED = 5


def _path_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "whom",
        type=text,
        metavar="PERSON-OR-ORGANISATION",
        help="an id, a name that fits one person, or an organisation",
    )
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )


def _path(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        now = today(desk.clock)
        on = day(args.on, now)
        ends, name = _meant(desk, args.whom)
        found = ways_to(desk.reader, on, ends)
    if args.json:
        output.result_json([[_object(step) for step in way] for way in found.ways])
        return 0
    for number, way in enumerate(found.ways, 1):
        names = " → ".join(["You", *(step.name for step in way)])
        output.result(f"{number}. {names}")
        output.table([(step.name, step.why) for step in way], indent="   ")
    if not found.ways:
        output.message(
            f"No way of three steps leads to {name} yet. What people are to each other is said "
            "with relate."
        )
    for sentence in found.left_out:
        output.message(f"Not asked: {sentence}")
    return 0


def _object(step: Step) -> dict[str, object]:
    return {"id": step.id, "name": step.name, "reason": step.why}


def _meant(desk: Composition, words: str) -> tuple[list[int], str]:
    """The people at whom a way may end, and what they are called. A whole name goes before a part
    of one, and a person before an organisation. Raises `UserError`."""
    on = today(desk.clock)
    organisations = organisations_called(desk.reader, words)
    is_called_so = [fold(name) for name in organisations] == [fold(words)]
    try:
        person_id, name = find_person(desk.reader, words, on)
    except Ambiguous:
        if not is_called_so:
            raise
    except UserError:
        if not organisations:
            raise
    else:
        if _is_organisation(desk, person_id):
            organisations = organisations_called(desk.reader, name) or organisations
        elif not is_called_so or words.strip() == str(person_id) or fold(name) == fold(words):
            return [person_id], name
        if not organisations:
            return [person_id], name
    if len(organisations) > 1:
        listed = [f"  {found}" for found in organisations[:_SHOWN]]
        more = len(organisations) - len(listed)
        listed += [f"  and {more} more"] if more else []
        raise Ambiguous(
            "\n".join([f"“{words}” fits {len(organisations)} organisations:", *listed]), ()
        )
    return people_at(desk.reader, organisations[0], on), organisations[0]


def _is_organisation(desk: Composition, person_id: int) -> bool:
    return desk.reader.sql("SELECT kind FROM person WHERE id = ?", (person_id,)) == [
        ("organisation",)
    ]


def _bridges_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )


def _bridges(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        found = bridges_of(desk.reader, day(args.on, today(desk.clock)))
    if args.json:
        output.result_json(
            [
                {
                    "id": bridge.id,
                    "name": bridge.name,
                    "leads_to": [{"id": i, "name": name} for i, name in bridge.leads_to],
                }
                for bridge in found
            ]
        )
        return 0
    if not found:
        output.message("Nobody is the only bridge to a group.")
    for bridge in found:
        output.result(bridge.words(_NAMED))
    return 0


COMMANDS = (
    Command(
        "path",
        "how you reach somebody, or somebody of an organisation",
        _path_arguments,
        _path,
        "The best ways from you over people you know, in at most three steps. You know whoever you "
        "have been in touch with. People are tied by relations, introductions, entries with both, "
        f"events and organisations (of no more than {COMPANY} people each). Fewer steps go first, "
        "then the way whose weakest step is the surest. Who died, is in the archive or grieves is "
        "not asked to pass you on. JSON: an array of up to three ways, each an array of people "
        "with id, name and reason, from somebody you know to whom you look for; without a way an "
        "empty array.",
    ),
    Command(
        "bridges",
        "people through whom alone you reach a group",
        _bridges_arguments,
        _bridges,
        "JSON: an array of objects with id, name and leads_to (id and name of each). It is a hint "
        "to meet one of the others, too.",
    ),
)
