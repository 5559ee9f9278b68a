"""`warmth`: how near a relationship is by its own rhythm, with the contacts behind the number."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from relationship_desk.cli import output
from relationship_desk.cli.arguments import day, find_person, text
from relationship_desk.cli.command import Command, Session
from relationship_desk.clock import today
from relationship_desk.domain.text import one_line
from relationship_desk.domain.warmth import (
    WEIGHTS,
    Warmth,
    WarmthPart,
    half_life_days,
    rule_words,
    told_apart,
)
from relationship_desk.store.warmth import warmth_of, warmth_parts

_TEXT = 60


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "person", type=text, metavar="PERSON", help="an id, or a name that fits one person"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--on", type=text, metavar="DATE", default="today", help="what counts as today"
    )


def _warmth(session: Session, args: Namespace) -> int:
    with session.open() as desk:
        now = today(desk.clock)
        on = day(args.on, now)
        person_id, name = find_person(desk.reader, args.person, now)
        with desk.reader.snapshot():
            found = warmth_of(desk.reader, on, [person_id]).get(person_id)
            parts = warmth_parts(desk.reader, on, person_id, found.rhythm) if found else []
    if args.json:
        person = {"id": person_id, "name": name}
        output.result_json({"person": person, "on": on.isoformat(), **_object(found, parts)})
        return 0
    if found is None:
        output.result(f"{name}: no warmth is told without a rhythm to measure it by.")
        return 0
    output.result(f"{name}: {found.words}.")
    output.result(rule_words(found.rhythm))
    shown, faded = told_apart(parts)
    output.table([(part.words(on), one_line(part.text, _TEXT)) for part in shown], indent="  ")
    if faded:
        output.result(faded)
    if not parts:
        output.result("You have not been in touch yet.")
    return 0


def _object(found: Warmth | None, parts: list[WarmthPart]) -> dict[str, Any]:
    if found is None:
        return {"warmth": None, "level": None, "rhythm": None, "halved_after_days": None,
                "entries": []}  # fmt: skip
    return {
        "warmth": found.points,
        "level": found.level.value,
        "rhythm": {
            "ideal_days": found.rhythm.ideal_days,
            "latest_days": found.rhythm.latest_days,
        },
        "halved_after_days": half_life_days(found.rhythm),
        "entries": [
            {
                "id": part.entry_id,
                "on": part.on.isoformat(),
                "channel": part.channel.value,
                "weight": part.weight,
                "adds": round(part.adds, 2),
                "text": part.text,
            }
            for part in parts
        ],
    }


_WEIGHTS = ", ".join(f"{channel.value} {weight:g}" for channel, weight in WEIGHTS.items())

COMMANDS = (
    Command(
        "warmth",
        "how warm it is with somebody, and what that number is made of",
        _arguments,
        _warmth,
        "From 0 to 100 by the person's own rhythm: the shortest of their circles', or their own. "
        "Each contact that counts adds what its channel weighs, half as much after one and a half "
        f"rhythms. Whoever is in touch on schedule stands between 63 and 100. Weights: {_WEIGHTS}. "
        "JSON: person (id and name), on, warmth, level (warm, mild, cool or faint), rhythm "
        "(ideal_days and latest_days), halved_after_days and entries (id, on, channel, weight, "
        "adds in points, the beginning of the text), the newest first; without a rhythm warmth is "
        "null. It is no score, and nothing is sorted by it.",
    ),
)
