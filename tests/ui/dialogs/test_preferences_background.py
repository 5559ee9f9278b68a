"""The pages of the background and of backups."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from relationship_desk.domain.preferences import OnClose, Preferences
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.preferences import PAGES
from relationship_desk.ui.dialogs.preferences.background import BackgroundPage
from relationship_desk.ui.dialogs.preferences.backups import BackupsPage
from relationship_desk.ui.dialogs.preferences.page import Around
from relationship_desk.ui.theme import Theme
from tests.support.autostarts import Switch
from tests.support.desks import DeskForTests


def around(
    theme: Theme, bridge: Bridge, actions: Actions, desk: DeskForTests, switch: Switch | None
) -> Around:
    return Around(theme, bridge, actions, desk.paths, autostart=switch)


def test_both_are_pages_of_the_preferences() -> None:
    assert {BackgroundPage, BackupsPage} <= set(PAGES)


def test_the_switch_is_the_systems_and_works_at_once(
    theme: Theme, bridge: Bridge, actions: Actions, desk: DeskForTests, qtbot: QtBot
) -> None:
    switch = Switch()
    page = BackgroundPage(around(theme, bridge, actions, desk, switch), Preferences())
    qtbot.addWidget(page)
    assert not page.start.isChecked()

    page.start.click()
    assert switch.on
    page.start.click()
    assert not switch.on
    assert "a list of the test" in page.told.text()

    switch.on = True  # by the settings of the desktop
    again = BackgroundPage(around(theme, bridge, actions, desk, switch), Preferences())
    qtbot.addWidget(again)
    assert again.start.isChecked()


def test_a_system_that_refuses_says_so(
    theme: Theme, bridge: Bridge, actions: Actions, desk: DeskForTests, qtbot: QtBot
) -> None:
    switch = Switch()
    page = BackgroundPage(around(theme, bridge, actions, desk, switch), Preferences())
    qtbot.addWidget(page)
    switch.refusal = "The folder is read-only."
    page.start.click()
    assert not page.start.isChecked()
    assert page.told.text() == "The folder is read-only."

    for other in (Switch(refusal="Not in this package."), None):
        made = BackgroundPage(around(theme, bridge, actions, desk, other), Preferences())
        qtbot.addWidget(made)
        assert not made.start.isEnabled()
        assert made.told.text()


def test_what_closing_means_is_a_preference(
    theme: Theme, bridge: Bridge, actions: Actions, desk: DeskForTests, qtbot: QtBot
) -> None:
    given = Preferences(on_close=OnClose.QUIT)
    page = BackgroundPage(around(theme, bridge, actions, desk, Switch()), given)
    qtbot.addWidget(page)
    assert page.changes() == {"on_close": OnClose.QUIT}
    page.on_close.setCurrentIndex(page.on_close.findData(OnClose.BACKGROUND))
    assert page.changes() == {"on_close": OnClose.BACKGROUND}


def test_the_second_place_is_a_whole_path(
    theme: Theme,
    bridge: Bridge,
    actions: Actions,
    desk: DeskForTests,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = BackupsPage(around(theme, bridge, actions, desk, None), Preferences())
    qtbot.addWidget(page)
    assert page.changes() == {"backups": True, "backup_folder": ""}

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    page.choose.click()
    page.on.click()
    assert page.changes() == {"backups": False, "backup_folder": str(tmp_path)}

    page.folder.setText(" ~/synced ")
    assert page.changes()["backup_folder"] == str(Path.home() / "synced")
    page.folder.setText("~nobody-has-this-name/x")
    assert page.changes()["backup_folder"] == str(Path("~nobody-has-this-name/x").absolute())
