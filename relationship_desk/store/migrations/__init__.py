"""The migrations, in order. Each has `up(sql)` and never imports the live models.

`MIGRATIONS[i].up` takes a file from user_version i to i + 1. A released one is never changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from relationship_desk.store.migrations import (
    m0001_kernel,
    m0002_apart,
    m0003_circles,
    m0004_reminders,
    m0005_occasions,
    m0006_cards,
    m0007_deliveries,
    m0008_promises,
    m0009_drafts,
    m0010_events,
    m0011_rhythm_replies,
    m0012_appreciation,
    m0013_relations,
    m0014_news,
    m0015_value,
    m0016_organisations,
    m0017_opportunities,
    m0018_event_hosts,
    m0019_thing_index,
    m0020_declined_places,
)

Sql = Callable[[str], Any]

MIGRATIONS: tuple[Callable[[Sql], None], ...] = (
    m0001_kernel.up,
    m0002_apart.up,
    m0003_circles.up,
    m0004_reminders.up,
    m0005_occasions.up,
    m0006_cards.up,
    m0007_deliveries.up,
    m0008_promises.up,
    m0009_drafts.up,
    m0010_events.up,
    m0011_rhythm_replies.up,
    m0012_appreciation.up,
    m0013_relations.up,
    m0014_news.up,
    m0015_value.up,
    m0016_organisations.up,
    m0017_opportunities.up,
    m0018_event_hosts.up,
    m0019_thing_index.up,
    m0020_declined_places.up,
)

LATEST = len(MIGRATIONS)
