"""The page "Give and thank" of one person: what they look for, were given, and both ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.giving import GivingForm, give
from relationship_desk.desk.commands.introductions import IntroductionForm, plan_introduction
from relationship_desk.desk.commands.needs import NeedForm, note_need
from relationship_desk.domain.value import Given
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.pages.giving import GivingPage
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.given import GivenListing
from relationship_desk.ui.value.introductions import IntroductionsListing
from relationship_desk.ui.value.needs import NeedDialog, NeedsListing
from tests.support.desks import DeskForTests

Settle = Callable[[], None]

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def page(
    bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot, desk: DeskForTests,
    settle: Settle,
) -> GivingPage:  # fmt: skip
    made = GivingPage(bridge, actions, theme)
    bridge.changed.connect(made.apply)
    qtbot.addWidget(made)
    made.resize(640, 700)
    made.show()
    made.show_person(desk.add("Ida Vale"))
    settle()
    return made


def test_what_is_of_this_person_is_listed_and_follows(
    page: GivingPage, desk: DeskForTests, settle: Settle
) -> None:
    today, bram = desk.clock.now().date(), desk.add("Bram Oss")
    for whose in (1, bram):
        desk.do(note_need, form=NeedForm(whose, f"need of {whose}", today))
        desk.do(give, form=GivingForm(whose, Given.ADVICE, f"given to {whose}", today))
    desk.do(plan_introduction, form=IntroductionForm(1, bram, ""))
    settle()
    needs, given, introductions = (
        page.findChild(kind) for kind in (NeedsListing, GivenListing, IntroductionsListing)
    )
    assert [row.text for row in needs.section.rows.rows] == ["need of 1"]
    assert [row.text for row in given.section.rows.rows] == ["given to 1"]
    assert len(introductions.section.rows.rows) == 1
    page.show_person(bram)
    settle()
    assert [row.text for row in needs.section.rows.rows] == [f"need of {bram}"]
    assert len(introductions.section.rows.rows) == 1


def test_a_new_need_begins_with_this_person(page: GivingPage) -> None:
    listing = page.findChild(NeedsListing)
    listing.section.add_button.click()
    [dialog] = [d for d in page.findChildren(NeedDialog) if d.isVisible()]
    assert dialog.person.person_id() == 1
    dialog.reject()


def test_what_flowed_both_ways_is_said_in_words(
    page: GivingPage, desk: DeskForTests, settle: Settle
) -> None:
    today = desk.clock.now().date()
    desk.do(give, form=GivingForm(1, Given.ADVICE, "x", today))
    settle()
    texts = [label.text() for label in page.findChildren(PlainLabel) if label.isVisible()]
    assert "You gave advice, support or the like once." in texts
