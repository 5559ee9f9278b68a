"""The one table of actions: menus, toolbar, shortcuts page and command palette are built from it.

Invariant: an action that is not in `ACTIONS` does not exist; no shortcut stands there twice.

Which keys: Ctrl and a digit goes to a place, one digit each, in the order of the menu Go from 0;
4 is Events, 5 to 8 are kept for Appreciation, Value, Updates, Insights; 9 is the last, Archive.
Ctrl and a letter is what is done daily, with Shift its wider or rarer sister; Ctrl+PgUp and
Ctrl+PgDown turn the pages of a person. What is done rarely has no keys, the palette finds it.
Ctrl+D, U, W and Y stay free: fields of some systems take them for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from relationship_desk.ui.theme import Theme


class ActionId(StrEnum):
    """The names by which panes find their actions."""

    NEW_PERSON = "new_person"
    IMPORT = "import"
    IMPORT_FOLDER = "import_folder"
    IMPORT_CLIPBOARD = "import_clipboard"
    QUARANTINE = "quarantine"
    IMPORT_REPORT = "import_report"
    EXPORT = "export"
    BACK_UP = "back_up"
    EXPORT_CALENDAR = "export_calendar"
    EXPORT_EVERYTHING = "export_everything"
    RESTORE = "restore"
    BACKUPS = "backups"
    PREFERENCES = "preferences"
    QUIT = "quit"
    UNDO = "undo"
    REDO = "redo"
    HISTORY = "history"
    POPUP_LOG = "popup_log"
    FIND = "find"
    PALETTE = "palette"
    QUICK_LOG = "quick_log"
    LOG = "log"
    NEW_TASK = "new_task"
    NEW_PROMISE = "new_promise"
    NEW_KINDNESS = "new_kindness"
    NEW_GIFT = "new_gift"
    FORGOTTEN_THANKS = "forgotten_thanks"
    EDIT_PERSON = "edit_person"
    SAVE_PERSON = "save_person"
    TAG_PEOPLE = "tag_people"
    BRIEF = "brief"
    REACH = "reach"
    HAPPENED = "happened"
    MY_PLAYBOOKS = "my_playbooks"
    QUIET_SEASON = "quiet_season"
    CIRCLES = "circles"
    SORT_PEOPLE = "sort_people"
    COPY_TEXT = "copy_text"
    COPY_CARDS = "copy_cards"
    FIND_DUPLICATES = "find_duplicates"
    ARCHIVE = "archive"
    UNARCHIVE = "unarchive"
    DELETE = "delete"
    ERASE = "erase"
    SHOW_TODAY = "show_today"
    SHOW_PEOPLE = "show_people"
    SHOW_TIMELINE = "show_timeline"
    SHOW_INBOX = "show_inbox"
    SHOW_EVENTS = "show_events"
    SHOW_APPRECIATION = "show_appreciation"
    SHOW_VALUE = "show_value"
    SHOW_UPDATES = "show_updates"
    SHOW_INSIGHTS = "show_insights"
    SHOW_ARCHIVE = "show_archive"
    TASKS_OF_PERSON = "tasks_of_person"
    TASKS_OF_EVERYBODY = "tasks_of_everybody"
    NEXT_PAGE = "next_page"
    PREVIOUS_PAGE = "previous_page"
    NEXT_PANE = "next_pane"
    PREVIOUS_PANE = "previous_pane"
    ANSWER_MESSAGE = "answer_message"
    CHECK = "check"
    WHERE = "where"
    SHORTCUTS = "shortcuts"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. `menu` is the top-level menu it stands in; `separator` draws a line above it."""

    id: ActionId
    text: str
    menu: str
    shortcut: str = ""
    icon: str = ""
    separator: bool = False
    checkable: bool = False


A = ActionId
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(A.NEW_PERSON, "New person", "File", "Ctrl+N", "add"),
    ActionSpec(A.IMPORT, "Import contacts…", "File", "Ctrl+I", "import", separator=True),
    ActionSpec(A.IMPORT_FOLDER, "Import a folder…", "File"),
    ActionSpec(A.IMPORT_CLIPBOARD, "Import from the clipboard", "File", "Ctrl+Shift+V"),
    ActionSpec(A.QUARANTINE, "Unreadable cards…", "File"),
    ActionSpec(A.IMPORT_REPORT, "Report of the last import…", "File"),
    ActionSpec(A.EXPORT, "Export contacts…", "File", "Ctrl+Shift+E", "export"),
    ActionSpec(A.EXPORT_CALENDAR, "Export calendar…", "File"),
    ActionSpec(A.BACK_UP, "Back up…", "File", separator=True),
    ActionSpec(A.EXPORT_EVERYTHING, "Export everything…", "File"),
    ActionSpec(A.RESTORE, "Restore…", "File"),
    ActionSpec(A.BACKUPS, "Backups…", "File", icon="backup"),
    ActionSpec(A.PREFERENCES, "Preferences…", "File", "Ctrl+,", "settings", separator=True),
    ActionSpec(A.QUIT, "Quit", "File", "Ctrl+Q", separator=True),
    ActionSpec(A.UNDO, "Undo", "Edit", "Ctrl+Z", "undo"),
    ActionSpec(A.REDO, "Redo", "Edit", "Ctrl+Shift+Z", "redo"),
    ActionSpec(A.HISTORY, "History…", "Edit", "Ctrl+H", "history"),
    ActionSpec(A.ANSWER_MESSAGE, "Answer the message", "Edit", "F7"),
    ActionSpec(A.POPUP_LOG, "Notification log…", "Edit", icon="reminder"),
    ActionSpec(A.FIND, "Search", "Edit", "Ctrl+F", "search", separator=True),
    ActionSpec(A.EDIT_PERSON, "Edit card", "Person", "Ctrl+E", "edit"),
    ActionSpec(A.SAVE_PERSON, "Save card", "Person", "Ctrl+S", "done"),
    ActionSpec(A.QUICK_LOG, "Log in one line…", "Person", "Ctrl+L", "log", separator=True),
    ActionSpec(A.LOG, "Log what happened", "Person", "Ctrl+Shift+L", "log"),
    ActionSpec(A.NEW_TASK, "New task", "Person", "Ctrl+T", "tasks"),
    ActionSpec(A.NEW_PROMISE, "New promise…", "Person", "Ctrl+Shift+P", "link"),
    ActionSpec(A.BRIEF, "Brief", "Person", "Ctrl+B", "note"),
    ActionSpec(A.REACH, "How do I reach…", "Person", "Ctrl+R", "path"),
    ActionSpec(
        A.HAPPENED, "Something happened…", "Person", "Ctrl+Shift+O", "calendar", separator=True
    ),
    ActionSpec(A.TAG_PEOPLE, "Tag…", "Person", "Ctrl+G", "tag", separator=True),
    ActionSpec(A.COPY_TEXT, "Copy as text", "Person", "Ctrl+Shift+C", "copy", separator=True),
    ActionSpec(A.COPY_CARDS, "Copy as vCard", "Person"),
    ActionSpec(A.ARCHIVE, "Archive", "Person", "Ctrl+Shift+A", "archive", separator=True),
    ActionSpec(A.UNARCHIVE, "Take out of the archive", "Person"),
    ActionSpec(A.DELETE, "Delete", "Person", "Ctrl+Del", "delete", separator=True),
    ActionSpec(A.ERASE, "Erase for good…", "Person"),
    ActionSpec(A.CIRCLES, "Circles…", "Desk", icon="circle"),
    ActionSpec(A.SORT_PEOPLE, "Sort into circles…", "Desk", "Ctrl+Shift+G"),
    ActionSpec(A.FIND_DUPLICATES, "Find duplicates…", "Desk"),
    ActionSpec(
        A.NEW_KINDNESS, "Record a kindness…", "Desk", "Ctrl+Shift+K", "kindness", separator=True
    ),
    ActionSpec(A.NEW_GIFT, "New gift idea…", "Desk", icon="gift"),
    ActionSpec(A.FORGOTTEN_THANKS, "Whom did I forget to thank?…", "Desk"),
    ActionSpec(A.MY_PLAYBOOKS, "My playbooks…", "Desk", separator=True),
    ActionSpec(A.QUIET_SEASON, "My quiet season…", "Desk"),
    ActionSpec(A.SHOW_TODAY, "Today", "Go", "Ctrl+0", "calendar", checkable=True),
    ActionSpec(A.SHOW_PEOPLE, "People", "Go", "Ctrl+1", "people", checkable=True),
    ActionSpec(A.SHOW_TIMELINE, "Timeline", "Go", "Ctrl+2", "timeline", checkable=True),
    ActionSpec(A.SHOW_INBOX, "Inbox", "Go", "Ctrl+3", "inbox", checkable=True),
    ActionSpec(A.SHOW_EVENTS, "Events", "Go", "Ctrl+4", "event", checkable=True),
    ActionSpec(A.SHOW_APPRECIATION, "Appreciation", "Go", "Ctrl+5", "kindness", checkable=True),
    ActionSpec(A.SHOW_VALUE, "Value", "Go", "Ctrl+6", "value", checkable=True),
    ActionSpec(A.SHOW_UPDATES, "Updates", "Go", "Ctrl+7", "updates", checkable=True),
    ActionSpec(A.SHOW_INSIGHTS, "Insights", "Go", "Ctrl+8", "insights", checkable=True),
    ActionSpec(A.SHOW_ARCHIVE, "Archive", "Go", "Ctrl+9", "archive", checkable=True),
    ActionSpec(
        A.TASKS_OF_PERSON, "Tasks of this person", "Go", "Ctrl+J", separator=True, checkable=True
    ),
    ActionSpec(A.TASKS_OF_EVERYBODY, "Tasks of everybody", "Go", "Ctrl+Shift+J", checkable=True),
    ActionSpec(A.NEXT_PAGE, "Next page", "Go", "Ctrl+PgDown", separator=True),
    ActionSpec(A.PREVIOUS_PAGE, "Previous page", "Go", "Ctrl+PgUp"),
    ActionSpec(A.NEXT_PANE, "Next pane", "Go", "F6", separator=True),
    ActionSpec(A.PREVIOUS_PANE, "Previous pane", "Go", "Shift+F6"),
    ActionSpec(A.PALETTE, "Command palette", "Help", "Ctrl+K", "search"),
    ActionSpec(A.SHORTCUTS, "Keyboard shortcuts", "Help", "F1"),
    ActionSpec(A.CHECK, "Check the store", "Help", separator=True),
    ActionSpec(A.WHERE, "Where are my files?", "Help"),
    ActionSpec(A.ABOUT, "About Relationship Desk", "Help", separator=True),
)


class Actions:
    """The actions of one window, as Qt objects, made from `ACTIONS`."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        self._actions: dict[ActionId, QAction] = {}
        for spec in ACTIONS:
            action = QAction(spec.text, window)
            action.setObjectName(spec.id.value)
            action.setCheckable(spec.checkable)
            if spec.shortcut:
                action.setShortcut(QKeySequence(spec.shortcut))
                action.setToolTip(f"{spec.text.rstrip('…')} ({spec.shortcut})")
            if spec.icon:
                theme.dress(action, spec.icon)
            window.addAction(action)
            self._actions[spec.id] = action

    def __getitem__(self, action_id: ActionId) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def fill(self, bar: QMenuBar) -> None:
        """Build the menus, in the table's order."""
        menus = {menu: bar.addMenu(f"&{menu}") for menu in dict.fromkeys(a.menu for a in ACTIONS)}
        for spec in ACTIONS:
            if spec.separator:
                menus[spec.menu].addSeparator()
            menus[spec.menu].addAction(self._actions[spec.id])
