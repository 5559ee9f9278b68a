"""Opens the text of a task, and saves what the dialog says; the same from every list of tasks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.playbooks import keep_draft, note_sent
from relationship_desk.domain.playbooks import Mood
from relationship_desk.store.people import names_of
from relationship_desk.store.playbooks import draft_of
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.letters.dialog import Letter, LetterDialog
from relationship_desk.ui.letters.opening import addresses_of, open_letter
from relationship_desk.ui.playbooks.words import SUBJECTS
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.bar import Message


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
    name = names_of(bridge.reader, [draft.person_id]).get(draft.person_id)
    if name is None:
        return None
    letter = Letter(
        draft.title,
        name,
        draft.text,
        addresses_of(bridge, draft.person_id),
        SUBJECTS[mood] if mood is not None else "",
        draft.via,
        "Writes it into the timeline, and the task is done",
    )
    dialog = open_letter(
        bridge,
        theme,
        letter,
        lambda text, channel: bridge.desk.do(
            note_sent,
            person_id=draft.person_id,
            text=text,
            channel=channel,
            on=bridge.today(),
            task_id=task_id,
        ),
        tell,
        parent,
    )
    dialog.kept.connect(lambda text: bridge.do(keep_draft, None, task_id=task_id, text=text))
    dialog.add_button("Edit task…", lambda: edit_task(task_id))
    return dialog
