"""Everything that reminds. A new kind of thing is one module and one line here."""

from __future__ import annotations

from relationship_desk.desk.reminding import occasions
from relationship_desk.desk.reminding.gifts import GiftSource
from relationship_desk.desk.reminding.memberships import MembershipSource
from relationship_desk.desk.reminding.promises import PromiseSource
from relationship_desk.desk.reminding.rhythm import RhythmSource
from relationship_desk.desk.reminding.source import ReminderSource
from relationship_desk.desk.reminding.tasks import TaskSource

SOURCES: tuple[ReminderSource, ...] = (
    TaskSource(),
    *occasions.SOURCES,
    RhythmSource(),
    PromiseSource(),
    MembershipSource(),
    GiftSource(),
)
BY_NAME = {source.name: source for source in SOURCES}
