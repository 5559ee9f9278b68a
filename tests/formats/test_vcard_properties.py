"""What holds for every input: nothing raises, no byte is lost, what is written comes back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from relationship_desk.desk.ports import NotThisFormat, ReadCard
from relationship_desk.domain.contact import (
    Contact,
    ContactKind,
    Detail,
    DetailKind,
    Name,
    Photo,
)
from relationship_desk.domain.dates import PartialDate
from relationship_desk.domain.rhythm import NO_OWN_FACTS
from relationship_desk.domain.text import fold
from relationship_desk.formats.vcard import VCard
from relationship_desk.formats.vcard.lines import split_lines
from relationship_desk.formats.vcard.mapping import map_card
from tests.formats.support import GIF, as_it_is, nothing, with_detail

_VCARD = VCard()

# ------------------------------------------------------------------------------- any bytes at all

_FRAGMENTS = st.sampled_from(
    [
        b"BEGIN:VCARD", b"END:VCARD", b"begin : vcard", b"END:VCARDBEGIN:VCARD", b"AGENT:",
        b"VERSION:2.1", b"VERSION:3.0", b"VERSION:4.0", b"\r\n", b"\n", b"\r", b"\r\r\n", b"\n ",
        b"\r\n\t", b"=\r\n", b"=", b" ", b"\t", b":", b";", b",", b'"', b"\\", b"\\n", b"^", b".",
        b"FN:Ada", b"N:Lovelace;Ada;;;", b"TEL;TYPE=home:+1 555", b"item1.", b"X-ABLabel:Cabin",
        b"ADR;WORK:;;Road;Town", b"ORG:Acme;Unit", b"NOTE;ENCODING=QUOTED-PRINTABLE:=C3=BC=",
        b"PHOTO;ENCODING=b;TYPE=GIF:R0lGODlhAQAB", b"PHOTO:data:image/gif;base64,R0lG",
        b"CATEGORIES:a,b", b"BDAY:1985-04-12", b"BDAY:--0412", b";CHARSET=cp1251", b"\xff\xfe",
        b"\xef\xbb\xbf", b"\xfc", b"\xc3", b"\xe5\xae\x89", b"\0", b"UID:urn:uuid:1", b"KIND:group",
        b"X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1985-04-12;1;;",
    ]
)  # fmt: skip
_SOUP = st.lists(_FRAGMENTS | st.binary(max_size=6), max_size=40).map(b"".join)
_CARDISH = _SOUP.map(lambda soup: b"BEGIN:VCARD\r\n" + soup + b"\r\nEND:VCARD\r\n")


def _read(path: Path, content: bytes) -> list[object]:
    path.write_bytes(content)
    try:
        return list(_VCARD.read(path, nothing))
    except NotThisFormat:
        return []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_SOUP | _CARDISH | st.lists(_CARDISH, max_size=3).map(b"".join))
@example(b"BEGIN:VCARD\rEND:VCARD")
def test_reading_never_raises_and_leaves_no_byte_out(tmp_path: Path, content: bytes) -> None:
    items = _read(tmp_path / "soup.vcf", content)
    if not items or content[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in content[:64]:
        return
    rest = content
    for item in items:
        raw = item.raw  # type: ignore[attr-defined]
        before, found, rest = rest.partition(raw)
        assert found
        assert not before.replace(b"\xef\xbb\xbf", b"").strip(b" \t\r\n\0\x1a")
    assert not rest.replace(b"\xef\xbb\xbf", b"").strip(b" \t\r\n\0\x1a")


@settings(max_examples=150)
@given(_CARDISH | _SOUP, st.sampled_from(["2.1", "3.0", "4.0"]))
def test_lines_joined_are_the_card(raw: bytes, version: str) -> None:
    assert b"".join(split_lines(raw, version).raws) == raw


@settings(max_examples=150)
@given(_CARDISH)
def test_an_untouched_card_is_the_same_object_and_conversion_never_raises(raw: bytes) -> None:
    read = _read_card(raw)
    assert _VCARD.as_read(raw, as_it_is(read)) is raw
    for version in ("2.1", "3.0", "4.0"):
        converted, losses = _VCARD.convert(raw, as_it_is(read), version)
        assert converted.startswith(b"BEGIN:VCARD")
        assert all(loss.endswith(".") for loss in losses)


def _read_card(raw: bytes) -> ReadCard:
    card = map_card(raw)
    return ReadCard(card.contact, raw, card.detail_lines, 1, 1)


# --------------------------------------------------------------------------------- round trips

_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\x1f")
_LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\\;,:"=^\n bBeE'),
    min_size=1,
    max_size=120,
)
_TEXT = _LINE.map(str.strip).filter(bool)
_NAME = _TEXT.map(lambda text: text.replace("\n", " "))
_NOTE = st.text(_CHARACTERS, min_size=1, max_size=300).filter(lambda text: bool(text.strip()))
_LABEL = (
    st.sampled_from(["", "home", "work", "mobile", "home, fax", "iPhone", "home fax", "Cabin"])
    | _TEXT.filter(lambda text: not text.startswith("_$!<"))
)  # fmt: skip
_PARTIAL = st.builds(
    PartialDate,
    st.integers(1605, 2100) | st.none(),
    st.integers(1, 12),
    st.integers(1, 28) | st.none(),
).map(str)
_DATE = _PARTIAL | _TEXT
_PHOTO = st.just(Photo(hashlib.sha256(GIF).hexdigest(), "image/gif", GIF))


def _prefixless(text: str) -> bool:
    return not text.lower().startswith(("tel:", "mailto:"))


def _organisation(parts: list[str]) -> tuple[str, ...]:
    return tuple(parts)


_DETAIL = (
    st.builds(
        Detail,
        st.sampled_from(
            [
                DetailKind.NICKNAME,
                DetailKind.TITLE,
                DetailKind.ROLE,
                DetailKind.PHONE,
                DetailKind.EMAIL,
                DetailKind.URL,
            ]
        ),
        st.tuples(_TEXT.filter(_prefixless)),
        _LABEL,
        st.booleans(),
    )
    | st.builds(
        Detail,
        st.sampled_from([DetailKind.NOTE, DetailKind.HOW_MET]),
        st.tuples(_NOTE),
        _LABEL,
        st.booleans(),
    )
    | st.builds(
        Detail,
        st.just(DetailKind.ORGANISATION),
        st.lists(_TEXT, min_size=1, max_size=3).map(_organisation),
        _LABEL,
        st.booleans(),
    )
    | st.builds(
        Detail,
        st.just(DetailKind.ADDRESS),
        st.tuples(*[_TEXT | st.just("")] * 6, _TEXT),
        _LABEL,
        st.booleans(),
    )
    | st.builds(
        Detail,
        st.just(DetailKind.DATE),
        st.tuples(_DATE),
        _LABEL | st.sampled_from(["birthday", "anniversary"]),
        st.booleans(),
    )
)
_CONTACT = st.builds(
    Contact,
    st.builds(Name, _NAME, *[_NAME | st.just("")] * 5),
    st.lists(_DETAIL, max_size=6).map(tuple),
    st.lists(_TEXT, max_size=4, unique=True).map(tuple),
    _TEXT.filter(lambda text: not text.lower().startswith("urn:uuid:")) | st.just(""),
    st.sampled_from(ContactKind),
    photos=st.just(()),
    own=st.just(NO_OWN_FACTS),
    members=st.just(()),
)


@settings(max_examples=150)
@given(_CONTACT, st.sampled_from(["2.1", "3.0", "4.0"]), st.none() | _PHOTO)
def test_a_written_contact_reads_back_as_itself(
    contact: Contact, version: str, photo: Photo | None
) -> None:
    if photo is not None:
        picture = Detail(DetailKind.PHOTO, (photo.sha256,))
        contact = contact._replace(details=(*contact.details, picture), photos=(photo,))
    raw = _VCARD.write(contact, version)
    assert map_card(raw).contact == contact
    # Version 2.1 folds between words only; lines of plain text stay whole there.
    assert version == "2.1" or all(len(line) <= 75 for line in raw.split(b"\r\n"))


@settings(max_examples=150)
@given(_CONTACT, st.sampled_from(["2.1", "3.0", "4.0"]), st.sampled_from(["2.1", "3.0", "4.0"]))
def test_a_written_contact_survives_conversion(contact: Contact, source: str, target: str) -> None:
    raw = _VCARD.write(contact, source)
    converted, losses = _VCARD.convert(raw, as_it_is(_read_card(raw)), target)
    assert (map_card(converted).contact, losses) == (contact, ())


@st.composite
def _edited_cards(draw: st.DrawFn) -> tuple[bytes, int, Detail | None]:
    contact = draw(_CONTACT.filter(lambda c: bool(c.details)))
    raw = _VCARD.write(contact, draw(st.sampled_from(["2.1", "3.0", "4.0"])))
    version = draw(st.sampled_from([b"2.1", b"3.0", b"4.0"]))
    eol = draw(st.sampled_from([b"\r\n", b"\n", b"\r"]))
    raw = raw.replace(b"VERSION:3.0", b"VERSION:" + version).replace(b"\r\n", eol)
    details = map_card(raw).contact.details
    number = draw(st.integers(0, max(len(details) - 1, 0)))
    wanted = draw(st.none() | _DETAIL | st.just("same kind"))
    if wanted == "same kind" and number < len(details):
        had = details[number]
        wanted = draw(_DETAIL.filter(lambda d: d.kind is had.kind))
    return raw, number, wanted if isinstance(wanted, Detail) else None


@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
@given(_edited_cards())
def test_editing_one_fact_changes_that_fact_and_no_other_line(
    edited: tuple[bytes, int, Detail | None],
) -> None:
    raw, number, wanted = edited
    before = map_card(raw)
    if number >= len(before.contact.details):
        return
    if wanted is not None and wanted.kind is DetailKind.HOW_MET:
        had = before.contact.details[number]
        wanted = wanted if had.kind is DetailKind.HOW_MET else None
    read = _read_card(raw)
    now = replace(with_detail(read, number, wanted), name=None)
    after = map_card(_VCARD.as_read(raw, now))
    expected = list(before.contact.details)
    expected[number : number + 1] = [] if wanted is None else [wanted]
    assert list(after.contact.details) == expected
    assert after.contact.tags == before.contact.tags
    line = before.detail_lines[number]
    kept = [item.raw for i, item in enumerate(before.lines) if i != line]
    kept = [item for item in kept if b"X-ABLABEL" not in item.upper()]
    there = [item.raw for item in after.lines]
    assert all(item in there for item in kept)


@settings(max_examples=150)
@given(_CONTACT, _CONTACT, st.sampled_from([b"2.1", b"3.0", b"4.0"]))
def test_name_tags_and_added_facts_are_written_into_any_card(
    contact: Contact, other: Contact, version: bytes
) -> None:
    raw = _VCARD.write(contact, "3.0").replace(b"VERSION:3.0", b"VERSION:" + version)
    read = _read_card(raw)
    added = tuple(d for d in other.details if d.kind is not DetailKind.HOW_MET)
    now = replace(as_it_is(read), name=other.name, tags=other.tags, added=added)
    after = map_card(_VCARD.as_read(raw, now)).contact
    assert after.name == other.name
    assert {fold(tag) for tag in after.tags} - {""} == {fold(tag) for tag in other.tags} - {""}
    assert after.details == read.contact.details + added


_MESSY_LINES = st.sampled_from(
    [
        b"TEL;TYPE=home:+1", b"item1.TEL:2", b"item1.X-ABLabel:Cabin", b"NOTE:hello", b" there",
        b"stray", b"", b"ADR:;;a;b", b"ORG:x;y", b"NOTE;QUOTED-PRINTABLE:=C3=BC=", b"AAAA",
        b"TEL;x", b"PHOTO;BASE64:R0lGODlhAQABAIAAAP", b"BDAY:1985-04-12", b"VERSION:4.0",
        b"NOTE:a\rTEL:9", b"NOTE:\xfc", b"FN:Ada", b"N:a;b", b" TEL:3", b"http://x", b"AGENT:",
        b"X-ABDATE:2000-01-01", b"item1.EMAIL:a@b", b"item1.X-ABADR:de", b"VERSION:2.1",
        b"END:VCARD",
    ]
)  # fmt: skip


@settings(max_examples=200)
@given(st.lists(_MESSY_LINES, max_size=14), st.integers(0, 20), st.sampled_from("vln"))
def test_editing_one_fact_of_a_messy_card_changes_no_other_fact(
    lines: list[bytes], number: int, what: str
) -> None:
    raw = b"\r\n".join((b"BEGIN:VCARD", *lines, b"END:VCARD", b""))
    read = _read_card(raw)
    if number >= len(read.contact.details):
        return
    had = read.contact.details[number]
    if what == "n" or had.kind is DetailKind.PHOTO:
        wanted = None
    else:
        parts = (*had.parts[:-1], "2001-02-03") if what == "v" else had.parts
        wanted = had._replace(parts=parts, label="Boat" if what == "l" else had.label)
    now = replace(with_detail(read, number, wanted), name=None)
    expected = list(read.contact.details)
    expected[number : number + 1] = [wanted] if wanted else []
    assert list(map_card(_VCARD.as_read(raw, now)).contact.details) == expected
