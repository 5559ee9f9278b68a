"""The board: cards go by keys and by drag, and the facts decide where they stand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QDropEvent
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from relationship_desk.domain.follow_up import Stage
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.ui.events.board_leaf import BoardLeaf
from relationship_desk.ui.events.column import CARD_TYPE
from relationship_desk.ui.letters.dialog import LetterDialog
from relationship_desk.ui.panes.events import EventsPane
from relationship_desk.ui.widgets.bar import Message
from tests.support.desks import DeskForTests
from tests.support.events import event, met

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
YESTERDAY = date(2026, 3, 11)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def board(desk: DeskForTests, pane: EventsPane, settle: Callable[[], None]) -> BoardLeaf:
    event_id = event(desk, on=YESTERDAY)
    for line in ("Ann Lee @Acme", "Bo Ek", "? @Acme"):
        met(desk, event_id, line)
    settle()
    pane.show_board(event_id)
    settle()
    return pane.open_kind(BoardLeaf)


def names(board: BoardLeaf) -> dict[str, list[str]]:
    return {
        column.stage.value: [card.row.name for card in column.rows.rows]
        for column in board.columns
        if column.rows.rows
    }


def press(qtbot: QtBot, board: BoardLeaf, stage: Stage, key: Qt.Key, **how: Any) -> None:
    qtbot.keyClick(board.columns[stage.place].list, key, **how)


def choose(menu: QMenu | None, words: str) -> None:
    assert menu is not None
    [action] = [a for a in menu.actions() if a.text().startswith(words)]
    action.trigger()
    menu.close()


def test_the_newest_event_is_shown_with_its_cards_and_words(board: BoardLeaf) -> None:
    assert names(board) == {"met": ["Ann Lee", "Bo Ek", ""]}
    assert board.columns[0].list.accessibleName() == "Met, 3"
    assert board._score.text() == (
        "So far: You met 2 people, 2 of them new · 0 followed up within 48 hours · 0 replied · "
        "0 still in touch by their rhythm · 1 line waits for a name."
    )


def test_a_card_goes_on_and_back_by_keys(
    qtbot: QtBot, desk: DeskForTests, board: BoardLeaf, settle: Callable[[], None]
) -> None:
    board.columns[0].list.setCurrentIndex(board.columns[0].rows.index(0))
    for stage in (Stage.MET, Stage.DRAFTED):
        press(qtbot, board, stage, Key.Key_Right, modifier=SHIFT)
        settle()
    assert names(board)["sent"] == ["Ann Lee"]
    press(qtbot, board, Stage.SENT, Key.Key_Right, modifier=SHIFT)
    choose(board._menu, "Call")
    settle()
    assert names(board)["replied"] == ["Ann Lee"]
    press(qtbot, board, Stage.REPLIED, Key.Key_Right, modifier=SHIFT)
    choose(board._menu, "Every 2 months")
    settle()
    assert names(board)["rhythm_set"] == ["Ann Lee"]
    desk.undo()
    settle()
    press(qtbot, board, Stage.REPLIED, Key.Key_Left, modifier=SHIFT)
    settle()
    assert names(board)["sent"] == ["Ann Lee"]


def test_the_cursor_goes_with_its_card(
    qtbot: QtBot, board: BoardLeaf, settle: Callable[[], None]
) -> None:
    board.columns[0].list.setCurrentIndex(board.columns[0].rows.index(1))
    press(qtbot, board, Stage.MET, Key.Key_Right, modifier=SHIFT)
    settle()

    card = board.columns[1].current()
    assert card is not None
    assert card.row.name == "Bo Ek"


def drop(board: BoardLeaf, stage: Stage, content: bytes, kind: str = CARD_TYPE) -> QDropEvent:
    data = QMimeData()
    data.setData(kind, content)
    dropped = QDropEvent(
        QPoint(5, 5), Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    board.columns[stage.place].list.dropEvent(dropped)
    return dropped


def test_a_card_is_dropped_into_a_column(
    desk: DeskForTests, board: BoardLeaf, settle: Callable[[], None]
) -> None:
    assert drop(board, Stage.SENT, b"1").isAccepted()
    settle()
    assert names(board)["sent"] == ["Ann Lee"]
    desk.undo()
    settle()
    assert names(board) == {"met": ["Ann Lee", "Bo Ek", ""]}
    assert not drop(board, Stage.SENT, b"x", "text/plain").isAccepted()


def test_what_happens_elsewhere_moves_the_card(
    desk: DeskForTests, board: BoardLeaf, settle: Callable[[], None]
) -> None:
    desk.log(1, on=date(2026, 3, 12), channel=Channel.EMAIL, direction=Direction.MINE)
    settle()

    assert names(board)["sent"] == ["Ann Lee"]


def test_enter_opens_a_letter_and_sending_it_moves_the_card(
    qtbot: QtBot, board: BoardLeaf, said: list[Message], settle: Callable[[], None]
) -> None:
    board.columns[0].list.setCurrentIndex(board.columns[0].rows.index(0))
    press(qtbot, board, Stage.MET, Key.Key_Return)
    dialog = board.opener.dialog
    assert isinstance(dialog, LetterDialog)
    dialog.sent.emit("Hello Ann, the slides.", Channel.EMAIL)
    settle()

    assert names(board)["sent"] == ["Ann Lee"]
    assert said[-1].text == "Write to Ann Lee after Book Fair. It stands in the timeline."


def test_a_card_can_be_dragged_and_a_line_without_a_name_cannot(
    board: BoardLeaf, monkeypatch: pytest.MonkeyPatch, settle: Callable[[], None]
) -> None:
    dragged: list[bytes] = []

    def take(drag: QDrag, *_: object) -> Qt.DropAction:
        dragged.append(bytes(drag.mimeData().data(CARD_TYPE).data()))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(QDrag, "exec", take)
    met, sent = board.columns[0], board.columns[2]
    for row in (1, 2):
        index = met.rows.index(row)
        is_draft = met.rows.rows[row].is_draft
        # Only what has this flag is ever dragged by a pointer.
        assert bool(met.rows.flags(index) & Qt.ItemFlag.ItemIsDragEnabled) is not is_draft
        met.list.setCurrentIndex(index)
        met.list.startDrag(Qt.DropAction.MoveAction)
    assert dragged == [b"2"]
    assert drop(board, Stage.SENT, dragged[0]).isAccepted()
    settle()
    assert [card.row.name for card in sent.rows.rows] == ["Bo Ek"]


def test_the_menu_of_a_card_holds_all_of_it(board: BoardLeaf) -> None:
    rows = board.columns[0].rows.rows
    words = [action.text() for action in board.menu(rows[0]).actions() if action.text()]
    assert words == [
        "Write…\tEnter", "Show person\tO", "Move to", "Drafted", "Sent", "Replied", "Rhythm set",
        "Take back\tDel",
    ]  # fmt: skip
    words = [action.text() for action in board.menu(rows[2]).actions() if action.text()]
    assert words == ["Say who this was\tEnter", "Take back\tDel"]


def test_keys_go_between_columns_and_open_people(
    qtbot: QtBot, pane: EventsPane, board: BoardLeaf, settle: Callable[[], None]
) -> None:
    shown: list[int] = []
    pane.person_chosen.connect(shown.append)
    drop(board, Stage.SENT, b"2")
    settle()
    board.columns[0].list.setCurrentIndex(board.columns[0].rows.index(0))
    press(qtbot, board, Stage.MET, Key.Key_Right)
    assert [column.stage for column in board.columns if column.current()] == [Stage.SENT]
    press(qtbot, board, Stage.SENT, Key.Key_O)
    assert shown == [2]
    press(qtbot, board, Stage.SENT, Key.Key_Delete)
    settle()
    assert names(board) == {"met": ["Ann Lee", ""]}


def test_without_an_event_it_says_what_it_is_for(pane: EventsPane) -> None:
    board = pane.open_kind(BoardLeaf)

    assert board.empty.isVisible()
    assert not board.events.isVisible()
