"""What a quick-log line says, as values with their places in the line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.promises import Owing


class PieceKind(StrEnum):
    """What a part of the line was understood as."""

    WHO = "who"
    CHANNEL = "channel"
    WHEN = "when"
    PROMISE = "promise"
    NEXT = "next"
    TOLD = "told"
    ORGANISATION = "organisation"
    NEED = "need"
    KINDNESS = "kindness"
    GIFT = "gift"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the line, `line[start:end]`; `number` counts those of its kind from 0."""

    kind: PieceKind
    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class SaidPromise:
    """A promise. `whom` is a name as typed; empty for the first person of the line, or, where
    `everybody`, for each of them."""

    direction: Owing
    whom: str
    everybody: bool
    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class SaidStep:
    """What comes next, and when."""

    text: str
    due_on: date | None
    at: time | None


@dataclass(frozen=True, slots=True)
class Noted:
    """A kindness of the first person of the line, or an idea for a gift to them."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class QuickLine:
    """A whole line. `pieces` do not overlap and stand in their order.

    `names` as typed; `channel` None where no word says it, `on` where no word says a day; `text`
    is the rest. `has_entry`: something happened, and it is not only promises, plans and
    what is noted.
    """

    line: str
    names: tuple[str, ...] = ()
    channel: Channel | None = None
    direction: Direction = Direction.MUTUAL
    on: date | None = None
    at: time | None = None
    text: str = ""
    promises: tuple[SaidPromise, ...] = ()
    step: SaidStep | None = None
    told: str = ""
    noted: tuple[Noted, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def has_entry(self) -> bool:
        return bool(self.channel or self.on or self.text or self.told)

    @property
    def how(self) -> tuple[Channel, Direction]:
        """How there was contact and who reached out: what no word says is a bare note, unless
        something was told."""
        if self.channel is not None:
            return self.channel, self.direction
        return (Channel.OTHER, Direction.MINE) if self.told else (Channel.NOTE, self.direction)


@dataclass(frozen=True, slots=True)
class EncounterLine:
    """A line about somebody who was met at an event: `name` and `organisation` as typed.

    `unsure`: the line itself says that it is not clear who it was. `text` is what nothing else
    took. The other values are those of `QuickLine`.
    """

    line: str
    name: str = ""
    organisation: str = ""
    unsure: bool = False
    on: date | None = None
    at: time | None = None
    text: str = ""
    needs: tuple[str, ...] = ()
    promises: tuple[SaidPromise, ...] = ()
    step: SaidStep | None = None
    told: str = ""
    pieces: tuple[Piece, ...] = ()
