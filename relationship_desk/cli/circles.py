"""`circle`, `circles`, `rhythm` and `lanes`: how often one wants to be in touch with whom."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.compose import Composition
from relationship_desk.desk.commands.circles import (
    change_circle,
    choose_circle,
    delete_circle,
    set_rhythm,
)
from relationship_desk.desk.commands.rhythm_offers import keep_rhythm, take_rhythm
from relationship_desk.desk.commands.seasons import pause_people, resume_people
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import READY_MADE, Lane, Rhythm
from relationship_desk.domain.text import counted, fold
from relationship_desk.store.circles import CircleRow, all_circles
from relationship_desk.store.lanes import standings
from relationship_desk.store.people import names_of
from relationship_desk.store.rhythm_offers import offers_of

_PERSON = "a person's id, or a name that fits one person"
_ANSWERS = {"take": take_rhythm, "keep": keep_rhythm}


def _whole_days(word: str) -> int:
    """A number of days; what it may be is the rhythm's matter."""
    if not (word.isascii() and word.isdigit() and len(word) <= 9):
        raise UserError(f"“{word}” is no number of days. Write it as 30.")
    return int(word)


def _rhythm(args: Namespace) -> Rhythm | None:
    """The rhythm of `--ideal` and `--latest`; None where neither is given."""
    if args.ideal is None and args.latest is None:
        return None
    if args.ideal is None or args.latest is None:
        raise UserError("A rhythm needs both --ideal DAYS and --latest DAYS.")
    return Rhythm(_whole_days(args.ideal), _whole_days(args.latest))


def _circle_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", type=text, metavar="NAME", help="what the circle is called")
    _add_days(parser)
    parser.add_argument(
        "--add", nargs="+", type=text, metavar="PERSON", default=[], help="who comes into it"
    )
    parser.add_argument(
        "--remove", nargs="+", type=text, metavar="PERSON", default=[], help="who leaves it"
    )
    parser.add_argument(
        "--rename", type=text, metavar="NEW", default="", help="call it so from now on"
    )
    parser.add_argument("--delete", action="store_true", help="the circle goes, its people stay")


def _add_days(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--ideal", type=text, metavar="DAYS", help="how many days after the last contact"
    )
    parser.add_argument("--latest", type=text, metavar="DAYS", help="and when at the latest")


def _circle(session: Session, args: Namespace) -> int:
    rhythm = _rhythm(args)
    if args.delete and (rhythm or args.rename or args.add or args.remove):
        raise UserError("--delete stands alone; nothing was changed.")
    with session.open() as desk:
        if args.delete:
            return _delete(desk, _there(desk, args.name))
        added, removed = _people(desk, args.add), _people(desk, args.remove)
        desk.desk.do(
            change_circle, name=args.name, rhythm=rhythm, rename=args.rename, add=added,
            remove=removed,
        ).result()  # fmt: skip
        circle = _there(desk, args.rename or args.name)
    people = counted(circle.people, "person", "people")
    output.result(f"{circle.name}: {_days_words(circle.rhythm)}, {people}.")
    return 0


def _delete(desk: Composition, circle: CircleRow) -> int:
    people = desk.desk.do(delete_circle, circle_id=circle.id).result().result
    output.result(
        f"Deleted the circle {circle.name}; {counted(people, 'person', 'people')} had it."
    )
    return 0


def _there(desk: Composition, name: str) -> CircleRow:
    wanted = fold(name)
    for circle in all_circles(desk.reader):
        if fold(circle.name) == wanted:
            return circle
    raise UserError(
        f"There is no circle “{name}”. See which there are with: relationship-desk circles"
    )


def _people(desk: Composition, words: list[str]) -> list[int]:
    on = today(desk.clock)
    return [find_person(desk.reader, word, on)[0] for word in words]


def _days_words(rhythm: Rhythm | None) -> str:
    if rhythm is None:
        return "no rhythm"
    return f"{rhythm.words} ({rhythm.ideal_days} days), at the latest after {rhythm.latest_days}"


def _circles_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _circles(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        circles = all_circles(desk.reader)
    there = {fold(circle.name) for circle in circles}
    offered = [ready for ready in READY_MADE if fold(ready.name) not in there]
    if args.json:
        output.result_json([_circle_object(circle) for circle in circles])
        return 0
    output.table(
        [(c.name, _days_words(c.rhythm), counted(c.people, "person", "people")) for c in circles]
        + [(r.name, _days_words(r.rhythm), "ready-made, nobody yet") for r in offered]
    )
    return 0


def _circle_object(circle: CircleRow) -> dict[str, Any]:
    rhythm = circle.rhythm
    return {
        "id": circle.id,
        "name": circle.name,
        "ideal_days": rhythm.ideal_days if rhythm else None,
        "latest_days": rhythm.latest_days if rhythm else None,
        "people": circle.people,
    }


def _rhythm_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", type=text, metavar="PERSON", help=_PERSON)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--circle", type=text, metavar="NAME", help="put into this circle")
    how.add_argument("--pause", type=text, metavar="DATE", help="in no lane but paused until then")
    how.add_argument("--resume", action="store_true", help="end the pause")
    how.add_argument("--none", action="store_true", help="no rhythm, whatever the circles say")
    how.add_argument(
        "--offer",
        choices=list(_ANSWERS),
        help="answer to another rhythm that agenda asks about: take it, or keep the one that is",
    )
    _add_days(parser)


def _set_rhythm(session: Session, args: Namespace) -> int:
    rhythm = _rhythm(args)
    ways = [args.circle is not None, args.pause is not None, args.resume, args.none, args.offer]
    if rhythm is not None and any(ways):
        raise UserError("--ideal and --latest stand without another option; nothing was changed.")
    if rhythm is None and not any(ways):
        raise UserError(
            "Say which rhythm: --circle NAME, --ideal DAYS --latest DAYS, --pause DATE, --resume, "
            "--none or --offer."
        )
    with session.open() as desk:
        on = today(desk.clock)
        person_id, name = find_person(desk.reader, args.person, on)
        ids = [person_id]
        if args.circle is not None:
            desk.desk.do(choose_circle, person_ids=ids, name=args.circle).result()
        elif args.pause is not None:
            until = day(args.pause, on)
            if until <= on:
                raise UserError("A pause lasts until a day to come; nothing was changed.")
            desk.desk.do(pause_people, person_ids=ids, until=until).result()
        elif args.offer:
            offer = offers_of(desk.reader, on, ids).get(person_id)
            if offer is None:
                raise UserError(f"No other rhythm is offered for {name}; nothing was changed.")
            desk.desk.do(_ANSWERS[args.offer], person_id=person_id, offer=offer).result()
        elif args.resume:
            desk.desk.do(resume_people, person_ids=ids).result()
        else:
            desk.desk.do(set_rhythm, person_ids=ids, rhythm=rhythm).result()
        standing = standings(desk.reader, on, ids).get(person_id)
    output.result(f"{name}: {standing.words(on)}." if standing else f"{name}: noted.")
    return 0


def _lanes_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )


def _lanes(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        on = day(args.on, today(desk.clock))
        with desk.reader.snapshot():
            found = standings(desk.reader, on)
            names = names_of(desk.reader, list(found))
    by_lane: dict[Lane, list[int]] = {lane: [] for lane in Lane}
    for person_id, standing in found.items():
        by_lane[standing.lane].append(person_id)
    if args.json:
        output.result_json(
            {
                lane.value: [{"id": i, "name": names[i]} for i in people]
                for lane, people in by_lane.items()
            }
        )
        return 0
    if not found:
        output.message("Nobody is here yet.")
    shown = [(lane, people) for lane, people in by_lane.items() if people]
    for number, (lane, people) in enumerate(shown):
        output.result(("\n" if number else "") + f"{lane.words} ({len(people):,})")
        output.table([(str(i), names[i], found[i].words(on)) for i in people], indent="  ")
    return 0


COMMANDS = (
    Command(
        "circle",
        "make or change a circle, and who is in it",
        _circle_arguments,
        _circle,
        "A circle that is not there is made. Its people are due when IDEAL days have passed since "
        "the last contact, and overdue when more than LATEST have. Without days it is a group of "
        "people and gives no rhythm.",
    ),
    Command(
        "circles",
        "which circles there are",
        _circles_arguments,
        _circles,
        "JSON: an array of objects with id, name, ideal_days, latest_days and people (how many "
        "are in it), the shortest rhythm first.",
    ),
    Command(
        "rhythm",
        "how often you want to be in touch with somebody",
        _rhythm_arguments,
        _set_rhythm,
        "Of several circles the one with the shortest rhythm counts; days of a person's own go "
        "before all circles, and --circle takes them away. A pause ends on DATE: on that day the "
        "person is back.",
    ),
    Command(
        "lanes",
        "where everybody stands: overdue, due, soon, in touch",
        _lanes_arguments,
        _lanes,
        "DATE is today for the whole question, whenever things were written down. JSON: one "
        "object with the arrays paused, no_rhythm, never_contacted, overdue, due, soon and "
        "in_touch of objects with id and name, in the order of the names. Everybody alive and not "
        "archived is in exactly one.",
    ),
)
