"""What is written on the way of an introduction: a letter for each one who is reached by a step.

Invariant: a letter tells of the other one only what is asked about, never what they answered
before both have said yes.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from relationship_desk import resources
from relationship_desk.domain.introductions import Side, Stage
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.wording import fill

FIELDS = ("first_name", "other", "what", "my_name")
_TEXTS = {
    Stage.ASKED_FIRST: "ask",
    Stage.ASKED_SECOND: "ask_second",
    Stage.MADE: "made",
    Stage.CHECKED: "checked",
    Stage.FINISHED: "finished",
}


@dataclass(frozen=True, slots=True)
class IntroductionLetter:
    """One letter, to one of them or (several sides) to both."""

    to: tuple[Side, ...]
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The two as letters name them: full names, and what each is called ("" where unknown)."""

    first: str
    second: str
    first_called: str
    second_called: str


def letter(step: Stage, pair: Pair, why: str, my_name: str, tone: Tone) -> IntroductionLetter:
    """What is written when an introduction comes to the stage `step`. `why` is one sentence."""
    part = _letters()[_TEXTS[step]]
    known = {"what": _sentence(why), "my_name": my_name}
    if step is Stage.ASKED_FIRST:
        to: tuple[Side, ...] = (Side.FIRST,)
        known |= {"first_name": pair.first_called, "other": pair.second}
    elif step is Stage.ASKED_SECOND:
        to = (Side.SECOND,)
        known |= {"first_name": pair.second_called, "other": pair.first}
    else:
        to = (Side.FIRST, Side.SECOND)
        called = [name for name in (pair.first_called, pair.second_called) if name]
        known |= {"first_name": " and ".join(called) if len(called) == 2 else ""}
    return IntroductionLetter(to, part["subject"], fill(part[tone.value], known))


def _sentence(why: str) -> str:
    """With a capital and without its own full stop: the text sets one."""
    words = " ".join(why.split()).rstrip(".")
    return words[:1].upper() + words[1:]


@cache
def _letters(language: str = "en") -> Mapping[str, Mapping[str, str]]:
    path = resources.path(f"introductions/{language}.toml")
    return tomllib.loads(path.read_text("utf-8"))
