"""The calendar of appreciation: which days to come ask for thanks, and who has which standing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from relationship_desk.desk.appreciation import Coming, ComingKind, appreciation_calendar
from relationship_desk.desk.commands.standings import delete_milestones, delete_standings
from relationship_desk.domain.changes import Changes
from relationship_desk.domain.dates import date_in_words, exact_date
from relationship_desk.domain.standing import standing_words
from relationship_desk.store.standings import (
    MilestoneRow,
    StandingRow,
    milestone_rows,
    standing_rows,
)
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.appreciation.opening import AppreciationDialogs
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.panes.base import LazyPane
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.section import OPEN_KEYS, REMOVE_KEYS, Section, Verb
from relationship_desk.ui.widgets.whole import WholeWidget

_DAYS = 120
_ICONS = {
    ComingKind.TOGETHER: "briefcase",
    ComingKind.MILESTONE: "done-circle",
    ComingKind.OCCASION: "cake",
    ComingKind.GIFT: "gift",
    ComingKind.BATCH: "address",
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_O)
_TABLES = (
    "standing", "milestone", "gift", "card_batch", "card_batch_person", "occasion", "detail",
    "person", "season",
)  # fmt: skip


class CalendarLeaf(LazyPane):
    """What comes in the next four months, and below it the standings."""

    def __init__(
        self, bridge: Bridge, actions: Actions, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(bridge, actions, theme, parent)
        dialogs = AppreciationDialogs(bridge, theme, self.message.emit, self)
        self.coming: Section[Coming] = Section(
            theme,
            "Days to come",
            describe=self._describe,
            delegate=lambda view: LineDelegate(theme, view, self._line),
            verbs=(Verb("Show person", self._show, _ENTER, _is_of_somebody, opens=True),),
            empty="No day in the next four months asks for thanks. Give somebody a standing with a "
            "first day, or note a milestone, and it will be here.",
            add="New milestone",
            key=lambda row: (row.kind, row.source_id, row.on),
        )
        self.coming.add_wanted.connect(dialogs.milestone)
        self.standings = standing_section(bridge, theme, dialogs, self.message.emit, names=True)
        self.standings.add_wanted.connect(dialogs.standing)
        inner = WholeWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.addWidget(self.coming)
        column.addWidget(self.standings)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def concerns(self, changes: Changes) -> bool:
        return changes.touches(*_TABLES)

    def read(self) -> None:
        reader, today = self.bridge.reader, self.bridge.today()
        preferences = self.bridge.preferences()
        self.coming.show_rows(appreciation_calendar(reader, today, _DAYS, preferences))
        self.standings.show_rows(standing_rows(reader))

    def take_focus(self) -> None:
        (self.coming if self.coming.rows.rows else self.standings).take_focus()

    def _line(self, row: Coming) -> Line:
        words = row.words[:1].upper() + row.words[1:]
        when = date_in_words(row.on, self.bridge.today())
        return Line(words, exact_date(row.on), _ICONS[row.kind], beside=when, right=row.person_name)

    def _describe(self, row: Coming) -> str:
        whom = f"{row.person_name}: " if row.person_name else ""
        return visible(f"{whom}{row.words}, {exact_date(row.on)}")

    def _show(self, row: Coming) -> None:
        if row.person_id is not None:
            self.person_chosen.emit(row.person_id)


def standing_section(
    bridge: Bridge, theme: Theme, dialogs: AppreciationDialogs, tell: Tell, *, names: bool
) -> Section[StandingRow]:
    """Standings of everybody (`names`), or of one person."""
    told = tell_done(bridge, tell)

    def words(row: StandingRow) -> str:
        said = standing_words(row.kind, row.since_on, row.until_on, bridge.today())
        return said[:1].upper() + said[1:]

    def line(row: StandingRow) -> Line:
        title = row.person_name if names else words(row)
        below = words(row) if names else row.note
        return Line(title, below, icon="briefcase", beside=row.note if names else "")

    return Section(
        theme,
        "Clients, customers, partners, supporters",
        describe=lambda row: visible(f"{row.person_name}: {words(row)}"),
        delegate=lambda view: LineDelegate(theme, view, line),
        verbs=(
            Verb("Edit…", lambda row: _nothing(dialogs.standing(row)), OPEN_KEYS, opens=True),
            Verb(
                "Delete", lambda row: bridge.do(delete_standings, told, standing_ids=[row.id]),
                REMOVE_KEYS, begins=True,
            ),
        ),
        empty="Nobody has a standing yet." if names else "None.",
        add="New standing",
    )  # fmt: skip


def milestone_section(
    bridge: Bridge, theme: Theme, dialogs: AppreciationDialogs, tell: Tell
) -> Section[MilestoneRow]:
    """Milestones of one person."""
    told = tell_done(bridge, tell)
    return Section(
        theme,
        "Milestones",
        describe=lambda row: visible(f"{row.text}, {exact_date(row.on)}"),
        delegate=lambda view: LineDelegate(
            theme, view, lambda row: Line(row.text, exact_date(row.on), "done-circle")
        ),
        verbs=(
            Verb("Edit…", lambda row: _nothing(dialogs.milestone(row)), OPEN_KEYS, opens=True),
            Verb(
                "Delete", lambda row: bridge.do(delete_milestones, told, milestone_ids=[row.id]),
                REMOVE_KEYS, begins=True,
            ),
        ),
        empty="Nothing was completed together yet.",
        add="New milestone",
    )  # fmt: skip


def milestones_of(bridge: Bridge, person_id: int) -> list[MilestoneRow]:
    """The newest first."""
    return milestone_rows(bridge.reader, person_id)[::-1]


def _is_of_somebody(row: Coming) -> bool:
    return row.person_id is not None


def _nothing(_: object) -> None:
    """What a verb returns."""
