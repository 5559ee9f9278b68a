"""The ways to playbooks: for who is in front, for an occasion, and those of one's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from relationship_desk.desk.commands.playbooks import start_playbook
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.playbooks import load_playbooks
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.rhythm import SeasonKind
from relationship_desk.domain.today import TodayKind, TodayRow
from relationship_desk.paths import Paths
from relationship_desk.store.circles import people_in_season
from relationship_desk.store.occasions import Coming, OccasionRow
from relationship_desk.store.people import get_person
from relationship_desk.store.playbooks import recent_playbooks
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.playbooks.dialog import Began, PlaybookDialog, Whom
from relationship_desk.ui.playbooks.editor import PlaybookEditor
from relationship_desk.ui.playbooks.occasion import fitting_playbook, known_of, open_occasion
from relationship_desk.ui.playbooks.opening import open_text
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message


class PlaybookActions(QObject):
    """`whom()` tells the ids of those the next action is for; `edit_task` opens a task's form."""

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        paths: Paths,
        whom: Callable[[], Sequence[int]],
        tell: Callable[[Message], None],
        edit_task: Callable[[int], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge, self._theme, self._folder = bridge, theme, paths.playbooks
        self._whom, self._tell, self._edit_task, self._window = whom, tell, edit_task, window
        self._left: dict[tuple[str, int, str], str] = {}  # letters for occasions, as typed so far
        self.dialog: PlaybookDialog | None = None
        self.editor: PlaybookEditor | None = None
        actions[ActionId.HAPPENED].triggered.connect(lambda: self.open_for_whom())
        actions[ActionId.MY_PLAYBOOKS].triggered.connect(lambda: self.edit_own())

    def open_for_whom(self) -> None:
        """Ask what happened to the one who is in front or selected."""
        people = list(self._whom())
        if len(people) == 1:
            self.open_for(people[0])
        else:
            self._tell(Message("Choose one person first: to whom something happened."))

    def open_for(
        self,
        person_id: int,
        key: str = "",
        on: date | None = None,
        known: Mapping[str, str] | None = None,
    ) -> None:
        """Ask what happened to a person; `key`, `on` and `known` are filled in already."""
        bridge = self._bridge
        person = get_person(bridge.reader, person_id, bridge.today())
        if person is None:
            return
        grief = people_in_season(bridge.reader, SeasonKind.GRIEF, bridge.today(), [person_id])
        whom = Whom(
            person.name.full,
            person.name.given,
            bridge.preferences().my_name,
            person_id in grief,
            grief.get(person_id),
        )
        library, recent = load_playbooks(self._folder), recent_playbooks(bridge.reader)
        dialog = PlaybookDialog(self._theme, bridge.clock, library, recent, whom, self._window)
        if key:
            dialog.prefill(key, on, known or {})
        dialog.started.connect(lambda began: self._start(dialog, person_id, began))
        dialog.edit_wanted.connect(self.edit_own)
        self.dialog = dialog
        dialog.open()

    def open_for_occasion(self, row: OccasionRow, following: Coming | None) -> None:
        """Ask for the steps and words of an occasion, with what is known of it filled in."""
        on = None if following is None else following.on
        fitting = fitting_playbook(load_playbooks(self._folder), row.occasion, on)
        key = "" if fitting is None else fitting.key
        self.open_for(row.person_id, key, on, known_of(row.occasion, on))

    def write(self, row: TodayRow) -> None:
        """Open the text that a row of Today is done by: that of a task, or one for an occasion."""
        if row.kind is TodayKind.OCCASION:
            which = (*row.key, row.settles)
            letter = open_occasion(
                self._bridge, self._theme, self._folder, row, self._tell, self._window,
                self._left.get(which, ""),
            )  # fmt: skip
            if letter is not None:
                letter.kept.connect(lambda text: self._left.__setitem__(which, text))
        else:
            open_text(
                self._bridge, self._theme, row.source_id, self._tell, self._edit_task, self._window
            )

    def edit_own(self) -> None:
        """Open the user's own playbooks."""
        over = self.dialog if self.dialog is not None and isValid(self.dialog) else self._window
        self.editor = PlaybookEditor(self._theme, self._folder, over)
        self.editor.finished.connect(lambda _: self._renew())
        self.editor.open()

    def _renew(self) -> None:
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.show_library(load_playbooks(self._folder))

    def _start(self, dialog: PlaybookDialog, person_id: int, began: Began) -> None:
        bridge = self._bridge

        # The dialog may have been closed before the writer answered.
        def saved(outcome: Outcome[list[int]]) -> None:
            if isValid(dialog):
                dialog.accept()
            tell_done(bridge, self._tell)(outcome)
            first = began.steps[0]
            if first.text.strip() and first.on <= bridge.today():
                mood = began.playbook.mood
                task_id = outcome.result[0]
                open_text(
                    bridge, self._theme, task_id, self._tell, self._edit_task, self._window, mood
                )

        def failed(error: BaseException) -> None:
            if isValid(dialog):
                dialog.complain(str(error) if isinstance(error, UserError) else "")
            if not isinstance(error, UserError) or not isValid(dialog):
                bridge.tell(error)

        future = bridge.desk.do(
            start_playbook,
            person_id=person_id,
            key=began.playbook.key,
            title=began.playbook.title,
            steps=began.steps,
            grief_from=began.grief_from,
            grief_until=began.grief_until,
        )
        bridge.follow(future, saved, failed)
