"""Two people side by side in words: what each has, and where there is something to choose."""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.desk.transfer.facts import fact_key
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.text import fold
from relationship_desk.store.people import Person


@dataclass(frozen=True, slots=True)
class MergeRow:
    """One field of both. `kind` is None for the name; `open`: both have it, and not the same."""

    kind: DetailKind | None
    label: str
    mine: str
    theirs: str
    open: bool


def merge_rows(mine: Person, theirs: Person, region: str) -> list[MergeRow]:
    """Every field that one of them has, the name first, tags last."""
    same_name = fold(mine.name.full) == fold(theirs.name.full)
    rows = [MergeRow(None, "Name", mine.name.full, theirs.name.full, not same_name)]
    for kind in DetailKind:
        here, there = mine.contact.all(kind), theirs.contact.all(kind)
        if not here and not there:
            continue
        keys = [{fact_key(d, region) for d in details} for details in (here, there)]
        is_open = bool(here and there) and keys[0] != keys[1]
        rows.append(MergeRow(kind, _label(kind), _told(here), _told(there), is_open))
    if mine.tags or theirs.tags:
        rows.append(MergeRow(None, "Tags", ", ".join(mine.tags), ", ".join(theirs.tags), False))
    return rows


def _label(kind: DetailKind) -> str:
    word = kind.word
    return word[:1].upper() + word[1:]


def _told(details: tuple[Detail, ...]) -> str:
    return "\n".join(detail.told for detail in details)
