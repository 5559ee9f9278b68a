"""Sheets on paper and as pictures, by the same painter: a PDF looks as it was looked at.

Invariant: a text that does not fit at its least size goes on on a page of its own behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
    QTextOption,
)

from relationship_desk.desk.transfer.whole_file import write_bytes
from relationship_desk.domain.stationery import Align, Block, Sheet
from relationship_desk.ui.plain import visible

_DPI = 600
_MM = 25.4
_POINT = 72
_UNITS = 24  # of the layout to a millimetre: lines break alike on paper and on the screen
_INK = QColor("#1b2430")


def sheets_pdf(sheets: Sequence[Sheet], title: str) -> bytes:
    """The sheets as a PDF, a page each, in their own size. Needs a `QGuiApplication`."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(visible(title))
    writer.setCreator("Relationship Desk")
    print_sheets(writer, sheets)
    buffer.close()
    return bytes(buffer.data().data())


def print_sheets(paper: QPagedPaintDevice, sheets: Sequence[Sheet]) -> None:
    """Put them on paper, or what stands for it, each on a page of its own size."""
    pages = list(whole_pages(sheets))
    _prepare(paper, pages[0])
    painter = QPainter(paper)
    try:
        for number, page in enumerate(pages):
            if number:
                _prepare(paper, page)
                paper.newPage()
            _paint(painter, page, paper.logicalDpiX() / _MM)
    finally:
        painter.end()


def save_sheets(path: Path, sheets: Sequence[Sheet], title: str) -> None:
    """Write them as a PDF file, whole or not at all. Raises `UserError`."""
    write_bytes(path, sheets_pdf(sheets, title), True)


def sheets_without_window(sheets: Sequence[Sheet], title: str) -> bytes:
    """The PDF where there is no window, and perhaps no display."""
    application = QGuiApplication.instance() or QGuiApplication(["", "-platform", "offscreen"])
    content = sheets_pdf(sheets, title)
    del application  # not before: Qt needs it for the letters
    return content


def sheet_picture(sheet: Sheet, width: int, ratio: float = 1.0) -> QImage:
    """A page as it will be printed, so many pixels wide."""
    scale = width * ratio / sheet.width
    image = QImage(round(width * ratio), round(sheet.height * scale), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    _paint(painter, sheet, scale)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def whole_pages(sheets: Sequence[Sheet]) -> Iterator[Sheet]:
    """The sheets, and behind each those on which a text that was too long goes on."""
    for sheet in sheets:
        here, rest = [], []
        for block in sheet.blocks:
            fits, more = _split(block)
            here.append(fits)
            rest += [more] if more is not None else []
        yield replace(sheet, blocks=tuple(here))
        for more in rest:
            yield from whole_pages([replace(sheet, blocks=(more,))])


def _split(block: Block) -> tuple[Block, Block | None]:
    """As much of a text as fits at its least size, and the rest, between two paragraphs or words;
    the whole where it fits."""
    if _fits(block, block.least):
        return block, None
    words = block.text.split(" ")
    low, high = 1, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(replace(block, text=" ".join(words[:middle])), block.least):
            low = middle
        else:
            high = middle - 1
    rest = " ".join(words[low:]).strip()
    begun = replace(block, text=" ".join(words[:low]).rstrip(), middle=False)
    return begun, replace(block, text=rest) if rest else None


def _fits(block: Block, points: float) -> bool:
    size = _document(block, points).size()
    return size.height() <= block.height * _UNITS


def _points(block: Block) -> float:
    """The largest size at which the text fits."""
    points = block.points
    while points > block.least and not _fits(block, points):
        points -= 0.5
    return max(points, block.least)


def _prepare(paper: QPagedPaintDevice, page: Sheet) -> None:
    size = QPageSize(QSizeF(page.width, page.height), QPageSize.Unit.Millimeter, "", _EXACT)
    orientation = QPageLayout.Orientation.Portrait
    paper.setPageLayout(QPageLayout(size, orientation, QMarginsF(0, 0, 0, 0)))


_EXACT = QPageSize.SizeMatchPolicy.ExactMatch


def _paint(painter: QPainter, page: Sheet, scale: float) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, _INK)
    context.palette = palette
    painter.save()
    painter.scale(scale / _UNITS, scale / _UNITS)
    for block in page.blocks:
        document = _document(block, _points(block))
        spare = block.height * _UNITS - document.size().height()
        top = block.y * _UNITS + (max(spare, 0.0) / 2 if block.middle else 0.0)
        painter.save()
        painter.translate(block.x * _UNITS, top)
        document.documentLayout().draw(painter, context)
        painter.restore()
    painter.restore()


def _document(block: Block, points: float) -> QTextDocument:
    """The text laid out in its width, `_UNITS` to a millimetre, whatever it is painted on."""
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.setUseDesignMetrics(True)
    font = QFont()
    font.setPixelSize(round(points / _POINT * _MM * _UNITS))
    document.setDefaultFont(font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    left = Qt.AlignmentFlag.AlignLeft
    absolute = left | Qt.AlignmentFlag.AlignAbsolute
    option.setAlignment(absolute if block.align is Align.LEFT else left)
    document.setDefaultTextOption(option)
    document.setPlainText(visible(block.text))
    document.setTextWidth(block.width * _UNITS)
    return document
