"""Sums of money as people type and read them: an exact amount, and the letters of a currency.

Invariant: an amount is a decimal number and never a float; sums of two currencies never meet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "kč": "CZK"}
_SHOWN = {letters: sign for sign, letters in _SIGNS.items() if len(sign) == 1}
_LARGEST = Decimal("1e12")
_TYPED = re.compile(
    r"(?P<before>[^\d\s.,'’-]{1,3})?\s*(?P<number>\d[\d\s.,'’]*)\s*(?P<after>[^\d\s.,'’-]{1,3})?"
)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency: three letters, or empty where nobody said which."""

    amount: Decimal
    currency: str = ""

    def __str__(self) -> str:
        """ "€25", "1,250.50 CHF"."""
        whole = self.amount == self.amount.to_integral_value()
        number = f"{self.amount:,.0f}" if whole else f"{self.amount:,.2f}"
        sign = _SHOWN.get(self.currency)
        return f"{sign}{number}" if sign else f"{number} {self.currency}".rstrip()

    @property
    def stored(self) -> str:
        """The amount as it is stored: "25", "25.50"."""
        return format(self.amount, "f")


def amount_of(text: str) -> Decimal:
    """A stored amount. Raises `ValueError` for what is none."""
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not amount.is_finite() or not 0 <= amount <= _LARGEST:
        raise ValueError(text)
    return amount


def stored_money(amount: str, currency: str) -> Money | None:
    """Of two columns; None where no amount was given."""
    return Money(amount_of(amount), currency) if amount else None


def parse_money(text: str, currency: str = "") -> Money | None:
    """Money as it is typed: "25", "€25", "1.250,50 EUR", "CHF 1'250". None where it is none.

    `currency`: what is meant where the text names none.
    """
    match = _TYPED.fullmatch(text.strip())
    if match is None or (match["before"] and match["after"]):
        return None
    word = (match["before"] or match["after"] or "").strip()
    letters = _SIGNS.get(word.lower(), word.upper())
    if word and not (letters.isascii() and letters.isalpha() and len(letters) == 3):
        return None
    number = _plain(match["number"])
    if number is None:
        return None
    try:
        return Money(amount_of(number), letters or currency)
    except ValueError:
        return None


def _plain(typed: str) -> str | None:
    """The number with a point alone: the last sign is the decimal one where one or two digits
    follow it, and every other one groups thousands."""
    number = re.sub(r"[\s'’]", "", typed)
    match = re.fullmatch(r"(?P<whole>[\d.,]*?)(?:[.,](?P<cents>\d{1,2}))?", number)
    if match is None:
        return None
    whole = match["whole"]
    groups = re.split(r"[.,]", whole)
    if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]):
        return None
    digits = "".join(groups)
    if not digits:
        return None
    return f"{digits}.{match['cents']:0<2}" if match["cents"] else digits
