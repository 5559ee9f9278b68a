"""Preferences come back from the store as they were; what does not fit is left at its default."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import time
from typing import Any

import pytest

from relationship_desk.domain.preferences import (
    Preferences,
    from_stored,
    guess_preferences,
    stored_form,
)

DEFAULTS = Preferences()


def test_only_what_differs_is_stored_and_comes_back() -> None:
    mine = replace(DEFAULTS, my_name="Ida", first_weekday=6, quiet_from=time(22, 30))
    stored = stored_form(mine, DEFAULTS)
    assert stored == {"my_name": "Ida", "first_weekday": 6, "quiet_from": "22:30"}
    assert from_stored(json.loads(json.dumps(stored)), DEFAULTS) == mine


def test_none_is_stored_where_the_default_is_something() -> None:
    quiet = replace(DEFAULTS, quiet_from=time(22))
    stored = json.loads(json.dumps(stored_form(DEFAULTS, quiet)))
    assert stored == {"quiet_from": None}
    assert from_stored(stored, quiet) == DEFAULTS


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("first_weekday", True),
        ("first_weekday", "6"),
        ("first_weekday", None),
        ("my_name", 7),
        ("reminder_time", None),
        ("reminder_time", "soon"),
        ("reminder_time", 9),
        ("quiet_from", ["22:00"]),
        ("of another version", 1),
    ],
)
def test_value_that_does_not_fit_is_left_out(name: str, value: Any) -> None:
    stored = {"my_name": "Ida", name: value}
    kept = "" if name == "my_name" else "Ida"
    assert from_stored(stored, DEFAULTS) == replace(DEFAULTS, my_name=kept)


def test_every_field_has_a_default_that_is_stored_nowhere() -> None:
    assert all(getattr(DEFAULTS, field.name) == field.default for field in fields(Preferences))
    assert stored_form(DEFAULTS, DEFAULTS) == {}


@pytest.mark.parametrize(
    ("locale_name", "region", "first_weekday"),
    [("de_DE.UTF-8", "DE", 0), ("en_US", "US", 6), ("ar_EG", "EG", 5), ("C", "US", 6)],
)
def test_region_and_first_weekday_follow_the_locale(
    locale_name: str, region: str, first_weekday: int
) -> None:
    guessed = guess_preferences(locale_name)
    assert (guessed.region, guessed.first_weekday) == (region, first_weekday)
