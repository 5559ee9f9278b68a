"""Owns what a user may say that a column means, in words; invariant: nothing that is said loses a
cell: what is called no fact is kept with the card.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from relationship_desk.domain.contact import DetailKind
from relationship_desk.formats.csv.columns import KEPT, LABEL, VALUE, Column, ColumnMapping

_ADDRESS, _COMPANY = DetailKind.ADDRESS.value, DetailKind.ORGANISATION.value
# Kinds of which several columns make one fact.
_JOINED = frozenset({_ADDRESS, _COMPANY, "name"})
# Kinds that a word says more about: which phone, whose day.
_LABELLED = frozenset(
    kind.value
    for kind in (
        DetailKind.PHONE,
        DetailKind.EMAIL,
        DetailKind.ADDRESS,
        DetailKind.URL,
        DetailKind.DATE,
        DetailKind.RELATED,
    )
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """One choice: what it is called, and the kind and part of the column."""

    words: str
    kind: str
    part: str = VALUE


NOT_A_FACT = Meaning("No fact: kept with the card", KEPT)
MEANINGS: tuple[Meaning, ...] = (
    Meaning("Full name", "name", "full"),
    Meaning("First name", "name", "given"),
    Meaning("Middle name", "name", "additional"),
    Meaning("Last name", "name", "family"),
    Meaning("Title before the name", "name", "prefix"),
    Meaning("Suffix after the name", "name", "suffix"),
    Meaning("Nickname", DetailKind.NICKNAME),
    Meaning("Phone", DetailKind.PHONE),
    Meaning("E-mail", DetailKind.EMAIL),
    Meaning("Organisation", _COMPANY, "name"),
    Meaning("Department", _COMPANY, "unit"),
    Meaning("Job title", DetailKind.TITLE),
    Meaning("Role", DetailKind.ROLE),
    Meaning("Whole address", _ADDRESS, "formatted"),
    Meaning("Street", _ADDRESS, "street"),
    Meaning("Street, second line", _ADDRESS, "street 2"),
    Meaning("Street, third line", _ADDRESS, "street 3"),
    Meaning("Address addition", _ADDRESS, "extended"),
    Meaning("P.O. box", _ADDRESS, "po_box"),
    Meaning("Postal code", _ADDRESS, "postcode"),
    Meaning("City", _ADDRESS, "locality"),
    Meaning("Region", _ADDRESS, "region"),
    Meaning("Country", _ADDRESS, "country"),
    Meaning("Web address", DetailKind.URL),
    Meaning("Date (birthday ...)", DetailKind.DATE),
    Meaning("Messenger", DetailKind.MESSENGER),
    Meaning("Social profile", DetailKind.SOCIAL),
    Meaning("Related person", DetailKind.RELATED),
    Meaning("Language", DetailKind.LANGUAGE),
    Meaning("Gender", DetailKind.GENDER),
    Meaning("Pronouns", DetailKind.PRONOUNS),
    Meaning("How we met", DetailKind.HOW_MET),
    Meaning("Note", DetailKind.NOTE),
    Meaning("Tags", "tags"),
    NOT_A_FACT,
)


def meaning_of(column: Column) -> Meaning | None:
    """The choice that a column stands at; None for what only programs write."""
    part = "unit" if column.kind == _COMPANY and column.part.startswith("unit") else column.part
    return next((one for one in MEANINGS if (one.kind, one.part) == (column.kind, part)), None)


def words_of(column: Column) -> str:
    """What a column means, in words."""
    known = meaning_of(column)
    words = known.words if known is not None else f"{column.kind} {column.part}".strip()
    if column.part == LABEL:
        words = f"What kind of {_kind_words(column.kind)}"
    return f"{words} ({column.label})" if column.label else words


def is_labelled(kind: str) -> bool:
    """Whether a word says more about facts of this kind."""
    return kind in _LABELLED


def with_meaning(
    mapping: ColumnMapping, index: int, meaning: Meaning, label: str = ""
) -> ColumnMapping:
    """The mapping with one column of another meaning, beside the columns it makes a fact with."""
    label = label.strip() if meaning.kind in _LABELLED else ""
    others = (*mapping.columns[:index], *mapping.columns[index + 1 :])
    group = _group(others, meaning, label)
    old = mapping.columns[index]
    column = replace(
        old, kind=str(meaning.kind), part=meaning.part, label=label, group=group, order=""
    )
    return replace(mapping, dialect="", exact=False).with_column(index, column)


def _group(others: Sequence[Column], meaning: Meaning, label: str) -> int:
    alike = [column for column in others if column.kind == meaning.kind]
    if meaning.kind in _JOINED:
        for column in alike:
            parts = {other.part for other in alike if other.group == column.group}
            if column.label == label and meaning.part not in parts:
                return column.group
    return max((column.group for column in alike), default=0) + 1


def _kind_words(kind: str) -> str:
    return DetailKind(kind).word if kind in list(DetailKind) else kind
