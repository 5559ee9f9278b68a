"""`batch`: cards and other thanks that go out to many at once."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, number, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.cli.paper import pdf_options, require_pdf, write_sheets
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.batches import (
    add_to_batch,
    confirm_addresses,
    delete_batch,
    make_batch,
    send_batch,
)
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.standing import BatchForm, address_words
from relationship_desk.domain.stationery import AddressLayout, address_sheets, addressed
from relationship_desk.domain.text import counted
from relationship_desk.store.batches import BatchRow, RecipientRow, batch_rows, recipients
from relationship_desk.store.standings import standing_rows

_LAYOUTS = {
    "labels-24": AddressLayout.LABELS_24,
    "labels-14": AddressLayout.LABELS_14,
    "envelope-dl": AddressLayout.DL,
    "envelope-c6": AddressLayout.C6,
}


def _batch_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=_BATCH, metavar="VERB", help=", ".join(_BATCH))
    parser.add_argument("what", nargs="?", type=text, metavar="TITLE-OR-ID", help="which batch")
    parser.add_argument(
        "people", nargs="*", type=text, metavar="PERSON", help="who; sent: all where none is named"
    )
    parser.add_argument("--json", action="store_true", help="list, show: print JSON")
    parser.add_argument(
        "--form", choices=[form.value for form in BatchForm], default="card", help="new: what goes"
    )
    parser.add_argument("--by", type=text, metavar="DATE", help="new: until when all are sent")
    parser.add_argument(
        "--layout", choices=_LAYOUTS, default="labels-24", help=f"paper: {', '.join(_LAYOUTS)}"
    )
    parser.add_argument(
        "--skip", type=int, metavar="N", default=0, help="paper: labels that are used already"
    )
    pdf_options(parser, "paper: labels or envelopes")
    parser.add_argument(
        "--all-with-standing", action="store_true", help="new, add: everybody who has a standing"
    )


def _batch(session: Session, args: Namespace) -> int:
    if args.what is None and args.verb != "list":
        raise UserError(f"Say which batch: batch {args.verb} TITLE-OR-ID.")
    require_pdf(args, "paper")
    with session.open() as desk:
        return _BATCH[args.verb](desk, args, today(desk.clock))


def _batch_new(desk: Composition, args: Namespace, on: date) -> int:
    due_on = None if args.by is None else day(args.by, on)
    people = _people(desk, args, on)
    form = BatchForm(args.form)
    made = desk.desk.do(make_batch, title=args.what, form=form, due_on=due_on, person_ids=people)
    [row] = batch_rows(desk.reader, made.result().result)
    output.result(f"{row.title}: {counted(row.people, 'person', 'people')} (batch {row.id}).")
    return 0


def _batch_add(desk: Composition, args: Namespace, on: date) -> int:
    batch = _batch_row(desk, args.what)
    people = _people(desk, args, on)
    new = desk.desk.do(add_to_batch, batch_id=batch.id, person_ids=people).result().result
    output.result(f"{new} more in {batch.title}.")
    return 0


def _batch_list(desk: Composition, args: Namespace, on: date) -> int:
    rows = batch_rows(desk.reader)
    return output.listing(
        rows,
        as_json=args.json,
        whole=_batch_object,
        cells=lambda row: (
            str(row.id),
            row.title,
            row.form.words,
            f"{row.sent} of {row.people} sent",
            f"by {row.due_on.isoformat()}" if row.due_on else "",
        ),
        empty="There is no batch yet.",
    )


def _batch_show(desk: Composition, args: Namespace, on: date) -> int:
    batch = _batch_row(desk, args.what)
    rows = recipients(desk.reader, batch.id)
    if args.json:
        output.result_json(_batch_object(batch) | {"recipients": [_recipient(r) for r in rows]})
        return 0
    output.table(
        [
            (
                str(row.person_id),
                row.person_name,
                row.what or batch.form.words,
                f"sent {row.sent_on.isoformat()}" if row.sent_on else "not sent yet",
                address_words(row.address.text if row.address else "", row.checked_on, on),
            )
            for row in rows
        ]
    )
    return 0


def _batch_sent(desk: Composition, args: Namespace, on: date) -> int:
    ids = _recipient_ids(desk, args, on)
    sent = desk.desk.do(send_batch, recipient_ids=ids).result().result
    output.result(f"Sent to {counted(sent, 'person', 'people')}.")
    return 0


def _batch_checked(desk: Composition, args: Namespace, on: date) -> int:
    ids = _recipient_ids(desk, args, on)
    desk.desk.do(confirm_addresses, recipient_ids=ids).result()
    output.result(f"{counted(len(ids), 'address is', 'addresses are')} confirmed as of today.")
    return 0


def _batch_paper(desk: Composition, args: Namespace, on: date) -> int:
    layout = _LAYOUTS[args.layout]
    if not 0 <= args.skip < max(layout.places, 1):
        raise UserError(f"A sheet of {args.layout} has {counted(layout.places, 'label')}.")
    batch, wanted = _batch_row(desk, args.what), set(_recipient_ids(desk, args, on))
    waiting = [
        row
        for row in recipients(desk.reader, batch.id)
        if row.id in wanted and (row.sent_on is None or args.people)
    ]
    addresses = [addressed(r.person_name, r.address.parts) for r in waiting if r.address]
    for row in waiting:
        if row.address is None:
            output.message(f"{row.person_name} has no address yet.")
    if not addresses:
        raise UserError("Nobody who waits for it has an address; nothing was written.")
    sender = desk.desk.preferences(desk.reader).my_name
    write_sheets(args, address_sheets(addresses, layout, sender, args.skip), batch.title)
    output.result(f"{counted(len(addresses), 'address', 'addresses')} to print: {args.pdf}")
    return 0


def _batch_drop(desk: Composition, args: Namespace, on: date) -> int:
    batch = _batch_row(desk, args.what)
    desk.desk.do(delete_batch, batch_id=batch.id).result()
    output.result(f"Deleted: {batch.title}.")
    return 0


def _people(desk: Composition, args: Namespace, on: date) -> list[int]:
    people = [find_person(desk.reader, word, on)[0] for word in args.people]
    if args.all_with_standing:
        people += [row.person_id for row in standing_rows(desk.reader) if row.holds(on)]
    return list(dict.fromkeys(people))


def _recipient_ids(desk: Composition, args: Namespace, on: date) -> list[int]:
    rows = recipients(desk.reader, _batch_row(desk, args.what).id)
    if not args.people:
        return [row.id for row in rows]
    wanted = set(_people(desk, args, on))
    return [row.id for row in rows if row.person_id in wanted]


def _batch_row(desk: Composition, word: str) -> BatchRow:
    found = batch_rows(desk.reader, number(word, "batch", "batch list"))
    if not found:
        raise UserError(f"There is no batch {word}. See which there are with: batch list")
    return found[0]


def _batch_object(row: BatchRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "title": row.title,
        "form": row.form.value,
        "due_on": row.due_on,
        "people": row.people,
        "sent": row.sent,
    }


def _recipient(row: RecipientRow) -> dict[str, Any]:
    return {
        "person": output.somebody(row.person_id, row.person_name),
        "what": row.what or None,
        "sent_on": row.sent_on,
        "address": row.address.text if row.address else None,
        "checked_on": row.checked_on,
        "before": row.before or None,
        "before_on": row.before_on,
    }


_BATCH: dict[str, Callable[[Composition, Namespace, date], int]] = {
    "new": _batch_new,
    "add": _batch_add,
    "list": _batch_list,
    "show": _batch_show,
    "checked": _batch_checked,
    "sent": _batch_sent,
    "paper": _batch_paper,
    "drop": _batch_drop,
}


COMMANDS = (
    Command(
        "batch",
        "cards and other thanks that go out to many at once",
        _batch_arguments,
        _batch,
        "batch new TITLE [PERSON ...], add ID PERSON ..., list, show ID, checked ID [PERSON ...] "
        "(addresses are right), paper ID [PERSON ...] --pdf OUT (labels or envelopes of those who "
        "wait), sent ID [PERSON ...], drop ID. JSON of list: an array of objects "
        "with id, title, form, due_on, people and sent; show adds recipients: person, what, "
        "sent_on, address, checked_on, before and before_on (what they got the last time).",
    ),
)
