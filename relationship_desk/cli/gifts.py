"""`gift`: ideas, what was given and what came, and what is good to know before giving."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, number, text, whose
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.gift_profiles import GiftProfileForm, set_gift_profile
from relationship_desk.desk.commands.gifts import (
    GiftForm,
    delete_gifts,
    give_gift,
    note_gift,
    receive_gift,
)
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.money import Money, parse_money
from relationship_desk.domain.text import one_line
from relationship_desk.store.gifts import (
    GiftProfile,
    GiftRow,
    get_gift,
    gift_rows,
    profile_of,
    spent_on,
    usual_currency,
    warnings,
)

_KNOWN = ("sizes", "likes", "allergies", "never_give")
_TAKES_TEXT = ("idea", "given", "received")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=_VERBS, metavar="VERB", help=", ".join(_VERBS))
    parser.add_argument(
        "what",
        nargs="?",
        type=text,
        metavar="PERSON-OR-ID",
        help="a person's id or name; given, drop: the id of a gift",
    )
    parser.add_argument("text", nargs="?", type=text, metavar="TEXT", help="what the gift is")
    parser.add_argument("--json", action="store_true", help="list, know: print JSON")
    parser.add_argument("--for", dest="occasion", type=text, metavar="WORDS", help="the occasion")
    parser.add_argument("--by", type=text, metavar="DATE", help="idea: when it is needed")
    parser.add_argument("--lead", type=int, metavar="DAYS", help="idea: how long before to think")
    parser.add_argument("--price", type=text, metavar="MONEY", help="such as 25, €25 or 25 CHF")
    parser.add_argument("--note", type=text, metavar="WORDS", default="")
    parser.add_argument("--on", type=text, metavar="DATE", default="today", help="the day")
    parser.add_argument(
        "--no-thanks", dest="thank", action="store_false", help="received: no thanks needed"
    )
    for name, what in (
        ("sizes", "clothes, shoes, rings"),
        ("likes", "what they are glad of"),
        ("allergies", "what they do not tolerate"),
        ("never-give", "what never to give"),
        ("budget", "what may be spent in a year"),
    ):
        parser.add_argument(f"--{name}", type=text, metavar="WORDS", help=f"know: {what}")


def _gift(session: Session, args: Namespace) -> int:
    if args.text is not None and args.verb not in _TAKES_TEXT:
        raise UserError(f"gift {args.verb} takes no TEXT; nothing was changed.")
    if args.what is None and args.verb != "list":
        raise UserError(f"Say for whom or which: gift {args.verb} PERSON-OR-ID.")
    with session.open() as desk:
        on = day(args.on, today(desk.clock))
        return _VERBS[args.verb](desk, args, on)


def _idea(desk: Composition, args: Namespace, on: date) -> int:
    form, name = _form(desk, args, on)
    _warn(desk, form)
    gift_id = desk.desk.do(note_gift, form=form).result().result
    output.result(f"Gift idea for {name}: {one_line(form.text)} (gift {gift_id}).")
    return 0


def _given(desk: Composition, args: Namespace, on: date) -> int:
    if args.text is not None:
        form, _ = _form(desk, args, on)
        _warn(desk, form)
        gift_id = desk.desk.do(note_gift, form=form).result().result
    else:
        gift_id = _row(desk, args.what).id
    entry_id = desk.desk.do(give_gift, gift_id=gift_id, on=on).result().result
    row = _row(desk, str(gift_id))
    words = f"{row.person_name}: {one_line(row.text)}"
    if entry_id is None:
        output.result(f"Given already to {words}.")
    else:
        output.result(f"Given to {words} (gift {gift_id}, entry {entry_id}).")
    return 0


def _received(desk: Composition, args: Namespace, on: date) -> int:
    form, name = _form(desk, args, on)
    gift_id = desk.desk.do(receive_gift, form=form, on=on, thank=args.thank).result().result
    output.result(f"A gift from {name}: {one_line(form.text)} (gift {gift_id}).")
    return 0


def _drop(desk: Composition, args: Namespace, on: date) -> int:
    row = _row(desk, args.what)
    desk.desk.do(delete_gifts, gift_ids=[row.id]).result()
    output.result(f"Deleted: {one_line(row.text)}.")
    return 0


def _list(desk: Composition, args: Namespace, on: date) -> int:
    person_id = whose(desk.reader, args.what, on)
    rows = gift_rows(desk.reader, person_id)
    return output.listing(
        rows,
        as_json=args.json,
        whole=gift_object,
        cells=lambda row: (
            str(row.id),
            row.state.value,
            str(row.on or row.needed_on or ""),
            row.person_name,
            row.text,
            row.occasion,
            str(row.price or ""),
        ),
        empty="No gift is noted yet.",
    )


def _know(desk: Composition, args: Namespace, on: date) -> int:
    person_id, name = find_person(desk.reader, args.what, on)
    known = profile_of(desk.reader, person_id)
    given = {word: getattr(args, word) for word in _KNOWN if getattr(args, word) is not None}
    if given or args.budget is not None:
        form = GiftProfileForm(
            known.sizes, known.likes, known.allergies, known.never_give, known.budget
        )
        form = replace(form, **given)
        if args.budget is not None:
            form = replace(form, budget=_money(desk, args.budget))
        desk.desk.do(set_gift_profile, person_id=person_id, form=form).result()
        known = profile_of(desk.reader, person_id)
    spent = spent_on(desk.reader, person_id, on.year)
    if args.json:
        output.result_json(_profile(known, spent.given))
        return 0
    facts = [(word.replace("_", " "), getattr(known, word)) for word in _KNOWN]
    facts.append(("budget a year", str(known.budget or "")))
    facts.append((f"given in {on.year}", ", ".join(map(str, spent.given))))
    told = [(word, said) for word, said in facts if said]
    if not told:
        output.message(f"Nothing is noted of what {name} likes.")
    output.table(told)
    return 0


def _form(desk: Composition, args: Namespace, on: date) -> tuple[GiftForm, str]:
    if args.text is None:
        raise UserError(f"Say what it is: gift {args.verb} PERSON TEXT.")
    person_id, name = find_person(desk.reader, args.what, on)
    return GiftForm(
        person_id,
        args.text,
        args.occasion or "",
        None if args.by is None else day(args.by, on),
        args.lead,
        None if args.price is None else _money(desk, args.price),
        args.note,
    ), name


def _money(desk: Composition, words: str) -> Money | None:
    if not words.strip():
        return None
    money = parse_money(words, usual_currency(desk.reader))
    if money is None:
        raise UserError(f"“{words}” is no sum of money. Write it as 25, €25 or 25 CHF.")
    return money


def _warn(desk: Composition, form: GiftForm) -> None:
    for sentence in warnings(desk.reader, form.person_id, form.text):
        output.message(f"Note: {sentence}")


def _row(desk: Composition, word: str) -> GiftRow:
    row = get_gift(desk.reader, number(word, "gift", "gift list"))
    if row is None:
        raise UserError(
            f"There is no gift {word}. See which there are with: relationship-desk gift list"
        )
    return row


def gift_object(row: GiftRow) -> dict[str, Any]:
    """A gift as JSON."""
    return {
        "id": row.id,
        "person": output.somebody(row.person_id, row.person_name),
        "state": row.state.value,
        "text": row.text,
        "occasion": row.occasion or None,
        "needed_on": row.needed_on,
        "lead_days": row.lead_days,
        "price": row.price.stored if row.price else None,
        "currency": (row.price.currency or None) if row.price else None,
        "happened_on": row.on,
        "note": row.note or None,
        "noted_in": row.noted_in,
        "entry": row.interaction_id,
        "kindness": row.kindness_id,
    }


def _profile(known: GiftProfile, given: tuple[Money, ...]) -> dict[str, Any]:
    def sum_of(money: Money) -> dict[str, str | None]:
        return {"amount": money.stored, "currency": money.currency or None}

    return {
        **{word: getattr(known, word) or None for word in _KNOWN},
        "budget": sum_of(known.budget) if known.budget else None,
        "given_this_year": [sum_of(money) for money in given],
    }


_VERBS: dict[str, Callable[[Composition, Namespace, date], int]] = {
    "idea": _idea,
    "given": _given,
    "received": _received,
    "list": _list,
    "drop": _drop,
    "know": _know,
}

COMMANDS = (
    Command(
        "gift",
        "gift ideas, what was given and what came",
        _arguments,
        _gift,
        "gift idea PERSON TEXT notes an idea; with --by it comes into Today some weeks before. "
        "gift given ID, or given PERSON TEXT, and gift received PERSON TEXT write into the "
        "timeline; what came is also a kindness to thank for. gift list [PERSON] and gift drop ID. "
        "gift know PERSON shows, and with its options sets, what is good to know. JSON of list: an "
        "array of objects with id, person (id and name), state (idea, planned, given or received), "
        "text, occasion, needed_on, lead_days, price, currency, happened_on, note, noted_in and "
        "entry (entries of the timeline) and kindness; of know an object with sizes, likes, "
        "allergies, never_give, budget and given_this_year (amount and currency).",
    ),
)
