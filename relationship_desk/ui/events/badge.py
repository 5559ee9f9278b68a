"""Badge mode: a line for everybody one met, as fast as one types, and what became of each.

Invariant: Enter always keeps the line: written down where it is clear who it was, else as a draft.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from relationship_desk.desk.commands.encounters import (
    Noted,
    note_encounter,
    remove_encounters,
    resolve_encounter,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.encounter_log import EXAMPLE, Met, Reader
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.text import one_line
from relationship_desk.store.encounters import EncounterRow, encounters
from relationship_desk.store.events import EventRow, get_event
from relationship_desk.store.people import person_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.events.preview import chips_of
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.quick_log.line import QuickLine
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message
from relationship_desk.ui.widgets.flow import FlowLayout, clear
from relationship_desk.ui.widgets.offers import offer_words
from relationship_desk.ui.widgets.section import REMOVE_KEYS, Section, Verb

_KEYS = "Enter keeps the line.  Down goes to what you wrote.  Esc closes; nothing is lost."
_MOST_CANDIDATES = 6


class BadgeDialog(QDialog):
    """A sheet for one event; everything is done by keys. `tell` says what was taken back."""

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        event: EventRow,
        tell: Callable[[Message], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._event, self._tell = bridge, theme, event, tell
        self._reader = Reader(bridge.reader, event, bridge.today())
        self._chosen: int | None = None
        self._new: bool | None = None
        self._resolving: EncounterRow | None = None  # the draft whose line is being read again
        self.setWindowTitle(f"Who was there? {visible(one_line(event.name, 60))}")
        self._build()
        self.found: Met
        self._read()
        self.reload()
        bridge.changed.connect(self._apply)
        theme.changed.connect(self._read)
        self.finished.connect(self.deleteLater)
        self.line.setFocus()

    def reload(self) -> None:
        """List what was written down, the newest first."""
        rows = encounters(self._bridge.reader, self._event.id)
        self.section.show_rows(rows)
        people = {row.person_id for row in rows if row.person_id is not None}
        drafts = sum(row.person_id is None for row in rows)
        words = "Nobody yet" if not rows else f"{len(people):,} met"
        if drafts:
            words += f", {drafts:,} waiting for a name"
        self._count.setText(words)

    def submit(self) -> None:
        """Keep the line."""
        line = self.line.text()
        if not line.strip():
            return
        form, row = self.found.form(), self._resolving
        region = self._bridge.preferences().region
        desk = self._bridge.desk
        if row is not None and form.is_draft:
            self._say("Say who this was: choose somebody, or Alt+N for somebody new.", wrong=True)
            return
        future = (
            desk.do(note_encounter, form=form, region=region)
            if row is None
            else desk.do(resolve_encounter, encounter_id=row.id, form=form, region=region)
        )
        # At once: who types fast is in the next line before the writer has answered.
        self._begin()
        self._bridge.follow(future, self._saved, lambda error: self._failed(error, line))

    def _saved(self, outcome: Outcome[Noted]) -> None:
        # The dialog may have been closed before the writer answered.
        if isValid(self) and not self.line.text():
            self._say(f"{visible(outcome.label)}.")

    def _failed(self, error: BaseException, line: str) -> None:
        """Give the line back, where no other one was begun, and say why it was not kept."""
        if isValid(self):
            if not self.line.text():
                self.line.setText(line)
            why = str(error) if isinstance(error, UserError) else "It was not kept; try again."
            self._say(f"“{visible(one_line(line, 40))}”: {why}", wrong=True)
        if not isinstance(error, UserError) or not isValid(self):
            self._bridge.tell(error)

    def _begin(self) -> None:
        """An empty line again."""
        self._chosen = self._new = self._resolving = None
        self.line.clear()
        self.line.setFocus()

    # ------------------------------------------------------------------------------------ reading

    def _apply(self, changes: Changes) -> None:
        event = get_event(self._bridge.reader, self._event.id)
        if event is None:
            self.close()
            return
        if changes.everything or changes.people or changes.touches("event"):
            self._event = event
            self._reader = Reader(self._bridge.reader, event, self._bridge.today())
            self._read()
        if changes.everything or changes.people or changes.touches("encounter"):
            self.reload()

    def _typed(self) -> None:
        if self._resolving is None:
            self._chosen = self._new = None  # another line may mean somebody else
        self._read()

    def _read(self) -> None:
        self.found = self._reader.read(self.line.text(), self._chosen, new=self._new)
        clear(self._flow)
        for words in chips_of(self.found, self._bridge.today()):
            button = QPushButton(visible(words.text).replace("&", "&&"))
            button.setAccessibleName(visible(f"{words.kind}: {words.text}"))
            button.setToolTip(words.kind)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._theme.dress(button, words.icon, "danger" if words.is_doubtful else "accent")
            self._flow.addWidget(button)
            button.show()
        self._chips.setVisible(self._flow.count() > 0)
        self._chips.setFixedHeight(self._flow.heightForWidth(max(self._chips.width(), 200)))
        self._show_candidates()
        self._say(self._doubt() or _KEYS)

    def _doubt(self) -> str:
        why = self.found.why_draft
        return f"{why}. Enter keeps it, or say who it was." if why else ""

    def chip_words(self) -> list[str]:
        """What the chips say, in order."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        return [w.accessibleName() for item in items if (w := item.widget()) is not None]

    def hint(self) -> str:
        """The sentence below."""
        return self._hint.text()

    def _show_candidates(self) -> None:
        clear(self._candidates)
        found = self.found
        shown = [meant.id for meant in found.candidates[:_MOST_CANDIDATES]]
        asks = found.is_draft and bool(found.said.line.strip())
        self._people.setVisible(asks)
        if not asks:
            return
        rows = person_rows(self._bridge.reader, shown, self._bridge.today())
        for number, person_id in enumerate(shown):
            words = f"Alt+{number + 1}   {offer_words(rows[person_id])}"
            self._offer(words, lambda _=False, n=number: self._choose(n))
        if found.said.name:
            name = one_line(visible(found.said.name), 40)
            self._offer(f"Alt+N   New person: {name}", lambda _=False: self._make_new())

    def _offer(self, words: str, chosen: object) -> None:
        button = QPushButton(words.replace("&", "&&"))
        button.setProperty("kind", "quiet")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setStyleSheet("text-align: left")
        button.clicked.connect(chosen)
        self._candidates.addWidget(button)
        button.show()

    def _choose(self, number: int) -> None:
        if self.found.is_draft and number < len(self.found.candidates[:_MOST_CANDIDATES]):
            self._chosen = self.found.candidates[number].id
            self._read()

    def _make_new(self) -> None:
        if self.found.said.name:
            self._chosen, self._new = None, True
            self._read()

    # ------------------------------------------------------------------------------- what is there

    def _resolve(self, row: EncounterRow) -> None:
        """Read a draft's line again, to say who it was."""
        self._resolving = row
        self._chosen = self._new = None
        self.line.setText(row.line)
        self._read()
        self.line.setFocus()
        self.line.end(False)

    def _take_back(self, row: EncounterRow) -> None:
        told = tell_done(self._bridge, self._tell)
        self._bridge.do(remove_encounters, told, encounter_ids=[row.id])
        if self._resolving is not None and self._resolving.id == row.id:
            self._begin()

    def _line(self, row: EncounterRow) -> Line:
        if row.person_id is None:
            return Line(row.line, "Who was this?", "warning", warns=True, whole=row.line)
        return Line(row.name, row.line, "person", whole=row.line)

    def _go_down(self) -> None:
        if self.section.rows.rows:
            self.section.take_focus()

    # ----------------------------------------------------------------------------------- building

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        self._hint.setText(sentence)
        self._hint.set_tone("danger" if wrong else "quiet")
        self.setAccessibleDescription(sentence)

    def _build(self) -> None:
        px, theme = self._theme.px, self._theme
        self.line = QuickLine(theme)
        self.line.setAccessibleName("Whom you met, in one line")
        self.line.setPlaceholderText(EXAMPLE)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.submit)
        self.line.chosen.connect(self._choose)
        self.line.new_wanted.connect(self._make_new)
        self.line.tabbed.connect(lambda _: self._go_down())
        self.line.left_down.connect(self._go_down)
        self._chips = QWidget()
        self._chips.setAccessibleName("Understood as")
        self._flow = FlowLayout(self._chips, px(6))
        self._people = QWidget()
        self._candidates = QVBoxLayout(self._people)
        self._candidates.setContentsMargins(0, 0, 0, 0)
        self._candidates.setSpacing(px(2))
        self._hint = PlainLabel(_KEYS, tone="quiet", size="small", wrap=True)
        self._count = PlainLabel(tone="quiet")
        self.section: Section[EncounterRow] = Section(
            theme,
            "Written down",
            describe=lambda row: visible(f"{row.name or 'Who was this?'}: {row.line}"),
            delegate=lambda view: LineDelegate(theme, view, self._line),
            verbs=(
                Verb(
                    "Say who it was", self._resolve, (Qt.Key.Key_Return, Qt.Key.Key_Enter),
                    fits=lambda row: row.person_id is None, opens=True,
                ),
                Verb("Take back", self._take_back, REMOVE_KEYS, begins=True),
            ),
            empty="Whoever you met stands here after Enter.",
            fills=True,
        )  # fmt: skip
        title = QHBoxLayout()
        title.addWidget(PlainLabel(self._event.name, size="large"), 1)
        title.addWidget(self._count)
        close = QPushButton("Close")
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(14))
        column.setSpacing(px(8))
        column.addLayout(title)
        column.addWidget(self.line)
        column.addWidget(self._chips)
        column.addWidget(self._people)
        column.addWidget(self.section, 1)
        column.addLayout(foot)
        room = self.screen().availableSize()
        self.resize(min(px(680), room.width()), min(px(620), room.height() - px(48)))
