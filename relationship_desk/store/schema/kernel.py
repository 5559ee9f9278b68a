"""People and their cards, what happened with them, tasks, promises and preferences."""

from __future__ import annotations

from peewee import BlobField, BooleanField, IntegerField, TextField

from relationship_desk.store.schema.base import Row, about, part_of


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
    person = part_of(Person)
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
    person = part_of(Person)
    tag = about(Tag)


class Photo(Row):
    sha256 = TextField(unique=True)
    media_type = TextField()
    data = BlobField()


class Card(Row):
    """A card as it was read. `line_map` is JSON: logical line index to detail id, as adopted."""

    person = part_of(Person, null=True)
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
    interaction = part_of(Interaction)
    person = about(Person)


class Task(Row):
    person = about(Person, null=True)
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


class Promise(Row):
    """What I owe somebody, or they me. Like hints, the ids of the two entries may dangle."""

    person = about(Person)
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
