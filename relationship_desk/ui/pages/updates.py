"""What somebody knows of one's own news, and what they do not know yet; told by a tick."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from relationship_desk.desk.commands.tellings import note_known, tell_person, untell_people
from relationship_desk.desk.news import NewsFor, news_for
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.kinds import Channel
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.pages.page import PersonPage
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.updates.telling import Telling
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

_WAYS = {
    Channel.MET: "when we met",
    Channel.CALL: "by phone",
    Channel.VIDEO: "by video",
    Channel.MESSAGE: "by message",
    Channel.EMAIL: "by e-mail",
    Channel.LETTER: "by letter",
    Channel.OTHER: "otherwise",
}


class UpdatesPage(PersonPage):
    """`way` says how a tick was told."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._told = tell_done(bridge, self.message.emit)
        self.telling = Telling(bridge, theme, self.message.emit, self)
        self.way = QComboBox()
        self.way.setAccessibleName("How a tick was told")
        for channel, words in _WAYS.items():
            self.way.addItem(words, channel)
        self.section: Section[NewsFor] = Section(
            theme,
            "Your updates",
            describe=_describe,
            delegate=self._delegate,
            verbs=(
                Verb("Told today", self._tell, (Qt.Key.Key_Space, Qt.Key.Key_D), _lacks),
                Verb("Write to them…", self._write, OPEN_KEYS, opens=True),
                Verb("Heard of it otherwise", self._heard, (Qt.Key.Key_H,), _lacks),
                Verb("Not told after all", self._untell, REMOVE_KEYS, lambda row: not _lacks(row)),
            ),
            empty="There is no update of yours yet. Write one under Updates (Ctrl+7).",
            heading=_heading,
            fills=True,
        )
        px = theme.px
        ways = QHBoxLayout()
        ways.setContentsMargins(px(16), px(8), px(16), 0)
        ways.setSpacing(px(8))
        ways.addWidget(PlainLabel("A tick says it was told today", tone="quiet", size="small"))
        ways.addWidget(self.way)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(ways)
        column.addWidget(self.section, 1)
        self.setAccessibleName("Updates")

    def read(self) -> None:
        person_id, bridge = self.person_id, self.bridge
        found = [] if person_id is None else news_for(bridge.reader, person_id, bridge.today())
        self.section.show_rows(found)

    def concerns(self, changes: Changes) -> bool:
        return super().concerns(changes) or changes.touches("news", "news_person", "telling")

    def take_focus(self) -> None:
        if self.section.rows.rows:
            self.section.take_focus()
        else:
            self.way.setFocus()

    def _tell(self, row: NewsFor) -> None:
        if self.person_id is not None:
            self.bridge.do(
                tell_person,
                self._told,
                news_id=row.id,
                person_id=self.person_id,
                on=self.bridge.today(),
                channel=Channel(self.way.currentData()),
            )

    def _write(self, row: NewsFor) -> None:
        if self.person_id is not None:
            self.telling.write_to(row.id, self.person_id)

    def _heard(self, row: NewsFor) -> None:
        if self.person_id is not None:
            ids, on = [self.person_id], self.bridge.today()
            self.bridge.do(note_known, self._told, news_id=row.id, person_ids=ids, on=on)

    def _untell(self, row: NewsFor) -> None:
        if self.person_id is not None:
            ids = [self.person_id]
            self.bridge.do(untell_people, self._told, news_id=row.id, person_ids=ids)

    def _delegate(self, view: QWidget) -> LineDelegate:
        delegate = LineDelegate(self.theme, view, _line, tickable=True)  # type: ignore[arg-type]
        delegate.ticked.connect(self._tick)
        return delegate

    def _tick(self, news_id: int) -> None:
        for row in self.section.rows.rows:
            if row.id == news_id:
                (self._tell if _lacks(row) else self._untell)(row)


def count_untold(bridge: Bridge, person_id: int) -> int:
    """How much news is meant for somebody who does not know it yet."""
    return sum(row.meant for row in news_for(bridge.reader, person_id, bridge.today()))


def _lacks(row: NewsFor) -> bool:
    return row.known is None


def _heading(row: NewsFor, before: NewsFor | None) -> object:
    if before is not None and _lacks(before) == _lacks(row):
        return None
    return "Does not know yet" if _lacks(row) else "Knows"


def _line(row: NewsFor) -> Line:
    if row.known is None:
        below = "Meant for them" if row.meant else "Not chosen for them"
        return Line(row.news.title, below, icon="todo-circle")
    how = f"{plain_date(row.known.on)}, {row.known.words}"
    return Line(row.news.title, how, icon="done-circle", icon_role="success")


def _describe(row: NewsFor) -> str:
    line = _line(row)
    state = "does not know yet" if row.known is None else "knows"
    return visible(f"{state}: {line.title}, {line.below}")
