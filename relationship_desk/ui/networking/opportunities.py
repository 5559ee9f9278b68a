"""Opportunities: moved on, their next step taken, closed; of everybody or of one person.

Invariant: a stage that closes one asks what next, and saving it is one step of Undo.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.opportunities import (
    add_opportunity,
    delete_opportunities,
    edit_opportunity,
    set_stage,
    take_step,
)
from relationship_desk.desk.commands.tasks import TaskForm
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.opportunities import OPEN, OpportunityStage, way_in_words
from relationship_desk.store.opportunities import OpportunityRow
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.networking.opportunity_dialogs import (
    Onwards,
    OnwardsDialog,
    OpportunityDialog,
    OpportunityEdit,
)
from relationship_desk.ui.networking.part import Part
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb

_KEYS = {
    OpportunityStage.TALKING: Qt.Key.Key_T,
    OpportunityStage.OFFERED: Qt.Key.Key_F,
    OpportunityStage.WON: Qt.Key.Key_W,
    OpportunityStage.LOST: Qt.Key.Key_L,
    OpportunityStage.RESTING: Qt.Key.Key_R,
}


class OpportunitiesPart(Part):
    """A new one begins with this person or organisation. `fills`: it has a place to itself."""

    def __init__(self, bridge: Bridge, theme: Theme, *, fills: bool = False) -> None:
        self._fills = fills
        self._person_id: int | None = None
        self._organisation = ""
        super().__init__(bridge, theme)

    def build(self) -> Section[OpportunityRow]:
        moves: list[Verb[OpportunityRow]] = [
            Verb(
                stage.words if stage.is_open else f"{stage.words}…",
                partial(self._move, stage),
                (key,),
                partial(_is_elsewhere, stage),
                begins=stage is OpportunityStage.TALKING,
            )
            for stage, key in _KEYS.items()
        ]
        return Section(
            self.theme,
            "Opportunities",
            describe=self._describe,
            delegate=lambda view: LineDelegate(self.theme, view, self._line),
            verbs=(
                Verb("Edit…", self._open, OPEN_KEYS, opens=True),
                Verb("Next step done…", self._step, (Qt.Key.Key_D,), lambda row: row.stage in OPEN),
                Verb(
                    "Show person", self.show_person, (Qt.Key.Key_O,),
                    lambda row: row.person_id not in (None, self._person_id),
                ),
                *moves,
                Verb("Delete", self._remove, REMOVE_KEYS, begins=True),
            ),
            empty="No opportunity is written down. An order, a talk, work, and who led to it.",
            icon="briefcase",
            add="New opportunity",
            heading=_heading,
            fills=self._fills,
        )  # fmt: skip

    def show_rows(
        self,
        rows: Sequence[OpportunityRow],
        person_id: int | None = None,
        organisation: str = "",
        *,
        searched: bool = False,
    ) -> None:
        """List these by their stage; a new one begins with this person or organisation."""
        self._person_id, self._organisation = person_id, organisation
        by_stage = [row for stage in OpportunityStage for row in rows if row.stage is stage]
        self.section.show_rows(by_stage, searched=searched)

    def add(self) -> None:
        self._open(None)

    def _open(self, row: OpportunityRow | None) -> None:
        desk = self.bridge.desk
        dialog = OpportunityDialog(
            self.theme,
            self.bridge,
            row,
            person_id=self._person_id,
            organisation=self._organisation,
            parent=self.window(),
        )

        def save(edit: OpportunityEdit) -> object:
            if row is None:
                return desk.do(add_opportunity, form=edit.form, way=edit.way)
            return desk.do(edit_opportunity, opportunity_id=row.id, form=edit.form, way=edit.way)

        self.ask(dialog, save)

    def _move(self, stage: OpportunityStage, row: OpportunityRow) -> None:
        if stage.is_open:
            self.bridge.do(set_stage, self.told, opportunity_id=row.id, stage=stage)
        else:
            close(self.bridge, self.theme, row, stage, self.message.emit, self.window())

    def _step(self, row: OpportunityRow) -> None:
        take(self.bridge, self.theme, row, self.message.emit, self.window())

    def _remove(self, row: OpportunityRow) -> None:
        self.bridge.do(delete_opportunities, self.told, opportunity_ids=[row.id])

    def _words(self, row: OpportunityRow) -> str:
        when = date_in_words(row.next_on, self.bridge.today()) if row.next_on else ""
        step = ", ".join(part for part in (row.next_step, when) if part)
        way = way_in_words([link.step for link in row.way])
        shown = step if row.stage in OPEN else row.why
        return " · ".join(part for part in (shown, row.whom, way) if part)

    def _line(self, row: OpportunityRow) -> Line:
        late = row.stage in OPEN and row.next_on is not None and row.next_on < self.bridge.today()
        words = self._words(row)
        return Line(
            row.title,
            words or "No next step yet",
            icon="briefcase",
            warns=late,
            right=str(row.value or ""),
            whole="\n".join(part for part in (row.title, words, row.note) if part),
        )

    def _describe(self, row: OpportunityRow) -> str:
        value = str(row.value or "")
        parts = (row.title, row.stage.words, value, self._words(row))
        return visible(", ".join(part for part in parts if part))


def take(bridge: Bridge, theme: Theme, row: OpportunityRow, tell: Tell, parent: QWidget) -> None:
    """Its next step was taken: ask what comes then."""
    dialog = OnwardsDialog(theme, bridge, row, None, parent)

    def save(then: Onwards) -> object:
        return bridge.desk.do(
            take_step,
            opportunity_id=row.id,
            next_step=then.next_step,
            next_on=then.next_on,
            channel=then.channel,
        )

    dialog.save_by(bridge, save, tell_done(bridge, tell))  # type: ignore[arg-type]
    dialog.open()


def close(
    bridge: Bridge,
    theme: Theme,
    row: OpportunityRow,
    stage: OpportunityStage,
    tell: Tell,
    parent: QWidget,
) -> None:
    """It is won or lost, or rests: ask why, and what next, which becomes a task."""
    dialog = OnwardsDialog(theme, bridge, row, stage, parent)

    def save(then: Onwards) -> object:
        task = TaskForm(then.next_step, row.person_id, then.next_on) if then.next_step else None
        return bridge.desk.do(
            set_stage,
            opportunity_id=row.id,
            stage=stage,
            why=then.why,
            then=task,
            thank=then.thank,
        )

    dialog.save_by(bridge, save, tell_done(bridge, tell))  # type: ignore[arg-type]
    dialog.open()


def _is_elsewhere(stage: OpportunityStage, row: OpportunityRow) -> bool:
    return row.stage is not stage


def _heading(row: OpportunityRow, before: OpportunityRow | None) -> object:
    begins = before is None or before.stage is not row.stage
    return row.stage.words if begins else None
