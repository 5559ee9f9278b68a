"""Owns the form of our own tables, exact and safe for spreadsheets, for writing and reading.

Invariant: a header that `writing` makes is understood by `own_mapping`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from relationship_desk.domain.contact import ADDRESS_PARTS, DetailKind
from relationship_desk.formats.csv.columns import (
    LABEL,
    PREFERRED,
    SERVICE,
    SEX,
    VALUE,
    Column,
    ColumnMapping,
)

NAME = "Relationship Desk"
NAME_COLUMNS = {
    "Full Name": "full",
    "Name Prefix": "prefix",
    "First Name": "given",
    "Middle Name": "additional",
    "Last Name": "family",
    "Name Suffix": "suffix",
}
FIXED: dict[str, Column] = {
    **{text: Column(text, "name", part) for text, part in NAME_COLUMNS.items()},
    "Card Kind": Column("Card Kind", "kind"),
    "Card UID": Column("Card UID", "uid"),
}
PROTECTED = Column("Protected", "protected")
TAG = "Tag"
KIND_NAMES = {
    DetailKind.NICKNAME: "Nickname",
    DetailKind.ORGANISATION: "Organization",
    DetailKind.TITLE: "Title",
    DetailKind.ROLE: "Role",
    DetailKind.PHONE: "Phone",
    DetailKind.EMAIL: "E-mail",
    DetailKind.ADDRESS: "Address",
    DetailKind.URL: "Website",
    DetailKind.DATE: "Event",
    DetailKind.NOTE: "Note",
    DetailKind.HOW_MET: "How Met",
    DetailKind.PHONETIC: "Phonetic Name",
    DetailKind.SORT_AS: "Sorted As",
    DetailKind.MESSENGER: "Messenger",
    DetailKind.SOCIAL: "Social Profile",
    DetailKind.RELATED: "Related Person",
    DetailKind.LANGUAGE: "Language",
    DetailKind.GENDER: "Gender",
    DetailKind.PRONOUNS: "Pronouns",
    DetailKind.TIME_ZONE: "Time Zone",
    DetailKind.GEO: "Place",
    DetailKind.CALENDAR: "Calendar",
    DetailKind.INTEREST: "Interest",
}
_KINDS = {name: kind for kind, name in KIND_NAMES.items()}
PART_NAMES = {
    LABEL: "Label",
    PREFERRED: "Preferred",
    VALUE: "Value",
    SERVICE: "Service",
    SEX: "Sex",
    "name": "Name",
    **dict(
        zip(
            ADDRESS_PARTS,
            ("PO Box", "Extended Address", "Street", "City", "Region", "Postal Code", "Country"),
            strict=True,
        )
    ),
}
_PARTS = {name: part for part, name in PART_NAMES.items()}
_COLUMN = re.compile(r"([A-Z][A-Za-z -]*?) (\d{1,6}) - ([A-Za-z ]+?)(?: (\d{1,6}))?")
_TAG = re.compile(r"Tag \d{1,6}")

# What a spreadsheet takes for a formula, and the sign that hides it.
_FORMULA = tuple("=+-@\t\r")
_GUARD = "'"


def protected(cell: str) -> str:
    """The cell as text that no spreadsheet computes."""
    return _GUARD + cell if cell.startswith((*_FORMULA, _GUARD)) else cell


def unprotected(cell: str) -> str:
    """What `protected` was given; other cells as they are."""
    guarded = cell[:1] == _GUARD and cell[1:].startswith((*_FORMULA, _GUARD))
    return cell[1:] if guarded else cell


def value_part(part: str, group: int, kind: DetailKind) -> Column:
    """One column of the `group`-th fact of a kind; units of organisations are "unit 1" ..."""
    unit = part.removeprefix("unit ")
    name = f"Unit {unit}" if unit != part else PART_NAMES[part]
    return Column(f"{KIND_NAMES[kind]} {group} - {name}", kind.value, part, group=group)


def tag_column(number: int) -> Column:
    """The column of the tags that stand n-th."""
    return Column(f"{TAG} {number}", "tags", group=number)


def own_mapping(header: Sequence[str]) -> ColumnMapping | None:
    """The columns of a table that the desk wrote, in whatever order they stand now, or None.

    A column that somebody added is kept with its cards.
    """
    if not FIXED.keys() <= set(header):
        return None
    return ColumnMapping(NAME, tuple(_column(text) or Column(text) for text in header), exact=True)


def _column(text: str) -> Column | None:
    if text in FIXED:
        return FIXED[text]
    if text == PROTECTED.header:
        return PROTECTED
    if _TAG.fullmatch(text):
        return tag_column(int(text[len(TAG) :]))
    found = _COLUMN.fullmatch(text)
    if found is None or found[1] not in _KINDS:
        return None
    part = f"unit {found[4]}" if found[3] == "Unit" and found[4] else _PARTS.get(found[3], "")
    column = Column(text, _KINDS[found[1]].value, part, group=int(found[2]))
    return column if column.is_possible() else None
