"""Asks who is exported and in which form, and says what will not fit before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.ports import Loss
from relationship_desk.desk.transfer.export import Mode
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme

# A table is exact, or safe for programs that compute cells.
Form = Mode | Literal["table", "safe_table"]
_FORMS: tuple[tuple[Form, str, str], ...] = (
    (
        "as_read",
        "As it came",
        "Each card as it was read, with only what you changed rewritten. Nothing is lost.",
    ),
    ("4.0", "vCard 4.0", "The newest standard, for phones and address books of today."),
    ("3.0", "vCard 3.0", "For programs that do not know 4.0; almost all know this."),
    ("2.1", "vCard 2.1", "For old telephones and programs that know nothing newer."),
    (
        "table",
        "Table (CSV), exact",
        "Names, facts and tags, each cell as it is. Comes back here without a difference.",
    ),
    (
        "safe_table",
        "Table (CSV) for spreadsheets",
        "The same, with an apostrophe before what a spreadsheet would compute, as “+49 …”.",
    ),
)
_LISTED = 500  # more lines than this nobody reads


class ExportDialog(QDialog):
    """`looked_at` when the answer to "what will not fit" is wanted; `confirmed` to write."""

    looked_at = Signal()
    confirmed = Signal()

    def __init__(
        self, theme: Theme, everybody: int, chosen: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """`chosen` are the names of those who are selected; they can be exported alone."""
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("Export contacts")
        self._build(everybody, chosen)

    @property
    def form(self) -> Form:
        """In which form."""
        return next(form for form, button in self.forms.items() if button.isChecked())

    @property
    def only_chosen(self) -> bool:
        """Whether only those who are selected are exported."""
        return self.chosen.isChecked()

    def show_looking(self) -> None:
        """What will not fit is being found out."""
        self._say("Looking at what will fit…", "quiet")
        self.go.setEnabled(False)

    def show_losses(self, losses: Sequence[Loss]) -> None:
        """Say what the form cannot hold."""
        self.go.setEnabled(True)
        if not losses:
            self._say("Everything fits.", "success")
            return
        things = "One thing" if len(losses) == 1 else f"{len(losses):,} things"
        self._say(f"{things} will not fit and will be missing in the file:", "warning")
        lines = [f"{loss.name}: {loss.message}" if loss.name else loss.message for loss in losses]
        if len(lines) > _LISTED:
            lines = [*lines[:_LISTED], f"and {len(lines) - _LISTED:,} more."]
        self.losses.setPlainText(visible("\n".join(lines)))
        self.losses.show()
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def show_writing(self) -> None:
        """The file is being written."""
        for widget in (*self.forms.values(), self.everybody, self.chosen, self.go):
            widget.setEnabled(False)
        self._say("Writing…", "quiet")
        self.progress.show()

    def set_progress(self, done: int, total: int) -> None:
        """How many cards of how many are written."""
        self.progress.setRange(0, max(total, 1))
        self.progress.setValue(done)

    # ------------------------------------------------------------------------------------ building

    def _build(self, everybody: int, chosen: Sequence[str]) -> None:
        px = self._theme.px
        who = QButtonGroup(self)
        self.everybody = QRadioButton(f"Everybody, with the archive ({everybody:,})")
        words = chosen[0] if len(chosen) == 1 else f"The {len(chosen):,} who are selected"
        self.chosen = QRadioButton(f"Only {words}" if len(chosen) == 1 else words)
        self.chosen.setText(visible(self.chosen.text()).replace("&", "&&"))
        self.chosen.setVisible(bool(chosen))
        several = len(chosen) > 1
        (self.chosen if several else self.everybody).setChecked(True)
        people = QVBoxLayout()
        people.setSpacing(px(6))
        for button in (self.everybody, self.chosen):
            who.addButton(button)
            people.addWidget(button)
            button.clicked.connect(self.looked_at)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("Progress")
        self.progress.hide()
        self._words = PlainLabel(wrap=True)
        self.losses = QPlainTextEdit()
        self.losses.setReadOnly(True)
        self.losses.setAccessibleName("What will not fit")
        self.losses.setMaximumHeight(px(128))
        self.losses.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel("Export contacts", size="large"))
        column.addSpacing(px(4))
        column.addLayout(people)
        column.addSpacing(px(4))
        column.addWidget(self._build_forms())
        column.addWidget(self._words)
        column.addWidget(self.losses)
        column.addWidget(self.progress)
        column.addStretch(1)
        column.addSpacing(px(8))
        column.addLayout(self._build_buttons())
        self.setMinimumWidth(px(480))
        self._words.setText(" ")
        # The hint of wrapped texts is taken at another width, and leaves a gap.
        self.resize(px(480), column.totalHeightForWidth(px(480)))

    def _build_forms(self) -> QFrame:
        px = self._theme.px
        frame = QFrame()
        frame.setProperty("pane", "card")
        column = QVBoxLayout(frame)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(2))
        group = QButtonGroup(self)
        self.forms: dict[Form, QRadioButton] = {}
        for form, words, help_words in _FORMS:
            button = QRadioButton(words)
            button.setChecked(form == "as_read")
            button.setAccessibleDescription(help_words)
            button.clicked.connect(self.looked_at)
            group.addButton(button)
            told = PlainLabel(help_words, tone="quiet", size="small", wrap=True)
            told.setContentsMargins(px(24), 0, 0, px(6))
            column.addWidget(button)
            column.addWidget(told)
            self.forms[form] = button
        return frame

    def _build_buttons(self) -> QHBoxLayout:
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.reject)
        self.go = QPushButton("Choose a file…")
        self.go.setProperty("kind", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self.confirmed)
        buttons = QHBoxLayout()
        buttons.setSpacing(self._theme.px(8))
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.go)
        return buttons

    def _say(self, words: str, tone: str) -> None:
        self._words.setText(words)
        self._words.set_tone(tone)
        self.losses.hide()
        self.setAccessibleDescription(words)

    def words(self) -> str:
        """What is said of how it fits."""
        return self._words.text()
