"""What was learned, and what may come of it: insights, opportunities, and the way they came."""

from __future__ import annotations

from peewee import IntegerField, TextField

from relationship_desk.store.schema.appreciation import Topic
from relationship_desk.store.schema.base import Row, about, mention, part_of
from relationship_desk.store.schema.events import Event
from relationship_desk.store.schema.kernel import Person
from relationship_desk.store.schema.organisations import Organisation


class Insight(Row):
    """Something learned, and from whom or where."""

    text = TextField()
    person = mention(Person)
    event = mention(Event)
    organisation = mention(Organisation)
    noted_on = TextField()
    created_at = TextField()


class InsightTopic(Row):
    insight = part_of(Insight)
    topic = about(Topic)


class Opportunity(Row):
    """Work, an order, a stage to speak on. Text columns are empty where nothing is known."""

    title = TextField()
    stage = TextField()  # of domain/opportunities.OpportunityStage
    person = mention(Person)  # with whom it is talked about
    organisation = mention(Organisation)
    value = TextField()  # a decimal number
    currency = TextField()
    next_step = TextField()
    next_on = TextField(null=True)
    note = TextField()
    closed_on = TextField(null=True)  # the day on which it was won or lost
    why = TextField()  # what won or lost it
    created_at = TextField()


class OpportunityLink(Row):
    """A step of the way by which it came, the first nearest to the user: somebody, an event, an
    organisation, or, where it is none of these, its words."""

    opportunity = part_of(Opportunity)
    position = IntegerField()
    kind = TextField()  # of domain/opportunities.LinkKind
    person = about(Person, null=True)
    event = about(Event, null=True)
    organisation = about(Organisation, null=True)
    words = TextField()
