"""Rows as they are drawn, sized, read aloud and clicked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListView, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from relationship_desk.clock import FixedClock
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.today import Place, TodayKind, TodayRow
from relationship_desk.store.people import PersonRow
from relationship_desk.store.tasks import TaskRow
from relationship_desk.store.timeline import InteractionRow
from relationship_desk.ui.delegates.base import RowDelegate, prepare_list, wrapped
from relationship_desk.ui.delegates.interaction import InteractionDelegate
from relationship_desk.ui.delegates.person import PersonDelegate
from relationship_desk.ui.delegates.task import TaskDelegate
from relationship_desk.ui.delegates.today import TodayDelegate
from relationship_desk.ui.rows import (
    HEADING_ROLE,
    ROW_ROLE,
    describe_interaction,
    describe_person,
    describe_task,
    due_words,
    interaction_line,
    is_snoozed,
    joined,
)
from relationship_desk.ui.theme import Mode, Theme

TODAY = date(2026, 3, 12)
IDA = PersonRow(1, "Ida Vale", "Harbour Museum", "", False, None, None, ("museum",))
CALL = InteractionRow(
    1, date(2026, 3, 11), time(15), Channel.CALL, Direction.MINE, "The plan", True, ((1, "Ida"),)
)
SLIDES = TaskRow(7, "Send slides", 1, "Ida Vale", date(2026, 3, 10), None, None, None)


class Rows(QAbstractListModel):
    def __init__(self, rows: Sequence[object], headings: Mapping[int, object]) -> None:
        super().__init__()
        self.rows = rows
        self.headings = headings

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == HEADING_ROLE:
            return self.headings.get(index.row())
        return self.rows[index.row()] if role == ROW_ROLE else None


def listed(
    qtbot: QtBot, rows: Sequence[object], headings: Mapping[int, object] | None = None
) -> QListView:
    view = QListView()
    qtbot.addWidget(view)
    model = Rows(rows, headings or {})
    model.setParent(view)
    view.setModel(model)
    prepare_list(view, "Rows", uniform=False)
    view.resize(320, 400)
    return view


def heights(view: QListView, delegate: RowDelegate) -> list[int]:
    view.setItemDelegate(delegate)
    option = QStyleOptionViewItem()
    model = view.model()
    return [
        delegate.sizeHint(option, model.index(row, 0)).height() for row in range(model.rowCount())
    ]


# -- in words


def test_person_is_described_with_marks() -> None:
    assert describe_person(IDA) == "Ida Vale, Harbour Museum"
    marked = replace(IDA, line="", archived=True, maybe_same_as=2)
    assert describe_person(marked) == "Ida Vale, archived, maybe twice"


def test_interaction_is_described_with_when_and_whom(clock: FixedClock) -> None:
    assert describe_interaction(CALL, clock) == "yesterday 15:00, Call to Ida: The plan"


@pytest.mark.parametrize(
    ("channel", "direction", "line"),
    [
        (Channel.EMAIL, Direction.THEIRS, "E-mail from Ida"),
        (Channel.EMAIL, Direction.MUTUAL, "E-mail with Ida"),
        (Channel.MET, Direction.MINE, "Met Ida"),
        (Channel.NOTE, Direction.MINE, "Note about Ida"),
        (Channel.EVENT, Direction.THEIRS, "Event with Ida"),
    ],
)
def test_interaction_line_says_who_reached_out(
    channel: Channel, direction: Direction, line: str
) -> None:
    assert interaction_line(replace(CALL, channel=channel, direction=direction)) == line


def test_interaction_line_without_people_is_its_channel() -> None:
    assert interaction_line(replace(CALL, people=())) == "Call"


def test_names_are_joined_as_people_say_them() -> None:
    assert joined([]) == ""
    assert joined(["Ann", "Bo"]) == "Ann and Bo"
    assert joined(["Ann", "Bo", "Cy"]) == "Ann, Bo and Cy"
    assert joined(["Ann", "Bo", "Cy", "Di"]) == "Ann, Bo and 2 others"


@pytest.mark.parametrize(
    ("due_on", "due_time", "words"),
    [
        (None, None, "no date"),
        (date(2026, 3, 12), time(15), "today 15:00"),
        (date(2026, 3, 13), None, "tomorrow"),
        (date(2026, 3, 15), None, "Sunday"),
        (date(2026, 3, 19), None, "in 7 days"),
        (date(2026, 3, 11), time(9, 30), "1 day overdue"),
        (date(2026, 2, 12), None, "4 weeks overdue"),
    ],
)
def test_due_date_is_said_in_words(due_on: date | None, due_time: time | None, words: str) -> None:
    assert due_words(replace(SLIDES, due_on=due_on, due_time=due_time), TODAY) == words


def test_task_is_described_with_its_state(clock: FixedClock) -> None:
    assert describe_task(SLIDES, clock) == "Send slides, Ida Vale, 2 days overdue"
    done = replace(SLIDES, done_at=clock.now())
    assert describe_task(done, clock) == "Send slides, Ida Vale, done"
    snoozed = replace(SLIDES, snoozed_until=datetime(2026, 3, 13, 9, tzinfo=UTC))
    assert describe_task(snoozed, clock).endswith("snoozed until tomorrow 9:00")


def test_task_whose_snooze_is_over_is_not_snoozed(clock: FixedClock) -> None:
    assert not is_snoozed(replace(SLIDES, snoozed_until=clock.now()), clock)
    assert not is_snoozed(SLIDES, clock)


# -- drawn


def test_rows_are_drawn_in_both_schemes(qtbot: QtBot, theme: Theme, clock: FixedClock) -> None:
    people = listed(qtbot, [IDA, replace(IDA, line="", archived=True, maybe_same_as=2), None])
    people.setItemDelegate(PersonDelegate(theme, people))
    timeline = listed(qtbot, [CALL, replace(CALL, text="", time=None), None], {0: True})
    timeline.setItemDelegate(InteractionDelegate(theme, timeline, clock))
    snoozed = replace(SLIDES, snoozed_until=datetime(2026, 3, 13, 9, tzinfo=UTC))
    rows = [SLIDES, replace(SLIDES, done_at=clock.now()), snoozed, None]
    tasks = listed(qtbot, rows, {0: "Overdue"})
    tasks.setItemDelegate(TaskDelegate(theme, tasks, clock))
    for view in (people, timeline, tasks):
        view.setCurrentIndex(view.model().index(0, 0))
        light = view.grab().toImage()
        theme.set_mode(Mode.DARK)
        assert view.grab().toImage() != light
        theme.set_mode(Mode.LIGHT)


def test_people_have_one_height(qtbot: QtBot, theme: Theme) -> None:
    view = listed(qtbot, [IDA, replace(IDA, line="")])
    assert len(set(heights(view, PersonDelegate(theme, view)))) == 1


def test_heading_makes_the_first_task_of_a_group_higher(
    qtbot: QtBot, theme: Theme, clock: FixedClock
) -> None:
    view = listed(qtbot, [SLIDES, SLIDES, SLIDES], {0: "Overdue", 2: "Today"})
    first, second, third = heights(view, TaskDelegate(theme, view, clock))
    assert first == third > second


def test_entry_is_as_high_as_its_text_up_to_three_lines(
    qtbot: QtBot, theme: Theme, clock: FixedClock
) -> None:
    texts = ("", "short", "word " * 9, "word " * 500)
    view = listed(qtbot, [replace(CALL, text=text) for text in texts])
    view.show()
    none, one, two, most = heights(view, InteractionDelegate(theme, view, clock))
    assert none < one < two < most
    assert most - one <= 2 * (two - one) + 2


def test_wrapped_lines_fit_and_end_with_an_ellipsis(theme: Theme) -> None:
    font = theme.font()
    metrics = QFontMetrics(font)
    lines = wrapped("a few words and a few more " * 20, font.toString(), 200, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert all(metrics.horizontalAdvance(line) <= 200 for line in lines)
    assert wrapped("one\n\n two ", font.toString(), 200, 3) == ("one", "two")
    assert wrapped(" \n ", font.toString(), 200, 3) == ()
    assert wrapped("x" * 5000, font.toString(), 200, 3)[-1].endswith("…")


def test_entry_of_a_channel_from_a_newer_program_is_drawn(
    qtbot: QtBot, theme: Theme, clock: FixedClock
) -> None:
    odd = replace(CALL, channel="hologram")  # type: ignore[arg-type]
    view = listed(qtbot, [odd])
    view.setItemDelegate(InteractionDelegate(theme, view, clock))
    assert not view.grab().isNull()
    assert interaction_line(odd) == "Contact with Ida"


def test_tooltip_has_the_exact_date_and_the_whole_text(
    qtbot: QtBot, theme: Theme, clock: FixedClock
) -> None:
    view = listed(qtbot, [CALL])
    whole = InteractionDelegate(theme, view, clock).whole(CALL)
    assert whole == "Wednesday 11 March 2026, 15:00\nCall to Ida\nThe plan"
    due = TaskDelegate(theme, view, clock).whole(replace(SLIDES, due_time=time(9)))
    assert due == "Send slides\nIda Vale\nDue Tuesday 10 March 2026, 9:00"
    assert PersonDelegate(theme, view).whole(IDA) == "Ida Vale\nHarbour Museum\nmuseum"


# -- ticked


def test_task_is_ticked_by_its_circle_and_by_space_only(
    qtbot: QtBot, theme: Theme, clock: FixedClock
) -> None:
    view = listed(qtbot, [SLIDES], {0: "Overdue"})
    delegate = TaskDelegate(theme, view, clock)
    view.setItemDelegate(delegate)
    view.show()
    ticked: list[int] = []
    delegate.toggled.connect(ticked.append)
    bottom = view.visualRect(view.model().index(0, 0)).bottom() - theme.px(24)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.viewport(), left, pos=QPoint(theme.px(150), bottom))
    assert ticked == []
    qtbot.mouseClick(view.viewport(), left, pos=QPoint(theme.px(22), bottom))
    assert ticked == [7]
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert ticked == [7, 7]


def test_in_today_a_long_title_leaves_room_for_the_name(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = "bring the charts " * 20
    task = TodayRow(TodayKind.TASK, "task", 1, "", title, "", Place.TASK, person_name="Ida Vale")
    view = listed(qtbot, [task])
    delegate = TodayDelegate(theme, view)
    drawn: list[tuple[str, int]] = []

    def paint(*said: Any) -> int:
        _, rect, text, _, metrics, _ = said
        drawn.append((text, rect.width() - metrics.horizontalAdvance(text)))
        return min(rect.width(), metrics.horizontalAdvance(text))

    monkeypatch.setattr(delegate, "paint_text", paint)
    view.setItemDelegate(delegate)
    view.grab()
    assert next(room for text, room in drawn if text == "· Ida Vale") >= 0
