"""Sums of money as people type and read them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from relationship_desk.domain.money import Money, amount_of, parse_money, stored_money


@pytest.mark.parametrize(
    ("typed", "shown", "stored"),
    [
        ("25", "€25", "25"),
        ("€25", "€25", "25"),
        ("25,5", "€25.50", "25.50"),
        ("1.250,50 EUR", "€1,250.50", "1250.50"),
        ("CHF 1'250", "1,250 CHF", "1250"),
        ("$ 1,000", "$1,000", "1000"),
        ("40 zł", "40 PLN", "40"),
        ("0.00", "€0", "0.00"),
    ],
)
def test_money_is_read_as_it_is_typed(typed: str, shown: str, stored: str) -> None:
    money = parse_money(typed, "EUR")

    assert money is not None
    assert (str(money), money.stored) == (shown, stored)


@pytest.mark.parametrize(
    "typed", ["", "25.", "about 25", "25 kilos", "25 kg", "1,25,0", "-3", "€25 EUR", "9" * 20]
)
def test_what_is_no_money_is_none(typed: str) -> None:
    assert parse_money(typed, "EUR") is None


def test_money_without_a_currency_is_a_number_alone() -> None:
    assert str(parse_money("12")) == "12"


@pytest.mark.parametrize("text", ["", "ten", "NaN", "-1", "1e13", "Infinity"])
def test_a_stored_amount_is_a_number_that_can_be_paid(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- its text is the text that was given
        amount_of(text)


def test_no_stored_amount_is_no_money() -> None:
    assert stored_money("", "EUR") is None
    assert stored_money("3.50", "EUR") == Money(Decimal("3.50"), "EUR")
