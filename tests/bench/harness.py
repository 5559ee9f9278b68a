"""Measures what the desk does against a floor of the same run: figures are ratios, not seconds.

A floor is the least that the same answer costs: the bare SQL, an empty window, splitting a file.
Floor and ours take turns, and the quickest run of each is compared: whatever else the computer does
only ever makes a run slower.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. Times are the quickest in seconds, sizes in bytes, as `unit` says;
    without one it is a count. `target` is the largest good ratio, `least` the smallest of what
    shall be more."""

    name: str
    floor: float
    ours: float
    target: float | None = None
    note: str = ""
    unit: str = "s"
    least: float | None = None

    @property
    def ratio(self) -> float:
        """How many floors ours costs."""
        return self.ours / self.floor if self.floor else float("inf")

    @property
    def is_missed(self) -> bool:
        """Whether there is a target, and the ratio is above it, or below the least."""
        too_much = self.target is not None and self.ratio > self.target
        return too_much or (self.least is not None and self.ratio < self.least)


def compare(
    name: str,
    floor: Callable[[], object],
    ours: Callable[[], object],
    *,
    repeats: int,
    target: float | None = None,
    note: str = "",
) -> Figure:
    """Run both in turns, once unmeasured and then `repeats` times."""
    floor()
    ours()
    floors, times = [], []
    for _ in range(repeats):
        floors.append(seconds(floor))
        times.append(seconds(ours))
    return Figure(name, min(floors), min(times), target, note)


def quickest(job: Callable[[], object], repeats: int) -> float:
    """How long the quickest of so many takes, after one that is not measured."""
    job()
    return min(seconds(job) for _ in range(repeats))


def seconds(job: Callable[[], object]) -> float:
    """How long it takes."""
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin


def table(figures: Sequence[Figure]) -> str:
    """The figures as text, one line each, the columns aligned."""
    head = ("what", "floor", "ours", "ratio", "target", "")
    lines = [head] + [
        (
            figure.name,
            _words(figure.floor, figure.unit),
            _words(figure.ours, figure.unit),
            f"{figure.ratio:.1f}",
            _target_words(figure),
            " ".join(part for part in ("MISSED" if figure.is_missed else "", figure.note) if part),
        )
        for figure in figures
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            text.ljust(width) if column in (0, 5) else text.rjust(width)
            for column, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _target_words(figure: Figure) -> str:
    if figure.least is not None:
        return f">= {figure.least:g}"
    return "" if figure.target is None else f"{figure.target:g}"


def _words(seconds: float, unit: str) -> str:
    if not unit:
        return f"{seconds:,}"
    if unit == "B":
        return f"{seconds / 1e6:.1f} MB"
    if seconds < 1e-3:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.1f} ms" if seconds < 1 else f"{seconds:.2f} s"
