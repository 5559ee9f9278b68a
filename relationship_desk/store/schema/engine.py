"""What the program keeps for itself: the journal, what is derived, the reminder engine's rows."""

from __future__ import annotations

from peewee import BlobField, BooleanField, CompositeKey, IntegerField, Model, TextField

from relationship_desk.store.schema.base import Row, part_of


class Operation(Row):
    """One command that changed something: what Undo takes back."""

    at = TextField()
    name = TextField()
    label = TextField()
    state = TextField()  # "done", "undone", "discarded" (undone, then overtaken) or "pruned"
    revision = IntegerField()  # grows with every do, undo and redo, over all operations
    origin = TextField()  # which running program did it last
    coalesce_key = TextField()
    undoable = BooleanField()
    pinned = BooleanField()  # imports, merges, deletions: kept until the history is cleared


class Change(Row):
    """What an operation did to rows of one table.

    "insert": the rows `row_id` to `last_id`; `image` is taken when they are undone. "update": one
    row, the changed columns `before` and `after` as canonical JSON. "delete": `image` has the rows.
    """

    operation = part_of(Operation)
    action = TextField()
    target = TextField()  # table name
    row_id = IntegerField()
    last_id = IntegerField()
    before = TextField(null=True)
    after = TextField(null=True)
    image = BlobField(null=True)


class PersonIndex(Row):
    """Derived from a person's facts in the transaction that changes them; `id` is the person's."""

    archived = BooleanField()
    sort_key = TextField()
    folded = TextField()


class ThingIndex(Row):
    """Derived: the words by which everything else is found; `id` as `store/searched.py` says."""

    folded = TextField()


class Reminder(Model):
    """Derived: what of one thing is due, or due next. See `desk/reminding/source.DueRow`."""

    source = TextField()
    source_id = IntegerField()
    next_due_at = TextField()
    occurrence = TextField()
    settles = TextField()
    missed = IntegerField()
    valid_from = TextField(null=True)
    valid_until = TextField(null=True)
    title = TextField()
    person_id = IntegerField(null=True)

    class Meta:
        legacy_table_names = False
        primary_key = CompositeKey("source", "source_id")


class Delivery(Row):
    """What the engine did for one occurrence: claimed, shown, failed or disabled."""

    source = TextField()
    source_id = IntegerField()
    occurrence = TextField()
    state = TextField()
    at = TextField()
    attempts = IntegerField()
    message = TextField()
    tag = TextField()  # of the popup that may still stand; empty once it was withdrawn


class DeliveryEvent(Row):
    """A line of the log of popups. `source` is empty where one told of many reminders, or none."""

    at = TextField()
    source = TextField()
    source_id = IntegerField()
    occurrence = TextField()  # of the source; else the tag of the popup
    title = TextField()
    reminders = IntegerField()  # how many it told of
    backend = TextField()
    fate = TextField()
    reply = TextField()
    reason = TextField()
    tries = IntegerField()


class EngineState(Row):
    """What the engine must remember between beats."""

    key = TextField(unique=True)
    value = TextField()
