"""What the first button of a row of Today does with memberships and opportunities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relationship_desk.desk.commands.memberships import renew_membership
from relationship_desk.domain.today import TodayRow
from relationship_desk.store.memberships import get_membership
from relationship_desk.store.opportunities import get_opportunity
from relationship_desk.ui.networking.memberships import look
from relationship_desk.ui.networking.opportunities import take
from relationship_desk.ui.telling import tell_done

if TYPE_CHECKING:
    from relationship_desk.ui.today_doing import Around


def do_renew(around: Around, row: TodayRow) -> bool:
    """It was renewed."""
    told = tell_done(around.bridge, around.tell)
    around.bridge.do(renew_membership, told, membership_id=row.source_id)
    return True


def do_look(around: Around, row: TodayRow) -> bool:
    """Show what a membership gave, and ask what to make of it."""
    membership = get_membership(around.bridge.reader, row.source_id)
    if membership is not None:
        look(around.bridge, around.theme, membership, around.tell, around.parent.window())
    return membership is not None


def do_step(around: Around, row: TodayRow) -> bool:
    """The next step was taken: ask what comes then."""
    opportunity = get_opportunity(around.bridge.reader, row.source_id)
    if opportunity is not None:
        take(around.bridge, around.theme, opportunity, around.tell, around.parent.window())
    return opportunity is not None
