"""The bench itself, on a store that is small enough for every run of the tests."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.harness import Figure, compare, table

_SMALL = (
    "--people",
    "60",
    "--entries",
    "120",
    "--reminders",
    "12",
    "--cards",
    "5",
    "--repeats",
    "1",
)
# The baits of the vCard reader have one size, which takes its time.
_QUICK = ("start", "reads", "writes", "import")


def test_the_bench_prints_one_line_for_each_figure() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "tests.bench", *_SMALL, *(f"--only={n}" for n in _QUICK)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )

    assert run.returncode in (0, 1), run.stderr  # 1: a target was missed, as it may on 60 people
    title, _, head, *lines = run.stdout.splitlines()
    assert title == "60 people, 120 timeline entries, 5 cards"
    assert head.split() == ["what", "floor", "ours", "ratio", "target"]
    measured = [line.removesuffix(" …") for line in run.stderr.splitlines()]
    assert measured
    assert [line[: len(name)] for name, line in zip(measured, lines, strict=True)] == measured


def test_a_ratio_above_its_target_is_said() -> None:
    good, bad = Figure("a", 0.5, 1.0, 2), Figure("b", 1e-6, 3e-6, 2, "slow")

    assert [good.is_missed, bad.is_missed] == [False, True]
    more, fewer = (Figure("kept", 99.0, ours, unit="", least=1) for ours in (99.1, 98.9))
    assert [more.is_missed, fewer.is_missed] == [False, True]
    assert table([fewer]).splitlines()[1].split() == ["kept", "99.0", "98.9", "1.0", ">=", "1",
                                                      "MISSED"]  # fmt: skip
    assert table([good, bad]).splitlines()[1:] == [
        "a     500.0 ms  1.00 s    2.0       2",
        "b         1 µs    3 µs    3.0       2  MISSED slow",
    ]


def test_floor_and_ours_take_turns() -> None:
    calls: list[str] = []

    compare("x", lambda: calls.append("floor"), lambda: calls.append("ours"), repeats=2)

    assert calls == ["floor", "ours"] * 3
