"""The form of a membership, and the look at what one gives: keep it, let it go, leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from relationship_desk.desk.commands.memberships import (
    USUAL_WARNING,
    MembershipForm,
    end_membership,
)
from relationship_desk.desk.desk import Outcome
from relationship_desk.domain.dates import lead_in_words
from relationship_desk.domain.organisations import (
    OrganisationKind,
    Renewal,
    Span,
    Verdict,
    term_words,
)
from relationship_desk.store.memberships import MembershipRow, Yield, yields
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.dialogs.form import FormDialog
from relationship_desk.ui.networking.dialogs import kind_choice, line_of
from relationship_desk.ui.networking.fields import MoneyField, OrganisationField, SpanEndField
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.words import DateField

_YEAR = 365
_TERMS = (1, 3, 6, 12, 24, 36)  # months
_LEADS = (0, 3, 7, 14, 28, 56, 91)  # days


class UsualBox(QComboBox):
    """A few usual numbers in words, and the one that is set where it is another."""

    def __init__(
        self, name: str, usual: Sequence[int], value: int, words: Callable[[int], str]
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        for number in sorted({*usual, value}):
            told = words(number)
            self.addItem(told[:1].upper() + told[1:], number)
        self.setCurrentIndex(self.findData(value))

    def value(self) -> int:
        """The one that is chosen."""
        return int(self.currentData())

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        # A wheel that scrolls the page must not change what it passes over.
        event.ignore()


class MembershipDialog(FormDialog):
    """`submitted` carries a `MembershipForm`."""

    def __init__(
        self,
        theme: Theme,
        bridge: Bridge,
        row: MembershipRow | None,
        organisation: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "Edit membership" if row else "New membership", parent)
        self._kept = row.renewal if row else None
        self.organisation = OrganisationField(bridge)
        self.organisation.setText(row.organisation if row else organisation)
        self.kind = kind_choice(row.kind if row else OrganisationKind.BODY)
        self.role = line_of("Role", row.role if row else "", "Member, board, volunteer …")
        self.since = SpanEndField(theme, "Since")
        self.until = SpanEndField(theme, "Until")
        self.until.line.setPlaceholderText("Goes on")
        self.renews = DateField(theme, "Renews on", bridge.clock)
        self.renews.line.setPlaceholderText("It does not renew")
        months = self._kept.every_months if self._kept else 12
        self.every = UsualBox("How often it renews", _TERMS, months, term_words)
        lead = row.lead_days if row else USUAL_WARNING
        self.lead = UsualBox("When to tell of it", _LEADS, lead, lead_in_words)
        self.fee = MoneyField(theme, "Fee")
        self.participation = GrowingTextEdit(theme, "What you do there", lines=2, most_lines=6)
        if row is not None:
            self.since.set_value(row.span.since)
            self.until.set_value(row.span.until)
            self.renews.set_value(self._kept.on if self._kept else None)
            self.fee.set_value(row.fee)
            self.participation.setPlainText(row.participation)
        self.add_row("Organisation", self.organisation)
        if row is None and not organisation:
            self.add_row("If it is new", self.kind)
        for label, field in (
            ("Your role", self.role),
            ("Since", self.since),
            ("Until", self.until),
            ("Renews on", self.renews),
            ("And then", self.every),
            ("Remind", self.lead),
            ("Fee", self.fee),
            ("What you do there", self.participation),
        ):
            self.add_row(label, field)
        (self.role if self.organisation.text() else self.organisation).setFocus()

    def value(self) -> MembershipForm | None:
        if not self.all_understood(self.since, self.until, self.renews, self.fee):
            return None
        return MembershipForm(
            self.organisation.text(),
            self.role.text(),
            Span(self.since.value(), self.until.value()),
            self._renewal(),
            self.lead.value(),
            self.fee.value(),
            self.participation.toPlainText(),
            OrganisationKind(self.kind.currentData()),
        )

    def _renewal(self) -> Renewal | None:
        on = self.renews.value()
        if on is None:
            return None
        # Where the day was left alone, the day of the month stays as it was set once.
        same = self._kept is not None and self._kept.on == on
        return Renewal(on, self.every.value(), self._kept.day if same and self._kept else 0)


class LookDialog(FormDialog):
    """What a membership gave, and what to make of it. `submitted` carries a `Verdict`."""

    def __init__(
        self, theme: Theme, bridge: Bridge, row: MembershipRow, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            f"What does {row.organisation} give you?",
            parent,
            says="People, talks and what came of them since you are there. Once a year is enough.",
            save="Keep it",
        )
        today = bridge.today()
        year_ago = today.fromordinal(max(1, today.toordinal() - _YEAR))
        with bridge.reader.snapshot():
            ever = yields(bridge.reader, today).get(row.organisation_id, Yield())
            lately = yields(bridge.reader, today, year_ago).get(row.organisation_id, Yield())
        for label, words in (
            ("Since", row.span.words(today).removeprefix("since ")),
            ("You do there", row.participation),
            ("It costs", row.fee_words),
            ("This year", _of_a_year(lately).words),
            ("In all", ever.words),
        ):
            if words:
                self.add_row(label, PlainLabel(words, wrap=True))
        self.verdict = Verdict.KEEP
        self.drop = QPushButton("Let it go")
        self.drop.setToolTip("When it renews you are told that this is the time to cancel")
        self.drop.clicked.connect(self._let_go)
        self.add_button(self.drop)
        self.save.setFocus()

    def leave_by(
        self, bridge: Bridge, row: MembershipRow, told: Callable[[Outcome[Any]], None]
    ) -> None:
        """Offer to leave today, too."""
        leave = QPushButton("I left")

        def left() -> None:
            future = bridge.desk.do(end_membership, membership_id=row.id)
            self.follow(bridge, future, told)

        leave.clicked.connect(left)
        self.add_button(leave)

    def value(self) -> Verdict:
        return self.verdict

    def _let_go(self) -> None:
        self.verdict = Verdict.DROP
        self.submit()


def _of_a_year(lately: Yield) -> Yield:
    """People count whenever they came, so the words of one year leave them out."""
    return Yield(0, lately.insights, lately.opportunities, lately.won, lately.interactions)
