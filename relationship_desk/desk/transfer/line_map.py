"""A card's line map as stored: which row holds what each of its lines brought.

Keys are indexes of logical lines, values ids of details. Negative keys stand for what a card
brought in lines that hold several facts: `OTHER_NAME` for the nickname (a detail) made of a name
that differed, `tag_line(n)` for a worn tag (a `person_tag` row).
"""

from __future__ import annotations

from collections.abc import Mapping

OTHER_NAME = -1
_FIRST_TAG = -2


def tag_line(number: int) -> int:
    """The key of a card's nth new tag, from 0."""
    return _FIRST_TAG - number


def is_tag(line: int) -> bool:
    return line <= _FIRST_TAG


def encode(lines: Mapping[int, int]) -> str:
    """The stored form, JSON."""
    return "{" + ",".join([f'"{line}":{row_id}' for line, row_id in lines.items()]) + "}"
