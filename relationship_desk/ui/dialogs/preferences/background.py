"""The page of what the desk does while its window is closed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QSystemTrayIcon

from relationship_desk.autostart.port import AutostartRefused
from relationship_desk.domain.preferences import OnClose, Preferences
from relationship_desk.ui.dialogs.preferences.page import Around, Page
from relationship_desk.ui.plain import PlainLabel

_ON_CLOSE = (
    (OnClose.ASK, "Ask me"),
    (OnClose.BACKGROUND, "Keep the desk running in the notification area"),
    (OnClose.QUIT, "Quit: reminders wait until I open it again"),
)
_TRAY = "Your desktop shows a notification area now."
_NO_TRAY = (
    "Your desktop shows no notification area now, so a closed desk is gone. Minimised, it goes on "
    "reminding you."
)
_SLEEP = "The desk never wakes a computer that sleeps; what was due meanwhile comes when it wakes."


class BackgroundPage(Page):
    title, icon = "Background", "snooze"

    def __init__(self, around: Around, preferences: Preferences) -> None:
        super().__init__(around, preferences)
        self.on_close = QComboBox()
        for value, words in _ON_CLOSE:
            self.on_close.addItem(words, value)
        self.on_close.setCurrentIndex(self.on_close.findData(preferences.on_close))
        self.on_close.setMinimumContentsLength(16)
        self.on_close.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.add_row("When I close the window", self.on_close)
        there = QSystemTrayIcon.isSystemTrayAvailable()
        self.form.addRow("", PlainLabel(_TRAY if there else _NO_TRAY, tone="quiet", wrap=True))
        self.start = QCheckBox("Start the desk in the background when I log in")
        self.told = PlainLabel(tone="quiet", wrap=True)
        self.told.setAccessibleName("About starting when I log in")
        self.add_row("Start", self.start)
        self.form.addRow("", self.told)
        self.column.addWidget(PlainLabel(_SLEEP, tone="quiet", wrap=True))
        self._read()
        self.start.clicked.connect(self._switch)

    def changes(self) -> dict[str, Any]:
        return {"on_close": OnClose(self.on_close.currentData())}

    def _read(self) -> None:
        """Show what the system says; nobody else knows."""
        autostart = self.around.autostart
        self.start.setEnabled(autostart is not None and not autostart.refusal)
        self.start.setChecked(autostart is not None and autostart.is_on())
        if autostart is None:
            self.told.setText("A desk of made-up people does not start by itself.")
        else:
            self.told.setText(autostart.refusal or f"Kept by your system in {autostart.place}")

    def _switch(self, on: bool) -> None:
        autostart = self.around.autostart
        if autostart is None:
            return
        try:
            if on:
                autostart.turn_on()
            else:
                autostart.turn_off()
        except AutostartRefused as refused:
            self._read()
            self.told.setText(str(refused))
        else:
            self._read()
