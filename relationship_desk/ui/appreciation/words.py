"""What the timeline says beside an entry that tells of a kindness."""

from __future__ import annotations

from collections.abc import Sequence

from relationship_desk.domain.kindness import state_words
from relationship_desk.store.database import Connection
from relationship_desk.store.kindness import kindnesses_in
from relationship_desk.store.timeline import InteractionRow


def kindness_words(connection: Connection, rows: Sequence[InteractionRow]) -> dict[int, str]:
    """ "kindness, thanked by mail on 5 February 2026", by entry."""
    return {
        entry: ", ".join(
            ["kindness", *(state_words(k.state, k.thanked_on, k.form) for k in found[:1])]
        )
        for entry, found in kindnesses_in(connection, [row.id for row in rows]).items()
    }
