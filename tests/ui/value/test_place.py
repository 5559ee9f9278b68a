"""The place Value, by keys: needs, the shelf, what was given, introductions, favours, topics."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.giving import GivingForm, give, tell_outcome
from relationship_desk.desk.commands.introductions import (
    IntroductionForm,
    advance_introduction,
    plan_introduction,
)
from relationship_desk.desk.commands.needs import NeedForm, note_need
from relationship_desk.desk.commands.shelf import ResourceForm, add_resource
from relationship_desk.domain.introductions import Stage
from relationship_desk.domain.value import Given, ResourceKind
from relationship_desk.store.givings import giving_rows
from relationship_desk.store.introductions import introduction_rows
from relationship_desk.store.needs import need_rows
from relationship_desk.store.shelf import resource_rows
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.letters.dialog import LetterDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.benefit import BenefitDialog
from relationship_desk.ui.value.given import GivingDialog, OutcomeDialog
from relationship_desk.ui.value.introducing import IntroductionDialog
from relationship_desk.ui.value.needs import NeedDialog
from relationship_desk.ui.value.place import LEAVES, ListLeaf, ValuePane
from relationship_desk.ui.value.shelf import ResourceDialog
from relationship_desk.ui.value.topics import TopicDialog
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests, email

Settle = Callable[[], None]
D = TypeVar("D", bound=QDialog)

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Around:
    """The place on a window of its own, and what is said there."""

    def __init__(self, pane: ValuePane, qtbot: QtBot, settle: Settle) -> None:
        self.pane, self._qtbot, self._settle = pane, qtbot, settle
        self.said: list[Message] = []
        pane.message.connect(self.said.append)

    def leaf(self, name: str) -> ListLeaf:
        leaf = self.pane.open(name)
        assert isinstance(leaf, ListLeaf)
        self._settle()
        leaf.take_focus()
        return leaf

    def press(self, name: str, key: Qt.Key) -> None:
        self._qtbot.keyClick(self.leaf(name).listing.section.list, key)
        self._settle()

    def dialog(self, kind: type[D]) -> D:
        """The one of its kind that is open."""
        [found] = [d for d in self.pane.findChildren(kind) if d.isVisible()]
        return found

    def titles(self, name: str) -> list[str]:
        section = self.leaf(name).listing.section
        return [section.delegate.whole(row).splitlines()[0] for row in section.rows.rows]

    def undo(self) -> None:
        undo = self.said[-1].on_action
        assert undo is not None
        undo()
        self._settle()


@pytest.fixture
def place(bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot, settle: Settle) -> Around:
    pane = ValuePane(bridge, actions, theme)
    bridge.changed.connect(pane.apply)
    qtbot.addWidget(pane)
    pane.resize(700, 640)
    pane.show()
    return Around(pane, qtbot, settle)


@pytest.fixture
def ida(desk: DeskForTests) -> int:
    return desk.add("Ida Vale", email("ida@vale.example"), given="Ida")


@pytest.fixture
def bram(desk: DeskForTests) -> int:
    return desk.add("Bram Oss", email("bram@oss.example"), given="Bram")


def need(desk: DeskForTests, person: int, text: str, *topics: str) -> int:
    today = desk.clock.now().date()
    return int(desk.do(note_need, form=NeedForm(person, text, today, topics)))


def shelf(desk: DeskForTests, title: str, *topics: str) -> int:
    today = desk.clock.now().date()
    form = ResourceForm(title, ResourceKind.LINK, today, "https://a.example/b", topics)
    return int(desk.do(add_resource, form=form))


@pytest.mark.parametrize("name", [leaf.name for leaf in LEAVES])
def test_an_empty_leaf_says_what_it_is_for(place: Around, name: str) -> None:
    section = place.leaf(name).listing.section
    assert section.rows.rows == []
    assert section._empty.isVisible()
    assert section._empty.accessibleName().endswith(".")


# ------------------------------------------------------------------------------------------- needs


def test_a_need_is_noted_edited_and_over_by_keys(
    place: Around, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    place.leaf("needs").listing.section.add_button.click()
    dialog = place.dialog(NeedDialog)
    dialog.person.set_person(ida)
    dialog.text.setPlainText("a bookbinder")
    dialog.topics.add("Binding")
    dialog.submit()
    settle()
    [row] = need_rows(desk.reader)
    assert (row.text, row.topics, row.since_on) == (
        "a bookbinder", ("Binding",), desk.clock.now().date(),
    )  # fmt: skip

    place.press("needs", Qt.Key.Key_Return)
    dialog = place.dialog(NeedDialog)
    dialog.text.setPlainText("a gilder")
    dialog.submit()
    settle()
    assert place.titles("needs") == ["a gilder"]

    place.press("needs", Qt.Key.Key_Space)
    assert need_rows(desk.reader) == []
    place.undo()
    assert place.titles("needs") == ["a gilder"]


def test_a_need_without_person_or_words_is_said_in_the_form(
    place: Around, ida: int, settle: Settle
) -> None:
    place.leaf("needs").listing.section.add_button.click()
    dialog = place.dialog(NeedDialog)
    dialog.submit()
    assert "who is looking" in dialog.accessibleDescription()
    dialog.person.set_person(ida)
    dialog.submit()
    settle()
    assert "few words" in dialog.accessibleDescription()
    dialog.reject()


def test_something_is_given_for_a_need_and_the_need_is_found(
    place: Around, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    need(desk, ida, "a bookbinder", "Binding")
    settle()
    place.press("needs", Qt.Key.Key_G)
    dialog = place.dialog(GivingDialog)
    assert dialog.need.currentText() == "a bookbinder"
    dialog.text.setPlainText("the number of Ana")
    dialog.minutes.setText("5")
    dialog.closes.setChecked(True)
    dialog.submit()
    settle()
    [row] = giving_rows(desk.reader)
    assert (row.text, row.effort_minutes, row.topics) == ("the number of Ana", 5, ("Binding",))
    assert need_rows(desk.reader) == []


# ------------------------------------------------------------------------------------------- shelf


def test_what_is_new_on_the_shelf_shows_who_would_like_it_and_one_key_gives_it(
    place: Around, desk: DeskForTests, ida: int, bram: int, qtbot: QtBot, settle: Settle
) -> None:
    need(desk, ida, "a bookbinder", "Binding")
    place.leaf("shelf").listing.section.add_button.click()
    dialog = place.dialog(ResourceDialog)
    dialog.title.setText("Binders of the north")
    dialog.address.setText("https://binders.example")
    dialog.topics.add("binding")
    dialog.submit()
    settle()
    benefit = place.dialog(BenefitDialog)
    [reader] = benefit.section.rows.rows
    assert (reader.name, reader.has_it) == ("Ida Vale", False)
    assert reader.why == (
        "Ida Vale is looking for: a bookbinder. It is on your shelf under Binding."
    )

    qtbot.keyClick(benefit.section.list, Qt.Key.Key_Space)
    settle()
    assert [(r.name, r.has_it) for r in benefit.section.rows.rows] == [("Ida Vale", True)]
    [entry] = feed_page(desk.reader, ida)
    assert entry.text == "Gave a resource: Binders of the north"
    benefit.accept()


def test_a_letter_with_it_is_written_down_as_given(
    place: Around, desk: DeskForTests, ida: int, qtbot: QtBot, settle: Settle
) -> None:
    need(desk, ida, "maps", "Maps")
    shelf(desk, "An atlas", "maps")
    settle()
    place.press("shelf", Qt.Key.Key_W)
    benefit = place.dialog(BenefitDialog)
    qtbot.keyClick(benefit.section.list, Qt.Key.Key_Return)
    letter = place.dialog(LetterDialog)
    assert letter.text.toPlainText().startswith("Dear Ida,\n\nI came across this")
    assert "https://a.example/b" in letter.text.toPlainText()
    letter.submit()
    settle()
    [row] = giving_rows(desk.reader)
    assert (row.person_id, row.resource_title, row.need_id) == (ida, "An atlas", 1)
    benefit.accept()


@pytest.mark.parametrize("kind", ResourceKind)
def test_each_kind_asks_for_what_it_needs(place: Around, kind: ResourceKind, theme: Theme) -> None:
    place.leaf("shelf").listing.section.add_button.click()
    dialog = place.dialog(ResourceDialog)
    dialog.begin("x", kind, "")
    assert dialog.address.isVisible() == (kind in (ResourceKind.LINK, ResourceKind.FILE))
    assert dialog.person.isVisible() == (kind is ResourceKind.PERSON)
    dialog.reject()


def test_a_thing_is_set_aside_and_back(place: Around, desk: DeskForTests, settle: Settle) -> None:
    shelf(desk, "An atlas")
    settle()
    section = place.leaf("shelf").listing.section
    aside, back = (
        next(v for v in section._verbs if v.words == w) for w in ("Set aside", "Back on the shelf")
    )
    section.act(aside)
    settle()
    [row] = resource_rows(desk.reader, aside=True)
    assert row.is_aside
    section.act(back)
    settle()
    assert len(resource_rows(desk.reader)) == 1


# ------------------------------------------------------------------------------------------- given


def test_how_it_went_is_written_down_and_an_entry(
    place: Around, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    desk.do(give, form=GivingForm(ida, Given.ADVICE, "on paper", desk.clock.now().date()))
    settle()
    place.press("given", Qt.Key.Key_H)
    dialog = place.dialog(OutcomeDialog)
    dialog.text.setPlainText("She took it.")
    dialog.submit()
    settle()
    [row] = giving_rows(desk.reader)
    assert row.outcome == "She took it."
    assert len(feed_page(desk.reader, ida)) == 2


def test_what_was_given_is_edited_and_removed_with_undo(
    place: Around, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    desk.do(give, form=GivingForm(ida, Given.ADVICE, "on paper", desk.clock.now().date(), 5))
    settle()
    place.press("given", Qt.Key.Key_Return)
    dialog = place.dialog(GivingDialog)
    assert dialog.minutes.text() == "5"
    dialog.minutes.clear()
    dialog.text.setPlainText("on cloth")
    dialog.submit()
    settle()
    [row] = giving_rows(desk.reader)
    assert (row.text, row.effort_minutes) == ("on cloth", None)
    place.press("given", Qt.Key.Key_Delete)
    assert giving_rows(desk.reader) == []
    place.undo()
    assert len(giving_rows(desk.reader)) == 1


# ----------------------------------------------------------------------------------- introductions


def test_an_introduction_goes_from_letter_to_letter(
    place: Around, desk: DeskForTests, ida: int, bram: int, settle: Settle
) -> None:
    place.leaf("introductions").listing.section.add_button.click()
    dialog = place.dialog(IntroductionDialog)
    dialog.first.set_person(ida)
    dialog.second.set_person(bram)
    dialog.why.setPlainText("both print maps")
    dialog.submit()
    settle()

    for stage, whom, words in (
        (Stage.ASKED_FIRST, "ida@vale.example", "Dear Ida,"),
        (Stage.ASKED_SECOND, "bram@oss.example", "Dear Bram,"),
        (Stage.MADE, "ida@vale.example, bram@oss.example", "Dear Ida and Bram,"),
    ):
        place.press("introductions", Qt.Key.Key_Return)
        letter = place.dialog(LetterDialog)
        assert letter.to.currentText() == whom
        assert letter.text.toPlainText().startswith(words)
        letter.submit()
        settle()
        [row] = introduction_rows(desk.reader)
        assert row.stage is stage

    place.press("introductions", Qt.Key.Key_Return)  # they have spoken
    [row] = introduction_rows(desk.reader)
    assert row.stage is Stage.CHECKED
    place.undo()
    [row] = introduction_rows(desk.reader)
    assert row.stage is Stage.MADE


def test_asking_how_it_goes_is_an_entry_and_no_step(
    place: Around, desk: DeskForTests, ida: int, bram: int, settle: Settle
) -> None:
    made = desk.do(plan_introduction, form=IntroductionForm(ida, bram, ""))
    for step in (Stage.ASKED_FIRST, Stage.ASKED_SECOND, Stage.MADE):
        desk.do(advance_introduction, introduction_id=made, to=step)
    settle()
    place.press("introductions", Qt.Key.Key_W)
    place.dialog(LetterDialog).submit()
    settle()
    [row] = introduction_rows(desk.reader)
    assert row.stage is Stage.MADE
    assert feed_page(desk.reader, ida)[0].text.startswith("Dear Ida and Bram")


def test_a_no_is_said_where_the_next_letter_would_be_written(
    place: Around, desk: DeskForTests, ida: int, bram: int, settle: Settle
) -> None:
    introduction = desk.do(plan_introduction, form=IntroductionForm(ida, bram, "both print"))
    for step in (Stage.ASKED_FIRST, Stage.ASKED_SECOND):
        desk.do(advance_introduction, introduction_id=introduction, to=step)
    settle()
    place.press("introductions", Qt.Key.Key_Return)
    letter = place.dialog(LetterDialog)
    [no] = [b for b in letter.findChildren(QPushButton) if b.text() == "Bram Oss said no"]
    no.click()
    settle()
    [row] = introduction_rows(desk.reader, over=True)
    assert row.stage is Stage.DECLINED
    place.undo()
    place.press("introductions", Qt.Key.Key_N)
    [(by,)] = desk.reader.sql("SELECT declined_by FROM introduction")
    assert by == "second"


def test_who_knows_each_other_is_said_before_they_are_introduced(
    place: Around, desk: DeskForTests, ida: int, bram: int
) -> None:
    desk.log(ida, bram)
    place.leaf("introductions").listing.section.add_button.click()
    dialog = place.dialog(IntroductionDialog)
    dialog.first.set_person(ida)
    assert not dialog._hint.isVisible()
    dialog.second.set_person(bram)
    assert "know each other already" in dialog._hint.text()
    dialog.reject()


# ---------------------------------------------------------------------------- favours and topics


def test_a_favour_is_done_by_enter_and_gone(
    place: Around, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    need(desk, ida, "maps", "Maps")
    shelf(desk, "An atlas", "maps")
    settle()
    assert place.titles("favours") == ["Give Ida Vale “An atlas”"]
    place.press("favours", Qt.Key.Key_Return)
    dialog = place.dialog(GivingDialog)
    assert (dialog.resource.currentText(), dialog.need.currentText()) == ("An atlas", "maps")
    dialog.submit()
    settle()
    assert place.titles("favours") == []


def test_a_favour_that_is_not_wanted_goes_for_good_and_undo_brings_it_back(
    place: Around, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    need(desk, ida, "maps", "Maps")
    shelf(desk, "An atlas", "maps")
    settle()
    place.press("favours", Qt.Key.Key_X)
    assert place.titles("favours") == []
    place.undo()
    assert len(place.titles("favours")) == 1


def test_a_favour_of_two_people_is_an_introduction(
    place: Around, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    zoe = desk.add("Zoë Quill", tags=("Maps",))
    need(desk, ida, "maps", "Maps")
    settle()
    place.press("favours", Qt.Key.Key_Return)
    dialog = place.dialog(IntroductionDialog)
    dialog.submit()
    settle()
    [row] = introduction_rows(desk.reader)
    assert (row.first_id, row.second_id, row.need_id) == (ida, zoe, 1)


def test_topics_tell_who_came_twice_and_what_helped_whom(
    place: Around, desk: DeskForTests, ida: int, bram: int, settle: Settle
) -> None:
    today = desk.clock.now().date()
    atlas = shelf(desk, "An atlas", "Maps")
    for days in (90, 3):
        form = GivingForm(ida, Given.ADVICE, "x", today - timedelta(days=days), None, ("Maps",))
        desk.do(give, form=form)
    form = GivingForm(bram, Given.RESOURCE, "y", today, None, ("maps",), atlas)
    desk.do(tell_outcome, giving_id=desk.do(give, form=form), text="It hangs in the hall.")
    settle()
    [row] = place.leaf("topics").listing.section.rows.rows
    line = place.leaf("topics").listing._line(row)  # type: ignore[attr-defined]
    assert (line.title, line.below) == (
        "Maps",
        "Asked for 3 times, by Ida Vale more than once. An atlas went to Bram Oss",
    )
    place.press("topics", Qt.Key.Key_Return)
    dialog = place.dialog(TopicDialog)
    assert [e.text for e in dialog.section.rows.rows] == ["y", "x", "x"]
    dialog.accept()


def test_somebody_is_put_in_front_by_one_key(
    place: Around, desk: DeskForTests, ida: int, settle: Settle
) -> None:
    need(desk, ida, "maps")
    settle()
    chosen: list[int] = []
    place.pane.person_chosen.connect(chosen.append)
    place.press("needs", Qt.Key.Key_O)
    assert chosen == [ida]
