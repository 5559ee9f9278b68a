"""Organisations, opportunities and insights in the window, by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.events import add_event
from relationship_desk.desk.commands.insights import InsightForm, note_insight
from relationship_desk.desk.commands.memberships import MembershipForm, add_membership
from relationship_desk.desk.commands.opportunities import (
    LinkForm,
    OpportunityForm,
    add_opportunity,
)
from relationship_desk.desk.commands.organisations import (
    AffiliationForm,
    affiliate,
    archive_organisations,
)
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.events import EventForm
from relationship_desk.domain.money import parse_money
from relationship_desk.domain.opportunities import LinkKind, OpportunityStage, way_in_words
from relationship_desk.domain.organisations import OrganisationKind, Renewal, Verdict
from relationship_desk.domain.today import TodayKind
from relationship_desk.store.insights import insight_rows
from relationship_desk.store.memberships import get_membership, membership_rows
from relationship_desk.store.opportunities import opportunity_rows
from relationship_desk.store.organisations import organisation_rows, people_of, places_of
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.events.guest_form import GuestDialog
from relationship_desk.ui.networking.dialogs import (
    AffiliationDialog,
    InsightDialog,
    MergeDialog,
    OrganisationDialog,
)
from relationship_desk.ui.networking.leaves import (
    InsightsLeaf,
    OpportunitiesLeaf,
    OrganisationsLeaf,
)
from relationship_desk.ui.networking.membership_dialogs import LookDialog, MembershipDialog
from relationship_desk.ui.networking.opportunity_dialogs import OnwardsDialog, OpportunityDialog
from relationship_desk.ui.networking.part import Part
from relationship_desk.ui.pages.networking import NetworkingPage, count_places
from relationship_desk.ui.panes.events import EventsPane
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests

Key = Qt.Key
D = TypeVar("D", bound=FormDialog)
TODAY = date(2026, 3, 12)
Settle = Callable[[], None]

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale")


@pytest.fixture
def said() -> list[Message]:
    return []


@pytest.fixture
def pane(
    qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, said: list[Message]
) -> EventsPane:
    pane = EventsPane(bridge, actions, theme)
    pane.message.connect(lambda message: said.append(cast(Message, message)))
    bridge.changed.connect(pane.apply)
    pane.resize(700, 760)
    pane.show()
    qtbot.addWidget(pane)
    return pane


def opened(pane: QWidget, kind: type[D]) -> D:
    [dialog] = [d for d in pane.window().findChildren(kind) if d.isVisible()]
    return dialog


def press(qtbot: QtBot, part: Part, key: Qt.Key, settle: Settle, row: int = 0) -> None:
    section = part.section
    section.list.setCurrentIndex(section.rows.index(row))
    qtbot.keyClick(section.list, key)
    settle()


def titles(part: Part) -> list[str]:
    rows = part.section.rows
    return [rows.index(place).data() for place in range(rows.rowCount())]


def test_two_organisations_are_merged_by_key_under_the_name_that_is_chosen(
    pane: EventsPane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle,
    said: list[Message],
) -> None:  # fmt: skip
    for name in ("Guild", "Harbour Museum"):
        desk.do(affiliate, form=AffiliationForm(ida, name))
    leaf = pane.open_kind(OrganisationsLeaf)
    settle()
    press(qtbot, leaf.part, Key.Key_M, settle)
    dialog = opened(pane, MergeDialog)
    for name in ("Nobody", "guild"):
        dialog.other.setText(name)
        dialog.submit()
        assert "another organisation" in dialog.accessibleDescription()
    dialog.other.setText("harbour museum")
    dialog.stays.setCurrentIndex(1)
    dialog.submit()
    settle()
    assert [row.name for row in organisation_rows(desk.reader)] == ["Harbour Museum"]
    assert said[-1].text == "Merge Harbour Museum and Guild."


def test_the_page_of_a_person_says_where_they_are_and_were_met(
    qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, desk: DeskForTests, ida: int,
    settle: Settle,
) -> None:  # fmt: skip
    desk.do(add_event, form=EventForm("Old Fair", TODAY - timedelta(days=40)))
    fair = desk.do(add_event, form=EventForm("Fair", TODAY + timedelta(days=9)))
    page = NetworkingPage(bridge, actions, theme)
    bridge.changed.connect(page.apply)
    qtbot.addWidget(page)
    page.show()
    page.show_person(ida)
    assert titles(page.events) == []
    page.events.add()
    dialog = opened(page, GuestDialog)
    dialog.submit()
    assert "Choose the event" in dialog.accessibleDescription()
    assert dialog.event_field is not None
    dialog.event_field.setCurrentIndex(dialog.event_field.findData(fair))
    dialog.submit()
    settle()
    [shown] = titles(page.events)
    assert shown.startswith("Fair, ")


def test_an_organisation_is_made_by_its_button(
    pane: EventsPane, desk: DeskForTests, qtbot: QtBot, settle: Settle, said: list[Message]
) -> None:
    leaf = pane.open_kind(OrganisationsLeaf)
    assert not leaf.below.isVisible()
    leaf.part.section.add_button.click()
    dialog = opened(pane, OrganisationDialog)
    qtbot.keyClicks(dialog.name, "Book Guild")
    dialog.kind.setCurrentIndex(dialog.kind.findData(OrganisationKind.BODY))
    qtbot.keyClick(dialog.name, Key.Key_Return)
    settle()
    [row] = organisation_rows(desk.reader)
    assert (row.name, row.kind) == ("Book Guild", OrganisationKind.BODY)
    assert titles(leaf.part) == ["Book Guild, Professional body, "]
    assert said[-1].text == "New professional body Book Guild."
    assert leaf.title.text() == "Book Guild"
    assert leaf.about.text() == "It gave you nothing yet."


def test_a_second_of_its_name_is_refused_and_what_was_typed_stays(
    pane: EventsPane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    desk.do(affiliate, form=AffiliationForm(ida, "Atlas"))
    pane.open_kind(OrganisationsLeaf).part.add()
    dialog = opened(pane, OrganisationDialog)
    qtbot.keyClicks(dialog.name, "ATLAS")
    dialog.save.click()
    settle()
    assert dialog.isVisible()
    assert "already" in dialog.accessibleDescription()
    assert dialog.name.text() == "ATLAS"
    dialog.reject()


def test_below_the_list_stands_who_is_there_and_a_key_adds_and_removes(
    pane: EventsPane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    desk.do(affiliate, form=AffiliationForm(ida, "Atlas"))
    leaf = pane.open_kind(OrganisationsLeaf)
    settle()
    chosen: list[int] = []
    pane.person_chosen.connect(chosen.append)
    press(qtbot, leaf.people, Key.Key_O, settle)
    assert chosen == [ida]
    press(qtbot, leaf.people, Key.Key_Return, settle)
    dialog = opened(pane, AffiliationDialog)
    dialog.role.setText("Curator")
    dialog.since.line.setText("May 2019")
    dialog.save.click()
    settle()
    assert titles(leaf.people) == ["Ida Vale, Curator, since May 2019"]
    press(qtbot, leaf.people, Key.Key_Delete, settle)
    assert titles(leaf.people) == []


@pytest.mark.parametrize("typed", ["soon", "12 May"])
def test_a_time_without_its_year_is_asked_again(
    pane: EventsPane, desk: DeskForTests, ida: int, settle: Settle, typed: str
) -> None:
    desk.do(affiliate, form=AffiliationForm(ida, "Atlas"))
    leaf = pane.open_kind(OrganisationsLeaf)
    leaf.people.add()
    dialog = opened(pane, AffiliationDialog)
    dialog.person.set_person(ida)
    dialog.since.line.setText(typed)
    dialog.save.click()
    settle()
    assert dialog.isVisible()
    assert "year" in dialog.since.hint()
    dialog.reject()


def test_cards_offer_a_link_that_is_made_when_pressed(
    pane: EventsPane, desk: DeskForTests, settle: Settle
) -> None:
    for name in ("Ann", "Bo"):
        desk.add(name, Detail(DetailKind.ORGANISATION, ("Harbour & Sons",)))
    settle()
    leaf = pane.open_kind(OrganisationsLeaf)
    assert leaf.asked.text() == "2 cards say Harbour & Sons."
    assert organisation_rows(desk.reader) == []
    leaf.offer.click()
    settle()
    [row] = organisation_rows(desk.reader)
    assert [place.person_name for place in people_of(desk.reader, row.id)] == ["Ann", "Bo"]
    assert leaf.offer.isHidden()


def test_searching_finds_those_in_the_archive_too(
    pane: EventsPane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    for name in ("Atlas North", "Book Guild", "Atlas South"):
        desk.do(affiliate, form=AffiliationForm(ida, name))
    south = organisation_rows(desk.reader, "south")[0].id
    desk.do(archive_organisations, organisation_ids=[south], archived=True)
    settle()
    leaf = pane.open_kind(OrganisationsLeaf)
    assert leaf.part.section.rows.rowCount() == 2
    qtbot.keyClicks(leaf.search, "atlas")
    assert [row.name for row in leaf.part.section.rows.rows] == ["Atlas North", "Atlas South"]
    qtbot.keyClick(leaf.search, Key.Key_Down)
    assert leaf.part.section.list.currentIndex().row() >= 0
    qtbot.keyClick(leaf.search, Key.Key_Escape)
    assert leaf.search.text() == ""
    press(qtbot, leaf.part, Key.Key_A, settle)
    assert [row.name for row in organisation_rows(desk.reader)] == ["Book Guild"]
    press(qtbot, leaf.part, Key.Key_Delete, settle)
    assert organisation_rows(desk.reader) == []


def test_a_membership_is_made_renewed_and_looked_at(
    pane: EventsPane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    desk.do(affiliate, form=AffiliationForm(ida, "Book Guild"))
    leaf = pane.open_kind(OrganisationsLeaf)
    settle()
    leaf.memberships.section.add_button.click()
    dialog = opened(pane, MembershipDialog)
    assert dialog.organisation.text() == "Book Guild"
    dialog.renews.line.setText("2026-03-20")
    dialog.fee.line.setText("95 EUR")
    dialog.every.setCurrentIndex(dialog.every.findData(3))
    dialog.save.click()
    settle()
    [row] = membership_rows(desk.reader)
    assert (row.renewal, str(row.fee)) == (Renewal(date(2026, 3, 20), 3, 20), "€95")
    press(qtbot, leaf.memberships, Key.Key_D, settle)
    assert membership_rows(desk.reader)[0].renewal == Renewal(date(2026, 6, 20), 3, 20)
    press(qtbot, leaf.memberships, Key.Key_K, settle)
    opened(pane, LookDialog).drop.click()
    settle()
    assert membership_rows(desk.reader)[0].verdict is Verdict.DROP
    press(qtbot, leaf.memberships, Key.Key_K, settle)
    look = opened(pane, LookDialog)
    [left] = [b for b in look.findChildren(QPushButton) if b.text() == "I left"]
    left.click()
    settle()
    assert not membership_rows(desk.reader)[0].is_current(date(2026, 3, 13))
    press(qtbot, leaf.memberships, Key.Key_Delete, settle)
    assert membership_rows(desk.reader) == []


def test_editing_words_of_a_membership_keeps_the_31st(
    pane: EventsPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    form = MembershipForm("Guild", renewal=Renewal(date(2026, 4, 30), 1, 31))
    desk.do(add_membership, form=form)
    leaf = pane.open_kind(OrganisationsLeaf)
    settle()
    press(qtbot, leaf.memberships, Key.Key_Return, settle)
    dialog = opened(pane, MembershipDialog)
    dialog.participation.setPlainText("the reading circle")
    dialog.save.click()
    settle()
    [row] = membership_rows(desk.reader)
    assert (row.renewal, row.participation) == (
        Renewal(date(2026, 4, 30), 1, 31), "the reading circle",
    )  # fmt: skip


def test_an_opportunity_is_made_with_its_way_by_keyboard(
    pane: EventsPane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    leaf = pane.open_kind(OpportunitiesLeaf)
    leaf.part.section.add_button.click()
    dialog = opened(pane, OpportunityDialog)
    qtbot.keyClicks(dialog.title, "The catalogue")
    dialog.worth.line.setText("12,500 EUR")
    [step] = dialog.way.steps
    step.kind.setCurrentIndex(step.kind.findData(LinkKind.MET_AT))
    qtbot.keyClicks(step.who, "the ferry")
    dialog.way.more.click()
    qtbot.keyClicks(dialog.way.steps[1].who, "ida vale")
    dialog.way.more.click()
    dialog.save.click()
    settle()
    [row] = opportunity_rows(desk.reader)
    assert way_in_words([link.step for link in row.way]) == (
        "Met at the ferry, introduced by Ida Vale"
    )
    assert (row.title, str(row.value), list(row.helpers)) == ("The catalogue", "€12,500", [ida])
    assert leaf.way.accessibleName() == (
        "The way to The catalogue: Met at the ferry, introduced by Ida Vale"
    )
    chosen: list[int] = []
    pane.person_chosen.connect(chosen.append)
    [button] = [b for b in leaf.way.findChildren(QPushButton) if b.text() == "Ida Vale"]
    button.click()
    assert chosen == [ida]


def test_an_edited_way_keeps_who_stands_on_it(
    pane: EventsPane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    twin = desk.add("Ida Vale")
    way = [LinkForm(LinkKind.VIA, twin), LinkForm(LinkKind.VIA, organisation="Guild")]
    desk.do(add_opportunity, form=OpportunityForm("The catalogue"), way=way)
    leaf = pane.open_kind(OpportunitiesLeaf)
    settle()
    press(qtbot, leaf.part, Key.Key_Return, settle)
    opened(pane, OpportunityDialog).save.click()
    settle()
    [row] = opportunity_rows(desk.reader)
    assert [(link.person_id, link.name) for link in row.way] == [
        (twin, "Ida Vale"),
        (None, "Guild"),
    ]
    assert row.way[1].organisation_id == organisation_rows(desk.reader)[0].id


def test_a_step_that_was_taken_asks_what_next(
    pane: EventsPane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    desk.do(add_opportunity, form=OpportunityForm("It", person_id=ida, next_step="send"))
    leaf = pane.open_kind(OpportunitiesLeaf)
    settle()
    press(qtbot, leaf.part, Key.Key_D, settle)
    dialog = opened(pane, OnwardsDialog)
    dialog.next_step.setText("ask")
    dialog.next_on.line.setText("tomorrow")
    dialog.save.click()
    settle()
    [row] = opportunity_rows(desk.reader)
    assert (row.next_step, row.next_on) == ("ask", date(2026, 3, 13))
    [entry] = feed_page(desk.reader, ida)
    assert (entry.on, entry.text) == (TODAY, "It: send")


def test_winning_offers_thanks_and_a_task_and_is_one_step_of_undo(
    pane: EventsPane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    bo = desk.add("Bo")
    form = OpportunityForm("It", person_id=ida)
    desk.do(add_opportunity, form=form, way=[LinkForm(LinkKind.INTRODUCED_BY, bo)])
    before = desk.facts()
    leaf = pane.open_kind(OpportunitiesLeaf)
    settle()
    press(qtbot, leaf.part, Key.Key_W, settle)
    dialog = opened(pane, OnwardsDialog)
    assert [box.text() for box in dialog.thanks.values()] == ["Bring thanks to Bo into Today"]
    assert dialog.why is not None
    dialog.why.setText("the sample")
    dialog.next_step.setText("begin")
    dialog.save.click()
    settle()
    [row] = opportunity_rows(desk.reader)
    assert (row.stage, row.why, row.closed_on) == (OpportunityStage.WON, "the sample", TODAY)
    assert desk.reader.sql("SELECT person_id FROM kindness") == [(bo,)]
    assert desk.reader.sql("SELECT text, person_id FROM task") == [("begin", ida)]
    desk.undo()
    assert desk.facts() == before


def test_stages_are_moved_by_keys_and_a_lost_one_may_say_why(
    pane: EventsPane, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    desk.do(add_opportunity, form=OpportunityForm("It"))
    leaf = pane.open_kind(OpportunitiesLeaf)
    settle()
    for key, stage in ((Key.Key_T, "talking"), (Key.Key_F, "offered")):
        press(qtbot, leaf.part, key, settle)
        assert opportunity_rows(desk.reader)[0].stage == stage
    press(qtbot, leaf.part, Key.Key_L, settle)
    opened(pane, OnwardsDialog).reject()
    settle()
    assert opportunity_rows(desk.reader)[0].stage is OpportunityStage.OFFERED
    press(qtbot, leaf.part, Key.Key_R, settle)
    opened(pane, OnwardsDialog).save.click()
    settle()
    assert opportunity_rows(desk.reader)[0].stage is OpportunityStage.RESTING
    press(qtbot, leaf.part, Key.Key_Delete, settle)
    assert opportunity_rows(desk.reader) == []


def test_insights_are_noted_searched_and_removed(
    pane: EventsPane, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    leaf = pane.open_kind(InsightsLeaf)
    leaf.part.section.add_button.click()
    dialog = opened(pane, InsightDialog)
    qtbot.keyClicks(dialog.text, "Paper will be scarce")
    dialog.person.set_person(ida)
    dialog.topics.set_tags(["paper"])
    qtbot.keyClick(dialog.text, Key.Key_Return)
    settle()
    [row] = insight_rows(desk.reader)
    assert (row.text, row.person_id, row.topics, row.on) == (
        "Paper will be scarce", ida, ("paper",), TODAY,
    )  # fmt: skip
    qtbot.keyClicks(leaf.search, "ink")
    assert titles(leaf.part) == []
    leaf.search.clear()
    assert titles(leaf.part) == ["Paper will be scarce, 12 March 2026 · Ida Vale · paper"]
    press(qtbot, leaf.part, Key.Key_Delete, settle)
    assert insight_rows(desk.reader) == []


def test_the_page_of_a_person_shows_and_links_what_is_theirs(
    bridge: Bridge, actions: Actions, theme: Theme, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> None:
    ida = desk.add("Ida", Detail(DetailKind.ORGANISATION, ("Harbour Museum",)))
    other = desk.add("Bo")
    desk.do(affiliate, form=AffiliationForm(ida, "Guild", "Chair"))
    desk.do(affiliate, form=AffiliationForm(other, "Elsewhere"))
    desk.do(note_insight, form=InsightForm("x", TODAY, ida))
    desk.do(note_insight, form=InsightForm("y", TODAY, other))
    worth = parse_money("5 EUR")
    desk.do(add_opportunity, form=OpportunityForm("It", person_id=ida, value=worth))
    page = NetworkingPage(bridge, actions, theme)
    bridge.changed.connect(page.apply)
    page.show()
    qtbot.addWidget(page)
    page.show_person(ida)
    assert titles(page.places) == [
        "Guild, Chair",
        "Harbour Museum, The card says so. Link it? Y, or Del for no.",
    ]
    assert titles(page.insights) == ["x, 12 March 2026 · Ida"]
    assert titles(page.opportunities) == ["It, Spotted, €5, Ida"]
    press(qtbot, page.places, Key.Key_Y, settle, 1)
    assert [p.organisation for p in places_of(desk.reader, ida)] == ["Guild", "Harbour Museum"]
    assert count_places(bridge, ida) == 2
    page.insights.add()
    dialog = opened(page, InsightDialog)
    assert dialog.person.person_id() == ida
    dialog.reject()
    page.show_person(None)
    assert titles(page.places) == []


def test_today_renews_looks_and_takes_a_step(
    bridge: Bridge, actions: Actions, theme: Theme, desk: DeskForTests, ida: int, qtbot: QtBot,
    settle: Settle,
) -> None:  # fmt: skip
    desk.clock.advance(timedelta(days=-400))
    looked_at = desk.do(add_membership, form=MembershipForm("Café Atlas"))
    desk.clock.advance(timedelta(days=400))
    desk.do(add_membership, form=MembershipForm("Guild", renewal=Renewal(TODAY)))
    step = OpportunityForm("It", person_id=ida, next_step="send", next_on=TODAY)
    desk.do(add_opportunity, form=step)
    pane = TodayPane(bridge, actions, theme)
    bridge.changed.connect(pane.apply)
    pane.show()
    qtbot.addWidget(pane)
    settle()
    rows = {row.kind: row for row in pane.model.rows}
    assert pane.verbs.do(rows[TodayKind.MEMBERSHIP])
    [guild] = [row for row in membership_rows(desk.reader) if row.organisation == "Guild"]
    assert guild.renewal == Renewal(date(2027, 3, 12), 12, 12)
    assert pane.verbs.do(rows[TodayKind.OPPORTUNITY])
    opened(pane, OnwardsDialog).save.click()
    settle()
    assert opportunity_rows(desk.reader)[0].next_on is None
    assert pane.verbs.do(rows[TodayKind.LOOK])
    opened(pane, LookDialog).save.click()
    settle()
    kept = get_membership(desk.reader, looked_at)
    assert kept is not None
    assert (kept.verdict, kept.reviewed_on) == (Verdict.KEEP, TODAY)
    assert pane.model.rows == []
