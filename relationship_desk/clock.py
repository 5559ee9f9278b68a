"""The Clock port and the one reader of the wall clock and the local time zone."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class Clock(Protocol):
    """Where "now" comes from."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def zone(self) -> tzinfo:
        """The zone the user lives in at this moment."""
        ...


def today(clock: Clock) -> date:
    """The civil date in the user's zone."""
    return clock.now().astimezone(clock.zone()).date()


def wall_time(clock: Clock) -> time:
    """The time of day in the user's zone."""
    return clock.now().astimezone(clock.zone()).time()


class SystemClock:
    """The wall clock of this computer."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def zone(self) -> tzinfo:
        return local_zone()


class FixedClock:
    """A clock that stands still until it is moved: for `--at`, for tests and for the demo."""

    def __init__(self, now: datetime, zone: tzinfo = UTC) -> None:
        if now.tzinfo is None:
            raise ValueError("a clock needs an aware instant")
        self._now = now.astimezone(UTC)
        self._zone = zone

    def now(self) -> datetime:
        return self._now

    def zone(self) -> tzinfo:
        return self._zone

    def advance(self, by: timedelta) -> None:
        """Move the clock; negative durations move it back."""
        self._now += by

    def travel(self, zone: tzinfo) -> None:
        """Move the user to another zone; the instant stays."""
        self._zone = zone


def local_zone() -> tzinfo:
    """The local zone, with its rules where the system tells its name.

    `datetime.astimezone()` alone gives a fixed offset of today, which is wrong for a date on the
    other side of a daylight-saving change; so the zone's name is looked up first, as POSIX and
    systemd give it (TZ, then /etc/localtime).
    """
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        link = Path("/etc/localtime")
        if link.is_symlink():
            _, found, tail = str(link.resolve()).partition("zoneinfo/")
            name = tail if found else ""
    if name:
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    fallback = datetime.now(UTC).astimezone().tzinfo
    return fallback if fallback is not None else UTC
