"""Favours in Today: one or two a day, each with the rule that found it.

Invariant: none in the user's own quiet season: nothing is asked of them then.
"""

from __future__ import annotations

from zlib import crc32

from relationship_desk.desk.favours import today_and_later
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.favours import Favour
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.circles import my_quiet_season
from relationship_desk.store.database import Connection
from relationship_desk.store.people import names_of


class FavoursSource:
    """A favour is no row of a table: its key stands for it, and what `crc32` makes of the key."""

    name = TodayKind.FAVOUR.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        if my_quiet_season(connection, asked.on) is not None:
            return Offered(())
        found, _ = today_and_later(connection, asked.on)
        names = names_of(connection, [favour.person_id for favour in found])
        rows = [_row(each, place, names[each.person_id]) for place, each in enumerate(found)]
        return Offered(tuple(rows))


def _row(favour: Favour, place: int, name: str) -> TodayRow:
    return TodayRow(
        TodayKind.FAVOUR,
        TodayKind.FAVOUR.value,
        crc32(favour.key.encode()),
        favour.key,
        favour.title,
        favour.why,
        Place.FAVOUR,
        (place,),
        None,
        None,
        favour.person_id,
        name,
    )
