"""What an opportunity goes through, and the way by which it came, in words.

Invariant: an opportunity has a day on which it closed exactly while it is won or lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class OpportunityStage(StrEnum):
    """Where an opportunity stands. The values are stored; never change one."""

    SPOTTED = "spotted"
    TALKING = "talking"
    OFFERED = "offered"
    WON = "won"
    LOST = "lost"
    RESTING = "resting"

    @property
    def words(self) -> str:
        """ "Talking"."""
        return self.value.capitalize()

    @property
    def is_closed(self) -> bool:
        """Whether it has come to an end, one way or the other."""
        return self in (OpportunityStage.WON, OpportunityStage.LOST)

    @property
    def is_open(self) -> bool:
        """Whether its next step comes up: what rests or is closed waits for nobody."""
        return self in OPEN


OPEN = (OpportunityStage.SPOTTED, OpportunityStage.TALKING, OpportunityStage.OFFERED)


class LinkKind(StrEnum):
    """How one step of the way led on. The values are stored; never change one."""

    INTRODUCED_BY = "introduced_by"
    MET_AT = "met_at"
    VIA = "via"
    HEARD_AT = "heard_at"

    @property
    def words(self) -> str:
        """ "introduced by"."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: how, and through whom or what."""

    kind: LinkKind
    name: str


def way_in_words(steps: Sequence[Step]) -> str:
    """ "Met at Book Fair, introduced by Bo, via Ann"; empty where nothing is known."""
    words = ", ".join(f"{step.kind.words} {step.name}" for step in steps)
    return words[:1].upper() + words[1:]
