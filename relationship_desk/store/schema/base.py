"""What every table is, and how a row hangs on another.

A reference says what becomes of its row when the other goes, so that deleting, merging, erasing
and undoing people need to know no table by name. SQLite restricts all of them: a row goes by
`Work.remove`, which the journal sees.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Any

from peewee import AutoField, ForeignKeyField, Model


class Row(Model):
    """A table of the store. Models are not bound to a database: a connection runs their queries."""

    id = AutoField()

    class Meta:
        legacy_table_names = False


class Tie(Enum):
    """How a row hangs on the one it points at."""

    PART = auto()  # it is a piece of it: they come, stay and go together
    ABOUT = auto()  # it goes when that goes, but is a thing of its own
    MENTION = auto()  # it outlives it, and points at nothing then


class Reference(ForeignKeyField):
    """A foreign key that says how its row hangs on the other."""

    def __init__(self, model: type[Row], tie: Tie, **options: Any) -> None:
        super().__init__(model, on_delete="RESTRICT", **options)
        self.tie = tie


def part_of(model: type[Row], **options: Any) -> Reference:
    """A piece of the row it points at: a line of a card, who took part in an entry."""
    return Reference(model, Tie.PART, **options)


def about(model: type[Row], **options: Any) -> Reference:
    """A thing of its own that makes no sense without that row: a task, a promise."""
    return Reference(model, Tie.ABOUT, **options)


def mention(model: type[Row], **options: Any) -> Reference:
    """Nullable: emptied when that row goes."""
    return Reference(model, Tie.MENTION, null=True, **options)


def table(model: type[Model]) -> str:
    """The table's name."""
    name: str = model._meta.table_name
    return name


def columns(model: type[Row]) -> tuple[str, ...]:
    """The column names in the table's order."""
    return tuple(f.column_name for f in model._meta.sorted_fields)


def references_of(model: type[Row]) -> tuple[Reference, ...]:
    """The references that a table holds."""
    return tuple(f for f in model._meta.sorted_fields if isinstance(f, Reference))
