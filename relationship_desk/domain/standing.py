"""How somebody stands to the user's work, and the thanks that go out to many at a year's end."""

from __future__ import annotations

from enum import StrEnum


class StandingKind(StrEnum):
    """What somebody is to the user's work. The values are stored; never change one."""

    CLIENT = "client"
    CUSTOMER = "customer"
    PARTNER = "partner"
    SUPPORTER = "supporter"


class BatchForm(StrEnum):
    """What goes to everybody in a batch. The values are stored; never change one."""

    CARD = "card"
    LETTER = "letter"
    MAIL = "mail"
    GIFT = "gift"

    @property
    def words(self) -> str:
        """As a choice says it."""
        return "e-mail" if self is BatchForm.MAIL else self.value
