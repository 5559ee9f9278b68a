"""What people are to each other."""

from __future__ import annotations

from peewee import TextField

from relationship_desk.store.schema.base import Row, about
from relationship_desk.store.schema.kernel import Person


class Relation(Row):
    """`person KIND other`, as the user says it, or declined it when it was proposed.

    Stored from one side only, once: see `domain/relations.stored_as`.
    """

    person = about(Person)
    other = about(Person)
    kind = TextField()  # of domain/relations.STORED
    note = TextField()
    since_on = TextField(null=True)  # a date of which day and month may be unknown
    state = TextField()  # of domain/relations.RelationState
    created_at = TextField()
