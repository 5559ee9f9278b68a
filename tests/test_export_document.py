"""EXPORT.md: what it says of the full export is what the program writes."""

from __future__ import annotations

import re
from pathlib import Path

from relationship_desk.formats.desk_export import layout
from relationship_desk.formats.desk_export.stream import VALUE_LIMIT
from relationship_desk.store.contents import columns_of, table_names
from tests.support.desks import DeskForTests

DOCUMENT = (Path(__file__).parents[1] / "EXPORT.md").read_text("utf-8")


def _documented() -> dict[str, set[str]]:
    """The columns of each table that the document describes."""
    found: dict[str, set[str]] = {}
    for section in re.split(r"^### ", DOCUMENT, flags=re.MULTILINE)[1:]:
        names = section.partition("\n")[0].split(", ")
        found |= {name: set() for name in names}
        table = names[0]
        for line in re.findall(r"^\|.*$", section, flags=re.MULTILINE):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if len(names) > 1:
                table = cells[0] if cells[0] in names else table
                cells = cells[1:]
            found[table] |= set(re.findall(r"`(\w+)`", cells[0]))
    return found


def test_every_table_and_column_is_described(desk: DeskForTests) -> None:
    written = {name: {c.name for c in columns_of(desk.reader, name)} for name in table_names()}

    assert _documented() == written


def test_the_keys_and_limits_are_those_of_the_program() -> None:
    for word in (layout.FORMAT, layout.TEXT, layout.BASE64, layout.FILE, layout.TEXT_FILE):
        assert f'"{word}"' in DOCUMENT
    assert f"| `version` | `{layout.VERSION}`" in DOCUMENT
    assert f"from {layout.INLINE_TEXT + 1:,} characters on" in DOCUMENT
    assert f"other bytes from {layout.INLINE_BYTES + 1:,} on" in DOCUMENT
    assert f"{VALUE_LIMIT // 1_000_000} million characters" in DOCUMENT
