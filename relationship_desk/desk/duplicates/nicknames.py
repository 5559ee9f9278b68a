"""Which first names stand for one another: reads `resources/nicknames.toml` once."""

from __future__ import annotations

import tomllib
from functools import cache

from relationship_desk import resources


@cache
def _groups() -> dict[str, frozenset[int]]:
    """The lines that a folded name stands in."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_data()["groups"].splitlines()):
        for name in line.split():
            found.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@cache
def _single() -> frozenset[str]:
    return frozenset(_data()["names"].split())


def _data() -> dict[str, str]:
    return tomllib.loads(resources.path("nicknames.toml").read_text("utf-8"))


def are_one_name(one: str, other: str) -> bool:
    """Whether two folded first names are forms of one: `are_one_name("bob", "robert")`."""
    groups = _groups()
    mine = groups.get(one)
    return mine is not None and not mine.isdisjoint(groups.get(other, ()))


def is_known_name(name: str) -> bool:
    """Whether a folded first name is one that people have, and hardly a slip of the pen."""
    return name in _groups() or name in _single()
