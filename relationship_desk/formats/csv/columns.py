"""Owns what the columns of a table mean, as a plain value that can be shown, edited and stored.

Invariant: `ColumnMapping.from_json(mapping.to_json()) == mapping`.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, replace

from relationship_desk.domain.contact import ADDRESS_PARTS, PICTURES, DetailKind
from relationship_desk.domain.text import fold

NAME_PARTS = ("full", "prefix", "given", "additional", "family", "suffix", "structured")
VALUE, LABEL, PREFERRED = "value", "label", "preferred"
SERVICE, SEX = "service", "sex"
# What the second part of a fact says, by its kind.
EXPLAINING = {
    DetailKind.MESSENGER: SERVICE,
    DetailKind.SOCIAL: SERVICE,
    DetailKind.GENDER: SEX,
}

# The parts that a column can be of, by kind. Kinds beside those of details: "name"; "tags" (a
# list in one cell); "uid"; "kind" (person or organisation); "property" (its part is the head of a
# vCard line, and what stands before the value: "GENDER:", "IMPP:skype:"); "protected" (a mark of
# our own tables); "kept" (not understood, kept with the card).
_PLAIN = (VALUE, LABEL, PREFERRED)
# Lines that mean nothing to the frame of a card, with parameters that need no quotation marks.
_PROPERTY = re.compile(
    r"(?:X-[A-Z0-9-]+|GENDER|IMPP|LANG|RELATED)(?:;[A-Z-]+=[A-Za-z0-9-]+)*:(?:[a-z]+:)?"
)
_UNITS = re.compile(r"unit(?: \d+)?")
PARTS: dict[str, tuple[str, ...]] = {
    **{kind.value: _PLAIN for kind in DetailKind if kind not in PICTURES},
    **{kind.value: (*_PLAIN, part) for kind, part in EXPLAINING.items()},
    DetailKind.ADDRESS.value: (
        *ADDRESS_PARTS, "street 2", "street 3", "formatted", "structured", LABEL, PREFERRED,
    ),
    DetailKind.ORGANISATION.value: ("name", "unit", LABEL, PREFERRED),
    DetailKind.DATE.value: (*_PLAIN, "year", "month", "day"),
    "name": NAME_PARTS,
    "tags": (VALUE,),
    "uid": (VALUE,),
    "kind": (VALUE,),
    "property": (),
    "protected": (VALUE,),
    "kept": (VALUE,),
}  # fmt: skip
KEPT = "kept"

DAY_FIRST, MONTH_FIRST = "day first", "month first"


@dataclass(frozen=True, slots=True)
class Column:
    """What one column means.

    Columns of one `kind` and `group` together make one fact: the street and the city of one
    address, the label and the value of one phone. `label` is the fact's label where no column
    holds it. `order` says how all-number dates of the column are read, "" where that is not known.
    """

    header: str
    kind: str = KEPT
    part: str = VALUE
    label: str = ""
    group: int = 0
    order: str = ""

    def is_possible(self) -> bool:
        """Whether kind and part belong together; a stored mapping may have been edited."""
        if self.kind == "property":
            return _PROPERTY.fullmatch(self.part) is not None
        if self.kind == DetailKind.ORGANISATION.value and _UNITS.fullmatch(self.part):
            return True
        return self.part in PARTS.get(self.kind, ()) and self.order in ("", DAY_FIRST, MONTH_FIRST)


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What every column of a table means, in order. `dialect` names the program that wrote it, or
    is ""; `exact` says that cells are taken as they stand, as our own tables are.
    """

    dialect: str
    columns: tuple[Column, ...]
    exact: bool = False

    @property
    def header(self) -> tuple[str, ...]:
        """The texts of the header row; empty texts where there is none."""
        return tuple(column.header for column in self.columns)

    def with_column(self, index: int, column: Column) -> ColumnMapping:
        """The mapping with one column understood in another way."""
        columns = (*self.columns[:index], column, *self.columns[index + 1 :])
        return replace(self, columns=columns)

    def to_json(self) -> str:
        """One JSON object, for keeping what the user decided."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> ColumnMapping:
        """The mapping that `to_json` wrote. Raises `ValueError` where the text is none."""
        try:
            data = json.loads(text)
            columns = tuple(Column(**column) for column in data["columns"])
            mapping = ColumnMapping(data["dialect"], columns, data["exact"])
            possible = all(column.is_possible() for column in columns)
        except (TypeError, KeyError, ValueError) as error:
            raise ValueError("the text is no mapping of columns") from error
        if not possible:
            raise ValueError("the mapping names a fact that there is not")
        return mapping


def header_key(text: str) -> str:
    """The form in which header texts are compared.

    Letters outside ASCII are left out where ASCII letters are left, so that a header whose umlauts
    were destroyed on the way ("Stra\ufffde") is still the same header.
    """
    if any(c.isascii() and c.isalpha() for c in text):
        return " ".join(re.findall(r"[^\W_]+", text.lower(), re.ASCII))
    return " ".join(re.findall(r"[^\W_]+", fold(text)))
