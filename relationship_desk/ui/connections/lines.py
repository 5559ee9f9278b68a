"""What the list of somebody's connections says, line by line; the ring beside it says no more.

Invariant: whoever stands in the ring stands in the list, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from relationship_desk.domain.relations import since_words
from relationship_desk.store.around import Beside, Connections
from relationship_desk.store.proposals import Proposal
from relationship_desk.store.relations import RelationRow
from relationship_desk.store.ways import Step, Ways
from relationship_desk.ui.plain import visible

ARROW = "→"


class Part(StrEnum):
    """The parts of the list, in their order; the value is the heading."""

    PROPOSAL = "Is it so?"
    RELATION = "Relations"
    BESIDE = "Seen together"
    WAY = "How you reach them"
    NOTE = "Good to know"


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """A line: a title, a word at its right, and what stands below. `person_id` is who is shown when
    it is opened, None for nobody; `of` is what the line tells of."""

    part: Part
    key: object
    title: str
    aside: str
    below: tuple[str, ...]
    person_id: int | None
    of: RelationRow | Proposal | Beside | None = None

    @property
    def spoken(self) -> str:
        """The line as one sentence, for screen readers and the tooltip."""
        return visible(", ".join(part for part in (self.title, self.aside, *self.below) if part))


def lines_of(found: Connections) -> list[ConnectionLine]:
    """Everything on the page, part by part."""
    return [*_proposals(found), *_relations(found), *_beside(found), *way_lines(found.ways),
            *_notes(found)]  # fmt: skip


def _proposals(found: Connections) -> Iterator[ConnectionLine]:
    for p in found.proposals:
        key = (p.kind, p.other_id)
        said = f"{p.kind.inverse.label}?"
        yield ConnectionLine(Part.PROPOSAL, key, p.other_name, said, (p.why,), p.other_id, p)


def _relations(found: Connections) -> Iterator[ConnectionLine]:
    standing = {beside.id: beside.standing for beside in found.around}
    for row in found.relations:
        away = "in the archive" if row.other_archived else standing.get(row.other_id, "")
        told = " · ".join(part for part in (away, since_words(row.since_on)) if part)
        below = tuple(part for part in (told, " ".join(row.note.split())) if part)
        yield ConnectionLine(
            Part.RELATION, row.id, row.other_name, row.label, below, row.other_id, row
        )


def _beside(found: Connections) -> Iterator[ConnectionLine]:
    for beside in found.around:
        if not beside.is_said:
            below = (beside.standing, beside.why)
            yield ConnectionLine(Part.BESIDE, beside.id, beside.name, "", below, beside.id, beside)
    if found.more_beside:
        yield ConnectionLine(Part.BESIDE, "more", f"and {found.more_beside:,} more", "", (), None)


def way_lines(ways: Ways) -> Iterator[ConnectionLine]:
    """The ways, and who is left out of them."""
    for number, way in enumerate(ways.ways, 1):
        title = f" {ARROW} ".join(("You", *(step.name for step in way)))
        yield ConnectionLine(Part.WAY, number, title, "", tuple(_reasons(way)), way[0].id)
    for sentence in ways.left_out:
        yield ConnectionLine(
            Part.NOTE, sentence, f"Not asked to pass you on: {sentence}", "", (), None
        )


def _reasons(way: tuple[Step, ...]) -> Iterator[str]:
    first, *others = way
    yield f"{first.why} with {first.name}"
    yield from (step.why for step in others)


def _notes(found: Connections) -> Iterator[ConnectionLine]:
    if found.bridge is not None:
        words = found.bridge.words(3)
        more = "Nobody else leads there yet. To meet one of them makes the bond less thin."
        yield ConnectionLine(Part.NOTE, "bridge", words, "", (more,), None)


def heading_of(line: ConnectionLine, before: ConnectionLine | None) -> object:
    """What stands above the first line of each part."""
    return line.part.value if before is None or before.part is not line.part else None
