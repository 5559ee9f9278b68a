"""Five-minute favours: those of today, those of another day, and doing one.

Invariant: doing a favour is giving something or planning an introduction; nothing else is stored.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from relationship_desk.desk.commands.favours import answer_favour
from relationship_desk.desk.commands.introductions import plan_introduction
from relationship_desk.desk.favours import today_and_later
from relationship_desk.domain.favours import Favour
from relationship_desk.domain.value import Given
from relationship_desk.store.shelf import get_resource
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.plain import visible
from relationship_desk.ui.telling import Tell, tell_done
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.value.given import GivingDialog, save_giving
from relationship_desk.ui.value.introducing import IntroductionDialog
from relationship_desk.ui.value.listing import Listing
from relationship_desk.ui.widgets.section import OPEN_KEYS, Section, Verb


def do_favour(bridge: Bridge, theme: Theme, favour: Favour, tell: Tell, parent: QWidget) -> None:
    """Open what it takes: the form of an introduction, or of what is given."""
    told = tell_done(bridge, tell)
    if favour.resource_id is None:
        people = favour.person_id, favour.other_id
        introduction = IntroductionDialog(theme, bridge, None, *people, parent)
        introduction.why.setPlainText(favour.why)
        introduction.choose_need(favour.need_id)
        do = bridge.desk.do
        introduction.save_by(bridge, lambda form: do(plan_introduction, form=form), told)
        introduction.open()
        return
    thing = get_resource(bridge.reader, favour.resource_id)
    dialog = GivingDialog(theme, bridge, None, favour.person_id, parent)
    dialog.begin(
        Given.RESOURCE,
        "" if thing is None else thing.title,
        resource_id=favour.resource_id,
        need_id=favour.need_id,
        topics=() if thing is None else thing.topics,
    )
    save_giving(bridge, dialog, told)


class FavoursListing(Listing[Favour]):
    """Those of today first."""

    def make(self, fills: bool) -> Section[Favour]:
        self._today: frozenset[str] = frozenset()
        return Section(
            self.theme,
            "Five minutes",
            describe=lambda row: visible(f"{row.title}. {row.why}"),
            delegate=lambda view: LineDelegate(
                self.theme, view, lambda row: Line(row.title, row.why, "favour", "accent")
            ),
            verbs=(
                Verb("Do it…", self._do, (*OPEN_KEYS, Qt.Key.Key_Space), opens=True),
                Verb("Show person", self._show, (Qt.Key.Key_O,)),
                Verb("Never offer it again", self._never, (Qt.Key.Key_X, Qt.Key.Key_Delete),
                     begins=True),
            ),
            empty="Nothing comes to mind today. Needs, your shelf and what people are interested "
            "in are where it looks.",
            icon="favour",
            heading=self._heading,
            key=lambda row: row.key,
            fills=fills,
        )  # fmt: skip

    def rows(self) -> list[Favour]:
        first, later = today_and_later(self.bridge.reader, self.bridge.today())
        self._today = frozenset(favour.key for favour in first)
        return [*first, *later]

    def _do(self, row: Favour) -> None:
        do_favour(self.bridge, self.theme, row, self.message.emit, self.window())

    def _show(self, row: Favour) -> None:
        self.person_chosen.emit(row.person_id)

    def _never(self, row: Favour) -> None:
        self.bridge.do(answer_favour, self.told, key=row.key, title=row.title)

    def _heading(self, row: Favour, before: Favour | None) -> object:
        mine = row.key in self._today
        if before is None:
            return "Today" if mine else None
        return "Another day" if not mine and before.key in self._today else None
