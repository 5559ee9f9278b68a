"""Draws the whole kit into pictures: `python -m tests.ui.gallery FOLDER [--font FAMILY]`.

Run with `QT_SCALE_FACTOR=2` for a screen at 200 %. Not a test: the pictures are for eyes.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from relationship_desk.clock import FixedClock
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.store.people import PersonRow
from relationship_desk.store.tasks import TaskRow
from relationship_desk.store.timeline import InteractionRow
from relationship_desk.ui.delegates.base import prepare_list
from relationship_desk.ui.delegates.interaction import InteractionDelegate
from relationship_desk.ui.delegates.person import PersonDelegate
from relationship_desk.ui.delegates.task import TaskDelegate
from relationship_desk.ui.dialogs.ask import AskDialog
from relationship_desk.ui.dialogs.bug_report import BugReportDialog
from relationship_desk.ui.dialogs.palette import CommandPalette, PaletteEntry
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.rows import HEADING_ROLE, ROW_ROLE
from relationship_desk.ui.theme import Mode, Theme
from relationship_desk.ui.widgets.avatar import Avatar
from relationship_desk.ui.widgets.bar import Bar, Kind, Message
from relationship_desk.ui.widgets.empty_state import EmptyState
from relationship_desk.ui.widgets.flow import FlowLayout
from relationship_desk.ui.widgets.growing_text import GrowingTextEdit
from relationship_desk.ui.widgets.labels import ElidedLabel, SectionHeading
from relationship_desk.ui.widgets.menu_button import PopupMenuButton
from relationship_desk.ui.widgets.tags import TagChip, TagEditor
from relationship_desk.ui.widgets.words import DateField, DueField, PartialDateField, TimeField

TODAY = date(2026, 3, 12)
CLOCK = FixedClock(datetime(2026, 3, 12, 17, tzinfo=UTC))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def person(
    number: int,
    name: str,
    line: str = "",
    *,
    photo: str = "",
    archived: bool = False,
    twice: int | None = None,
) -> PersonRow:
    return PersonRow(number, name, line, photo, archived, twice, None, ())


def entry(
    number: int,
    days: int,
    channel: Channel,
    direction: Direction,
    text: str,
    people: tuple[tuple[int, str], ...],
    clock: time | None = None,
) -> InteractionRow:
    return InteractionRow(number, ago(days), clock, channel, direction, text, True, people)


def task(
    number: int,
    text: str,
    name: str = "",
    due: int | None = None,
    clock: time | None = None,
    *,
    done: bool = False,
    snoozed: datetime | None = None,
) -> TaskRow:
    day = None if due is None else ago(-due)
    return TaskRow(number, text, 1, name, day, clock, CLOCK.now() if done else None, snoozed)


PEOPLE = (
    person(1, "Ida Vale", "Curator, Harbour Museum"),
    person(2, "Bram Oss", "Bookbinder"),
    person(3, "Zoë Quill", "Quill & Daughters, Publishing House of the North", photo="x"),
    person(4, "Łukasz Żak", "Atlas Cartography", twice=5),
    person(5, "María José Fernández de la Torre y Álvarez", "Researcher"),
    person(6, "Old Friend", "moved away", archived=True),
    person(7, "<b>Bold</b> & Sons \u202etxt", "<img src=x>"),
    person(8, "Nurit כהן"),
    person(9, "王小明", "建築師"),
    person(10, "Ann Lee", "Founder, Northlight"),
)
LONG = (
    "Lunch at the fair. She is looking for a bookbinder who still works with parchment, and Bram"
    " came to mind at once; promised to write to both by Friday. Also talked about the atlas: the"
    " second volume is delayed until autumn, and she would love a second pair of eyes on it."
)
IDA, BRAM = (1, "Ida Vale"), (2, "Bram Oss")
MINE, THEIRS, MUTUAL = Direction
ENTRIES = (
    entry(1, 0, Channel.CALL, MINE, "Re slides; she has them.", (IDA,), time(15)),
    entry(2, 0, Channel.EMAIL, THEIRS, "Sent the harbour plan", (IDA,)),
    entry(3, 1, Channel.MET, MUTUAL, LONG, (IDA, BRAM), time(12, 30)),
    entry(4, 23, Channel.EVENT, MUTUAL, "Book Fair, hall 4", (IDA,)),
    entry(5, 23, Channel.NOTE, MINE, "Prefers letters to calls.", (IDA,)),
    entry(6, 400, Channel.LETTER, THEIRS, "", (IDA,)),
    entry(7, 800, Channel.SOCIAL, MINE, "<b>not bold</b>", (IDA,)),
)
DAYS = {0: True, 2: True, 3: True, 5: True, 6: True}
SNOOZED = datetime(2026, 3, 13, 9, tzinfo=UTC)
TASKS = (
    task(1, "Send the slides", "Ida Vale", -2),
    task(2, "Write to Bo about the introduction", "Bo Ray", -30),
    task(3, "Call re atlas", "Ida Vale", 0, time(15)),
    task(4, "Order paper", due=0, snoozed=SNOOZED),
    task(5, "Birthday card", "Ida Vale", 3),
    task(6, "Plan the autumn visit to the binder in Ghent"),
    task(7, "Thank Ann for the wine", "Ann Lee", -1, done=True),
)
GROUPS = {0: "Overdue", 2: "Today", 4: "This week", 5: "Later"}


class Rows(QAbstractListModel):
    def __init__(self, rows: Sequence[object], headings: Mapping[int, object]) -> None:
        super().__init__()
        self._rows = rows
        self._headings = headings

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == HEADING_ROLE:
            return self._headings.get(index.row())
        return self._rows[index.row()] if role == ROW_ROLE else None


def listed(
    rows: Sequence[object], name: str, headings: Mapping[int, object], *, uniform: bool = False
) -> QListView:
    view = QListView()
    model = Rows(rows, headings)
    model.setParent(view)
    view.setModel(model)
    prepare_list(view, name, uniform=uniform)
    return view


def pane(kind: str) -> tuple[QFrame, QVBoxLayout]:
    frame = QFrame()
    frame.setProperty("pane", kind)
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return frame, column


def left_pane(theme: Theme) -> QWidget:
    frame, column = pane("side")
    px = theme.px
    top = QVBoxLayout()
    top.setContentsMargins(px(12), px(12), px(12), px(8))
    search = QLineEdit()
    search.setPlaceholderText("Search")
    search.addAction(theme.icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
    top.addWidget(search)
    column.addLayout(top)
    photo = QPixmap(200, 120)
    photo.fill(QColor("#7aa095"))
    view = listed(PEOPLE, "People", {}, uniform=True)
    view.setItemDelegate(PersonDelegate(theme, view, lambda sha: photo))
    view.setCurrentIndex(view.model().index(0, 0))
    column.addWidget(view)
    return frame


def middle_pane(theme: Theme) -> QWidget:
    frame, column = pane("main")
    px = theme.px
    bar = Bar(theme)
    bar.tell(Message("Ida Vale was deleted.", Kind.SUCCESS, "Undo"))
    holder = QVBoxLayout()
    holder.setContentsMargins(px(16), px(8), px(16), 0)
    holder.addWidget(bar)
    column.addLayout(holder)
    head = QHBoxLayout()
    head.setContentsMargins(px(16), px(16), px(16), px(8))
    head.setSpacing(px(16))
    face = Avatar(theme, 64)
    face.show_person("Ida Vale")
    head.addWidget(face)
    words = QVBoxLayout()
    words.setSpacing(px(2))
    words.addWidget(ElidedLabel("Ida Vale", size="large"))
    words.addWidget(ElidedLabel("Curator, Harbour Museum", tone="quiet"))
    chips = QWidget()
    flow = FlowLayout(chips, px(4))
    for tag in ("museum", "book fair", "Hamburg"):
        flow.addWidget(TagChip(theme, tag))
    words.addWidget(chips)
    head.addLayout(words, 1)
    log = QPushButton("Log")
    log.setProperty("kind", "primary")
    head.addWidget(log)
    head.addWidget(QPushButton("Task"))
    head.addWidget(PopupMenuButton(theme, "more", "More"))
    column.addLayout(head)
    entry = QVBoxLayout()
    entry.setContentsMargins(px(16), px(8), px(16), px(0))
    text = GrowingTextEdit(theme, "What happened?")
    text.setPlaceholderText("What happened? Type, and Ctrl+Enter")
    entry.addWidget(text)
    column.addLayout(entry)
    view = listed(ENTRIES, "Timeline", DAYS)
    view.setItemDelegate(InteractionDelegate(theme, view, CLOCK))
    view.setCurrentIndex(view.model().index(2, 0))
    column.addWidget(view, 1)
    return frame


def right_pane(theme: Theme) -> QWidget:
    frame, column = pane("side")
    px = theme.px
    head = QVBoxLayout()
    head.setContentsMargins(px(16), px(12), px(12), 0)
    heading = SectionHeading("Tasks")
    heading.set_count(7)
    add = QPushButton("New")
    add.setProperty("kind", "quiet")
    theme.dress(add, "add")
    heading.add(add)
    head.addWidget(heading)
    column.addLayout(head)
    view = listed(TASKS, "Tasks", GROUPS)
    view.setItemDelegate(TaskDelegate(theme, view, CLOCK))
    view.setCurrentIndex(view.model().index(3, 0))
    column.addWidget(view)
    return frame


def window(theme: Theme) -> QWidget:
    splitter = QSplitter()
    splitter.setHandleWidth(1)
    for widget in (left_pane(theme), middle_pane(theme), right_pane(theme)):
        splitter.addWidget(widget)
    splitter.setSizes([248, 512, 264])
    splitter.resize(1024, 640)
    return splitter


def forms(theme: Theme) -> QWidget:
    frame, column = pane("main")
    px = theme.px
    column.setContentsMargins(px(16), px(16), px(16), px(16))
    column.setSpacing(px(8))
    for kind in Kind:
        bar = Bar(theme)
        bar.tell(Message("The file anna.vcf was read; 3 cards came in.", kind, "Undo"))
        if kind is Kind.ERROR:
            bar.tell(Message("Another.", kind))
        column.addWidget(bar)
    editor = TagEditor(theme)
    editor.set_tags(["museum", "book fair", "Hamburg", "a rather long tag of several words", "x"])
    column.addWidget(editor)
    fields = QHBoxLayout()
    day = DateField(theme, "Day", CLOCK)
    day.line.setText("yesterday")
    wrong = DueField(theme, "Due", CLOCK)
    wrong.line.setText("someday")
    clock = TimeField(theme, "Time")
    clock.set_value(time(9, 30))
    born = PartialDateField(theme, "Birthday")
    born.set_value("--04-12")
    for field in (day, wrong, clock, born):
        fields.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    column.addLayout(fields)
    note = GrowingTextEdit(theme, "Note", lines=2)
    note.setPlainText(LONG)
    column.addWidget(note)
    buttons = QHBoxLayout()
    for kind in ("primary", "", "quiet", "danger"):
        button = QPushButton(kind or "Plain")
        button.setProperty("kind", kind)
        buttons.addWidget(button)
    off = QPushButton("Disabled")
    off.setEnabled(False)
    buttons.addWidget(off)
    box = QComboBox()
    box.addItems(["Call", "E-mail"])
    buttons.addWidget(box)
    buttons.addWidget(QCheckBox("Check"))
    ticked = QCheckBox("Checked")
    ticked.setChecked(True)
    buttons.addWidget(ticked)
    column.addLayout(buttons)
    progress = QProgressBar()
    progress.setValue(40)
    column.addWidget(progress)
    for tone in ("", "quiet", "accent", "danger", "warning", "success"):
        column.addWidget(PlainLabel(f"<b>plain</b> text, {tone or 'normal'}", tone=tone))
    column.addStretch(1)
    frame.resize(820, 760)
    return frame


def empty(theme: Theme) -> QWidget:
    frame = QFrame()
    frame.setProperty("pane", "main")
    stack = QStackedLayout(frame)
    stack.addWidget(
        EmptyState(
            theme,
            "people",
            "Nobody here yet",
            "Drop an exported contacts file (.vcf) anywhere on this window, or add a person.",
            "New person",
        )
    )
    frame.resize(420, 420)
    return frame


def palette(theme: Theme) -> QWidget:
    return CommandPalette(
        theme,
        [
            PaletteEntry("new", "New person", "Ctrl+N"),
            PaletteEntry("log", "Log what happened", "Ctrl+L"),
            PaletteEntry("undo", "Undo “delete Ida Vale”", "Ctrl+Z"),
            PaletteEntry("redo", "Redo", "Ctrl+Shift+Z", enabled=False),
            PaletteEntry("import", "Import contacts…", "Ctrl+O"),
        ],
    )


def report(theme: Theme) -> QWidget:
    return BugReportDialog(theme, "Traceback\n  File \"desk.py\", line 3\nKeyError: 'x'")


def question(theme: Theme) -> QWidget:
    text = "Her card, 12 entries of the timeline and 3 tasks go, and no undo brings them back."
    return AskDialog(theme, "Erase Ida Vale for good?", text, "Erase for good")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--font", help="the family to draw with, instead of the system's")
    options = arguments.parse_args()
    app = QApplication([])
    if options.font:
        app.setFont(QFont(options.font, 10))
    theme = Theme(app, Mode.LIGHT)
    options.folder.mkdir(parents=True, exist_ok=True)
    scale = os.environ.get("QT_SCALE_FACTOR", "1")
    screens = {"window": window, "forms": forms, "empty": empty}
    screens |= {"palette": palette, "report": report, "question": question}
    for mode in (Mode.LIGHT, Mode.DARK):
        theme.set_mode(mode)
        for name, build in screens.items():
            widget = build(theme)
            widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            widget.show()
            app.processEvents()
            picture = options.folder / f"{name}-{mode}-{scale}.png"
            widget.grab().save(str(picture))
            widget.close()
            widget.deleteLater()
            print(picture)


if __name__ == "__main__":
    main()
