"""How often people are spoken to, their seasons, and the days that come back every year."""

from __future__ import annotations

from peewee import IntegerField, TextField

from relationship_desk.store.schema.base import Row, about, part_of
from relationship_desk.store.schema.kernel import Person


class Circle(Row):
    """A group of people and, where it has days, how often they are spoken to."""

    name = TextField()
    folded = TextField(unique=True)
    ideal_days = IntegerField(null=True)
    latest_days = IntegerField(null=True)


class PersonCircle(Row):
    person = part_of(Person)
    circle = about(Circle)


class Rhythm(Row):
    """What a person has instead of their circles' rhythm; without days: none at all."""

    person = part_of(Person, unique=True)
    ideal_days = IntegerField(null=True)
    latest_days = IntegerField(null=True)


class RhythmReply(Row):
    """What the user said to the offer of another rhythm; see domain/rhythm_offers."""

    person = part_of(Person)
    kind = TextField()  # "taken" or "kept"
    ideal_days = IntegerField()  # of the rhythm that was set then
    offered_days = IntegerField()
    at = TextField()


class Season(Row):
    """A time of a person, or of the user's own where there is no person.

    It lasts from `from_on` (None: since ever) to the day before `until_on` (None: until ended).
    """

    person = part_of(Person, null=True)
    kind = TextField()  # "pause", "grief" or "quiet"
    from_on = TextField(null=True)
    until_on = TextField(null=True)


class Occasion(Row):
    """Something that comes back every year and that no card carries; dates of cards are details."""

    person = part_of(Person)
    kind = TextField()  # of domain/occasions.OccasionKind
    label = TextField()
    rule = TextField()  # the canonical text of domain/occasion_rules
    lead_days = IntegerField(null=True)  # -1: no reminder; None: as its kind and person have it
    created_at = TextField()  # when its rule was entered: days before that do not remind


class OccasionLead(Row):
    """How many days before to tell of one person's occasions of one kind; -1: not at all."""

    person = part_of(Person)
    kind = TextField()
    lead_days = IntegerField()


class CircleLead(Row):
    """The same for everybody in a circle and every kind. Like hints, the id may dangle."""

    circle_id = IntegerField(unique=True)
    lead_days = IntegerField()


class LeapChoice(Row):
    """On which day a person keeps 29 February in other years: "02-28" or "03-01"."""

    person = part_of(Person, unique=True)
    day = TextField()
