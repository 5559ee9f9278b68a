"""People who are here twice are compared, merged, kept apart or left for later."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.domain.contact import DetailKind, Name
from relationship_desk.store.people import person_ids
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.duplicates import DuplicatesDialog
from relationship_desk.ui.duplicate_actions import DuplicateActions
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from tests.support.desks import DeskForTests, email, phone

# What the offscreen platform says of popups and dialogs is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def undoing(bridge: Bridge, actions: Actions) -> Iterator[Undoing]:
    window = QWidget()
    yield Undoing(bridge, actions, lambda _message: None, window)
    window.deleteLater()


@pytest.fixture
def two_pairs(desk: DeskForTests) -> tuple[int, int, int, int]:
    """Robert and Bob, who share more; then Ida twice."""
    mail, cell = email("vale@example.org"), phone("+49 170 1234567")
    robert = desk.add("Robert Vale", mail, cell, phone("040 1234567", "work"))
    bob = desk.add("Bob Vale", mail, cell, phone("040 7654321", "home"), tags=("choir",))
    ida = desk.add("Ida Ray", email("ida@example.org"))
    return robert, bob, ida, desk.add("Ida Ray", email("ida@example.org"))


def settle(qtbot: QtBot) -> None:
    for _ in range(6):
        qtbot.wait(1)


@pytest.fixture
def dialog(
    qtbot: QtBot,
    two_pairs: tuple[int, int, int, int],
    bridge: Bridge,
    theme: Theme,
    undoing: Undoing,
) -> Iterator[DuplicatesDialog]:
    made = DuplicatesDialog(bridge, theme, undoing)
    made.show()
    made.activateWindow()
    settle(qtbot)
    yield made
    made.close()


def titles(dialog: DuplicatesDialog) -> list[str]:
    return [row.title for row in dialog.model.rows]


def choose(dialog: DuplicatesDialog, label: str, place: int) -> None:
    [choice] = [box for row, box in dialog.panel.choices.items() if row.label == label]
    choice.setCurrentIndex(place)


def test_the_list_takes_the_focus_when_the_first_pair_is_found(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, theme: Theme, undoing: Undoing
) -> None:
    dialog = DuplicatesDialog(bridge, theme, undoing)
    dialog.show()
    settle(qtbot)
    assert dialog.focusWidget() is not dialog.list
    for _ in range(2):
        desk.add("Ida Ray", email("ida@example.org"))
    dialog.search()
    settle(qtbot)
    assert titles(dialog) == ["Ida Ray"]
    assert dialog.focusWidget() is dialog.list
    dialog.close()


def test_pairs_are_listed_with_score_and_reasons_in_words(dialog: DuplicatesDialog) -> None:
    assert titles(dialog) == ["Robert Vale and Bob Vale", "Ida Ray"]
    told = dialog.model.index(0).data()
    assert "Almost certainly the same." in told
    assert "The first names are forms of one name." in told
    assert "Both have the e-mail address vale@example.org." in told


def test_only_fields_that_differ_offer_a_choice(dialog: DuplicatesDialog) -> None:
    assert [row.label for row in dialog.panel.choices] == ["Name", "Phone"]


def test_merge_takes_what_was_chosen_and_goes_on_with_the_next(
    qtbot: QtBot, dialog: DuplicatesDialog, desk: DeskForTests, two_pairs: tuple[int, ...]
) -> None:
    robert, bob = two_pairs[:2]
    choose(dialog, "Name", 2)
    choose(dialog, "Phone", 1)
    dialog.merge.click()
    settle(qtbot)
    person = desk.person(robert)
    assert person.name.full == "Bob Vale"
    phones = [d.detail.text for d in person.details if d.detail.kind is DetailKind.PHONE]
    assert phones == ["+49 170 1234567", "040 1234567"]
    assert person.tags == ("choir",)
    assert bob not in person_ids(desk.reader)
    assert titles(dialog) == ["Ida Ray"]
    assert dialog.bar.current is not None
    assert dialog.bar.current.text == "Merged Bob Vale into Robert Vale."


def test_undo_in_the_bar_brings_the_pair_back(
    qtbot: QtBot, dialog: DuplicatesDialog, desk: DeskForTests
) -> None:
    before = desk.facts()
    dialog.merge.click()
    settle(qtbot)
    message = dialog.bar.current
    assert message is not None
    assert message.on_action is not None
    message.on_action()
    settle(qtbot)
    assert desk.facts() == before
    assert len(titles(dialog)) == 2


def test_kept_apart_is_not_shown_again(
    qtbot: QtBot, dialog: DuplicatesDialog, bridge: Bridge, theme: Theme, undoing: Undoing
) -> None:
    dialog.apart.click()
    settle(qtbot)
    assert titles(dialog) == ["Ida Ray"]
    again = DuplicatesDialog(bridge, theme, undoing)
    settle(qtbot)
    assert titles(again) == ["Ida Ray"]
    again.done(0)


def test_later_puts_a_pair_off_and_the_end_says_so(qtbot: QtBot, dialog: DuplicatesDialog) -> None:
    dialog.later.click()
    assert titles(dialog) == ["Ida Ray"]
    dialog.later.click()
    assert dialog.empty.isVisible()
    assert "come again next time" in dialog.empty.accessibleName()
    assert not dialog.merge.isEnabled()


def test_all_of_it_goes_by_keyboard(
    qtbot: QtBot, dialog: DuplicatesDialog, desk: DeskForTests
) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.list.currentIndex().row() == 1
    qtbot.keyClick(dialog.list, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: titles(dialog) == ["Robert Vale and Bob Vale"])
    assert len(person_ids(desk.reader)) == 3


def test_what_was_chosen_survives_a_change_elsewhere(
    qtbot: QtBot, dialog: DuplicatesDialog, desk: DeskForTests
) -> None:
    choose(dialog, "Phone", 2)
    desk.add("Zoe Quill")
    settle(qtbot)
    [choice] = [box for row, box in dialog.panel.choices.items() if row.label == "Phone"]
    assert choice.currentIndex() == 2


def test_an_edit_of_one_of_them_is_shown(
    qtbot: QtBot, dialog: DuplicatesDialog, desk: DeskForTests, two_pairs: tuple[int, ...]
) -> None:
    desk.edit(two_pairs[0], name=Name("Robert Vale-Ray"))
    settle(qtbot)
    assert any("Vale-Ray" in row.mine for row in dialog.panel.choices)


def test_nobody_twice_is_said(
    qtbot: QtBot, desk: DeskForTests, bridge: Bridge, theme: Theme, undoing: Undoing
) -> None:
    desk.add("Ida Vale")
    made = DuplicatesDialog(bridge, theme, undoing)
    made.show()
    settle(qtbot)
    assert made.empty.accessibleName().startswith("Nobody is here twice.")
    made.close()


def test_two_who_are_asked_for_are_compared_first(
    qtbot: QtBot,
    two_pairs: tuple[int, int, int, int],
    bridge: Bridge,
    actions: Actions,
    theme: Theme,
    undoing: Undoing,
) -> None:
    window = QWidget()
    opener = DuplicateActions(bridge, actions, theme, undoing, window)
    opener.compare(two_pairs[2], two_pairs[0])
    settle(qtbot)
    [made] = window.findChildren(DuplicatesDialog)
    assert titles(made)[0] == "Robert Vale and Ida Ray"
    assert len(titles(made)) == 3
    made.close()
    window.deleteLater()


def test_the_action_opens_the_list(
    qtbot: QtBot, bridge: Bridge, actions: Actions, theme: Theme, undoing: Undoing
) -> None:
    window = QWidget()
    opener = DuplicateActions(bridge, actions, theme, undoing, window)
    actions[ActionId.FIND_DUPLICATES].trigger()
    settle(qtbot)
    [made] = window.findChildren(DuplicatesDialog)
    assert made.isVisible()
    assert opener.parent() is window
    made.close()
    window.deleteLater()
