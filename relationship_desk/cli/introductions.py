"""`introduce`, `introduction`, `introductions`, `favours`: bringing people and things together."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, number, text, whose
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.desk.commands.introductions import (
    IntroductionForm,
    advance_introduction,
    drop_introductions,
    end_introduction,
    plan_introduction,
    reopen_introduction,
)
from relationship_desk.desk.favours import today_and_later
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.favours import Favour
from relationship_desk.domain.introductions import Side, Stage
from relationship_desk.store.introductions import (
    IntroductionRow,
    get_introduction,
    introduction_rows,
)
from relationship_desk.store.people import names_of

_STEPS = {
    "asked-first": Stage.ASKED_FIRST,
    "asked-second": Stage.ASKED_SECOND,
    "made": Stage.MADE,
    "checked": Stage.CHECKED,
    "finished": Stage.FINISHED,
}
_ENDS = {"declined": Stage.DECLINED, "acquainted": Stage.ACQUAINTED}
_VERBS = (*_STEPS, *_ENDS, "reopen", "drop")


def _introduce_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("first", type=text, metavar="A", help="who is asked first")
    parser.add_argument("second", type=text, metavar="B", help="whom they may want to meet")
    parser.add_argument("--why", type=text, metavar="TEXT", default="", help="what for")
    parser.add_argument("--need", type=text, metavar="ID", help="what one of them looks for")


def _introduce(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on = today(desk.clock)
        first_id, first = find_person(desk.reader, args.first, on)
        second_id, second = find_person(desk.reader, args.second, on)
        need_id = None if args.need is None else number(args.need, "need", "needs")
        form = IntroductionForm(first_id, second_id, args.why, need_id)
        made = desk.desk.do(plan_introduction, form=form).result().result
    output.result(f"Introduce {first} to {second} (introduction {made}). Next: ask {first}.")
    return 0


def _introduction_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("id", type=text, metavar="ID", help="of the introduction")
    parser.add_argument("verb", choices=_VERBS, metavar="STEP", help=", ".join(_VERBS))
    parser.add_argument("--text", type=text, metavar="TEXT", default="", help="what was said")
    sides = [side.value for side in Side]
    parser.add_argument("--by", choices=sides, metavar="SIDE", help="declined: first, second")


def _introduction(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        row = get_introduction(desk.reader, number(args.id, "introduction", "introductions"))
        if row is None:
            raise UserError(
                f"There is no introduction {args.id}. See them with: "
                "relationship-desk introductions"
            )
        do = desk.desk.do
        if args.verb in _STEPS:
            step = _STEPS[args.verb]
            do(advance_introduction, introduction_id=row.id, to=step, text=args.text).result()
        elif args.verb in _ENDS:
            by = Side(args.by) if args.by else None
            do(end_introduction, introduction_id=row.id, as_=_ENDS[args.verb], by=by).result()
        elif args.verb == "reopen":
            do(reopen_introduction, introduction_id=row.id).result()
        else:
            do(drop_introductions, introduction_ids=[row.id]).result()
        now = get_introduction(desk.reader, row.id)
    pair = f"{row.first_name} and {row.second_name}"
    output.result(f"{pair}: {now.stage.words if now else 'removed'}.")
    return 0


def _introductions_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument("--over", action="store_true", help="those that are over, too")
    parser.add_argument("person", nargs="?", type=text, metavar="PERSON", help="of one person")


def _introductions(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        person_id = whose(desk.reader, args.person, today(desk.clock))
        rows = introduction_rows(desk.reader, person_id, over=args.over)
    return output.listing(
        rows,
        as_json=args.json,
        whole=_object,
        cells=lambda row: (
            str(row.id),
            f"{row.first_name} and {row.second_name}",
            row.stage.words,
            row.why,
        ),
        empty="No introduction is under way.",
    )


def _object(row: IntroductionRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "first": {"id": row.first_id, "name": row.first_name},
        "second": {"id": row.second_id, "name": row.second_name},
        "why": row.why,
        "stage": row.stage.value,
        "begun_on": row.begun_on,
        "asked_first_on": row.asked_first_on,
        "asked_second_on": row.asked_second_on,
        "made_on": row.made_on,
        "checked_on": row.checked_on,
        "closed_on": row.closed_on,
        "outcome": row.outcome or None,
    }


def _favours_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )


def _favours(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on = day(args.on, today(desk.clock))
        first, later = today_and_later(desk.reader, on)
        found = [*first, *later]
        ids = [i for favour in found for i in (favour.person_id, favour.other_id) if i is not None]
        names = names_of(desk.reader, sorted(set(ids)))
    if args.json:
        output.result_json([_favour_object(favour, names, favour in first) for favour in found])
        return 0
    if not found:
        output.message("Nothing comes to mind today. Needs and your shelf are where it looks.")
    for number_, favour in enumerate(found):
        if number_ == len(first):
            output.result("Another day:")
        output.result(f"{favour.title}. {favour.why}")
    return 0


def _favour_object(favour: Favour, names: dict[int, str], is_first: bool) -> dict[str, Any]:
    other = favour.other_id
    return {
        "key": favour.key,
        "rule": favour.rule.name.lower(),
        "person": {"id": favour.person_id, "name": names[favour.person_id]},
        "other": None if other is None else {"id": other, "name": names[other]},
        "resource": favour.resource_id,
        "need": favour.need_id,
        "text": favour.title,
        "why": favour.why,
        "today": is_first,
    }


COMMANDS = (
    Command(
        "favours",
        "what could be done for somebody in five minutes, and why",
        _favours_arguments,
        _favours,
        "JSON: an array of objects with key, rule (shelf, somebody_knows, new_on_the_shelf or "
        "same_interest), person and other (id and name; other may be null), resource and need "
        "(ids or null), text, why, and today (one of the few that Today offers).",
    ),
    Command(
        "introduce",
        "think of an introduction; both are asked before it is made",
        _introduce_arguments,
        _introduce,
    ),
    Command(
        "introduction",
        "the next step of an introduction",
        _introduction_arguments,
        _introduction,
        "Steps in their order: asked-first, asked-second, made, checked (they have spoken), "
        "finished (--text says what became of it). declined ends it in private; acquainted says "
        "that they know each other already; reopen takes it up again; drop removes it.",
    ),
    Command(
        "introductions",
        "introductions under way",
        _introductions_arguments,
        _introductions,
        "JSON: an array of objects with id, first and second (id and name), why, stage, the day of "
        "each stage (null where it has not come to it) and outcome.",
    ),
)
