"""How rows hang on each other: what the schema says, and what `Work.remove` makes of it."""

from __future__ import annotations

import pytest

from relationship_desk.store import schema
from relationship_desk.store.schema import JOURNALED, Reference, Row, Tie, references_of, table
from tests.support.desks import DeskForTests

_REFERENCES = [(model, tied) for model in JOURNALED for tied in references_of(model)]


def _name(value: object) -> str:
    return value.column_name if isinstance(value, Reference) else table(value)  # type: ignore[type-var,arg-type]


@pytest.mark.parametrize(("model", "tied"), _REFERENCES, ids=_name)
def test_who_points_at_a_row_is_found_by_an_index(
    desk: DeskForTests, model: type[Row], tied: Reference
) -> None:
    plan = desk.reader.sql(
        f"EXPLAIN QUERY PLAN SELECT id FROM {table(model)} WHERE {tied.column_name} IN (1, 2)"
    )

    assert all("SEARCH" in step[-1] for step in plan), plan


@pytest.mark.parametrize(("model", "tied"), _REFERENCES, ids=_name)
def test_the_file_has_the_references_of_the_schema(
    desk: DeskForTests, model: type[Row], tied: Reference
) -> None:
    there = {
        (column, parent, fate)
        for _, _, parent, column, _, _, fate, _ in desk.reader.sql(
            f"PRAGMA foreign_key_list({table(model)})"
        )
    }

    assert (tied.column_name, table(tied.rel_model), "RESTRICT") in there


@pytest.mark.parametrize("model", JOURNALED, ids=table)
def test_parents_stand_before_their_children(model: type[Row]) -> None:
    place = JOURNALED.index(model)

    for tied in references_of(model):
        assert tied.rel_model is model or JOURNALED.index(tied.rel_model) < place


@pytest.mark.parametrize(("model", "tied"), _REFERENCES, ids=_name)
def test_what_outlives_a_row_can_point_at_nothing(model: type[Row], tied: Reference) -> None:
    assert tied.tie is not Tie.MENTION or tied.null


@pytest.mark.parametrize(("model", "once"), schema.ONCE.items(), ids=lambda v: "")
def test_what_stands_once_is_held_by_columns_that_are_there(
    model: type[Row], once: tuple[str, ...]
) -> None:
    assert set(once) <= set(schema.columns(model))
