"""Who would like something on the shelf, and why; who has it already; and a letter to each.

Invariant: a letter that was sent is written down as given, so that nobody is offered it twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.commands.giving import GivingForm, give
from relationship_desk.desk.favours import who_would_like
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.value import Given
from relationship_desk.store.people import get_person
from relationship_desk.store.shelf import ResourceRow, holders
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.letters.dialog import Letter
from relationship_desk.ui.letters.opening import addresses_of, open_letter
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.widgets.section import Section, Verb


@dataclass(frozen=True, slots=True)
class _Reader:
    """Somebody who would like it, or has it; `need_id`: for what they are looking."""

    id: int
    name: str
    why: str
    has_it: bool
    need_id: int | None = None


class BenefitDialog(QDialog):
    """`message` carries what was done, `person_chosen` somebody to be put in front."""

    message = Signal(Message)
    person_chosen = Signal(int)

    def __init__(
        self, theme: Theme, bridge: Bridge, row: ResourceRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._bridge, self._row = theme, bridge, row
        self.setWindowTitle("Who would like it?")
        self.section: Section[_Reader] = Section(
            theme,
            "Who would like it",
            describe=lambda reader: visible(f"{reader.name}: {reader.why}"),
            delegate=lambda view: LineDelegate(theme, view, self._line),
            verbs=(
                Verb(
                    "Write…", self.write, (Qt.Key.Key_Return, Qt.Key.Key_W), self._lacks, opens=True
                ),
                Verb("Gave it", self._gave, (Qt.Key.Key_Space, Qt.Key.Key_G), self._lacks),
                Verb("Show person", self._show, (Qt.Key.Key_O,)),
            ),
            empty="Nobody comes to mind: no open need and no interest has one of its topics.",
            heading=_heading,
            fills=True,
        )
        px = theme.px
        title = PlainLabel(visible(row.title), size="large", wrap=True)
        topics = PlainLabel(visible(", ".join(row.topics)), tone="quiet", wrap=True)
        for label in (title, topics):
            label.setContentsMargins(px(16), 0, px(16), 0)
        close = QPushButton("Close")
        close.clicked.connect(self.accept)
        end = QHBoxLayout()
        end.setContentsMargins(px(16), 0, px(16), 0)
        end.addWidget(
            PlainLabel("Enter write · Space gave it · O show", tone="quiet", size="small")
        )
        end.addStretch(1)
        end.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(20), px(8), px(16))
        column.setSpacing(px(8))
        for label in (title, topics):
            column.addWidget(label)
        column.addWidget(self.section, 1)
        column.addLayout(end)
        self.resize(px(520), px(480))
        self.finished.connect(self.deleteLater)
        bridge.changed.connect(self._follow)
        self.read()
        self.section.take_focus() if self.section.rows.rows else close.setFocus()

    def read(self) -> None:
        """Read anew who would like it."""
        bridge = self._bridge
        wanting = [
            _Reader(favour.person_id, name, favour.why, False, favour.need_id)
            for favour, name in who_would_like(bridge.reader, bridge.today(), self._row.id)
        ]
        having = [
            _Reader(holder.person_id, holder.name, self._told_words(holder), True)
            for holder in holders(bridge.reader, self._row.id)
        ]
        self.section.show_rows([*wanting, *having])

    def write(self, reader: _Reader) -> None:
        """A letter with it; once sent, it is given."""
        bridge, row = self._bridge, self._row
        person = get_person(bridge.reader, reader.id, bridge.today())
        called = "" if person is None else person.name.given or person.name.full
        greeting = f"Dear {called}," if called else "Hello,"
        my_name = bridge.preferences().my_name
        lines = [greeting, f"I came across this and thought of you: {row.title}"]
        lines += [row.address] if row.address and "://" in row.address else []
        lines += ["There is nothing you need to do with it.", my_name]
        letter = Letter(
            row.title,
            reader.name,
            "\n\n".join(line for line in lines if line),
            addresses_of(bridge, reader.id),
            row.title,
            Channel.EMAIL,
            "Writes it into the timeline, and down as given",
        )
        open_letter(
            bridge,
            self._theme,
            letter,
            lambda _text, channel: bridge.desk.do(give, form=self._form(reader), channel=channel),
            self.message.emit,
            self,
        )

    def _gave(self, reader: _Reader) -> None:
        told: Any = tell_done(self._bridge, self.message.emit)
        self._bridge.do(give, told, form=self._form(reader))

    def _form(self, reader: _Reader) -> GivingForm:
        row = self._row
        return GivingForm(
            reader.id,
            Given.RESOURCE,
            row.title,
            self._bridge.today(),
            None,
            row.topics,
            row.id,
            reader.need_id,
        )

    def _show(self, reader: _Reader) -> None:
        self.person_chosen.emit(reader.id)
        self.accept()

    def _lacks(self, reader: _Reader) -> bool:
        return not reader.has_it

    def _follow(self, changes: Changes) -> None:
        if changes.touches("giving", "need", "resource", "person"):
            self.read()

    def _told_words(self, holder: Any) -> str:
        when = f"Given {date_in_words(holder.given_on, self._bridge.today())}"
        return f"{when}: {holder.outcome}" if holder.outcome else f"{when}."

    def _line(self, reader: _Reader) -> Line:
        icon = "done-circle" if reader.has_it else "person"
        return Line(reader.name, reader.why, icon=icon)


def _heading(row: _Reader, before: _Reader | None) -> object:
    if row.has_it and (before is None or not before.has_it):
        return "Has it already"
    return None
