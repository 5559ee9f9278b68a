"""Abstract portraits as PNG files, drawn by arithmetic: no picture of anybody.

Invariant: the same number always gives the same bytes.
"""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass
from hashlib import sha256
from random import Random

from relationship_desk.domain.contact import Photo

SIDE = 128  # pixels: 64 on a screen at 200 %

_Colour = tuple[int, int, int]

_GROUNDS: tuple[_Colour, ...] = (
    (244, 214, 178), (196, 219, 205), (200, 210, 232), (238, 200, 192), (222, 210, 236),
    (246, 226, 160), (188, 216, 224), (226, 216, 202),
)  # fmt: skip
_SKINS: tuple[_Colour, ...] = (
    (250, 220, 196), (232, 190, 156), (206, 154, 114), (160, 110, 78), (112, 74, 52),
)  # fmt: skip
_HAIRS: tuple[_Colour, ...] = (
    (52, 42, 40), (96, 62, 40), (158, 104, 56), (206, 168, 104), (150, 148, 150), (150, 66, 44),
)  # fmt: skip
_COATS: tuple[_Colour, ...] = (
    (58, 92, 122), (150, 76, 70), (70, 110, 92), (96, 82, 128), (64, 64, 74), (190, 130, 62),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ellipse:
    """A filled ellipse; all lengths in parts of the side, y downwards."""

    x: float
    y: float
    rx: float
    ry: float
    colour: _Colour
    above: float = 1.0  # nothing of it is drawn below this height

    def cover(self, x: float, y: float) -> float:
        """How much of the pixel there it covers, 0 to 1: a ramp of one pixel at the rim."""
        if y > self.above:
            return 0.0
        dx, dy = (x - self.x) / self.rx, (y - self.y) / self.ry
        inside = (1 - math.hypot(dx, dy)) * min(self.rx, self.ry) * SIDE
        return min(1.0, max(0.0, inside + 0.5))


def portrait(number: int) -> Photo:
    """The portrait of this number as a square PNG of `SIDE` pixels."""
    data = _png(_pixels(number))
    return Photo(sha256(data).hexdigest(), "image/png", data)


def _pixels(number: int) -> bytes:
    """RGB rows, each after PNG's filter byte 0."""
    ground, shapes = _composition(number)
    rows = bytearray()
    for row in range(SIDE):
        rows.append(0)
        y = (row + 0.5) / SIDE
        light = 1.05 - 0.12 * y
        base = tuple(min(255.0, part * light) for part in ground)
        crossed = [shape for shape in shapes if abs(y - shape.y) < shape.ry + 1 / SIDE]
        for column in range(SIDE):
            x = (column + 0.5) / SIDE
            colour = base
            for shape in crossed:
                share = shape.cover(x, y)
                if share:
                    colour = tuple(
                        old + (new - old) * share
                        for old, new in zip(colour, shape.colour, strict=True)
                    )
            rows.extend(int(part) for part in colour)
    return bytes(rows)


def _composition(number: int) -> tuple[_Colour, tuple[_Ellipse, ...]]:
    chance = Random(number)
    ground = _GROUNDS[number % len(_GROUNDS)]
    skin, hair, coat = chance.choice(_SKINS), chance.choice(_HAIRS), chance.choice(_COATS)
    shade: _Colour = (skin[0] * 9 // 10, skin[1] * 9 // 10, skin[2] * 9 // 10)
    face = 0.40 + chance.uniform(-0.02, 0.02)
    long_hair = number % 2 == 1
    back = _Ellipse(0.5, face + 0.02, 0.235, 0.27, hair, 0.72 if long_hair else face)
    return ground, (
        back,
        _Ellipse(0.5, 0.66, 0.085, 0.14, shade),
        _Ellipse(0.5, 1.08, 0.40, 0.36, coat),
        _Ellipse(0.5, face, 0.18, 0.22, skin),
        _Ellipse(0.5 + chance.uniform(-0.06, 0.06), face - 0.17, 0.19, 0.11, hair),
    )


def _png(rows: bytes) -> bytes:
    """A PNG (W3C, second edition) of 8-bit RGB."""
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
