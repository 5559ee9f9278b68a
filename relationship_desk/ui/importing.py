"""The way of files onto the desk: read and compared in the background, shown, then written.

Invariant: until the user agrees nothing is written, and what is cancelled leaves nothing behind.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import CancelledError
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.commands.readings import remember_readings
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.ports import Cancelled
from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.desk.transfer.plan import ImportPlan
from relationship_desk.desk.transfer.report import ImportReport
from relationship_desk.desk.transfer.sources.parts import Given
from relationship_desk.domain.text import counted
from relationship_desk.formats import readers
from relationship_desk.formats.choices import Choices
from relationship_desk.store.readings import reading_rules
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.import_preview import ImportDialog
from relationship_desk.ui.import_words import done_words, report_text, result_sentence
from relationship_desk.ui.last_report import LastReport
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.reading_choices import ReadingChoices
from relationship_desk.ui.telling import NO_OFFER, Tell
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message

# What is quicker than this needs no window that says it is being read.
_PATIENCE_MS = 250
_STEPS = 200

Done = Callable[[str, Outcome[Any]], None]


def import_files(window: MainWindow, files: Sequence[Given]) -> None:
    """Look into these files, folders or texts for the window, and ask what is to be taken."""
    flow = window.findChild(Importing)
    if not isinstance(flow, Importing):

        def done(sentence: str, outcome: Outcome[ImportReport]) -> None:
            made = outcome.result.counts.new
            words, offer = window.acts.circles.offer() if made else ("", NO_OFFER)
            window.acts.undoing.done(f"{sentence} {words}".strip(), outcome, offer=offer)

        action = window.actions_table[ActionId.IMPORT_REPORT]
        report = LastReport(action, window.theme, window)
        flow = Importing(window.bridge, window.theme, window.tell, done, window, report.keep)
    flow.start(files)


class Importing(QObject):
    """One import at a time; `done(sentence, outcome)` says what it did, with an Undo.

    `keep(report)` is given the whole of it, card by card.
    """

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        tell: Tell,
        done: Done,
        window: QWidget,
        keep: Callable[[str], None] = lambda report: None,
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._theme = theme
        self._tell = tell
        self._done = done
        self._keep = keep
        self._window = window
        self._cancelled = threading.Event()
        self._plan: ImportPlan | None = None
        self.dialog: ImportDialog | None = None
        self._given: Sequence[Given] = ()
        self.choices = ReadingChoices(theme, self._read, self)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._show)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self._give_up_reading)

    def start(self, files: Sequence[Given]) -> None:
        """Read these and show what importing them would do."""
        if self.dialog is not None:
            self._tell(Message("One import is open already. Import or cancel it first."))
            self._show()
            return
        self._given = list(files)
        self.choices.deleteLater()
        self.choices = ReadingChoices(self._theme, self._read, self)
        dialog = ImportDialog(self._theme, self._bridge.clock.zone(), self._window)
        dialog.confirmed.connect(self._write)
        dialog.rejected.connect(self._cancel)
        dialog.columns_wanted.connect(lambda r: self.choices.ask_columns(r, dialog))
        dialog.letters_wanted.connect(lambda r: self.choices.ask_letters(r, dialog))
        self.dialog = dialog
        self._patience.start()
        self._read()

    def _read(self) -> None:
        """Read what was given, by what is decided so far."""
        dialog, given = self.dialog, self._given
        if dialog is None:
            return
        self._plan = None
        dialog.show_reading(given[0].name if len(given) == 1 else counted(len(given), "file"))
        self._cancelled = threading.Event()
        job = _reading(self._bridge, given, self.choices.rules, self._cancelled, dialog)
        self._bridge.in_background(
            job,
            lambda plan: self._planned(dialog, plan),
            lambda error: self._failed(dialog, error),
        )

    def _planned(self, dialog: ImportDialog, plan: ImportPlan) -> None:
        if self.dialog is dialog:
            self._plan = plan
            dialog.show_plan(plan)
            self._show()
            self.choices.offer(plan.readings, dialog)

    def _write(self) -> None:
        dialog = self.dialog
        plan = None if dialog is None else dialog.plan
        if plan is None or dialog is None:
            return
        dialog.show_writing()
        cancelled, rules = self._cancelled, self.choices.rules

        def checkpoint() -> None:
            if cancelled.is_set():
                raise Cancelled

        future = self._bridge.desk.do_watched(
            checkpoint, import_cards, plan=plan, region=self._bridge.preferences().region
        )

        def written(outcome: Outcome[ImportReport]) -> None:
            # Also where Cancel came too late: what was written is said, and can be taken back.
            self._close(dialog)
            sentence = result_sentence(outcome.result, plan)
            self._done(sentence, outcome)
            zone, now = self._bridge.clock.zone(), self._bridge.clock.now()
            self._bridge.in_background(
                lambda: f"{done_words(sentence, zone, now)}\n{report_text(plan, zone)}", self._keep
            )
            if rules:
                self._bridge.do(remember_readings, lambda _: None, rules=rules)

        self._bridge.follow(future, written, lambda error: self._failed(dialog, error))

    def _failed(self, dialog: ImportDialog, error: BaseException) -> None:
        self._close(dialog)
        if not isinstance(error, (Cancelled, CancelledError)):
            self._bridge.tell(error)

    def _cancel(self) -> None:
        self._cancelled.set()
        if self.dialog is not None:
            self._close(self.dialog)

    def _close(self, dialog: ImportDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None
            self._patience.stop()
        if isValid(dialog):
            dialog.blockSignals(True)
            dialog.close()
            dialog.deleteLater()

    def _show(self) -> None:
        self._patience.stop()
        if self.dialog is not None:
            self.dialog.show()
            self.dialog.raise_()
            self.dialog.activateWindow()

    def _give_up_reading(self) -> None:
        """The program ends: what is only being read is not waited for; what is written, is."""
        if self._plan is None:
            self._cancelled.set()


def _reading(
    bridge: Bridge,
    paths: Sequence[Given],
    rules: Mapping[str, str],
    cancelled: threading.Event,
    dialog: ImportDialog,
) -> Callable[[], ImportPlan]:
    """A job for the background: it reads with a connection of its own, and tells how far it is."""
    region, store = bridge.preferences().region, bridge.desk.store
    told = -1

    def show(done: int, total: int) -> None:
        if isValid(dialog):
            dialog.set_progress(done, total)

    def progress(done: int, total: int) -> None:
        nonlocal told
        if cancelled.is_set():
            raise Cancelled
        # Told in steps: a signal for every card would keep the window busy.
        step = done * _STEPS // total if total else _STEPS
        if step != told:
            told = step
            bridge.call_soon(lambda: show(done, total))

    def job() -> ImportPlan:
        connection = store.reader()
        try:
            by = readers(Choices({**reading_rules(connection), **rules}))
            return plan_paths(connection, paths, by, region, progress, may_ask=True)
        finally:
            connection.close()

    return job
