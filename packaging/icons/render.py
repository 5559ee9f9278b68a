"""Renders resources/app-icon.svg into the bitmap forms that the platforms want.

Run it after the drawing has changed, and commit what it writes:
    .venv/bin/python packaging/icons/render.py
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

PACKAGING = Path(__file__).resolve().parents[1]
DRAWING = PACKAGING.parent / "resources" / "app-icon.svg"

LINUX_SIZES = (16, 24, 32, 48, 64, 128, 256)
WINDOWS_SIZES = (16, 24, 32, 48, 64, 256)
POPUP_SIZE = 64
# The four-letter types of the icns format, and the size in pixels of the PNG in each.
MACOS_TYPES = {"ic11": 32, "ic12": 64, "ic07": 128, "ic08": 256, "ic09": 512}


def png(size: int) -> bytes:
    """The drawing as a PNG, `size` pixels square, on nothing."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(DRAWING)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def ico(images: dict[int, bytes]) -> bytes:
    """A Windows icon file: a directory of 16-byte entries, then the PNGs."""
    head = struct.pack("<HHH", 0, 1, len(images))
    offset = len(head) + 16 * len(images)
    entries, body = b"", b""
    for size, data in images.items():
        side = size % 256  # 0 stands for 256
        place = offset + len(body)
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), place)
        body += data
    return head + entries + body


def icns(images: dict[str, bytes]) -> bytes:
    """A macOS icon file: chunks of type, length with these 8 bytes, and PNG."""
    body = b"".join(
        kind.encode() + struct.pack(">I", len(data) + 8) + data for kind, data in images.items()
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    folder = PACKAGING / "linux" / "icons"
    folder.mkdir(parents=True, exist_ok=True)
    for size in LINUX_SIZES:
        (folder / f"relationship-desk-{size}.png").write_bytes(png(size))
    windows_icon = ico({size: png(size) for size in WINDOWS_SIZES})
    (PACKAGING / "windows" / "relationship-desk.ico").write_bytes(windows_icon)
    # For popups: Windows takes nothing else, and not every Linux service draws SVG.
    DRAWING.with_suffix(".ico").write_bytes(windows_icon)
    DRAWING.with_suffix(".png").write_bytes(png(POPUP_SIZE))
    (PACKAGING / "macos" / "relationship-desk.icns").write_bytes(
        icns({kind: png(size) for kind, size in MACOS_TYPES.items()})
    )
    application.quit()


if __name__ == "__main__":
    main()
