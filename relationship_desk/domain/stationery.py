"""Cards, labels and envelopes: where each text stands on which page, in millimetres.

Invariant: no word is lost: a text that does not fit becomes smaller, and goes on on another page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from relationship_desk.domain.text import fold


class Align(StrEnum):
    """How the lines of a block begin."""

    LEFT = "left"  # whatever the script, as lines of an address do
    NATURAL = "natural"  # as the script of each line has it


@dataclass(frozen=True, slots=True)
class Block:
    """A text in its place, as large as `points` where it fits and never smaller than `least`;
    `middle` puts it halfway between top and bottom."""

    text: str
    x: float
    y: float
    width: float
    height: float
    points: float
    least: float = 7.0
    align: Align = Align.LEFT
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its size, and its blocks; a `fold` or the edge of a label is not drawn."""

    width: float
    height: float
    blocks: tuple[Block, ...]


class CardSize(StrEnum):
    """A card to be written on, upright or lying."""

    A6 = "A6"
    PHOTO = "10 × 15 cm"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of a lying one."""
        return (148.0, 105.0) if self is CardSize.A6 else (150.0, 100.0)


class AddressLayout(StrEnum):
    """What addresses are printed on."""

    LABELS_24 = "24 labels on A4 (70 × 37 mm)"
    LABELS_14 = "14 labels on A4 (99 × 38 mm)"
    DL = "Envelope DL (220 × 110 mm)"
    C6 = "Envelope C6 (162 × 114 mm)"

    @property
    def places(self) -> int:
        """How many labels a sheet has; none of an envelope."""
        columns, rows, *_ = _GRIDS.get(self, (0, 0))
        return int(columns * rows)


_CARD_MARGIN, _CARD_POINTS = 12.0, 13.0
# Columns, rows, width and height of a label, margins at the left and the top, gap between columns.
_GRIDS = {
    AddressLayout.LABELS_24: (3, 8, 70.0, 37.0, 0.0, 0.5, 0.0),
    AddressLayout.LABELS_14: (2, 7, 99.1, 38.1, 4.65, 15.15, 2.6),
}
_ENVELOPES = {AddressLayout.DL: (220.0, 110.0), AddressLayout.C6: (162.0, 114.0)}
_INSIDE = 6.0


def card_sheets(text: str, size: CardSize, *, upright: bool = False) -> list[Sheet]:
    """The text on a card; what is too long for one side goes on when it is painted."""
    width, height = size.size
    if upright:
        width, height = height, width
    margin = _CARD_MARGIN
    block = Block(
        text.strip(), margin, margin, width - 2 * margin, height - 2 * margin, _CARD_POINTS, 9.0,
        align=Align.NATURAL, middle=True,
    )  # fmt: skip
    return [Sheet(width, height, (block,))]


def address_sheets(
    addresses: Sequence[str], layout: AddressLayout, sender: str = "", skip: int = 0
) -> list[Sheet]:
    """The addresses on labels, from the first that is left on the sheet (`skip` are used), or one
    on each envelope, with the sender small above."""
    if layout in _ENVELOPES:
        return [_envelope(address, *_ENVELOPES[layout], sender) for address in addresses]
    columns, rows, width, height, left, top, gap = _GRIDS[layout]
    places = [*[""] * skip, *addresses]
    each = columns * rows
    sheets = []
    for begin in range(0, len(places), each):
        blocks = tuple(
            Block(
                text,
                left + number % columns * (width + gap) + _INSIDE,
                top + number // columns * height + _INSIDE / 2,
                width - 2 * _INSIDE,
                height - _INSIDE,
                11.0,
                middle=True,
            )
            for number, text in enumerate(places[begin : begin + each])
            if text
        )
        sheets.append(Sheet(210.0, 297.0, blocks))
    return sheets


def _envelope(address: str, width: float, height: float, sender: str) -> Sheet:
    blocks = [
        Block(address, width * 0.48, height * 0.48, width * 0.46, height * 0.44, 12.0),
    ]
    if sender.strip():
        blocks.append(Block(sender.strip(), 12.0, 10.0, width * 0.4, 14.0, 8.0, 6.0))
    return Sheet(width, height, tuple(blocks))


def addressed(name: str, parts: Sequence[str]) -> str:
    """A name and its address, as they stand on an envelope."""
    return "\n".join([name, *address_lines(parts)])


# Where the postcode stands behind the town, as the folded names of the countries.
_TOWN_FIRST = frozenset(
    "usa|us|united states|united states of america|canada|australia|new zealand|uk|united kingdom|"
    "great britain|england|scotland|wales|ireland|india|japan".split("|")
)


def address_lines(parts: Sequence[str]) -> list[str]:
    """The lines of an address (post box, extended, street, locality, region, postcode, country) as
    they stand on a letter."""
    box, extended, street, town, region, postcode, country = [
        *(" ".join(part.split(" ")).strip() for part in parts), *[""] * 7,
    ][:7]  # fmt: skip
    if fold(country) in _TOWN_FIRST:
        place = ", ".join(part for part in (town, f"{region} {postcode}".strip()) if part)
    else:
        place = f"{postcode} {town}".strip()
    lines = (extended, *street.split("\n"), box, place, country)
    return [line.strip() for line in lines if line.strip()]
