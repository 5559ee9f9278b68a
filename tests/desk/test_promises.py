"""Promises both ways: made, changed, kept, dropped; and what becomes of them with their person."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.promises import (
    PromiseForm,
    drop_promises,
    edit_promise,
    keep_promise,
    make_promise,
)
from relationship_desk.desk.commands.reminders import answer_reminder
from relationship_desk.desk.commands.timeline import delete_interactions
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.erasure import erase_people
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Direction
from relationship_desk.domain.promises import Owing
from relationship_desk.store.history import undo_label
from relationship_desk.store.promises import get_promise, promise_rows, promises_due
from relationship_desk.store.timeline import feed_page
from tests.support.desks import NOON, TODAY, DeskForTests
from tests.support.reminders import NINE, Popups, at, by_hand

INTRO = "the intro to Bo"


def promise(desk: DeskForTests, person: int, text: str = INTRO, days: int | None = None) -> int:
    due_on = None if days is None else TODAY + timedelta(days=days)
    form = PromiseForm(person, text, due_on=due_on)
    return int(desk.do(make_promise, form=form))


def reminders(desk: DeskForTests) -> list[tuple[int, str, str]]:
    return list(
        desk.reader.sql(
            "SELECT source_id, occurrence, title FROM reminder WHERE source = 'promise'"
        )
    )


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale")


def test_promises_of_a_person_stand_soonest_first(desk: DeskForTests, ida: int) -> None:
    promise(desk, ida, "some day")
    promise(desk, ida, "later", 9)
    promise(desk, ida, "soon", 1)
    theirs = PromiseForm(ida, "the book", Owing.THEIRS)
    desk.do(make_promise, form=theirs)
    assert [row.text for row in promise_rows(desk.reader, ida)] == [
        "soon", "later", "some day", "the book",
    ]  # fmt: skip
    assert promise_rows(desk.reader, ida)[-1].direction is Owing.THEIRS
    assert len(promise_rows(desk.reader)) == 4


def test_due_are_mine_up_to_that_day_and_theirs_after_it(desk: DeskForTests, ida: int) -> None:
    promise(desk, ida, "late", -3)
    promise(desk, ida, "today", 0)
    promise(desk, ida, "tomorrow", 1)
    promise(desk, ida, "some day")
    desk.do(make_promise, form=PromiseForm(ida, "the book", Owing.THEIRS, TODAY))
    assert [row.text for row in promises_due(desk.reader, TODAY)] == ["late", "today"]
    after = promises_due(desk.reader, TODAY + timedelta(days=1))
    assert {row.text for row in after} == {"late", "today", "tomorrow", "the book"}
    desk.do(set_archived, person_ids=[ida], archived=True)
    assert promises_due(desk.reader, TODAY) == []
    assert promise_rows(desk.reader) == []
    assert len(promise_rows(desk.reader, ida)) == 5


def test_editing_writes_what_the_form_says(desk: DeskForTests, ida: int) -> None:
    made = promise(desk, ida)
    bo = desk.add("Bo")
    desk.do(edit_promise, promise_id=made, form=PromiseForm(bo, "x", Owing.THEIRS, TODAY))
    row = get_promise(desk.reader, made)
    assert row is not None
    assert (row.person_name, row.text, row.direction, row.due_on) == (
        "Bo", "x", Owing.THEIRS, TODAY,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("owing", "direction"), [(Owing.MINE, Direction.MINE), (Owing.THEIRS, Direction.THEIRS)]
)
def test_keeping_writes_an_entry_that_counts(
    desk: DeskForTests, ida: int, owing: Owing, direction: Direction
) -> None:
    made = desk.do(make_promise, form=PromiseForm(ida, INTRO, owing))
    entry_id = desk.do(keep_promise, promise_id=made)
    [entry] = feed_page(desk.reader, ida)
    assert (entry.id, entry.on, entry.direction) == (entry_id, TODAY, direction)
    assert entry.text == "Promise kept: the intro to Bo"
    assert desk.person(ida).last_contact_on == TODAY
    assert promise_rows(desk.reader, ida) == []
    [kept] = promise_rows(desk.reader, ida, done=True)
    assert (kept.kept_by, kept.done_at) == (entry_id, NOON)


def test_keeping_is_one_step_of_undo(desk: DeskForTests, ida: int) -> None:
    made = promise(desk, ida, days=1)
    before = desk.facts()
    desk.do(keep_promise, promise_id=made)
    desk.undo()
    assert desk.facts() == before


def test_what_was_kept_is_not_kept_twice(desk: DeskForTests, ida: int) -> None:
    made = promise(desk, ida)
    desk.do(keep_promise, promise_id=made)
    before = desk.facts()
    assert desk.do(keep_promise, promise_id=made) is None
    assert desk.facts() == before


def test_deleting_the_entry_leaves_the_promise_kept(desk: DeskForTests, ida: int) -> None:
    made = promise(desk, ida)
    entry = desk.do(keep_promise, promise_id=made)
    before = desk.facts()
    desk.do(delete_interactions, interaction_ids=[entry])
    [kept] = promise_rows(desk.reader, ida, done=True)
    assert kept.id == made
    desk.undo()
    assert desk.facts() == before


def test_dropping_and_undo(desk: DeskForTests, ida: int) -> None:
    ids = [promise(desk, ida, "a", 1), promise(desk, ida, "b")]
    before = desk.facts()
    assert desk.do(drop_promises, promise_ids=ids) == 2
    assert promise_rows(desk.reader, ida) == []
    assert undo_label(desk.reader) == "Drop 2 promises"
    desk.undo()
    assert desk.facts() == before


@pytest.mark.parametrize("text", ["", "  \n"])
def test_a_promise_needs_words(desk: DeskForTests, ida: int, text: str) -> None:
    with pytest.raises(UserError, match="few words"):
        desk.do(make_promise, form=PromiseForm(ida, text))


def test_a_promise_needs_somebody_who_is_there(desk: DeskForTests) -> None:
    with pytest.raises(UserError, match="not there any more"):
        desk.do(make_promise, form=PromiseForm(77, "x"))


@pytest.mark.parametrize("command", [keep_promise, edit_promise])
def test_a_promise_that_is_gone_is_told(desk: DeskForTests, ida: int, command: object) -> None:
    more = {"form": PromiseForm(ida, "x")} if command is edit_promise else {}
    with pytest.raises(UserError, match="not there any more"):
        desk.do(command, promise_id=5, **more)


# --------------------------------------------------------------------------------- their person


def test_deleting_a_person_takes_their_promises_and_undo_brings_them_back(
    desk: DeskForTests, ida: int
) -> None:
    made = promise(desk, ida, days=1)
    day = (TODAY + timedelta(days=1)).isoformat()
    desk.do(
        answer_reminder, source="promise", source_id=made, settles=day, kind="snoozed",
        until=NOON + timedelta(days=2),
    )  # fmt: skip
    before = desk.facts()
    desk.do(delete_people, person_ids=[ida])
    assert desk.facts()["promise"] == desk.facts()["answer"] == reminders(desk) == []
    desk.undo()
    assert desk.facts() == before


def test_a_merge_moves_promises_and_its_undo_is_exact(desk: DeskForTests, ida: int) -> None:
    twin = desk.add("Ida Vale")
    mine, theirs = promise(desk, ida), promise(desk, twin, days=2)
    before = desk.facts()
    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")
    assert [row.id for row in promise_rows(desk.reader, ida)] == [theirs, mine]
    desk.undo()
    assert desk.facts() == before


def test_a_promise_made_since_keeps_the_person_when_their_making_is_undone(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida Vale")
    made_by = desk.reader.sql("SELECT max(id) FROM operation")[0][0]
    promise(desk, ida)
    assert desk.undo(made_by).kept_people == (ida,)
    assert len(promise_rows(desk.reader, ida)) == 1


def test_erasing_leaves_no_word_of_a_promise(desk: DeskForTests, ida: int) -> None:
    made = promise(desk, ida, "quillfeather", 1)
    dropped = promise(desk, ida, "quillfeather")
    desk.do(edit_promise, promise_id=made, form=PromiseForm(ida, "quillfeather II"))
    desk.do(drop_promises, promise_ids=[dropped])
    desk.do(keep_promise, promise_id=made)
    composition = desk.composition
    composition.desk.maintain(
        lambda writer: erase_people(writer, composition.store, desk.clock.now(), [ida])
    ).result()
    desk.reader.close()
    for path in Path(desk.paths.store).parent.rglob("*"):
        if path.is_file():
            assert b"quillfeather" not in path.read_bytes(), path


# ------------------------------------------------------------------------------------ reminders


def test_a_promise_of_mine_reminds_on_its_day(desk: DeskForTests, ida: int) -> None:
    engine = Engine(desk.composition.desk, Popups())
    made = promise(desk, ida, days=2)
    at(desk, NINE + timedelta(days=2, seconds=-1))
    assert not engine.beat()
    at(desk, NINE + timedelta(days=2))
    [told] = engine.beat().delivered
    assert (told.source, told.source_id) == ("promise", made)
    assert (told.title, told.body) == ("You promised: the intro to Bo", "Ida Vale – due 09:00")
    assert not engine.beat()


def test_theirs_and_those_without_a_day_and_those_kept_are_silent(
    desk: DeskForTests, ida: int
) -> None:
    promise(desk, ida)
    desk.do(make_promise, form=PromiseForm(ida, "x", Owing.THEIRS, TODAY))
    made = promise(desk, ida, days=3)
    [row] = reminders(desk)
    assert row[:2] == (made, "2026-03-06")
    desk.do(keep_promise, promise_id=made)
    assert reminders(desk) == []


def test_done_in_a_popup_keeps_the_promise(desk: DeskForTests, ida: int) -> None:
    made = promise(desk, ida, days=0)
    settles = TODAY.isoformat()
    assert desk.do(answer_reminder, source="promise", source_id=made, settles=settles, kind="done")
    assert promise_rows(desk.reader, ida) == []
    assert len(feed_page(desk.reader, ida)) == 1


def test_dismissed_is_silent_and_stays_open(desk: DeskForTests, ida: int) -> None:
    made = promise(desk, ida, days=0)
    desk.do(
        answer_reminder, source="promise", source_id=made, settles=TODAY.isoformat(),
        kind="dismissed",
    )  # fmt: skip
    assert reminders(desk) == []
    assert len(promise_rows(desk.reader, ida)) == 1


def test_a_snooze_moves_it_and_another_day_ends_the_snooze(desk: DeskForTests, ida: int) -> None:
    made = promise(desk, ida, days=0)
    until = NOON + timedelta(hours=3)
    desk.do(
        answer_reminder, source="promise", source_id=made, settles=TODAY.isoformat(),
        kind="snoozed", until=until,
    )  # fmt: skip
    assert [key for _, key, _ in reminders(desk)] == ["snooze 2026-03-03T15:00:00Z 2026-03-03"]
    form = PromiseForm(ida, INTRO, due_on=date(2026, 3, 8))
    desk.do(edit_promise, promise_id=made, form=form)
    assert [key for _, key, _ in reminders(desk)] == ["2026-03-08"]
    assert desk.facts()["answer"] == []


def test_a_day_that_cannot_be_read_waits_as_unreadable(desk: DeskForTests, ida: int) -> None:
    promise(desk, ida, days=1)
    by_hand(desk, "UPDATE promise SET due_on = 'soon'")
    desk.log(ida)
    assert [key for _, key, _ in reminders(desk)] == [""]
    assert [row.due_on for row in promise_rows(desk.reader, ida)] == [None]
    Engine(desk.composition.desk, Popups()).beat()
