"""The page of how reminders pop up: which way, what it can do, what it may say, and a test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton
from shiboken6 import isValid

from relationship_desk.domain.preferences import Preferences
from relationship_desk.notifiers.chain import AUTOMATIC, Probed
from relationship_desk.ui.dialogs.popup_log import PopupLogDialog
from relationship_desk.ui.dialogs.preferences.page import Around, Page
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.popup_test import PopupTest

_AUTOMATIC_WORDS = "Automatic: the best that works"


class NotificationsPage(Page):
    title, icon = "Notifications", "reminder"

    def __init__(self, around: Around, preferences: Preferences) -> None:
        super().__init__(around, preferences)
        assert around.notifying is not None
        self._found: tuple[Probed, ...] = ()
        chain = around.notifying.chain
        px = around.theme.px
        self.way = QComboBox()
        self.way.addItem(_AUTOMATIC_WORDS, AUTOMATIC)
        self.way.setMinimumContentsLength(16)
        self.way.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for name, title in chain.titles():
            self.way.addItem(title, name)
        self.way.setCurrentIndex(max(self.way.findData(preferences.notifier), 0))
        self.way.currentIndexChanged.connect(self._describe)
        self.about = PlainLabel("Looking at what this desktop can do…", tone="quiet", wrap=True)
        self.private = QCheckBox("Say only that something is due, not what or whom")
        self.private.setChecked(preferences.private_popups)
        self.add_row("Popups come as", self.way)
        self.add_row("", self.about)
        self.add_row("Privacy", self.private)
        self.try_it = QPushButton("Send a test notification")
        self.try_it.clicked.connect(self._try)
        self.log = QPushButton("Notification log…")
        self.log.setProperty("kind", "quiet")
        self.log.clicked.connect(self._show_log)
        self.outcome = PlainLabel(tone="quiet", wrap=True)
        self.outcome.setAccessibleName("What became of the test")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addWidget(self.try_it)
        buttons.addWidget(self.log)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.column.addWidget(self.outcome)
        self._test = PopupTest(around.bridge, around.notifying, self)
        self._test.said.connect(self._say)
        self._test.ended.connect(lambda: self.try_it.setEnabled(True))
        around.bridge.in_background(chain.survey, self._on_survey)

    def changes(self) -> dict[str, Any]:
        return {"notifier": self.way.currentData(), "private_popups": self.private.isChecked()}

    def _on_survey(self, found: Sequence[Probed]) -> None:
        # The dialog may have been closed before a slow service answered.
        if isValid(self):
            self._found = tuple(found)
            self._describe()

    def _describe(self) -> None:
        """What the chosen way can do here and now."""
        if not self._found:
            return
        chosen = self.way.currentData()
        if chosen == AUTOMATIC:
            able = [probed for probed in self._found if probed.abilities and not probed.alone]
            if not able:
                self.about.setText(f"None works now. {self._found[0].reason}")
                self.about.set_tone("warning")
                return
            words = f"In use now: {able[0].title}. {ability_words(able[0])}"
            self.about.setText(words)
            self.about.set_tone("quiet")
            return
        probed = next(probed for probed in self._found if probed.name == chosen)
        self.about.setText(ability_words(probed))
        self.about.set_tone("quiet" if probed.abilities else "warning")

    def _try(self) -> None:
        self.try_it.setEnabled(False)
        self._test.start(self.way.currentData())

    def _show_log(self) -> None:
        # Over this dialog, which keeps everything else waiting.
        PopupLogDialog(self.around.bridge, self.around.theme, self.window()).show()

    def _say(self, words: str, tone: str) -> None:
        self.outcome.setText(words)
        self.outcome.set_tone(tone)
        self.outcome.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def ability_words(probed: Probed) -> str:
    """What a way can do, in a few words; the reason where it cannot be used."""
    able = probed.abilities
    if able is None:
        return probed.reason
    words = [f"Shown by {able.service}."] if able.service else []
    for what, is_so in (
        ("Buttons", able.buttons),
        ("replaces and withdraws", able.replaces),
        ("markup", able.markup),
    ):
        words.append(f"{what}: {'yes' if is_so else 'no'}" + ("." if what == "markup" else ","))
    return " ".join(words)
