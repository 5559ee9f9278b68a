"""When something happened, as people say it."""

from __future__ import annotations

from datetime import date

import pytest

from relationship_desk.ui.timeline.days import parse_past_day

TUESDAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("today", date(2026, 3, 3)),
        ("Yesterday", date(2026, 3, 2)),
        ("tomorrow", date(2026, 3, 4)),
        ("friday", date(2026, 2, 27)),
        ("last friday", date(2026, 2, 27)),
        ("tuesday", date(2026, 3, 3)),
        ("last tuesday", date(2026, 2, 24)),
        ("mon", date(2026, 3, 2)),
        ("3 days ago", date(2026, 2, 28)),
        ("a week ago", date(2026, 2, 24)),
        ("2026-05-01", date(2026, 5, 1)),
        ("1 March", date(2026, 3, 1)),
        ("5 March", date(2025, 3, 5)),
        ("5 March 2026", date(2026, 3, 5)),
        ("29 February", date(2024, 2, 29)),
        ("12.2.", date(2026, 2, 12)),
        ("soon", None),
        ("March", None),
    ],
)
def test_past_day_is_the_last_one_that_was(said: str, meant: date | None) -> None:
    assert parse_past_day(said, TUESDAY) == meant


def test_day_before_all_days_is_none() -> None:
    assert parse_past_day("9999 weeks ago", date(20, 1, 1)) is None
