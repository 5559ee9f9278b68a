"""Values survive JSON by their declared type, and only that type is taken back."""

from __future__ import annotations

import json
from datetime import date, time
from enum import StrEnum
from typing import Any

import pytest

from relationship_desk.domain.stored import as_json, from_json


class Tone(StrEnum):
    LOUD = "loud"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, bool),
        (7, int),
        ("", str),
        (date(2026, 2, 28), date),
        (time(6, 45), time),
        (Tone.LOUD, Tone),
        (None, time | None),
        (time(0, 0), time | None),
        (None, date | None),
        ((), tuple[int, ...]),
        ((0, 5, 6), tuple[int, ...]),
        ((("birthday", 14), ("name day", 0)), tuple[tuple[str, int], ...]),
        ((time(9), None), tuple[time, int | None]),
    ],
)
def test_value_comes_back_as_it_was(value: Any, kind: Any) -> None:
    back = from_json(json.loads(json.dumps(as_json(value))), kind)
    assert (back, type(back)) == (value, type(value))


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (1, bool),
        ("yes", bool),
        (True, int),
        ("7", int),
        (7.0, int),
        (7, str),
        (None, str),
        (None, time),
        ("25:00", time),
        (9, time),
        ("2026-02-30", date),
        ("quiet", Tone),
        (5, Tone),
        ("soon", time | None),
        ("1", tuple[int, ...]),
        ([1, "2"], tuple[int, ...]),
        ([["birthday"]], tuple[tuple[str, int], ...]),
        ({}, tuple[int, ...]),
    ],
)
def test_value_of_another_type_is_refused(value: Any, kind: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_json(value, kind)
