"""Needs, the shelf and what was given: kept, undone, and what becomes of them with their people."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from relationship_desk.desk.commands.giving import (
    GivingForm,
    drop_givings,
    edit_giving,
    give,
    tell_outcome,
)
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.needs import (
    NeedForm,
    close_needs,
    drop_needs,
    edit_need,
    note_need,
    reopen_needs,
)
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.commands.shelf import (
    ResourceForm,
    add_resource,
    drop_resources,
    edit_resource,
    set_resources_aside,
)
from relationship_desk.desk.commands.timeline import delete_interactions
from relationship_desk.desk.erasure import erase_people
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Direction
from relationship_desk.domain.value import ASK_AFTER_DAYS, Given, ResourceKind
from relationship_desk.store.givings import get_giving, giving_rows, outcomes_to_ask
from relationship_desk.store.history import undo_label
from relationship_desk.store.needs import get_need, need_rows
from relationship_desk.store.shelf import get_resource, holders, resource_rows, resources_at
from relationship_desk.store.timeline import feed_page
from tests.support.desks import TODAY, DeskForTests


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale")


def need(desk: DeskForTests, person: int, text: str = "a bookbinder", *topics: str) -> int:
    return int(desk.do(note_need, form=NeedForm(person, text, TODAY, topics)))


def thing(desk: DeskForTests, title: str = "A list", *topics: str, at: str = "") -> int:
    form = ResourceForm(title, ResourceKind.LINK, TODAY, at, topics)
    return int(desk.do(add_resource, form=form))


def given(desk: DeskForTests, person: int, text: str = "on paper", **values: object) -> int:
    form = GivingForm(person, Given.ADVICE, text, TODAY, **values)  # type: ignore[arg-type]
    return int(desk.do(give, form=form))


# ------------------------------------------------------------------------------------------- needs


def test_open_needs_stand_oldest_first_and_those_that_are_over_behind(
    desk: DeskForTests, ida: int
) -> None:
    over = need(desk, ida, "a printer")
    desk.do(note_need, form=NeedForm(ida, "old maps", TODAY - timedelta(days=9), ("Maps", "maps")))
    need(desk, ida, "a bookbinder", "Binding")
    desk.do(close_needs, need_ids=[over])

    assert [n.text for n in need_rows(desk.reader)] == ["old maps", "a bookbinder"]
    assert [n.text for n in need_rows(desk.reader, ida, over=True)] == [
        "old maps", "a bookbinder", "a printer",
    ]  # fmt: skip
    assert need_rows(desk.reader)[0].topics == ("Maps",)


def test_a_need_is_edited_closed_and_opened_again(desk: DeskForTests, ida: int) -> None:
    made = need(desk, ida, "a binder", "Binding")
    desk.do(edit_need, need_id=made, form=NeedForm(ida, "a gilder", TODAY, ("Gold",)))
    row = get_need(desk.reader, made)
    assert row is not None
    assert (row.text, row.topics, row.until_on) == ("a gilder", ("Gold",), None)

    assert desk.do(close_needs, need_ids=[made]) == 1
    assert desk.do(close_needs, need_ids=[made]) == 0
    assert need_rows(desk.reader) == []
    assert desk.do(reopen_needs, need_ids=[made]) == 1
    assert len(need_rows(desk.reader)) == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (NeedForm(1, " ", TODAY), "few words"),
        (NeedForm(77, "x", TODAY), "not there any more"),
        (NeedForm(1, "x", TODAY, until_on=TODAY - timedelta(days=1)), "before it began"),
    ],
)
def test_a_need_that_cannot_be_is_refused(
    desk: DeskForTests, ida: int, form: NeedForm, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        desk.do(note_need, form=form)


# ------------------------------------------------------------------------------------------- shelf


def test_the_shelf_shows_the_newest_first_and_who_was_given_what(
    desk: DeskForTests, ida: int
) -> None:
    first = thing(desk, "A list", "Binding", at="https://binders.example/")
    second = thing(desk, "A map")
    given(desk, ida, resource_id=first)

    rows = resource_rows(desk.reader)
    assert [(r.id, r.given, r.topics) for r in rows] == [(second, 0, ()), (first, 1, ("Binding",))]
    assert [(h.name, h.given_on) for h in holders(desk.reader, first)] == [("Ida Vale", TODAY)]
    assert [r.id for r in resources_at(desk.reader, "https://binders.example/")] == [first]


def test_what_is_set_aside_is_offered_no_more_and_comes_back(desk: DeskForTests) -> None:
    made = thing(desk)
    assert desk.do(set_resources_aside, resource_ids=[made], aside=True) == 1
    assert resource_rows(desk.reader) == []
    [aside] = resource_rows(desk.reader, aside=True)
    assert aside.is_aside
    assert desk.do(set_resources_aside, resource_ids=[made], aside=False) == 1
    assert len(resource_rows(desk.reader)) == 1


def test_who_stands_on_the_shelf_is_somebody_who_is_there(desk: DeskForTests, ida: int) -> None:
    made = thing(desk)
    form = ResourceForm("Ask Ida", ResourceKind.PERSON, TODAY, person_id=ida)
    desk.do(edit_resource, resource_id=made, form=form)
    row = get_resource(desk.reader, made)
    assert row is not None
    assert (row.kind, row.person_name) == (ResourceKind.PERSON, "Ida Vale")

    desk.do(delete_people, person_ids=[ida])
    row = get_resource(desk.reader, made)
    assert row is not None
    assert row.person_id is None
    desk.undo()
    row = get_resource(desk.reader, made)
    assert row is not None
    assert row.person_id == ida


def test_what_leaves_the_shelf_stays_given(desk: DeskForTests, ida: int) -> None:
    shelf = thing(desk)
    made = given(desk, ida, resource_id=shelf)
    before = desk.facts()
    desk.do(drop_resources, resource_ids=[shelf])
    row = get_giving(desk.reader, made)
    assert row is not None
    assert (row.resource_id, row.text) == (None, "on paper")
    desk.undo()
    assert desk.facts() == before


# ------------------------------------------------------------------------------------------- given


def test_giving_is_an_entry_of_the_timeline_and_closes_the_need_where_it_is_found(
    desk: DeskForTests, ida: int
) -> None:
    wanted = need(desk, ida)
    form = GivingForm(ida, Given.REFERRAL, "to the bindery", TODAY, 20, ("Binding",), None, wanted)
    made = desk.do(give, form=form, closes_need=True)

    [entry] = feed_page(desk.reader, ida)
    assert (entry.text, entry.direction) == ("Gave a referral: to the bindery", Direction.MINE)
    assert desk.person(ida).last_contact_on == TODAY
    assert need_rows(desk.reader) == []
    row = get_giving(desk.reader, made)
    assert row is not None
    assert (row.kind, row.effort_minutes, row.topics, row.need_id) == (
        Given.REFERRAL, 20, ("Binding",), wanted,
    )  # fmt: skip
    assert undo_label(desk.reader) == "Gave Ida Vale a referral: to the bindery"


def test_giving_is_one_step_of_undo(desk: DeskForTests, ida: int) -> None:
    wanted = need(desk, ida)
    before = desk.facts()
    desk.do(give, form=GivingForm(ida, Given.ADVICE, "x", TODAY, need_id=wanted), closes_need=True)
    desk.undo()
    assert desk.facts() == before


@pytest.mark.parametrize(("days", "asked"), [(ASK_AFTER_DAYS - 1, 0), (ASK_AFTER_DAYS, 1)])
def test_after_thirty_days_it_is_asked_how_it_went(
    desk: DeskForTests, ida: int, days: int, asked: int
) -> None:
    given(desk, ida)
    assert len(outcomes_to_ask(desk.reader, TODAY + timedelta(days=days))) == asked


def test_what_became_of_it_is_an_entry_and_is_asked_no_more(desk: DeskForTests, ida: int) -> None:
    made = given(desk, ida)
    entry_id = desk.do(tell_outcome, giving_id=made, text="She found a bindery.")
    row = get_giving(desk.reader, made)
    assert row is not None
    assert (row.outcome, row.outcome_on) == ("She found a bindery.", TODAY)
    told = {entry.id: entry.text for entry in feed_page(desk.reader, ida)}
    assert told[entry_id] == "How it went with on paper: She found a bindery."
    assert outcomes_to_ask(desk.reader, date(2027, 1, 1)) == []


def test_nothing_to_tell_is_an_answer_and_no_entry(desk: DeskForTests, ida: int) -> None:
    made = given(desk, ida)
    assert desk.do(tell_outcome, giving_id=made, text=" ") is None
    assert len(feed_page(desk.reader, ida)) == 1
    assert outcomes_to_ask(desk.reader, date(2027, 1, 1)) == []


def test_the_entry_may_go_and_the_giving_stays(desk: DeskForTests, ida: int) -> None:
    made = given(desk, ida)
    before = desk.facts()
    [entry] = feed_page(desk.reader, ida)
    desk.do(delete_interactions, interaction_ids=[entry.id])
    row = get_giving(desk.reader, made)
    assert row is not None
    assert row.interaction_id is None
    desk.undo()
    assert desk.facts() == before


def test_what_was_given_is_edited_and_removed(desk: DeskForTests, ida: int) -> None:
    made = given(desk, ida)
    form = GivingForm(ida, Given.SUPPORT, "a day in the shop", TODAY, 480)
    desk.do(edit_giving, giving_id=made, form=form)
    [row] = giving_rows(desk.reader, ida)
    assert (row.kind, row.text) == (Given.SUPPORT, "a day in the shop")
    assert desk.do(drop_givings, giving_ids=[made]) == 1
    assert giving_rows(desk.reader) == []
    assert len(feed_page(desk.reader, ida)) == 1


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (GivingForm(1, Given.ADVICE, " ", TODAY), "few words"),
        (GivingForm(77, Given.ADVICE, "x", TODAY), "not there any more"),
        (GivingForm(1, Given.ADVICE, "x", TODAY, -1), "minutes"),
        (GivingForm(1, Given.ADVICE, "x", TODAY, resource_id=77), "belongs to"),
    ],
)
def test_what_cannot_be_given_is_refused(
    desk: DeskForTests, ida: int, form: GivingForm, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        desk.do(give, form=form)


# ------------------------------------------------------------------------------------ their people


def test_deleting_and_merging_people_take_needs_and_givings_along_and_undo_is_exact(
    desk: DeskForTests, ida: int
) -> None:
    twin = desk.add("Ida Vale")
    need(desk, twin, "a bookbinder", "Binding")
    given(desk, twin, topics=("Binding",))
    before = desk.facts()

    desk.do(merge_people, keep_id=ida, other_ids=[twin], region="DE")
    assert len(need_rows(desk.reader, ida)) == len(giving_rows(desk.reader, ida)) == 1
    desk.undo()
    assert desk.facts() == before

    desk.do(delete_people, person_ids=[twin])
    assert desk.facts()["need"] == desk.facts()["need_topic"] == desk.facts()["giving"] == []
    desk.undo()
    assert desk.facts() == before


def test_erasing_leaves_no_word_of_what_they_looked_for_and_were_given(
    desk: DeskForTests, ida: int
) -> None:
    made = need(desk, ida, "quillfeather")
    desk.do(edit_need, need_id=made, form=NeedForm(ida, "quillfeather II", TODAY))
    dropped = given(desk, ida, "quillfeather")
    desk.do(drop_givings, giving_ids=[dropped])
    desk.do(tell_outcome, giving_id=given(desk, ida, "x"), text="quillfeather")
    desk.do(drop_needs, need_ids=[need(desk, ida, "quillfeather")])
    composition = desk.composition
    composition.desk.maintain(
        lambda writer: erase_people(writer, composition.store, desk.clock.now(), [ida])
    ).result()
    desk.reader.close()
    for path in Path(desk.paths.store).parent.rglob("*"):
        if path.is_file():
            assert b"quillfeather" not in path.read_bytes(), path
