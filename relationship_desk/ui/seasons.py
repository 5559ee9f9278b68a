"""Seasons in the window: somebody grieves, somebody is paused, or the user wants quiet.

Invariant: a season is named with its last day, and what was begun is told with its Undo.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout, QWidget

from relationship_desk.clock import Clock, today
from relationship_desk.desk.commands.seasons import (
    begin_grief,
    begin_quiet,
    end_grief,
    end_quiet,
    pause_people,
)
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.store.circles import my_quiet_season, people_in_season
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.words import DateField

_NOT_LATER = "That day is not later than the first one. Choose a later day, or leave it empty."
_OPEN = "The day on which it is over; leave it empty to end it yourself."


class SeasonDialog(QDialog):
    """`chosen` carries the first day and the day on which it is over, None where that is open."""

    chosen = Signal(object, object)

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        title: str,
        says: str,
        parent: QWidget | None = None,
        *,
        asks_begin: bool = True,
    ) -> None:
        super().__init__(parent)
        px = theme.px
        self._clock = clock
        self.setWindowTitle(title)
        self.begin = DateField(theme, "From", clock)
        self.begin.set_value(today(clock))
        self.until = DateField(theme, "Until", clock)
        self.problem = PlainLabel(tone="danger", wrap=True)
        self.problem.hide()
        box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        begin = box.button(QDialogButtonBox.StandardButton.Ok)
        begin.setText("Begin")
        begin.setProperty("kind", "primary")
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(8))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(PlainLabel("From"), self.begin)
        form.addRow(PlainLabel("Until"), self.until)
        form.setRowVisible(0, asks_begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(title, strong=True, wrap=True))
        column.addWidget(PlainLabel(says, tone="quiet", wrap=True))
        column.addLayout(form)
        column.addWidget(PlainLabel(_OPEN, tone="quiet", size="small", wrap=True))
        column.addWidget(self.problem)
        column.addStretch(1)
        column.addWidget(box)
        self.setMinimumWidth(px(400))
        self.until.setFocus()
        self.finished.connect(self.deleteLater)

    def accept(self) -> None:
        """Close with the days, where both are understood."""
        for field in (self.begin, self.until):
            if not field.is_understood():
                field.complain()
                field.setFocus()
                return
        begin, until = self.begin.value() or today(self._clock), self.until.value()
        if until is not None and until <= begin:
            self.problem.setText(_NOT_LATER)
            self.problem.show()
            self.until.setFocus()
            return
        super().accept()
        self.chosen.emit(begin, until)


def ask_pause(
    bridge: Bridge, theme: Theme, person_id: int, name: str, tell: Tell, over: QWidget
) -> SeasonDialog:
    """Ask until when somebody is left alone."""
    says = "They are in no lane meanwhile, and no reminder comes for their rhythm."
    dialog = SeasonDialog(
        theme, bridge.clock, f"Pause {name}", says, over.window(), asks_begin=False
    )

    def begin(_: date, until: date | None) -> None:
        said = f"{name} is paused{_until(until)}."
        _do(bridge, tell, said, pause_people, person_ids=[person_id], until=until)

    dialog.chosen.connect(begin)
    dialog.open()
    return dialog


def ask_grief(
    bridge: Bridge, theme: Theme, person_id: int, name: str, tell: Tell, over: QWidget
) -> SeasonDialog:
    """Ask from when and until when somebody grieves."""
    says = "Birthdays and other cheerful days are not told meanwhile."
    dialog = SeasonDialog(theme, bridge.clock, f"{name} is grieving", says, over.window())

    def begin(from_on: date, until: date | None) -> None:
        said = f"Noted: {name} is grieving{_until(until)}."
        _do(bridge, tell, said, begin_grief, person_id=person_id, from_on=from_on, until_on=until)

    dialog.chosen.connect(begin)
    dialog.open()
    return dialog


def fill_grief(
    add: Callable[[str, Callable[[], None]], object],
    bridge: Bridge,
    theme: Theme,
    person_id: int,
    name: str,
    tell: Tell,
    over: QWidget,
) -> None:
    """The line of a menu that begins the grief of a person, or ends it."""
    on = bridge.today()
    grieving = people_in_season(bridge.reader, SeasonKind.GRIEF, on, [person_id])
    if person_id not in grieving:
        add("They are grieving…", lambda: _opened(bridge, theme, person_id, name, tell, over))
        return

    def end() -> None:
        said = f"The grief of {name} is over."
        _do(bridge, tell, said, end_grief, person_id=person_id, on=bridge.today())

    add(f"Grieving{_until(grieving[person_id])}: end it", end)


class SeasonActions(QObject):
    """The user's own quiet season, from the menu."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, tell: Tell, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge, self._theme, self._tell, self._window = bridge, theme, tell, window
        self._action = actions[ActionId.QUIET_SEASON]
        self._action.triggered.connect(lambda: self.toggle())
        self.dialog: SeasonDialog | None = None
        bridge.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say in the menu what it would do now."""
        season = my_quiet_season(self._bridge.reader, self._bridge.today())
        words = "My quiet season…"
        if season is not None:
            words = f"End my quiet season{_until(season.until_on, '(until ', ')')}"
        self._action.setText(words)

    def toggle(self) -> None:
        """End the quiet season that lasts, or ask for a new one."""
        bridge = self._bridge
        if my_quiet_season(bridge.reader, bridge.today()) is not None:
            said = "Your quiet season is over."
            _do(bridge, self._tell, said, end_quiet, on=bridge.today())
            return
        says = "Nobody is due in it, and no reminder comes for anybody's rhythm."
        self.dialog = SeasonDialog(self._theme, bridge.clock, "My quiet season", says, self._window)
        self.dialog.chosen.connect(self._begin)
        self.dialog.open()

    def _begin(self, from_on: date, until: date | None) -> None:
        said = f"Your quiet season begins{_until(until, 'and lasts until ')}."
        if from_on <= self._bridge.today():
            said = f"Quiet now{_until(until)}. Nobody is due meanwhile."
        _do(self._bridge, self._tell, said, begin_quiet, from_on=from_on, until_on=until)


def _opened(
    bridge: Bridge, theme: Theme, person_id: int, name: str, tell: Tell, over: QWidget
) -> None:
    ask_grief(bridge, theme, person_id, name, tell, over)


def _until(day: date | None, before: str = "until ", after: str = "") -> str:
    return "" if day is None else f" {before}{plain_date(day)}{after}"


def _do(bridge: Bridge, tell: Tell, said: str, command: Any, **arguments: Any) -> None:
    bridge.do(command, tell_done(bridge, tell, said), **arguments)
