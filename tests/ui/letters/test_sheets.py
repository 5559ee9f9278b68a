"""Cards, labels and envelopes: no word is lost, and the paper has its own size."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from relationship_desk.domain.errors import UserError
from relationship_desk.domain.stationery import (
    AddressLayout,
    CardSize,
    address_lines,
    address_sheets,
    card_sheets,
)
from relationship_desk.ui.letters.paper_dialog import AddressDialog, CardDialog
from relationship_desk.ui.letters.sheets import (
    save_sheets,
    sheet_picture,
    sheets_pdf,
    whole_pages,
)
from relationship_desk.ui.theme import Theme

# What the offscreen platform says of popups is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = " ".join(f"word{number}" for number in range(900))


def _sizes(pdf: bytes) -> list[tuple[int, int]]:
    """The pages of a PDF in whole millimetres."""
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(round(float(w) / 72 * 25.4), round(float(h) / 72 * 25.4)) for w, h in found]


@pytest.mark.parametrize(
    ("size", "upright", "paper"),
    [
        (CardSize.A6, False, (148, 105)),
        (CardSize.A6, True, (105, 148)),
        (CardSize.PHOTO, False, (150, 100)),
        (CardSize.PHOTO, True, (100, 150)),
    ],
)
def test_a_card_has_its_own_paper(
    qtbot: QtBot, size: CardSize, upright: bool, paper: tuple[int, int]
) -> None:
    assert _sizes(sheets_pdf(card_sheets("Thank you!", size, upright=upright), "x")) == [paper]


def test_a_text_that_is_too_long_goes_on_and_no_word_is_lost(qtbot: QtBot) -> None:
    pages = list(whole_pages(card_sheets(LONG, CardSize.A6)))

    assert len(pages) > 2
    assert " ".join(block.text for page in pages for block in page.blocks) == LONG


def test_labels_begin_at_the_first_that_is_left(qtbot: QtBot) -> None:
    addresses = [f"Person {number}" for number in range(25)]
    sheets = address_sheets(addresses, AddressLayout.LABELS_24, skip=2)

    assert [len(sheet.blocks) for sheet in sheets] == [22, 3]
    assert sheets[0].blocks[0].x > 140
    assert _sizes(sheets_pdf(sheets, "x")) == [(210, 297)] * 2


def test_blocks_lie_on_their_paper_and_apart_from_each_other(qtbot: QtBot) -> None:
    for layout in AddressLayout:
        for sheet in address_sheets(["A\nB"] * 24, layout, "Me"):
            for number, block in enumerate(sheet.blocks):
                assert block.x >= 0 and block.x + block.width <= sheet.width  # noqa: PT018
                assert block.y >= 0 and block.y + block.height <= sheet.height  # noqa: PT018
                for other in sheet.blocks[number + 1 :]:
                    beside = other.x >= block.x + block.width or block.x >= other.x + other.width
                    below = other.y >= block.y + block.height or block.y >= other.y + other.height
                    assert beside or below


def test_an_envelope_has_the_address_and_the_sender(qtbot: QtBot) -> None:
    [sheet] = address_sheets(["Ida Vale\nKai 3"], AddressLayout.DL, "Robin Ash")

    assert [block.text for block in sheet.blocks] == ["Ida Vale\nKai 3", "Robin Ash"]
    assert _sizes(sheets_pdf([sheet], "x")) == [(220, 110)]
    assert len(address_sheets(["A"], AddressLayout.C6)[0].blocks) == 1


def test_what_is_seen_has_ink_where_the_text_is(qtbot: QtBot) -> None:
    picture = sheet_picture(card_sheets("Thank you!", CardSize.A6)[0], 300)
    dark = [
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).lightness() < 128
    ]
    assert dark
    assert min(dark) >= 300 * 12 // 148


@pytest.mark.parametrize(
    ("parts", "lines"),
    [
        (("", "", "Kai 3", "Hamburg", "", "20457", "Germany"), "Kai 3|20457 Hamburg|Germany"),
        (
            ("", "c/o Ann", "1 Elm St", "Springfield", "IL", "62701", "USA"),
            "c/o Ann|1 Elm St|Springfield, IL 62701|USA",
        ),
        (
            ("PO 7", "", "", "Bristol", "", "BS1", "United Kingdom"),
            "PO 7|Bristol, BS1|United Kingdom",
        ),
        (("", "", "Kai 3"), "Kai 3"),
        (("", "", "", "", "", "", ""), ""),
    ],
)
def test_an_address_has_its_lines_as_its_country_writes_them(
    parts: tuple[str, ...], lines: str
) -> None:
    assert "|".join(address_lines(parts)) == lines


def test_a_file_that_cannot_be_written_is_told(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        save_sheets(tmp_path / "none" / "card.pdf", card_sheets("x", CardSize.A6), "x")
    dialog = CardDialog(theme, "Thank you!")
    qtbot.addWidget(dialog)
    dialog.save(tmp_path / "none" / "card.pdf")
    assert "could not be written" in dialog._told.text()
    dialog.save(tmp_path / "card.pdf")
    assert dialog._told.text() == "Saved as card.pdf."


def test_the_choices_of_paper_are_shown_at_once(qtbot: QtBot, theme: Theme) -> None:
    card = CardDialog(theme, LONG)
    qtbot.addWidget(card)
    assert "of 148 × 105 mm" in card._told.text()
    card.size_choice.setCurrentIndex(1)
    card.upright.setChecked(True)
    assert "of 100 × 150 mm" in card._told.text()
    labels = AddressDialog(theme, ["Ida Vale\nKai 3"], "Me")
    qtbot.addWidget(labels)
    assert labels.skip.isEnabled()
    labels.layout_choice.setCurrentIndex(2)
    assert not labels.skip.isEnabled()
    assert "1 page of 220 × 110 mm" in labels._told.text()
