"""The thank-you composer: what they did, what it did for me, a look forward; in a form of thanks.

Invariant: words that the user has changed are never written over unless they ask for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from relationship_desk.domain.kindness import CHANNELS, ThanksForm
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.thanks_letters import Letters, Thanked
from relationship_desk.ui.letters.dialog import Letter, LetterDialog
from relationship_desk.ui.letters.paper_dialog import CardDialog
from relationship_desk.ui.theme import Theme

_WAYS = (
    (ThanksForm.MAIL, "by mail"),
    (ThanksForm.SPOKEN, "in person, or on the telephone"),
    (ThanksForm.CARD, "with a handwritten card"),
    (ThanksForm.GIFT, "with a gift"),
    (ThanksForm.PUBLIC, "with a word in public"),
)


class ThanksDialog(LetterDialog):
    """`sent` carries the text and the `ThanksForm`; `kept` the text where it was left."""

    form_chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        letters: Letters,
        said: Thanked,
        name: str,
        addresses: Sequence[str],
        draft: str = "",
        form: ThanksForm | None = None,
        wording: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        self._letters, self._said, self._wording = letters, said, wording
        tone = Tone.FRIENDLY
        texts = self._composed()
        letter = Letter(
            said.text, name, draft or texts[tone], addresses, letters.subject(tone),
            sending="Writes the thanks into the timeline",
            tones=texts | ({tone: draft} if draft else {}), tone=tone,
        )  # fmt: skip
        super().__init__(theme, letter, parent)
        self.setWindowTitle("Say thank you")
        self._written = dict(texts)
        self.effect = QLineEdit()
        self.effect.setAccessibleName("What it did for you")
        self.effect.setPlaceholderText("I got the job, and start in May")
        self.ahead = QLineEdit()
        self.ahead.setAccessibleName("A look forward")
        self.ahead.setPlaceholderText("See you at the opening")
        self.form.addRow("What it did", self.effect)
        self.form.addRow("Looking ahead", self.ahead)
        for field in (self.effect, self.ahead):
            field.textEdited.connect(lambda _: self._follow())
        self.another = self.button("Another wording", self._say_otherwise)
        self.others.insertWidget(0, self.another)
        self.card = self.button("Card…", self.open_card)
        self.others.insertWidget(3, self.card)
        self.tones.chosen.connect(lambda t: self.subject.setText(letters.subject(t)))
        for button in self.findChildren(QPushButton):
            if button.text() == "I sent it":
                button.setText("I said thank you")
        self.choose_form(form or ThanksForm.MAIL)
        self.text.setFocus()

    def ways(self) -> Sequence[tuple[str, Any]]:
        return [(words, form) for form, words in _WAYS]

    def way(self) -> ThanksForm:
        return ThanksForm(self.channel.currentData())

    def choose_form(self, form: ThanksForm) -> None:
        """Let the thanks go in this form."""
        self.channel.setCurrentIndex([each for each, _ in _WAYS].index(form))

    def choose_channel(self, channel: Channel) -> None:
        for form, _ in _WAYS:
            if CHANNELS[form] is channel:
                self.choose_form(form)

    def open_card(self) -> CardDialog:
        """The text on a card, as it will look."""
        dialog = CardDialog(self._theme, self.text.toPlainText(), self)
        dialog.open()
        self.choose_form(ThanksForm.CARD)
        return dialog

    def _say_otherwise(self) -> None:
        """The next way to say it; words of the user's own make way, as they asked for it."""
        self._wording += 1
        self._write(always=True)

    def _follow(self) -> None:
        """What was typed above comes into the text, where that is as it was composed."""
        said = self._said
        self._said = replace(said, effect=self.effect.text(), ahead=self.ahead.text())
        self._write(always=False)

    def _write(self, *, always: bool) -> None:
        """Compose anew each text that is still as it was composed; or `always` the one shown."""
        tone, texts = self.tones.tone, self._composed()
        shown = self.text.toPlainText()
        for each, text in texts.items():
            now = shown if each is tone else self._texts[each]
            if now == self._written[each] or (always and each is tone):
                self._texts[each] = text
                if each is tone:
                    self.text.setPlainText(text)
        self._written = texts

    def _composed(self) -> dict[Tone, str]:
        return {tone: self._letters.letter(self._said, tone, self._wording) for tone in Tone}
