"""An introduction, double opt-in: both are asked before either has the other's address.

    draft -> asked the first -> asked the second -> made -> checked -> finished

Invariant: who declines does so in private; nothing that goes to the other tells of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relationship_desk.domain.dates import date_in_words, later


class Stage(StrEnum):
    """How far it has come. The values are stored; never change one."""

    DRAFT = "draft"
    ASKED_FIRST = "asked_first"
    ASKED_SECOND = "asked_second"
    MADE = "made"
    CHECKED = "checked"
    FINISHED = "finished"
    DECLINED = "declined"
    ACQUAINTED = "acquainted"  # they know each other already

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self in _NEXT

    @property
    def words(self) -> str:
        """How it stands, in few words."""
        return _WORDS[self]


class Side(StrEnum):
    """Which of the two."""

    FIRST = "first"
    SECOND = "second"


_WORDS = {
    Stage.DRAFT: "an idea, nobody is asked yet",
    Stage.ASKED_FIRST: "the first is asked",
    Stage.ASKED_SECOND: "the first said yes, the second is asked",
    Stage.MADE: "made",
    Stage.CHECKED: "made, and both have met",
    Stage.FINISHED: "finished",
    Stage.DECLINED: "not wanted now",
    Stage.ACQUAINTED: "they know each other already",
}
# The stage that follows when a step is done, and after how many days of silence the next step is
# brought to mind.
_NEXT = {
    Stage.DRAFT: (Stage.ASKED_FIRST, 3),
    Stage.ASKED_FIRST: (Stage.ASKED_SECOND, 5),
    Stage.ASKED_SECOND: (Stage.MADE, 5),
    Stage.MADE: (Stage.CHECKED, 7),
    Stage.CHECKED: (Stage.FINISHED, 90),
}


@dataclass(frozen=True, slots=True)
class Introduction:
    """One introduction: who, why, how far it has come and since when."""

    first: str
    second: str
    stage: Stage
    since_on: date

    @property
    def follows(self) -> Stage | None:
        """The stage that the next step leads to; None where it is over."""
        return _NEXT[self.stage][0] if self.stage in _NEXT else None

    @property
    def due_on(self) -> date | None:
        """When the next step is brought to mind; None where there is none."""
        if self.stage not in _NEXT:
            return None
        return later(self.since_on, _NEXT[self.stage][1])

    @property
    def step(self) -> str:
        """What is to be done next, as an invitation; empty where it is over."""
        return {
            Stage.DRAFT: f"Ask {self.first} whether they would like to meet {self.second}",
            Stage.ASKED_FIRST: f"Did {self.first} say yes? Then ask {self.second}",
            Stage.ASKED_SECOND: f"Did {self.second} say yes? Then bring the two together",
            Stage.MADE: f"Have {self.first} and {self.second} spoken?",
            Stage.CHECKED: f"What became of {self.first} and {self.second}?",
        }.get(self.stage, "")

    def why(self, on: date) -> str:
        """Why the next step is brought to mind on that day."""
        since = date_in_words(self.since_on, on)
        return {
            Stage.DRAFT: f"You thought of it {since}, and nobody is asked yet.",
            Stage.ASKED_FIRST: f"You asked {self.first} {since}.",
            Stage.ASKED_SECOND: f"{self.first} said yes; you asked {self.second} {since}.",
            Stage.MADE: f"You brought them together {since}.",
            Stage.CHECKED: f"They first spoke {since}.",
        }.get(self.stage, "")
