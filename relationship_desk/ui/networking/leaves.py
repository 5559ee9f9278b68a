"""What the place of organisations, opportunities and insights is made of: three leaves.

Invariant: what stands below a list is about the row under its cursor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from relationship_desk.desk.commands.organisations import (
    add_organisation,
    archive_organisations,
    decline_cards,
    delete_organisations,
    edit_organisation,
    link_cards,
    merge_organisations,
)
from relationship_desk.domain.changes import Changes
from relationship_desk.store.insights import insight_rows, insights_of_organisation
from relationship_desk.store.memberships import Yield, membership_rows, yields
from relationship_desk.store.opportunities import opportunities_of_organisation, opportunity_rows
from relationship_desk.store.organisations import (
    OrganisationRow,
    card_proposals,
    organisation_rows,
)
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.networking.dialogs import MergeDialog, OrganisationDialog
from relationship_desk.ui.networking.insights import InsightsPart
from relationship_desk.ui.networking.memberships import MembershipsPart
from relationship_desk.ui.networking.opportunities import OpportunitiesPart
from relationship_desk.ui.networking.part import Part, scrolled
from relationship_desk.ui.networking.places import PlacesPart
from relationship_desk.ui.networking.way import WayView
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.plain import PlainLabel, visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.labels import SectionHeading
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb
from relationship_desk.ui.widgets.whole import WholeWidget

_LISTED = 264  # in px: more organisations are scrolled
TABLES = (
    "organisation", "affiliation", "membership", "insight", "insight_topic", "topic",
    "opportunity", "opportunity_link", "event", "person", "interaction", "detail",
)  # fmt: skip


class SearchLine(QLineEdit):
    """Finds as one types; Down goes to what is found, Escape empties it."""

    def __init__(self, prompt: str, below: Part) -> None:
        super().__init__()
        self._below = below
        self.setPlaceholderText(prompt)
        self.setAccessibleName(prompt)
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._below.section.take_focus()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class SearchedLeaf(LazyPane):
    """A search line above a part; a subclass reads what fits it."""

    prompt = ""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self.part = self.main_part()
        self.search = SearchLine(self.prompt, self.part)
        self.search.textChanged.connect(lambda _: self.read())
        self.carry(self.part)
        px = theme.px
        line = QHBoxLayout()
        line.setContentsMargins(px(16), px(8), px(16), px(8))
        line.addWidget(self.search)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(line)

    def main_part(self) -> Part:
        """What is searched."""
        raise NotImplementedError

    def carry(self, part: Part) -> None:
        """Pass on what a part says."""
        part.message.connect(self.message)
        part.person_chosen.connect(self.person_chosen)

    def concerns(self, changes: Changes) -> bool:
        return bool(changes.people) or changes.touches(*TABLES)

    def take_focus(self) -> None:
        self.part.section.take_focus()

    def show_thing(self, thing_id: int) -> bool:
        self.search.clear()
        self.read()
        return self.part.section.go_to(thing_id)


class OrganisationsPart(Part):
    """The list of organisations."""

    def build(self) -> Section[OrganisationRow]:
        self._member: dict[int, str] = {}
        self._gave: dict[int, Yield] = {}
        return Section(
            self.theme,
            "Organisations and communities",
            describe=lambda row: visible(f"{row.name}, {self._words(row)}, {self._yield(row)}"),
            delegate=lambda view: LineDelegate(self.theme, view, self._line),
            verbs=(
                Verb("Edit…", self._open, OPEN_KEYS, opens=True),
                Verb("Merge with…", self._merge, (Qt.Key.Key_M,)),
                Verb("Archive", self._archive, (Qt.Key.Key_A,), lambda row: not row.archived),
                Verb("Take out of the archive", self._back, (), lambda row: row.archived),
                Verb("Delete", self._delete, REMOVE_KEYS, begins=True),
            ),
            empty="None is listed. Companies, professional bodies and communities in which people "
            "whom you know are, or you yourself.",
            add="New organisation",
            heading=_archived_heading,
            most=_LISTED,
        )

    def show_rows(
        self, rows: list[OrganisationRow], member: dict[int, str], gave: dict[int, Yield]
    ) -> None:
        """List these; where the user is a member, and what each has yielded, by their ids."""
        self._member, self._gave = member, gave
        self.section.show_rows(rows)

    def add(self) -> None:
        self._open(None)

    def _open(self, row: OrganisationRow | None) -> None:
        which = {} if row is None else {"organisation_id": row.id}
        self.ask_form(
            OrganisationDialog(self.theme, row, self.window()),
            add_organisation,
            edit_organisation,
            **which,
        )

    def _merge(self, row: OrganisationRow) -> None:
        def save(both: tuple[int, int]) -> object:
            keep, other = both
            return self.bridge.desk.do(merge_organisations, keep_id=keep, other_id=other)

        self.ask(MergeDialog(self.theme, self.bridge, row, self.window()), save)

    def _archive(self, row: OrganisationRow) -> None:
        self._put(row, archived=True)

    def _back(self, row: OrganisationRow) -> None:
        self._put(row, archived=False)

    def _put(self, row: OrganisationRow, *, archived: bool) -> None:
        self.bridge.do(
            archive_organisations, self.told, organisation_ids=[row.id], archived=archived
        )

    def _delete(self, row: OrganisationRow) -> None:
        self.bridge.do(delete_organisations, self.told, organisation_ids=[row.id])

    def _words(self, row: OrganisationRow) -> str:
        kind = row.kind.words.capitalize()
        return " · ".join(p for p in (kind, row.place, self._member.get(row.id, "")) if p)

    def _yield(self, row: OrganisationRow) -> str:
        gave = self._gave.get(row.id)
        return gave.words if gave else ""

    def _line(self, row: OrganisationRow) -> Line:
        return Line(row.name, self._words(row), icon="building", right=self._yield(row))


class OrganisationsLeaf(SearchedLeaf):
    """Organisations above; below them who is there, the user's membership, and what came of it."""

    prompt = "Search organisations"
    part: OrganisationsPart

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        px = theme.px
        self.asked = PlainLabel(wrap=True)
        self.offer = QPushButton("Link them")
        self.offer.clicked.connect(lambda: self._answer(link_cards))
        self.decline = QPushButton("Do not ask again")
        self.decline.setProperty("kind", "quiet")
        self.decline.clicked.connect(lambda: self._answer(decline_cards))
        self.title = PlainLabel(strong=True, wrap=True)
        self.about = PlainLabel(tone="quiet", size="small", wrap=True)
        self.people = PlacesPart(bridge, theme, of_person=False)
        self.memberships = MembershipsPart(bridge, theme)
        self._gave: dict[int, Yield] = {}
        self.opportunities = OpportunitiesPart(bridge, theme)
        self.insights = InsightsPart(bridge, theme)
        self.below = WholeWidget()
        inside = QVBoxLayout(self.below)
        inside.setContentsMargins(0, px(8), 0, px(8))
        inside.setSpacing(px(4))
        for label in (self.title, self.about):
            label.setContentsMargins(px(16), 0, px(16), px(4))
            inside.addWidget(label)
        for part in (self.people, self.memberships, self.opportunities, self.insights):
            self.carry(part)
            inside.addWidget(part)
        inside.addStretch(1)
        offered = QHBoxLayout()
        offered.setContentsMargins(px(16), 0, px(16), px(8))
        offered.addWidget(self.asked, 1)
        offered.addWidget(self.offer)
        offered.addWidget(self.decline)
        self.column.addLayout(offered)
        self.column.addWidget(self.part)
        self._area = scrolled(self.below)
        self.column.addWidget(self._area, 1)
        self.column.addStretch(0)
        self.part.chosen.connect(self._show_below)

    def main_part(self) -> OrganisationsPart:
        return OrganisationsPart(self.bridge, self.theme)

    def read(self) -> None:
        reader, today = self.bridge.reader, self.bridge.today()
        with reader.snapshot():
            query = self.search.text()
            rows = organisation_rows(reader, query)
            if query:
                rows += organisation_rows(reader, query, archived=True)
            gave = self._gave = yields(reader, today)
            member = {
                row.organisation_id: f"{row.role or 'member'} {row.span.words(today)}".strip()
                for row in membership_rows(reader)
                if row.is_current(today)
            }
            self._proposed = next(iter(card_proposals(reader)), None)
        self.part.show_rows(rows, member, gave)
        proposed = self._proposed
        for widget in (self.asked, self.offer, self.decline):
            widget.setVisible(proposed is not None)
        if proposed is not None:
            count = len(proposed.person_ids)
            cards = "1 card says" if count == 1 else f"{count} cards say"
            name = visible(proposed.name)
            self.asked.setText(f"{cards} {name}.")
            self.offer.setAccessibleName(f"Link them: {cards} {name}")
        section = self.part.section
        if rows and section.current() is None:
            section.list.setCurrentIndex(section.rows.index(0))
        self._show_below()

    def _show_below(self) -> None:
        row = self.part.section.current()
        self._area.setVisible(row is not None)
        if row is None:
            return
        reader = self.bridge.reader
        gave = self._gave.get(row.id, Yield())
        self.title.setText(row.name)
        parts = (row.url, row.note, f"It gave you {gave.words}.")
        self.about.setText("\n".join(part for part in parts if part))
        self.people.show_of_organisation(row.id, row.name)
        self.memberships.show_of(row.id, row.name)
        found = opportunities_of_organisation(reader, row.id)
        self.opportunities.show_rows(found, organisation=row.name)
        self.insights.show_rows(insights_of_organisation(reader, row.id), organisation=row.name)

    def _answer(self, command: Callable[..., int]) -> None:
        if self._proposed is not None:
            self.bridge.do(
                command,
                self.part.told,
                name=self._proposed.name,
                person_ids=self._proposed.person_ids,
            )


class OpportunitiesLeaf(SearchedLeaf):
    """Opportunities by their stage; below them the way by which the chosen one came."""

    prompt = "Search opportunities"
    part: OpportunitiesPart

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        px = theme.px
        self.way = WayView(theme)
        self.way.person_chosen.connect(self.person_chosen)
        self.came = QFrame()
        line = QFrame()
        line.setProperty("pane", "line")
        line.setFixedHeight(1)
        heading = SectionHeading("How it came")
        heading.setContentsMargins(px(16), px(6), px(10), px(2))
        below = QVBoxLayout(self.came)
        below.setContentsMargins(0, 0, 0, px(12))
        below.setSpacing(px(2))
        below.addWidget(line)
        below.addWidget(heading)
        below.addWidget(self.way)
        self.way.setContentsMargins(px(8), 0, px(16), 0)
        self.column.addWidget(self.part, 1)
        self.column.addWidget(self.came)
        self.part.chosen.connect(self._show_way)

    def main_part(self) -> OpportunitiesPart:
        return OpportunitiesPart(self.bridge, self.theme, fills=True)

    def read(self) -> None:
        words = self.search.text()
        found = opportunity_rows(self.bridge.reader, query=words)
        self.part.show_rows(found, searched=bool(words))
        section = self.part.section
        if section.rows.rows and section.current() is None:
            section.list.setCurrentIndex(section.rows.index(0))
        self._show_way()

    def _show_way(self) -> None:
        row = self.part.section.current()
        self.came.setVisible(row is not None)
        self.way.show_way(row)


class InsightsLeaf(SearchedLeaf):
    """Every insight, the newest first."""

    prompt = "Search insights"
    part: InsightsPart

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        self.column.addWidget(self.part, 1)

    def main_part(self) -> InsightsPart:
        return InsightsPart(self.bridge, self.theme, fills=True)

    def read(self) -> None:
        words = self.search.text()
        self.part.show_rows(insight_rows(self.bridge.reader, words), searched=bool(words))


def _archived_heading(row: Any, before: Any) -> object:
    begins = row.archived and (before is None or not before.archived)
    return "In the archive" if begins else None
