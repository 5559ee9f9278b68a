"""A field of topics that offers those there are."""

from __future__ import annotations

from relationship_desk.store.topics import all_topics
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.tags import TagEditor


def topics_field(theme: Theme, bridge: Bridge) -> TagEditor:
    """Enter or a comma adds what is typed; what is new becomes a topic when it is saved."""
    field = TagEditor(theme, prompt="Add a topic")
    field.setAccessibleName("Topics")
    field.set_known_tags([topic.name for topic in all_topics(bridge.reader)])
    return field
