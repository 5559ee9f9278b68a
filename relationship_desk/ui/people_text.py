"""People as plain text that reads well in a mail or a note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from relationship_desk.domain.contact import PICTURES, Detail, DetailKind
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.text import one_line

_SAYS_ITSELF = (DetailKind.ROLE, DetailKind.TITLE, DetailKind.ORGANISATION)
_LEFT_OUT = PICTURES | {DetailKind.SORT_AS}
# What the label alone says: "birthday: 12 April 1985", not "birthday date".
_LABEL_SAYS_IT = frozenset({DetailKind.DATE, DetailKind.RELATED})


def people_text(people: Iterable[tuple[str, Sequence[Detail]]]) -> str:
    """A block for each name with its facts, an empty line between two."""
    return "\n".join("".join(f"{line}\n" for line in _lines(*person)) for person in people)


def _lines(name: str, details: Sequence[Detail]) -> Iterable[str]:
    yield one_line(name) or "(no name)"
    shown = [detail for detail in details if detail.kind not in _LEFT_OUT and detail.text]
    for kind in _SAYS_ITSELF:
        yield from (one_line(detail.text) for detail in shown if detail.kind is kind)
    for detail in shown:
        if detail.kind not in _SAYS_ITSELF:
            yield f"{_label(detail)}: {_value(detail)}"


def _label(detail: Detail) -> str:
    label, word = one_line(detail.label), detail.kind.word
    if label and detail.kind in _LABEL_SAYS_IT:
        return label
    return f"{label} {word}" if label else word


def _value(detail: Detail) -> str:
    day = PartialDate.parse(detail.value) if detail.kind is DetailKind.DATE else None
    return one_line(detail.text) if day is None else day.in_words()
