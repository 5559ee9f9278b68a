"""Preferences: one frozen value, each field declared once with its default."""

from __future__ import annotations

import locale
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import Any, get_type_hints

from relationship_desk.domain.stored import as_json, from_json

# ISO 3166 regions whose week begins on Sunday or Saturday (Unicode CLDR, supplemental weekData).
_SUNDAY = frozenset("US CA MX BR JP KR TW HK IL IN ZA PH TH CO PE VE".split())
_SATURDAY = frozenset("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split())


class OnClose(StrEnum):
    """What closing the window means where there is a tray."""

    ASK = "ask"
    BACKGROUND = "background"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the user may set. Times are local wall times; weekdays count from Monday = 0.

    A field is declared here and nowhere else: `domain.stored` says which types it may have.
    """

    my_name: str = ""
    region: str = "US"  # ISO 3166-1 alpha-2: the country of phone numbers without one
    first_weekday: int = 0
    reminder_time: time = time(9, 0)  # when a task with a date but no time reminds
    # None: no quiet hours. Off until asked for: a time that somebody typed must ring.
    quiet_from: time | None = None
    quiet_until: time = time(7, 0)
    quiet_days: tuple[int, ...] = ()  # weekdays without popups; the inbox has all of them
    notifier: str = ""  # the name of the backend that is tried first; "" for the best that works
    private_popups: bool = False  # popups say that something is due, and neither what nor whom
    occasion_leads: tuple[tuple[str, int], ...] = ()  # kind and days before, -1 for never; else 0
    rhythm_reminders: bool = True  # whether the rhythm of people raises popups
    people_a_day: int = 3  # so many people Today asks about, at most
    dormant_a_day: int = 1  # and so many who were never contacted, or not for very long
    remember_birthdays: bool = False  # those of people who died, as remembrance
    on_close: OnClose = OnClose.ASK
    backups: bool = True  # by themselves, at most once a day
    backup_folder: str = ""  # a second place for each of them; "" for none
    calendar_folder: str = ""  # in which the calendar is kept for other programs; "" for none
    calendar_names: bool = True  # whether names and texts stand in it


def guess_preferences(locale_name: str | None = None, my_name: str = "") -> Preferences:
    """The defaults of this user: region and first weekday from the locale ("de_DE")."""
    name = locale_name if locale_name is not None else (locale.getlocale()[0] or "")
    _, _, region = name.partition(".")[0].partition("_")
    region = region.upper() if len(region) == 2 and region.isalpha() else "US"
    first = 6 if region in _SUNDAY else 5 if region in _SATURDAY else 0
    return Preferences(my_name=my_name, region=region, first_weekday=first)


def stored_form(preferences: Preferences, defaults: Preferences) -> dict[str, Any]:
    """Only what differs from the defaults, as JSON values."""
    return {
        name: as_json(value)
        for name in _KINDS
        if (value := getattr(preferences, name)) != getattr(defaults, name)
    }


def from_stored(stored: dict[str, Any], defaults: Preferences) -> Preferences:
    """Defaults with the stored values laid over; a value that does not fit is left out."""
    fitting: dict[str, Any] = {}
    for name, value in stored.items():
        if name in _KINDS:
            with suppress(ValueError):
                fitting[name] = from_json(value, _KINDS[name])
    return replace(defaults, **fitting)


_KINDS: dict[str, Any] = get_type_hints(Preferences)
