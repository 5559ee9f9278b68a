"""The one table of what a search finds beside people: which words of which rows, and whose it is.

Invariant: `number` says in the index what kind a thing is of; it is given once and never again.
A thing's place in the index is its number and its id in one, so that each kind lies together with
the newest first: a full-text index is read forwards many times faster than backwards. Of what there
is most the number is highest, so that the way to the others does not lead past it.
"""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.domain.finding import FoundKind
from relationship_desk.store import schema as s

_ROOM = 2**40  # more than any table will ever have rows


@dataclass(frozen=True, slots=True)
class Part:
    """Words of other rows that count as the thing's: rows of `model` whose `column` names it.

    `words` is SQL about one row `c` of them; with `of_topic` it is the name of its topic.
    """

    model: type[s.Row]
    column: str
    words: str
    of_topic: bool = False


@dataclass(frozen=True, slots=True)
class Searched:
    """`title`, `more` and `on` are SQL about one row `t`: what is shown of it, its other words, its
    day. `who` is a query for the ids of the people whom the thing `?1` of `{table}` is about."""

    kind: FoundKind
    number: int
    model: type[s.Row]
    title: str
    more: tuple[str, ...] = ()
    on: str = "NULL"
    who: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """The places in the index that are of this kind."""
        return self.number * _ROOM, (self.number + 1) * _ROOM - 1

    def place(self, thing_id: int) -> int:
        """Where this thing stands in the index."""
        return (self.number + 1) * _ROOM - thing_id

    def id_at(self, place: int) -> int:
        """Which thing stands there."""
        return (self.number + 1) * _ROOM - place


def _two(first: str, second: str) -> str:
    return f"{_named(first)} UNION ALL {_named(second)}"


def _named(column: str) -> str:
    return f"SELECT {column} FROM {{table}} WHERE id = ?1"


def _topics(model: type[s.Row], column: str) -> Part:
    name = "(SELECT name FROM topic WHERE id = c.topic_id)"
    return Part(model, column, name, of_topic=True)


_K = FoundKind
_PERSON = _named("person_id")
SEARCHED: tuple[Searched, ...] = (
    Searched(
        _K.ENTRY, 100, s.Interaction, "t.text", on="t.happened_on",
        who="SELECT person_id FROM participant WHERE interaction_id = ?1 ORDER BY id",
    ),
    Searched(_K.TASK, 99, s.Task, "t.text", on="t.due_on", who=_PERSON),
    Searched(_K.PROMISE, 3, s.Promise, "t.text", on="t.due_on", who=_PERSON),
    Searched(_K.OCCASION, 4, s.Occasion, "t.label", who=_PERSON),
    Searched(
        _K.EVENT, 5, s.Event, "t.name", ("t.place", "t.host", "t.goal", "t.notes", "t.link"),
        on="t.starts_on",
        parts=(
            Part(s.EventPerson, "event_id", "c.why || ' ' || c.opening"),
            Part(s.Encounter, "event_id", "c.line || ' ' || c.name || ' ' || c.needs"),
        ),
    ),
    Searched(
        _K.ORGANISATION, 6, s.Organisation, "t.name", ("t.place", "t.note", "t.url"),
        parts=(
            Part(s.Membership, "organisation_id", "c.role || ' ' || c.participation"),
            Part(s.Affiliation, "organisation_id", "c.role"),
        ),
    ),
    Searched(
        _K.OPPORTUNITY, 7, s.Opportunity, "t.title", ("t.next_step", "t.note", "t.why"),
        on="t.next_on", who=_PERSON, parts=(Part(s.OpportunityLink, "opportunity_id", "c.words"),),
    ),
    Searched(
        _K.INSIGHT, 8, s.Insight, "t.text", on="t.noted_on", who=_PERSON,
        parts=(_topics(s.InsightTopic, "insight_id"),),
    ),
    Searched(
        _K.KINDNESS, 9, s.Kindness, "t.text", ("t.meant_for", "t.draft"), on="t.happened_on",
        who=_PERSON, parts=(_topics(s.KindnessTopic, "kindness_id"),),
    ),
    Searched(
        _K.GIFT, 10, s.Gift, "t.text", ("t.occasion", "t.note"),
        on="coalesce(t.happened_on, t.needed_on)", who=_PERSON,
    ),
    Searched(_K.MILESTONE, 11, s.Milestone, "t.text", on="t.happened_on", who=_PERSON),
    Searched(
        _K.CARDS, 12, s.CardBatch, "t.title", on="t.due_on",
        parts=(Part(s.CardBatchPerson, "batch_id", "c.what"),),
    ),
    Searched(
        _K.NEED, 13, s.Need, "t.text", on="t.since_on", who=_PERSON,
        parts=(_topics(s.NeedTopic, "need_id"),),
    ),
    Searched(
        _K.RESOURCE, 14, s.Resource, "t.title", ("t.address", "t.note"), on="t.added_on",
        who=_PERSON, parts=(_topics(s.ResourceTopic, "resource_id"),),
    ),
    Searched(
        _K.GIVING, 15, s.Giving, "t.text", ("t.outcome",), on="t.given_on", who=_PERSON,
        parts=(_topics(s.GivingTopic, "giving_id"),),
    ),
    Searched(
        _K.INTRODUCTION, 16, s.Introduction, "t.why", ("t.outcome",), on="t.begun_on",
        who=_two("first_id", "second_id"),
    ),
    Searched(
        _K.NEWS, 17, s.News, "t.title", ("t.short_text", "t.long_text", "t.link"),
        on="substr(t.created_at, 1, 10)",
    ),
    Searched(
        _K.RELATION, 18, s.Relation, "t.note",
        who=_two("person_id", "other_id"),
    ),
)  # fmt: skip
BY_KIND = {one.kind: one for one in SEARCHED}


def _owners() -> dict[str, tuple[tuple[Searched, str], ...]]:
    found: dict[str, tuple[tuple[Searched, str], ...]] = {}
    for one in SEARCHED:
        named = [(one.model, "id"), *((part.model, part.column) for part in one.parts)]
        for model, column in named:
            found[s.table(model)] = (*found.get(s.table(model), ()), (one, column))
    return found


# By table: whose words a row of it has, and in which of its columns stands which one it is.
OWNERS = _owners()
