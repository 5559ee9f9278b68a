"""What the first button of a row of Today does about thanks: compose, record, give, open cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relationship_desk.desk.commands.gifts import give_gift
from relationship_desk.domain.today import TodayRow
from relationship_desk.store.timeline import get_interaction
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.appreciation.opening import AppreciationDialogs
from relationship_desk.ui.telling import tell_done

if TYPE_CHECKING:
    from relationship_desk.ui.today_doing import Around


def do_thanks(around: Around, row: TodayRow) -> bool:
    """Compose the thanks."""
    return _dialogs(around).thank(row.source_id) is not None


def do_forgotten(around: Around, row: TodayRow) -> bool:
    """Record what the entry tells of as a kindness."""
    entry = get_interaction(around.bridge.reader, row.source_id)
    return entry is not None and _dialogs(around).record_of(entry, row.person_id) is not None


def do_gift(around: Around, row: TodayRow) -> bool:
    """It was given."""
    told = tell_done(around.bridge, around.tell)
    around.bridge.do(give_gift, told, gift_id=row.source_id)
    return True


def do_batch(around: Around, row: TodayRow) -> bool:
    """Go to the batch: what its place turns to is the data of the place's action."""
    action = around.actions[ActionId.SHOW_APPRECIATION]
    action.setData(row.source_id)
    action.trigger()
    return True


def _dialogs(around: Around) -> AppreciationDialogs:
    return AppreciationDialogs(around.bridge, around.theme, around.tell, around.parent)
