"""`duplicates` and `merge`: who is here twice, and making one of them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from relationship_desk.cli import output
from relationship_desk.cli.arguments import find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.duplicates.evidence import score_words
from relationship_desk.desk.duplicates.finding import find_duplicates
from relationship_desk.store.people import names_of


def _duplicates_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _duplicates(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        pairs = find_duplicates(desk.reader)
        ids = sorted({i for pair in pairs for i in (pair.person_id, pair.other_id)})
        names = names_of(desk.reader, ids)
    if args.json:
        output.result_json(
            [
                {
                    "people": [
                        {"id": i, "name": names.get(i, "")} for i in (pair.person_id, pair.other_id)
                    ],
                    "score": pair.score,
                    "reasons": list(pair.reasons),
                }
                for pair in pairs
            ]
        )
        return 0
    if not pairs:
        output.message("Nobody seems to be here twice.")
    output.table(
        [
            (
                str(pair.person_id),
                names.get(pair.person_id, ""),
                str(pair.other_id),
                names.get(pair.other_id, ""),
                score_words(pair.score),
                " ".join(pair.reasons),
            )
            for pair in pairs
        ]
    )
    return 0


def _merge_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("keep", type=text, metavar="PERSON", help="who stays: an id or a name")
    parser.add_argument(
        "others", nargs="+", type=text, metavar="PERSON", help="who goes into the first one"
    )


def _merge(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        day = today(desk.clock)
        people = [find_person(desk.reader, words, day) for words in (args.keep, *args.others)]
        (keep_id, name), *others = people
        desk.desk.do(
            merge_people,
            keep_id=keep_id,
            other_ids=[person_id for person_id, _ in others],
            region=desk.desk.preferences(desk.reader).region,
        ).result()
    told = ", ".join(f"{other} ({person_id})" for person_id, other in others)
    output.result(f"Merged {told} into {name} ({keep_id}).")
    output.message("Everything of them all is kept. Take it back with: relationship-desk undo")
    return 0


COMMANDS = (
    Command(
        "duplicates",
        "who seems to be here twice, and why",
        _duplicates_arguments,
        _duplicates,
        "JSON: an array of objects with people (two objects with id and name), score (0 to 99) and "
        "reasons (sentences), the likeliest pair first.",
    ),
    Command(
        "merge",
        "make one person of two or more; the first one stays",
        _merge_arguments,
        _merge,
        "Details, tags, timeline, tasks and cards of all are kept; the names of the others become "
        "nicknames.",
    ),
)
