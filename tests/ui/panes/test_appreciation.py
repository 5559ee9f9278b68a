"""Appreciation in the window: the ledger, gifts, the calendar, cards; the page, Today, and K."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.batches import confirm_addresses, make_batch
from relationship_desk.desk.commands.events import add_event
from relationship_desk.desk.commands.gift_profiles import GiftProfileForm, set_gift_profile
from relationship_desk.desk.commands.gifts import GiftForm, give_gift, note_gift
from relationship_desk.desk.commands.opportunities import OpportunityForm, add_opportunity
from relationship_desk.desk.commands.standings import StandingForm, add_milestone, add_standing
from relationship_desk.desk.commands.thanks import KindnessForm, record_kindness, say_thanks
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.events import EventForm
from relationship_desk.domain.gifts import GiftState
from relationship_desk.domain.kindness import ThanksForm, ThanksState
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.standing import BatchForm, StandingKind
from relationship_desk.store.batches import batch_rows, recipients
from relationship_desk.store.gifts import gift_rows, profile_of
from relationship_desk.store.kindness import KindnessRow, kindness_rows
from relationship_desk.store.standings import milestone_rows, standing_rows
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.appreciation.batch_dialogs import BatchDialog, RecipientDialog, WhatDialog
from relationship_desk.ui.appreciation.batch_leaf import CardsLeaf
from relationship_desk.ui.appreciation.calendar_leaf import CalendarLeaf
from relationship_desk.ui.appreciation.composer import ThanksDialog
from relationship_desk.ui.appreciation.forgotten_dialog import ForgottenDialog
from relationship_desk.ui.appreciation.gift_dialog import GiftDialog
from relationship_desk.ui.appreciation.gift_leaf import GiftsLeaf
from relationship_desk.ui.appreciation.kindness_dialog import KindnessDialog
from relationship_desk.ui.appreciation.ledger import ThanksLeaf
from relationship_desk.ui.appreciation.profile_dialog import GiftProfileDialog
from relationship_desk.ui.appreciation.work_dialogs import MilestoneDialog, StandingDialog
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.letters.paper_dialog import AddressDialog, CardDialog
from relationship_desk.ui.pages.giving import GivingPage, count_kindnesses
from relationship_desk.ui.panes.appreciation import AppreciationPane
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.panes.timeline import TimelinePane
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.theme import Theme
from tests.support.desks import DeskForTests, email

# What the offscreen platform says of popups is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

THURSDAY = date(2026, 3, 12)
YESTERDAY = THURSDAY - timedelta(days=1)
Key = Qt.Key
Settle = Callable[[], None]
P = TypeVar("P", bound=Pane)
D = TypeVar("D", bound=QWidget)
HOME = Detail(DetailKind.ADDRESS, ("", "", "Kai 3", "Hamburg", "", "20457", "Germany"), "home")


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale", email("ida@example.org"), HOME, given="Ida")


@pytest.fixture
def opened(
    qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, settle: Settle
) -> Callable[[Callable[..., Any]], Any]:
    """Opens a pane as the window does."""

    def open_pane(make: Callable[..., Any]) -> Any:
        pane = make(bridge, actions, theme)
        bridge.changed.connect(pane.apply)
        qtbot.addWidget(pane)
        pane.resize(900, 600)
        pane.show()
        settle()
        return pane

    return open_pane


def dialog(over: QWidget, kind: type[D]) -> D:
    found = [each for each in over.window().findChildren(kind) if each.isVisible()]
    assert len(found) == 1, found
    return cast(D, found[0])


def kind(desk: DeskForTests, person: int, text: str = "recommended me", **more: Any) -> int:
    form = KindnessForm(person, text, more.pop("on", YESTERDAY), **more)
    return int(desk.do(record_kindness, form=form))


def only(desk: DeskForTests) -> KindnessRow:
    [row] = kindness_rows(desk.reader)
    return row


# ----------------------------------------------------------------------------------------- ledger


def test_the_ledger_shows_whom_to_thank_and_is_filtered(
    desk: DeskForTests, ida: int, opened: Any, qtbot: QtBot, settle: Settle
) -> None:
    kind(desk, ida, topics=("jobs",))
    thanked = kind(desk, ida, "lent me her car")
    desk.do(say_thanks, kindness_id=thanked, form=ThanksForm.SPOKEN)
    leaf = opened(ThanksLeaf)

    def shown() -> list[str]:
        return [row.text for row in leaf.section.rows.rows]

    assert shown() == ["recommended me"]
    leaf.state.setCurrentText("All")
    assert shown() == ["lent me her car", "recommended me"]
    leaf.topic.setCurrentText("jobs")
    assert shown() == ["recommended me"]
    leaf.topic.setCurrentIndex(0)
    qtbot.keyClicks(leaf.search, "car ida")
    assert shown() == ["lent me her car"]
    leaf.search.clear()
    leaf.state.setCurrentText("Thanked")
    assert shown() == ["lent me her car"]


def test_keys_of_the_ledger_thank_answer_and_take_back(
    desk: DeskForTests, ida: int, opened: Any, qtbot: QtBot, settle: Settle
) -> None:
    kind(desk, ida)
    leaf = opened(ThanksLeaf)
    leaf.state.setCurrentText("All")
    leaf.take_focus()
    qtbot.keyClick(leaf.section.list, Key.Key_N)
    settle()
    assert only(desk).state is ThanksState.NOT_NEEDED
    qtbot.keyClick(leaf.section.list, Key.Key_N)
    settle()
    qtbot.keyClick(leaf.section.list, Key.Key_Return)
    composer = dialog(leaf, ThanksDialog)
    composer.submit()
    settle()
    assert only(desk).state is ThanksState.SENT
    qtbot.keyClick(leaf.section.list, Key.Key_A)
    settle()
    assert only(desk).state is ThanksState.ACKNOWLEDGED
    qtbot.keyClick(leaf.section.list, Key.Key_U)
    settle()
    assert only(desk).state is ThanksState.DRAFTED
    qtbot.keyClick(leaf.section.list, Key.Key_Delete)
    settle()
    assert kindness_rows(desk.reader) == []


def test_a_kindness_is_recorded_with_all_of_its_fields(
    desk: DeskForTests, ida: int, opened: Any, qtbot: QtBot, settle: Settle
) -> None:
    leaf = opened(ThanksLeaf)
    leaf.section.add_button.click()
    form = dialog(leaf, KindnessDialog)
    form.submit()
    assert form.isVisible()  # nobody is named yet
    form.text.setPlainText("recommended me")
    form.person.set_person(ida)
    form.on.line.setText("yesterday")
    form.weight.setCurrentIndex(2)
    form.meant_for.setEditText("the harbour plan")
    qtbot.keyClicks(form.topics.focusProxy(), "jobs, museums,")
    qtbot.keyClick(form.meant_for.lineEdit(), Key.Key_Return)
    settle()
    row = only(desk)
    assert (row.text, row.on, row.weight.name, row.meant_for, row.topics) == (
        "recommended me", YESTERDAY, "TURN", "the harbour plan", ("jobs", "museums"),
    )  # fmt: skip
    leaf.take_focus()
    qtbot.keyClick(leaf.section.list, Key.Key_E)
    again = dialog(leaf, KindnessDialog)
    assert again.topics.tags() == ("jobs", "museums")
    assert again.meant_for.currentText() == "the harbour plan"
    again.wanted.setChecked(False)
    again.submit()
    settle()
    assert only(desk).state is ThanksState.NOT_NEEDED


def test_a_kindness_may_be_for_an_event_or_a_goal_that_is_offered(
    desk: DeskForTests, ida: int, opened: Any, qtbot: QtBot, settle: Settle
) -> None:
    for name, on in (("Old Fair", date(2020, 3, 1)), ("Book Fair", date(2026, 3, 9))):
        desk.do(add_event, form=EventForm(name, on))
    desk.do(add_opportunity, form=OpportunityForm("The atlas"))
    kind(desk, ida, meant_for="book fair")
    kind(desk, ida, meant_for="the move")
    leaf = opened(ThanksLeaf)
    leaf.section.add_button.click()
    field = dialog(leaf, KindnessDialog).meant_for

    assert [field.itemText(n) for n in range(field.count())] == [
        "Book Fair", "The atlas", "the move",
    ]  # fmt: skip
    assert field.currentText() == ""
    dialog(leaf, KindnessDialog).reject()


# --------------------------------------------------------------------------------------- composer


def test_the_composer_writes_takes_up_words_and_leaves_those_of_the_user(
    desk: DeskForTests, ida: int, opened: Any, qtbot: QtBot, settle: Settle
) -> None:
    kind(desk, ida, "recommended me for the museum job")
    leaf = opened(ThanksLeaf)
    leaf.take_focus()
    qtbot.keyClick(leaf.section.list, Key.Key_Return)
    composer = dialog(leaf, ThanksDialog)
    assert composer.text.toPlainText().startswith("Dear Ida,\n\n")
    assert "recommended me for the museum job" in composer.text.toPlainText()
    before = composer.text.toPlainText()
    composer.another.click()
    assert composer.text.toPlainText() != before
    qtbot.keyClicks(composer.effect, "I start in May")
    qtbot.keyClicks(composer.ahead, "Come to the opening!")
    assert "I start in May.\n\nCome to the opening!" in composer.text.toPlainText()
    composer.tones.buttons[Tone.CLOSE].click()
    assert composer.text.toPlainText().startswith("Ida,\n\n")
    assert "I start in May." in composer.text.toPlainText()
    assert composer.subject.text() == "Thank you!"
    composer.text.setPlainText("My own words")
    qtbot.keyClicks(composer.effect, "!")
    assert composer.text.toPlainText() == "My own words"
    composer.reject()
    settle()
    assert (only(desk).state, only(desk).draft) == (ThanksState.DRAFTED, "My own words")
    qtbot.keyClick(leaf.section.list, Key.Key_Return)
    assert dialog(leaf, ThanksDialog).text.toPlainText() == "My own words"
    dialog(leaf, ThanksDialog).reject()


def test_the_form_of_the_thanks_goes_with_them(
    desk: DeskForTests, ida: int, opened: Any, qtbot: QtBot, settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    links: list[str] = []

    def open_url(url: QUrl) -> bool:
        links.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    kind(desk, ida)
    leaf = opened(ThanksLeaf)
    leaf.take_focus()
    qtbot.keyClick(leaf.section.list, Key.Key_Return)
    composer = dialog(leaf, ThanksDialog)
    composer.mail()
    assert links[0].startswith("mailto:ida@example.org")
    assert composer.way() is ThanksForm.MAIL
    card = composer.open_card()
    assert isinstance(card, CardDialog)
    assert composer.way() is ThanksForm.CARD
    card.reject()
    composer.submit()
    settle()
    assert only(desk).form is ThanksForm.CARD
    [entry] = feed_page(desk.reader, ida)
    assert entry.text.startswith("Thanks for: recommended me\n\nDear Ida,")


# -------------------------------------------------------------------------------------- forgotten


def test_what_was_forgotten_is_answered_by_one_key_each(
    desk: DeskForTests, ida: int, bridge: Bridge, theme: Theme, settle: Settle, qtbot: QtBot
) -> None:
    desk.log(ida, text="She lent me her car", on=YESTERDAY)
    desk.log(ida, text="She gave me a map", on=YESTERDAY - timedelta(days=1))
    asked = ForgottenDialog(bridge, theme, lambda _: None)
    qtbot.addWidget(asked)
    asked.show()
    assert [row.phrase for row in asked.section.rows.rows] == ["lent me", "gave me"]
    qtbot.keyClick(asked.section.list, Key.Key_N)
    settle()
    assert [row.phrase for row in asked.section.rows.rows] == ["gave me"]
    qtbot.keyClick(asked.section.list, Key.Key_Return)
    form = dialog(asked, KindnessDialog)
    assert form.text.toPlainText() == "She gave me a map"
    form.submit()
    settle()
    assert asked.section.rows.rows == []
    assert not asked.yes.isEnabled()
    assert only(desk).interaction_id == 2
    asked.reject()


# ------------------------------------------------------------------------------------------ gifts


def test_gifts_stand_under_their_state_and_are_given_by_a_key(
    desk: DeskForTests, ida: int, opened: Any, qtbot: QtBot, settle: Settle
) -> None:
    desk.do(note_gift, form=GiftForm(ida, "a kite", needed_on=THURSDAY))
    desk.do(note_gift, form=GiftForm(ida, "a lamp"))
    leaf = opened(GiftsLeaf)
    states = [row.state for row in leaf.section.rows.rows]
    assert states == [GiftState.PLANNED, GiftState.IDEA]
    leaf.take_focus()
    qtbot.keyClick(leaf.section.list, Key.Key_G)
    settle()
    assert [r.state for r in gift_rows(desk.reader)] == [GiftState.IDEA, GiftState.GIVEN]
    qtbot.keyClicks(leaf.search, "lamp")
    assert [row.text for row in leaf.section.rows.rows] == ["a lamp"]


def test_the_form_of_a_gift_says_what_speaks_against_it_and_saves_all_the_same(
    desk: DeskForTests, ida: int, opened: Any, settle: Settle
) -> None:
    given = desk.do(note_gift, form=GiftForm(ida, "a pair of bookends"))
    desk.do(give_gift, gift_id=given)
    profile = GiftProfileForm(likes="the sea", allergies="nuts")
    desk.do(set_gift_profile, person_id=ida, form=profile)
    leaf = opened(GiftsLeaf)
    leaf.section.add_button.click()
    form = dialog(leaf, GiftDialog)
    form.person.set_person(ida)
    form.text.setText("a pair of bookends, nuts")
    assert form.against.text() == (
        "You gave them “a pair of bookends” in 2026. They do not tolerate nuts."
    )
    assert form.known.text() == "Likes: the sea."
    form.price.line.setText("much")
    form.submit()
    assert form.isVisible()
    form.price.line.setText("€25")
    form.needed.line.setText("2026-03-20")
    form.lead.setCurrentIndex(1)
    form.submit()
    settle()
    [idea] = [row for row in gift_rows(desk.reader) if row.state is GiftState.PLANNED]
    assert (idea.text, str(idea.price), idea.lead_days) == ("a pair of bookends, nuts", "€25", 3)


def test_something_that_came_is_noted_and_thanked_for(
    desk: DeskForTests, ida: int, opened: Any, settle: Settle
) -> None:
    leaf = opened(GiftsLeaf)
    leaf.received.click()
    form = dialog(leaf, GiftDialog)
    form.person.set_person(ida)
    form.text.setText("plum jam")
    form.on.line.setText("yesterday")
    form.submit()
    settle()
    assert only(desk).on == YESTERDAY
    assert gift_rows(desk.reader)[0].state is GiftState.RECEIVED


# ------------------------------------------------------------------------------ calendar and cards


def test_the_calendar_shows_days_and_standings(
    desk: DeskForTests, ida: int, opened: Any, settle: Settle, qtbot: QtBot
) -> None:
    leaf = opened(CalendarLeaf)
    leaf.standings.add_button.click()
    standing = dialog(leaf, StandingDialog)
    standing.person.set_person(ida)
    standing.since.line.setText("2024-03-15")
    standing.submit()
    settle()
    assert [row.words for row in leaf.coming.rows.rows] == ["two years as your client"]
    leaf.coming.add_button.click()
    milestone = dialog(leaf, MilestoneDialog)
    milestone.person.set_person(ida)
    milestone.text.setText("The atlas")
    milestone.submit()
    settle()
    assert leaf.coming.rows.rows[0].words == "The atlas"
    leaf.take_focus()
    with qtbot.waitSignal(leaf.person_chosen) as chosen:
        qtbot.keyClick(leaf.coming.list, Key.Key_Return)
    assert chosen.args == [ida]
    leaf.standings.take_focus()
    qtbot.keyClick(leaf.standings.list, Key.Key_Delete)
    settle()
    assert standing_rows(desk.reader) == []


def test_a_batch_is_made_filled_printed_and_sent(
    desk: DeskForTests, ida: int, opened: Any, settle: Settle, qtbot: QtBot, tmp_path: Path
) -> None:
    bo = desk.add("Bo Lind")
    desk.do(add_standing, form=StandingForm(ida, StandingKind.CLIENT))
    leaf = opened(CardsLeaf)
    assert not leaf.section.isVisible()
    leaf.new.click()
    made = dialog(leaf, BatchDialog)
    made.submit()
    settle()
    assert made.isVisible()  # it has no name yet
    made.title.setText("Cards 2026")
    made.who.setCurrentIndex(1)
    made.submit()
    settle()
    [batch] = batch_rows(desk.reader)
    assert [row.person_name for row in leaf.section.rows.rows] == ["Ida Vale"]
    leaf.section.add_button.click()
    more = dialog(leaf, RecipientDialog)
    more.person.set_person(bo)
    more.submit()
    settle()
    assert [row.person_name for row in leaf.section.rows.rows] == ["Bo Lind", "Ida Vale"]
    leaf.take_focus()
    leaf.section.list.setCurrentIndex(leaf.section.rows.index(1))
    qtbot.keyClick(leaf.section.list, Key.Key_A)
    settle()
    assert recipients(desk.reader, batch.id)[1].checked_on == THURSDAY
    qtbot.keyClick(leaf.section.list, Key.Key_E)
    what = dialog(leaf, WhatDialog)
    what.what.setText("a calendar")
    what.submit()
    settle()
    paper = leaf.open_paper()
    assert isinstance(paper, AddressDialog)
    assert [block.text for sheet in paper.sheets() for block in sheet.blocks] == [
        "Ida Vale\nKai 3\n20457 Hamburg\nGermany"
    ]
    paper.save(tmp_path / "labels.pdf")
    assert (tmp_path / "labels.pdf").read_bytes().startswith(b"%PDF")
    paper.reject()
    qtbot.keyClick(leaf.section.list, Key.Key_Space)
    settle()
    [entry] = feed_page(desk.reader, ida)
    assert entry.text == "Cards 2026: a calendar"
    leaf.all_sent.click()
    settle()
    assert batch_rows(desk.reader)[0].sent == 2
    leaf.remove.click()
    settle()
    assert batch_rows(desk.reader) == []
    assert not leaf.section.isVisible()


# ---------------------------------------------------------------------- page, Today, timeline


def test_the_page_of_a_person_has_all_of_theirs(
    desk: DeskForTests, ida: int, bridge: Bridge, opened: Any, settle: Settle
) -> None:
    bo = desk.add("Bo Lind")
    kind(desk, ida)
    kind(desk, bo, "lent me his van")
    desk.do(add_milestone, person_id=ida, text="The atlas", on=YESTERDAY)
    page = opened(GivingPage)
    page.show_person(ida)
    settle()
    kindnesses, gifts, known, *_, milestones, _aware = page.parts
    assert [row.text for row in kindnesses.widget.rows.rows] == ["recommended me"]
    assert [row.text for row in milestones.widget.rows.rows] == ["The atlas"]
    assert count_kindnesses(bridge, ida) == 1
    gifts.widget.add_button.click()
    idea = dialog(page, GiftDialog)
    assert idea.person.person_id() == ida
    idea.text.setText("a kite")
    idea.submit()
    settle()
    assert [row.text for row in gifts.widget.rows.rows] == ["a kite"]
    known.take_focus()
    page.window().focusWidget().click()
    profile = dialog(page, GiftProfileDialog)
    profile.fields["allergies"].setPlainText("nuts")
    profile.submit()
    settle()
    assert profile_of(desk.reader, ida).allergies == "nuts"
    milestones.widget.add_button.click()
    dialog(page, MilestoneDialog).reject()
    assert len(milestone_rows(desk.reader)) == 1


def test_k_on_an_entry_records_a_kindness_and_the_entry_says_so(
    desk: DeskForTests, ida: int, opened: Any, qtbot: QtBot, settle: Settle
) -> None:
    entry = desk.log(ida, text="She lent me her car", on=YESTERDAY)
    pane = opened(TimelinePane)
    pane.set_person(ida)
    pane.take_focus()
    qtbot.keyClick(pane.list, Key.Key_K)
    form = dialog(pane, KindnessDialog)
    assert form.text.toPlainText() == "She lent me her car"
    form.submit()
    settle()
    assert only(desk).interaction_id == entry
    assert pane.delegate.kindnesses == {entry: "kindness, to be thanked"}
    assert "kindness, to be thanked" in pane.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_today_thanks_asks_gives_and_leads_to_a_batch(
    desk: DeskForTests, ida: int, opened: Any, qtbot: QtBot, settle: Settle, actions: Actions
) -> None:
    kind(desk, ida)
    desk.log(ida, text="She gave me a map", on=THURSDAY - timedelta(days=9))
    desk.do(note_gift, form=GiftForm(ida, "a kite", needed_on=THURSDAY + timedelta(days=3)))
    batch = desk.do(
        make_batch, title="Cards", form=BatchForm.CARD, due_on=THURSDAY, person_ids=[ida]
    )
    pane = opened(TodayPane)

    def go_to(source: str) -> None:
        [place] = [n for n, row in enumerate(pane.model.rows) if row.source == source]
        pane.list.setCurrentIndex(pane.model.index(place))
        qtbot.keyClick(pane.list, Key.Key_Return)

    go_to("kindness")
    dialog(pane, ThanksDialog).submit()
    settle()
    assert only(desk).state is ThanksState.SENT
    go_to("interaction")
    dialog(pane, KindnessDialog).reject()
    [place] = [n for n, row in enumerate(pane.model.rows) if row.source == "interaction"]
    pane.list.setCurrentIndex(pane.model.index(place))
    qtbot.keyClick(pane.list, Key.Key_X)
    settle()
    assert all(row.source != "interaction" for row in pane.model.rows)
    go_to("gift")
    settle()
    assert gift_rows(desk.reader)[0].state is GiftState.GIVEN
    go_to("card_batch")
    place_pane = opened(AppreciationPane)
    assert place_pane.open_name == "cards"
    assert place_pane.page.section.rows.rows[0].batch_id == batch


def test_the_number_of_the_place_is_that_of_open_thanks(
    desk: DeskForTests, ida: int, opened: Any, settle: Settle
) -> None:
    first = kind(desk, ida)
    pane = opened(AppreciationPane)
    assert pane.waiting == 1
    kind(desk, ida, "lent me her car", on=THURSDAY)
    settle()
    assert pane.waiting == 2
    desk.do(say_thanks, kindness_id=first, form=ThanksForm.MAIL)
    settle()
    assert pane.waiting == 1


def test_addresses_that_were_confirmed_are_said_to_be(
    desk: DeskForTests, ida: int, opened: Any, settle: Settle
) -> None:
    batch = desk.do(make_batch, title="Cards", form=BatchForm.CARD, person_ids=[ida])
    leaf = opened(CardsLeaf)
    assert "1 address waits" in leaf._words.text()
    desk.do(confirm_addresses, recipient_ids=[recipients(desk.reader, batch)[0].id])
    settle()
    assert "wait" not in leaf._words.text()
