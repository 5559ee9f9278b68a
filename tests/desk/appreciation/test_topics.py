"""Topics: one of each name, whatever is about it."""

from __future__ import annotations

import pytest

from relationship_desk.desk.commands.topics import (
    add_topic,
    delete_topics,
    rename_topic,
    set_topics,
)
from relationship_desk.domain.errors import UserError
from relationship_desk.store import schema as s
from relationship_desk.store.topics import all_topics
from tests.support.desks import DeskForTests


def _kindness(desk: DeskForTests, *topics: str) -> int:
    """A kindness about these topics, as its command writes it."""

    def record(work, now, *, person_id):  # type: ignore[no-untyped-def]
        work.label = "Kindness"
        row_id = work.insert(
            s.Kindness, person_id=person_id, text="helped", weight=1, meant_for="",
            happened_on="2026-03-01", wanted=1, form="", draft="",
            created_at="2026-03-01T08:00:00Z",
        )  # fmt: skip
        set_topics(work, s.KindnessTopic, "kindness_id", row_id, topics)
        return row_id

    return int(desk.do(record, person_id=desk.add("Ida Vale")))


def _topics(desk: DeskForTests) -> list[tuple[str, int]]:
    return [(row.name, row.uses) for row in all_topics(desk.reader)]


def test_a_topic_stands_once_whatever_its_case_and_accents(desk: DeskForTests) -> None:
    first = desk.do(add_topic, name="  Café  culture ")

    assert desk.do(add_topic, name="cafe CULTURE") == first
    assert _topics(desk) == [("Café culture", 0)]


def test_a_thing_has_each_of_its_topics_once_and_blank_ones_are_none(desk: DeskForTests) -> None:
    _kindness(desk, "books", "Books", " ", "harbours")

    assert _topics(desk) == [("books", 1), ("harbours", 1)]


def test_renaming_to_a_name_that_is_taken_makes_two_topics_one(desk: DeskForTests) -> None:
    _kindness(desk, "books", "reading")
    _kindness(desk, "reading")
    [_, reading] = all_topics(desk.reader)
    before = desk.facts()

    desk.do(rename_topic, topic_id=reading.id, name="Books")

    assert _topics(desk) == [("books", 2)]
    desk.undo()
    assert desk.facts() == before


def test_deleting_a_topic_leaves_what_was_about_it(desk: DeskForTests) -> None:
    _kindness(desk, "books")
    [topic] = all_topics(desk.reader)
    before = desk.facts()

    assert desk.do(delete_topics, topic_ids=[topic.id]) == 1

    assert _topics(desk) == []
    assert len(desk.reader.sql("SELECT id FROM kindness")) == 1
    desk.undo()
    assert desk.facts() == before


def test_a_topic_without_a_name_is_refused(desk: DeskForTests) -> None:
    with pytest.raises(UserError, match="needs a name"):
        desk.do(add_topic, name="  ")
    topic = desk.do(add_topic, name="books")
    with pytest.raises(UserError, match="needs a name"):
        desk.do(rename_topic, topic_id=topic, name="")


def test_renaming_a_topic_that_is_gone_says_so(desk: DeskForTests) -> None:
    with pytest.raises(UserError, match="not there any more"):
        desk.do(rename_topic, topic_id=99, name="books")
