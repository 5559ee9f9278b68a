"""Owns what the user decided about how files are read; invariant: a plain value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
