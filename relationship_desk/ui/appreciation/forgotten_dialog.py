"""Whom did I forget? What looks like help and was never recorded, answered by one key each.

Invariant: nothing is recorded without a yes, and a no is for good.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.commands.thanks import KindnessForm, decline_kindness
from relationship_desk.desk.forgotten import RULE, Proposal, proposals
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.dates import date_in_words
from relationship_desk.ui.appreciation.opening import AppreciationDialogs
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import REMOVE_KEYS, Section, Verb

_YES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Y)


class ForgottenDialog(QDialog):
    """`person_chosen` asks for somebody to be put in front."""

    person_chosen = Signal(int)

    def __init__(
        self, bridge: Bridge, theme: Theme, tell: Tell, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._told = tell_done(bridge, tell)
        self._dialogs = AppreciationDialogs(bridge, theme, tell, self)
        self.setWindowTitle("Whom did I forget?")
        self.section: Section[Proposal] = Section(
            theme,
            "Perhaps a kindness",
            describe=lambda row: visible(f"{row.told.person_name}: {row.told.text}. {row.why}"),
            delegate=lambda view: LineDelegate(theme, view, self._line),
            verbs=(
                Verb("Yes, a kindness…", self._yes, _YES, opens=True),
                Verb("No", self._no, (Qt.Key.Key_N, *REMOVE_KEYS)),
                Verb("Show person", self._show_person, (Qt.Key.Key_O,), begins=True),
            ),
            empty="No entry of the last four weeks looks like help that was forgotten.",
            key=lambda row: row.told.interaction_id,
            fills=True,
        )
        px = theme.px
        self.yes = QPushButton("Yes, a kindness…")
        self.yes.setProperty("kind", "primary")
        self.no = QPushButton("No")
        close = QPushButton("Close")
        for button, slot in (
            (self.yes, lambda: self._on_current(self._yes)),
            (self.no, lambda: self._on_current(self._no)),
            (close, self.reject),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, s=slot: s())
        end = QHBoxLayout()
        end.setSpacing(px(8))
        end.addStretch(1)
        for button in (close, self.no, self.yes):
            end.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(RULE, tone="quiet", wrap=True))
        column.addWidget(self.section, 1)
        column.addLayout(end)
        self.resize(px(560), px(420))
        bridge.changed.connect(self._apply)
        self.finished.connect(self.deleteLater)
        self.read()
        self.section.take_focus()

    def read(self) -> None:
        """Show what is still to be answered."""
        self.section.show_rows(proposals(self._bridge.reader, self._bridge.today()))
        for button in (self.yes, self.no):
            button.setEnabled(bool(self.section.rows.rows))
        if self.section.rows.rows and not self.section.list.currentIndex().isValid():
            self.section.list.setCurrentIndex(self.section.rows.index(0))

    def _apply(self, changes: Changes) -> None:
        if changes.touches("kindness", "answer", "interaction", "participant", "person"):
            self.read()

    def _line(self, row: Proposal) -> Line:
        when = date_in_words(row.told.on, self._bridge.today())
        return Line(
            row.told.text, row.told.person_name, "kindness",
            beside=f"says “{row.phrase}”", right=when,
        )  # fmt: skip

    def _yes(self, row: Proposal) -> None:
        told = row.told
        form = KindnessForm(told.person_id, told.text, told.on, interaction_id=told.interaction_id)
        self._dialogs.record(form)

    def _no(self, row: Proposal) -> None:
        self._bridge.do(decline_kindness, self._told, interaction_id=row.told.interaction_id)

    def _show_person(self, row: Proposal) -> None:
        self.person_chosen.emit(row.told.person_id)
        self.accept()

    def _on_current(self, verb: object) -> None:
        row = self.section.current()
        if row is not None:
            verb(row)  # type: ignore[operator]
