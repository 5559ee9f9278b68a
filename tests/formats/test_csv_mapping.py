"""What columns mean as a value: proposed, edited, stored, remembered."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from relationship_desk.domain.contact import Name
from relationship_desk.formats.choices import Choices
from relationship_desk.formats.csv import Column, ColumnMapping, Csv, apply, propose
from relationship_desk.formats.csv.columns import MONTH_FIRST
from tests.formats.csv_support import facts
from tests.formats.support import nothing

HEADER = ("Who", "Mail", "Town", "Born")
ROWS = [("Ida Vale", "ida@a.example", "Cork", "3/25/1980")]


def test_a_proposal_has_a_column_for_every_cell() -> None:
    mapping = propose(HEADER, ROWS)
    assert mapping.header == HEADER
    assert [(c.kind, c.part) for c in mapping.columns] == [
        ("kept", "value"),
        ("email", "value"),
        ("address", "locality"),
        ("date", "value"),
    ]
    assert (mapping.dialect, mapping.columns[3].order) == ("", MONTH_FIRST)


def test_an_edited_mapping_is_applied() -> None:
    mapping = propose(HEADER, ROWS).with_column(0, Column("Who", "name", "full"))
    contact = apply(mapping, ("Ida Vale", "ida@a.example"))
    assert contact.name == Name("Ida Vale")
    assert facts(contact) == [("email", "ida@a.example", "")]


def test_cells_beyond_the_mapping_and_a_second_uid_are_no_harm() -> None:
    mapping = propose(("Name", "UID", "UID"))
    contact = apply(mapping, ("Ida Vale", "one", "two", "three"))
    assert (contact.name.full, contact.uid) == ("Ida Vale", "one")


def test_a_mapping_is_a_plain_value() -> None:
    mapping = propose(HEADER, ROWS)
    assert mapping == propose(HEADER, ROWS)
    with pytest.raises(FrozenInstanceError):
        mapping.dialect = "x"  # type: ignore[misc]


def test_a_mapping_survives_json() -> None:
    mapping = propose(HEADER, ROWS)
    assert ColumnMapping.from_json(mapping.to_json()) == mapping


def _changed(**values: object) -> str:
    data = json.loads(propose(HEADER, ROWS).to_json())
    data["columns"][0] |= values
    return json.dumps(data)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"dialect": "", "exact": false, "columns": [1]}',
        _changed(kind="photo"),
        _changed(kind="email", part="street"),
        _changed(kind="property", part="X-A\r\nTEL:"),
        _changed(kind="property", part="END:"),
        _changed(order="year first"),
        _changed(more=1),
    ],
)
def test_what_is_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"the (text|mapping)"):
        ColumnMapping.from_json(text)


def test_a_remembered_layout_is_used_for_its_header(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("\n".join([",".join(HEADER), *(",".join(row) for row in ROWS)]))
    found = Csv().preview(path)
    chosen = replace(found.layout, mapping=found.mapping.with_column(0, Column("Who", "nickname")))
    reader = Csv(Choices({found.key: chosen.to_json()}))
    assert reader.preview(path).layout == chosen
    assert reader.preview(path).key == found.key
    (card,) = reader.read(path, nothing)
    assert ("nickname", "Ida Vale", "") in facts(card.contact)  # type: ignore[union-attr]


def test_a_preview_shows_the_first_rows(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("First Name,Last Name\nIda,Vale\nBo,Oss\n")
    table = Csv().preview(path)
    assert table.header == ("First Name", "Last Name")
    assert table.examples == (("Ida", "Vale"), ("Bo", "Oss"))
