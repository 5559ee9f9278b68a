"""A letter to one person about a piece of news: a greeting, the news, where to read on, a close.

Invariant: what the user wrote comes through to the letter; of their braces and brackets only those
that name a field are read as gaps, and no gap is left in a letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.wording import fill

FIELDS = ("first_name", "my_name")

_FRAMES = {
    Tone.CLOSE: ("[Hi {first_name},|Hi,]", "[{my_name}]"),
    Tone.FRIENDLY: ("[Dear {first_name},|Hello,]", "[Warm wishes,\n{my_name}|Warm wishes]"),
    Tone.FORMAL: ("[Dear {first_name},|Good day,]", "[Kind regards,\n{my_name}|Kind regards]"),
}
_NAMES = "|".join(FIELDS)
_GAP = re.compile(rf"[ \t]?\[(?=[^\[\]]*{{(?:{_NAMES})}})[^\[\]]*\]")
_FIELD = re.compile(rf"{{({_NAMES})}}")


@dataclass(frozen=True, slots=True)
class Told:
    """What can be told: in a few words, at length, and where there is more."""

    short: str = ""
    long: str = ""
    link: str = ""

    def text(self, *, at_length: bool) -> str:
        """The long text or the short one, whichever there is."""
        return (self.long or self.short) if at_length else (self.short or self.long)


NOTHING = Told()


def letter(told: Told, known: Mapping[str, str], tone: Tone, *, at_length: bool) -> str:
    """The whole letter; `known` has first_name and my_name where they are known."""
    opening, closing = _FRAMES[tone]
    parts = [
        fill(opening, known),
        merged(told.text(at_length=at_length).strip(), known),
        told.link.strip(),
        fill(closing, known),
    ]
    return "\n\n".join(part for part in parts if part)


def merged(text: str, known: Mapping[str, str]) -> str:
    """The user's words with names for their gaps: `{first_name}`, `[, {first_name}|]`."""
    values = {name: " ".join(known.get(name, "").split()) for name in FIELDS}

    def choose(match: re.Match[str]) -> str:
        blank = match[0][: match[0].index("[")]
        for part in match[0].strip()[1:-1].split("|"):
            if all(values[name] for name in _FIELD.findall(part)):
                return blank + part if part else ""
        return ""

    return _FIELD.sub(lambda match: values[match[1]], _GAP.sub(choose, text))
