"""Rows of Today that are answered by giving: a favour, a step of an introduction, an outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relationship_desk.desk.favours import favours
from relationship_desk.domain.today import TodayRow
from relationship_desk.store.givings import get_giving
from relationship_desk.store.introductions import get_introduction
from relationship_desk.ui.telling import tell_done
from relationship_desk.ui.value.favours import do_favour
from relationship_desk.ui.value.given import ask_outcome
from relationship_desk.ui.value.steps import Steps

if TYPE_CHECKING:
    from relationship_desk.ui.today_doing import Around


def do_offered_favour(around: Around, row: TodayRow) -> bool:
    """Open the form that the favour takes."""
    bridge = around.bridge
    with bridge.reader.snapshot():
        found = favours(bridge.reader, bridge.today())
        favour = next((each for each in found if each.key == row.settles), None)
    if favour is None:
        return False
    do_favour(bridge, around.theme, favour, around.tell, around.parent)
    return True


def do_next_step(around: Around, row: TodayRow) -> bool:
    """Open the letter or the question of the next step."""
    introduction = get_introduction(around.bridge.reader, row.source_id)
    if introduction is None:
        return False
    Steps(around.bridge, around.theme, around.tell, around.parent).go_on(introduction)
    return True


def do_tell_outcome(around: Around, row: TodayRow) -> bool:
    """Ask how it went."""
    giving = get_giving(around.bridge.reader, row.source_id)
    if giving is None:
        return False
    told = tell_done(around.bridge, around.tell)
    ask_outcome(around.bridge, around.theme, giving, told, around.parent)
    return True
