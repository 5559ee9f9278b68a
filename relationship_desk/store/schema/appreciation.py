"""What others did for the user and how they were thanked, gifts, and who has which standing."""

from __future__ import annotations

from peewee import BooleanField, IntegerField, TextField

from relationship_desk.store.schema.base import Row, about, mention, part_of
from relationship_desk.store.schema.kernel import Interaction, Person


class Topic(Row):
    """What something is about: kindnesses, advice, needs, and who is told which news."""

    name = TextField()
    folded = TextField(unique=True)


class Kindness(Row):
    """What somebody did for the user. Where the thanks stand: `domain/kindness.thanks_state`."""

    person = about(Person)
    text = TextField()
    weight = IntegerField()  # of domain/kindness.Weight
    meant_for = TextField()  # the goal or event it was for; or empty
    happened_on = TextField()
    interaction = mention(Interaction)  # the entry that tells of it
    wanted = BooleanField()  # whether thanks are wanted at all
    form = TextField()  # of domain/kindness.ThanksForm, as intended or done; or empty
    draft = TextField()
    thanked_on = TextField(null=True)
    thanked_in = mention(Interaction)  # the entry that the thanks wrote
    acknowledged_on = TextField(null=True)
    created_at = TextField()


class KindnessTopic(Row):
    kindness = part_of(Kindness)
    topic = about(Topic)


class Gift(Row):
    """An idea, a gift that was given, or one that came. Its state: `domain/gifts.gift_state`."""

    person = about(Person)
    way = TextField()  # of domain/gifts.GiftWay; ideas and plans are "given"
    text = TextField()
    occasion = TextField()  # "birthday", "for the move"; or empty
    needed_on = TextField(null=True)
    lead_days = IntegerField(null=True)  # None: as usual
    price = TextField()  # a decimal number; or empty
    currency = TextField()  # three letters; or empty
    happened_on = TextField(null=True)  # when it was given, or came
    note = TextField()
    noted_in = mention(Interaction)  # the entry in which the idea was caught
    interaction = mention(Interaction)  # the entry that the giving or receiving wrote
    kindness = mention(Kindness)  # of a gift that came: the thanks for it
    created_at = TextField()


class GiftProfile(Row):
    """What is good to know before giving this person anything, and what may be spent in a year."""

    person = part_of(Person, unique=True)
    sizes = TextField()
    likes = TextField()
    allergies = TextField()
    never_give = TextField()
    budget = TextField()  # a decimal number; or empty
    currency = TextField()


class Standing(Row):
    """What somebody is to the user's work, from a day (None: since ever) to a day (None: still)."""

    person = part_of(Person)
    kind = TextField()  # of domain/standing.StandingKind
    since_on = TextField(null=True)
    until_on = TextField(null=True)
    note = TextField()


class Milestone(Row):
    """A day in the work with somebody that comes once: a project completed."""

    person = about(Person)
    text = TextField()
    happened_on = TextField()
    created_at = TextField()


class CardBatch(Row):
    """Thanks that go out to many at once: the cards of a year's end."""

    title = TextField()
    form = TextField()  # of domain/standing.BatchForm
    due_on = TextField(null=True)
    created_at = TextField()


class CardBatchPerson(Row):
    """One of those who get it."""

    batch = part_of(CardBatch)
    person = part_of(Person)
    what = TextField()  # what they get beside or instead; or empty
    checked_on = TextField(null=True)  # when the address was looked at and found right
    sent_on = TextField(null=True)
    interaction = mention(Interaction)  # the entry that the sending wrote
