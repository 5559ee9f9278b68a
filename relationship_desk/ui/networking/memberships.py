"""The user's memberships, of one organisation or all: renewed, looked at, left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.memberships import (
    add_membership,
    delete_memberships,
    edit_membership,
    end_membership,
    renew_membership,
    review_membership,
)
from relationship_desk.domain.dates import earlier, plain_date
from relationship_desk.store.memberships import MembershipRow, membership_rows
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.networking.membership_dialogs import LookDialog, MembershipDialog
from relationship_desk.ui.networking.part import Part
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb


class MembershipsPart(Part):
    """Of one organisation, by its id and name."""

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        self._organisation = ""
        super().__init__(bridge, theme)

    def build(self) -> Section[MembershipRow]:
        return Section(
            self.theme,
            "My membership",
            describe=lambda row: visible(f"{row.organisation}, {self._words(row)}"),
            delegate=lambda view: LineDelegate(self.theme, view, self._line),
            verbs=(
                Verb("Edit…", self._open, OPEN_KEYS, opens=True),
                Verb("Renewed", self._renew, (Qt.Key.Key_D,), lambda row: row.comes_up is not None),
                Verb("Keep it, or let it go…", self._look, (Qt.Key.Key_K,), self._goes_on),
                Verb("I left", self._leave, (), self._goes_on),
                Verb("Remove", self._remove, REMOVE_KEYS, begins=True),
            ),
            empty="You are no member here.",
            add="Become a member",
        )

    def show_of(self, organisation_id: int | None, name: str) -> None:
        """Those in one organisation."""
        self._organisation = name
        found = membership_rows(self.bridge.reader, organisation_id) if organisation_id else []
        self.section.show_rows(found)

    def add(self) -> None:
        self._open(None)

    def _open(self, row: MembershipRow | None) -> None:
        dialog = MembershipDialog(self.theme, self.bridge, row, self._organisation, self.window())
        which = {} if row is None else {"membership_id": row.id}
        self.ask_form(dialog, add_membership, edit_membership, **which)

    def _renew(self, row: MembershipRow) -> None:
        self.bridge.do(renew_membership, self.told, membership_id=row.id)

    def _look(self, row: MembershipRow) -> None:
        look(self.bridge, self.theme, row, self.message.emit, self.window())

    def _leave(self, row: MembershipRow) -> None:
        self.bridge.do(end_membership, self.told, membership_id=row.id)

    def _remove(self, row: MembershipRow) -> None:
        self.bridge.do(delete_memberships, self.told, membership_ids=[row.id])

    def _goes_on(self, row: MembershipRow) -> bool:
        return row.is_current(self.bridge.today())

    def _words(self, row: MembershipRow) -> str:
        today = self.bridge.today()
        coming = row.comes_up
        renews = f"renews on {plain_date(coming.on)}" if coming else ""
        parts = (row.span.words(today), renews, row.fee_words, row.participation)
        words = " · ".join(part for part in parts if part)
        return words[:1].upper() + words[1:]

    def _line(self, row: MembershipRow) -> Line:
        coming = row.comes_up
        near = coming is not None and earlier(coming.on, row.lead_days) <= self.bridge.today()
        return Line(
            row.role or "Member",
            self._words(row),
            icon="building",
            warns=near,
            whole=f"{row.organisation}: {self._words(row)}",
        )


def look(bridge: Bridge, theme: Theme, row: MembershipRow, tell: Tell, parent: QWidget) -> None:
    """Show what a membership gave, and ask what to make of it."""
    dialog, told = LookDialog(theme, bridge, row, parent), tell_done(bridge, tell)
    dialog.leave_by(bridge, row, told)
    dialog.save_by(
        bridge,
        lambda verdict: bridge.desk.do(review_membership, membership_id=row.id, verdict=verdict),
        told,
    )
    dialog.open()
