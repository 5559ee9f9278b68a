"""The words of the quick-log line, read from resources once."""

from __future__ import annotations

import tomllib
from functools import cache

from relationship_desk import resources
from relationship_desk.domain.quicklog.words import Words


@cache
def quick_words(language: str = "en") -> Words:
    """The words of a language; there is one file of them for each."""
    path = resources.path(f"quicklog/{language}.toml")
    return Words.of(tomllib.loads(path.read_text("utf-8")))
