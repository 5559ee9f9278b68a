"""Pictures of every screen, light and dark: for the README and for eyes that look after the look.

Invariant: nothing of the desk is changed; what is opened for a picture is closed after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog

from relationship_desk import resources
from relationship_desk.store.kindness import kindnesses_to_thank
from relationship_desk.store.people import matching_people
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.dialogs.preferences import PAGES
from relationship_desk.ui.dialogs.preferences.dialog import PreferencesDialog
from relationship_desk.ui.events.events_leaf import EventsLeaf
from relationship_desk.ui.main_window import MainWindow
from relationship_desk.ui.panes.appreciation import LEAVES, AppreciationPane
from relationship_desk.ui.panes.events import EventsPane
from relationship_desk.ui.panes.inbox import InboxPane
from relationship_desk.ui.panes.today import TodayPane
from relationship_desk.ui.panes.updates import UpdatesPane
from relationship_desk.ui.theme import Mode, Theme
from relationship_desk.ui.updates.news_leaf import NewsLeaf
from relationship_desk.ui.value.place import ValuePane
from relationship_desk.ui.widgets.section import Section

_SETTLE_MS = 400  # pictures are decoded aside, and lists are laid out a moment later
_MOST_WAITS = 25
_TURNS = 5
_SIZE, _SMALL = QSize(1280, 800), QSize(1024, 640)
_MODES = (Mode.LIGHT, Mode.DARK)


@dataclass(frozen=True, slots=True)
class Screen:
    """One picture: how to get there, and whether it is a dialog that must have opened."""

    name: str
    show: Callable[[], None]
    dialog: bool = False


class Screens(QObject):
    """Walks a window through screens, saves a picture of each, and closes the window.

    `person` is who is in front, `suffix` what the names of the files end with.
    """

    def __init__(
        self, window: MainWindow, theme: Theme, folder: Path, person: str = "", suffix: str = ""
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._folder = folder
        self._suffix = suffix
        found = matching_people(window.bridge.reader, person)
        self._person_id = found[0][0] if found else None
        self._shots: Iterator[tuple[Mode, Screen]] = iter(())
        self._waits = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._look)

    def take(self, screens: Sequence[Screen]) -> None:
        """Begin; what was saved lies in the folder when the window has closed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._window.state.say_once("reminders")  # what is told once is no part of any screen
        self._shots = iter([(mode, screen) for mode in _MODES for screen in screens])
        self._next()

    def all(self) -> tuple[Screen, ...]:
        """Every screen of a desk with people in it."""
        window, actions = self._window, self._window.actions_table
        return (
            *self.few(),
            *self._value(),
            Screen("insights", lambda: self._place(ActionId.SHOW_INSIGHTS)),
            Screen("tasks", lambda: self._tasks(actions[ActionId.TASKS_OF_EVERYBODY].trigger)),
            Screen("archive", lambda: self._place(ActionId.SHOW_ARCHIVE)),
            Screen("search", lambda: self._search("museum")),
            Screen("need", partial(self._ask_for, "needs"), dialog=True),
            Screen("given", partial(self._ask_for, "given"), dialog=True),
            Screen("event", self._new_event, dialog=True),
            Screen("search-nothing", lambda: self._search("zanzibar")),
            Screen("selected", self._select),
            Screen("history", actions[ActionId.HISTORY].trigger, dialog=True),
            *self._preferences(),
            Screen("palette", window.acts.dialogs.show_palette, dialog=True),
            Screen("shortcuts", actions[ActionId.SHORTCUTS].trigger, dialog=True),
        )

    def few(self) -> tuple[Screen, ...]:
        """Those that show nearly all there is, for another scale."""
        window, actions = self._window, self._window.actions_table
        card = resources.path("demo/sample.vcf")
        return (
            Screen("today", lambda: self._place(ActionId.SHOW_TODAY)),
            Screen("today-small", lambda: self._place(ActionId.SHOW_TODAY, _SMALL)),
            Screen("person", lambda: self._place(ActionId.SHOW_PEOPLE)),
            Screen("person-small", lambda: self._place(ActionId.SHOW_PEOPLE, _SMALL)),
            Screen("edit", actions[ActionId.EDIT_PERSON].trigger),
            Screen("edit-small", lambda: self._edit_small(actions[ActionId.EDIT_PERSON].trigger)),
            Screen("timeline", lambda: self._place(ActionId.SHOW_TIMELINE)),
            Screen("inbox", self._inbox),
            Screen("inbox-small", lambda: self._inbox(_SMALL)),
            Screen("updates", lambda: self._place(ActionId.SHOW_UPDATES)),
            Screen("updates-known", self._who_knows),
            Screen("updates-person", self._updates_page),
            Screen("updates-letter", lambda: self._update("&Tell people…"), dialog=True),
            Screen("updates-audience", lambda: self._update("&Audience…"), dialog=True),
            Screen("updates-edit", lambda: self._update("&Edit…"), dialog=True),
            Screen("task", self._task, dialog=True),
            Screen("task-small", lambda: self._task(_SMALL), dialog=True),
            Screen("warmth", self._warmth, dialog=True),
            Screen("connections", self._connections),
            Screen("connections-small", lambda: self._connections(_SMALL)),
            Screen("reach", actions[ActionId.REACH].trigger, dialog=True),
            *self._appreciation(),
            *(
                Screen(leaf, partial(self._networking, leaf))
                for leaf in ("events", "follow_up", "organisations", "opportunities", "insights")
            ),
            Screen("organisations-small", partial(self._networking, "organisations", _SMALL)),
            Screen("value-small", partial(self._leaf, "needs", _SMALL)),
            Screen("insights-small", lambda: self._place(ActionId.SHOW_INSIGHTS, _SMALL)),
            Screen("networking-page", self._networking_page),
            Screen("brief", actions[ActionId.BRIEF].trigger, dialog=True),
            Screen("import", lambda: window.import_files([card]), dialog=True),
            Screen("playbook", self._playbook, dialog=True),
        )

    def empty(self) -> tuple[Screen, ...]:
        """A desk on which nothing is yet."""
        return (
            Screen("empty", lambda: self._place(ActionId.SHOW_PEOPLE)),
            Screen("empty-today", lambda: self._place(ActionId.SHOW_TODAY)),
            Screen("empty-inbox", lambda: self._place(ActionId.SHOW_INBOX)),
            *(
                Screen(place.value.replace("show_", "empty-"), partial(self._place, place))
                for place in (
                    ActionId.SHOW_EVENTS,
                    ActionId.SHOW_APPRECIATION,
                    ActionId.SHOW_VALUE,
                    ActionId.SHOW_UPDATES,
                    ActionId.SHOW_INSIGHTS,
                )
            ),
            Screen("empty-new-person", self._window.new_person),
        )

    def _appreciation(self) -> Iterator[Screen]:
        """Each leaf of Appreciation, and what is opened from there."""
        panes, thanks = self._window.panes, self._window.acts.thanks
        place = partial(self._place, ActionId.SHOW_APPRECIATION)

        def turn_to(name: str) -> None:
            place()
            pane = panes.of(AppreciationPane)
            pane.open(name).take_focus()

        for leaf in LEAVES:
            yield Screen(f"appreciation-{leaf.name}", partial(turn_to, leaf.name))
        yield Screen("giving", self._giving)
        for row in kindnesses_to_thank(self._window.bridge.reader, date.max)[-1:]:
            yield Screen("thank", partial(self._thank, row.id), dialog=True)
        yield Screen("kindness", lambda: _open(thanks.dialogs.record()), dialog=True)
        whom = self._person_id
        yield Screen("gift", lambda: _open(thanks.dialogs.gift_idea(whom)), dialog=True)

    def _thank(self, kindness_id: int) -> None:
        self._window.acts.thanks.dialogs.thank(kindness_id)

    def _giving(self, size: QSize = _SIZE) -> None:
        """What is given and thanked for, of the person in front."""
        self._place(ActionId.SHOW_PEOPLE, size)
        self._window.panes.person.book.open("giving")

    def _value(self) -> Iterator[Screen]:
        """Each leaf of the place Value."""
        for leaf in self._window.panes.of(ValuePane).leaves:
            yield Screen(f"value-{leaf.name}", partial(self._leaf, leaf.name))

    def _leaf(self, name: str, size: QSize = _SIZE) -> None:
        self._place(ActionId.SHOW_VALUE, size)
        self._window.panes.of(ValuePane).open(name)

    def _ask_for(self, name: str) -> None:
        """What the button of a leaf of Value opens."""
        self._leaf(name)
        page = self._window.panes.of(ValuePane).page
        page.findChildren(Section)[0].add_button.click()

    def _new_event(self) -> None:
        self._networking("events")
        self._window.panes.of(EventsPane).open_kind(EventsLeaf).add()

    def _preferences(self) -> Iterator[Screen]:
        """Each page of the preferences."""
        show = self._window.actions_table[ActionId.PREFERENCES].trigger

        def turn_to(title: str) -> None:
            show()
            for dialog in self._window.findChildren(PreferencesDialog):
                dialog.show_page(title)

        for page in PAGES:
            name = f"preferences-{page.title.lower()}"
            yield Screen(name, partial(turn_to, page.title), dialog=True)

    def _place(self, place: ActionId, size: QSize = _SIZE) -> None:
        self._window.resize(size)
        self._window.show_place(place)
        if place is ActionId.SHOW_PEOPLE:
            self._window.show_person(self._person_id)

    def _networking(self, leaf: str, size: QSize = _SIZE) -> None:
        self._place(ActionId.SHOW_EVENTS, size)
        self._window.panes.of(EventsPane).open(leaf)

    def _networking_page(self) -> None:
        """Where the person in front belongs, and what came of it."""
        self._place(ActionId.SHOW_PEOPLE)
        self._window.panes.person.book.open("networking")

    def _updates_page(self) -> None:
        """What the person in front knows, and the line above as it unfolds."""
        self._place(ActionId.SHOW_PEOPLE)
        self._window.panes.person.book.open("updates").take_focus()

    def _who_knows(self) -> None:
        """The table of who knows what."""
        self._place(ActionId.SHOW_UPDATES)
        self._window.panes.of(UpdatesPane).open("who_knows").take_focus()

    def _update(self, button: str) -> None:
        """What a button says of the first update."""
        self._place(ActionId.SHOW_UPDATES)
        leaf = self._window.panes.of(UpdatesPane).open_kind(NewsLeaf)
        next(b for b in leaf.buttons if b.text() == button).click()

    def _playbook(self) -> None:
        """What to do when somebody dies, as far as Start."""
        self._place(ActionId.SHOW_PEOPLE)
        if self._person_id is not None:
            self._window.acts.playbooks.open_for(self._person_id, "bereavement")

    def _warmth(self) -> None:
        """What the warmth of the person in front is made of."""
        self._place(ActionId.SHOW_PEOPLE)
        self._window.panes.person.view.rhythm.warmth.click()

    def _connections(self, size: QSize = _SIZE) -> None:
        """Who is around the person in front."""
        self._place(ActionId.SHOW_PEOPLE, size)
        self._window.panes.person.book.open("connections").take_focus()

    def _edit_small(self, edit: Callable[[], None]) -> None:
        self._window.resize(_SMALL)
        edit()

    def _inbox(self, size: QSize = _SIZE) -> None:
        self._place(ActionId.SHOW_INBOX, size)
        self._window.panes.of(InboxPane).take_focus()

    def _task(self, size: QSize = _SIZE) -> None:
        """The first task that repeats, opened."""
        self._place(ActionId.SHOW_PEOPLE, size)
        tasks = self._window.panes.tasks
        repeating = [row.id for row in tasks.list.rows.rows if row.repeat is not None]
        tasks.list.select(repeating[:1])
        if repeating:
            tasks.verbs.edit(repeating[0])

    def _tasks(self, of_everybody: Callable[[], None]) -> None:
        self._place(ActionId.SHOW_PEOPLE)
        of_everybody()

    def _search(self, text: str) -> None:
        self._window.panes.people.search.setText(text)
        self._window.panes.people.focus_search()

    def _select(self) -> None:
        people = self._window.panes.people
        people.list.scrollToTop()
        people.list.select_first(4)

    def _next(self) -> None:
        self._tidy()
        shot = next(self._shots, None)
        if shot is None:
            self._timer.stop()
            self._window.close()
            return
        mode, self._screen = shot
        self._name = f"{self._screen.name}-{mode.value}{self._suffix}.png"
        self._theme.set_mode(mode)
        self._waits = 0
        self._timer.start()
        self._screen.show()  # last: a dialog may come back only when it is closed

    def _tidy(self) -> None:
        """Back to where every screen begins."""
        for dialog in self._dialogs():
            dialog.close()
        self._window.bar.clear()
        self._window.panes.person.editing.leave()
        self._window.panes.person.book.open("timeline")
        self._window.panes.people.show_everybody()
        self._window.actions_table[ActionId.TASKS_OF_PERSON].trigger()
        self._place(ActionId.SHOW_PEOPLE)
        people = self._window.panes.people.list
        people.scrollTo(people.currentIndex(), people.ScrollHint.PositionAtCenter)

    def _look(self) -> None:
        self._waits += 1
        if not self._is_ready() and self._waits < _MOST_WAITS:
            return
        # The timer of a busy machine may come before what was shown has been laid out.
        self._timer.stop()
        for _ in range(_TURNS):
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        picture = self._window.grab()
        painter = QPainter(picture)
        for dialog in self._dialogs():
            place = self._window.mapFromGlobal(dialog.mapToGlobal(QPoint(0, 0)))
            painter.drawPixmap(place, dialog.grab())
            painter.setPen(self._theme.colour("edge"))
            painter.drawRect(QRect(place, dialog.size()).adjusted(-1, -1, 0, 0))
        painter.end()
        picture.save(str(self._folder / self._name))
        self._next()

    def _is_ready(self) -> bool:
        """Whether the dialog has opened that must, and Today is read."""
        reading = self._window.panes.of(TodayPane).is_reading
        return not reading and (not self._screen.dialog or bool(self._dialogs()))

    def _dialogs(self) -> list[QDialog]:
        """The dialogs that are open, the lowest first."""
        return [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]


def _open(_: object) -> None:
    """A dialog that opens by being asked for."""
