"""For whom something is meant: rules that are chosen once and asked again whenever it matters.

Invariant: an audience without rules is nobody, and `from_text(as_text(audience)) == audience`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from relationship_desk.domain.rhythm import Lane


class RuleKind(StrEnum):
    """What a rule asks of a person. The values are stored; never change one."""

    CIRCLE = "circle"
    TAG = "tag"
    PLACE = "place"  # town, region or country of an address
    TOPIC = "topic"  # an interest, or what a need, something given or a kindness was about
    LANE = "lane"
    SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is asked; `value` is the id of a circle or tag, a lane, or words."""

    kind: RuleKind
    value: str

    def __post_init__(self) -> None:
        if not self.value.strip():
            raise ValueError("a rule asks for something")
        if self.kind is RuleKind.LANE:
            Lane(self.value)
        elif self.kind in (RuleKind.CIRCLE, RuleKind.TAG):
            int(self.value)


@dataclass(frozen=True, slots=True)
class Audience:
    """Who fits one of `any_of`, where there are such rules, and each of `all_of`."""

    any_of: tuple[Rule, ...] = ()
    all_of: tuple[Rule, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.any_of or self.all_of)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All of them, those of which one is enough first."""
        return self.any_of + self.all_of

    def people(self, asked: Callable[[Rule], Iterable[int]]) -> dict[int, tuple[Rule, ...]]:
        """Who fits, and the rules by which; `asked` tells who fits one rule."""
        fits: dict[int, list[Rule]] = {}
        for rule in self.rules:
            for person_id in asked(rule):
                fits.setdefault(person_id, []).append(rule)
        wanted = set(self.all_of)
        return {
            person_id: tuple(rules)
            for person_id, rules in fits.items()
            if wanted <= set(rules) and (not self.any_of or not set(self.any_of).isdisjoint(rules))
        }


def as_text(audience: Audience) -> str:
    """The audience as it is stored: canonical JSON; nothing for no rules."""
    if not audience:
        return ""
    told = {
        name: [[rule.kind.value, rule.value] for rule in rules]
        for name, rules in (("any", audience.any_of), ("all", audience.all_of))
        if rules
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Audience:
    """The audience of a stored text. Raises `ValueError` for what is none."""
    told: Any = json.loads(text) if text else {}
    if not isinstance(told, dict) or not told.keys() <= {"any", "all"}:
        raise ValueError("not an audience")
    return Audience(_rules(told.get("any", [])), _rules(told.get("all", [])))


def _rules(told: Any) -> tuple[Rule, ...]:
    if not isinstance(told, list):
        raise ValueError("not a list of rules")
    rules = []
    for one in told:
        match one:
            case [str(kind), str(value)]:
                rules.append(Rule(RuleKind(kind), value))
            case _:
                raise ValueError("not a rule")
    return tuple(rules)
