"""What the menus offer of thanks: record a kindness, note a gift idea, whom did I forget?"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.appreciation.forgotten_dialog import ForgottenDialog
from relationship_desk.ui.appreciation.opening import AppreciationDialogs
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.telling import Tell
from relationship_desk.ui.theme import Theme


class ThanksActions(QObject):
    """`whom` says who is in front; `person_chosen` asks for somebody else."""

    person_chosen = Signal(int)

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        whom: Callable[[], list[int]],
        tell: Tell,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge, self._theme, self._whom = bridge, theme, whom
        self._tell, self._window = tell, window
        self.dialogs = AppreciationDialogs(bridge, theme, tell, window)
        actions[ActionId.NEW_KINDNESS].triggered.connect(
            lambda: self.dialogs.record_for(self._first())
        )
        actions[ActionId.NEW_GIFT].triggered.connect(lambda: self.dialogs.gift_idea(self._first()))
        actions[ActionId.FORGOTTEN_THANKS].triggered.connect(self.forgotten)

    def forgotten(self) -> ForgottenDialog:
        """Open what looks like help and was not recorded."""
        dialog = ForgottenDialog(self._bridge, self._theme, self._tell, self._window)
        dialog.person_chosen.connect(self.person_chosen)
        dialog.open()
        return dialog

    def _first(self) -> int | None:
        return next(iter(self._whom()), None)
