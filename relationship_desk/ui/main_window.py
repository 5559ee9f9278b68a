"""The window: builds the panes, lays them side by side, and connects them with each other.

Invariant: what a pane can do it does itself, and what is in front `InFront` knows alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent
from PySide6.QtWidgets import QMainWindow

from relationship_desk.desk.transfer.sources.parts import Given
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.wanted import Wanted
from relationship_desk.paths import Paths
from relationship_desk.store.people import names_of
from relationship_desk.store.tasks import task_rows
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.beat import Beat
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.drop import DropZone
from relationship_desk.ui.events.calendars import take_calendars
from relationship_desk.ui.finding import open_found
from relationship_desk.ui.frame import Frame
from relationship_desk.ui.in_front import InFront
from relationship_desk.ui.panes.all import Panes
from relationship_desk.ui.panes.navigation import Navigation
from relationship_desk.ui.panes.side import Side
from relationship_desk.ui.places import HOME, PLACES, Place
from relationship_desk.ui.plain import visible
from relationship_desk.ui.saving_sign import SavingSign
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.dropping import shelve
from relationship_desk.ui.widgets.bar import Bar, Kind, Message
from relationship_desk.ui.window_actions import WindowActions
from relationship_desk.ui.window_state import WindowState

_TITLE = "Relationship Desk"
_REMINDERS = (
    "Reminders come while the desk runs: open, minimised or, where there is one, in the "
    "notification area."
)


class MainWindow(QMainWindow):
    """One window on one desk.

    `may_close` is asked before the user closes it: False where the desk goes on in the background.
    """

    restore_wanted = Signal(Path)
    closed = Signal()  # for good

    def __init__(
        self,
        bridge: Bridge,
        theme: Theme,
        paths: Paths,
        state: WindowState,
        import_files: Callable[[MainWindow, Sequence[Given]], None],
        places: Sequence[Place] = PLACES,
    ) -> None:
        super().__init__()
        self.bridge = bridge
        self.theme = theme
        self.state = state
        self._import_files = import_files
        self.may_close: Callable[[], bool] = lambda: True
        self._quitting = False
        self.actions_table = Actions(self, theme)
        self.bar = Bar(theme)
        self.panes = Panes(places, bridge, self.actions_table, theme)
        self._lay_out(places)
        self._front = InFront(bridge, self.actions_table, places, self.panes, self._frame, self)
        self.acts = WindowActions(self, paths)
        self.drop = DropZone(
            self, theme, self.import_files, self.warn, lambda address: shelve(self, address)
        )
        self._connect_panes(places)
        self._connect_actions(places)
        self._connect_bridge()
        self._front.moved.connect(self._tell_front)
        room = self.screen().availableSize()
        self.resize(QSize(theme.px(1200), theme.px(760)).boundedTo(room))
        state.restore(self, self.splitter)
        self.panes.person.sheet.card_height = state.card_height
        self.panes.person.book.open(state.page)
        self._front.begin(state.place, state.person_id)
        self.panes.people.take_focus()

    # ---------------------------------------------------------------------------------- in front

    @property
    def person_id(self) -> int | None:
        """Who is in front."""
        return self._front.person_id

    def whom(self) -> list[int]:
        """For whom the next action is, as `InFront` says."""
        return self._front.whom()

    def show_place(self, place: ActionId) -> None:
        """Go to one of the places."""
        self._front.show_place(place)

    def show_person(self, person_id: int | None) -> None:
        """Put somebody in front, or nobody."""
        self._front.show_person(person_id)

    def open_person(self, person_id: int) -> None:
        """Put somebody in front whom another program or a popup named."""
        if names_of(self.bridge.reader, [person_id]):
            self._open(person_id)
        else:
            self.warn("That person is not on the desk any more.")

    def new_person(self) -> None:
        """An empty card, ready to type."""
        self.show_place(HOME)
        self.panes.person.new_person()

    def log(self) -> None:
        """Ready to write down what happened: here where it can be, else with whom the row under the
        cursor is about, or who is in front."""
        at_hand = self._front.pane.at_hand()
        if not self._front.pane.log():
            self.show_place(HOME)
            if at_hand is not None:
                self.show_person(at_hand)
            self.panes.person.log()

    def log_with(self, person_id: int) -> None:
        """Ready to write down what happened with somebody, in a line above what is in front."""
        name = names_of(self.bridge.reader, [person_id]).get(person_id)
        if name is None or not self.acts.quick_log.open((person_id, name)):
            self.show_person(person_id)
            self.panes.person.log()

    def import_files(self, files: Sequence[Given]) -> None:
        """Look into these files, folders or texts and ask what is to be taken."""
        others = take_calendars(self, files)
        if others:
            self._import_files(self, others)

    # ------------------------------------------------------------------------------------ outside

    def come_to_the_front(self) -> None:
        """Show the window above all others, wherever it was."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def answer(self, wanted: Wanted) -> None:
        """A second start asked for the window, perhaps with files or on somebody."""
        if wanted.token:  # Qt shows it to the compositor, once, where there is one
            os.environ["XDG_ACTIVATION_TOKEN"] = wanted.token
        self.come_to_the_front()
        if wanted.person_id is not None:
            self.open_person(wanted.person_id)
        if wanted.files:
            self.import_files(wanted.files)

    def tell(self, message: Message) -> None:
        """Say something in the bar."""
        self.bar.tell(message)

    def warn(self, sentence: str) -> None:
        """Say in the bar what could not be done."""
        self.bar.tell(Message(sentence, Kind.WARNING))

    def follow(self, beat: Beat) -> None:
        """Say what the beat could not show, and turn the page at midnight."""
        beat.message.connect(self.bar.tell_later)
        beat.new_day.connect(self._apply)
        beat.beaten.connect(lambda _: self._explain_reminders())

    def _explain_reminders(self) -> None:
        """Say once, at a quiet moment, what reminders need."""
        if self.bar.current is not None or self.state.was_said("reminders"):
            return
        if any(task.due_on for task in task_rows(self.bridge.reader)) and self.state.say_once(
            "reminders"
        ):
            self.bar.tell(Message(_REMINDERS))

    # ----------------------------------------------------------------------------------- building

    def _lay_out(self, places: Sequence[Place]) -> None:
        panes = self.panes
        self.navigation = Navigation(self.theme, [self.actions_table[p.id] for p in places])
        side = Side(self.theme, self.navigation, panes.people)
        self._frame = Frame(self.theme, self.bar, side, panes.middle, panes.tasks)
        self.splitter = self._frame.splitter
        self.setCentralWidget(self._frame)
        self.actions_table.fill(self.menuBar())
        self._saving = SavingSign(self.theme)
        self.menuBar().setCornerWidget(self._saving)
        self.setMinimumSize(self._frame.least_size(self.screen().availableSize()))

    def _connect_panes(self, places: Sequence[Place]) -> None:
        people, person = self.panes.people, self.panes.person
        for pane in self.panes:
            pane.message.connect(self.bar.tell)
            pane.person_chosen.connect(self.show_person)
            pane.log_wanted.connect(self.log_with)
        for place in places:
            pane = self.panes.of(place.make)
            button = self.navigation.button(self.actions_table[place.id])
            button.set_count(pane.waiting)
            pane.waiting_changed.connect(button.set_count)
        people.opened.connect(self._open)
        people.thing_opened.connect(lambda found: open_found(self, found))
        people.selection_changed.connect(self.acts.people.refresh)
        person.added.connect(people.reveal)
        person.wants_front.connect(lambda: self.show_place(HOME))

    def _connect_actions(self, places: Sequence[Place]) -> None:
        a, actions = ActionId, self.actions_table
        group = QActionGroup(self)
        for place in places:
            group.addAction(actions[place.id])
            actions[place.id].triggered.connect(lambda _, p=place.id: self.show_place(p))
        for action_id, slot in (
            (a.NEW_PERSON, self.new_person),
            (a.LOG, self.log),
            (a.QUIT, self.quit),
            (a.FIND, self.panes.people.focus_search),
            (a.NEXT_PANE, lambda: self._front.go_to_pane(1)),
            (a.PREVIOUS_PANE, lambda: self._front.go_to_pane(-1)),
            (a.ANSWER_MESSAGE, self.bar.take_focus),
            (a.NEXT_PAGE, lambda: self._turn(1)),
            (a.PREVIOUS_PAGE, lambda: self._turn(-1)),
        ):
            actions[action_id].triggered.connect(lambda _=False, s=slot: s())

    def _turn(self, step: int) -> None:
        """Turn the pages of the place in front; where it has none, those of the person."""
        if not self._front.pane.turn(step):
            self.show_place(HOME)
            self.panes.person.turn(step)

    def _connect_bridge(self) -> None:
        for pane in self.panes:
            self.bridge.changed.connect(pane.apply)
        self.bridge.changed.connect(self._front.follow)
        self.bridge.failed.connect(self.warn)
        self.bridge.bug.connect(self.acts.dialogs.show_bug)
        self.bridge.saving.connect(self._saving.follow)

    # ------------------------------------------------------------------------------------- changes

    def _apply(self, changes: Changes) -> None:
        for pane in self.panes:
            pane.apply(changes)
        self._front.follow(changes)

    def _tell_front(self) -> None:
        name = visible(" ".join(self._front.name().split()))
        self.setWindowTitle(f"{name} – {_TITLE}" if name else _TITLE)
        self.acts.people.refresh()

    def _open(self, person_id: int) -> None:
        self.show_person(person_id)
        self.panes.person.take_focus()

    # ------------------------------------------------------------------------------------- closing

    def quit(self) -> bool:
        """Close for good; False where a pane had something to finish first."""
        self._quitting = True
        try:
            return self.close()
        finally:
            self._quitting = False

    def closeEvent(self, event: QCloseEvent, /) -> None:
        if not all(pane.finish() for pane in self.panes):
            event.ignore()
            return
        self.state.person_id = self.person_id
        self.state.place = self._front.place.value
        self.state.keep(self, self.splitter)
        self.state.card_height = self.panes.person.sheet.card_height
        self.state.page = self.panes.person.book.open_name
        self.state.close()
        if self._quitting or self.may_close():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()
