"""What an entry notes by a word and a colon at the beginning of a line: "gift: bookends".

Invariant: the text of the entry stays as it was written; what is marked is read out of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from relationship_desk.domain.quicklog.tokens import Phrase
from relationship_desk.domain.text import fold

_BEGIN, _END = r"(?:^|[>;])[ \t>*-]*", r"[ \t]*:[ \t]*([^\n;>]+)"


def marked(text: str, cues: Sequence[Phrase]) -> list[str]:
    """What stands behind one of these words, in order: at the beginning of a line, or after a
    semicolon or ">"."""
    words = "|".join(
        r"\s+".join(map(re.escape, cue)) for cue in sorted(cues, key=len, reverse=True)
    )
    found = re.finditer(f"{_BEGIN}(?:{words}){_END}", text, re.IGNORECASE | re.MULTILINE)
    return [" ".join(match[1].split()) for match in found if match[1].strip()]


def for_whom(text: str, names: Mapping[int, str]) -> tuple[int | None, str]:
    """Whose a note is that ends with "for Ann", of these people, and the rest of it; None and the
    whole where it does not."""
    said, _, name = text.rpartition(" for ")
    wanted = fold(name.rstrip(".!"))
    called = [
        person_id
        for person_id, full in names.items()
        if wanted and (wanted == fold(full) or wanted == fold(full).split()[0])
    ]
    if said.strip() and len(called) == 1:
        return called[0], said.strip()
    return None, text
