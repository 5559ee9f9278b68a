"""The name of an event over the years."""

from __future__ import annotations

import pytest

from relationship_desk.domain.events import series_name


@pytest.mark.parametrize(
    ("name", "series"),
    [
        ("Book Fair 2026", "Book Fair"),
        ("Book Fair, 2026", "Book Fair"),
        ("2026 Book Fair", "Book Fair"),
        ("Book Fair (2026) Leipzig", "Book Fair Leipzig"),
        ("PyCon DE 2026", "PyCon DE"),
        ("Book Fair", "Book Fair"),
        ("2026", "2026"),
        ("Route 66", "Route 66"),
    ],
)
def test_a_series_is_called_like_its_editions_without_the_year(name: str, series: str) -> None:
    assert series_name(name) == series
