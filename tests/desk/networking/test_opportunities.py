"""Opportunities with their way, and insights with their source."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.desk.commands.insights import (
    InsightForm,
    drop_insights,
    edit_insight,
    note_insight,
)
from relationship_desk.desk.commands.merging import merge_people
from relationship_desk.desk.commands.opportunities import (
    LinkForm,
    OpportunityForm,
    add_opportunity,
    delete_opportunities,
    edit_opportunity,
    link_opportunity,
    set_stage,
    take_step,
)
from relationship_desk.desk.commands.people import delete_people, set_archived
from relationship_desk.desk.commands.tasks import TaskForm
from relationship_desk.desk.commands.today import skip_row
from relationship_desk.desk.today.opportunities import OpportunitiesSource
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.money import parse_money
from relationship_desk.domain.opportunities import LinkKind, OpportunityStage, way_in_words
from relationship_desk.domain.today import TodayRow
from relationship_desk.store.history import undo_label
from relationship_desk.store.insights import (
    get_insight,
    insight_rows,
    insights_of_organisation,
    insights_of_person,
)
from relationship_desk.store.kindness import kindness_rows
from relationship_desk.store.opportunities import (
    OpportunityRow,
    get_opportunity,
    opportunities_of_organisation,
    opportunities_of_person,
    opportunity_rows,
)
from relationship_desk.store.organisations import organisation_rows, organisations_called
from relationship_desk.store.timeline import feed_page
from tests.support.desks import TODAY, DeskForTests

CATALOGUE = "The museum's catalogue"


def spot(desk: DeskForTests, title: str = CATALOGUE, *way: LinkForm, **values: object) -> int:
    form = OpportunityForm(title, **values)  # type: ignore[arg-type]
    return int(desk.do(add_opportunity, form=form, way=way))


def row(desk: DeskForTests, opportunity_id: int) -> OpportunityRow:
    found = get_opportunity(desk.reader, opportunity_id)
    assert found is not None
    return found


def offered(desk: DeskForTests, on: date = TODAY) -> list[TodayRow]:
    preferences = desk.composition.desk.preferences(desk.reader)
    asked = Asked.whole_day(on, desk.clock.zone(), preferences)
    return list(OpportunitiesSource().offer(desk.reader, asked).rows)


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale")


@pytest.fixture
def bo(desk: DeskForTests) -> int:
    return desk.add("Bo")


def test_an_opportunity_has_all_that_its_form_says(desk: DeskForTests, ida: int) -> None:
    made = spot(
        desk,
        person_id=ida,
        organisation="Harbour Museum",
        value=parse_money("12.500 EUR"),
        next_step="send the offer",
        next_on=TODAY,
        note="by May",
    )
    found = row(desk, made)
    assert (found.title, found.stage, found.whom, str(found.value)) == (
        CATALOGUE, OpportunityStage.SPOTTED, "Ida Vale, Harbour Museum", "€12,500",
    )  # fmt: skip
    assert (found.next_step, found.next_on, found.note) == ("send the offer", TODAY, "by May")
    assert [r.id for r in opportunity_rows(desk.reader, query="museum ida")] == [made]
    assert opportunity_rows(desk.reader, query="atlas") == []


def test_the_way_by_which_it_came_reads_from_the_user_outwards(
    desk: DeskForTests, ida: int, bo: int
) -> None:
    made = spot(
        desk,
        CATALOGUE,
        LinkForm(LinkKind.MET_AT, words="the ferry"),
        LinkForm(LinkKind.INTRODUCED_BY, bo),
        person_id=ida,
    )
    desk.do(link_opportunity, opportunity_id=made,
            link=LinkForm(LinkKind.VIA, organisation="Book Guild"))  # fmt: skip
    way = row(desk, made).way
    assert way_in_words([link.step for link in way]) == (
        "Met at the ferry, introduced by Bo, via Book Guild"
    )
    assert [r.id for r in opportunities_of_person(desk.reader, bo)] == [made]
    [guild] = organisations_called(desk.reader, "Book Guild")
    assert [r.id for r in opportunities_of_organisation(desk.reader, guild.id)] == [made]


def test_a_way_is_replaced_as_a_whole(desk: DeskForTests, bo: int) -> None:
    made = spot(desk, CATALOGUE, LinkForm(LinkKind.VIA, bo))
    form = OpportunityForm(CATALOGUE)
    desk.do(edit_opportunity, opportunity_id=made, form=form)
    assert len(row(desk, made).way) == 1
    desk.do(edit_opportunity, opportunity_id=made, form=form, way=[])
    assert row(desk, made).way == ()


@pytest.mark.parametrize(
    "link",
    [
        LinkForm(LinkKind.VIA),
        LinkForm(LinkKind.VIA, words="  "),
        LinkForm(LinkKind.VIA, 1, words="a letter"),
        LinkForm(LinkKind.VIA, 99),
        LinkForm(LinkKind.VIA, event_id=99),
    ],
)
def test_a_step_of_the_way_is_one_thing_that_is_there(
    desk: DeskForTests, ida: int, link: LinkForm
) -> None:
    before = desk.facts()
    with pytest.raises(UserError):
        spot(desk, CATALOGUE, link)
    assert desk.facts() == before


def test_a_step_stands_in_today_until_it_is_taken(desk: DeskForTests, ida: int) -> None:
    made = spot(desk, person_id=ida, next_step="send the offer", next_on=TODAY)
    assert offered(desk, TODAY - timedelta(days=1)) == []
    [shown] = offered(desk)
    assert (shown.title, shown.person_name) == ("send the offer", "Ida Vale")
    assert shown.why == f"The next step of “{CATALOGUE}” with Ida Vale was set for today."
    on = TODAY + timedelta(days=9)
    entry = desk.do(take_step, opportunity_id=made, next_step="ask", next_on=on,
                    channel=Channel.EMAIL)  # fmt: skip
    [told] = feed_page(desk.reader, ida)
    assert (told.id, told.channel, told.text) == (
        entry, Channel.EMAIL, f"{CATALOGUE}: send the offer",
    )  # fmt: skip
    assert desk.person(ida).last_contact_on == TODAY
    assert (offered(desk), [r.title for r in offered(desk, on)]) == ([], ["ask"])


def test_taking_a_step_is_one_step_of_undo(desk: DeskForTests, ida: int) -> None:
    made = spot(desk, person_id=ida, next_step="send", next_on=TODAY)
    before = desk.facts()
    desk.do(take_step, opportunity_id=made)
    assert undo_label(desk.reader) == "Done: “send”"
    desk.undo()
    assert desk.facts() == before


def test_a_step_with_nobody_writes_no_entry(desk: DeskForTests) -> None:
    made = spot(desk, next_on=TODAY)
    [shown] = offered(desk)
    assert (shown.title, shown.why) == (CATALOGUE, "The next step was set for today.")
    assert desk.do(take_step, opportunity_id=made) is None
    assert row(desk, made).next_on is None


def test_a_skipped_step_stays_away_until_it_has_another_day(desk: DeskForTests) -> None:
    made = spot(desk, next_on=TODAY)
    [shown] = offered(desk)
    desk.do(skip_row, source=shown.source, source_id=shown.source_id, settles=shown.settles,
            title=shown.title)  # fmt: skip
    assert offered(desk) == []
    form = OpportunityForm(CATALOGUE, next_on=TODAY - timedelta(days=1))
    desk.do(edit_opportunity, opportunity_id=made, form=form)
    assert len(offered(desk)) == 1


@pytest.mark.parametrize(
    "stage", [OpportunityStage.WON, OpportunityStage.LOST, OpportunityStage.RESTING]
)
def test_what_is_closed_or_rests_waits_for_nobody(
    desk: DeskForTests, stage: OpportunityStage
) -> None:
    made = spot(desk, next_on=TODAY)
    desk.do(set_stage, opportunity_id=made, stage=stage, why="they chose us")
    found = row(desk, made)
    assert offered(desk) == []
    assert (found.closed_on, found.why) == (TODAY if stage.is_closed else None, "they chose us")
    desk.do(set_stage, opportunity_id=made, stage=OpportunityStage.TALKING)
    assert (row(desk, made).closed_on, len(offered(desk))) == (None, 1)


def test_who_is_archived_has_no_step_that_waits(desk: DeskForTests, ida: int) -> None:
    spot(desk, person_id=ida, next_on=TODAY)
    desk.do(set_archived, person_ids=[ida], archived=True)
    assert offered(desk) == []


def test_an_end_is_a_note_in_the_timeline_once(desk: DeskForTests, ida: int) -> None:
    made = spot(desk, person_id=ida)
    for why in ("the price", "the price, and the time"):
        desk.do(set_stage, opportunity_id=made, stage=OpportunityStage.LOST, why=why)
    [entry] = feed_page(desk.reader, ida)
    assert (entry.text, entry.channel) == (f"Lost: {CATALOGUE}: the price", Channel.NOTE)
    assert desk.person(ida).last_contact_on is None
    assert row(desk, made).why == "the price, and the time"


def test_what_is_won_thanks_its_way_and_goes_on_as_a_task_in_one_step(
    desk: DeskForTests, ida: int, bo: int
) -> None:
    made = spot(desk, CATALOGUE, LinkForm(LinkKind.INTRODUCED_BY, bo), person_id=ida)
    before = desk.facts()
    desk.do(
        set_stage, opportunity_id=made, stage=OpportunityStage.WON,
        then=TaskForm("begin", ida, TODAY), thank=tuple(row(desk, made).helpers),
    )  # fmt: skip
    [kind] = kindness_rows(desk.reader)
    assert (kind.person_id, kind.text) == (bo, f"Brought me “{CATALOGUE}”")
    assert [task for (task,) in desk.reader.sql("SELECT text FROM task")] == ["begin"]
    assert undo_label(desk.reader) == f"Won: “{CATALOGUE}”"
    for stage in (OpportunityStage.TALKING, OpportunityStage.WON):  # a slip, and won after all
        desk.do(set_stage, opportunity_id=made, stage=stage, thank=(bo,) * (stage == "won"))
    assert [again.id for again in kindness_rows(desk.reader)] == [kind.id]
    for _ in range(3):
        desk.undo()
    assert desk.facts() == before


def test_the_day_of_an_end_stays_when_its_words_are_edited(desk: DeskForTests) -> None:
    made = spot(desk, stage=OpportunityStage.WON)
    desk.clock.advance(timedelta(days=5))
    form = OpportunityForm("Catalogue", OpportunityStage.WON)
    desk.do(edit_opportunity, opportunity_id=made, form=form)
    assert row(desk, made).closed_on == TODAY
    desk.do(edit_opportunity, opportunity_id=made, form=OpportunityForm("Catalogue"))
    assert row(desk, made).closed_on is None


def test_a_person_goes_and_the_opportunity_stays(desk: DeskForTests, ida: int, bo: int) -> None:
    made = spot(desk, CATALOGUE, LinkForm(LinkKind.INTRODUCED_BY, bo), person_id=ida)
    before = desk.facts()
    desk.do(delete_people, person_ids=[ida, bo])
    found = row(desk, made)
    assert (found.person_id, found.whom, found.way) == (None, "", ())
    desk.undo()
    assert desk.facts() == before


def test_who_is_merged_is_named_as_who_stays(desk: DeskForTests, ida: int, bo: int) -> None:
    made = spot(desk, CATALOGUE, LinkForm(LinkKind.INTRODUCED_BY, bo), person_id=bo)
    insight = desk.do(note_insight, form=InsightForm("x", TODAY, bo))
    desk.do(merge_people, keep_id=ida, other_ids=[bo], region="DE")
    found = row(desk, made)
    assert (found.person_name, found.way[0].name) == ("Ida Vale", "Ida Vale")
    assert [r.id for r in insights_of_person(desk.reader, ida)] == [insight]


def test_an_opportunity_is_deleted_with_its_way(desk: DeskForTests, bo: int) -> None:
    made = spot(desk, CATALOGUE, LinkForm(LinkKind.VIA, bo))
    before = desk.facts()
    assert desk.do(delete_opportunities, opportunity_ids=[made]) == 1
    assert opportunity_rows(desk.reader) == []
    desk.undo()
    assert desk.facts() == before


def test_the_earliest_next_step_stands_first(desk: DeskForTests) -> None:
    spot(desk, "some day")
    spot(desk, "later", next_on=TODAY + timedelta(days=3))
    spot(desk, "soon", next_on=TODAY)
    assert [r.title for r in opportunity_rows(desk.reader)] == ["soon", "later", "some day"]
    assert opportunity_rows(desk.reader, [OpportunityStage.WON]) == []


def test_what_is_missing_is_said(desk: DeskForTests) -> None:
    with pytest.raises(UserError, match="needs a few words"):
        spot(desk, " ")
    with pytest.raises(UserError, match="not there any more"):
        spot(desk, person_id=9)
    for command in (take_step, delete_nothing):
        with pytest.raises(UserError, match="not there any more"):
            desk.do(command, opportunity_id=9)


def delete_nothing(work: object, now: object, *, opportunity_id: int) -> None:
    """A stage for what is gone."""
    set_stage(work, now, opportunity_id=opportunity_id, stage=OpportunityStage.WON)  # type: ignore[arg-type]


# ------------------------------------------------------------------------------------- insights


def test_an_insight_is_found_by_words_topics_and_source(desk: DeskForTests, ida: int) -> None:
    form = InsightForm(
        "Paper will be scarce", TODAY, ida, organisation="Book Guild", topics=("Paper", "prices")
    )
    made = desk.do(note_insight, form=form)
    found = get_insight(desk.reader, made)
    assert found is not None
    assert (found.source, found.topics) == ("Ida Vale, Book Guild", ("Paper", "prices"))
    for query in ("scarce", "vale", "guild PRICES", ""):
        assert [r.id for r in insight_rows(desk.reader, query)] == [made], query
    assert insight_rows(desk.reader, "scarce atlas") == []
    [guild] = organisation_rows(desk.reader)
    assert [r.id for r in insights_of_organisation(desk.reader, guild.id)] == [made]


def test_an_insight_is_edited_and_removed(desk: DeskForTests, ida: int) -> None:
    made = desk.do(note_insight, form=InsightForm("x", TODAY, ida, topics=("a",)))
    yesterday = TODAY - timedelta(days=1)
    desk.do(edit_insight, insight_id=made, form=InsightForm("y", yesterday, topics=("b",)))
    found = get_insight(desk.reader, made)
    assert found is not None
    assert (found.text, found.on, found.source, found.topics) == ("y", yesterday, "", ("b",))
    before = desk.facts()
    assert desk.do(drop_insights, insight_ids=[made]) == 1
    assert (insight_rows(desk.reader), undo_label(desk.reader)) == ([], "Remove the insight “y”")
    desk.undo()
    assert desk.facts() == before


def test_an_insight_outlives_who_told_it(desk: DeskForTests, ida: int) -> None:
    made = desk.do(note_insight, form=InsightForm("x", TODAY, ida))
    desk.do(delete_people, person_ids=[ida])
    assert [(r.id, r.source) for r in insight_rows(desk.reader)] == [(made, "")]


@pytest.mark.parametrize(
    "form", [InsightForm(" ", TODAY), InsightForm("x", TODAY, 9), InsightForm("x", TODAY, None, 9)]
)
def test_an_insight_has_words_and_a_source_that_is_there(
    desk: DeskForTests, form: InsightForm
) -> None:
    with pytest.raises(UserError):
        desk.do(note_insight, form=form)
    assert insight_rows(desk.reader) == []
