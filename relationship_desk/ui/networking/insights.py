"""Insights: all that fit a search, or those of one person or organisation."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from relationship_desk.desk.commands.insights import drop_insights, edit_insight, note_insight
from relationship_desk.domain.dates import plain_date
from relationship_desk.store.insights import InsightRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.networking.dialogs import InsightDialog
from relationship_desk.ui.networking.part import Part
from relationship_desk.ui.plain import visible
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb


class InsightsPart(Part):
    """A new one begins with this person or organisation. `fills`: it has a place to itself."""

    def __init__(self, bridge: Bridge, theme: Theme, *, fills: bool = False) -> None:
        self._fills = fills
        self._person_id: int | None = None
        self._organisation = ""
        super().__init__(bridge, theme)

    def build(self) -> Section[InsightRow]:
        return Section(
            self.theme,
            "Insights",
            describe=lambda row: visible(f"{row.text}, {_words(row)}"),
            delegate=lambda view: LineDelegate(self.theme, view, self._line),
            verbs=(
                Verb("Edit…", self._open, OPEN_KEYS, opens=True),
                Verb(
                    "Show person", self.show_person, (Qt.Key.Key_O,),
                    lambda row: row.person_id not in (None, self._person_id),
                ),
                Verb("Remove", self._remove, REMOVE_KEYS, begins=True),
            ),
            empty="Nothing is noted yet. What you learn from people and at events, and from whom.",
            icon="insights",
            add="New insight",
            fills=self._fills,
        )  # fmt: skip

    def show_rows(
        self,
        rows: Sequence[InsightRow],
        person_id: int | None = None,
        organisation: str = "",
        *,
        searched: bool = False,
    ) -> None:
        """List these; a new one begins with this person or organisation."""
        self._person_id, self._organisation = person_id, organisation
        self.section.show_rows(rows, searched=searched)

    def add(self) -> None:
        self._open(None)

    def _open(self, row: InsightRow | None) -> None:
        dialog = InsightDialog(
            self.theme,
            self.bridge,
            row,
            person_id=self._person_id,
            organisation=self._organisation,
            parent=self.window(),
        )
        which = {} if row is None else {"insight_id": row.id}
        self.ask_form(dialog, note_insight, edit_insight, **which)

    def _remove(self, row: InsightRow) -> None:
        self.bridge.do(drop_insights, self.told, insight_ids=[row.id])

    def _line(self, row: InsightRow) -> Line:
        return Line(row.text, _words(row), icon="note", whole=f"{row.text}\n{_words(row)}")


def _words(row: InsightRow) -> str:
    topics = ", ".join(row.topics)
    return " · ".join(part for part in (plain_date(row.on), row.source, topics) if part)
