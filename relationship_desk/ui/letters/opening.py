"""Opens a letter, and saves that it was sent; the same from everywhere.

Invariant: the dialog closes when that is written, and not before.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.contact import DetailKind
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.kinds import Channel
from relationship_desk.store.people import get_person
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.letters.dialog import Letter, LetterDialog
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import Tell, done_message
from relationship_desk.ui.theme import Theme


def addresses_of(bridge: Bridge, person_id: int) -> list[str]:
    """The e-mail addresses of a person, in the order of their card."""
    person = get_person(bridge.reader, person_id, bridge.today())
    details = [] if person is None else [stored.detail for stored in person.details]
    return [detail.text for detail in details if detail.kind is DetailKind.EMAIL]


def open_letter(
    bridge: Bridge,
    theme: Theme,
    letter: Letter,
    send: Callable[[str, Channel], Future[Outcome[Any]]],
    tell: Tell,
    parent: QWidget,
) -> LetterDialog:
    """Open it; `send(text, channel)` runs the command that notes it as sent."""
    dialog = LetterDialog(theme, letter, parent)
    open_dialog(bridge, dialog, send, tell)
    return dialog


def open_dialog(
    bridge: Bridge,
    dialog: LetterDialog,
    send: Callable[[str, Any], Future[Outcome[Any]]],
    tell: Tell,
) -> None:
    """Open a dialog of a letter; `send(text, way)` runs the command that notes it as sent."""

    # The dialog may have been closed before the writer answered.
    def saved(outcome: Outcome[Any]) -> None:
        if isValid(dialog):
            dialog.accept()
        sentence = f"{visible(outcome.label)}. It stands in the timeline."
        message = done_message(bridge, outcome, sentence)
        if message is not None:
            tell(message)

    def failed(error: BaseException) -> None:
        if isValid(dialog):
            dialog.complain(str(error) if isinstance(error, UserError) else "")
        if not isinstance(error, UserError) or not isValid(dialog):
            bridge.tell(error)

    dialog.sent.connect(lambda text, way: bridge.follow(send(text, way), saved, failed))
    dialog.open()
