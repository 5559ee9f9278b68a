"""A brief on paper: pages of A4 or Letter as the bytes of a PDF file.

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

from relationship_desk.domain.brief import Page
from relationship_desk.domain.text import one_line
from relationship_desk.ui.brief.document import HEADING, Look, brief_document
from relationship_desk.ui.colours import LIGHT
from relationship_desk.ui.plain import visible

DPI = 600
MARGIN_MM = 18.0
_BODY_POINTS = 10.0  # of the rhythm's 13 pixels
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


def brief_pdf(page: Page, locale: QLocale | None = None) -> bytes:
    """The page as a PDF, on the paper of this locale or of the user's. Needs a `QGuiApplication`,
    whichever its platform."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(paper_size(locale or QLocale.system())))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(visible(one_line(f"{page.title} – {page.made}", 200)))
    writer.setCreator("Relationship Desk")
    document = brief_document(page, paper_look())
    document.setUseDesignMetrics(True)
    paint(document, writer, page.title)
    buffer.close()
    return bytes(buffer.data().data())


def paper_look() -> Look:
    """How it is drawn on paper, at the resolution of `DPI`."""
    return Look(LIGHT.text, LIGHT.quiet, LIGHT.accent, LIGHT.warning, "", _px)


def _px(length: float) -> int:
    return round(length / 13 * _BODY_POINTS / 72 * DPI)


def paint(document: QTextDocument, device: QPagedPaintDevice, title: str) -> None:
    """Paint the document page by page; where there are several, each has its number."""
    whole = QRectF(0, 0, device.width(), device.height())
    foot = _px(28)  # where more than one page is, the room for its number
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
                font.setPixelSize(_px(10.5))
                painter.setFont(font)
                painter.setPen(QColor(LIGHT.quiet))
                words = f"Page {number + 1} of {pages} · {visible(one_line(title, 60))}"
                painter.drawText(
                    QRectF(0, whole.height() - _px(16), whole.width(), _px(16)),
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
        if block.userState() == HEADING:
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
