"""Rows of Today about events: the prep sheet before one, badge mode at it, a letter after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relationship_desk.domain.today import Place, TodayRow
from relationship_desk.ui.events.opening import EventOpener

if TYPE_CHECKING:
    from relationship_desk.ui.today_doing import Around


def do_event(around: Around, row: TodayRow) -> bool:
    """Open what the event needs on that day."""
    opener = _opener(around)
    (opener.prepare if row.place is Place.AHEAD else opener.badge)(row.source_id)
    return True


def do_follow_up(around: Around, row: TodayRow) -> bool:
    """Open the letter; False where the line is not there any more."""
    return _opener(around).write(row.source_id)


def _opener(around: Around) -> EventOpener:
    return EventOpener(around.bridge, around.theme, around.tell, around.parent)
