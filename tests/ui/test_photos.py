"""Thumbnails: fetched in the background, small, and refused where they are not safe."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable

import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage

from relationship_desk.desk.commands.people import add_person
from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name, Photo
from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.ui.bridge import Bridge
from relationship_desk.ui.photos import SIDE, Photos, thumbnail
from tests.support.desks import DeskForTests

Settle = Callable[[], None]


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image.save(buffer, form)
    return bytes(data.data())


def png_bomb(side: int) -> bytes:
    """A square of zeros that is small as a file: 40,000 pixels would take 6.4 GB."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj(9)
    zeros = b"".join(packer.compress(bytes(side * 4 + 1)) for _ in range(64)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zeros) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def store(desk: DeskForTests, data: bytes) -> str:
    key = hashlib.sha256(data).hexdigest()
    photo = Photo(key, "image/png", data)
    details = (Detail(DetailKind.PHOTO, (key,)),)
    desk.do(add_person, contact=Contact(Name("Ida Vale"), details, photos=(photo,)), region="DE")
    return key


def test_photo_arrives_after_it_was_asked_for(
    bridge: Bridge, desk: DeskForTests, settle: Settle
) -> None:
    photos = Photos.of(bridge)
    arrived: list[str] = []
    photos.arrived.connect(arrived.append)
    keys = [store(desk, picture(300 + n, 200)) for n in range(30)]
    assert all(photos.pixmap(key) is None for key in keys)
    settle()
    assert sorted(arrived) == sorted(keys)
    for key in keys:
        pixmap = photos.pixmap(key)
        assert pixmap is not None
        assert (pixmap.width(), pixmap.height()) == (SIDE, SIDE)


def test_one_bridge_has_one_cache(bridge: Bridge) -> None:
    assert Photos.of(bridge) is Photos.of(bridge)


def test_photo_that_cannot_be_shown_is_asked_for_once(
    bridge: Bridge, desk: DeskForTests, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos = Photos.of(bridge)
    key = store(desk, b"no picture")
    photos.pixmap(key)
    settle()
    asked: list[object] = []
    monkeypatch.setattr(bridge, "in_background", lambda *job: asked.append(job))
    assert photos.pixmap(key) is None
    assert photos.pixmap("") is None
    assert not asked


@pytest.mark.parametrize("form", ["PNG", "JPG", "BMP", "WEBP"])
def test_thumbnail_is_the_middle_square(form: str) -> None:
    image = thumbnail(picture(400, 600, form))
    assert image is not None
    assert (image.width(), image.height()) == (SIDE, SIDE)


def test_small_picture_is_not_made_larger() -> None:
    image = thumbnail(picture(30, 20))
    assert image is not None
    assert (image.width(), image.height()) == (20, 20)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        picture(600, 400)[:60],
        picture(1, 1) + bytes(5_000_001),
        png_bomb(40_000),
        b"GIF89a" + b"\xff" * 4 + bytes(20),
        b"BM" + struct.pack("<IIIIiiHHIIiiII", 54, 0, 54, 40, 99_999, 99_999, 1, 24, *[0] * 6),
    ],
    ids=["empty", "drawing", "truncated", "too many bytes", "png bomb", "gif bomb", "bmp bomb"],
)
def test_unsafe_picture_has_no_thumbnail(data: bytes) -> None:
    assert thumbnail(data) is None


def test_store_that_cannot_be_read_is_told_once(
    bridge: Bridge, desk: DeskForTests, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    bridge.failed.connect(told.append)

    def locked() -> None:
        raise StoreUnusable("The store is busy. Try again.")

    photos = Photos.of(bridge)
    key = store(desk, picture(30, 30))
    monkeypatch.setattr(bridge.desk.store, "reader", locked)
    for _ in range(3):
        assert photos.pixmap(key) is None
        settle()
    assert told == ["The store is busy. Try again."]
