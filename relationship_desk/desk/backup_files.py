"""The folder of the backups: how its files are called, which there are, which may go.

Invariant: only what this program wrote by itself and the user did not ask for is ever superfluous,
and the newest backup never is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

_NAME = re.compile(r"desk-(\d{8}-\d{6})-([a-z-]+)-(\d+)\.sqlite3")
_MOMENT = "%Y%m%d-%H%M%S"
_DAYS, _WEEKS, _MONTHS = 7, 4, 12
# Of the last day each is kept, so that those from before an import or a merge outlive the night.
_RECENT, _MOST_RECENT = timedelta(days=1), 10


class Why(StrEnum):
    """What a backup was made for; part of its name."""

    DAILY = "daily"
    HAND = "by-hand"
    IMPORT = "before-import"
    MERGE = "before-merge"
    MIGRATION = "before-migration"
    RESTORE = "before-restore"


_MAY_GO = frozenset({Why.DAILY, Why.IMPORT, Why.MERGE, Why.MIGRATION})


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One file of the folder. `at` is the wall time in its name, `number` its place in the order.

    The number grows from backup to backup, also where the clock was set back.
    """

    path: Path
    at: datetime
    why: Why
    number: int
    size: int  # bytes


def backup_files(folder: Path) -> list[BackupFile]:
    """What is there, newest first; files that this program did not name are none of it."""
    found = []
    try:
        paths = list(folder.iterdir())
    except OSError:
        return []
    for path in paths:
        match = _NAME.fullmatch(path.name)
        if match is None or match[2] not in set(Why):
            continue
        try:
            at, size = datetime.strptime(match[1], _MOMENT), path.stat().st_size  # noqa: DTZ007
        except (ValueError, OSError):
            continue
        found.append(BackupFile(path, at, Why(match[2]), int(match[3]), size))
    return sorted(found, key=lambda file: (file.number, file.at), reverse=True)


def new_name(folder: Path, wall: datetime, why: Why) -> Path:
    """`desk-20260301-080000-daily-12.sqlite3`: its number is higher than that of all others."""
    number = max((file.number for file in backup_files(folder)), default=0) + 1
    while (path := folder / f"desk-{wall.strftime(_MOMENT)}-{why}-{number}.sqlite3").exists():
        number += 1
    return path


def superfluous(files: Sequence[BackupFile]) -> list[BackupFile]:
    """Which of these may go, newest first as they are given: all but those of the last day, and
    the last of each of 7 days, 4 weeks and 12 months.
    """
    mine = [file for file in files if file.why in _MAY_GO]
    if not mine:
        return []
    newest = max(file.at for file in mine)
    kept = {files[0].path, mine[0].path}
    kept |= {f.path for f in mine[:_MOST_RECENT] if newest - f.at < _RECENT}
    kept |= _last_of_each(mine, _DAYS, [f.at.date() for f in mine])
    kept |= _last_of_each(mine, _WEEKS, [_week(f.at.date()) for f in mine])
    kept |= _last_of_each(mine, _MONTHS, [(f.at.year, f.at.month) for f in mine])
    return [file for file in mine if file.path not in kept]


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week


def _last_of_each(
    files: Sequence[BackupFile], at_most: int, spans: Iterable[date | tuple[int, int]]
) -> set[Path]:
    """The newest file of each of the newest spans."""
    last: dict[date | tuple[int, int], Path] = {}
    for file, span in zip(files, spans, strict=True):
        if span not in last and len(last) < at_most:
            last[span] = file.path
    return set(last.values())
