"""What can be done with a row of Today.

Invariant: every verb says what it did in the window's bar, with a button that takes back this.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from relationship_desk.desk.commands.promises import keep_promise
from relationship_desk.desk.commands.rhythm_offers import keep_rhythm, take_rhythm
from relationship_desk.desk.commands.tasks import complete_tasks
from relationship_desk.desk.commands.thanks import decline_kindness
from relationship_desk.desk.commands.today import skip_row, snooze_row
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.text import one_line
from relationship_desk.domain.today import TodayKind, TodayRow
from relationship_desk.store.rhythm_offers import offers_of
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.brief.debrief import done_with
from relationship_desk.ui.card.rhythm_menu import RhythmMenu
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.plain import visible
from relationship_desk.ui.rows import moment_words
from relationship_desk.ui.snoozing import fill_snoozes, usual_end
from relationship_desk.ui.telling import done_message
from relationship_desk.ui.today_doing import DOING, Around

_TITLE = 40


class TodayVerbs:
    """Do, snooze, skip and change rhythm, for one pane; to log is the window's matter."""

    def __init__(self, pane: Pane) -> None:
        self._pane = pane
        self._bridge = pane.bridge
        self._around = Around(
            pane.bridge,
            pane.theme,
            pane.actions_table,
            pane.message.emit,
            pane.person_chosen.emit,
            pane,
        )
        self._rhythm = RhythmMenu(pane.bridge, pane.theme, pane)
        self._rhythm.message.connect(pane.message)
        self._rhythm.circles_wanted.connect(pane.actions_table[ActionId.CIRCLES].trigger)

    def do(self, row: TodayRow) -> bool:
        """What the first button does; False where it takes words of the user's to be done."""
        if row.kind is TodayKind.OCCASION or row.has_text:
            self._pane.letter_wanted.emit(row)
        elif row.kind is TodayKind.TASK:
            self._bridge.do(complete_tasks, self._tell_done, task_ids=[row.source_id])
        elif row.kind is TodayKind.PROMISE:
            self._bridge.do(keep_promise, self._tell_done, promise_id=row.source_id)
        elif row.kind is TodayKind.RHYTHM:
            self._answer_rhythm(row, take_rhythm)
        elif row.kind is TodayKind.UPDATE:
            self._pane.news_wanted.emit(row.source_id)
        elif row.kind in DOING:
            return DOING[row.kind](self._around, row)
        else:
            return False
        return True

    def snooze(self, row: TodayRow, until: datetime) -> None:
        """Show it again at that instant."""
        words = f"Snoozed until {moment_words(until, self._bridge.clock)}."
        self._bridge.do(
            snooze_row, lambda outcome: self._tell(words, outcome), **_answer(row), until=until
        )

    def snooze_by(self, row: TodayRow, number: int) -> None:
        """Show it again after one of the usual times, counted from 1."""
        self.snooze(row, usual_end(number, self._bridge))

    def snooze_menu(self, row: TodayRow, at: QPoint) -> None:
        """Ask how long, at a point of the screen."""
        menu = QMenu(self._pane)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_snoozes(menu, row)
        menu.popup(at)

    def fill_snoozes(self, menu: QMenu, row: TodayRow) -> None:
        """The usual times, and any other moment."""
        fill_snoozes(
            menu, self._bridge, self._pane.theme, lambda until: self.snooze(row, until), self._pane
        )

    def skip(self, row: TodayRow) -> None:
        """Let this turn go; a rhythm that was asked about stays as it is."""
        if row.kind is TodayKind.RHYTHM:
            self._answer_rhythm(row, keep_rhythm)
            return
        if row.kind is TodayKind.FORGOTTEN:
            which = {"interaction_id": row.source_id}
            self._bridge.do(decline_kindness, self._tell_label, **which)
            return
        words = f"Skipped: {visible(one_line(row.title, _TITLE))}."
        self._bridge.do(skip_row, lambda outcome: self._tell(words, outcome), **_answer(row))

    def rhythm_menu(self, row: TodayRow, at: QPoint) -> None:
        """Circles, rhythm and pauses of the person, at a point of the screen."""
        if row.person_id is not None:
            self._rhythm.fill(row.person_id)
            self._rhythm.popup(at)

    def _answer_rhythm(self, row: TodayRow, command: Any) -> None:
        """Answer what is asked about the person now."""
        whom, on = row.source_id, self._bridge.today()
        offer = offers_of(self._bridge.reader, on, [whom]).get(whom)
        if offer is not None:
            self._bridge.do(command, self._tell_label, person_id=whom, offer=offer)

    def _tell_done(self, outcome: Outcome[Any]) -> None:
        message = done_with(self._pane, outcome)
        if message is not None:
            self._pane.message.emit(message)

    def _tell_label(self, outcome: Outcome[Any]) -> None:
        self._tell(f"{visible(outcome.label)}.", outcome)

    def _tell(self, sentence: str, outcome: Outcome[Any]) -> None:
        message = done_message(self._bridge, outcome, sentence)
        if message is not None:
            self._pane.message.emit(message)


def _answer(row: TodayRow) -> dict[str, Any]:
    return {
        "source": row.source,
        "source_id": row.source_id,
        "settles": row.settles,
        "title": row.title,
    }
