"""Hostile vCards: each limit with its sentence, and what stands around it is read all the same."""

from __future__ import annotations

import base64
import tracemalloc
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from relationship_desk.desk.ports import NotThisFormat, ReadCard, Unreadable
from relationship_desk.formats.vcard import VCard, photos, reading
from relationship_desk.formats.vcard.mapping import map_card
from tests.formats.support import GIF, Read, ReadOne, card, nothing

_GIF = base64.b64encode(GIF).decode()
_ADA, _BOB = card("FN:Ada"), card("FN:Bob")


class Case(NamedTuple):
    """Content, the sentence it gets, who is read of it, and the limit where it is made small."""

    content: str
    sentence: str
    people: list[str]
    module: ModuleType = reading
    limit: str = ""
    small: int = 0


_PUT_ASIDE = {
    "file over 1 GB": Case(
        _ADA + _BOB + card("FN:Cleo"),
        "The file is larger than 1 GB; what comes from here on was not read.",
        ["Ada", "Bob"],
        reading,
        "FILE_LIMIT",
        len(_ADA + _BOB) + 5,
    ),
    "over 200,000 cards": Case(
        _ADA + _BOB + card("FN:Cleo"),
        "The file holds more than 200,000 cards; what comes from here on was not read.",
        ["Ada", "Bob"],
        reading,
        "CARDS_LIMIT",
        2,
    ),
    "line over 50 MB": Case(
        _ADA + card("FN:Large", "NOTE:" + "x" * 80 + "\r\n " + "y" * 80) + _BOB,
        "The card holds a line of more than 50 MB; it was put aside.",
        ["Ada", "Bob"],
        reading,
        "LINE_LIMIT",
        100,
    ),
    "over 10,000 lines": Case(
        _ADA + card("FN:Many", *["TEL:1"] * 20) + _BOB,
        "The card holds more than 10,000 lines; it was put aside.",
        ["Ada", "Bob"],
        reading,
        "LINES_LIMIT",
        15,
    ),
    "over 200 MB": Case(
        _ADA + card("FN:Large", *["TEL:1"] * 20) + _BOB,
        "The card is larger than 200 MB; it was put aside.",
        ["Ada", "Bob"],
        reading,
        "CARD_LIMIT",
        100,
    ),
    "nothing inside": Case(
        _ADA + "BEGIN:VCARD\r\nEND:VCARD\r\n" + _BOB,
        "The card holds nothing that could be read.",
        ["Ada", "Bob"],
    ),
    "text between": Case(
        _ADA + "hello\r\n" + _BOB, "This text lies outside of any card.", ["Ada", "Bob"]
    ),
    "broken off in a line": Case(
        _ADA + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cut\r\nTEL:+49 40 12",
        "The file breaks off in the middle of this card; export it again to have all of it.",
        ["Ada"],
    ),
}


@pytest.mark.parametrize("name", list(_PUT_ASIDE))
def test_what_goes_over_a_limit_is_put_aside_and_the_rest_is_read(
    read: Read, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    case = _PUT_ASIDE[name]
    if case.limit:
        monkeypatch.setattr(case.module, case.limit, case.small)
    items = read(case.content)
    assert [item.message for item in items if isinstance(item, Unreadable)] == [case.sentence]
    assert [i.contact.name.full for i in items if isinstance(i, ReadCard)] == case.people
    assert all(item.raw for item in items)


def test_the_limits_are_those_that_the_sentences_name() -> None:
    assert (reading.FILE_LIMIT, reading.CARDS_LIMIT) == (1_000_000_000, 200_000)
    assert (reading.LINE_LIMIT, reading.LINES_LIMIT) == (50_000_000, 10_000)
    assert (reading.CARD_LIMIT, reading.PHYSICAL_LIMIT) == (200_000_000, 2_000_000)
    assert photos.SHOWN_LIMIT == 5_000_000


def test_a_card_of_too_many_folds_is_put_aside(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LINES_LIMIT", 10)
    monkeypatch.setattr(reading, "PHYSICAL_LIMIT", 20)
    broken, ada = read(card("FN:Folds", "NOTE:a", *[" b"] * 40) + _ADA)
    assert isinstance(broken, Unreadable)
    assert broken.message == "The card holds more than 2,000,000 lines; it was put aside."
    assert isinstance(ada, ReadCard)


_PHOTOS = {
    "too large": (
        f"PHOTO;ENCODING=b;TYPE=GIF:{_GIF}",
        "The photo is larger than 5 MB; it is kept in the card and not shown.",
    ),
    "too large as data": (
        f"PHOTO:data:image/gif;base64,{_GIF}",
        "The photo is larger than 5 MB; it is kept in the card and not shown.",
    ),
    "logo too large": (
        f"LOGO;ENCODING=b;TYPE=GIF:{_GIF}",
        "The logo is larger than 5 MB; it is kept in the card and not shown.",
    ),
    "no picture": (
        "PHOTO;ENCODING=b:%%%%",
        "The photo could not be decoded; it is kept in the card as it is.",
    ),
}


@pytest.mark.parametrize("name", list(_PHOTOS))
def test_a_photo_that_is_not_shown_is_kept_and_told(
    vcard: VCard, read_one: ReadOne, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(photos, "SHOWN_LIMIT", 20)
    line, sentence = _PHOTOS[name]
    ada = read_one(card("FN:Ada", line, "TEL:1"))
    assert [problem.message for problem in ada.problems] == [sentence]
    assert ada.contact.photos == ()
    assert line.encode() in ada.raw
    assert [other.name for other in vcard.others(ada.raw)] == [line[:5].rstrip(":;")]


def test_a_linked_photo_is_neither_fetched_nor_opened(read_one: ReadOne, tmp_path: Path) -> None:
    # Any socket fails the test; that no file is opened shows in what is missing.
    (tmp_path / "ada.gif").write_bytes(GIF)
    there = (tmp_path / "ada.gif").as_uri()
    links = ("http://a.example/p", "https://a.example/p", "ftp://a.example/p", "cid:p", there)
    lines = [f"PHOTO;VALUE=uri:{link}" for link in links] + [f"PHOTO:{there}", f"LOGO:{there}"]
    ada = read_one(card("FN:Ada", *lines))
    assert (ada.contact.photos, ada.contact.details, ada.problems) == ((), (), ())
    for link in (*lines, f"PHOTO;ENCODING=b:{there}"):
        assert map_card(card("FN:Ada", link).encode()).contact.photos == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"##fileformat=VCFv4.2\n", "a genomics file (Variant Call Format): it holds gene"),
        (b"\x1f\x8b\x08", "a gzip archive; unpack it first"),
        (b"PK\x03\x04", "a ZIP archive; unpack it first"),
    ],
)
def test_what_is_no_vcard_is_refused_by_what_it_is(
    read: Read, content: bytes, sentence: str
) -> None:
    with pytest.raises(NotThisFormat) as refused:
        read(content + b"BEGIN:NOTHING\n" * 3)
    assert f"“contacts.vcf” is not a vCard file: it is {sentence}" in str(refused.value)


_ODD_TEXTS = {
    "nul": (b"A\0da", "A\0da"),
    "right-to-left override": ("A\u202eda".encode(), "A\u202eda"),
    "isolates": ("\u2066A\u2069da".encode(), "\u2066A\u2069da"),
    "control characters": (b"A\x01\x1bd\x7fa", "A\x01\x1bd\x7fa"),
    "lone surrogate": (b"A\xed\xa0\x80da", "Aí\xa0€da"),
    "overlong": (b"A\xc0\x80da", "AÀ€da"),
    "no character": ("A\ufffeda\uffff".encode(), "A\ufffeda\uffff"),
}


@pytest.mark.parametrize("name", list(_ODD_TEXTS))
def test_odd_characters_are_read_kept_and_can_be_stored(
    vcard: VCard, read_one: ReadOne, name: str
) -> None:
    data, text = _ODD_TEXTS[name]
    ada = read_one(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:" + data + b"\r\nEND:VCARD\r\n")
    assert ada.contact.name.full == text
    assert data in ada.raw
    text.encode()  # a lone surrogate could not be
    for version in ("2.1", "3.0", "4.0"):
        again = read_one(vcard.write(ada.contact, version))
        assert again.contact.name.full == text


def test_memory_follows_the_largest_card_and_not_the_file(vcard: VCard, tmp_path: Path) -> None:
    path = tmp_path / "large.vcf"
    one = card("FN:Ada", *(f"NOTE:{'x' * 1000}" for _ in range(300))).encode()
    with path.open("wb") as file:
        for _ in range(100):
            file.write(one)
    tracemalloc.start()
    try:
        count = sum(1 for _ in vcard.read(path, nothing))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 100
    assert peak < path.stat().st_size / 5
