"""A month of reminders under kill -9: nothing lost, and a repeat only of what was cut off."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).parents[2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="watches processes by pidfd")
def test_a_month_of_kills_loses_no_reminder_and_repeats_one_at_most_once_under_its_tag(
    tmp_path: Path,
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.support.soak", str(tmp_path), "1"],
        cwd=_CHECKOUT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    month = json.loads(ran.stdout)
    assert (month["lost"], month["wrong"]) == ([], [])
    assert month["killed"] > 100
    assert month["told"] > 150
    assert month["answered"] > 50
