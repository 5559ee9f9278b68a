"""The first words of a letter to somebody one met: plain, concrete, and to be changed.

Invariant: what is not known is left out with its line; a name is put in as it is.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache

from relationship_desk import resources
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.text import one_line
from relationship_desk.store.database import Connection
from relationship_desk.store.encounters import Card
from relationship_desk.store.promises import promise_rows

_GAP = re.compile(r"<(name|event|promises)>")


@cache
def _words(language: str = "en") -> dict[str, str]:
    path = resources.path(f"events/{language}.toml")
    letters: dict[str, str] = tomllib.loads(path.read_text("utf-8"))["letters"]
    return letters


def letter_after(connection: Connection, card: Card) -> str:
    """A text for the touch that is next: the first, the second or the third of the follow-up."""
    row, words = card.row, _words()
    given = ""
    promised: list[str] = []
    if row.person_id is not None:
        found = connection.sql("SELECT given FROM person WHERE id = ?", (row.person_id,))
        given = found[0][0] if found else ""
        promised = [
            one_line(promise.text)
            for promise in promise_rows(connection, row.person_id)
            if promise.direction is Owing.MINE
        ]
    touches = len({touch.on for touch in card.follow_up.touches if touch.by_me})
    body = words[("first", "second", "third")[min(touches, 2)]]
    lines = [words["greeting"], body, words["promised"] if promised else "", words["end"]]
    values = {
        "name": given or row.name.split(" ")[0],
        "event": row.event,
        "promises": ", ".join(promised),
    }
    return "\n\n".join(_filled(line, values) for line in lines if line)


def _filled(text: str, values: dict[str, str]) -> str:
    return _GAP.sub(lambda gap: values[gap[1]], text)
