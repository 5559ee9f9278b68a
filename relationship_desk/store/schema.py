"""The live Peewee models. They describe what the newest migration leaves behind, and no more.

Every table has an integer `id` that is never used twice, so that the journal can name a row for
ever. Civil dates are `YYYY-MM-DD`, times of day `HH:MM` or empty, instants ISO 8601 in UTC.
"""

from __future__ import annotations

from peewee import (
    AutoField,
    BlobField,
    BooleanField,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    Model,
    TextField,
)


class Row(Model):
    """A table of the store. Models are not bound to a database: a connection runs their queries."""

    id = AutoField()

    class Meta:
        legacy_table_names = False


class Person(Row):
    uid = TextField()
    kind = TextField()
    full_name = TextField()
    prefix = TextField()
    given = TextField()
    additional = TextField()
    family = TextField()
    suffix = TextField()
    archived_at = TextField(null=True)
    maybe_same_as = IntegerField(null=True)  # a hint, not a reference: it may dangle
    created_at = TextField()


class Detail(Row):
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    position = IntegerField()
    kind = TextField()
    label = TextField()
    value = TextField()
    preferred = BooleanField()
    match_key = TextField()  # e-mail casefolded, phone in E.164; empty for what never matches
    entered_at = TextField(default="")  # of a date, so that no day before it reminds; or empty


class Tag(Row):
    name = TextField()
    folded = TextField(unique=True)


class PersonTag(Row):
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    tag = ForeignKeyField(Tag, on_delete="RESTRICT")


class Photo(Row):
    sha256 = TextField(unique=True)
    media_type = TextField()
    data = BlobField()


class Card(Row):
    """A card as it was read. `line_map` is JSON: logical line index to detail id, as adopted."""

    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    state = TextField()  # "kept", "group" or "quarantined"
    original = BlobField()
    content_hash = TextField()
    line_map = TextField()
    speaks = BooleanField()  # this card's own name and categories are the person's
    source = TextField()
    first_line = IntegerField()
    message = TextField()
    created_at = TextField()
    number = IntegerField()  # of the card in its import, from 1; 0 for not known
    last_line = IntegerField()
    layout_key = TextField()  # of the rule that says how the table of an unreadable row lies


class Interaction(Row):
    happened_on = TextField()
    happened_time = TextField()
    channel = TextField()
    direction = TextField()
    text = TextField()
    counts = BooleanField()
    created_at = TextField()


class Participant(Row):
    interaction = ForeignKeyField(Interaction, on_delete="RESTRICT")
    person = ForeignKeyField(Person, on_delete="RESTRICT")


class Task(Row):
    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    text = TextField()
    due_on = TextField(null=True)
    due_time = TextField()
    done_at = TextField(null=True)
    snoozed_until = TextField(null=True)
    created_at = TextField()
    repeat = TextField(default="")  # a rule of domain/recurrence, anchored at due_on; or empty
    repeat_from = TextField(default="")  # "completion", or empty for the date
    repeat_until = TextField(null=True)  # the last day on which it may be due
    repeat_count = IntegerField(null=True)
    repeat_since = TextField(default="")  # wall time at which the rule was made
    lead_days = IntegerField(default=0)
    snoozed_occurrence = TextField(default="")  # what sleeps; " early" after it if not due yet
    playbook = TextField(default="")  # the key of the playbook it is a step of; or empty
    draft = TextField(default="")  # the text that is to be sent
    draft_via = TextField(default="")  # the channel proposed for it


class Answer(Row):
    """What the user said to one occurrence of many; `source_id` is a row of the source's table.

    An answer settles its occurrence and all before it. `until` is for snoozes.
    """

    source = TextField()
    source_id = IntegerField()
    occurrence = TextField()
    kind = TextField()  # "done", "dismissed" or "snoozed"
    until = TextField(null=True)
    at = TextField()


class Apart(Row):
    """Two people who are not the same, the smaller id first. Like hints, the ids may dangle."""

    person_id = IntegerField()
    other_id = IntegerField()


class Circle(Row):
    """A group of people and, where it has days, how often they are spoken to."""

    name = TextField()
    folded = TextField(unique=True)
    ideal_days = IntegerField(null=True)
    latest_days = IntegerField(null=True)


class PersonCircle(Row):
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    circle = ForeignKeyField(Circle, on_delete="RESTRICT")


class Rhythm(Row):
    """What a person has instead of their circles' rhythm; without days: none at all."""

    person = ForeignKeyField(Person, unique=True, on_delete="RESTRICT")
    ideal_days = IntegerField(null=True)
    latest_days = IntegerField(null=True)


class Season(Row):
    """A time of a person, or of the user's own where there is no person.

    It lasts from `from_on` (None: since ever) to the day before `until_on` (None: until ended).
    """

    person = ForeignKeyField(Person, null=True, on_delete="RESTRICT")
    kind = TextField()  # "pause", "grief" or "quiet"
    from_on = TextField(null=True)
    until_on = TextField(null=True)


class Occasion(Row):
    """Something that comes back every year and that no card carries; dates of cards are details."""

    person = ForeignKeyField(Person, on_delete="RESTRICT")
    kind = TextField()  # of domain/occasions.OccasionKind
    label = TextField()
    rule = TextField()  # the canonical text of domain/occasion_rules
    lead_days = IntegerField(null=True)  # -1: no reminder; None: as its kind and person have it
    created_at = TextField()  # when its rule was entered: days before that do not remind


class OccasionLead(Row):
    """How many days before to tell of one person's occasions of one kind; -1: not at all."""

    person = ForeignKeyField(Person, on_delete="RESTRICT")
    kind = TextField()
    lead_days = IntegerField()


class CircleLead(Row):
    """The same for everybody in a circle and every kind. Like hints, the id may dangle."""

    circle_id = IntegerField(unique=True)
    lead_days = IntegerField()


class LeapChoice(Row):
    """On which day a person keeps 29 February in other years: "02-28" or "03-01"."""

    person = ForeignKeyField(Person, unique=True, on_delete="RESTRICT")
    day = TextField()


class Promise(Row):
    """What I owe somebody, or they me. Like hints, the ids of the two entries may dangle."""

    person = ForeignKeyField(Person, on_delete="RESTRICT")
    direction = TextField()  # of domain/promises.Owing
    text = TextField()
    due_on = TextField(null=True)
    made_in = IntegerField(null=True)  # the interaction that it comes from
    kept_by = IntegerField(null=True)  # the interaction that its keeping wrote
    done_at = TextField(null=True)
    created_at = TextField()


class Preference(Row):
    key = TextField(unique=True)
    value = TextField()  # JSON


class ReadingRule(Row):
    """How files are read, by what `desk.transfer.readings` makes of their content."""

    key = TextField(unique=True)
    value = TextField()  # a codec, or a table's layout as JSON


# The user's facts: every change of a row here is journaled.
JOURNALED: tuple[type[Row], ...] = (
    Person, Detail, Tag, PersonTag, Photo, Card, Interaction, Participant, Task, Answer, Apart,
    Circle, PersonCircle, Rhythm, Season, Occasion, OccasionLead, CircleLead, LeapChoice,
    Promise, Preference, ReadingRule,
)  # fmt: skip


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

    operation = ForeignKeyField(Operation, on_delete="RESTRICT")
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


ALL: tuple[type[Model], ...] = (
    *JOURNALED, Operation, Change, PersonIndex, Reminder, Delivery, DeliveryEvent, EngineState,
)  # fmt: skip

BY_TABLE: dict[str, type[Row]] = {model._meta.table_name: model for model in JOURNALED}


def table(model: type[Model]) -> str:
    """The table's name."""
    name: str = model._meta.table_name
    return name


def columns(model: type[Row]) -> tuple[str, ...]:
    """The column names in the table's order."""
    return tuple(f.column_name for f in model._meta.sorted_fields)


def references(model: type[Row]) -> tuple[tuple[type[Row], str], ...]:
    """Who points at this table: `(child model, its foreign key column)`."""
    found: list[tuple[type[Row], str]] = []
    for child in JOURNALED:
        for field in child._meta.sorted_fields:
            if isinstance(field, ForeignKeyField) and field.rel_model is model:
                found.append((child, field.column_name))
    return tuple(found)
