"""Owns how one row becomes one contact and one vCard; invariant: every filled cell is in the card.

What a contact has no place for stays in the card as `X-CSV-<column>;X-COLUMN="header":value`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from relationship_desk.domain.contact import (
    ADDRESS_PARTS,
    Contact,
    ContactKind,
    Detail,
    DetailKind,
    Name,
)
from relationship_desk.domain.text import one_line
from relationship_desk.formats.csv import dates, values
from relationship_desk.formats.csv.columns import (
    EXPLAINING,
    LABEL,
    PREFERRED,
    VALUE,
    Column,
    ColumnMapping,
)
from relationship_desk.formats.csv.own import unprotected
from relationship_desk.formats.vcard.style import Style
from relationship_desk.formats.vcard.writing import new_card

_VERSION = "4.0"
_STYLE = Style(_VERSION)
_END = b"END:VCARD\r\n"
_HEADER_SHOWN = 200
_STREETS = ("street", "street 2", "street 3")
_NAMING = (DetailKind.ORGANISATION, DetailKind.NICKNAME, DetailKind.EMAIL, DetailKind.PHONE)
_RECENT = "connected"  # LinkedIn's date: never of the last century

_Filled = dict[str, tuple[int, Column, str]]  # by part: column number from 0, column, cell


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is understood: the contact, the lines of what it has no place for, remarks."""

    contact: Contact
    lines: tuple[bytes, ...]
    problems: tuple[str, ...]

    def card(self) -> bytes:
        """The vCard 4.0 that holds everything of the row."""
        return new_card(self.contact, _VERSION).removesuffix(_END) + b"".join(self.lines) + _END


def apply(mapping: ColumnMapping, row: Sequence[str]) -> Contact:
    """The contact in a row. A row may have fewer cells than the mapping has columns."""
    return RowReader(mapping).read(row).contact


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, mapping: ColumnMapping) -> None:
        self._exact = mapping.exact
        self._width = len(mapping.columns)
        facts: dict[tuple[str, int], list[tuple[int, Column]]] = {}
        for index, column in enumerate(mapping.columns):
            group = -index if column.kind in ("kept", "property") else column.group
            facts.setdefault((column.kind, group), []).append((index, column))
        self._kinds = [kind for kind, _ in facts]
        # Most cells of a row are empty: each knows its fact, so that only filled ones cost time.
        self._fact_of = {
            index: (number, column)
            for number, columns in enumerate(facts.values())
            for index, column in columns
        }
        self._guard = next((i for i, c in enumerate(mapping.columns) if c.kind == "protected"), -1)

    def read(self, cells: Sequence[str]) -> Row:
        """One row. Never an exception, whatever the cells hold."""
        reading = _Reading(self._exact)
        guarded = self._exact and 0 <= self._guard < len(cells) and bool(cells[self._guard])
        facts: dict[int, _Filled] = {}
        for index, text in enumerate(cells[: self._width]):
            if not text:
                continue
            text = unprotected(text) if guarded else text if self._exact else text.strip()
            if not text:
                continue
            number, column = self._fact_of[index]
            filled = facts.setdefault(number, {})
            if column.part in filled:
                reading.keep(index, column, text)
            else:
                filled[column.part] = (index, column, text)
        for number in sorted(facts):
            reading.add(self._kinds[number], facts[number])
        for index in range(self._width, len(cells)):
            if cells[index].strip():
                reading.keep(index, Column(""), cells[index].strip())
        return reading.row()


class _Reading:
    """One row on its way to a contact."""

    def __init__(self, exact: bool) -> None:
        self._exact = exact
        self._name: dict[str, str] = {}
        self._details: list[Detail] = []
        self._tags: list[str] = []
        self._uid = ""
        self._kind = ContactKind.PERSON
        self._lines: list[bytes] = []
        self._problems: list[str] = []

    def row(self) -> Row:
        """What was read."""
        name = self._whole_name()
        kind = self._kind
        if not name.full:
            name, kind = self._called(name)
        contact = Contact(
            name, tuple(self._details), tuple(dict.fromkeys(self._tags)), self._uid, kind
        )
        return Row(contact, tuple(self._lines), tuple(self._problems))

    def keep(self, index: int, column: Column, text: str) -> None:
        """Put a cell aside in a line of its own."""
        header = one_line(column.header, _HEADER_SHOWN)
        for character, caret in (("^", "^^"), ('"', "^'")):
            header = header.replace(character, caret)
        named = f';X-COLUMN="{header}"' if header else ""
        self._line(f"X-CSV-{index + 1}{named}", _STYLE.text(text))

    def add(self, kind: str, filled: _Filled) -> None:
        """Understand the filled cells of one fact."""
        reader = _READERS.get(kind)
        if reader is not None:
            reader(self, filled)
        elif VALUE in filled:
            self._add_plain(DetailKind(kind), filled)

    def _line(self, head: str, value: str) -> None:
        self._lines.append(_STYLE.line(head.encode("utf-8", "replace"), value))

    def _whole_name(self) -> Name:
        parts = {
            key: one_line(text) if not self._exact else text for key, text in self._name.items()
        }
        name = Name(**parts)
        return name if name.full else name._replace(full=name.composed())

    def _called(self, name: Name) -> tuple[Name, ContactKind]:
        """What stands for a name that is missing."""
        for kind in _NAMING:
            for detail in self._details:
                if detail.kind is kind:
                    full = one_line(next(part for part in detail.parts if part), 80)
                    company = kind is DetailKind.ORGANISATION
                    return name._replace(full=full), (
                        ContactKind.ORGANISATION if company else self._kind
                    )
        return name, self._kind

    def _mark(self, filled: _Filled) -> tuple[str, bool]:
        """The label of a fact and whether it is the preferred one."""
        preferred = PREFERRED in filled
        if LABEL not in filled:
            own = next((column.label for _, column, _ in filled.values() if column.label), "")
            return own, preferred
        text = filled[LABEL][2]
        if self._exact:
            return text, preferred
        label, starred = values.label(text)
        return label, preferred or starred

    def _add_plain(self, kind: DetailKind, filled: _Filled) -> None:
        label, preferred = self._mark(filled)
        text = filled[VALUE][2]
        more = tuple(filled[part][2] for part in (EXPLAINING.get(kind),) if part in filled)
        if self._exact:
            self._details.append(Detail(kind, (text, *more), label, preferred))
            return
        found = values.several(text) if kind is not DetailKind.NOTE else [text]
        for number, value in enumerate(found):
            if kind is DetailKind.PHONE:
                value, problem = values.phone(value)
                self._problems += [problem] if problem else []
            marked = preferred and number == 0
            self._details.append(Detail(kind, (value, *more), label, marked))

    def _add_name(self, filled: _Filled) -> None:
        for part, (index, column, text) in filled.items():
            if part in self._name:
                self.keep(index, column, text)
            elif part == "structured":
                components = [one_line(piece) for piece in text.split(";")]
                order = ("family", "given", "additional", "prefix", "suffix")
                for name, piece in zip(order, components, strict=False):
                    if piece:
                        self._name.setdefault(name, piece)
            else:
                self._name[part] = text

    def _add_organisation(self, filled: _Filled) -> None:
        label, preferred = self._mark(filled)
        units = [part for part in filled if part == "unit" or part.startswith("unit ")]
        last = max((int(part[5:] or 1) for part in units), default=0)
        parts = [filled["name"][2] if "name" in filled else ""]
        for number in range(1, last + 1):
            cell = filled.get(f"unit {number}") or (filled.get("unit") if number == 1 else None)
            parts.append(cell[2] if cell else "")
        if any(parts):
            self._details.append(Detail(DetailKind.ORGANISATION, tuple(parts), label, preferred))

    def _add_address(self, filled: _Filled) -> None:
        label, preferred = self._mark(filled)
        texts = {part: cell[2] for part, cell in filled.items()}
        if ";" not in texts.get("structured", ";"):
            texts["formatted"] = texts.pop("structured")
        if "structured" in texts:
            pieces = [piece.strip() for piece in texts["structured"].split(";", 6)]
            texts |= dict(zip(ADDRESS_PARTS, pieces, strict=False))
        texts["street"] = "\n".join(texts[part] for part in _STREETS if texts.get(part))
        parts = [texts.get(part, "") for part in ADDRESS_PARTS]
        if "formatted" in texts:
            if not any(parts):
                parts[ADDRESS_PARTS.index("street")] = texts["formatted"]
            elif not values.is_repeated(texts["formatted"], parts):
                self.keep(*(filled.get("formatted") or filled["structured"]))
        if not any(parts):
            return
        split = [values.several(part) if not self._exact else [part] for part in parts]
        for number in range(max(map(len, split))):
            one = tuple(part[number] if number < len(part) else "" for part in split)
            marked = preferred and number == 0
            self._details.append(Detail(DetailKind.ADDRESS, one, label, marked))

    def _add_date(self, filled: _Filled) -> None:
        label, preferred = self._mark(filled)
        if VALUE in filled:
            _, column, text = filled[VALUE]
            found = [text] if self._exact else values.several(text)
            for one in found:
                problem = ""
                if not self._exact:
                    if dates.is_empty(one):
                        continue
                    one, problem = dates.read(one, column.order, label == _RECENT)
                self._problems += [problem] if problem else []
                self._details.append(Detail(DetailKind.DATE, (one,), label, preferred))
            return
        cells = (filled[part][2] if part in filled else "" for part in ("year", "month", "day"))
        text, problem = dates.from_parts(*cells)
        self._problems += [problem] if problem else []
        if text:
            self._details.append(Detail(DetailKind.DATE, (text,), label, preferred))

    def _add_tags(self, filled: _Filled) -> None:
        text = filled[VALUE][2]
        self._tags += [text] if self._exact else values.tags(text)

    def _add_property(self, filled: _Filled) -> None:
        for part, (_, _, text) in filled.items():
            head, _, start = part.partition(":")
            if head == "GENDER":
                sex, _, own = values.gender(text).partition(";")
                if sex or own:
                    self._line(head, f"{sex};{_STYLE.component(own)}" if own else sex)
            else:
                self._line(head, start + _STYLE.text(text))

    def _add_kept(self, filled: _Filled) -> None:
        for index, column, text in filled.values():
            self.keep(index, column, text)

    def _add_uid(self, filled: _Filled) -> None:
        if self._uid:
            self.keep(*filled[VALUE])
        self._uid = self._uid or filled[VALUE][2]

    def _add_kind(self, filled: _Filled) -> None:
        text = filled[VALUE][2]
        if text in list(ContactKind):
            self._kind = ContactKind(text)
        else:
            self.keep(*filled[VALUE])

    def _add_nothing(self, filled: _Filled) -> None:
        """The mark of a protected row says how to read it, nothing about a person."""


_READERS: dict[str, Callable[[_Reading, _Filled], None]] = {
    "name": _Reading._add_name,
    DetailKind.ORGANISATION.value: _Reading._add_organisation,
    DetailKind.ADDRESS.value: _Reading._add_address,
    DetailKind.DATE.value: _Reading._add_date,
    "tags": _Reading._add_tags,
    "uid": _Reading._add_uid,
    "kind": _Reading._add_kind,
    "property": _Reading._add_property,
    "kept": _Reading._add_kept,
    "protected": _Reading._add_nothing,
}
