"""Texts on paper: pages of A4 or Letter, as the bytes of a PDF file or on what a printer has.

Invariant: whatever does not fit on a page goes on the next; nothing is cut off.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from relationship_desk.domain.text import one_line
from relationship_desk.ui.colours import LIGHT
from relationship_desk.ui.plain import visible

STAYS_WITH_THE_NEXT = 1  # the state of a paragraph that never ends a page
DPI = 600
# Where paper is US Letter: Unicode CLDR, supplemental data, measurementData/paperSize.
_LETTER = frozenset(
    getattr(QLocale.Country, name)
    for name in (
        "Belize Canada Chile Colombia CostaRica Guatemala Mexico Nicaragua Panama Philippines "
        "PuertoRico ElSalvador UnitedStates Venezuela"
    ).split()
)


def paper_size(locale: QLocale) -> QPageSize.PageSizeId:
    """The paper of a locale's territory."""
    letter = locale.territory() in _LETTER
    return QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4


def dots(points: float) -> int:
    """A length on paper, given in points, as the documents here are laid out."""
    return round(points / 72 * DPI)


def pdf_of(
    document: QTextDocument, title: str, about: str, margin: float, locale: QLocale | None = None
) -> bytes:
    """The document as a PDF, on the paper of this locale or of the user's.

    `title` stands at the foot where there are several pages, `about` in the file's properties;
    `margin` is in millimetres. Needs a `QGuiApplication`, whichever its platform.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(paper_size(locale or QLocale.system())))
    set_margins(writer, margin)
    writer.setTitle(visible(one_line(about, 200)))
    writer.setCreator("Relationship Desk")
    paint(document, writer, title)
    buffer.close()
    return bytes(buffer.data().data())


def set_margins(device: QPagedPaintDevice, margin: float) -> None:
    """The same margin on all sides, in millimetres."""
    device.setPageMargins(QMarginsF(margin, margin, margin, margin), QPageLayout.Unit.Millimeter)


def paint(document: QTextDocument, device: QPagedPaintDevice, title: str) -> None:
    """Paint the document page by page; where there are several, each has its number."""
    document.setUseDesignMetrics(True)
    whole = QRectF(0, 0, device.width(), device.height())
    foot = dots(22)  # where more than one page is, the room for its number
    document.setPageSize(whole.size())
    if document.pageCount() > 1:
        document.setPageSize(QSizeF(whole.width(), whole.height() - foot))
        _keep_headings(document)
    body, pages = document.pageSize(), document.pageCount()
    painter = QPainter(device)
    try:
        for number in range(pages):
            if number:
                device.newPage()
            painter.save()
            painter.translate(0, -number * body.height())
            document.drawContents(
                painter, QRectF(0, number * body.height(), body.width(), body.height())
            )
            painter.restore()
            if pages > 1:
                font = QFont(document.defaultFont())
                font.setPixelSize(dots(8))
                painter.setFont(font)
                painter.setPen(QColor(LIGHT.quiet))
                words = f"Page {number + 1} of {pages} · {visible(one_line(title, 60))}"
                painter.drawText(
                    QRectF(0, whole.height() - dots(12), whole.width(), dots(12)),
                    int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom),
                    words,
                )
    finally:
        painter.end()


def _keep_headings(document: QTextDocument) -> None:
    """Bring a heading that ends a page to the next one, where what it heads is."""
    height = document.pageSize().height()
    block = document.begin()
    while block.isValid() and block.next().isValid():
        if block.userState() == STAYS_WITH_THE_NEXT:
            own, following = _first_line(document, block), _first_line(document, block.next())
            if int(own // height) != int(following // height):
                form = QTextBlockFormat()
                form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(block).mergeBlockFormat(form)
        block = block.next()


def _first_line(document: QTextDocument, block: QTextBlock) -> float:
    """How far from the top of the document the first line of a paragraph stands."""
    # In this order: a paragraph has lines only once it was asked where it is.
    top = document.documentLayout().blockBoundingRect(block).y()
    layout = block.layout()
    return top + layout.lineAt(0).y() if layout.lineCount() else top
