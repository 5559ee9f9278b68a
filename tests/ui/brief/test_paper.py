"""A brief on paper."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QApplication

from relationship_desk.domain.brief import Brief, Owed, Reach, Talk, page_of
from relationship_desk.domain.kinds import Channel
from relationship_desk.ui.brief.document import Look, brief_document
from relationship_desk.ui.brief.paper import brief_pdf
from relationship_desk.ui.paper import paper_size

ON = date(2026, 3, 3)
TALKS = tuple(
    Talk(date(2026, 2, day), None, Channel.MET, "We talked about the harbour plan. " * 4, ("Bo",))
    for day in range(5, 0, -1)
)
NORMAL = Brief(
    1,
    "Ida Vale",
    ON,
    work="Curator, Harbour Museum",
    reach=tuple(Reach("phone", f"+49 40 {n}", "work") for n in range(4)),
    met=("Book fair 2024",),
    talks=TALKS,
    i_owe=(Owed("the intro", ON),),
    tasks=tuple(Owed(f"task {n}", ON) for n in range(6)),
    notes=("Reads every footnote. " * 5,),
)
needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None or shutil.which("pdfinfo") is None,
    reason="poppler-utils reads the file back",
)


def read_back(content: bytes, folder: Path) -> tuple[str, str]:
    """What a reader of the file sees: its facts and its text."""
    file = folder / "brief.pdf"
    file.write_bytes(content)
    facts = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True)
    words = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    return facts.stdout, words.stdout


@pytest.mark.parametrize(
    ("locale", "size"),
    [
        ("de_DE", QPageSize.PageSizeId.A4),
        ("en_GB", QPageSize.PageSizeId.A4),
        ("en_US", QPageSize.PageSizeId.Letter),
        ("fr_CA", QPageSize.PageSizeId.Letter),
        ("es_MX", QPageSize.PageSizeId.Letter),
        ("C", QPageSize.PageSizeId.A4),
    ],
)
def test_the_paper_is_that_of_the_territory(locale: str, size: QPageSize.PageSizeId) -> None:
    assert paper_size(QLocale(locale)) is size


@needs_poppler
def test_a_normal_person_fits_on_one_page(qapp: QApplication, tmp_path: Path) -> None:
    facts, words = read_back(brief_pdf(page_of(NORMAL), QLocale("de_DE")), tmp_path)
    assert "Pages:           1\n" in facts
    assert "(A4)" in facts
    for word in ("Ida Vale", "Curator, Harbour Museum", "What happened last", "the intro"):
        assert word in words
    assert "Page 1 of" not in words


@needs_poppler
def test_long_texts_go_on_over_pages_and_nothing_is_lost(
    qapp: QApplication, tmp_path: Path
) -> None:
    long = "\n".join(f"line number {number} of a long talk" for number in range(300))
    talks = (Talk(ON, None, Channel.CALL, long),)
    brief = Brief(1, "Ida Vale", ON, talks=talks, notes=("the very end",))
    facts, words = read_back(brief_pdf(page_of(brief), QLocale("en_US")), tmp_path)
    pages = int(facts.split("Pages:")[1].split()[0])
    assert pages > 3
    assert "(letter)" in facts
    for number in range(300):
        assert f"line number {number} of" in words
    assert "the very end" in words
    assert f"Page {pages} of {pages} · Ida Vale" in words


@needs_poppler
def test_no_heading_stands_alone_at_the_foot_of_a_page(qapp: QApplication, tmp_path: Path) -> None:
    for lines in range(40, 60):
        talk = Talk(ON, None, Channel.CALL, "\n".join(f"x{n}" for n in range(lines)))
        brief = Brief(1, "Ida Vale", ON, talks=(talk,), notes=("the note",))
        _, words = read_back(brief_pdf(page_of(brief), QLocale("de_DE")), tmp_path)
        with_notes = next(page for page in words.split("\f") if "Notes" in page)
        assert "the note" in with_notes


@needs_poppler
def test_names_are_letters_and_never_markup(qapp: QApplication, tmp_path: Path) -> None:
    hostile = "<b>Bo</b> <img src='file:///etc/passwd'>&amp;\u202e"
    brief = Brief(1, hostile, ON, notes=("<script>x</script>",))
    facts, words = read_back(brief_pdf(page_of(brief), QLocale("de_DE")), tmp_path)
    flat = " ".join(words.split())
    assert "<b>Bo</b> <img src='file:///etc/passwd'>&amp;" in flat
    assert "<script>x</script>" in flat
    assert "Pages:           1\n" in facts


def test_a_document_holds_the_texts_as_they_are(qapp: QApplication) -> None:
    look = Look("#000000", "#444444", "#005500", "#884400", "", round)
    brief = Brief(1, "<i>Bo</i>", ON, notes=("a\nb",), care="Be kind.")
    text = brief_document(page_of(brief), look).toPlainText()
    assert text.splitlines() == [
        "<i>Bo</i>",
        "Brief for Tuesday 3 March 2026",
        "Be kind.",
        "Notes",
        "a",
        "b",
    ]


@needs_poppler
def test_a_long_address_is_broken_and_can_still_be_copied(
    qapp: QApplication, tmp_path: Path
) -> None:
    word = "abcdefghij" * 30
    brief = Brief(1, "Ida Vale", ON, reach=(Reach("web", f"https://x.example/{word}"),))
    _, words = read_back(brief_pdf(page_of(brief), QLocale("de_DE")), tmp_path)
    assert word in words.replace("\n", "")
