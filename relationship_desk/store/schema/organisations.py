"""Companies, professional bodies and communities: who is there, and where the user is a member."""

from __future__ import annotations

from peewee import IntegerField, TextField

from relationship_desk.store.schema.base import Row, about, part_of
from relationship_desk.store.schema.kernel import Person


class Organisation(Row):
    name = TextField()
    folded = TextField(unique=True)
    kind = TextField()  # of domain/organisations.OrganisationKind
    url = TextField()
    place = TextField()
    note = TextField()
    archived_at = TextField(null=True)
    created_at = TextField()


class Affiliation(Row):
    """Somebody's place in an organisation. What their card says of it is a fact of the card."""

    person = part_of(Person)
    organisation = about(Organisation)
    role = TextField()
    since_on = TextField(null=True)  # a year, a month or a day
    until_on = TextField(null=True)  # as far as it is known; None: still


class DeclinedPlace(Row):
    """An organisation that somebody's card says, by its folded name, and that is no place of
    theirs: it is not proposed again."""

    person = part_of(Person)
    folded = TextField()


class Membership(Row):
    """The user's own. It renews on `renews_on` and then every so many months, on `renews_day` of
    the month where it has one; None and 0 where it does not renew."""

    organisation = about(Organisation)
    role = TextField()
    since_on = TextField(null=True)
    until_on = TextField(null=True)  # when it ended or will; None: it goes on
    renews_on = TextField(null=True)  # the next time
    renews_day = IntegerField()  # as it was set: the 31st stays the 31st after a short month
    every_months = IntegerField()
    lead_days = IntegerField()  # so many days before, it is told of
    fee = TextField()  # a decimal number, or empty
    currency = TextField()
    participation = TextField()  # what the user does there
    reviewed_on = TextField(null=True)
    verdict = TextField(null=True)  # of domain/organisations.Verdict
    created_at = TextField()
