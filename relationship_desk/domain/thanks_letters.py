"""A letter of thanks: what they did, what it did for me, and a look forward.

Invariant: a letter states nothing that was not written down; what is not known is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from relationship_desk.domain.kindness import Weight
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.text import fold
from relationship_desk.domain.wording import fill

FIELDS = ("first_name", "did", "you_did", "thing", "meant_for", "my_name")
_WEIGHTS = {Weight.GESTURE: "gesture", Weight.HELP: "help", Weight.TURN: "turn"}


@dataclass(frozen=True, slots=True)
class FactWords:
    """How a language tells a deed from a thing."""

    verbs: frozenset[str]
    subjects: frozenset[str]
    articles: frozenset[str]

    def fields(self, text: str) -> dict[str, str]:
        """What somebody did, as the fields of a letter: a deed ("recommended me") as `did` and
        `you_did`, a thing ("a jar of jam") as `thing`."""
        words = " ".join(text.split()).rstrip(".!")
        first, _, rest = words.partition(" ")
        if fold(first) in self.subjects and rest and self._is_verb(rest.split()[0]):
            words, (first, _, rest) = rest, rest.partition(" ")
        if self._is_verb(first):
            deed = f"{first[:1].lower()}{first[1:]} {rest}".rstrip()
            return {"did": f"You {deed}", "you_did": f"you {deed}"}
        if fold(first) in self.articles and rest:
            return {"thing": f"the {rest}"}
        return {"thing": words}

    def _is_verb(self, word: str) -> bool:
        folded = fold(word)
        return folded in self.verbs or (folded.endswith("ed") and len(folded) > 4)


@dataclass(frozen=True, slots=True)
class Thanked:
    """What a letter says thanks for. `effect` and `ahead` are the user's own sentences, or empty;
    so is whatever is not known."""

    text: str
    weight: Weight
    meant_for: str = ""
    first_name: str = ""
    my_name: str = ""
    effect: str = ""
    ahead: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a language, made of plain data (resources/thanks)."""

    subjects: Mapping[str, str]
    parts: Mapping[str, Mapping[str, Any]]
    facts: FactWords

    @staticmethod
    def of(data: Mapping[str, Any]) -> Letters:
        """From the content of a file. A missing key is a `KeyError`."""
        facts = data["facts"]
        return Letters(
            data["subjects"],
            data["letters"],
            FactWords(
                frozenset(facts["verbs"]),
                frozenset(facts["subjects"]),
                frozenset(facts["articles"]),
            ),
        )

    def subject(self, tone: Tone) -> str:
        return self.subjects[tone.value]

    def letter(self, said: Thanked, tone: Tone, wording: int = 0) -> str:
        """The whole letter; `wording` counts the ways to say it, and begins anew after the last."""
        part = self.parts[tone.value]
        known = {
            "first_name": said.first_name,
            "my_name": said.my_name,
            "meant_for": said.meant_for,
            **self.facts.fields(said.text),
        }
        effect = _sentence(said.effect) or fill(part[_WEIGHTS[said.weight]], known)
        ahead = _sentence(said.ahead) or fill(_one_of(part["ahead"], wording), known)
        paragraphs = (
            fill(part["greeting"], known),
            f"{fill(_one_of(part['fact'], wording), known)} {effect}",
            ahead,
            fill(part["end"], known),
        )
        return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _one_of(ways: Sequence[str], number: int) -> str:
    return ways[number % len(ways)]


def _sentence(words: str) -> str:
    """The user's own words as a sentence, with an end where they set none."""
    said = " ".join(words.split())
    if not said:
        return ""
    return said if said[-1] in ".!?…)" else f"{said}."
