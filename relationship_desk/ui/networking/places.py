"""Who has a place in an organisation, or the organisations of one person.

Invariant: a link that cards propose is made when somebody says so, and never before.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from relationship_desk.desk.commands.organisations import (
    affiliate,
    decline_cards,
    edit_affiliation,
    link_cards,
    remove_affiliations,
)
from relationship_desk.store.organisations import (
    AffiliationRow,
    CardProposal,
    card_proposals,
    people_of,
    places_of,
)
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.networking.dialogs import AffiliationDialog
from relationship_desk.ui.networking.part import Part
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

Entry = AffiliationRow | CardProposal


def _is_place(row: Entry) -> bool:
    return isinstance(row, AffiliationRow)


def _is_proposal(row: Entry) -> bool:
    return isinstance(row, CardProposal)


def _key(row: Entry) -> object:
    return row.id if isinstance(row, AffiliationRow) else row.name


class PlacesPart(Part):
    """Of a person (`of_person`) or an organisation (`of_organisation`)."""

    def __init__(self, bridge: Bridge, theme: Theme, *, of_person: bool) -> None:
        self._of_person = of_person
        self._person_id: int | None = None
        self._organisation = ""
        super().__init__(bridge, theme)

    def build(self) -> Section[Entry]:
        def delegate(view: object) -> LineDelegate:
            return LineDelegate(self.theme, view, self._line)  # type: ignore[arg-type]

        show: Verb[Entry] = Verb("Show person", self.show_person, (Qt.Key.Key_O,), _is_place)
        return Section(
            self.theme,
            "Organisations" if self._of_person else "People",
            describe=self._describe,
            delegate=delegate,
            verbs=(
                Verb("Edit…", self._open, OPEN_KEYS, _is_place, opens=True),
                Verb("Link, as the card says", self._link, (Qt.Key.Key_Y,), _is_proposal),
                *(() if self._of_person else (show,)),
                Verb("Remove", self._remove, REMOVE_KEYS, _is_place, begins=True),
                Verb("Do not ask again", self._decline, REMOVE_KEYS, _is_proposal, begins=True),
            ),
            empty=(
                "No organisation yet: where they work, or are a member."
                if self._of_person
                else "Nobody is here yet."
            ),
            add="Add an organisation" if self._of_person else "Add somebody",
            key=_key,
            heading=_heading,
        )

    def show_of_person(self, person_id: int | None) -> None:
        """The places of one person, and what their card proposes."""
        self._person_id = person_id
        reader = self.bridge.reader
        rows: Sequence[Entry] = ()
        if person_id is not None:
            rows = [*places_of(reader, person_id), *card_proposals(reader, person_id)]
        self.section.show_rows(rows)

    def show_of_organisation(self, organisation_id: int | None, name: str) -> None:
        """Who is in one organisation."""
        self._organisation = name
        reader = self.bridge.reader
        self.section.show_rows(people_of(reader, organisation_id) if organisation_id else [])

    def add(self) -> None:
        self._open(None)

    def _open(self, row: Entry | None) -> None:
        place = row if isinstance(row, AffiliationRow) else None
        dialog = AffiliationDialog(
            self.theme,
            self.bridge,
            place,
            person_id=self._person_id,
            organisation=self._organisation,
            parent=self.window(),
        )
        which = {} if place is None else {"affiliation_id": place.id}
        self.ask_form(dialog, affiliate, edit_affiliation, **which)

    def _link(self, row: Entry) -> None:
        if isinstance(row, CardProposal):
            self.bridge.do(link_cards, self.told, name=row.name, person_ids=row.person_ids)

    def _decline(self, row: Entry) -> None:
        if isinstance(row, CardProposal):
            self.bridge.do(decline_cards, self.told, name=row.name, person_ids=row.person_ids)

    def _remove(self, row: Entry) -> None:
        if isinstance(row, AffiliationRow):
            self.bridge.do(remove_affiliations, self.told, affiliation_ids=[row.id])

    def _line(self, row: Entry) -> Line:
        if isinstance(row, CardProposal):
            return Line(row.name, "The card says so. Link it? Y, or Del for no.", icon="info")
        words = row.words(self.bridge.today())
        if self._of_person:
            kind = row.kind.words.capitalize()
            return Line(row.organisation, words or kind, icon="building", right=kind)
        return Line(row.person_name, words or "In a role that is not known", icon="person")

    def _describe(self, row: Entry) -> str:
        line = self._line(row)
        return visible(", ".join(part for part in (line.title, line.below) if part))


def _heading(row: Entry, before: Entry | None) -> object:
    begins = _is_proposal(row) and (before is None or _is_place(before))
    return "On the card" if begins else None
