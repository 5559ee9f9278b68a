"""The list of one's own updates, with how far each is and what can be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from relationship_desk.desk.commands.news import (
    add_news,
    close_news,
    delete_news,
    edit_news,
    reopen_news,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.news import Rounds
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.dates import exact_date, plain_date
from relationship_desk.domain.news import Round
from relationship_desk.domain.text import one_line
from relationship_desk.store.news import NewsRow, all_news
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.updates.audience import AudienceDialog
from relationship_desk.ui.updates.dialog import NewsDialog
from relationship_desk.ui.updates.telling import Telling
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.section import REMOVE_KEYS, Section, Verb

_TELL_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_EDIT_KEYS = (Qt.Key.Key_E, Qt.Key.Key_F2)


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One update in the list, and how far its round is."""

    news: NewsRow
    found: Round

    @property
    def id(self) -> int:
        return self.news.id


class NewsLeaf(LazyPane):
    """`telling` opens the letters."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._told = tell_done(bridge, self.message.emit)
        self.telling = Telling(bridge, theme, self.message.emit, self)
        key = Qt.Key
        verbs = (
            Verb("Tell people…", self._tell, _TELL_KEYS, _is_open, opens=True),
            Verb("Audience…", self._audience, (key.Key_A,)),
            Verb("Edit…", self.edit, _EDIT_KEYS),
            Verb("Close: nobody else is to be told", self._close, (key.Key_C,), _is_open, True),
            Verb("Open again", self._reopen, (key.Key_C,), lambda line: not _is_open(line), True),
            Verb("Delete", self._delete, REMOVE_KEYS),
        )
        self.section: Section[NewsLine] = Section(
            theme,
            "Updates",
            describe=_describe,
            delegate=lambda view: LineDelegate(theme, view, self._line),
            verbs=verbs,
            empty="No update yet.",
            add="New update",
            heading=_heading,
            fills=True,
        )
        self.buttons = [
            self._button(words, verb) for words, verb in zip(_WORDS, verbs, strict=False)
        ]
        self.section.add_wanted.connect(self.add)
        self._build()

    def read(self) -> None:
        reader, on = self.bridge.reader, self.bridge.today()
        rounds = Rounds(reader, on)
        rows = [NewsLine(news, rounds.of(news)) for news in all_news(reader)]
        rows.sort(key=lambda line: not line.news.is_open)
        self.section.show_rows(rows)
        if rows and self.section.current() is None:
            self.section.list.setCurrentIndex(self.section.rows.index(0))
        self._stack.setCurrentWidget(self._page if rows else self.empty)
        self._settle()

    def concerns(self, changes: Changes) -> bool:
        return bool(changes)  # whoever moves, dies or is put into a circle may be in an audience

    def take_focus(self) -> None:
        if self.section.rows.rows:
            self.section.take_focus()
        else:
            self.empty.button.setFocus()

    def show_thing(self, thing_id: int) -> bool:
        self.read()
        return self.section.go_to(thing_id)

    def add(self) -> None:
        """Write a new one; then say for whom it is."""
        dialog = NewsDialog(self.theme, None, self.window())
        desk = self.bridge.desk

        def saved(outcome: Outcome[int]) -> None:
            self._told(outcome)
            self.read()
            self.section.go_to(outcome.result)
            self._open_audience(outcome.result)

        dialog.save_by(self.bridge, lambda form: desk.do(add_news, form=form), saved)
        dialog.open()

    def edit(self, line: NewsLine) -> None:
        """Open one."""
        dialog = NewsDialog(self.theme, line.news, self.window())
        desk, news_id = self.bridge.desk, line.id
        dialog.save_by(
            self.bridge,
            lambda form: desk.do(edit_news, news_id=news_id, form=form),
            self._told,
        )
        dialog.open()

    def go_on(self, news_id: int) -> None:
        """Go on telling people."""
        self.section.go_to(news_id)
        self.telling.go_on(news_id)

    def _tell(self, line: NewsLine) -> None:
        if line.found.to_tell or line.found.told:
            self.telling.go_on(line.id)
        else:
            self._open_audience(line.id)

    def _audience(self, line: NewsLine) -> None:
        self._open_audience(line.id)

    def _open_audience(self, news_id: int) -> None:
        AudienceDialog(self.theme, self.bridge, news_id, self.window()).open()

    def _close(self, line: NewsLine) -> None:
        self.bridge.do(close_news, self._told, news_id=line.id)

    def _reopen(self, line: NewsLine) -> None:
        self.bridge.do(reopen_news, self._told, news_id=line.id)

    def _delete(self, line: NewsLine) -> None:
        self.bridge.do(delete_news, self._told, news_id=line.id)

    # --------------------------------------------------------------------------------------- rows

    def _line(self, line: NewsLine) -> Line:
        made = line.news.created_at.astimezone(self.bridge.clock.zone()).date()
        left = len(line.found.left_out)
        return Line(
            line.news.title,
            line.found.words[:1].upper() + line.found.words[1:],
            icon="updates" if line.news.is_open else "done-circle",
            beside=f"{left} left out" if left else "",
            right=plain_date(made),
            whole="\n".join(
                part
                for part in (
                    line.news.title,
                    one_line(line.news.told.text(at_length=False), 300),
                    line.found.words,
                    exact_date(made),
                )
                if part
            ),
        )

    def _settle(self) -> None:
        line = self.section.current()
        for button, fits in zip(self.buttons, (_is_open, _any, _any), strict=True):
            button.setEnabled(line is not None and fits(line))

    def _button(self, words: str, verb: Verb[NewsLine]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(partial(self._act, verb))
        return button

    def _act(self, verb: Verb[NewsLine], _checked: bool = False) -> None:
        self.section.act(verb)

    def _build(self) -> None:
        px = self.theme.px
        self.setAccessibleName("Updates")
        self.empty = EmptyState(
            self.theme,
            "updates",
            "Tell people your news",
            "Write it once, choose for whom it is, and the desk makes a letter for each of them, "
            "one after the other. It remembers who knows.",
            "New update",
            leading=True,
        )
        self.empty.acted.connect(self.add)
        self.section.list.selectionModel().currentChanged.connect(lambda *_: self._settle())
        self.buttons[0].setProperty("kind", "primary")
        below = QHBoxLayout()
        below.setContentsMargins(px(16), px(8), px(16), px(16))
        below.setSpacing(px(8))
        for button in self.buttons:
            below.addWidget(button)
        below.addStretch(1)
        self._page = QWidget()
        page = QVBoxLayout(self._page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.section, 1)
        page.addLayout(below)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, 0)
        column.addWidget(self._stack)


_WORDS = ("&Tell people…", "&Audience…", "&Edit…")


def _any(_line: NewsLine) -> bool:
    return True


def _is_open(line: NewsLine) -> bool:
    return line.news.is_open


def _heading(line: NewsLine, before: NewsLine | None) -> object:
    if before is not None and before.news.is_open == line.news.is_open:
        return None
    return "Open" if line.news.is_open else "Closed"


def _describe(line: NewsLine) -> str:
    closed = "" if line.news.is_open else ", closed"
    return visible(f"{line.news.title}, {line.found.words}{closed}")
