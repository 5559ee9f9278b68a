"""A piece of news, opened: its title, a few words, the whole of it, and where there is more."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from relationship_desk.desk.commands.news import NewsForm
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.news_letters import Told
from relationship_desk.domain.playbooks import Tone
from relationship_desk.store.news import NewsRow
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.playbooks.words import TONES
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit

_SAYS = (
    "Write it once. Each letter greets by name and ends with yours; in between, {first_name} "
    "stands for the name of the reader."
)


class NewsDialog(FormDialog):
    """`submitted` carries a `NewsForm`; `news` None: a new one."""

    def __init__(self, theme: Theme, news: NewsRow | None, parent: QWidget | None = None) -> None:
        title = "Edit update" if news is not None else "New update"
        super().__init__(theme, title, parent, says=_SAYS, width=560)
        self.title = QLineEdit()
        self.title.setAccessibleName("Title")
        self.title.setPlaceholderText("The atlas is out")
        self.short = GrowingTextEdit(theme, "In a few words", lines=2, most_lines=4)
        self.long = GrowingTextEdit(theme, "At length", lines=6, most_lines=10)
        self.link = QLineEdit()
        self.link.setAccessibleName("Link")
        self.link.setPlaceholderText("https://")
        self.tone = QComboBox()
        self.tone.setAccessibleName("Tone")
        for tone, words in TONES.items():
            self.tone.addItem(words, tone)
        for label, field in (
            ("Title", self.title),
            ("In a few words", self.short),
            ("At length", self.long),
            ("Link", self.link),
            ("Tone", self.tone),
        ):
            self.add_row(label, field)
        told = news.told if news is not None else Told()
        self.title.setText(news.title if news is not None else "")
        self.short.setPlainText(told.short)
        self.long.setPlainText(told.long)
        self.link.setText(told.link)
        self.tone.setCurrentIndex(list(TONES).index(news.tone if news else Tone.FRIENDLY))
        self.title.setFocus()

    def value(self) -> NewsForm:
        if not self.title.text().strip():
            self.title.setFocus()
            raise UserError("An update needs a title. Say in a few words what it is.")
        told = Told(self.short.toPlainText(), self.long.toPlainText(), self.link.text())
        return NewsForm(self.title.text(), told, Tone(self.tone.currentData()))
