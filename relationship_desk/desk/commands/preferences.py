"""What a person can set."""

from __future__ import annotations

import json
from datetime import datetime

from relationship_desk.domain.preferences import Preferences, stored_form
from relationship_desk.store import schema as s
from relationship_desk.store.work import Work


def set_preferences(
    work: Work, now: datetime, *, preferences: Preferences, defaults: Preferences
) -> None:
    """Keep what differs from the defaults. In the history, but outside of Undo."""
    work.label = "Change preferences"
    work.undoable = False
    wanted = {key: json.dumps(v) for key, v in stored_form(preferences, defaults).items()}
    there = {
        row["key"]: row["id"]
        for row in work.rows(
            s.Preference, [i for (i,) in work.connection.sql("SELECT id FROM preference")]
        )
    }
    work.delete(s.Preference, [row_id for key, row_id in there.items() if key not in wanted])
    for key, value in wanted.items():
        if key in there:
            work.update(s.Preference, there[key], value=value)
        else:
            work.insert(s.Preference, key=key, value=value)
