"""Costs as people type them, and the name of an event over the years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.events import check_amount, parse_cost, series_name


@pytest.mark.parametrize(
    ("typed", "amount", "currency", "words"),
    [
        ("240", "240", "", "240"),
        ("240 EUR", "240", "EUR", "240 EUR"),
        ("eur 1,200", "1200", "EUR", "1,200 EUR"),
        ("1.200,50 €", "1200.50", "EUR", "1,200.50 EUR"),
        ("$99.90", "99.90", "USD", "99.90 USD"),
        ("1'200 CHF", "1200", "CHF", "1,200 CHF"),
        ("0", "0", "", "0"),
    ],
)
def test_a_cost_is_read_as_people_type_it(
    typed: str, amount: str, currency: str, words: str
) -> None:
    cost = parse_cost(typed)
    assert cost is not None
    assert (str(cost.amount), cost.currency, cost.words) == (amount, currency, words)
    assert check_amount(str(cost.amount))


@pytest.mark.parametrize("typed", ["much", "12.345 EUR", "-5", "EUR", "1e5"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(UserError, match="no amount"):
        parse_cost(typed)


def test_nothing_typed_is_no_cost() -> None:
    assert parse_cost("  ") is None


@given(st.text(max_size=20))
def test_any_text_is_an_amount_or_refused(typed: str) -> None:
    try:
        cost = parse_cost(typed)
    except UserError:
        return
    assert cost is None or check_amount(str(cost.amount))


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
