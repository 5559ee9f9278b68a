"""The photo in the form: dropped, chosen in the dialog, refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.photo_field import PhotoField
from relationship_desk.ui.photos import Photos
from relationship_desk.ui.theme import Theme

Settle = Callable[[], None]
# Qt 6.12 calls the only constructor of this event deprecated; programs never make one.
pytestmark = pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")
COPY = Qt.DropAction.CopyAction
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def field(bridge: Bridge, theme: Theme, qtbot: QtBot) -> PhotoField:
    made = PhotoField(bridge, theme, Photos.of(bridge))
    qtbot.addWidget(made)
    made.set_rows([])
    return made


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "ida.jpg"
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(path))
    return path


def dragged(*files: Path | str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(f) if isinstance(f, str) else QUrl.fromLocalFile(str(f)) for f in files])
    return data


def enters(field: PhotoField, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NO_KEY)
    event.ignore()
    field.dragEnterEvent(event)
    return event.isAccepted()


def drop(field: PhotoField, data: QMimeData) -> None:
    field.dropEvent(QDropEvent(QPointF(5, 5), COPY, data, LEFT, NO_KEY))


def test_dropped_picture_is_taken(
    field: PhotoField, picture: Path, qtbot: QtBot, settle: Settle
) -> None:
    data = dragged(picture)
    assert enters(field, data)
    with qtbot.waitSignal(field.edited):
        drop(field, data)
        settle()
    [photo] = field.photos()
    assert (photo.media_type, photo.data) == ("image/jpeg", picture.read_bytes())
    assert [detail.value for _, detail in field.rows()] == [photo.sha256]


def test_what_is_no_picture_is_left_to_the_window(field: PhotoField, picture: Path) -> None:
    cards = picture.with_suffix(".vcf")
    for data in (dragged(cards), dragged(picture, picture), dragged("https://example.org/a.jpg")):
        assert not enters(field, data)
        drop(field, data)
        assert not field.rows()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_picture_is_chosen_in_a_dialog(
    field: PhotoField, picture: Path, qtbot: QtBot, settle: Settle
) -> None:
    field.show()
    field._choose.click()
    [dialog] = field.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(picture))
    dialog.done(0)
    settle()
    assert len(field.photos()) == 1


def test_bug_while_reading_is_told_as_one(
    field: PhotoField, bridge: Bridge, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(path: Path) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("relationship_desk.ui.card.photo_field.read_picture", broken)
    with qtbot.waitSignal(bridge.bug) as told:
        field.choose(Path("x.jpg"))
    assert "RuntimeError: broken" in told.args[0]
    assert field.error() == ""
