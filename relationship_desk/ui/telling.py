"""Saying what was done, with a button that takes back exactly this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from relationship_desk.desk.desk import Outcome
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.plain import visible
from relationship_desk.ui.widgets.bar import Kind, Message

Tell = Callable[[Message], None]
Offer = tuple[str, Callable[[], None] | None]  # a second button, before Undo
NO_OFFER: Offer = ("", None)


def done_message(
    bridge: Bridge, outcome: Outcome[Any], sentence: str = "", offer: Offer = NO_OFFER
) -> Message | None:
    """The message of a change, in the words of its label or in others; None where none was."""
    operation_id = outcome.operation_id
    if operation_id is None:
        return None
    return Message(
        sentence or f"{visible(outcome.label)}.",
        Kind.SUCCESS,
        "Undo",
        lambda: bridge.undo(None, operation_id),
        *offer,
    )


def tell_done(bridge: Bridge, tell: Tell, sentence: str = "") -> Callable[[Outcome[Any]], None]:
    """What to hand to `bridge.do` so that it is told when it is done."""

    def told(outcome: Outcome[Any]) -> None:
        message = done_message(bridge, outcome, sentence)
        if message is not None:
            tell(message)

    return told
