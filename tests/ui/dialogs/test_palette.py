"""The command palette finds actions by a few letters and runs them by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.ui.dialogs.palette import CommandPalette, PaletteEntry, matching
from relationship_desk.ui.theme import Theme

ENTRIES = (
    PaletteEntry("new", "New person", "Ctrl+N"),
    PaletteEntry("import", "Import contacts…", "Ctrl+O"),
    PaletteEntry("undo", "Undo “import”", "Ctrl+Z", enabled=False),
    PaletteEntry("task", "New task"),
    PaletteEntry("cafe", "Café persons"),
)


def found(query: str) -> list[str]:
    return [entry.id for entry in matching(ENTRIES, query)]


def test_everything_is_offered_while_nothing_is_typed_the_unusable_last() -> None:
    assert found("") == ["new", "import", "task", "cafe", "undo"]


def test_words_match_in_any_order_case_and_accent() -> None:
    assert found("PERSON new") == ["new"]
    assert found("cafe") == ["cafe"]


def test_beginnings_come_before_middles_and_the_unusable_last() -> None:
    assert found("import") == ["import", "undo"]
    assert found("on") == ["new", "import", "cafe"]
    assert found("pers") == ["new", "cafe"]


def test_nothing_matches_what_is_not_there() -> None:
    assert found("zebra") == []


@pytest.fixture
def palette(qtbot: QtBot, theme: Theme) -> CommandPalette:
    made = CommandPalette(theme, ENTRIES)
    qtbot.addWidget(made)
    made.show()
    return made


def test_enter_runs_the_first_match_and_closes(qtbot: QtBot, palette: CommandPalette) -> None:
    chosen: list[str] = []
    palette.chosen.connect(chosen.append)
    qtbot.keyClicks(palette.line, "new")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert chosen == ["new"]
    assert palette.isHidden()


def test_arrows_choose_and_go_round_past_what_cannot_be_used(
    qtbot: QtBot, palette: CommandPalette
) -> None:
    chosen: list[str] = []
    palette.chosen.connect(chosen.append)
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert chosen == ["cafe"]


def test_page_keys_stay_within_the_list(qtbot: QtBot, palette: CommandPalette) -> None:
    chosen: list[str] = []
    palette.chosen.connect(chosen.append)
    qtbot.keyClick(palette.line, Qt.Key.Key_PageDown)
    qtbot.keyClick(palette.line, Qt.Key.Key_PageUp)
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert chosen == ["import"]


def test_unusable_action_is_shown_but_never_run(qtbot: QtBot, palette: CommandPalette) -> None:
    chosen: list[str] = []
    palette.chosen.connect(chosen.append)
    qtbot.keyClicks(palette.line, "undo")
    assert [entry.id for entry in palette.shown()] == ["undo"]
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert chosen == []
    assert palette.isVisible()


def test_escape_leaves_without_running(qtbot: QtBot, palette: CommandPalette) -> None:
    chosen: list[str] = []
    palette.chosen.connect(chosen.append)
    qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert palette.isHidden()
    assert chosen == []


def test_palette_fits_into_a_small_window(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 240)
    palette = CommandPalette(theme, ENTRIES, window)
    assert palette.width() <= 300
    assert palette.height() <= 240
