"""Owns what a file is when it is no vCard; invariant: the answer is a sentence about that file."""

from __future__ import annotations

import codecs
import re

ENOUGH = 4096
JSON = "a JSON file"
GENOMICS = b"##fileformat=VCF"

_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEEN = (
    (GENOMICS, "a genomics file (Variant Call Format): it holds gene variants, no contacts"),
    (b"PK\x03\x04", "a ZIP archive; unpack it first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"%PDF", "a PDF document"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Microsoft Office or Outlook file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"BEGIN:VCALENDAR", "a calendar file (iCalendar)"),
    (b"<!DOCTYPE HTML", "a web page"),
    (b"<HTML", "a web page"),
    (b"<?XML", "an XML file"),
    (b"{\\RTF", "a document (RTF)"),
    (b"MECARD:", "the text of a QR code (MECARD)"),
    (b"{", JSON),
    (b"[", JSON),
    (b"DN:", "an LDIF file; export vCards or a table (CSV) where it came from"),
)
# Signs that may open a row of a table too, and what makes them certain.
_MAY_BE_CELLS = (b"MZ", b"DN:", b"[", b"{")
_CERTAIN = re.compile(
    rb"[\[{]\s*[\"\[{\]}]|\{\\RTF|DN::?[^\r\n]*(?:\r?\n [^\r\n]*)*\r?\n[A-Z][A-Z0-9.;-]*::? ",
    re.IGNORECASE,
)
_BEGIN = b"BEGIN:VCARD"
_JSCONTACT = re.compile(rb'"@type"\s*:\s*"(?:Card|CardGroup)"')  # RFC 9553
_BARE = re.compile(rb"(?:\A|[\r\n])(?:VERSION[ \t]*:[ \t]*[234]|BEGIN:VCARD)", re.IGNORECASE)
_NAME = re.compile(rb"(?:\A|[\r\n])(?:FN|N)(?:;[^:\r\n]*)?:", re.IGNORECASE)


def empty(name: str) -> str:
    """The sentence for a file with nothing in it."""
    return f"“{name}” is empty: there are no contacts in it."


def wide_encoding(start: bytes) -> str:
    """ "utf-16", "utf-16-le", "utf-32" ... by the byte order mark or the pattern of NULs, or ""."""
    for mark, encoding in _WIDE_MARKS:
        if start.startswith(mark):
            return encoding
    head = start[:64]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[0::2], head[1::2]
    if even.count(0) * 10 >= len(even) * 6 and not odd.count(0):
        return "utf-16-be"
    if odd.count(0) * 10 >= len(odd) * 6 and not even.count(0):
        return "utf-16-le"
    return ""


def is_bare_card(start: bytes) -> bool:
    """Whether lines of a card are here though neither BEGIN nor END is."""
    if start.startswith(GENOMICS):
        return False
    return _BARE.search(start) is not None and _NAME.search(start) is not None


def known_content(start: bytes) -> str:
    """What a file is by its first bytes, as words for a sentence; "" where they are unknown."""
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    folded = text[:64].upper()
    if text[:1] in (b"{", b"[") and _JSCONTACT.search(text):
        return "a JSContact file; export vCards where it came from"
    for magic, seen in _SEEN:
        if text.startswith(magic) or (magic.isascii() and folded.startswith(magic)):
            return seen
    return ""


def may_be_a_table(start: bytes) -> bool:
    """Whether a file with these known first bytes may be a table all the same."""
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    return text.upper().startswith(_MAY_BE_CELLS) and _CERTAIN.match(text) is None


def what_it_is(start: bytes, name: str) -> str:
    """A sentence that says what was seen instead of a vCard."""
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if not text.strip(b"\0\x1a \t\r\n"):
        return empty(name)
    seen = known_content(text)
    if seen:
        return f"“{name}” is not a vCard file: it is {seen}."
    if b"\0" in start:
        return f"“{name}” is not a vCard file: it holds binary data."
    first = text.splitlines()[0].strip()
    if first.upper().startswith(_BEGIN) and len(first) > len(_BEGIN):
        return (
            f"“{name}” begins as a vCard does, but its lines have run into one. Export it again"
            " where it came from."
        )
    if any(first.count(mark) >= 2 for mark in (b",", b";", b"\t")):
        return f"“{name}” is not a vCard file: it looks like a table (CSV)."
    return f"“{name}” is not a vCard file: it is text without a BEGIN:VCARD line."
