"""What a line comes to, as chips: an icon, a few words, and the place in the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from relationship_desk.desk.quick_log import ToldNews, Understood, Who
from relationship_desk.domain.dates import date_in_words, exact_date
from relationship_desk.domain.kinds import Direction
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.quicklog.line import Piece, PieceKind
from relationship_desk.domain.text import one_line
from relationship_desk.ui.icons import channel_icon
from relationship_desk.ui.rows import CHANNEL_WORDS, clock_words

_LONGEST = 52
_NOTED = {
    PieceKind.KINDNESS: ("Kindness", "kindness"),
    PieceKind.GIFT: ("Gift idea", "gift"),
}
_REACHED = {Direction.MINE: "I reached out", Direction.THEIRS: "they did"}


@dataclass(frozen=True, slots=True)
class ChipWords:
    """One chip. `piece` None: nothing in the line says it, it is what holds without a word."""

    kind: str
    icon: str
    text: str
    piece: Piece | None = None
    is_doubtful: bool = False


def chips(found: Understood, now: time) -> list[ChipWords]:
    """The chips of a line: who, how, when, what, and then promises, plans and news."""
    return list(_chips(found, now))


def _chips(found: Understood, now: time) -> Iterator[ChipWords]:
    said = found.said
    pieces = {(p.kind, p.number): p for p in said.pieces}
    counts = dict.fromkeys(_NOTED, 0)
    for number, who in enumerate(found.who):
        yield _who(who, pieces.get((PieceKind.WHO, number)))
    if said.has_entry:
        channel, direction = said.how
        reached = _REACHED.get(direction, "") if channel.counts else "does not count as contact"
        yield ChipWords(
            "How", channel_icon(channel), _dotted(CHANNEL_WORDS[channel], reached),
            pieces.get((PieceKind.CHANNEL, 0)),
        )  # fmt: skip
        clock = clock_words(said.at) if said.at else ""
        when = _day(said.on or found.today, found.today)
        yield ChipWords(
            "When", "calendar", _dotted(when, clock, found.counting(now)),
            pieces.get((PieceKind.WHEN, 0)),
        )  # fmt: skip
    if said.text:
        yield ChipWords("What", "note", f"“{_short(said.text)}”")
    for number, (promise, whom) in enumerate(zip(said.promises, found.whom, strict=True)):
        owing = promise.direction.words(_whom(found, whom, promise.everybody))
        by = f"by {_day(promise.due_on, found.today)}" if promise.due_on else ""
        if promise.direction is Owing.MINE and not promise.due_on:
            by = "no reminder"
        yield ChipWords(
            "Promise", "link", _dotted(f"{owing}: {_short(promise.text)}", by),
            pieces.get((PieceKind.PROMISE, number)), whom is not None and not _certain(whom),
        )  # fmt: skip
    for noted in said.noted:
        kind, icon = _NOTED[noted.kind]
        yield ChipWords(
            kind,
            icon,
            f"{kind}: {_short(noted.text)}",
            pieces.get((noted.kind, counts[noted.kind])),
        )
        counts[noted.kind] += 1
    if said.step is not None:
        due = _day(said.step.due_on, found.today) if said.step.due_on else "no day"
        clock = clock_words(said.step.at) if said.step.at and said.step.due_on else ""
        yield ChipWords(
            "Next", "tasks", _dotted(f"Next: {_short(said.step.text)}", due, clock),
            pieces.get((PieceKind.NEXT, 0)),
        )  # fmt: skip
    for number, told in enumerate(found.told):
        yield ChipWords("Told", "log", _told(told), pieces.get((PieceKind.TOLD, number)))


def _told(told: ToldNews) -> str:
    """Which update it is, or that it stays words."""
    if told.news is not None:
        return f"Told your update: {_short(told.news[1])}"
    count = len(told.candidates)
    return _dotted(f"Told: {_short(told.words)}", f"which of {count} updates?" if count > 1 else "")


def _who(who: Who, piece: Piece | None) -> ChipWords:
    if who.chosen is not None:
        return ChipWords("Who", "person", who.chosen.name, piece)
    if who.is_new:
        return ChipWords("Who", "add-person", f"New: {who.typed}", piece)
    doubt = f"{who.typed}: which one?" if who.candidates else f"{who.typed}: not here yet"
    return ChipWords("Who", "warning", doubt, piece, is_doubtful=True)


def _certain(who: Who) -> bool:
    return who.chosen is not None or who.is_new


def _whom(found: Understood, whom: Who | None, everybody: bool) -> str:
    if whom is None and everybody and len(found.who) > 1:
        return "each of them"
    one = whom or (found.who[0] if found.who else None)
    if one is None:
        return "somebody"
    return one.chosen.name if one.chosen is not None else one.typed


def _day(day: date, today: date) -> str:
    near = date_in_words(day, today) if abs((day - today).days) <= 1 else ""
    return near.capitalize() if near and day <= today else near or exact_date(day)


def _short(text: str) -> str:
    return one_line(text, _LONGEST)


def _dotted(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
