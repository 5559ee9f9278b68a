"""The live Peewee models. They describe what the newest migration leaves behind, and no more.

Every table has an integer `id` that is never used twice, so that the journal can name a row for
ever. Civil dates are `YYYY-MM-DD`, times of day `HH:MM` or empty, instants ISO 8601 in UTC.
A new table is one class in the room it belongs to, and one name in `JOURNALED` below.
"""

from __future__ import annotations

from peewee import Model

from relationship_desk.store.schema.appreciation import (
    CardBatch,
    CardBatchPerson,
    Gift,
    GiftProfile,
    Kindness,
    KindnessTopic,
    Milestone,
    Standing,
    Topic,
)
from relationship_desk.store.schema.base import Reference, Row, Tie, columns, references_of, table
from relationship_desk.store.schema.engine import (
    Change,
    Delivery,
    DeliveryEvent,
    EngineState,
    Operation,
    PersonIndex,
    Reminder,
    ThingIndex,
)
from relationship_desk.store.schema.events import Encounter, Event, EventPerson, EventSeries
from relationship_desk.store.schema.kernel import (
    Answer,
    Apart,
    Card,
    Detail,
    Interaction,
    Participant,
    Person,
    PersonTag,
    Photo,
    Preference,
    Promise,
    ReadingRule,
    Tag,
    Task,
)
from relationship_desk.store.schema.news import News, NewsPerson, Telling
from relationship_desk.store.schema.opportunities import (
    Insight,
    InsightTopic,
    Opportunity,
    OpportunityLink,
)
from relationship_desk.store.schema.organisations import (
    Affiliation,
    DeclinedPlace,
    Membership,
    Organisation,
)
from relationship_desk.store.schema.relations import Relation
from relationship_desk.store.schema.rhythm import (
    Circle,
    CircleLead,
    LeapChoice,
    Occasion,
    OccasionLead,
    PersonCircle,
    Rhythm,
    RhythmReply,
    Season,
)
from relationship_desk.store.schema.value import (
    FavourAnswer,
    Giving,
    GivingTopic,
    Introduction,
    Need,
    NeedTopic,
    Resource,
    ResourceTopic,
)

# The user's facts: every change of a row here is journaled. Parents stand before their children.
JOURNALED: tuple[type[Row], ...] = (
    Person, Detail, Tag, PersonTag, Photo, Card, Interaction, Participant, Task, Answer, Apart,
    Circle, PersonCircle, Rhythm, RhythmReply, Season, Occasion, OccasionLead, CircleLead,
    LeapChoice, Promise, Organisation, EventSeries, Event, EventPerson, Encounter, Topic,
    Kindness, KindnessTopic, Gift, GiftProfile, Standing, Milestone, CardBatch, CardBatchPerson,
    Relation, News, NewsPerson, Telling, Need, NeedTopic, Resource, ResourceTopic, Introduction,
    Giving, GivingTopic, FavourAnswer, Affiliation, DeclinedPlace, Membership, Insight,
    InsightTopic, Opportunity, OpportunityLink, Preference, ReadingRule,
)  # fmt: skip

ALL: tuple[type[Model], ...] = (
    *JOURNALED, Operation, Change, PersonIndex, ThingIndex, Reminder, Delivery, DeliveryEvent,
    EngineState,
)  # fmt: skip
# Worked out again from the rest at any time; beside an index of words stands its full-text table.
DERIVED: tuple[type[Model], ...] = (PersonIndex, ThingIndex, Reminder)
FULL_TEXT: dict[type[Model], str] = {PersonIndex: "person_search", ThingIndex: "thing_search"}

BY_TABLE: dict[str, type[Row]] = {table(model): model for model in JOURNALED}

# Tables in which one thing stands once: the columns by which it is the same. Where a merge would
# make two rows one, the row of who stays is kept, with the other's values where it has none.
ONCE: dict[type[Row], tuple[str, ...]] = {
    Participant: ("interaction_id", "person_id"),
    EventPerson: ("event_id", "person_id"),
    KindnessTopic: ("kindness_id", "topic_id"),
    CardBatchPerson: ("batch_id", "person_id"),
    Relation: ("person_id", "other_id", "kind"),
    Affiliation: ("organisation_id", "person_id", "role", "since_on", "until_on"),
    DeclinedPlace: ("person_id", "folded"),
    InsightTopic: ("insight_id", "topic_id"),
    NewsPerson: ("news_id", "person_id"),
    Telling: ("news_id", "participant_id"),
    NeedTopic: ("need_id", "topic_id"),
    ResourceTopic: ("resource_id", "topic_id"),
    GivingTopic: ("giving_id", "topic_id"),
}


def references(model: type[Row]) -> tuple[tuple[type[Row], Reference], ...]:
    """Who points at this table: `(child model, its reference)`."""
    return tuple(
        (child, field)
        for child in JOURNALED
        for field in references_of(child)
        if field.rel_model is model
    )
