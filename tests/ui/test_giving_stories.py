"""Three stories of thanks and giving, as somebody lives them at the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from relationship_desk.desk.commands.needs import NeedForm, note_need
from relationship_desk.domain.changes import EVERYTHING
from relationship_desk.domain.gifts import GiftState
from relationship_desk.domain.introductions import Stage
from relationship_desk.domain.kindness import ThanksForm, ThanksState
from relationship_desk.store.gifts import gift_rows
from relationship_desk.store.introductions import introduction_rows
from relationship_desk.store.kindness import kindness_rows
from relationship_desk.store.relations import relations_of
from relationship_desk.store.shelf import holders, resource_rows
from relationship_desk.store.timeline import feed_page
from relationship_desk.ui.appreciation.batch_dialogs import BatchDialog, RecipientDialog
from relationship_desk.ui.appreciation.batch_leaf import CardsLeaf
from relationship_desk.ui.appreciation.composer import ThanksDialog
from relationship_desk.ui.appreciation.gift_dialog import GiftDialog
from relationship_desk.ui.appreciation.ledger import ThanksLeaf
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.letters.dialog import LetterDialog
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.panes.appreciation import AppreciationPane
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.benefit import BenefitDialog
from relationship_desk.ui.value.introducing import IntroductionDialog
from relationship_desk.ui.value.place import IntroductionsLeaf, ValuePane
from relationship_desk.ui.value.shelf import ResourceDialog
from relationship_desk.ui.window_state import WindowState
from tests.support.desks import DeskForTests, email
from tests.support.keys import Keys, Settle

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier

# What the offscreen platform says of dialogs is no fault of ours, and Qt would rather drop itself.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.filterwarnings("ignore:Function. 'QD:DeprecationWarning"),
]


@pytest.fixture
def window(
    desk: DeskForTests, bridge: Bridge, theme: Theme, settle: Settle
) -> Iterator[MainWindow]:
    state = WindowState(desk.paths.config)
    state.say_once("reminders")
    made = MainWindow(bridge, theme, desk.paths, state, lambda *_: None)
    made.show()
    made.activateWindow()
    settle()
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.close()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def keys(qtbot: QtBot, window: MainWindow, settle: Settle) -> Keys:
    return Keys(qtbot, window, settle)


@pytest.fixture
def later(desk: DeskForTests, bridge: Bridge, settle: Settle) -> Callable[[int], date]:
    """So many days go by; the day it is then."""

    def pass_by(days: int) -> date:
        desk.clock.advance(timedelta(days=days))
        bridge.changed.emit(EVERYTHING)
        settle()
        return bridge.today()

    return pass_by


def waiting(keys: Keys) -> list[str]:
    keys.back()
    return [row.title for row in keys.window.panes.of(TodayPane).model.rows]


def do_first(keys: Keys) -> None:
    """What the first row of Today asks for."""
    keys.back()
    keys(Key.Key_0, CTRL)
    keys(Key.Key_Home)
    keys(Key.Key_Return)


def test_a_year_of_thanks(
    desk: DeskForTests, window: MainWindow, keys: Keys, later: Callable[[int], date]
) -> None:
    ida = desk.add("Ida Vale", email("ida@vale.example"), given="Ida")
    place = window.panes.of(AppreciationPane)

    # March: one line tells of a visit, of a word put in, and of what would please her.
    keys(Key.Key_L, CTRL)
    keys.type("met ida at her studio; thanks: recommended me for the atlas; gift: a sea chart")
    keys(Key.Key_Return)
    assert waiting(keys) == []
    later(1)
    assert waiting(keys) == ["recommended me for the atlas"]

    # Enter composes the thanks; they go as a card, and she answers.
    do_first(keys)
    composer = keys.dialog(ThanksDialog)
    assert composer.text.toPlainText().startswith("Dear Ida,")
    composer.choose_form(ThanksForm.CARD)
    composer.submit()
    keys.back()
    assert waiting(keys) == []
    keys(Key.Key_5, CTRL)
    ledger = place.open("thanks")
    assert isinstance(ledger, ThanksLeaf)
    ledger.state.setCurrentText("All")
    ledger.take_focus()
    keys(Key.Key_A)
    [kindness] = kindness_rows(desk.reader)
    assert (kindness.state, kindness.form) == (ThanksState.ACKNOWLEDGED, ThanksForm.CARD)

    # The idea gets a day, comes into Today its lead before, and is given by Enter.
    keys(Key.Key_PageDown, CTRL)
    place.take_focus()
    keys(Key.Key_E)
    gift = keys.dialog(GiftDialog)
    gift.needed.line.setText("2026-11-02")
    gift.submit()
    later(212)
    assert waiting(keys) == []
    later(1)
    assert waiting(keys) == ["Gift: a sea chart"]
    do_first(keys)
    assert [row.state for row in gift_rows(desk.reader)] == [GiftState.GIVEN]

    # December: cards go out to many; Space ticks off the one that is on its way.
    later(45)
    keys.back()
    keys(Key.Key_5, CTRL)
    place.open_kind(CardsLeaf).new.click()
    batch = keys.dialog(BatchDialog)
    batch.title.setText("Cards 2026")
    batch.submit()
    keys.back()
    place.open_kind(CardsLeaf).section.add_button.click()
    somebody = keys.dialog(RecipientDialog)
    somebody.person.set_person(ida)
    somebody.submit()
    keys.back()
    place.take_focus()
    keys(Key.Key_Space)
    assert [entry.text.splitlines()[0] for entry in feed_page(desk.reader, ida)] == [
        "Cards 2026", "Gave: a sea chart", "Thanks for: recommended me for the atlas",
        "at her studio",
    ]  # fmt: skip


def test_an_introduction_from_the_draft_to_what_became_of_it(
    desk: DeskForTests, window: MainWindow, keys: Keys, later: Callable[[int], date]
) -> None:
    ida = desk.add("Ida Vale", email("ida@vale.example"), given="Ida")
    bram = desk.add("Bram Oss", email("bram@oss.example"), given="Bram")
    keys(Key.Key_6, CTRL)
    window.panes.of(ValuePane).open("introductions")
    listing = window.panes.of(ValuePane).open_kind(IntroductionsLeaf).listing
    listing.section.add_button.click()
    form = keys.dialog(IntroductionDialog)
    form.first.set_person(ida)
    form.second.set_person(bram)
    form.why.setPlainText("Both print maps.")
    form.submit()

    def stage() -> Stage:
        [row] = introduction_rows(desk.reader, over=True)
        return row.stage

    # Nobody is asked yet; each letter that is sent is a step, and silence brings the next to mind.
    for days, whom, then in (
        (3, "Ida", Stage.ASKED_FIRST), (5, "Bram", Stage.ASKED_SECOND), (5, "Ida", Stage.MADE),
    ):  # fmt: skip
        assert waiting(keys) == []
        later(days)
        do_first(keys)
        letter = keys.dialog(LetterDialog)
        assert whom in letter.text.toPlainText()
        letter.submit()
        assert stage() is then
    assert letter.to.currentText() == "ida@vale.example, bram@oss.example"
    assert [row.other_id for row in relations_of(desk.reader, ida)] == [bram]

    # A week later they have spoken, and three months later it is told what became of it.
    later(7)
    do_first(keys)
    assert stage() is Stage.CHECKED
    later(90)
    do_first(keys)
    keys.dialog(QDialog)
    keys.type("A book of harbour maps")
    keys(Key.Key_Return, CTRL)
    assert stage() is Stage.FINISHED
    assert waiting(keys) == []


def test_a_resource_dropped_once_helps_five_people(
    desk: DeskForTests, window: MainWindow, keys: Keys, settle: Settle
) -> None:
    names = ["Ida Vale", "Bram Oss", "Zoe Quill", "Ann Lee", "Jon Thorn"]
    people = [desk.add(name, email(f"{name[:3]}@example.org".lower())) for name in names]
    for person in people:
        form = NeedForm(person, "old charts", desk.clock.now().date(), ("Maps",))
        desk.do(note_need, form=form)
    drop(window, "https://example.org/tide-tables.html")
    settle()
    asked = keys.dialog(ResourceDialog)
    assert asked.title.text() == "tide tables"
    asked.topics.add("maps")
    asked.submit()

    # Who would like it is shown at once; Enter writes to each of them in turn.
    benefit = keys.dialog(BenefitDialog)
    assert [row.name for row in benefit.section.rows.rows] == names
    assert benefit.section.rows.rows[0].why.startswith("Ida Vale is looking for: old charts.")
    for _ in people:
        keys(Key.Key_Home)
        keys(Key.Key_Return)
        letter = keys.dialog(LetterDialog)
        assert "https://example.org/tide-tables.html" in letter.text.toPlainText()
        letter.submit()
        keys.dialog(BenefitDialog)
    assert all(row.has_it for row in benefit.section.rows.rows)
    benefit.reject()

    # Dropped again it is not there twice, and says who has it.
    drop(window, "https://example.org/tide-tables.html")
    again = keys.dialog(BenefitDialog)
    assert sorted(row.name for row in again.section.rows.rows) == sorted(names)
    [thing] = resource_rows(desk.reader)
    assert {holder.person_id for holder in holders(desk.reader, thing.id)} == set(people)


def drop(window: MainWindow, link: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl(link)])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), action, data, button, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), action, data, button, none))
