"""An introduction from the idea to what became of it; a private no; and its pair."""

from __future__ import annotations

from datetime import timedelta

import pytest

from relationship_desk.desk.commands.introductions import (
    IntroductionForm,
    advance_introduction,
    drop_introductions,
    edit_introduction,
    end_introduction,
    plan_introduction,
    reopen_introduction,
)
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.needs import NeedForm, note_need
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.today.giving import IntroductionsSource
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.introductions import Side, Stage
from relationship_desk.domain.value import Given
from relationship_desk.store.givings import giving_rows, outcomes_to_ask
from relationship_desk.store.introductions import get_introduction, introduction_rows
from relationship_desk.store.timeline import feed_page
from tests.support.desks import DeskForTests

WAY = (Stage.ASKED_FIRST, Stage.ASKED_SECOND, Stage.MADE, Stage.CHECKED, Stage.FINISHED)


@pytest.fixture
def pair(desk: DeskForTests) -> tuple[int, int]:
    return desk.add("Ida Vale"), desk.add("Bram Oss")


def planned(desk: DeskForTests, pair: tuple[int, int], **values: int | None) -> int:
    return int(desk.do(plan_introduction, form=IntroductionForm(*pair, "both print", **values)))


def stage(desk: DeskForTests, introduction_id: int) -> Stage:
    row = get_introduction(desk.reader, introduction_id)
    assert row is not None
    return row.stage


def texts(desk: DeskForTests, person_id: int) -> list[str]:
    return [entry.text for entry in feed_page(desk.reader, person_id)]


def waiting(desk: DeskForTests, after: int) -> list[tuple[str, str]]:
    on = desk.clock.now().date() + timedelta(days=after)
    asked = Asked.whole_day(on, desk.clock.zone(), desk.composition.desk.preferences(desk.reader))
    rows = IntroductionsSource().offer(desk.reader, asked).rows
    return [(row.person_name, row.title) for row in rows]


def test_from_the_idea_to_what_became_of_it(desk: DeskForTests, pair: tuple[int, int]) -> None:
    ida, bram = pair
    sought = desk.do(
        note_need, form=NeedForm(ida, "a printer", desk.clock.now().date(), ("Print",))
    )
    made = planned(desk, pair, need_id=sought)
    assert waiting(desk, 2) == []
    assert waiting(desk, 3) == [
        ("Ida Vale", "Ask Ida Vale whether they would like to meet Bram Oss")
    ]

    desk.do(advance_introduction, introduction_id=made, to=Stage.ASKED_FIRST, text="Would you?")
    assert texts(desk, ida) == ["Asked about meeting Bram Oss: Would you?"]
    assert texts(desk, bram) == []
    desk.clock.advance(timedelta(days=1))

    desk.do(advance_introduction, introduction_id=made, to=Stage.ASKED_SECOND)
    assert texts(desk, bram) == ["Asked about meeting Ida Vale."]
    assert waiting(desk, 5) == [("Bram Oss", "Did Bram Oss say yes? Then bring the two together")]

    desk.do(advance_introduction, introduction_id=made, to=Stage.MADE)
    [to_bram, to_ida] = giving_rows(desk.reader)
    assert (to_ida.person_id, to_ida.kind, to_ida.text, to_ida.need_id) == (
        ida, Given.INTRODUCTION, "to Bram Oss", sought,
    )  # fmt: skip
    assert (to_bram.person_id, to_bram.text, to_bram.need_id) == (bram, "to Ida Vale", None)
    assert desk.reader.sql("SELECT person_id, kind, other_id, state FROM relation") == [
        (ida, "knows", bram, "said")
    ]
    assert outcomes_to_ask(desk.reader, desk.clock.now().date() + timedelta(days=60)) == []
    assert waiting(desk, 7) == [("Ida Vale", "Have Ida Vale and Bram Oss spoken?")]

    desk.do(advance_introduction, introduction_id=made, to=Stage.CHECKED)
    assert waiting(desk, 89) == []
    desk.do(advance_introduction, introduction_id=made, to=Stage.FINISHED, text="A book came of it")
    row = get_introduction(desk.reader, made)
    assert row is not None
    assert (row.stage, row.outcome) == (Stage.FINISHED, "A book came of it")
    assert {g.outcome for g in giving_rows(desk.reader)} == {"A book came of it"}
    assert waiting(desk, 900) == []


def test_each_step_is_one_step_of_undo(desk: DeskForTests, pair: tuple[int, int]) -> None:
    made = planned(desk, pair)
    for step in WAY:
        before = desk.facts()
        desk.do(advance_introduction, introduction_id=made, to=step, text="x")
        after = desk.facts()
        desk.undo()
        assert desk.facts() == before
        desk.redo()
        assert desk.facts() == after


def test_a_step_is_taken_once_and_none_is_left_out(
    desk: DeskForTests, pair: tuple[int, int]
) -> None:
    made = planned(desk, pair)
    with pytest.raises(UserError, match="another step"):
        desk.do(advance_introduction, introduction_id=made, to=Stage.MADE)
    assert desk.do(advance_introduction, introduction_id=made, to=Stage.ASKED_FIRST)
    before = desk.facts()
    assert desk.do(advance_introduction, introduction_id=made, to=Stage.ASKED_FIRST) is None
    assert desk.facts() == before


def test_a_no_is_private(desk: DeskForTests, pair: tuple[int, int]) -> None:
    ida, bram = pair
    made = planned(desk, pair)
    desk.do(advance_introduction, introduction_id=made, to=Stage.ASKED_FIRST)
    desk.do(end_introduction, introduction_id=made, as_=Stage.DECLINED, by=Side.FIRST)
    row = get_introduction(desk.reader, made)
    assert row is not None
    assert (row.stage, row.declined_by) == (Stage.DECLINED, "first")
    assert texts(desk, bram) == []
    assert introduction_rows(desk.reader) == []
    assert [r.id for r in introduction_rows(desk.reader, ida, over=True)] == [made]


def test_it_is_taken_up_again_where_it_stood(desk: DeskForTests, pair: tuple[int, int]) -> None:
    made = planned(desk, pair)
    desk.do(advance_introduction, introduction_id=made, to=Stage.ASKED_FIRST)
    desk.do(end_introduction, introduction_id=made, as_=Stage.DECLINED, by=Side.FIRST)
    desk.do(reopen_introduction, introduction_id=made)
    assert stage(desk, made) is Stage.ASKED_FIRST
    with pytest.raises(UserError, match="not over"):
        desk.do(reopen_introduction, introduction_id=made)


def test_who_knew_each_other_already_ends_it(desk: DeskForTests, pair: tuple[int, int]) -> None:
    made = planned(desk, pair)
    desk.do(end_introduction, introduction_id=made, as_=Stage.ACQUAINTED)
    assert stage(desk, made) is Stage.ACQUAINTED
    with pytest.raises(UserError, match="cannot end so"):
        desk.do(end_introduction, introduction_id=made, as_=Stage.DECLINED)


def test_one_pair_is_under_way_once_and_needs_two(
    desk: DeskForTests, pair: tuple[int, int]
) -> None:
    ida, bram = pair
    planned(desk, pair)
    with pytest.raises(UserError, match="under way already"):
        planned(desk, (bram, ida))
    with pytest.raises(UserError, match="two people"):
        planned(desk, (ida, ida))


def test_whom_it_is_about_changes_only_before_somebody_is_asked(
    desk: DeskForTests, pair: tuple[int, int]
) -> None:
    ida, bram = pair
    made = planned(desk, pair)
    desk.do(edit_introduction, introduction_id=made, form=IntroductionForm(bram, ida, "maps"))
    desk.do(advance_introduction, introduction_id=made, to=Stage.ASKED_FIRST)
    assert texts(desk, bram) == ["Asked about meeting Ida Vale."]
    with pytest.raises(UserError, match="asked already"):
        desk.do(edit_introduction, introduction_id=made, form=IntroductionForm(ida, bram, "maps"))


def test_it_goes_with_either_of_them_and_comes_back(
    desk: DeskForTests, pair: tuple[int, int]
) -> None:
    planned(desk, pair)
    before = desk.facts()
    for person in pair:
        desk.do(delete_people, person_ids=[person])
        assert introduction_rows(desk.reader, over=True) == []
        desk.undo()
        assert desk.facts() == before


def test_who_turn_out_to_be_one_are_not_introduced_to_themselves(
    desk: DeskForTests, pair: tuple[int, int]
) -> None:
    ida, bram = pair
    planned(desk, pair)
    before = desk.facts()
    desk.do(merge_people, keep_id=ida, other_ids=[bram], region="DE")
    assert introduction_rows(desk.reader, over=True) == []
    desk.undo()
    assert desk.facts() == before


def test_removing_one_leaves_the_entries(desk: DeskForTests, pair: tuple[int, int]) -> None:
    made = planned(desk, pair)
    desk.do(advance_introduction, introduction_id=made, to=Stage.ASKED_FIRST)
    assert desk.do(drop_introductions, introduction_ids=[made]) == 1
    assert len(texts(desk, pair[0])) == 1
