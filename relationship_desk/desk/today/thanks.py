"""Thanks in Today: from the day after a kindness until somebody was thanked for it.

A skip lasts until the words grow warmer: after three days, after seven, and then for a week.
"""

from __future__ import annotations

from relationship_desk.desk.today.source import Asked, Reply, replies
from relationship_desk.domain.kindness import Stage, stage_of
from relationship_desk.domain.text import one_line
from relationship_desk.domain.today import Offered, Place, TodayKind, TodayRow
from relationship_desk.store.database import Connection
from relationship_desk.store.kindness import KindnessRow, kindnesses_to_thank
from relationship_desk.store.living import living_people

SOURCE = "kindness"


class ThanksSource:
    """Of people who live and are not archived."""

    name = TodayKind.THANKS.value

    def offer(self, connection: Connection, asked: Asked) -> Offered:
        waiting = kindnesses_to_thank(connection, asked.on)
        living = set(living_people(connection, asked.on, sorted({k.person_id for k in waiting})))
        said: dict[int, list[Reply]] = {}
        for (kindness_id, _), reply in replies(connection, SOURCE, asked).items():
            said.setdefault(kindness_id, []).append(reply)
        return Offered(
            tuple(
                _row(kindness, stage)
                for kindness in waiting
                if kindness.person_id in living
                and (stage := stage_of(kindness.on, asked.on, kindness.person_name))
                and not _hidden(said.get(kindness.id, []), stage, asked)
            )
        )


def _hidden(said: list[Reply], stage: Stage, asked: Asked) -> bool:
    """A snooze holds whatever the stage; what was settled holds for its own."""
    return any(
        reply.hides(asked)
        for reply in said
        if reply.until is not None or reply.occurrence == stage.begins_on.isoformat()
    )


def _row(kindness: KindnessRow, stage: Stage) -> TodayRow:
    return TodayRow(
        TodayKind.THANKS,
        SOURCE,
        kindness.id,
        stage.begins_on.isoformat(),
        one_line(kindness.text),
        stage.why,
        Place.THANKS,
        (kindness.on.toordinal(), kindness.id),
        kindness.on,
        None,
        kindness.person_id,
        kindness.person_name,
    )
