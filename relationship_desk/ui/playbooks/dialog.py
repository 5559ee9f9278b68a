"""Something happened to somebody: which playbook, on which day, in which words.

Invariant: nothing is changed before Start; what was typed into a text stays for its step and tone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.clock import Clock, today
from relationship_desk.desk.playbooks import Library, known_fields
from relationship_desk.domain.dates import date_in_words, exact_date, plain_date
from relationship_desk.domain.playbooks import Mood, Planned, Playbook, Tone, plan
from relationship_desk.ui.letters.tones import ToneButtons
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.playbooks.chooser import PlaybookChooser
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.words import DateField

_MORE = ("what", "place", "years")


@dataclass(frozen=True, slots=True)
class Whom:
    """For whom it is; `grieves`: they are in grief until `until` (None: open)."""

    name: str
    given: str
    my_name: str
    grieves: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Began:
    """What Start hands over; `grief_from` None where no grief begins."""

    playbook: Playbook
    steps: tuple[Planned, ...]
    grief_from: date | None = None
    grief_until: date | None = None


class PlaybookDialog(QDialog):
    """`started` carries a `Began`; whoever saves it closes the dialog, or complains in it."""

    started = Signal(Began)
    edit_wanted = Signal()  # the user's own playbooks

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        library: Library,
        recent: Sequence[str],
        whom: Whom,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._clock, self._whom = theme, clock, whom
        self._edits: dict[tuple[str, int, Tone], str] = {}
        self._steps: tuple[Planned, ...] = ()
        self.setWindowTitle("Something happened")
        self.chooser = PlaybookChooser(theme, library, recent)
        self.on = DateField(theme, "The day of it", clock)
        self.more = {field: QLineEdit() for field in _MORE}
        self.tones = ToneButtons(theme, Tone.FRIENDLY)
        self.steps = QListWidget()
        self.text = QPlainTextEdit()
        self.grief = QCheckBox()
        self.grief_until = DateField(theme, "Until when congratulations are silent", clock)
        self._build(library)
        self.chooser.chosen.connect(self._choose)
        self.chooser.entered.connect(self.on.setFocus)
        self.tones.chosen.connect(lambda _: self._renew())
        self.on.edited.connect(self._renew)
        for line in self.more.values():
            line.textChanged.connect(self._renew)
        self.steps.currentRowChanged.connect(lambda _: self._show_text())
        self.text.textChanged.connect(self._typed)
        self.grief.toggled.connect(self.grief_until.setEnabled)
        self._choose(self.chooser.current())
        self.chooser.setFocus()
        self.finished.connect(self.deleteLater)

    def prefill(self, key: str, on: date | None, known: Mapping[str, str]) -> None:
        """Begin with a playbook, a day and what is known of the occasion."""
        self.chooser.choose(key)
        self.on.set_value(on)
        for field, words in known.items():
            self.more[field].setText(words)
        self._renew()

    def show_library(self, library: Library) -> None:
        """The playbooks were edited meanwhile."""
        self._tell_problems(library)
        self.chooser.show_library(library)

    def submit(self) -> None:
        """Hand over the steps, where the days are understood."""
        playbook = self.chooser.current()
        for field in (self.on, self.grief_until):
            if not field.is_understood():
                field.complain()
                field.setFocus()
                return
        if playbook is None or not self.start.isEnabled():
            return
        begins = None
        if not self.grief.isHidden() and self.grief.isChecked():
            begins = min(self._day(), today(self._clock))
        until = self.grief_until.value()
        self.start.setEnabled(False)
        self.started.emit(
            Began(playbook, self._steps, begins, until if begins is not None else None)
        )

    def complain(self, sentence: str) -> None:
        """It was not saved: say why, and keep what was typed."""
        self.start.setEnabled(True)
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    # ------------------------------------------------------------------------------------ showing

    def _choose(self, playbook: Playbook | None) -> None:
        self.start.setEnabled(playbook is not None)
        for widget in (self._side, self._grief_row, self.start):
            widget.setVisible(playbook is not None)
        self._nothing.setVisible(playbook is None)
        if playbook is None:
            return
        self._title.setText(playbook.title)
        self._avoid.setText(playbook.avoid)
        for field, line in self.more.items():
            self._form.setRowVisible(line, field in playbook.fields)
            line.setAccessibleName(playbook.label(field))
            label = self._form.labelForField(line)
            if isinstance(label, PlainLabel):
                label.setText(playbook.label(field))
        cheer = playbook.mood is Mood.JOY and self._whom.grieves
        until = f" until {plain_date(self._whom.until)}" if self._whom.until else ""
        self._careful.setText(
            f"{self._whom.name} is grieving{until}. Perhaps this can wait, or be said quietly."
        )
        self._careful.setVisible(cheer)
        offers = bool(playbook.grief_days) and not self._whom.grieves
        self._grief_row.setVisible(offers)
        self.grief.setVisible(offers)
        self.grief.setChecked(offers)
        self.grief_until.set_value(
            today(self._clock) + timedelta(days=playbook.grief_days) if offers else None
        )
        self.steps.setCurrentRow(0)
        self._renew()

    def _day(self) -> date:
        return self.on.value() or today(self._clock)

    def _renew(self) -> None:
        playbook = self.chooser.current()
        if playbook is None:
            return
        now_on, tone = today(self._clock), self.tones.tone
        known = known_fields(
            self._whom.name,
            self._whom.given,
            self._whom.my_name,
            self.on.value(),
            **{field: line.text() for field, line in self.more.items()},
        )
        planned = plan(playbook, known, tone, self._day(), now_on)
        self._steps = tuple(
            replace(step, text=self._edits.get((playbook.key, number, tone), step.text))
            for number, step in enumerate(planned)
        )
        row, height = max(self.steps.currentRow(), 0), self._theme.px(26)
        self.steps.blockSignals(True)
        self.steps.clear()
        for step in self._steps:
            self.steps.addItem(visible(f"{_when(step.on, now_on)}  ·  {_what(step)}"))
            item = self.steps.item(self.steps.count() - 1)
            item.setToolTip(exact_date(step.on))
            item.setSizeHint(QSize(0, height))
        self.steps.setCurrentRow(min(row, len(self._steps) - 1))
        self.steps.blockSignals(False)
        rows = min(max(len(self._steps), 2), 5)
        self.steps.setFixedHeight(rows * height + self._theme.px(4))
        self._show_text()

    def _show_text(self) -> None:
        row = self.steps.currentRow()
        step = self._steps[row] if 0 <= row < len(self._steps) else None
        has_text = step is not None and bool(self._original(row))
        self.tones.setVisible(has_text)
        self.text.setVisible(has_text)
        self._no_text.setVisible(not has_text)
        if step is not None and self.text.toPlainText() != step.text:
            self.text.blockSignals(True)
            self.text.setPlainText(step.text)
            self.text.blockSignals(False)

    def _original(self, row: int) -> bool:
        playbook = self.chooser.current()
        return playbook is not None and playbook.steps[row].texts is not None

    def _typed(self) -> None:
        playbook, row = self.chooser.current(), self.steps.currentRow()
        if playbook is None or not 0 <= row < len(self._steps):
            return
        words = self.text.toPlainText()
        self._edits[playbook.key, row, self.tones.tone] = words
        steps = list(self._steps)
        steps[row] = replace(steps[row], text=words)
        self._steps = tuple(steps)

    # ----------------------------------------------------------------------------------- building

    def _build(self, library: Library) -> None:
        px = self._theme.px
        self._title = PlainLabel(strong=True, wrap=True)
        self._avoid = PlainLabel(tone="quiet", wrap=True)
        self._careful = PlainLabel(tone="warning", wrap=True)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(px(16))
        self._form.setVerticalSpacing(px(6))
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in (self.on, self.grief_until):
            field.line.setMinimumWidth(px(112))
        self._form.addRow(PlainLabel("Day"), self.on)
        for line in self.more.values():
            self._form.addRow(PlainLabel(), line)
        self.steps.setAccessibleName("Steps")
        self.steps.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.steps.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.text.setAccessibleName("Text of this step")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(px(96))
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._no_text = PlainLabel("Nothing to send in this step.", tone="quiet", wrap=True)
        self._no_text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.grief.setText("No congratulations until")
        self._grief_row = QWidget()
        grief = QHBoxLayout(self._grief_row)
        grief.setContentsMargins(0, 0, 0, 0)
        grief.addWidget(self.grief, 0, Qt.AlignmentFlag.AlignTop)
        grief.addWidget(self.grief_until, 1)
        self._problem = PlainLabel(tone="danger", wrap=True)
        self._problem.hide()
        inner = QWidget()
        side = QVBoxLayout(inner)
        side.setContentsMargins(px(2), 0, px(2), 0)
        side.setSpacing(px(8))
        for widget in (self._title, self._avoid, self._careful):
            side.addWidget(widget)
        side.addLayout(self._form)
        side.addWidget(self.steps)
        side.addWidget(self.tones)
        side.addWidget(self.text, 1)
        side.addWidget(self._no_text, 1)
        # On a small screen this part scrolls; nothing is squeezed into what is beside it.
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFrameShape(QFrame.Shape.NoFrame)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setWidget(inner)
        self._side.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self._nothing = PlainLabel("No playbook has these words.", tone="quiet", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        middle = QHBoxLayout()
        middle.setSpacing(px(16))
        middle.addWidget(self.chooser, 2)
        middle.addWidget(self._nothing, 4)
        right = QVBoxLayout()
        right.setSpacing(px(8))
        for part in (self._side, self._grief_row, self._problem):
            right.addWidget(part)
        middle.addLayout(right, 4)
        self._problems = PlainLabel(tone="warning", size="small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(12))
        heading = f"Something happened to {self._whom.name}"
        column.addWidget(PlainLabel(heading, size="large", wrap=True))
        column.addLayout(middle, 1)
        column.addWidget(self._problems)
        column.addLayout(self._buttons())
        self._tell_problems(library)
        room = self.screen().availableSize() * 0.92
        self.resize(min(px(820), room.width()), min(px(640), room.height()))

    def _tell_problems(self, library: Library) -> None:
        self._problems.setText("\n".join(library.problems))
        self._problems.setVisible(bool(library.problems))

    def _buttons(self) -> QHBoxLayout:
        own = QPushButton("My playbooks…")
        own.setProperty("kind", "quiet")
        own.setAutoDefault(False)
        own.clicked.connect(self.edit_wanted)
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.start = QPushButton("Start")
        self.start.setProperty("kind", "primary")
        self.start.setDefault(True)
        self.start.setToolTip("Makes the steps tasks of this person")
        self.start.clicked.connect(self.submit)
        buttons = QHBoxLayout()
        buttons.setSpacing(self._theme.px(8))
        buttons.addWidget(own)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.start)
        return buttons


def _when(on: date, now_on: date) -> str:
    words = date_in_words(on, now_on)
    return words[:1].upper() + words[1:]


def _what(step: Planned) -> str:
    return f"{step.words} ({step.via.noun})" if step.via is not None else step.words
