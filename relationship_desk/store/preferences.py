"""Reads of what the user has set."""

from __future__ import annotations

import json
from typing import Any

from relationship_desk.store.database import Connection
from relationship_desk.store.schema import Preference


def stored_preferences(connection: Connection) -> dict[str, Any]:
    """Only what differs from the defaults, as JSON values by key."""
    rows = connection.rows(Preference.select(Preference.key, Preference.value))
    return {key: json.loads(value) for key, value in rows}
