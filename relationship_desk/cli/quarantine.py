"""`quarantine`: the cards that could not be read, and reading them again."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from relationship_desk.cli import output
from relationship_desk.cli.command import Command, Session
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.quarantine import import_quarantined
from relationship_desk.desk.transfer.quarantine import card_name, read_again
from relationship_desk.desk.transfer.report import in_words, summary
from relationship_desk.domain.instants import to_text
from relationship_desk.formats import READERS
from relationship_desk.store.cards import quarantined


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--retry", action="store_true", help="try to read them all again")


def _quarantine(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        return _retry(desk, args) if args.retry else _list(desk, args)


def _list(desk: Composition, args: Namespace) -> int:
    cards = quarantined(desk.reader)
    if args.json:
        output.result_json(
            [
                {
                    "id": card.id,
                    "source": card.source,
                    "number": card.number,
                    "first_line": card.first_line,
                    "last_line": card.last_line,
                    "name": card_name(card.original),
                    "message": card.message,
                    "at": to_text(card.at),
                    "text": card.original.decode("utf-8", "replace"),
                }
                for card in cards
            ]
        )
        return 0
    if not cards:
        output.message("Every card could be read; nothing waits.")
    output.table(
        [
            (
                str(card.id),
                f"{card.source}:{card.first_line}-{card.last_line}",
                f"card {card.number}" if card.number else "",
                card_name(card.original),
                card.message,
            )
            for card in cards
        ]
    )
    return 0


def _retry(desk: Composition, args: Namespace) -> int:
    region = desk.desk.preferences(desk.reader).region
    found = read_again(desk.reader, READERS, region, lambda done, total: None)
    read, left = len(found.card_ids), found.waiting - len(found.card_ids)
    words = f"{read} of {found.waiting} could be read now."
    told: dict[str, int | None] = {"read": read, "left": left, "operation": None}
    if found.plan is not None:
        outcome = desk.desk.do(
            import_quarantined, plan=found.plan, region=region, card_ids=found.card_ids
        ).result()
        words += f" {in_words(outcome.result, desk.clock.zone())}"
        told |= summary(outcome.result, outcome.operation_id) | {"read": read}
    if args.json:
        output.result_json(told)
    else:
        output.result(words if found.waiting else "Nothing waits to be read.")
    return 0


COMMANDS = (
    Command(
        "quarantine",
        "the cards that could not be read; they are kept",
        _arguments,
        _quarantine,
        "JSON: an array of objects with id, source, number (of the card in its import, 0 for not "
        "known), first_line, last_line, name, message, at (UTC) and text. With --retry: one object "
        "with read, left, operation and, where something could be read, the counts of import; one "
        "undo takes it back.",
    ),
)
