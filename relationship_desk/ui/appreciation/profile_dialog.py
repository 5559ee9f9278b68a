"""What is good to know before giving somebody anything, opened."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.gift_profiles import GiftProfileForm
from relationship_desk.store.gifts import profile_of, usual_currency
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.money import MoneyField

_FIELDS = (
    ("sizes", "Sizes", "shoes 42, shirt M"),
    ("likes", "Likes", "the sea, dark chocolate"),
    ("allergies", "Allergies", "nuts; lilies"),
    ("never_give", "Never give", "perfume; alcohol"),
)


class GiftProfileDialog(FormDialog):
    """`submitted` carries a `GiftProfileForm`."""

    def __init__(
        self, theme: Theme, bridge: Bridge, person_id: int, name: str, parent: QWidget | None = None
    ) -> None:
        says = (
            f"Before giving {name} anything. All of it may stay empty; what stands under allergies "
            "and never is said when a gift names it."
        )
        super().__init__(theme, "Good to know", parent, says=says)
        known = profile_of(bridge.reader, person_id)
        self.fields: dict[str, GrowingTextEdit] = {}
        for key, words, example in _FIELDS:
            field = GrowingTextEdit(theme, words, lines=1, most_lines=4, enter_submits=True)
            field.setPlaceholderText(example)
            field.setPlainText(getattr(known, key))
            self.fields[key] = field
            self.add_row(words, field)
        self.budget = MoneyField(theme, "Budget for a year", usual_currency(bridge.reader))
        self.budget.set_value(known.budget)
        self.add_row("In a year", self.budget)
        self.watch_person(bridge, person_id)
        self.fields["sizes"].setFocus()

    def value(self) -> GiftProfileForm | None:
        if not self.all_understood(self.budget):
            return None
        words = {key: field.toPlainText() for key, field in self.fields.items()}
        return GiftProfileForm(budget=self.budget.value(), **words)
