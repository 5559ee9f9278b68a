"""`membership` and `memberships`: where the user is a member, and what it gives."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import amount, day, number, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.memberships import (
    USUAL_WARNING,
    MembershipForm,
    add_membership,
    delete_memberships,
    end_membership,
    renew_membership,
    review_membership,
)
from relationship_desk.domain.dates import exact_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.organisations import (
    OrganisationKind,
    Renewal,
    Span,
    Verdict,
    typed_end,
)
from relationship_desk.domain.text import fold, one_line
from relationship_desk.store.memberships import (
    MembershipRow,
    Yield,
    get_membership,
    membership_rows,
    yields,
)

KINDS = {"body": OrganisationKind.BODY, **{kind.value: kind for kind in OrganisationKind}}
YIELD = "yield (people, insights, opportunities, won and interactions, as numbers)"
_VERBS = ("add", "renew", "end", "review", "delete")


def kind_called(word: str | None) -> OrganisationKind | None:
    """The kind that a word means; None for no word. Raises `UserError`."""
    if word is None:
        return None
    kind = KINDS.get(fold(word).replace(" ", "_"))
    if kind is None:
        raise UserError(f"“{word}” is no kind of organisation. Use one of: {', '.join(KINDS)}.")
    return kind


def yield_object(gave: Yield) -> dict[str, int]:
    """What an organisation has yielded, as JSON."""
    return {
        "people": gave.people,
        "insights": gave.insights,
        "opportunities": gave.opportunities,
        "won": gave.won,
        "interactions": gave.interactions,
    }


def _membership_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", choices=_VERBS, metavar="VERB", help=", ".join(_VERBS))
    parser.add_argument(
        "what",
        type=text,
        metavar="ORGANISATION-OR-ID",
        help="add: its name; else the membership's id",
    )
    parser.add_argument("--role", type=text, metavar="ROLE", default="", help="what you are there")
    parser.add_argument("--kind", type=text, metavar="KIND", help="of an organisation that is new")
    parser.add_argument("--since", type=text, metavar="DATE", default="", help="2019 or May 2019")
    parser.add_argument("--renews", type=text, metavar="DATE", help="the next day of renewal")
    parser.add_argument("--every", type=int, metavar="MONTHS", default=12, help="12 unless said")
    parser.add_argument("--fee", type=text, metavar="AMOUNT", help="what it costs each time")
    parser.add_argument(
        "--lead", type=int, metavar="DAYS", default=USUAL_WARNING, help="told so many days before"
    )
    parser.add_argument("--note", type=text, metavar="TEXT", default="", help="what you do there")
    parser.add_argument("--on", type=text, metavar="DATE", help="end: on which day")
    chosen = parser.add_mutually_exclusive_group()
    chosen.add_argument("--keep", action="store_true", help="review: it is worth it")
    chosen.add_argument("--drop", action="store_true", help="review: let it go")


def _membership(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        if args.verb == "add":
            return _join(desk, args)
        membership_id = number(args.what, "membership", "memberships")
        row = get_membership(desk.reader, membership_id)
        if row is None:
            raise UserError(
                f"There is no membership {membership_id}. See them with: "
                "relationship-desk memberships"
            )
        return _MEMBERSHIP[args.verb](desk, args, row)


def _join(desk: Composition, args: Namespace) -> int:
    on = today(desk.clock)
    renews = None if args.renews is None else Renewal(day(args.renews, on), args.every)
    form = MembershipForm(
        args.what,
        args.role,
        Span(typed_end(args.since)),
        renews,
        args.lead,
        amount(args.fee),
        args.note,
        kind_called(args.kind) or OrganisationKind.BODY,
    )
    made = desk.desk.do(add_membership, form=form).result().result
    when = f" – renews on {exact_date(renews.on)}" if renews else ""
    output.result(f"Member of {one_line(args.what)}{when} (membership {made}).")
    return 0


def _renew(desk: Composition, args: Namespace, row: MembershipRow) -> int:
    following = desk.desk.do(renew_membership, membership_id=row.id).result().result
    when = f"; it renews next on {exact_date(following)}" if following else ""
    output.result(f"Renewed: {row.organisation}{when}.")
    return 0


def _end(desk: Composition, args: Namespace, row: MembershipRow) -> int:
    on = today(desk.clock) if args.on is None else day(args.on, today(desk.clock))
    desk.desk.do(end_membership, membership_id=row.id, on=on).result()
    output.result(f"You leave {row.organisation} on {exact_date(on)}.")
    return 0


def _review(desk: Composition, args: Namespace, row: MembershipRow) -> int:
    if not (args.keep or args.drop):
        gave = yields(desk.reader, today(desk.clock)).get(row.organisation_id, Yield())
        output.result(f"{row.organisation} gave you: {gave.words}.")
        output.message("Say what you make of it with --keep or --drop.")
        return 0
    verdict = Verdict.KEEP if args.keep else Verdict.DROP
    desk.desk.do(review_membership, membership_id=row.id, verdict=verdict).result()
    output.result(f"{'You keep' if args.keep else 'You let go'}: {row.organisation}.")
    return 0


def _remove(desk: Composition, args: Namespace, row: MembershipRow) -> int:
    desk.desk.do(delete_memberships, membership_ids=[row.id]).result()
    output.result(f"Removed: the membership in {row.organisation}.")
    return 0


_MEMBERSHIP = {"renew": _renew, "end": _end, "review": _review, "delete": _remove}


def _memberships_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )


def _memberships(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on = day(args.on, today(desk.clock))
        with desk.reader.snapshot():
            rows = membership_rows(desk.reader)
            gave = yields(desk.reader, on)
    if args.json:
        found = [member_object(row, gave.get(row.organisation_id, Yield()), on) for row in rows]
        output.result_json(found)
        return 0
    if not rows:
        output.message("You are a member nowhere yet.")
    output.table(
        [
            (
                str(row.id),
                row.organisation,
                ", ".join(word for word in (row.role, row.span.words(on)) if word),
                f"renews {row.comes_up.on.isoformat()}" if row.comes_up else "",
                row.fee_words,
                gave.get(row.organisation_id, Yield()).words,
            )
            for row in rows
        ]
    )
    return 0


def member_object(row: MembershipRow, gave: Yield, on: date) -> dict[str, Any]:
    """A membership as JSON."""
    coming = row.comes_up
    return {
        "id": row.id,
        "organisation": {"id": row.organisation_id, "name": row.organisation},
        "kind": row.kind.value,
        "role": row.role,
        **row.span.columns,
        "current": row.is_current(on),
        "renews_on": coming.on.isoformat() if coming else None,
        "every_months": coming.every_months if coming else None,
        "lead_days": row.lead_days,
        "fee": row.fee.stored if row.fee else None,
        "currency": row.fee.currency if row.fee else None,
        "participation": row.participation,
        "review_on": row.review_on.isoformat(),
        "reviewed_on": row.reviewed_on.isoformat() if row.reviewed_on else None,
        "verdict": row.verdict.value if row.verdict else None,
        "yield": yield_object(gave),
    }


COMMANDS = (
    Command(
        "membership",
        "where you are a member: join, renew, leave, look once a year",
        _membership_arguments,
        _membership,
        "membership add NAME joins; renew, end, review and delete take the membership's id. review "
        "without --keep or --drop tells what it gave you.",
    ),
    Command(
        "memberships",
        "your memberships, their renewals and fees, and what they gave",
        _memberships_arguments,
        _memberships,
        "JSON: an array of objects with id, organisation (id and name), kind, role, since_on, "
        "until_on, current, renews_on, every_months, lead_days, fee, currency, participation, "
        f"review_on, reviewed_on, verdict (keep, drop or null) and {YIELD}.",
    ),
)
