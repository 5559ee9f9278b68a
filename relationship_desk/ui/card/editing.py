"""Editing a card: the form that is open, and what was typed in forms that were left.

Invariant: leaving a form keeps what was typed as a draft; only `discard` throws it away.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from relationship_desk.desk.commands.people import PersonForm
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.errors import UserError
from relationship_desk.store.people import get_person, names_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.editor import PersonEditor
from relationship_desk.ui.card.forms import EMPTY, form_of
from relationship_desk.ui.card.saving import Draft, save_edited, save_new, stored_form
from relationship_desk.ui.photos import Photos
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message

_CHANGED = "This card was changed elsewhere meanwhile. What you typed stays; Save brings both in."
_GONE = "This person was deleted meanwhile. What you typed stays here; Undo brings them back."


class Editing(QObject):
    """The form is `editor`; whoever shows it hears when it opens and closes."""

    opened = Signal()
    closed = Signal()
    drafts_changed = Signal()
    added = Signal(int)  # a new person was saved
    stuck = Signal(object)  # the draft of this person, or of a new one (None), cannot be saved

    def __init__(self, bridge: Bridge, theme: Theme, photos: Photos, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._whose: int | None = None  # whose form is open; None for a new person's
        self._drafts: dict[int | None, Draft] = {}
        self.is_open = False
        self.editor = PersonEditor(bridge, theme, photos)
        self.editor.save_wanted.connect(self.save)
        self.editor.leave_wanted.connect(self.leave)

    def is_of(self, person_id: int | None) -> bool:
        """Whether the form of this person is open, or a new person's (None)."""
        return self.is_open and person_id == self._whose

    def has_draft(self, person_id: int | None) -> bool:
        """Whether words wait that were begun for this person, or for a new one (None)."""
        return person_id in self._drafts

    def edit(self, person_id: int) -> None:
        """Open the form of somebody, with what was typed before."""
        person = get_person(self._bridge.reader, person_id, self._bridge.today())
        if person is not None:
            self._open(person.id, f"Edit {person.name.full}", form_of(person))

    def new_person(self) -> None:
        """Open an empty form, or the one that was left."""
        if self.is_of(None):
            self.editor.begin()
            return
        self._keep()
        self._open(None, "New person", EMPTY)

    def save(self) -> None:
        """Save what is typed; the form stays open until that is done."""
        if not self.is_open or self.editor.is_saving or not self.editor.name.check():
            return
        if not self.editor.is_dirty():
            self._close()
            return
        self.editor.set_saving(True)
        person_id, draft = self._whose, self._as_draft()

        def failed(error: BaseException) -> None:
            self._not_saved(person_id, draft, error)

        if person_id is None:
            self._bridge.follow(save_new(self._bridge, draft), self._added, failed)
        else:
            saving = save_edited(self._bridge, person_id, draft)
            self._bridge.follow(saving, lambda _: self._saved(person_id), failed)

    def leave(self) -> None:
        """Close the form; what was typed is kept as a draft."""
        if self.is_open:
            self._keep()
            self._close()

    def put_aside(self) -> None:
        """Another person comes in front: the same, and nothing is to be shown instead."""
        self._keep()
        self.is_open = False

    def discard(self, person_id: int | None) -> None:
        """Throw the draft of this person away."""
        self._drafts.pop(person_id, None)
        self.drafts_changed.emit()

    def finish(self) -> bool:
        """Save every form that was begun; `stuck` says whose cannot be, and it is False."""
        self.leave()
        for person_id, draft in list(self._drafts.items()):
            if person_id is not None and not names_of(self._bridge.reader, [person_id]):
                continue  # deleted: their form waits for Undo, and cannot keep the window open
            if not draft.is_named:
                self.stuck.emit(person_id)
                self.editor.name.check()
                return False
            if person_id is None:
                self._bridge.follow(save_new(self._bridge, draft))
            else:
                self._bridge.follow(save_edited(self._bridge, person_id, draft))
            del self._drafts[person_id]
        return True

    def apply(self, changes: Changes) -> None:
        """Say in an open form what became of its person elsewhere."""
        if self.is_open and self._whose is not None and changes.touches_person(self._whose):
            self._tell_elsewhere()

    def _open(self, person_id: int | None, title: str, base: PersonForm) -> None:
        draft = self._drafts.pop(person_id, None)
        self._whose, self.is_open = person_id, True
        self.opened.emit()
        if draft is None:
            self.editor.load(title, base)
        else:
            self.editor.load(title, draft.base, draft.form)
            self._tell_elsewhere()
        self.drafts_changed.emit()
        self.editor.begin()

    def _close(self) -> None:
        self.is_open, self._whose = False, None
        self.closed.emit()

    def _as_draft(self) -> Draft:
        return Draft(self.editor.base, self.editor.form())

    def _keep(self) -> None:
        if self.is_open and self.editor.is_dirty() and not self.editor.is_saving:
            self._drafts[self._whose] = self._as_draft()

    def _added(self, outcome: Outcome[int]) -> None:
        if self.is_of(None):
            self.editor.set_saving(False)
            self.is_open = False
            self.added.emit(outcome.result)

    def _saved(self, person_id: int) -> None:
        if self.is_of(person_id):
            self.editor.set_saving(False)
            self._close()

    def _not_saved(self, person_id: int | None, draft: Draft, error: BaseException) -> None:
        if self.is_of(person_id):
            self.editor.set_saving(False)
            if isinstance(error, UserError):
                self.editor.bar.tell(Message(str(error), Kind.ERROR))
                return
        else:
            # The form was left before the writer answered.
            self._drafts.setdefault(person_id, draft)
            self.drafts_changed.emit()
        self._bridge.tell(error)

    def _tell_elsewhere(self) -> None:
        """Say that the store has something else now than what the form was made from."""
        if self._whose is None or self.editor.is_saving:
            return
        now = stored_form(self._bridge, self._whose)
        if now is None:
            self.editor.bar.tell(Message(_GONE, Kind.WARNING))
        elif now != self.editor.base:
            self.editor.bar.tell(Message(_CHANGED, Kind.WARNING))
