"""Files dropped on a window: taken where they are files, else it is said what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from relationship_desk.desk.transfer.sources.parts import Given, Pasted
from relationship_desk.ui.drop import DropZone
from relationship_desk.ui.theme import Theme

# Qt would rather make such events itself, and a test has no other way.
pytestmark = pytest.mark.filterwarnings("ignore:Function. 'QD:DeprecationWarning")

_BUTTON, _KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Window(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.taken: list[Sequence[Given]] = []
        self.refused: list[str] = []
        self.shelved: list[str] = []
        self.zone = DropZone(
            self, theme, self.taken.append, self.refused.append, self.shelved.append
        )


@pytest.fixture
def window(theme: Theme, qtbot: QtBot) -> Window:
    made = Window(theme)
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def files(*paths: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path) for path in paths])
    return data


def enter(window: QWidget, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, _BUTTON, _KEYS)
    QApplication.sendEvent(window, event)
    return event


def drop(window: QWidget, data: QMimeData) -> None:
    enter(window, data)
    action = Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDropEvent(QPointF(5, 5), action, data, _BUTTON, _KEYS))


def test_dropped_files_are_taken_in_their_order(window: Window) -> None:
    data = files("/tmp/b.vcf", "/tmp/a b.vcf")

    drop(window, data)

    assert window.taken == [[Path("/tmp/b.vcf"), Path("/tmp/a b.vcf")]]
    assert window.refused == []


def test_a_sheet_says_what_will_happen_while_files_are_dragged(window: Window) -> None:
    data = files("/tmp/contacts.vcf")

    assert enter(window, data).isAccepted()
    assert window.zone.sheet.isVisible()
    assert window.zone.sheet.geometry() == window.rect()

    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not window.zone.sheet.isVisible()


def test_the_sheet_is_gone_after_the_drop(window: Window) -> None:
    data = files("/tmp/contacts.vcf")
    drop(window, data)

    assert not window.zone.sheet.isVisible()


def test_a_web_address_is_refused_by_name(window: Window) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/contacts.vcf")])

    drop(window, data)

    assert window.taken == []
    assert "https://example.org/contacts.vcf" in window.refused[0]


def test_text_is_refused_by_its_first_words(window: Window) -> None:
    data = QMimeData()
    data.setText("Ida Vale\n+49 40 123")

    drop(window, data)

    assert "“Ida Vale +49 40 123” is text without a card" in window.refused[0]


CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ida Vale\r\nEND:VCARD\r\n"


@pytest.mark.parametrize(
    "mime_type",
    ["text/vcard", "text/x-vcard", "text/directory", "text/directory;profile=vCard"],
)
def test_a_dragged_card_is_taken_under_every_name_of_its_type(
    window: Window, mime_type: str
) -> None:
    data = QMimeData()
    data.setData(mime_type, CARD.encode())
    data.setText("Ida Vale")

    drop(window, data)

    assert window.taken == [[Pasted("dropped text", CARD.encode())]]
    assert window.zone.sheet.isHidden()


class OwnDrop(QDropEvent):
    """A drop of what was dragged out of the program itself."""

    def source(self) -> QWidget:
        return QApplication.topLevelWidgets()[0]


def test_what_comes_from_the_window_itself_is_let_fall(window: Window) -> None:
    data = files("/tmp/contacts.vcf")
    action = Qt.DropAction.CopyAction

    QApplication.sendEvent(window, OwnDrop(QPointF(5, 5), action, data, _BUTTON, _KEYS))

    assert (window.taken, window.refused) == ([], [])


def test_plain_text_that_begins_as_a_card_is_taken(window: Window) -> None:
    data = QMimeData()
    data.setText(f"\n  {CARD}")

    drop(window, data)

    assert window.taken == [[Pasted("dropped text", f"\n  {CARD}".encode())]]


def test_anything_else_is_refused_too(window: Window) -> None:
    data = QMimeData()
    data.setData("application/x-odd", b"\x00")

    drop(window, data)

    assert window.refused == ["That is no file. Drop a .vcf file of contacts here."]


def test_a_file_over_a_field_is_for_the_desk_and_not_for_the_field(
    window: Window, qtbot: QtBot
) -> None:
    field = QLineEdit(window)
    field.setGeometry(window.rect())
    field.show()
    data = files("/tmp/contacts.vcf")

    drop_on_the_screen(window, data)

    assert window.taken == [[Path("/tmp/contacts.vcf")]]
    assert field.text() == ""


def test_text_over_a_field_is_for_the_field(window: Window) -> None:
    field = QLineEdit(window)
    field.setGeometry(window.rect())
    field.show()
    data = QMimeData()
    data.setText("Ida Vale")

    drop_on_the_screen(window, data)

    assert window.refused == []
    assert field.text() == "Ida Vale"


def drop_on_the_screen(window: QWidget, data: QMimeData) -> None:
    """As it arrives from the window system, before it is known which widget is meant."""
    handle, action = window.windowHandle(), Qt.DropAction.CopyAction
    enter_event = QDragEnterEvent(QPoint(5, 5), action, data, _BUTTON, _KEYS)
    QCoreApplication.sendEvent(handle, enter_event)
    QCoreApplication.sendEvent(handle, QDropEvent(QPointF(5, 5), action, data, _BUTTON, _KEYS))


def test_a_link_goes_to_the_shelf(window: Window) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/tide-tables.html")])
    drop(window, data)
    assert window.shelved == ["https://example.org/tide-tables.html"]
    assert (window.taken, window.refused) == ([], [])


def test_a_document_goes_to_the_shelf_and_stays_where_it_is(window: Window, tmp_path: Path) -> None:
    paper = tmp_path / "charts.pdf"
    paper.write_bytes(b"%PDF-1.4")
    drop(window, files(str(paper)))
    assert window.shelved == [str(paper)]
    assert paper.read_bytes() == b"%PDF-1.4"


def test_several_documents_are_looked_into_for_contacts_as_before(
    window: Window, tmp_path: Path
) -> None:
    papers = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for paper in papers:
        paper.write_bytes(b"%PDF-1.4")
    drop(window, files(*map(str, papers)))
    assert window.shelved == []
    assert len(window.taken) == 1
