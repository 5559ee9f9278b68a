"""Owns what the user decided about how files are read; invariant: a plain value, given to readers.

A decision is found by a key that a file's own content gives, so that the same file, or the next one
of the same program, is read in the same way wherever it lies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

LETTERS = "encoding:"
COLUMNS = "columns:"
_LENGTH = 32  # hex digits: 128 bits


@dataclass(frozen=True, slots=True)
class Choices:
    """`decided` holds, by key, the codec of a text or the layout (JSON) of a table.

    `codec` and `layout`, where they are given, hold for every file.
    """

    decided: Mapping[str, str] = field(default_factory=dict)
    codec: str = ""
    layout: str = ""

    def codec_for(self, key: str) -> str:
        """The encoding that was decided for a text, or ""."""
        return self.codec or self.decided.get(key, "")

    def layout_for(self, key: str) -> str:
        """The layout that was decided for a table, or ""."""
        return self.layout or self.decided.get(key, "")


NOTHING_DECIDED = Choices()


def key_of(kind: str, content: bytes) -> str:
    """The key of a decision: what it is about (`LETTERS`, `COLUMNS`), and the content's digest."""
    return kind + hashlib.sha256(content).hexdigest()[:_LENGTH]
