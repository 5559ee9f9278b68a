"""Opens the text of a task, and saves what the dialog says; the same from every list of tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from relationship_desk.desk.commands.playbooks import keep_draft, note_sent
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.contact import DetailKind
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.playbooks import Mood
from relationship_desk.store.people import get_person
from relationship_desk.store.playbooks import draft_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import visible
from relationship_desk.ui.playbooks.letter import LetterDialog
from relationship_desk.ui.playbooks.words import SUBJECTS
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Kind, Message


def open_text(
    bridge: Bridge,
    theme: Theme,
    task_id: int,
    tell: Callable[[Message], None],
    edit_task: Callable[[int], None],
    parent: QWidget,
    mood: Mood | None = None,
) -> LetterDialog | None:
    """Open the text that a task holds; None, and nothing, where it holds none."""
    draft = draft_of(bridge.reader, task_id)
    if draft is None:
        return None
    person = get_person(bridge.reader, draft.person_id, bridge.today())
    if person is None:
        return None
    addresses = [s.detail.text for s in person.details if s.detail.kind is DetailKind.EMAIL]
    subject = SUBJECTS[mood] if mood is not None else ""
    dialog = LetterDialog(theme, draft, person.name.full, addresses, subject, parent)

    def sent(text: str, channel: Channel) -> None:
        future = bridge.desk.do(
            note_sent,
            person_id=draft.person_id,
            text=text,
            channel=channel,
            on=bridge.today(),
            task_id=task_id,
        )
        bridge.follow(future, saved, failed)

    # The dialog may have been closed before the writer answered.
    def saved(outcome: Outcome[Any]) -> None:
        if isValid(dialog):
            dialog.accept()
        operation_id = outcome.operation_id
        if operation_id is not None:
            undo = "Undo", lambda: bridge.undo(None, operation_id)
            tell(
                Message(
                    f"{visible(outcome.label)}. It stands in the timeline.", Kind.SUCCESS, *undo
                )
            )

    def failed(error: BaseException) -> None:
        if isValid(dialog):
            dialog.complain(str(error) if isinstance(error, UserError) else "")
        if not isinstance(error, UserError) or not isValid(dialog):
            bridge.tell(error)

    dialog.sent.connect(sent)
    dialog.kept.connect(lambda text: bridge.do(keep_draft, None, task_id=task_id, text=text))
    dialog.task_wanted.connect(lambda: edit_task(task_id))
    dialog.open()
    return dialog
