"""The raw material of the sample store, read from `resources/demo/*.toml`.

Invariant: nothing here is chosen by chance; that is for the modules that use it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from relationship_desk import resources
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.recurrence import Repeat
from relationship_desk.domain.recurrence_words import parse_repeat_rule

_SIGNS = {">": Direction.MINE, "<": Direction.THEIRS, "=": Direction.MUTUAL}


@dataclass(frozen=True, slots=True)
class Culture:
    """Names that go together. A name is `(as shown, as spelled in an address)`."""

    people: int
    women: tuple[tuple[str, str], ...]
    men: tuple[tuple[str, str], ...]
    family: tuple[tuple[str, str], ...]
    family_first: bool
    phones: tuple[str, ...]  # "+49 40 66969 ###": # is any digit; empty where none is fictional
    places: tuple[tuple[str, ...], ...]  # street, postcode, locality, country


@dataclass(frozen=True, slots=True)
class Workplaces:
    """Organisations of one kind, and what people are there."""

    kind: str
    names: tuple[str, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences with slots, and what may stand in the slots."""

    slots: Mapping[str, tuple[str, ...]]
    interactions: Mapping[Channel, tuple[tuple[Direction, str], ...]]
    together: tuple[str, ...]  # of events with several people
    open_tasks: tuple[str, ...]
    done_tasks: tuple[str, ...]
    how_met: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A person told by hand. Phones and e-mails are `(label, value)`."""

    full: str
    given: str
    family: str
    she: bool
    title: str
    organisation: str
    portrait: int
    phones: tuple[tuple[str, str], ...]
    emails: tuple[tuple[str, str], ...]
    place: tuple[str, ...]
    url: str
    birthday: str
    tags: tuple[str, ...]
    how_met: str
    note: str


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """An interaction told by hand; `days` counts back from today."""

    people: tuple[str, ...]
    days: int
    at: time | None
    channel: Channel
    direction: Direction
    text: str


@dataclass(frozen=True, slots=True)
class ToldTask:
    """A task told by hand; `days` counts on from today, None is without a date."""

    person: str
    text: str
    days: int | None
    at: time | None
    done: bool
    repeat: Repeat | None
    lead_days: int


@dataclass(frozen=True, slots=True)
class Cast:
    """Those whose year is told by hand, and who the desk belongs to."""

    my_name: str
    people: tuple[Told, ...]
    entries: tuple[ToldEntry, ...]
    tasks: tuple[ToldTask, ...]


def cultures() -> tuple[Culture, ...]:
    """All of them, in the order of the file."""
    read = _read("people")
    return tuple(
        Culture(
            c["people"],
            _names(c["women"]),
            _names(c["men"]),
            _names(c["family"]),
            c.get("family_first", False),
            tuple(read["phones"].get(c["phones"], ())),
            tuple(tuple(place.split("|")) for place in c["places"]),
        )
        for c in read["culture"]
    )


def workplaces() -> tuple[Workplaces, ...]:
    """All kinds, in the order of the file."""
    return tuple(
        Workplaces(o["kind"], tuple(o["names"]), tuple(o["titles"]))
        for o in _read("people")["organisation"]
    )


def words() -> Words:
    """What people say and do."""
    read = _read("words")
    return Words(
        {name: tuple(choices) for name, choices in read["slots"].items()},
        {
            Channel(name): tuple(_directed(text) for text in texts)
            for name, texts in read["interactions"].items()
        },
        tuple(read["together"]["sentences"]),
        tuple(read["tasks"]["open"]),
        tuple(read["tasks"]["done"]),
        tuple(read["people"]["how_met"]),
        tuple(read["people"]["note"]),
    )


def cast() -> Cast:
    """Those who are told by hand."""
    read = _read("cast")
    return Cast(
        read["my_name"],
        tuple(
            Told(
                p["full"], p["given"], p["family"], p["pronoun"] == "she", p["title"],
                p["organisation"], p["portrait"], _pairs(p["phones"]), _pairs(p["emails"]),
                tuple(p["address"].split("|")), p["url"], p["birthday"], tuple(p["tags"]),
                p["how_met"], p["note"],
            )
            for p in read["person"]
        ),
        tuple(
            ToldEntry(
                tuple(e["with"]), e["days"], _time(e), Channel(e["channel"]),
                Direction(e["direction"]), e["text"],
            )
            for e in read["entry"]
        ),
        tuple(
            ToldTask(
                t["with"], t["text"], t.get("days"), _time(t), t.get("done", False), _repeat(t),
                t.get("lead", 0),
            )
            for t in read["task"]
        ),
    )  # fmt: skip


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path(f"demo/{name}.toml").read_text("utf-8"))


def _directed(text: str) -> tuple[Direction, str]:
    sign, _, rest = text.partition(" ")
    return (_SIGNS[sign], rest) if sign in _SIGNS else (Direction.MUTUAL, text)


def _names(texts: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (shown, spelled or shown) for shown, _, spelled in (t.partition("|") for t in texts)
    )


def _pairs(texts: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, _, value in (t.partition("|") for t in texts))


def _time(entry: dict[str, Any]) -> time | None:
    return time.fromisoformat(entry["at"]) if "at" in entry else None


def _repeat(task: dict[str, Any]) -> Repeat | None:
    if "repeat" not in task:
        return None
    return Repeat(parse_repeat_rule(task["repeat"]), task.get("after_done", False))
