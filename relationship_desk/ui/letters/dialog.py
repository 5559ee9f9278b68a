"""A text to be read once more and sent: mail program, clipboard, PDF, printer.

Invariant: handing a text to another program logs nothing; only the user knows that it was sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.mail_links import mail_link
from relationship_desk.domain.playbooks import Tone
from relationship_desk.ui.card.opener import open_link
from relationship_desk.ui.letters.paper import print_text, save_pdf
from relationship_desk.ui.letters.tones import ToneButtons
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme

_CHANNELS = (
    Channel.EMAIL, Channel.MESSAGE, Channel.LETTER, Channel.SOCIAL, Channel.CALL, Channel.MET,
    Channel.OTHER,
)  # fmt: skip
_TOO_LONG = (
    "The text is too long to hand to a mail program. It is on the clipboard: begin a mail and "
    "paste it."
)


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be sent, to whom, and how it might go; `sending` is what "I sent it" does besides.

    `title` says what it is about; `name` and `addresses` are those of the reader. With `tones` the
    text is chosen among them, `text` being the one in `tone`.
    """

    title: str
    name: str
    text: str
    addresses: Sequence[str] = ()
    subject: str = ""
    via: Channel | None = None
    sending: str = "Writes it into the timeline"
    tones: Mapping[Tone, str] = field(default_factory=dict)
    tone: Tone = Tone.FRIENDLY


class LetterDialog(QDialog):
    """`sent` carries the text and the `Channel`; `kept` the text where it was edited and left."""

    sent = Signal(str, object)
    kept = Signal(str)

    def ways(self) -> Sequence[tuple[str, Any]]:
        """How it may go: what the choice says, and what `sent` carries for it."""
        return [(f"as {_a(channel.noun)}", channel) for channel in _CHANNELS]

    def way(self) -> Any:
        """The one that is chosen."""
        return Channel(self.channel.currentData())

    def __init__(self, theme: Theme, letter: Letter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._letter = theme, letter
        self.setWindowTitle("Text to send")
        self.to = QComboBox()
        self.to.setEditable(True)
        self.to.addItems(list(letter.addresses))
        self.to.setAccessibleName("E-mail address")
        self.subject = QLineEdit(letter.subject)
        self.subject.setAccessibleName("Subject")
        self.text = QPlainTextEdit(letter.text)
        self.text.setAccessibleName("Text")
        self.text.setTabChangesFocus(True)
        self.tones = ToneButtons(theme, letter.tone)
        self.tones.setVisible(bool(letter.tones))
        self.tones.chosen.connect(self._speak)
        self._texts, self._tone = dict(letter.tones), letter.tone
        self.channel = QComboBox()
        self.channel.setAccessibleName("How it was sent")
        for words, way in self.ways():
            self.channel.addItem(words, way)
        self.choose_channel(letter.via or Channel.MESSAGE)
        self._told = PlainLabel(tone="quiet", wrap=True)
        self._told.hide()
        self._build()
        self.text.setFocus()
        self.finished.connect(self.deleteLater)

    def mail(self) -> None:
        """Begin a mail with it in the mail program; what is too long goes onto the clipboard."""
        words = self.text.toPlainText()
        link = mail_link(self.to.currentText().split(", "), self.subject.text(), words)
        if link is None:
            QGuiApplication.clipboard().setText(words)
            self.tell(_TOO_LONG)
        elif open_link(link):
            QGuiApplication.clipboard().setText(words)
            self.tell("No mail program opened. The text is on the clipboard.")
        else:
            self.tell("It stands in your mail program. Press “I sent it” when it is on its way.")
        self.choose_channel(Channel.EMAIL)
        self._sent.setFocus()

    def copy(self) -> None:
        """Put the text onto the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.tell("Copied. Press “I sent it” when it is on its way.")

    def save_pdf(self, path: Path) -> None:
        """Write it as a file to print."""
        try:
            save_pdf(path, self._letter.title, self.text.toPlainText())
        except UserError as error:
            self.tell(str(error))
            return
        self.tell(f"Saved as {path.name}.")

    def submit(self) -> None:
        """It was sent: hand that over."""
        self._sent.setEnabled(False)
        self.sent.emit(self.text.toPlainText(), self.way())

    def complain(self, sentence: str) -> None:
        """It was not saved: say why, and keep what was typed."""
        self._sent.setEnabled(True)
        self.tell(sentence)

    def reject(self) -> None:
        """Leave it for later, as it was edited."""
        words = self.text.toPlainText()
        if words.strip() and words.strip() not in (self._letter.text, *self._letter.tones.values()):
            self.kept.emit(words)
        super().reject()

    def _speak(self, tone: Tone) -> None:
        """Another tone; what was typed into a text stays for its own."""
        self._texts[self._tone], self._tone = self.text.toPlainText(), tone
        self.text.setPlainText(self._texts[tone])

    def tell(self, sentence: str) -> None:
        """Say something below the text; "" for nothing."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        self.setAccessibleDescription(sentence)

    def choose_channel(self, channel: Channel) -> None:
        """Let it go by this one."""
        self.channel.setCurrentIndex(max(self.channel.findData(channel), 0))

    def _ask_pdf(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, "Save as PDF", str(Path.home() / "letter.pdf"), "PDF (*.pdf)"
        )
        if name:
            self.save_pdf(Path(name))

    def _build(self) -> None:
        px = self._theme.px
        self.form = form = QFormLayout()
        form.setHorizontalSpacing(px(16))
        form.setVerticalSpacing(px(6))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(PlainLabel("To"), self.to)
        form.addRow(PlainLabel("Subject"), self.subject)
        self.others = ways = QHBoxLayout()
        ways.setSpacing(px(4))
        for words, slot in (
            ("Open in mail program", self.mail),
            ("Copy", self.copy),
            ("Save as PDF…", self._ask_pdf),
            ("Print…", lambda: print_text(self._letter.title, self.text.toPlainText(), self)),
        ):
            ways.addWidget(self.button(words, slot))
        ways.addStretch(1)
        self._sent = QPushButton("I sent it")
        self._sent.setProperty("kind", "primary")
        self._sent.setDefault(True)
        self._sent.setToolTip(self._letter.sending)
        self._sent.clicked.connect(self.submit)
        self._end = end = QHBoxLayout()
        end.setSpacing(px(8))
        end.addStretch(1)
        end.addWidget(self.button("Later", self.reject))
        end.addWidget(self.channel)
        end.addWidget(self._sent)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(10))
        column.addWidget(PlainLabel(self._letter.title, size="large", wrap=True))
        column.addWidget(PlainLabel(f"For {self._letter.name}", tone="quiet"))
        column.addLayout(form)
        column.addWidget(self.tones)
        column.addWidget(self.text, 1)
        column.addLayout(ways)
        column.addWidget(self._told)
        column.addLayout(end)
        room = self.screen().availableSize() * 0.92
        self.resize(min(px(620), room.width()), min(px(560), room.height()))

    def add_button(self, words: str, slot: Callable[[], object]) -> None:
        """A quiet button at the left; the text waits, as it was edited, while `slot` runs."""

        def leave() -> None:
            self.reject()
            slot()

        button = self.button(words, leave)
        button.setProperty("kind", "quiet")
        self._end.insertWidget(0, button)

    def button(self, words: str, slot: Callable[[], object]) -> QPushButton:
        """A button that Enter does not press."""
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: slot())
        return button


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
