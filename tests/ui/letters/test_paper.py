"""A letter on paper."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from relationship_desk.domain.errors import UserError
from relationship_desk.ui.letters.paper import save_pdf

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="poppler-utils reads the file back"
)
LINES = "Dear Ida,\n\nThank you for the notebook.\n\nWith warm regards,\nRobin Ash"


def pages_of(file: Path) -> list[str]:
    """The words of each page, as a reader of the file sees them."""
    words = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    return words.stdout.split("\f")[:-1]


@needs_poppler
def test_a_letter_of_one_page_has_its_words_and_no_number(
    qapp: QApplication, tmp_path: Path
) -> None:
    save_pdf(tmp_path / "letter.pdf", "Thank you", LINES)

    [page] = pages_of(tmp_path / "letter.pdf")

    assert page.split() == LINES.split()


@needs_poppler
def test_a_long_letter_loses_nothing_and_numbers_its_pages(
    qapp: QApplication, tmp_path: Path
) -> None:
    lines = [f"This is sentence {number} of the letter." for number in range(150)]

    save_pdf(tmp_path / "letter.pdf", "The harbour", "\n".join(lines))

    pages = pages_of(tmp_path / "letter.pdf")
    assert len(pages) > 1
    assert f"Page 1 of {len(pages)} · The harbour" in pages[0]
    assert all(any(line in page for page in pages) for line in lines)


def test_what_cannot_be_written_is_said(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="none"):
        save_pdf(tmp_path / "none" / "letter.pdf", "Thank you", LINES)
