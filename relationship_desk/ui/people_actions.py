"""What can be done with the people who are selected: tag, archive, delete, erase."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from relationship_desk.desk.commands.people import delete_people, set_archived, tag_people
from relationship_desk.desk.erasure import erase_people, erasure_of
from relationship_desk.domain.text import one_line
from relationship_desk.store.database import Connection
from relationship_desk.store.people import all_tags, get_person, names_of
from relationship_desk.ui.actions import ActionId, Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.erase import EraseDialog
from relationship_desk.ui.dialogs.tags import TagDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.undoing import Undoing
from relationship_desk.ui.widgets.bar import Kind, Message

_NEED_PEOPLE = (
    ActionId.BRIEF,
    ActionId.TAG_PEOPLE,
    ActionId.COPY_TEXT,
    ActionId.COPY_CARDS,
    ActionId.ARCHIVE,
    ActionId.UNARCHIVE,
    ActionId.DELETE,
    ActionId.ERASE,
)


_NAME = 60


class PeopleActions(QObject):
    """`whom()` tells the ids of those the next action is for."""

    def __init__(
        self,
        bridge: Bridge,
        actions: Actions,
        theme: Theme,
        undoing: Undoing,
        whom: Callable[[], Sequence[int]],
        tell: Callable[[Message], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._actions = actions
        self._theme = theme
        self._undoing = undoing
        self._whom = whom
        self._tell = tell
        self._window = window
        for action_id, slot in (
            (ActionId.TAG_PEOPLE, self.tag),
            (ActionId.ARCHIVE, lambda: self.archive(True)),
            (ActionId.UNARCHIVE, lambda: self.archive(False)),
            (ActionId.DELETE, self.delete),
            (ActionId.ERASE, self.erase),
        ):
            actions[action_id].triggered.connect(slot)

    def refresh(self) -> None:
        """Offer what can be done with whoever is meant now."""
        people = list(self._whom())
        for action_id in _NEED_PEOPLE:
            self._actions[action_id].setEnabled(bool(people))
        if len(people) == 1:
            person = get_person(self._bridge.reader, people[0], self._bridge.today())
            archived = person is not None and person.archived
            self._actions[ActionId.ARCHIVE].setEnabled(not archived)
            self._actions[ActionId.UNARCHIVE].setEnabled(archived)

    def tag(self) -> None:
        """Ask for tags to give and to take."""
        people = list(self._whom())
        if not people:
            return
        tags = [tag.name for tag in all_tags(self._bridge.reader)]
        dialog = TagDialog(self._theme, self._names(people), tags, self._window)
        if dialog.exec() == QDialog.DialogCode.Accepted and (dialog.add or dialog.remove):
            self._bridge.do(
                tag_people,
                lambda outcome: self._undoing.done(f"Tagged {self._names(people)}.", outcome),
                person_ids=people,
                add=dialog.add,
                remove=dialog.remove,
            )
        dialog.deleteLater()

    def archive(self, archived: bool) -> None:
        """Put them into the archive, or take them out."""
        people = list(self._whom())
        names = self._names(people)
        said = f"Archived {names}." if archived else f"Took {names} out of the archive."
        self._bridge.do(
            set_archived,
            lambda outcome: self._undoing.done(said, outcome),
            person_ids=people,
            archived=archived,
        )

    def delete(self) -> None:
        """Delete them; no question, as it can be taken back."""
        people = list(self._whom())
        if not people:
            return
        names = self._names(people)
        self._bridge.do(
            delete_people,
            lambda outcome: self._undoing.done(f"Deleted {names}.", outcome),
            person_ids=people,
        )

    def erase(self) -> None:
        """Say what would go for good, and let it go where the user agrees."""
        people = list(self._whom())
        if not people:
            return
        names = self._names(people)
        dialog = EraseDialog(self._theme, erasure_of(self._bridge.reader, people), self._window)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not agreed:
            return
        bridge = self._bridge
        now, store = bridge.now(), bridge.desk.store

        def job(connection: Connection) -> None:
            erase_people(connection, store, now, people)

        bridge.follow(
            bridge.desk.maintain(job),
            lambda _: self._tell(Message(f"Erased for good: {names}.", Kind.SUCCESS)),
        )

    def _names(self, people: Sequence[int]) -> str:
        if len(people) != 1:
            return f"{len(people):,} people"
        return one_line(names_of(self._bridge.reader, people).get(people[0], "1 person"), _NAME)
