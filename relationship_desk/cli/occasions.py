"""`occasions`, `occasion` and `deceased`: what comes back every year, and who is remembered."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date, timedelta
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.occasions import (
    OccasionForm,
    add_occasion,
    note_alive,
    note_death,
    remove_occasion,
    set_circle_lead,
    set_lead,
    set_leap_day,
)
from relationship_desk.domain.dates import PartialDate, exact_date, parse_day
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.occasion_rules import LeapDay, Rule, parse_rule, rule_in_words
from relationship_desk.domain.occasions import NEVER, OccasionKind
from relationship_desk.domain.partial_dates import parse_partial_date
from relationship_desk.domain.text import counted, fold
from relationship_desk.store.circles import all_circles
from relationship_desk.store.occasions import CARD, OWN, Coming, coming, occasion_rows

_PERSON = "a person's id, or a name that fits one person"
_KINDS = {kind.value.replace("_", "-"): kind for kind in OccasionKind}
_LEAPS = {"february": LeapDay.FEBRUARY, "march": LeapDay.MARCH}
_VERBS = ("add", "remove", "lead", "leap")
_USUAL_DAYS, _MOST_DAYS = 30, 3660
_A_YEAR = 365


def _occasions_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )
    parser.add_argument(
        "--days",
        type=text,
        metavar="N",
        help=f"look so many days ahead (default: {_USUAL_DAYS}; of one person {_A_YEAR})",
    )
    parser.add_argument("person", nargs="?", type=text, metavar="PERSON", help=_PERSON)


def _occasions(session: Session, args: Namespace) -> int:
    usual = _USUAL_DAYS if args.person is None else _A_YEAR
    ahead = usual if args.days is None else _number(args.days, _MOST_DAYS)
    with session.open() as desk:
        on = day(args.on, today(desk.clock))
        people = None
        if args.person is not None:
            people = [find_person(desk.reader, args.person, on)[0]]
        rows = occasion_rows(desk.reader, on, desk.desk.preferences(desk.reader), people=people)
    found = coming(rows, on, on + timedelta(days=ahead), on)
    if args.json:
        output.result_json([_object(c) for c in found])
        return 0
    if not found:
        output.message("No occasion comes in this time.")
    output.table([_line(c) for c in found])
    return 0


def _object(found: Coming) -> dict[str, Any]:
    row, occasion = found.row, found.row.occasion
    return {
        "id": row.id if row.source == OWN else None,
        "source": "occasion" if row.source == OWN else "card",
        "person": {"id": row.person_id, "name": row.person_name},
        "kind": occasion.kind.value,
        "label": occasion.label,
        "rule": str(occasion.rule),
        "on": found.on.isoformat(),
        "days": found.days,
        "words": found.words,
        "age": found.age,
        "years": occasion.number_on(found.on),
        "round": found.is_round,
        "lead_days": None if row.lead_days == NEVER else row.lead_days,
    }


def _line(found: Coming) -> tuple[str, ...]:
    number = str(found.row.id) if found.row.source == OWN else "card"
    is_big = found.is_round and found.row.occasion.kind.is_cheerful
    words = f"{found.words} (a big one)" if is_big else found.words
    return number, found.on.isoformat(), found.when, found.row.person_name, words


def _occasion_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "verb",
        choices=_VERBS,
        metavar="VERB",
        help="add PERSON KIND, remove ID, lead PERSON KIND DAYS, or leap PERSON MONTH",
    )
    parser.add_argument("words", nargs="*", type=text, metavar="WORD", help="what belongs to it")
    parser.add_argument("--on", type=text, metavar="RULE", help="add: on which day it falls")
    parser.add_argument("--label", type=text, metavar="TEXT", help="add: what it is called")
    parser.add_argument(
        "--lead", type=text, metavar="DAYS", help="add: tell of it so many days before, too"
    )
    parser.add_argument(
        "--circle",
        type=text,
        metavar="NAME",
        help="lead: for everybody in a circle and every kind, in place of PERSON KIND",
    )


def _occasion(session: Session, args: Namespace) -> int:
    given = {name for name in ("on", "label", "lead", "circle") if getattr(args, name) is not None}
    odd = given - {"add": {"on", "label", "lead"}, "lead": {"circle"}}.get(args.verb, set())
    if odd:
        raise UserError(f"--{min(odd)} does not go with {args.verb}; nothing was changed.")
    with session.open() as desk:
        return {"add": _add, "remove": _remove, "lead": _lead, "leap": _leap}[args.verb](desk, args)


def _add(desk: Composition, args: Namespace) -> int:
    who, word = _words(args, "PERSON", "KIND")
    if args.on is None:
        raise UserError("Say with --on RULE on which day it falls: --on 1985-04-12, for example.")
    now_on = today(desk.clock)
    person_id, name = find_person(desk.reader, who, now_on)
    kind, rule = _kind(word), _rule(args.on)
    lead = None if args.lead is None else _days(args.lead)
    form = OccasionForm(kind, rule, args.label or "", lead)
    region = desk.desk.preferences(desk.reader).region
    source, row_id = desk.desk.do(
        add_occasion, person_id=person_id, form=form, region=region
    ).result().result  # fmt: skip
    where = "on the card" if source == CARD else f"occasion {row_id}"
    title = args.label or kind.words
    output.result(f"New for {name}: {title} – {rule_in_words(rule)} ({where}).")
    rows = occasion_rows(
        desk.reader, now_on, desk.desk.preferences(desk.reader), source=source, ids=[row_id]
    )
    following = next((row.next_on(now_on) for row in rows), None)
    if following is not None:
        output.result(f"It is next on {exact_date(following)}.")
    return 0


def _remove(desk: Composition, args: Namespace) -> int:
    (number,) = _words(args, "ID")
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        raise UserError(
            f"“{number}” is no number of an occasion. See them with: relationship-desk occasions; "
            "a date that stands on a card is changed there."
        )
    outcome = desk.desk.do(remove_occasion, occasion_id=int(number)).result()
    output.result(f"{outcome.label}. Take it back with: relationship-desk undo")
    return 0


def _lead(desk: Composition, args: Namespace) -> int:
    if args.circle is not None:
        (number,) = _words(args, "DAYS")
        circle = next((c for c in all_circles(desk.reader) if _same(c.name, args.circle)), None)
        if circle is None:
            raise UserError(f"There is no circle “{args.circle}”; nothing was changed.")
        lead = _days_or_default(number)
        desk.desk.do(set_circle_lead, circle_id=circle.id, days=lead).result()
        output.result(f"{circle.name}: {_lead_words(lead)}.")
        return 0
    who, word, number = _words(args, "PERSON", "KIND", "DAYS")
    person_id, name = find_person(desk.reader, who, today(desk.clock))
    kind, lead = _kind(word), _days_or_default(number)
    desk.desk.do(set_lead, person_id=person_id, kind=kind, days=lead).result()
    output.result(f"{name}, {kind.words}: {_lead_words(lead)}.")
    return 0


def _leap(desk: Composition, args: Namespace) -> int:
    who, month = _words(args, "PERSON", "MONTH")
    leap = _LEAPS.get(month.lower())
    if leap is None:
        raise UserError("Say february (for the 28th) or march (for the 1st).")
    person_id, name = find_person(desk.reader, who, today(desk.clock))
    desk.desk.do(set_leap_day, person_id=person_id, leap=leap).result()
    words = PartialDate(None, int(leap[:2]), int(leap[3:])).in_words()
    output.result(f"{name} keeps 29 February on {words} in other years.")
    return 0


def _words(args: Namespace, *names: str) -> list[str]:
    if len(args.words) != len(names):
        raise UserError(f"Write it as: relationship-desk occasion {args.verb} {' '.join(names)}")
    return list(args.words)


def _kind(word: str) -> OccasionKind:
    kind = _KINDS.get(word.lower().replace("_", "-").replace(" ", "-"))
    if kind is None:
        raise UserError(f"“{word}” is no kind of occasion. There are: {', '.join(_KINDS)}.")
    return kind


def _rule(words: str) -> Rule:
    rule = parse_rule(words) or parse_partial_date(words)
    if rule is None or (isinstance(rule, PartialDate) and rule.month is None):
        raise UserError(
            f"“{words}” is no day of the year. Write it as 1985-04-12, “12 april”, april, “second "
            "sunday of may”, “last monday of may”, easter-2 or “orthodox easter+1”."
        )
    return rule


def _days_or_default(word: str) -> int | None:
    return None if word.lower() == "default" else _days(word)


def _days(word: str) -> int:
    """A lead as it is typed; what it may be is the desk's matter."""
    if word.lower() in ("never", "off"):
        return NEVER
    return _number(word, 10**9)


def _number(word: str, most: int) -> int:
    if not (word.isascii() and word.isdigit() and len(word) <= 9 and int(word) <= most):
        raise UserError(f"“{word}” is no number of days that can be used here. Write it as 30.")
    return int(word)


def _lead_words(lead: int | None) -> str:
    if lead is None:
        return "reminders as for others"
    if lead == NEVER:
        return "no reminders"
    if lead == 0:
        return "reminders on the day"
    return f"reminders {counted(lead, 'day')} before and on the day"


def _same(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _deceased_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", type=text, metavar="PERSON", help=_PERSON)
    parser.add_argument(
        "--on", type=text, metavar="DATE", help="the day, month or year; left out where unknown"
    )
    parser.add_argument(
        "--undo", action="store_true", help="it was not so: take the date of death off the card"
    )


def _deceased(session: Session, args: Namespace) -> int:
    if args.undo and args.on is not None:
        raise UserError("--undo stands alone; nothing was changed.")
    with session.open() as desk:
        now_on = today(desk.clock)
        person_id, name = find_person(desk.reader, args.person, now_on)
        if args.undo:
            count = desk.desk.do(note_alive, person_id=person_id).result().result
            said = "is not noted as deceased" + (" any more" if count else "")
            output.result(f"{name} {said}.")
            return 0
        on = None if args.on is None else _date_of_death(args.on, now_on)
        region = desk.desk.preferences(desk.reader).region
        words = None if on is None else str(on)
        desk.desk.do(note_death, person_id=person_id, on=words, region=region).result()
    when = "" if on is None else f" ({on.in_words()})"
    output.result(
        f"Noted: {name} died{when}. The day is remembered; nobody congratulates any more."
    )
    return 0


def _date_of_death(words: str, now_on: date) -> PartialDate:
    found = parse_partial_date(words)
    if found is None and (typed := parse_day(words, now_on)) is not None:
        found = PartialDate(typed.year, typed.month, typed.day)
    if found is None:
        raise UserError(
            f"“{words}” is no date. Write it as 2026-03-01, “march 2026”, 2026, “1 march” or "
            "yesterday, or leave --on out where the day is not known."
        )
    if None not in (found.year, found.month, found.day) and str(found) > now_on.isoformat():
        raise UserError("That day is still to come; nothing was noted.")
    return found


COMMANDS = (
    Command(
        "occasions",
        "birthdays and other days that come",
        _occasions_arguments,
        _occasions,
        "Dates that stand on cards with a label are occasions, too; they have no ID here. JSON: an "
        "array of objects with id (null for a date of a card), source (card or occasion), person "
        "(id and name), kind, label, rule, on, days, words, age (of a birthday whose year is "
        "known, else null), years, round, and lead_days (null where nothing reminds). Archived "
        "people, congratulations to the dead and cheer in grief are left out.",
    ),
    Command(
        "occasion",
        "note a day that comes back every year",
        _occasion_arguments,
        _occasion,
        f"KIND is one of {', '.join(_KINDS)}. RULE is a date (1985-04-12, “12 april” where the "
        "year is unknown), a month (april), “second sunday of may”, “last monday of may”, or a "
        "day by Easter: easter-2, “orthodox easter+1”. DAYS is how long before to tell of it, "
        "besides on the day itself: a number, never, or default. MONTH says when 29 February is "
        "kept in other years: february (the 28th) or march (the 1st). The nearest setting holds: "
        "of the occasion, of person and kind, of the circle, of the kind (see Preferences).",
    ),
    Command(
        "deceased",
        "note that somebody died",
        _deceased_arguments,
        _deceased,
        "From then on the day of death is remembered, and nobody is congratulated any more. DATE "
        "may be 2026-03-01, “march 2026”, 2026, “1 march”, today or yesterday.",
    ),
)
