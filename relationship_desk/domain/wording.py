"""Texts with gaps: what is filled in, and what is said where something is not known.

Square brackets hold what depends on a field: `[on {when}]` is left out where the day is not known,
and of `[Dear {first_name},|Hello,]` the first part is taken whose fields are all known. Invariant:
a text that `check_wording` accepts never comes out with a brace of its own, whatever is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

FIELDS = ("first_name", "my_name", "what", "when", "place", "years")

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
_BEFORE_A_MARK = re.compile(r" +([,.;:?!])")


def fill(text: str, known: Mapping[str, str]) -> str:
    """The text with what is known; values come in as one line, as they are.

    Blanks and empty lines that a left out part leaves behind go with it.
    """
    values = {name: " ".join(value.split()) for name, value in known.items()}

    def choose(match: re.Match[str]) -> str:
        for part in match[1].split("|"):
            if all(values.get(name) for name in _FIELD.findall(part)):
                return part
        return ""

    # The blanks are looked after before the values come in: those are the user's own words.
    chosen = _tidy(_CHOICE.sub(choose, text))
    return _FIELD.sub(lambda match: values.get(match[1], ""), chosen)


def check_wording(text: str) -> str:
    """What is wrong with a text, as a part of a sentence; "" where nothing is."""
    outside = _CHOICE.sub("", text)
    if "[" in outside or "]" in outside:
        return "a square bracket has no partner, or stands within another"
    if found := _FIELD.search(outside):
        field = found[0]
        return f"{field} stands outside of brackets; write [{field}|what else] or [{field}]"
    for name in _FIELD.findall(text):
        if name not in FIELDS:
            known = ", ".join(f"{{{field}}}" for field in FIELDS)
            return f"{{{name}}} is no field; there are {known}"
    left = _FIELD.sub("", text)
    return "a brace has no partner" if "{" in left or "}" in left else ""


def fields_in(text: str) -> frozenset[str]:
    """The fields that a text asks for."""
    return frozenset(_FIELD.findall(text))


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.strip().split("\n")]
    joined = _BEFORE_A_MARK.sub(r"\1", "\n".join(lines))
    return re.sub(r"\n{3,}", "\n\n", joined).strip()
