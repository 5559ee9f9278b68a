"""Reads the day's share of the queue in the background, for whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from relationship_desk.desk.today.queue import today_queue
from relationship_desk.desk.today.source import Asked
from relationship_desk.domain.day_share import DayShare
from relationship_desk.domain.today import Today
from relationship_desk.store.database import Connection
from relationship_desk.ui.background_reading import BackgroundReading
from relationship_desk.ui.bridge import Bridge


class TodayReading(BackgroundReading[Today]):
    """`show(today)` is called in the GUI thread."""

    def __init__(self, bridge: Bridge, owner: QObject, show: Callable[[Today], None]) -> None:
        def prepare() -> Callable[[Connection], Today]:
            zone, preferences = bridge.clock.zone(), bridge.preferences()
            return partial(
                today_queue, asked=Asked(bridge.today(), bridge.now(), zone, preferences)
            )

        share = DayShare()
        super().__init__(
            bridge, owner, prepare, lambda today: show(share.of(today, bridge.today()))
        )
