"""The drawn portraits."""

from __future__ import annotations

from hashlib import sha256

from PySide6.QtGui import QImage

from relationship_desk.demo.portraits import SIDE, portrait


def test_a_portrait_is_a_picture_that_qt_reads() -> None:
    photo = portrait(3)
    image = QImage.fromData(photo.data)

    assert photo.media_type == "image/png"
    assert photo.sha256 == sha256(photo.data).hexdigest()
    assert (image.width(), image.height()) == (SIDE, SIDE)
    assert image.pixelColor(2, 2) != image.pixelColor(SIDE // 2, SIDE // 2)


def test_the_same_number_is_the_same_face_and_another_is_not() -> None:
    assert portrait(3).data == portrait(3).data
    assert len({portrait(number).sha256 for number in range(8)}) == 8
