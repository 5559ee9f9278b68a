"""The photo in the form: chosen, dropped or removed; decoded in the background."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from relationship_desk.domain.contact import Detail, DetailKind, Photo
from relationship_desk.domain.errors import UserError
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.card.forms import Row
from relationship_desk.ui.photos import Photos, read_picture, thumbnail
from relationship_desk.ui.plain import PlainLabel
from relationship_desk.ui.theme import Theme
from relationship_desk.ui.widgets.avatar import Avatar

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".bmp")


class PhotoField(QWidget):
    """Shows the first photo of a card; the others, where there are any, stay as they are."""

    edited = Signal()

    def __init__(
        self, bridge: Bridge, theme: Theme, photos: Photos, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._theme, self._photos = bridge, theme, photos
        self._rows: list[Row] = []
        self._new: dict[str, Photo] = {}
        self._pictures: dict[str, QPixmap] = {}  # of new photos
        self._name = ""
        self.setAcceptDrops(True)
        self._build()
        photos.arrived.connect(self._draw)

    def set_rows(self, rows: Sequence[Row], new: Sequence[Photo] = ()) -> None:
        """Show the first of these photo rows; `new` are the bytes of those not stored yet."""
        self._rows = list(rows)
        self._new = {photo.sha256: photo for photo in new}
        self._error.setText("")
        self._error.hide()
        for photo in new:
            self._decode(photo)
        self._draw()

    def rows(self) -> list[Row]:
        """The photo rows as they are now."""
        return list(self._rows)

    def photos(self) -> tuple[Photo, ...]:
        """The bytes of the photos that are new."""
        used = {detail.value for _, detail in self._rows}
        return tuple(photo for key, photo in self._new.items() if key in used)

    def set_name(self, name: str) -> None:
        """Whose initials stand where there is no photo."""
        self._name = name
        self._draw()

    def choose(self, path: Path) -> None:
        """Take this picture; what is wrong with it is said beside the photo."""
        self._tell("")
        self._bridge.in_background(lambda: read_picture(path), self._take, self._refuse)

    def remove(self) -> None:
        """Take the shown photo away."""
        del self._rows[:1]
        self._draw()
        self.edited.emit()

    def error(self) -> str:
        """What was wrong with the last picture."""
        return self._error.text()

    def _build(self) -> None:
        px = self._theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(16))
        self._avatar = Avatar(self._theme, 72)
        row.addWidget(self._avatar)
        column = QVBoxLayout()
        column.setSpacing(px(4))
        buttons = QHBoxLayout()
        buttons.setSpacing(px(4))
        self._choose = QPushButton("Choose a photo…")
        self._choose.clicked.connect(self._ask)
        self._remove = QPushButton("Remove")
        self._remove.setAccessibleName("Remove the photo")
        self._remove.setProperty("kind", "quiet")
        self._remove.clicked.connect(self.remove)
        buttons.addWidget(self._choose)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        column.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(PlainLabel("Or drop a picture here.", tone="quiet", size="small"))
        self._error = PlainLabel(tone="danger", size="small", wrap=True)
        self._error.hide()
        column.addWidget(self._error)
        column.addStretch(1)
        row.addLayout(column, 1)

    def _ask(self) -> None:
        dialog = QFileDialog(self, "Choose a photo")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"Pictures ({' '.join('*' + s for s in _SUFFIXES)})")
        dialog.fileSelected.connect(lambda name: self.choose(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, read: tuple[Photo, QImage]) -> None:
        photo, image = read
        self._new[photo.sha256] = photo
        self._pictures[photo.sha256] = QPixmap.fromImage(image)
        row_id = self._rows[0][0] if self._rows else None
        self._rows[:1] = [(row_id, Detail(DetailKind.PHOTO, (photo.sha256,)))]
        self._draw()
        self.edited.emit()

    def _refuse(self, error: BaseException) -> None:
        if isinstance(error, UserError):
            self._tell(str(error))
        else:
            self._bridge.tell(error)

    def _decode(self, photo: Photo) -> None:
        def show(image: QImage | None) -> None:
            if image is not None:
                self._pictures[photo.sha256] = QPixmap.fromImage(image)
                self._draw()

        self._bridge.in_background(lambda: thumbnail(photo.data), show)

    def _tell(self, words: str) -> None:
        self._error.setText(words)
        self._error.setVisible(bool(words))
        self._choose.setAccessibleDescription(words)

    def _draw(self) -> None:
        key = self._rows[0][1].value if self._rows else ""
        picture = self._pictures.get(key) or self._photos.pixmap(key)
        self._avatar.show_person(self._name, picture)
        self._remove.setVisible(bool(self._rows))

    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if _picture_in(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent, /) -> None:
        path = _picture_in(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.choose(path)


def _picture_in(data: QMimeData) -> Path | None:
    """The one local picture that is dragged; anything else belongs to the window."""
    urls = data.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in _SUFFIXES else None
