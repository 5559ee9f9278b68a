"""What an import would do, card by card: counts that filter, the cards, and one card in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QFrame,
    QListView,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.desk.transfer.decisions import Decision, choices, decided
from relationship_desk.desk.transfer.plan import ImportPlan, PlannedRow, Verdict
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.planned import PlannedDelegate, describe_planned
from relationship_desk.ui.dialogs.decision_bar import DecisionBar
from relationship_desk.ui.import_words import (
    VERDICT_HELP,
    VERDICT_WORDS,
    count_of,
    plan_sentence,
    plan_title,
    row_details,
    row_title,
)
from relationship_desk.ui.models.id_list import IdListModel
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.rows import ROW_ROLE
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.flow import FlowLayout
from relationship_desk.ui.widgets.readings import ReadingsStrip

_SENTENCES = 5  # about sources, above the cards
_BATCH = 500  # rows that are laid out in one go, so that the desk stays usable meanwhile


class ImportTable(QWidget):
    """Shows a plan; `plan` is what was decided over it, `plan_changed` says that it is another.

    It lists nothing before `show_only`: a list that is filled before it has its place is laid out
    more than once.
    """

    plan_changed = Signal()

    def __init__(self, theme: Theme, plan: ImportPlan, zone: tzinfo) -> None:
        super().__init__()
        self._theme = theme
        self._zone = zone
        self._proposed = self.plan = plan
        self._decisions: dict[int, Decision] = {}
        self.filters: dict[Verdict | None, QPushButton] = {}
        px = theme.px
        self._help = PlainLabel(tone="quiet", size="small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(plan_title(plan), size="large", wrap=True))
        self.sentence = PlainLabel(plan_sentence(plan, zone), tone="quiet", wrap=True)
        column.addWidget(self.sentence)
        self.notes = list(plan.notes[:_SENTENCES])
        for message in self.notes:
            column.addWidget(PlainLabel(message, tone="quiet", wrap=True))
        asked = {r.source for r in plan.readings if r.how.table is not None and r.how.table.refused}
        refused = [one.message for one in plan.refused if one.source not in asked]
        self.refused = refused[:_SENTENCES]
        if len(refused) > _SENTENCES:
            more = len(refused) - _SENTENCES
            self.refused.append(f"And {more:,} more could not be read; “Copy report” names them.")
        for message in self.refused:
            column.addWidget(PlainLabel(message, tone="danger", wrap=True))
        self.readings = ReadingsStrip(theme, plan.readings)
        column.addWidget(self.readings)
        column.addSpacing(px(8))
        column.addWidget(self._build_filters())
        column.addWidget(self._help)
        column.addWidget(self._build_body(), 1)
        self.decision = DecisionBar(theme)
        self.decision.chosen.connect(self._decide_current)
        self.decision.chosen_for_all.connect(lambda value: self.decide(self.model.ids, value))
        column.addWidget(self.decision)
        self.filters[None].setChecked(True)

    def show_only(self, verdict: Verdict | None) -> None:
        """List the cards that came to one end; all of them for None."""
        numbers = [
            row.number for row in self.plan.rows if verdict is None or row.verdict is verdict
        ]
        self.filters[verdict].setChecked(True)
        self.model.set_ids(numbers)
        self._help.setText("" if verdict is None else VERDICT_HELP[verdict])
        self._help.setVisible(verdict is not None)
        self.decision.show_list(self._proposed.rows[number - 1] for number in numbers)
        self.list.scrollToTop()
        if numbers:
            self.list.setCurrentIndex(self.model.index(0))
            self._on_current(self.list.currentIndex())

    def decide(self, numbers: Sequence[int], decision: Decision | None) -> None:
        """Decide over these cards, as far as it fits them; None for what was proposed.

        What is listed stays listed, so that nothing moves away under the pointer.
        """
        for number in numbers:
            if decision is None:
                self._decisions.pop(number, None)
            elif decision in choices(self._proposed.rows[number - 1]):
                self._decisions[number] = decision
        self.plan = decided(self._proposed, self._decisions)
        self.sentence.setText(plan_sentence(self.plan, self._zone))
        for verdict in Verdict:
            self._tell_filter(verdict)
        self.model.forget_rows()
        self._on_current(self.list.currentIndex())
        self.plan_changed.emit()

    def _decide_current(self, decision: Decision | None) -> None:
        index = self.list.currentIndex()
        if index.isValid():
            self.decide([self.model.ids[index.row()]], decision)

    def _tell_filter(self, verdict: Verdict) -> None:
        words, count = VERDICT_WORDS[verdict], count_of(self.plan.counts, verdict)
        button = self.filters[verdict]
        button.setText(f"{words}  {count:,}")
        button.setAccessibleName(f"{words}: {count:,}")
        button.setVisible(bool(count) or button.isChecked())

    def _build_filters(self) -> QWidget:
        bar = QWidget()
        flow = FlowLayout(bar, self._theme.px(4))
        group = QButtonGroup(self)
        counts: list[tuple[Verdict | None, str, int]] = [(None, "All", self.plan.counts.read)]
        counts += [(v, VERDICT_WORDS[v], count_of(self.plan.counts, v)) for v in Verdict]
        for verdict, words, count in counts:
            button = QPushButton(f"{words}  {count:,}")
            button.setProperty("kind", "quiet")
            button.setCheckable(True)
            button.setAccessibleName(f"{words}: {count:,}")
            button.clicked.connect(lambda _=False, v=verdict: self.show_only(v))
            button.setVisible(bool(count) or verdict is None)
            group.addButton(button)
            flow.addWidget(button)
            self.filters[verdict] = button
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        bar.setSizePolicy(policy)
        return bar

    def _build_body(self) -> QSplitter:
        px = self._theme.px
        self.list = QListView()
        prepare_list(self.list, "Cards of the import", uniform=True)
        # By number, as a plan may hold very many rows; the numbers count from 1 over all files.
        self.model: IdListModel[PlannedRow] = IdListModel(
            lambda numbers: {number: self.plan.rows[number - 1] for number in numbers},
            describe_planned,
            self,
        )
        self.list.setModel(self.model)
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(_BATCH)
        self.list.setItemDelegate(PlannedDelegate(self._theme, self.list))
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.setMinimumWidth(px(240))
        framed = QFrame()
        framed.setProperty("pane", "card")
        inside = QVBoxLayout(framed)
        inside.setContentsMargins(1, px(4), 1, px(4))
        inside.addWidget(self.list)
        self._details = QScrollArea()
        self._details.setWidgetResizable(True)
        self._details.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._details.setMinimumWidth(px(180))
        self._details.setAccessibleName("The card in full")
        self._details.viewport().setAutoFillBackground(False)
        body = QSplitter(Qt.Orientation.Horizontal)
        body.setChildrenCollapsible(False)
        body.setHandleWidth(px(8))
        body.setStyleSheet("QSplitter::handle { background: transparent; }")
        body.addWidget(framed)
        body.addWidget(self._details)
        body.setStretchFactor(0, 3)
        body.setStretchFactor(1, 2)
        body.setSizes([px(440), px(290)])
        return body

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            row: PlannedRow = index.data(ROW_ROLE)
            self._show_details(row)
            proposed = self._proposed.rows[row.number - 1]
            self.decision.show_card(proposed, self._decisions.get(row.number))

    def _show_details(self, row: PlannedRow) -> None:
        px = self._theme.px
        shown = QWidget()
        shown.setAutoFillBackground(False)
        column = QVBoxLayout(shown)
        column.setContentsMargins(px(8), px(4), px(8), px(8))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(row_title(row), strong=True, wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(px(12))
        form.setVerticalSpacing(px(6))
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, text in row_details(row):
            value = PlainLabel(text, wrap=True, size="small")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
            form.addRow(PlainLabel(label, tone="quiet", size="small"), value)
        column.addLayout(form)
        column.addStretch(1)
        self._details.setWidget(shown)
