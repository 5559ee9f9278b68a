"""The follow-up of an event: columns side by side, moved by keys and by drag, and the scorecard.

Invariant: a card stands where the facts put it; what a move cannot change is said in words.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.commands.encounters import remove_encounters
from relationship_desk.desk.commands.follow_up import move_card
from relationship_desk.desk.scoring import score
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.follow_up import Stage
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.text import one_line
from relationship_desk.store.circles import choosable_circles, effective_rhythms
from relationship_desk.store.encounters import Card, cards
from relationship_desk.store.events import EventRow, event_rows, get_event
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.events.column import BoardColumn
from relationship_desk.ui.events.opening import EventOpener
from relationship_desk.ui.events.words import card_line, describe_card, score_words
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.rows import CHANNEL_WORDS
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.menu_heading import add_heading

_K = Qt.Key
_TAKEN = frozenset(
    {_K.Key_Left, _K.Key_Right, _K.Key_Return, _K.Key_Enter, _K.Key_O, _K.Key_Delete, _K.Key_W}
)
_HELP = "Enter write · Shift and → or ← move the card · → or ← next column · O open · Del take back"
_ANSWERS = (Channel.EMAIL, Channel.MESSAGE, Channel.CALL, Channel.SOCIAL, Channel.MET)
_COLUMN = 132
_NAME = 40


class BoardLeaf(LazyPane):
    """The board of one event at a time."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self._event_id: int | None = None
        self._moved: int | None = None  # the card that the cursor goes along with
        self._menu: QMenu | None = None
        self.opener = EventOpener(bridge, theme, self.message.emit, self)
        self._told = tell_done(bridge, self.message.emit)
        self._build()

    def show_event(self, event_id: int) -> None:
        """The board of this event."""
        self._event_id = event_id
        self.refresh()

    def concerns(self, changes: Changes) -> bool:
        tables = ("event", "encounter", "interaction", "participant", "person", "rhythm")
        return changes.touches(*tables, "circle", "person_circle") or bool(changes.people)

    def read(self) -> None:
        """The newest event that has begun, or the one that was chosen, with its cards."""
        today = self.bridge.today()
        rows = [row for row in reversed(event_rows(self.bridge.reader)) if row.starts_on <= today]
        there = {row.id: row for row in rows}
        if self._event_id is not None and self._event_id not in there:
            chosen = get_event(self.bridge.reader, self._event_id)
            if chosen is not None:
                rows.insert(0, chosen)
                there[chosen.id] = chosen
            else:
                self._event_id = None
        if self._event_id is None and rows:
            met = [row for row in rows if row.met]
            self._event_id = (met or rows)[0].id
        self._fill(rows)
        event = there.get(self._event_id or 0)
        for widget in (self._score, self._help, self._area, self.events):
            widget.setVisible(event is not None)
        self.empty.setVisible(event is None)
        if event is not None:
            self._show(event)

    def _show(self, event: EventRow) -> None:
        today = self.bridge.today()
        was = self.current()
        found = cards(self.bridge.reader, today, event.id)
        for column in self.columns:
            column.show_cards([c for c in found if c.follow_up.stage is column.stage])
        self._score.setText(score_words(event, score(self.bridge.reader, event, today)))
        follow = self._moved if self._moved is not None else was.row.id if was else None
        self._moved = None
        if follow is not None:
            self._go_to(follow)

    def _fill(self, rows: list[EventRow]) -> None:
        with QSignalBlocker(self.events):
            self.events.clear()
            for row in rows:
                self.events.addItem(visible(one_line(row.name, 60)), row.id)
            self.events.setCurrentIndex(max(0, self.events.findData(self._event_id)))

    def take_focus(self) -> None:
        there = [column for column in self.columns if column.rows.rows]
        column = self._focused() or next((c for c in there if c.current()), next(iter(there), None))
        if column is None:
            self.events.setFocus()
            return
        self._enter(column)

    def current(self) -> Card | None:
        """The card under the cursor of the column in focus, or of the first that has one."""
        column = self._focused()
        if column is not None:
            return column.current()
        return next((card for c in self.columns if (card := c.current()) is not None), None)

    def _focused(self) -> BoardColumn | None:
        return next((column for column in self.columns if column.list.hasFocus()), None)

    def _go_to(self, encounter_id: int) -> None:
        """The cursor follows its card into another column, and stands in no other one."""
        had_focus = self._focused() is not None
        for column in self.columns:
            if column.go_to(encounter_id) and had_focus:
                self._enter(column)

    def _leave_others(self, column: BoardColumn, current: QModelIndex) -> None:
        """There is one cursor on the board."""
        for other in self.columns if current.isValid() else ():
            if other is not column:
                other.list.setCurrentIndex(QModelIndex())

    def _enter(self, column: BoardColumn) -> None:
        """Take the cursor into a column, where it can be seen."""
        if column.current() is None:
            column.go_to()
        column.list.setFocus()
        self._area.ensureWidgetVisible(column, 0, 0)

    # -------------------------------------------------------------------------------------- doing

    def bring(self, card: Card, stage: Stage) -> None:
        """Bring a card into a column; the last one asks for a rhythm first."""
        if stage is Stage.RHYTHM and card.row.person_id is not None:
            rhythms = effective_rhythms(self.bridge.reader, [card.row.person_id])
            if card.row.person_id not in rhythms:
                self._ask_rhythm(card)
                return
        if stage is Stage.REPLIED and card.follow_up.stage.place < stage.place:
            self._ask_way(card)
            return
        self._move(card, stage)

    def _move(
        self, card: Card, stage: Stage, *, channel: Channel = Channel.EMAIL, circle: str = ""
    ) -> None:
        self._moved = card.row.id
        self.bridge.do(
            move_card,
            self._told,
            encounter_id=card.row.id,
            stage=stage,
            channel=channel,
            circle=circle,
        )

    def _ask_rhythm(self, card: Card) -> None:
        menu = self._popup()
        add_heading(menu, self.theme, f"How often with {one_line(visible(card.row.name), _NAME)}?")
        for name, rhythm in choosable_circles(self.bridge.reader):
            if rhythm is not None:
                words = visible(one_line(name, _NAME)).replace("&", "&&")
                move = partial(self._move, card, Stage.RHYTHM, circle=name)
                menu.addAction(words).triggered.connect(lambda _=False, m=move: m())
        menu.addSeparator()
        rest = partial(self._move, card, Stage.RHYTHM)
        menu.addAction("No rhythm: let it rest").triggered.connect(lambda _=False: rest())
        menu.popup(self._below())

    def _ask_way(self, card: Card) -> None:
        menu = self._popup()
        add_heading(menu, self.theme, "How did they answer?")
        for channel in _ANSWERS:
            move = partial(self._move, card, Stage.REPLIED, channel=channel)
            action = menu.addAction(CHANNEL_WORDS[channel])
            action.triggered.connect(lambda _=False, m=move: m())
        menu.popup(self._below())

    def menu(self, card: Card) -> QMenu:
        """Everything that can be done with a card."""
        menu = self._popup()
        if card.is_draft:
            badge = partial(self.opener.badge, card.row.event_id)
            menu.addAction("Say who this was\tEnter").triggered.connect(lambda _=False: badge())
        else:
            write = partial(self.opener.write, card.row.id)
            menu.addAction("Write…\tEnter").triggered.connect(lambda _=False: write())
            menu.addAction("Show person\tO").triggered.connect(lambda _=False: self._open(card))
            add_heading(menu, self.theme, "Move to")
            for stage in Stage:
                if stage is not card.follow_up.stage:
                    move = partial(self.bring, card, stage)
                    action = menu.addAction(stage.words)
                    action.triggered.connect(lambda _=False, m=move: m())
        menu.addSeparator()
        back = partial(self._take_back, card)
        menu.addAction("Take back\tDel").triggered.connect(lambda _=False: back())
        return menu

    def _popup(self) -> QMenu:
        menu = self._menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _below(self) -> QPoint:
        column = self._focused() or self.columns[0]
        place = column.list.visualRect(column.list.currentIndex())
        return column.list.viewport().mapToGlobal(place.bottomLeft())

    def _open(self, card: Card) -> None:
        if card.row.person_id is not None:
            self.person_chosen.emit(card.row.person_id)

    def _write(self, card: Card) -> None:
        if not self.opener.write(card.row.id):
            self.opener.badge(card.row.event_id)

    def _take_back(self, card: Card) -> None:
        ids = [line.id for line in card.lines]
        self.bridge.do(remove_encounters, self._told, encounter_ids=ids)

    def _on_key(self, column: BoardColumn, key: int, shift: bool) -> None:
        card = column.current()
        if key in (_K.Key_Left, _K.Key_Right):
            step = 1 if key == _K.Key_Right else -1
            if shift and card is not None:
                place = card.follow_up.stage.place + step
                if 0 <= place < len(Stage):
                    self.bring(card, list(Stage)[place])
            elif not shift:
                self._step(column, step)
        elif card is None:
            return
        elif key in (_K.Key_Return, _K.Key_Enter):
            self._write(card)
        elif key == _K.Key_Delete:
            self._take_back(card)
        else:
            self._open(card)

    def _step(self, column: BoardColumn, step: int) -> None:
        """To the next column that has cards."""
        place = self.columns.index(column) + step
        while 0 <= place < len(self.columns):
            other = self.columns[place]
            if other.rows.rows:
                self._enter(other)
                return
            place += step

    def _dropped(self, column: BoardColumn, encounter_id: int) -> None:
        for other in self.columns:
            for card in other.rows.rows:
                if card.row.id == encounter_id and other is not column:
                    column.list.setFocus()
                    self.bring(card, column.stage)
                    return

    # ----------------------------------------------------------------------------------- building

    def _build(self) -> None:
        px, theme = self.theme.px, self.theme
        self.setAccessibleName("Follow-up")
        self.events = QComboBox()
        self.events.setAccessibleName("Event")
        self.events.activated.connect(lambda _: self.show_event(self.events.currentData()))
        self._score = PlainLabel(wrap=True)
        self._help = PlainLabel(_HELP, tone="quiet", size="small", wrap=True)
        self.columns = [
            BoardColumn(
                theme,
                stage,
                lambda card: card_line(card, self.bridge.today()),
                lambda card: describe_card(card, self.bridge.today()),
                _TAKEN,
                _COLUMN,
            )
            for stage in Stage
        ]
        inner = QFrame()
        inner.setProperty("pane", self.ground)
        row = QHBoxLayout(inner)
        row.setContentsMargins(px(8), 0, px(8), 0)
        row.setSpacing(px(4))
        for column in self.columns:
            row.addWidget(column, 1)
            column.list.setAccessibleDescription(_HELP)
            chosen = column.list.selectionModel().currentChanged
            chosen.connect(lambda index, _, c=column: self._leave_others(c, index))
            column.list.key.connect(partial(self._on_key, column))
            column.list.dropped.connect(partial(self._dropped, column))
            column.list.menu.connect(partial(self._show_menu, column))
            column.list.doubleClicked.connect(lambda _, c=column: self._on_double_click(c))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inner)
        self.empty = EmptyState(
            theme,
            "email",
            "Nobody was met yet.",
            "After an event, whom you met stands here until you have written, and until it is "
            "clear how often you want to be in touch.",
        )
        head = QVBoxLayout()
        head.setContentsMargins(px(16), px(16), px(16), px(4))
        head.setSpacing(px(6))
        for widget in (self.events, self._score, self._help):
            head.addWidget(widget)
        column_layout = QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(0)
        column_layout.addLayout(head)
        column_layout.addWidget(self._area, 1)
        column_layout.addWidget(self.empty, 1)

    def _show_menu(self, column: BoardColumn, at: QPoint) -> None:
        card = column.current()
        if card is not None:
            self.menu(card).popup(at)

    def _on_double_click(self, column: BoardColumn) -> None:
        card = column.current()
        if card is not None:
            self._write(card)
