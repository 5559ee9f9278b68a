"""What flowed both ways with somebody, in words: awareness, never an account.

Nothing is added up across the two ways, and nobody owes anybody anything. At most two hints, for
the user's eyes alone: that they always begin; that they receive, and no giving is written down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from relationship_desk.domain.kinds import Direction
from relationship_desk.domain.text import times

LOOKED_AT = 6  # contacts
_ALWAYS = 5  # of them, where none was begun by the other
_OFTEN_KIND = 2


@dataclass(frozen=True, slots=True)
class Awareness:
    """`gave` and `came`: in words with how often. `directions`: of the last contacts."""

    gave: Mapping[str, int]
    came: Mapping[str, int]
    directions: Sequence[str] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """One sentence for each way; none for a way in which nothing is written down."""
        sentences = []
        if self.gave:
            sentences.append(f"You {_listed(self.gave)}.")
        if self.came:
            listed = _joined([f"{what} {times(n)}" for what, n in self.came.items()])
            sentences.append(f"From them came {listed}.")
        return tuple(sentences)

    @property
    def hints(self) -> tuple[str, ...]:
        """Two at most."""
        found = []
        mine = sum(1 for d in self.directions if d == Direction.MINE)
        theirs = sum(1 for d in self.directions if d == Direction.THEIRS)
        if mine >= _ALWAYS and not theirs:
            found.append(
                f"In {mine} of the last {len(self.directions)} contacts you reached out first. "
                "Some friendships are like that; perhaps leave them room to begin."
            )
        if not self.gave and sum(self.came.values()) >= _OFTEN_KIND:
            found.append(
                "They have been kind more than once, and nothing you gave is written down here. "
                "Perhaps something on your shelf would please them."
            )
        return tuple(found)


def _listed(gave: Mapping[str, int]) -> str:
    return _joined([f"{what} {times(count)}" for what, count in gave.items()])


def _joined(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
