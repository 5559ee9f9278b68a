"""What the first button of a row of Today opens, by the kind of the row: one line for each kind.

Invariant: what is opened says in the window's bar what it did, with Undo.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from relationship_desk.domain.today import TodayKind, TodayRow
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.appreciation.doing import do_batch, do_forgotten, do_gift, do_thanks
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.events.doing import do_event, do_follow_up
from relationship_desk.ui.networking.today import do_look, do_renew, do_step
from relationship_desk.ui.telling import Tell
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.doing import do_next_step, do_offered_favour, do_tell_outcome


@dataclass(frozen=True, slots=True)
class Around:
    """What an opener needs: `show_person` puts somebody in front."""

    bridge: Bridge
    theme: Theme
    actions: Actions
    tell: Tell
    show_person: Callable[[int], None]
    parent: QWidget


# False where the row is not there any more: then the person is logged with.
DOING: dict[TodayKind, Callable[[Around, TodayRow], bool]] = {
    TodayKind.FAVOUR: do_offered_favour,
    TodayKind.INTRODUCTION: do_next_step,
    TodayKind.OUTCOME: do_tell_outcome,
    TodayKind.EVENT: do_event,
    TodayKind.FOLLOW_UP: do_follow_up,
    TodayKind.THANKS: do_thanks,
    TodayKind.FORGOTTEN: do_forgotten,
    TodayKind.GIFT: do_gift,
    TodayKind.BATCH: do_batch,
    TodayKind.OPPORTUNITY: do_step,
    TodayKind.MEMBERSHIP: do_renew,
    TodayKind.LOOK: do_look,
}
