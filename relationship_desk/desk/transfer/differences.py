"""What an update adds, field by field: what is here, what the file says, what will be here.

Invariant: a difference only adds; nothing that is here is missing in its result.
"""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.desk.transfer.known import Known
from relationship_desk.desk.transfer.plan import FieldDiff
from relationship_desk.domain.contact import PICTURES, Detail
from relationship_desk.domain.rhythm import OwnFacts


def differences(
    add: tuple[Detail, ...], tags: tuple[str, ...], own: OwnFacts, known: Known
) -> Iterable[FieldDiff]:
    """One difference for each detail, tag, circle and rhythm that is added."""
    for detail in add:
        mine = "; ".join(filter(None, dict.fromkeys(known.shown(detail.kind))))
        text = "a picture" if detail.kind in PICTURES else detail.text
        word = detail.kind.value.replace("_", " ")
        yield FieldDiff(word, mine, text, "; ".join(part for part in (mine, text) if part))
    for tag in tags:
        yield FieldDiff("tag", "", tag, tag)
    for circle in own.circles:
        days = f" ({circle.rhythm.words})" if circle.rhythm else ""
        yield FieldDiff("circle", "", circle.name + days, circle.name + days)
    if own.rhythm is not None:
        words = own.rhythm.rhythm.words if own.rhythm.rhythm else "none"
        yield FieldDiff("rhythm", "", words, words)
