"""Undo, redo and history, through the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from relationship_desk.desk.commands.people import (
    delete_people,
    rename_tag,
    set_archived,
    tag_people,
)
from relationship_desk.desk.commands.preferences import set_preferences
from relationship_desk.desk.commands.tasks import complete_tasks
from relationship_desk.desk.commands.timeline import delete_interactions
from relationship_desk.domain.contact import Name, Photo
from relationship_desk.domain.errors import NothingToUndo, UserError
from relationship_desk.domain.preferences import Preferences
from relationship_desk.store.history import history, redo_label, undo_label
from relationship_desk.store.people import all_tags, person_ids
from relationship_desk.store.timeline import feed_page
from tests.support.desks import DeskForTests, email, phone


def test_undo_takes_back_a_new_person_and_redo_brings_it_with_the_same_id(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida Vale", phone("040 123456"), tags=("Friends",))
    before = desk.facts()
    desk.undo()
    assert all(not rows for rows in desk.facts().values())
    desk.redo()
    assert desk.facts() == before
    assert desk.person(ida).name.full == "Ida Vale"


def test_undo_of_a_deletion_brings_back_everything_of_the_person(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida Vale", email("ida@vale.example"), tags=("A",)), desk.add("Bo Oss")
    desk.log(ida, text="alone")
    desk.log(ida, bo, text="together")
    desk.task("send slides", ida)
    before = desk.facts()
    desk.do(delete_people, person_ids=[ida])
    assert [row.text for row in feed_page(desk.reader)] == ["together"]
    assert [row.people for row in feed_page(desk.reader)] == [((bo, "Bo Oss"),)]
    desk.undo()
    assert desk.facts() == before


def test_labels_say_what_undo_and_redo_will_do(desk: DeskForTests) -> None:
    assert (undo_label(desk.reader), redo_label(desk.reader)) == ("", "")
    ida = desk.add("Ida Vale")
    desk.do(set_archived, person_ids=[ida], archived=True)
    assert undo_label(desk.reader) == "Archive Ida Vale"
    desk.undo()
    assert undo_label(desk.reader) == "New person Ida Vale"
    assert redo_label(desk.reader) == "Archive Ida Vale"


def test_undo_with_nothing_to_undo_says_so(desk: DeskForTests) -> None:
    with pytest.raises(NothingToUndo):
        desk.undo()
    with pytest.raises(NothingToUndo):
        desk.redo()


def test_a_new_change_ends_what_could_be_redone(desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    desk.undo()
    desk.add("Bo Oss")
    with pytest.raises(NothingToUndo):
        desk.redo()


def test_undo_goes_back_through_redone_steps_in_their_order(desk: DeskForTests) -> None:
    for name in ("A", "B", "C"):
        desk.add(name)
    undone = [desk.undo().label for _ in range(3)]
    redone = [desk.redo().label for _ in range(3)]
    assert undone == ["New person C", "New person B", "New person A"]
    assert redone == ["New person A", "New person B", "New person C"]
    assert desk.undo().label == "New person C"


def test_edits_of_one_field_within_a_minute_are_one_step(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    for name in ("Ida V", "Ida Va", "Ida Vale"):
        desk.edit(ida, name=Name(name))
        desk.clock.advance(timedelta(seconds=50))
    desk.undo()
    assert desk.person(ida).name.full == "Ida"


def test_edits_of_one_field_a_minute_apart_are_two_steps(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.edit(ida, name=Name("Ida V"))
    desk.clock.advance(timedelta(seconds=61))
    desk.edit(ida, name=Name("Ida Vale"))
    desk.undo()
    assert desk.person(ida).name.full == "Ida V"


def test_a_command_that_changes_nothing_leaves_no_step(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    steps = len(history(desk.reader))
    desk.edit(ida)
    assert len(history(desk.reader)) == steps


def test_a_command_that_fails_is_rolled_back_whole(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", phone("1"))
    before = desk.facts()
    with pytest.raises(UserError):
        desk.edit(ida, name=Name("  "), details=())
    assert desk.facts() == before


def test_undoing_an_older_step_keeps_a_later_value_of_the_same_field(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.do(set_archived, person_ids=[ida], archived=True)
    first = history(desk.reader)[0].id
    desk.do(set_archived, person_ids=[ida], archived=False)
    desk.undo(first)
    assert not desk.person(ida).archived


def test_undoing_an_older_step_keeps_people_that_something_happened_to_since(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida Vale", email("ida@vale.example"))
    made = history(desk.reader)[0].id
    desk.log(ida)
    undone = desk.undo(made)
    assert undone.kept_people == (ida,)
    assert [d.detail.text for d in desk.person(ida).details] == ["ida@vale.example"]


def test_undoing_an_older_step_takes_out_people_nothing_happened_to(desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    made = history(desk.reader)[0].id
    bo = desk.add("Bo Oss")
    assert desk.undo(made).kept_people == ()
    assert person_ids(desk.reader) == [bo]


def test_an_older_step_that_was_undone_cannot_be_undone_twice(desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    made = history(desk.reader)[0].id
    desk.add("Bo Oss")
    desk.undo(made)
    with pytest.raises(NothingToUndo):
        desk.undo(made)


def test_preferences_are_in_the_history_but_outside_of_undo(desk: DeskForTests) -> None:
    desk.add("Ida Vale")
    desk.do(set_preferences, preferences=Preferences(my_name="Me"), defaults=Preferences())
    assert history(desk.reader)[0].label == "Change preferences"
    assert undo_label(desk.reader) == "New person Ida Vale"


def test_changes_name_everybody_whose_timeline_shows_the_entry(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    entry = desk.log(ida, bo)
    desk.heard.clear()
    desk.do(delete_interactions, interaction_ids=[entry])
    desk.undo()
    assert [changes.people for changes in desk.heard] == [{ida, bo}, {ida, bo}]


def test_changes_of_a_task_name_its_person(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    task = desk.task("send slides", ida)
    desk.heard.clear()
    desk.do(complete_tasks, task_ids=[task])
    assert (desk.heard[0].people, desk.heard[0].tasks) == ({ida}, {task})


def test_a_photo_comes_back_byte_for_byte(desk: DeskForTests) -> None:
    import hashlib

    from relationship_desk.domain.contact import Detail, DetailKind
    from relationship_desk.store.people import get_photo

    data = bytes(range(256)) * 3
    key = hashlib.sha256(data).hexdigest()
    ida = desk.add("Ida")
    desk.clock.advance(timedelta(minutes=2))
    from relationship_desk.desk.commands.people import PersonForm, edit_person

    form = PersonForm(
        Name("Ida"),
        ((None, Detail(DetailKind.PHOTO, (key,))),),
        (),
        photos=(Photo(key, "image/png", data),),
    )
    desk.do(edit_person, person_id=ida, form=form, region="DE")
    desk.undo()
    assert get_photo(desk.reader, key) is None
    desk.redo()
    assert get_photo(desk.reader, key) == Photo(key, "image/png", data)


def test_tags_are_one_whatever_their_case_and_keep_their_first_spelling(
    desk: DeskForTests,
) -> None:
    ida, bo = desk.add("Ida", tags=("Café",)), desk.add("Bo")
    desk.do(tag_people, person_ids=[ida, bo], add=["CAFE", "new"])
    assert [(tag.name, tag.people) for tag in all_tags(desk.reader)] == [("Café", 2), ("new", 2)]
    desk.do(tag_people, person_ids=[ida], remove=["cafe"])
    assert desk.person(ida).tags == ("new",)


def test_renaming_a_tag_to_a_taken_name_makes_them_one_and_undo_parts_them(
    desk: DeskForTests,
) -> None:
    desk.add("Ida", tags=("one", "two"))
    desk.add("Bo", tags=("two",))
    before = desk.facts()
    two = next(tag.id for tag in all_tags(desk.reader) if tag.name == "two")
    desk.do(rename_tag, tag_id=two, name="One")
    assert [(tag.name, tag.people) for tag in all_tags(desk.reader)] == [("one", 2)]
    desk.undo()
    assert desk.facts() == before
