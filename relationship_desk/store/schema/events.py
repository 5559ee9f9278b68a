"""Events, who is there, and whom the user met there."""

from __future__ import annotations

from peewee import BooleanField, IntegerField, TextField

from relationship_desk.store.schema.base import Row, about, mention, part_of
from relationship_desk.store.schema.kernel import Interaction, Person
from relationship_desk.store.schema.organisations import Organisation


class EventSeries(Row):
    """What comes again: its events are editions of one thing."""

    name = TextField()
    folded = TextField(unique=True)


class Event(Row):
    """A conference, a dinner, an hour online. Text columns are empty where nothing is known."""

    series = mention(EventSeries)
    uid = TextField()  # of the calendar file that it came from
    name = TextField()
    kind = TextField()  # of domain/events.EventKind
    starts_on = TextField()
    ends_on = TextField()  # the last day; for most the first
    starts_time = TextField()
    place = TextField()
    link = TextField()
    host = TextField()  # who invites, in words
    host_organisation = mention(Organisation, column_name="host_id")
    cost = TextField()  # a decimal number
    currency = TextField()
    goal_people = IntegerField(null=True)  # how many new people the user would like to meet
    goal_insights = IntegerField(null=True)
    goal = TextField()
    notes = TextField()
    created_at = TextField()


class EventPerson(Row):
    """Somebody who is there. `wanted`: the user would like to talk with them."""

    event = part_of(Event)
    person = part_of(Person)
    part = TextField()  # of domain/events.Part
    wanted = BooleanField()
    why = TextField()
    opening = TextField()  # how to begin
    introducer = mention(Person)


class Encounter(Row):
    """Somebody met at an event. Without a person: a draft, about whom it is not clear yet.

    What was written and answered since is in the timeline; `sent` and `answered` are the entries
    that the board wrote there, so that it can take them back.
    """

    event = part_of(Event)
    person = about(Person, null=True)
    interaction = mention(Interaction)
    line = TextField()  # as it was typed
    name = TextField()  # as it was typed
    needs = TextField()  # what they look for, a line each
    met_on = TextField()
    draft = TextField()  # what is to be written
    drafted_on = TextField(null=True)
    sent = mention(Interaction)
    answered = mention(Interaction)
    settled_on = TextField(null=True)  # when the user was done with following up
    created_at = TextField()
