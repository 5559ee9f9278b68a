"""The pages under a person's card: tabs, keys, and who is read when."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from relationship_desk.store.people import names_of
from relationship_desk.store.tasks import task_rows
from relationship_desk.ui.actions import Actions
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.pages.all import Page
from relationship_desk.ui.pages.book import PageBook
from relationship_desk.ui.pages.page import PersonPage
from relationship_desk.ui.pages.timeline import TimelinePage
from relationship_desk.ui.theme import Theme
from tests.support.desks import DeskForTests

Settle = Callable[[], None]


class NamePage(PersonPage):
    """A page that shows a name and counts how often it was read."""

    def __init__(self, bridge: Bridge, actions: Actions, theme: Theme) -> None:
        super().__init__(bridge, actions, theme)
        self.reads = 0
        self.line = QLineEdit()
        QVBoxLayout(self).addWidget(self.line)

    def read(self) -> None:
        self.reads += 1
        ids = [] if self.person_id is None else [self.person_id]
        self.line.setText(" ".join(names_of(self.bridge.reader, ids).values()))

    def take_focus(self) -> None:
        self.line.setFocus()


class OtherPage(NamePage):
    """Another of the kind."""


def _tasks(bridge: Bridge, person_id: int) -> int:
    return len(task_rows(bridge.reader, person_id))


PAGES = (
    Page("timeline", "Timeline", TimelinePage),
    Page("name", "Name", NamePage, count=_tasks),
    Page("other", "Other", OtherPage),
)


@pytest.fixture
def book(
    bridge: Bridge, actions: Actions, theme: Theme, desk: DeskForTests, qtbot: QtBot, settle: Settle
) -> PageBook:
    made = PageBook(bridge, actions, theme, PAGES)
    bridge.changed.connect(made.apply)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.activateWindow()
    made.show_person(desk.add("Ida Vale"))
    settle()
    return made


def named(book: PageBook) -> NamePage:
    return book.open_kind(NamePage)


def test_a_single_page_has_no_tabs(
    bridge: Bridge, actions: Actions, theme: Theme, qtbot: QtBot, settle: Settle
) -> None:
    book = PageBook(bridge, actions, theme, PAGES[:1])
    qtbot.addWidget(book)
    book.show()
    settle()

    assert not book.tabs.isVisible()
    assert isinstance(book.page, TimelinePage)
    assert not book.turn(1)


def test_a_page_is_made_when_it_is_turned_to(book: PageBook, settle: Settle) -> None:
    assert book.findChildren(NamePage) == []

    page = named(book)
    settle()

    assert page.isVisible()
    assert (page.line.text(), page.reads) == ("Ida Vale", 1)


def test_only_the_open_page_reads(book: PageBook, desk: DeskForTests, settle: Settle) -> None:
    page = named(book)
    book.open("other")
    settle()
    bram = desk.add("Bram Oss")

    book.show_person(bram)
    desk.log(bram)
    settle()
    assert page.reads == 1

    book.open("name")
    settle()
    assert (page.line.text(), page.reads) == ("Bram Oss", 2)
    book.open("other")
    book.open("name")
    settle()
    assert page.reads == 2, "nothing has changed"


def test_an_open_page_follows_what_touches_its_person(
    book: PageBook, desk: DeskForTests, settle: Settle
) -> None:
    page = named(book)
    settle()
    desk.log(desk.add("Bram Oss"))
    settle()
    assert page.reads == 1
    assert page.person_id is not None
    desk.log(page.person_id)
    settle()
    assert page.reads == 2


def test_tabs_count_also_what_was_never_opened(
    book: PageBook, desk: DeskForTests, settle: Settle
) -> None:
    ida = book.page._person_id  # type: ignore[attr-defined]
    assert [book.tabs.tabText(i) for i in range(3)] == ["Timeline", "Name", "Other"]
    desk.task("call", ida)
    settle()
    assert book.tabs.tabText(1) == "Name  1"
    assert book.tabs.accessibleTabName(1) == "Name, 1"
    book.show_person(None)
    assert book.tabs.tabText(1) == "Name"


def test_pages_are_turned_around(book: PageBook, settle: Settle) -> None:
    seen = []
    for step in (1, 1, 1, -1):
        assert book.turn(step)
        settle()
        seen.append(book.open_name)
        assert book.page.isAncestorOf(book.focusWidget())

    assert seen == ["name", "other", "timeline", "other"]


def test_tabs_are_walked_with_the_arrows(book: PageBook, qtbot: QtBot, settle: Settle) -> None:
    book.tabs.setFocus()

    qtbot.keyClick(book.tabs, Qt.Key.Key_Right)
    settle()

    assert book.open_name == "name"
    assert book.tabs.hasFocus()


def test_what_happened_is_logged_from_any_page(book: PageBook, settle: Settle) -> None:
    named(book)

    assert book.log()
    settle()

    assert isinstance(book.page, TimelinePage)
    assert book.page.entry.is_unfolded()


def test_a_page_with_something_to_do_comes_in_front(book: PageBook, settle: Settle) -> None:
    page = named(book)
    book.open("timeline")
    asked: list[bool] = []
    book.wants_front.connect(lambda: asked.append(True))

    page.wants_front.emit()

    assert book.page is page
    assert asked == [True]


def test_an_unknown_name_leaves_the_page_open(book: PageBook) -> None:
    book.open("name")
    assert book.open("no such page") is book.page
    assert book.open_name == "name"


def test_what_a_page_says_is_said_by_the_book(book: PageBook) -> None:
    said: list[object] = []
    book.message.connect(said.append)
    named(book).message.emit("words")
    assert said == ["words"]
