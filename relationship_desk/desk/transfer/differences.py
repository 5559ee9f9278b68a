"""What an update adds, field by field: what is here, what the file says, what will be here.

Invariant: a difference only adds; nothing that is here is missing in its result.
"""

from __future__ import annotations

from collections.abc import Iterable

from relationship_desk.desk.transfer.known import Known
from relationship_desk.desk.transfer.plan import FieldDiff
from relationship_desk.domain.contact import Detail
from relationship_desk.domain.rhythm import OwnFacts


def differences(
    add: tuple[Detail, ...], tags: tuple[str, ...], own: OwnFacts, known: Known
) -> Iterable[FieldDiff]:
    """One difference for each detail, tag, circle and rhythm that is added."""
    for detail in add:
        mine = "; ".join(filter(None, dict.fromkeys(known.shown(detail.kind))))
        word = detail.kind.value.replace("_", " ")
        result = "; ".join(part for part in (mine, detail.told) if part)
        yield FieldDiff(word, mine, detail.told, result)
    for tag in tags:
        yield FieldDiff("tag", "", tag, tag)
    for circle in own.circles:
        days = f" ({circle.rhythm.words})" if circle.rhythm else ""
        yield FieldDiff("circle", "", circle.name + days, circle.name + days)
    if own.rhythm is not None:
        words = own.rhythm.rhythm.words if own.rhythm.rhythm else "none"
        yield FieldDiff("rhythm", "", words, words)
