"""Introductions: two people who may want to meet, taken from step to step, both asked first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from relationship_desk.desk.commands.introductions import (
    drop_introductions,
    edit_introduction,
    plan_introduction,
    reopen_introduction,
)
from relationship_desk.domain.dates import date_in_words
from relationship_desk.domain.introductions import Side, Stage
from relationship_desk.store.introductions import IntroductionRow, introduction_rows
from relationship_desk.ui.delegates.line import Line, LineDelegate
from relationship_desk.ui.plain import visible
from relationship_desk.ui.value.introducing import IntroductionDialog
from relationship_desk.ui.value.listing import Listing
from relationship_desk.ui.value.steps import Steps
from relationship_desk.ui.widgets.section import REMOVE_KEYS, Section, Verb

_ASKING = (Stage.DRAFT, Stage.ASKED_FIRST, Stage.ASKED_SECOND)


class IntroductionsListing(Listing[IntroductionRow]):
    """Those under way, then those that are over."""

    def make(self, fills: bool) -> Section[IntroductionRow]:
        self.steps = Steps(self.bridge, self.theme, self.message.emit, self)
        space = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        section: Section[IntroductionRow] = Section(
            self.theme,
            "Introductions",
            describe=self._describe,
            delegate=lambda view: LineDelegate(self.theme, view, self._line),
            verbs=(
                Verb("Next step…", self.steps.go_on, space, _is_open, opens=True),
                Verb("Write and ask…", self.steps.write, (Qt.Key.Key_W,), _is_made),
                Verb("Done without a letter", self._advance, (Qt.Key.Key_D,), _is_asking),
                Verb("Edit…", self.open, (Qt.Key.Key_E, Qt.Key.Key_F2), _is_open),
                Verb("The second said no", self._no(Side.SECOND), (Qt.Key.Key_N,),
                     _second_is_asked, begins=True),
                Verb("The first said no", self._no(Side.FIRST), (Qt.Key.Key_N,), _is_asking),
                Verb("They know each other already", self._known, (Qt.Key.Key_K,), _is_asking),
                Verb("Take it up again", self._reopen, fits=_is_ended, begins=True),
                Verb("Show the first", lambda row: self.person_chosen.emit(row.first_id),
                     (Qt.Key.Key_O,), begins=True),
                Verb("Show the second", lambda row: self.person_chosen.emit(row.second_id)),
                Verb("Remove", self._drop, REMOVE_KEYS),
            ),
            empty="No introduction is under way. Two people who should know each other come to "
            "mind sooner or later.",
            icon="introduce",
            add="Introduce two people",
            heading=lambda row, before: (
                "Over" if not row.stage.is_open and (before is None or before.stage.is_open)
                else None
            ),
            fills=fills,
        )  # fmt: skip
        section.add_wanted.connect(lambda: self.open(None))
        return section

    def rows(self) -> list[IntroductionRow]:
        return introduction_rows(self.bridge.reader, self.whose, over=True)

    def open(self, row: IntroductionRow | None) -> None:
        """Ask for an introduction, a new one where there is no row."""
        dialog = IntroductionDialog(self.theme, self.bridge, row, self.whose, None, self.window())
        do = self.bridge.desk.do
        dialog.save_by(
            self.bridge,
            lambda form: (
                do(plan_introduction, form=form)
                if row is None
                else do(edit_introduction, introduction_id=row.id, form=form)
            ),
            self.told,
        )
        dialog.open()

    def _advance(self, row: IntroductionRow) -> None:
        following = row.steps.follows
        if following is not None:
            self.steps.advance(row, following)

    def _no(self, side: Side) -> Callable[[IntroductionRow], None]:
        return lambda row: self.steps.end(row, Stage.DECLINED, side)

    def _known(self, row: IntroductionRow) -> None:
        self.steps.end(row, Stage.ACQUAINTED)

    def _reopen(self, row: IntroductionRow) -> None:
        self.bridge.do(reopen_introduction, self.told, introduction_id=row.id)

    def _drop(self, row: IntroductionRow) -> None:
        self.bridge.do(drop_introductions, self.told, introduction_ids=[row.id])

    def _line(self, row: IntroductionRow) -> Line:
        steps = row.steps
        words = steps.step if row.stage.is_open else row.outcome or row.stage.words.capitalize()
        return Line(
            f"{row.first_name} and {row.second_name}",
            words,
            icon="introduce",
            icon_role="accent" if row.stage.is_open else "quiet",
            right=date_in_words(steps.since_on, self.bridge.today()),
            whole="\n".join(part for part in (row.why, words) if part),
        )

    def _describe(self, row: IntroductionRow) -> str:
        return visible(f"{row.first_name} and {row.second_name}: {row.stage.words}")


def _is_open(row: IntroductionRow) -> bool:
    return row.stage.is_open


def _is_asking(row: IntroductionRow) -> bool:
    return row.stage in _ASKING


def _second_is_asked(row: IntroductionRow) -> bool:
    return row.stage is Stage.ASKED_SECOND


def _is_made(row: IntroductionRow) -> bool:
    return row.stage in (Stage.MADE, Stage.CHECKED)


def _is_ended(row: IntroductionRow) -> bool:
    return row.stage in (Stage.DECLINED, Stage.ACQUAINTED, Stage.FINISHED)
