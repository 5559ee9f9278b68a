"""A field for a sum of money: "25", "€25", "25 CHF"."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from relationship_desk.domain.money import Money, parse_money
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.words import WordsField


class MoneyField(WordsField[Money]):
    """`currency` is meant where none is typed."""

    _help = "Not a sum of money. Try “25”, “€25” or “25 CHF”."

    def __init__(
        self, theme: Theme, name: str, currency: str = "", parent: QWidget | None = None
    ) -> None:
        self._currency = currency
        super().__init__(theme, name, parent)
        self.line.setPlaceholderText(f"25 {currency}".rstrip())

    def _parse(self, text: str) -> Money | None:
        return parse_money(text, self._currency)

    def _typed(self, value: Money) -> str:
        return f"{value.stored} {value.currency}".rstrip()

    def _told(self, value: Money) -> str:
        return "" if self.line.text().strip() == str(value) else str(value)
