"""The letters of thanks, read from resources once."""

from __future__ import annotations

import tomllib
from functools import cache

from relationship_desk import resources
from relationship_desk.domain.thanks_letters import Letters


@cache
def thanks_letters(language: str = "en") -> Letters:
    """The letters of a language; there is one file for each."""
    path = resources.path(f"thanks/{language}.toml")
    return Letters.of(tomllib.loads(path.read_text("utf-8")))
