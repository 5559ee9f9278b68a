"""Everything in the window can be reached and is named, by keyboard and by screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.window_state import WindowState
from tests.support.desks import DeskForTests, email

Settle = Callable[[], None]
_OPERATED = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
PLACES = (
    ActionId.SHOW_TODAY,
    ActionId.SHOW_PEOPLE,
    ActionId.SHOW_TIMELINE,
    ActionId.SHOW_INBOX,
    ActionId.EDIT_PERSON,
)


@pytest.fixture
def window(
    desk: DeskForTests, bridge: Bridge, theme: Theme, settle: Settle
) -> Iterator[MainWindow]:
    ida = desk.add("Ida Vale", email("ida@example.org"), tags=("museum",))
    desk.log(ida, text="talked")
    desk.task("call", ida, due_on=desk.clock.now().date())
    made = MainWindow(bridge, theme, desk.paths, WindowState(desk.paths.config), lambda *_: None)
    made.show()
    made.activateWindow()
    settle()
    yield made
    made.panes.person.discard()
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def operated(window: MainWindow) -> list[QWidget]:
    return [
        widget
        for kind in _OPERATED
        for widget in window.findChildren(kind)
        if widget.isVisible() and widget.isEnabled() and not _is_inside_another(widget)
    ]


def _is_inside_another(widget: QWidget) -> bool:
    """Parts of a widget that are not operated by themselves, such as the cross in a field."""
    parent = widget.parentWidget()
    return isinstance(parent, (QLineEdit, QComboBox, QAbstractItemView))


def _is_part_of_a_stop(widget: QWidget) -> bool:
    """A button for the mouse in something that Tab reaches and Enter opens."""
    parent = widget.parentWidget()
    return parent is not None and bool(parent.focusPolicy() & Qt.FocusPolicy.TabFocus)


@pytest.mark.parametrize("place", PLACES)
def test_everything_that_is_operated_has_a_name(
    window: MainWindow, place: ActionId, settle: Settle
) -> None:
    window.actions_table[place].trigger()
    settle()

    nameless = [
        f"{type(widget).__name__} of {type(widget.parentWidget()).__name__}"
        for widget in operated(window)
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]

    assert nameless == []


@pytest.mark.parametrize("place", PLACES)
def test_tab_reaches_everything_that_is_operated(
    window: MainWindow, place: ActionId, settle: Settle
) -> None:
    window.actions_table[place].trigger()
    settle()
    window.panes.people.focus_search()
    reached: set[QWidget] = set()
    for _ in range(200):
        focused = QApplication.focusWidget()
        if focused is None or focused in reached:
            break
        reached.add(focused)
        window.focusNextChild()

    missed = [
        f"{type(widget).__name__} {widget.accessibleName()!r}"
        for widget in operated(window)
        if widget not in reached
        and widget.focusProxy() not in reached
        and widget.focusPolicy() & Qt.FocusPolicy.ClickFocus
    ]
    mouse_only = [
        f"{type(widget).__name__} {widget.accessibleName()!r}"
        for widget in operated(window)
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus and not _is_part_of_a_stop(widget)
    ]

    assert missed == []
    assert mouse_only == []


def test_the_search_comes_before_the_list_and_the_list_before_the_card(
    window: MainWindow,
) -> None:
    panes = window.panes
    panes.people.focus_search()
    order: list[QWidget] = []
    for _ in range(60):
        focused = QApplication.focusWidget()
        assert focused is not None
        order.append(focused)
        window.focusNextChild()

    search = order.index(panes.people.search)
    tag = order.index(panes.people.tags.chips()[0])
    people = order.index(panes.people.list)
    card = next(i for i, widget in enumerate(order) if panes.person.isAncestorOf(widget))
    tasks = next(i for i, widget in enumerate(order) if panes.tasks.isAncestorOf(widget))

    assert search < tag < people < card < tasks


@pytest.mark.parametrize(
    "action",
    [ActionId.PALETTE, ActionId.HISTORY, ActionId.SHORTCUTS, ActionId.ABOUT, ActionId.EXPORT],
)
def test_everything_in_a_dialog_has_a_name(
    window: MainWindow, action: ActionId, settle: Settle
) -> None:
    window.actions_table[action].trigger()
    settle()
    [dialog] = [found for found in window.findChildren(QDialog) if found.isVisible()]

    nameless = [
        f"{type(widget).__name__} of {type(widget.parentWidget()).__name__}"
        for kind in (*_OPERATED, QAbstractScrollArea)
        for widget in dialog.findChildren(kind)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not _is_inside_another(widget)
        and not widget.accessibleName()
        and not getattr(widget, "text", str)()
    ]
    dialog.close()
    assert nameless == []
