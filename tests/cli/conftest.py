"""A prompt on a throwaway folder, at noon of 3 March 2026, and the popups that `tick` raises."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.cli import reminders
from relationship_desk.clock import FixedClock
from tests.support.prompt import Prompt
from tests.support.reminders import Popups


@pytest.fixture
def prompt(tmp_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> Prompt:
    return Prompt(tmp_path / "data", clock, capsys)


@pytest.fixture
def popups(monkeypatch: pytest.MonkeyPatch) -> Popups:
    double = Popups()
    monkeypatch.setattr(reminders, "pick", lambda told: double)
    return double
