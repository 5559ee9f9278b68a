"""The window: builds the panes, lays them side by side, and connects them with each other.

Invariant: what a pane can do it does itself; here is only which pane is in front, and of whom.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from relationship_desk.desk.transfer.sources.parts import Given
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.wanted import Wanted
from relationship_desk.paths import Paths
from relationship_desk.store.people import names_of
from relationship_desk.store.tasks import task_rows
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.beat import Beat
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.brief.actions import BriefActions
from relationship_desk.ui.circle_actions import CircleActions
from relationship_desk.ui.dialog_actions import DialogActions
from relationship_desk.ui.drop import DropZone
from relationship_desk.ui.duplicate_actions import DuplicateActions
from relationship_desk.ui.exporting import Exporting
from relationship_desk.ui.frame import Frame
from relationship_desk.ui.handing_out import HandingOut
from relationship_desk.ui.import_actions import ImportActions
from relationship_desk.ui.panes.base import Pane
from relationship_desk.ui.panes.inbox import InboxPane
from relationship_desk.ui.panes.people import PLACES, PeoplePane
from relationship_desk.ui.panes.person import PersonPane
from relationship_desk.ui.panes.tasks import TasksPane
from relationship_desk.ui.panes.timeline import TimelinePane
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.people_actions import PeopleActions
from relationship_desk.ui.plain import visible
from relationship_desk.ui.playbooks.actions import PlaybookActions
from relationship_desk.ui.quarantine_actions import QuarantineActions
from relationship_desk.ui.quick_log.actions import QuickLogActions
from relationship_desk.ui.saving_sign import SavingSign
from relationship_desk.ui.seasons import SeasonActions
from relationship_desk.ui.store_actions import StoreActions
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Bar, Kind, Message
from relationship_desk.ui.window_state import WindowState

_TITLE = "Relationship Desk"
_REMINDERS = (
    "Reminders come while the desk runs: open, minimised or, where there is one, in the "
    "notification area."
)


@dataclass(frozen=True, slots=True)
class Panes:
    """The panes, in the order of F6; of those between people and tasks one is in front."""

    people: PeoplePane
    person: PersonPane
    timeline: TimelinePane
    inbox: InboxPane
    today: TodayPane
    tasks: TasksPane

    def all(self) -> tuple[Pane, ...]:
        return tuple(getattr(self, pane.name) for pane in fields(self))


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
    ) -> None:
        super().__init__()
        self.bridge = bridge
        self.theme = theme
        self.state = state
        self._import_files = import_files
        self.may_close: Callable[[], bool] = lambda: True
        self._quitting = False
        self._person_id: int | None = None
        self._gone: int | None = None  # who was in front when they were deleted
        self._place = ActionId.SHOW_PEOPLE
        self.actions_table = Actions(self, theme)
        self.bar = Bar(theme)
        make = (bridge, self.actions_table, theme)
        self.panes = Panes(
            PeoplePane(*make),
            PersonPane(*make),
            TimelinePane(*make),
            InboxPane(*make),
            TodayPane(*make),
            TasksPane(*make),
        )
        self._lay_out()
        self.undoing = Undoing(bridge, self.actions_table, self.bar.tell, self)
        self.dialogs = DialogActions(bridge, self.actions_table, theme, self.undoing, self)
        self.people_actions = PeopleActions(
            bridge, self.actions_table, theme, self.undoing, self.whom, self.bar.tell, self
        )
        Exporting(bridge, self.actions_table, theme, self.whom, self.bar.tell, self)
        store_actions = StoreActions(bridge, self.actions_table, theme, paths, self.bar.tell, self)
        store_actions.restore_wanted.connect(self.restore_wanted)
        handing_out = HandingOut(
            bridge, self.actions_table, paths.cache, self.whom, self.bar.tell, self
        )
        self.panes.people.list.drag_wanted.connect(
            lambda: handing_out.drag(self.panes.people.selected_ids())
        )
        QuarantineActions(bridge, self.actions_table, theme, self.undoing, self)
        self.circles = CircleActions(
            bridge, self.actions_table, theme, self.undoing, self.bar.tell_later, self
        )
        self.briefs = BriefActions(self)
        self.quick_log = QuickLogActions(bridge, self.actions_table, theme, self.undoing, self)
        self.playbooks = PlaybookActions(
            bridge, self.actions_table, theme, paths, self.whom, self.bar.tell,
            self.panes.tasks.verbs.edit_form, self,
        )  # fmt: skip
        self.panes.person.view.occasions.playbook_wanted.connect(self.playbooks.open_for_occasion)
        self.seasons = SeasonActions(bridge, self.actions_table, theme, self.bar.tell, self)
        duplicates = DuplicateActions(bridge, self.actions_table, theme, self.undoing, self)
        self.panes.person.view.compare_wanted.connect(duplicates.compare)
        ImportActions(self.actions_table, self.import_files, self._warn, self)
        self.drop = DropZone(self, theme, self.import_files, self._warn)
        self._connect_panes()
        self._connect_actions()
        self._connect_bridge()
        room = self.screen().availableSize()
        self.resize(QSize(theme.px(1200), theme.px(760)).boundedTo(room))
        state.restore(self, self.splitter)
        self.panes.person.card_height = state.card_height
        self._begin()

    # ---------------------------------------------------------------------------------- in front

    @property
    def person_id(self) -> int | None:
        """Who is in front."""
        return self._person_id

    def whom(self) -> list[int]:
        """For whom the next action is: those selected in the list, else who is in front."""
        selected = self.panes.people.selected_ids()
        person_id = self._person_id
        if self._place in (ActionId.SHOW_PEOPLE, ActionId.SHOW_ARCHIVE) and (
            person_id in selected or person_id is None or len(selected) > 1
        ):
            return selected
        return [] if person_id is None else [person_id]

    def show_place(self, place: ActionId) -> None:
        """Go to one of the places."""
        self._place = place
        self.actions_table[place].setChecked(True)
        if place in (ActionId.SHOW_PEOPLE, ActionId.SHOW_ARCHIVE):
            self.panes.people.set_archived(place is ActionId.SHOW_ARCHIVE)
        middle: Pane = self.panes.person
        if place is ActionId.SHOW_TIMELINE:
            middle = self.panes.timeline
        elif place is ActionId.SHOW_INBOX:
            middle = self.panes.inbox
        elif place is ActionId.SHOW_TODAY:
            middle = self.panes.today
        self._frame.show_pane(middle)
        self.people_actions.refresh()

    def show_person(self, person_id: int | None) -> None:
        """Put somebody in front, or nobody."""
        if person_id is not None:
            if self._place not in (ActionId.SHOW_PEOPLE, ActionId.SHOW_ARCHIVE):
                self.show_place(ActionId.SHOW_PEOPLE)
            self._frame.show_pane(self.panes.person)
        self._person_id, self._gone = person_id, None
        for pane in self.panes.all():
            pane.show_person(person_id)
        self._tell_title()
        self.people_actions.refresh()

    def new_person(self) -> None:
        """An empty card, ready to type."""
        self.show_place(ActionId.SHOW_PEOPLE)
        self.panes.person.new_person()

    def log(self) -> None:
        """Ready to write down what happened: where everything is listed, else with this person."""
        if self._front() is self.panes.timeline:
            self.panes.timeline.log()
        else:
            self.show_place(ActionId.SHOW_PEOPLE)
            self.panes.person.log()

    def log_with(self, person_id: int) -> None:
        """Ready to write down what happened with somebody."""
        self.show_person(person_id)
        self.panes.person.log()

    def import_files(self, files: Sequence[Given]) -> None:
        """Look into these files, folders or texts and ask what is to be taken."""
        self._import_files(self, files)

    def open_person(self, person_id: int) -> None:
        """Put somebody in front whom another program or a popup named."""
        if names_of(self.bridge.reader, [person_id]):
            self._open(person_id)
        else:
            self._warn("That person is not on the desk any more.")

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

    def _lay_out(self) -> None:
        panes = self.panes
        middle = (panes.person, panes.timeline, panes.inbox, panes.today)
        self._frame = Frame(self.theme, self.bar, panes.people, middle, panes.tasks)
        self.splitter = self._frame.splitter
        self.setCentralWidget(self._frame)
        self.actions_table.fill(self.menuBar())
        self._saving = SavingSign(self.theme)
        self.menuBar().setCornerWidget(self._saving)
        self.setMinimumSize(self._frame.least_size(self.screen().availableSize()))

    def _connect_panes(self) -> None:
        for pane in self.panes.all():
            pane.message.connect(self.bar.tell)
            pane.person_chosen.connect(self.show_person)
        self.panes.people.opened.connect(self._open)
        self.panes.people.selection_changed.connect(self.people_actions.refresh)
        self.panes.person.added.connect(self.panes.people.reveal)
        today = self.panes.people.navigation.button(self.actions_table[ActionId.SHOW_TODAY])
        self.panes.today.counted.connect(today.set_count)
        self.panes.today.log_wanted.connect(self.log_with)
        self.panes.person.wants_front.connect(lambda: self.show_place(ActionId.SHOW_PEOPLE))

    def _connect_actions(self) -> None:
        a, actions = ActionId, self.actions_table
        places = QActionGroup(self)
        for place in PLACES:
            places.addAction(actions[place])
            actions[place].triggered.connect(lambda _, p=place: self.show_place(p))
        for action_id, slot in (
            (a.NEW_PERSON, self.new_person),
            (a.LOG, self.log),
            (a.QUIT, self.quit),
            (a.FIND, self.panes.people.focus_search),
            (a.NEXT_PANE, lambda: self._go_to_pane(1)),
            (a.PREVIOUS_PANE, lambda: self._go_to_pane(-1)),
        ):
            actions[action_id].triggered.connect(lambda _=False, s=slot: s())

    def _connect_bridge(self) -> None:
        for pane in self.panes.all():
            self.bridge.changed.connect(pane.apply)
        self.bridge.changed.connect(self._after_changes)
        self.bridge.failed.connect(self._warn)
        self.bridge.bug.connect(self.dialogs.show_bug)
        self.bridge.saving.connect(self._saving.follow)

    def _begin(self) -> None:
        place = self.state.place
        self.show_place(ActionId(place) if place in PLACES else ActionId.SHOW_PEOPLE)
        person_id = self.state.person_id
        if person_id not in names_of(self.bridge.reader, [person_id or 0]):
            person_id = next(iter(self.panes.people.model.ids), None)
        self._person_id = person_id
        for pane in self.panes.all():
            pane.show_person(person_id)
        self._tell_title()
        self.people_actions.refresh()
        self.panes.today.reload()
        self.panes.people.take_focus()

    # ------------------------------------------------------------------------------------- changes

    def _apply(self, changes: Changes) -> None:
        for pane in self.panes.all():
            pane.apply(changes)
        self._after_changes(changes)

    def _after_changes(self, changes: Changes) -> None:
        person_id = self._person_id
        if person_id is not None and changes.touches_person(person_id):
            if person_id in names_of(self.bridge.reader, [person_id]):
                self._tell_title()
            else:
                self.show_person(None)
                self._gone = person_id
        elif self._gone is not None and names_of(self.bridge.reader, [self._gone]):
            self.show_person(self._gone)
        self.people_actions.refresh()

    def _tell_title(self) -> None:
        person_id = self._person_id
        names = {} if person_id is None else names_of(self.bridge.reader, [person_id])
        name = visible(" ".join(names.get(person_id or 0, "").split()))
        self.setWindowTitle(f"{name} – {_TITLE}" if name else _TITLE)

    # ------------------------------------------------------------------------------------- actions

    def _warn(self, sentence: str) -> None:
        self.bar.tell(Message(sentence, Kind.WARNING))

    def _open(self, person_id: int) -> None:
        self.show_person(person_id)
        self.panes.person.take_focus()

    def _go_to_pane(self, step: int) -> None:
        around: list[Pane] = [self.panes.people, self._front(), self.panes.tasks]
        focused = QApplication.focusWidget()
        here = next((i for i, pane in enumerate(around) if _holds(pane, focused)), 0)
        around[(here + step) % len(around)].take_focus()

    def _front(self) -> Pane:
        front = self._frame.in_front
        return front if isinstance(front, Pane) else self.panes.person

    # ------------------------------------------------------------------------------------- closing

    def quit(self) -> bool:
        """Close for good; False where a pane had something to finish first."""
        self._quitting = True
        try:
            return self.close()
        finally:
            self._quitting = False

    def closeEvent(self, event: QCloseEvent, /) -> None:
        if not all(pane.finish() for pane in self.panes.all()):
            event.ignore()
            return
        self.state.person_id = self._person_id
        self.state.place = self._place.value
        self.state.keep(self, self.splitter)
        self.state.card_height = self.panes.person.card_height
        self.state.close()
        if self._quitting or self.may_close():
            event.accept()
            self.closed.emit()
        else:
            event.ignore()


def _holds(pane: QWidget, widget: QWidget | None) -> bool:
    return widget is not None and (widget is pane or pane.isAncestorOf(widget))
