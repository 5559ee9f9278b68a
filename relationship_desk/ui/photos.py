"""Pictures of people, small enough to draw; invariant: nothing is decoded in the GUI thread.

A picture is hostile until its size is known: bytes first, then pixels, then scaled while it is
read. What cannot be shown safely is not shown, and initials stand in its place.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from relationship_desk.domain.contact import Photo
from relationship_desk.domain.errors import UserError
from relationship_desk.store.database import Store
from relationship_desk.store.people import get_photo
from relationship_desk.ui.bridge import Bridge

MOST_BYTES = 5_000_000
SIDE = 192  # pixels: the largest avatar on a screen at 200 %

_ALLOCATION_MB = 64
_MOST_PIXELS = _ALLOCATION_MB * 1024 * 1024 // 4
# A JPEG is scaled while it is decoded, so that it may be larger than what fits the limit whole.
_MOST_PIXELS_OF_JPEG = 50_000_000
_MEDIA = {
    b"jpeg": "image/jpeg",
    b"png": "image/png",
    b"gif": "image/gif",
    b"bmp": "image/bmp",
    b"webp": "image/webp",
}
_KEPT = 256  # thumbnails, about 37 MB
_BATCH = 12


class Photos(QObject):
    """Thumbnails by the SHA-256 of their photo; `arrived` carries one that can be drawn now."""

    arrived = Signal(str)

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._shown: OrderedDict[str, QPixmap | None] = OrderedDict()  # None: cannot be shown
        self._wanted: dict[str, None] = {}
        self._busy = False

    @staticmethod
    def of(bridge: Bridge) -> Photos:
        """The one cache of this bridge, made when first asked for."""
        found = bridge.findChild(Photos)
        return found if isinstance(found, Photos) else Photos(bridge)

    def pixmap(self, sha256: str) -> QPixmap | None:
        """The square picture, or None while there is none to draw: then it is fetched."""
        if sha256 in self._shown:
            self._shown.move_to_end(sha256)
            return self._shown[sha256]
        if sha256:
            self._wanted[sha256] = None
            self._fetch()
        return None

    def _fetch(self) -> None:
        if self._busy or not self._wanted:
            return
        self._busy = True
        # The newest wishes first: what was asked for long ago has been scrolled away.
        batch = list(reversed(self._wanted))[:_BATCH]
        store = self._bridge.desk.store

        def job() -> list[tuple[str, QImage | None]]:
            return thumbnails(store, batch)

        self._bridge.in_background(job, self._take, lambda error: self._give_up(batch, error))

    def _take(self, images: list[tuple[str, QImage | None]]) -> None:
        self._busy = False
        for sha256, image in images:
            self._wanted.pop(sha256, None)
            self._shown[sha256] = None if image is None else QPixmap.fromImage(image)
            if image is not None:
                self.arrived.emit(sha256)
        while len(self._shown) > _KEPT:
            self._shown.popitem(last=False)
        self._fetch()

    def _give_up(self, batch: list[str], error: BaseException) -> None:
        self._busy = False
        for sha256 in batch:
            self._wanted.pop(sha256, None)
            self._shown[sha256] = None
        if isinstance(error, Exception):
            self._bridge.tell(error)


def thumbnails(store: Store, keys: list[str]) -> list[tuple[str, QImage | None]]:
    """The squares of stored photos, read through a connection of the calling thread."""
    connection = store.reader()
    try:
        photos = [(sha256, get_photo(connection, sha256)) for sha256 in keys]
    finally:
        connection.close()
    return [(key, None if photo is None else thumbnail(photo.data)) for key, photo in photos]


def thumbnail(data: bytes, side: int = SIDE) -> QImage | None:
    """The middle square of a picture, at most `side` pixels wide; None where it cannot be shown.

    May be called in any thread.
    """
    opened = _open(data)
    if opened is None:
        return None
    reader, _, _ = opened
    size = reader.size()
    if min(size.width(), size.height()) > side:
        scaled = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        reader.setScaledSize(scaled)
    image = reader.read()
    if image.isNull():
        return None
    edge = min(image.width(), image.height())
    return image.copy(QRect((image.width() - edge) // 2, (image.height() - edge) // 2, edge, edge))


def read_picture(path: Path) -> tuple[Photo, QImage]:
    """A picture file as a photo to keep, and its thumbnail. May be called in any thread.

    Raises `UserError` for what is too large or no picture.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST_BYTES else b""
    except OSError as error:
        raise UserError(
            f"The picture {path.name} cannot be read ({error.strerror}). Choose another one."
        ) from error
    if not data and size:
        raise UserError(
            f"The picture {path.name} has {size / 1e6:.1f} MB, and a photo may have at most "
            f"{MOST_BYTES // 1_000_000} MB. Save a smaller copy of it and choose that."
        )
    opened = _open(data)
    image = thumbnail(data)
    if opened is None or image is None:
        raise UserError(
            f"{path.name} is no picture that can be shown, or it is too large. Choose a JPEG or "
            "PNG of at most 16 million pixels."
        )
    return Photo(hashlib.sha256(data).hexdigest(), opened[1], data), image


def _open(data: bytes) -> tuple[QImageReader, str, QBuffer] | None:
    """A reader that is safe to decode with, its media type, and the buffer it reads from."""
    if not data or len(data) > MOST_BYTES:
        return None
    QImageReader.setAllocationLimit(_ALLOCATION_MB)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    kind = bytes(reader.format().data())
    size = reader.size()
    most = _MOST_PIXELS_OF_JPEG if kind == b"jpeg" else _MOST_PIXELS
    if kind not in _MEDIA or size.isEmpty() or size.width() * size.height() > most:
        return None
    return reader, _MEDIA[kind], buffer
