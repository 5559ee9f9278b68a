"""Owns the lines of circles and rhythm; invariant: what is written here is read back as it was.

These properties are the desk's own:

    X-RELATIONSHIP-DESK-CIRCLE;X-IDEAL=30;X-LATEST=45:Monthly
    X-RELATIONSHIP-DESK-RHYTHM:14;20

A circle without days gives no rhythm; the rhythm "none" says that the person needs none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import NO_OWN_FACTS, CircleFact, OwnFacts, OwnRhythm, Rhythm
from relationship_desk.formats.vcard.logical import Line
from relationship_desk.formats.vcard.properties import CIRCLE, RHYTHM
from relationship_desk.formats.vcard.style import Style
from relationship_desk.formats.vcard.values import Decoder

NAMES = frozenset({CIRCLE, RHYTHM})
_NONE = "none"
_LONGEST_NUMBER = 9


def facts_of(lines: Sequence[Line], decoder: Decoder) -> OwnFacts:
    """What lines of these names say."""
    if not lines:
        return NO_OWN_FACTS
    circles = [_circle_of(line, decoder) for line in lines if line.head.name == CIRCLE]
    rhythms = [_rhythm_of(line, decoder) for line in lines if line.head.name == RHYTHM]
    return OwnFacts(
        tuple(dict.fromkeys(circle for circle in circles if circle is not None)),
        next(filter(None, rhythms), None),
    )


def edits(
    lines: Sequence[Line], had: OwnFacts, now: OwnFacts | None, style: Style
) -> dict[int, bytes]:
    """The bytes that replace a card's own lines, by index; a card without any never gets one."""
    indexes = [index for index, line in enumerate(lines) if line.head.name in NAMES]
    if (
        now is None
        or not indexes
        or (had.rhythm, set(had.circles)) == (now.rhythm, set(now.circles))
    ):
        return {}
    return dict.fromkeys(indexes, b"") | {indexes[0]: b"".join(own_lines(now, style))}


def _circle_of(line: Line, decoder: Decoder) -> CircleFact | None:
    """The circle of a line; None where it has no name. Days that cannot be are left out."""
    name = " ".join(decoder.text(line).split())
    days = (line.head.value("X-IDEAL"), line.head.value("X-LATEST"))
    return CircleFact(name, _rhythm(days)) if name else None


def _rhythm_of(line: Line, decoder: Decoder) -> OwnRhythm | None:
    """The rhythm of a line; None where it cannot be understood."""
    text = decoder.text(line).strip()
    if text.lower() == _NONE:
        return OwnRhythm(None)
    rhythm = _rhythm(decoder.components(line))
    return None if rhythm is None else OwnRhythm(rhythm)


def own_lines(own: OwnFacts, style: Style) -> list[bytes]:
    """The lines of these facts."""
    lines = [_circle_line(circle, style) for circle in own.circles]
    if own.rhythm is not None:
        rhythm = own.rhythm.rhythm
        value = f"{rhythm.ideal_days};{rhythm.latest_days}" if rhythm else _NONE
        lines.append(style.line(RHYTHM.encode(), value))
    return lines


def _circle_line(circle: CircleFact, style: Style) -> bytes:
    head = CIRCLE
    if circle.rhythm is not None:
        head += f";X-IDEAL={circle.rhythm.ideal_days};X-LATEST={circle.rhythm.latest_days}"
    return style.line(head.encode(), style.text(circle.name))


def _rhythm(days: Iterable[str]) -> Rhythm | None:
    numbers = [day.strip() for day in days]
    if len(numbers) != 2 or not all(n.isascii() and n.isdigit() for n in numbers):
        return None
    if max(map(len, numbers)) > _LONGEST_NUMBER:
        return None
    try:
        return Rhythm(*map(int, numbers))
    except UserError:
        return None
