"""`kindness` and `thanks`: who was kind to me, and how they were thanked."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, number, text, topics, whose
from relationship_desk.cli.command import Command, Session
from relationship_desk.cli.paper import pdf_options, require_pdf, write_sheets
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.thanks import (
    KindnessForm,
    acknowledge_thanks,
    decline_kindness,
    delete_kindnesses,
    keep_thanks_draft,
    record_kindness,
    reopen_thanks,
    say_thanks,
    want_thanks,
)
from relationship_desk.desk.forgotten import RULE, Proposal, proposals
from relationship_desk.desk.thanks_letters import thanks_letters
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kindness import (
    ThanksForm,
    ThanksState,
    Weight,
    stage_of,
    state_words,
)
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.stationery import CardSize, card_sheets
from relationship_desk.domain.text import one_line
from relationship_desk.domain.thanks_letters import Thanked
from relationship_desk.store.kindness import (
    KindnessRow,
    get_kindness,
    kindness_rows,
    matching,
)
from relationship_desk.store.people import get_person

_WEIGHTS = {weight.name.lower(): weight for weight in Weight}
_SIZES = {"a6": CardSize.A6, "10x15": CardSize.PHOTO}
_OPEN = frozenset(state for state in ThanksState if state.is_open)


def _kindness_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "person", type=text, metavar="PERSON", help="a person's id, or a name that fits one person"
    )
    parser.add_argument("text", type=text, metavar="TEXT", help="what they did")
    parser.add_argument("--on", type=text, metavar="DATE", default="today", help="when it was")
    parser.add_argument(
        "--mattered", choices=_WEIGHTS, default="help", help="how much: gesture, help or turn"
    )
    parser.add_argument(
        "--for", dest="meant_for", type=text, metavar="WORDS", default="", help="a goal or event"
    )
    parser.add_argument("--topics", type=text, metavar="T,T", default="", help="what it was about")
    parser.add_argument(
        "--no-thanks", dest="wanted", action="store_false", help="nobody needs to be thanked for it"
    )


def _kindness(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        now_on = today(desk.clock)
        person_id, name = find_person(desk.reader, args.person, now_on)
        form = KindnessForm(
            person_id, args.text, day(args.on, now_on), _WEIGHTS[args.mattered], args.meant_for,
            args.wanted, topics(args.topics),
        )  # fmt: skip
        kindness_id = desk.desk.do(record_kindness, form=form).result().result
    output.result(f"{name} was kind: {one_line(args.text)} (kindness {kindness_id}).")
    return 0


def _thanks_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "verb", nargs="?", choices=_VERBS, default="list", metavar="VERB", help=", ".join(_VERBS)
    )
    parser.add_argument(
        "what", nargs="?", type=text, metavar="ID", help="of the kindness, or of the entry for no"
    )
    parser.add_argument("text", nargs="?", type=text, metavar="TEXT", help="the words, for said")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--all", action="store_true", help="list those that are thanked for, too")
    parser.add_argument("--person", type=text, metavar="PERSON", help="list those of one person")
    parser.add_argument("--topic", type=text, metavar="T", default="", help="list those about it")
    parser.add_argument("--on", type=text, metavar="DATE", default="today", help="the day")
    parser.add_argument(
        "--how", choices=[form.value for form in ThanksForm], help="for said: in which form"
    )
    parser.add_argument(
        "--size", choices=_SIZES, default="a6", help=f"for card: {', '.join(_SIZES)}"
    )
    parser.add_argument("--upright", action="store_true", help="for card: not lying")
    pdf_options(parser, "for card: the card")
    parser.add_argument(
        "--tone", choices=[tone.value for tone in Tone], default="friendly", help="for draft"
    )


def _thanks(session: Session, args: Namespace) -> int:
    takes_id = args.verb not in ("list", "forgotten")
    if takes_id and args.what is None:
        raise UserError(f"Say which one: thanks {args.verb} ID. See them with: thanks")
    if (not takes_id and args.what is not None) or (args.text is not None and args.verb != "said"):
        raise UserError(f"That is more than thanks {args.verb} takes; nothing was changed.")
    require_pdf(args, "card")
    with session.open() as desk:
        on = day(args.on, today(desk.clock))
        return _VERBS[args.verb](desk, args, on)


def _list(desk: Composition, args: Namespace, on: date) -> int:
    person_id = whose(desk.reader, args.person, on)
    states = frozenset[ThanksState]() if args.all else _OPEN
    rows = [
        row
        for row in matching(kindness_rows(desk.reader, person_id), states=states, topic=args.topic)
        if row.on <= on
    ]
    return output.listing(
        rows,
        as_json=args.json,
        whole=lambda row: kindness_object(row, on),
        cells=lambda row: (
            str(row.id),
            row.on.isoformat(),
            row.person_name,
            row.text,
            state_words(row.state, row.thanked_on, row.form),
        ),
        empty="Nothing is recorded yet." if args.all else "Everybody is thanked.",
    )


def kindness_object(row: KindnessRow, on: date) -> dict[str, Any]:
    """A kindness as JSON."""
    stage = stage_of(row.on, on, row.person_name) if row.state.is_open else None
    return {
        "id": row.id,
        "person": output.somebody(row.person_id, row.person_name),
        "text": row.text,
        "mattered": row.weight.name.lower(),
        "for": row.meant_for or None,
        "topics": list(row.topics),
        "happened_on": row.on,
        "entry": row.interaction_id,
        "state": row.state.value,
        "form": row.form.value if row.form else None,
        "draft": row.draft or None,
        "thanked_on": row.thanked_on,
        "thanked_in": row.thanked_in,
        "acknowledged_on": row.acknowledged_on,
        "why": stage.why if stage else None,
    }


def _said(desk: Composition, args: Namespace, on: date) -> int:
    row = _row(desk, args.what)
    form = ThanksForm(args.how) if args.how else row.form or ThanksForm.SPOKEN
    words = args.text if args.text is not None else row.draft
    entry_id = (
        desk.desk.do(say_thanks, kindness_id=row.id, form=form, text=words, on=on).result().result
    )
    if entry_id is None:
        output.result(f"{row.person_name} was thanked for this already.")
    else:
        output.result(f"{row.person_name} is thanked for: {one_line(row.text)} (entry {entry_id}).")
    return 0


def _answered(desk: Composition, args: Namespace, on: date) -> int:
    row = _row(desk, args.what)
    is_news = desk.desk.do(acknowledge_thanks, kindness_id=row.id, on=on).result().result
    output.result(f"{row.person_name} {'answered' if is_news else 'had answered already'}.")
    return 0


def _draft(desk: Composition, args: Namespace, on: date) -> int:
    row = _row(desk, args.what)
    words = _letter(desk, row, Tone(args.tone), on)
    desk.desk.do(keep_thanks_draft, kindness_id=row.id, text=words).result()
    output.result(words)
    return 0


def _card(desk: Composition, args: Namespace, on: date) -> int:
    """The words that were kept, or composed ones, on a card."""
    row = _row(desk, args.what)
    words = row.draft or _letter(desk, row, Tone(args.tone), on)
    write_sheets(args, card_sheets(words, _SIZES[args.size], upright=args.upright), row.text)
    output.result(f"A card for {row.person_name}: {args.pdf}")
    return 0


def _letter(desk: Composition, row: KindnessRow, tone: Tone, on: date) -> str:
    person = get_person(desk.reader, row.person_id, on)
    my_name = desk.desk.preferences(desk.reader).my_name
    given = (person.name.given or person.name.full) if person else ""
    said = Thanked(row.text, row.weight, row.meant_for, given, my_name)
    return thanks_letters().letter(said, tone, row.id)


def _none(desk: Composition, args: Namespace, on: date) -> int:
    row = _row(desk, args.what)
    desk.desk.do(want_thanks, kindness_ids=[row.id], wanted=False).result()
    output.result(f"No thanks needed for: {one_line(row.text)}.")
    return 0


def _open(desk: Composition, args: Namespace, on: date) -> int:
    row = _row(desk, args.what)
    desk.desk.do(reopen_thanks, kindness_id=row.id).result()
    desk.desk.do(want_thanks, kindness_ids=[row.id], wanted=True).result()
    output.result(f"To be thanked for: {one_line(row.text)}.")
    return 0


def _drop(desk: Composition, args: Namespace, on: date) -> int:
    row = _row(desk, args.what)
    desk.desk.do(delete_kindnesses, kindness_ids=[row.id]).result()
    output.result(f"Deleted: {one_line(row.text)}.")
    return 0


def _forgotten(desk: Composition, args: Namespace, on: date) -> int:
    found = proposals(desk.reader, on)
    output.listing(
        found,
        as_json=args.json,
        whole=_proposal,
        cells=lambda each: (
            str(each.told.interaction_id),
            each.told.on.isoformat(),
            each.told.person_name,
            each.told.text,
        ),
        empty="No entry of the last four weeks looks like help that was forgotten.",
    )
    if not args.json:
        output.message(RULE)
    return 0


def _proposal(each: Proposal) -> dict[str, Any]:
    return {
        "entry": each.told.interaction_id,
        "person": output.somebody(each.told.person_id, each.told.person_name),
        "happened_on": each.told.on,
        "text": each.told.text,
        "why": each.why,
    }


def _no(desk: Composition, args: Namespace, on: date) -> int:
    entry_id = number(args.what, "entry", "thanks forgotten")
    desk.desk.do(decline_kindness, interaction_id=entry_id).result()
    output.result("It is not proposed again.")
    return 0


def _row(desk: Composition, word: str) -> KindnessRow:
    row = get_kindness(desk.reader, number(word, "kindness", "thanks --all"))
    if row is None:
        raise UserError(
            f"There is no kindness {word}. See which there are with: relationship-desk thanks --all"
        )
    return row


_VERBS: dict[str, Callable[[Composition, Namespace, date], int]] = {
    "list": _list,
    "said": _said,
    "answered": _answered,
    "draft": _draft,
    "card": _card,
    "none": _none,
    "open": _open,
    "drop": _drop,
    "forgotten": _forgotten,
    "no": _no,
}

COMMANDS = (
    Command(
        "kindness",
        "write down what somebody did for you",
        _kindness_arguments,
        _kindness,
        "From the day after it is in Today until somebody is thanked for it.",
    ),
    Command(
        "thanks",
        "whom to thank, and for what; thanks said, answered, drafted",
        _thanks_arguments,
        _thanks,
        "thanks said ID writes the thanks into the timeline; thanks answered ID notes that they "
        "were heard; thanks draft ID prints a letter and keeps it, thanks "
        "card ID --pdf OUT puts it on a card; thanks none ID, open ID and "
        "drop ID say that none are needed, that they are after all, and that it never was; thanks "
        "forgotten lists entries that look like help, and thanks no ENTRY turns one of them down. "
        "DATE is today for the whole question. JSON: an array of objects with id, person (id and "
        "name), text, mattered (gesture, help or turn), for, topics, happened_on, entry, state "
        "(owed, drafted, sent, acknowledged or not needed), form, draft, thanked_on, thanked_in, "
        "acknowledged_on and why, the newest first; of forgotten ones entry, person, happened_on, "
        "text and why.",
    ),
)
