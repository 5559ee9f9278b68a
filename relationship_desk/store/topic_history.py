"""What people come to me for: what was asked and given about each topic, by whom and when.

Invariant: derived from needs, givings and kindnesses each time; nothing of it is stored.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from relationship_desk.domain.text import times
from relationship_desk.store.database import Connection
from relationship_desk.store.topics import all_topics


class About(StrEnum):
    """What kind of thing was about a topic."""

    NEED = "need"
    GIVING = "giving"
    KINDNESS = "kindness"


@dataclass(frozen=True, slots=True)
class TopicEvent:
    """One thing about a topic: somebody looked for it, was given it, or was kind in it.

    `resource` is what it was of the shelf, `outcome` what became of it; both may be empty.
    """

    about: About
    id: int
    topic_id: int
    topic: str
    person_id: int
    person_name: str
    on: date
    text: str
    resource: str
    outcome: str


@dataclass(frozen=True, slots=True)
class TopicHistory:
    """A topic with all that was about it, the newest first."""

    id: int
    name: str
    events: tuple[TopicEvent, ...]

    @property
    def asked(self) -> tuple[TopicEvent, ...]:
        """When somebody came for it: looked for it, or was given it."""
        return tuple(e for e in self.events if e.about is not About.KINDNESS)

    @property
    def twice(self) -> tuple[str, ...]:
        """Who came for it more than once, on different days, most often first, then by name."""
        days = {(event.person_id, event.person_name, event.on) for event in self.asked}
        often = Counter((person_id, name) for person_id, name, _ in days)
        found = [(-count, name) for (_, name), count in often.items() if count > 1]
        return tuple(name for _, name in sorted(found))

    @property
    def words(self) -> str:
        """ "Asked for 3 times, by Ida Vale more than once. An atlas went to Bo Oss"."""
        told = []
        if self.asked:
            again = f", by {_joined(self.twice)} more than once" if self.twice else ""
            told.append(f"Asked for {times(len(self.asked))}{again}")
        if self.helped:
            first, more = self.helped[0], len(self.helped) - 1
            others = f" and {more:,} more" if more else ""
            told.append(f"{first.resource} went to {first.person_name}{others}")
        if not told:
            told.append("A kindness was about it" if self.events else "Nobody came for it yet")
        return ". ".join(told)

    @property
    def helped(self) -> tuple[TopicEvent, ...]:
        """What of the shelf was given, and to whom."""
        return tuple(event for event in self.events if event.resource)


def _joined(names: tuple[str, ...]) -> str:
    if len(names) > 2:
        return f"{names[0]} and {len(names) - 1:,} others"
    return " and ".join(names)


_EVENTS = """
    SELECT 'need', n.id, t.id, t.name, p.id, p.full_name, n.since_on, n.text, '', ''
    FROM need_topic j JOIN topic t ON t.id = j.topic_id JOIN need n ON n.id = j.need_id
    JOIN person p ON p.id = n.person_id WHERE n.since_on <= :on
    UNION ALL
    SELECT 'giving', g.id, t.id, t.name, p.id, p.full_name, g.given_on, g.text,
           coalesce(r.title, ''), g.outcome
    FROM giving_topic j JOIN topic t ON t.id = j.topic_id JOIN giving g ON g.id = j.giving_id
    JOIN person p ON p.id = g.person_id LEFT JOIN resource r ON r.id = g.resource_id
    WHERE g.given_on <= :on
    UNION ALL
    SELECT 'kindness', k.id, t.id, t.name, p.id, p.full_name, k.happened_on, k.text, '', ''
    FROM kindness_topic j JOIN topic t ON t.id = j.topic_id
    JOIN kindness k ON k.id = j.kindness_id JOIN person p ON p.id = k.person_id
    WHERE k.happened_on <= :on
"""


def topic_histories(connection: Connection, on: date) -> list[TopicHistory]:
    """Every topic with what was about it up to that day, the one most asked for first; behind them
    those for which nobody came."""
    topics = {topic.id: topic.name for topic in all_topics(connection)}
    found: dict[int, list[TopicEvent]] = {topic_id: [] for topic_id in topics}
    for about, row_id, topic_id, *rest, day, text, resource, outcome in connection.sql(
        _EVENTS.replace(":on", "?"), (on.isoformat(),) * 3
    ):
        topic, person_id, name = rest
        event = TopicEvent(
            About(about), row_id, topic_id, topic, person_id, name, date.fromisoformat(day), text,
            resource, outcome,
        )  # fmt: skip
        found[topic_id].append(event)
    histories = []
    for topic_id, events in found.items():
        events.sort(key=lambda e: (-e.on.toordinal(), e.about, -e.id))
        histories.append(TopicHistory(topic_id, topics[topic_id], tuple(events)))
    histories.sort(key=lambda h: (-len(h.asked), not h.events, h.name.casefold(), h.id))
    return histories
