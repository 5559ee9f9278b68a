"""An engine one second before nine, and a second process on the same store."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.desk.engine import Engine
from tests.support.desks import DeskForTests, open_desk
from tests.support.reminders import NINE, Popups


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NINE - timedelta(seconds=1))


@pytest.fixture
def popups() -> Popups:
    return Popups()


@pytest.fixture
def engine(desk: DeskForTests, popups: Popups) -> Engine:
    return Engine(desk.composition.desk, popups)


@pytest.fixture
def second(desk: DeskForTests, tmp_path: Path) -> Iterator[DeskForTests]:
    """Another process on the same store."""
    other = open_desk(tmp_path / "data", desk.clock)
    yield other
    other.composition.close()
