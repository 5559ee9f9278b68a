"""What I can give: what people look for, my shelf, what was given, who is brought together."""

from __future__ import annotations

from peewee import IntegerField, TextField

from relationship_desk.store.schema.appreciation import Topic
from relationship_desk.store.schema.base import Row, about, mention, part_of
from relationship_desk.store.schema.kernel import Interaction, Person


class Need(Row):
    """What somebody is looking for, from `since_on` to `until_on` (None: still)."""

    person = about(Person)
    text = TextField()
    since_on = TextField()
    until_on = TextField(null=True)
    interaction = mention(Interaction)  # where they said so
    created_at = TextField()


class NeedTopic(Row):
    need = part_of(Need)
    topic = about(Topic)


class Resource(Row):
    """Something on my shelf. A file stays where it is: `address` is its path, or a link."""

    kind = TextField()  # of domain/value.ResourceKind
    title = TextField()
    address = TextField()
    person = mention(Person)  # of kind "person": who it is
    note = TextField()
    added_on = TextField()
    archived_at = TextField(null=True)
    created_at = TextField()


class ResourceTopic(Row):
    resource = part_of(Resource)
    topic = about(Topic)


class Introduction(Row):
    """Two people who may want to meet. A day for each stage that it has come to."""

    first = about(Person, backref="introductions_first")
    second = about(Person, backref="introductions_second")
    why = TextField()
    need = mention(Need)
    stage = TextField()  # of domain/introductions.Stage
    begun_on = TextField()
    asked_first_on = TextField(null=True)
    asked_second_on = TextField(null=True)
    made_on = TextField(null=True)
    checked_on = TextField(null=True)
    closed_on = TextField(null=True)
    declined_by = TextField()  # of domain/introductions.Side, or empty; never told to the other
    outcome = TextField()
    created_at = TextField()


class Giving(Row):
    """What was given to somebody, without expecting a return, and what became of it."""

    person = about(Person)
    kind = TextField()  # of domain/value.Given
    text = TextField()
    given_on = TextField()
    effort_minutes = IntegerField(null=True)
    resource = mention(Resource)
    need = mention(Need)
    introduction = mention(Introduction)
    interaction = mention(Interaction)  # the entry that tells of it
    outcome = TextField()
    outcome_on = TextField(null=True)
    outcome_interaction = mention(Interaction, backref="outcomes")
    created_at = TextField()


class GivingTopic(Row):
    giving = part_of(Giving)
    topic = about(Topic)


class FavourAnswer(Row):
    """What the user said to a favour that was offered; `until_on`: offered again from that day."""

    key = TextField(unique=True)  # of domain/favours.Favour; like hints, its ids may dangle
    until_on = TextField(null=True)
    created_at = TextField()
