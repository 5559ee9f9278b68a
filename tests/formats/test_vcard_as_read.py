"""The card as it was read, with only what changed written anew."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from relationship_desk.desk.ports import CardNow
from relationship_desk.domain.contact import DetailKind, Name, Photo
from relationship_desk.formats.vcard import VCard
from tests.formats.support import (
    GIF,
    NOTHING_KNOWN,
    ReadOne,
    as_it_is,
    card,
    detail,
    facts,
    with_detail,
)


def _changed(before: bytes, after: bytes) -> tuple[list[bytes], list[bytes]]:
    """The physical lines that went and those that came."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return [x for x in old if x not in new], [x for x in new if x not in old]


def test_an_untouched_card_is_the_same_bytes(vcard: VCard, read_one: ReadOne) -> None:
    raw = b"begin:vcard\r\rn:;Ada\ntel;HOME:1\n X-odd/thing:\xfc\nend:vcard"
    read = read_one(raw)
    assert vcard.as_read(read.raw, as_it_is(read)) is read.raw
    assert vcard.as_read(read.raw, NOTHING_KNOWN) is read.raw


@pytest.mark.parametrize(
    ("line", "wanted", "written"),
    [
        ("TEL;TYPE=CELL:1", detail("phone", "2", "mobile"), "TEL;TYPE=CELL:2"),
        ("a1.tel;x=1;type=pref:1", detail("phone", "2", "", True), "a1.tel;x=1;type=pref:2"),
        ("NOTE:a", detail("note", "b, c; d\ne\\f"), r"NOTE:b\, c\; d\ne\\f"),
        ("URL:http://a", detail("url", "http://b/?x=1,2;3"), "URL:http://b/?x=1,2;3"),
        ("ORG:A\\, B;C;D", detail("organisation", "A, B;X;D"), "ORG:A\\, B;X;D"),
        ("ORG:A;B", detail("organisation", "A"), "ORG:A;"),
        (
            "ADR;TYPE=home:;;1 Road, Back;Town;;;;extra",
            detail("address", ";;1 Road, Back;City;;;", "home"),
            "ADR;TYPE=home:;;1 Road, Back;City;;;;extra",
        ),
        ("BDAY:1985-04-12", detail("date", "1986-04-12", "birthday"), "BDAY:1986-04-12"),
        ("BDAY:19850412", detail("date", "1986-04-12", "birthday"), "BDAY:19860412"),
        (
            "BDAY;VALUE=date:1985-04-12",
            detail("date", "--04-12", "birthday"),
            "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
        ),
        (
            "BDAY:1985-04-12",
            detail("date", "in spring", "birthday"),
            "BDAY;VALUE=text:in spring",
        ),
        (
            "EMAIL;TYPE=INTERNET,HOME:a@b",
            detail("email", "a@b", "work"),
            "EMAIL;TYPE=INTERNET;TYPE=WORK:a@b",
        ),
        (
            "EMAIL;type=INTERNET;type=home:a@b",
            detail("email", "a@b", "work"),
            "EMAIL;type=INTERNET;TYPE=work:a@b",
        ),
        ("TEL;HOME:1", detail("phone", "1", ""), "TEL:1"),
        ("TEL;TYPE=HOME,PREF:1", detail("phone", "1", "home"), "TEL;TYPE=HOME:1"),
        ("TEL;TYPE=HOME:1", detail("phone", "1", "home", True), "TEL;TYPE=HOME;TYPE=PREF:1"),
        (
            "TEL;VALUE=uri;TYPE=home:tel:+1",
            detail("phone", "+2 3", "home"),
            "TEL;TYPE=home:+2 3",
        ),
        (
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Jim;1;;;",
            detail("nickname", "Jam"),
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Jam;1;;;",
        ),
        ("X-RELATIONSHIP-DESK-HOW-MET:a", detail("how_met", "b"), "X-RELATIONSHIP-DESK-HOW-MET:b"),
    ],
)
def test_an_edited_fact_rewrites_its_own_line_in_its_own_words(
    vcard: VCard, read_one: ReadOne, line: str, wanted: object, written: str
) -> None:
    read = read_one(card("FN:Ada", "X-before:1", line, "X-after:2"))
    raw = vcard.as_read(read.raw, with_detail(read, 0, wanted))  # type: ignore[arg-type]
    assert _changed(read.raw, raw) == ([f"{line}\r\n".encode()], [f"{written}\r\n".encode()])
    assert read_one(raw).contact.details == (wanted,)


def test_version_4_takes_basic_dates_and_its_own_mark_of_preference(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("FN:Ada", "BDAY:19850412", "TEL;TYPE=home:1", version="4.0"))
    now = with_detail(read, 0, detail("date", "--04-12", "birthday"))
    now = replace(now, adopted={**now.adopted, 3 + 1: detail("phone", "1", "home", True)})
    raw = vcard.as_read(read.raw, now)
    assert b"BDAY:--0412\r\n" in raw
    assert b"TEL;TYPE=home;PREF=1:1\r\n" in raw


def test_version_21_takes_quoted_printable_where_a_text_is_not_ascii(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("N:;Ada", "NOTE;CHARSET=cp1252;ENCODING=8BIT:x", "TEL:1", version="2.1"))
    text = "Grüße aus Köln, und ein langer Satz dazu, damit die Zeile weich umbrochen wird.\nEnde"
    raw = vcard.as_read(read.raw, with_detail(read, 0, detail("note", text)))
    gone, new = _changed(read.raw, raw)
    assert gone == [b"NOTE;CHARSET=cp1252;ENCODING=8BIT:x\r\n"]
    assert new[0].startswith(b"NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=BC")
    assert all(len(line) <= 78 and line.isascii() for line in new)
    assert facts(read_one(raw))[0][1] == text


def test_long_text_is_folded_without_splitting_a_character(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada", "NOTE:x", eol="\n"))
    text = "ü安藤🎉" * 60
    raw = vcard.as_read(read.raw, with_detail(read, 0, detail("note", text)))
    lines = raw.split(b"\n")
    assert max(map(len, lines)) <= 75
    assert [line.decode() for line in lines]
    assert facts(read_one(raw))[0][1] == text


@pytest.mark.parametrize("eol", ["\n", "\r", "\r\r\n"])
def test_the_card_keeps_its_own_line_ends(vcard: VCard, read_one: ReadOne, eol: str) -> None:
    read = read_one(card("FN:Ada", "NOTE:x", eol=eol))
    now = replace(with_detail(read, 0, detail("note", "y" * 200)), added=(detail("phone", "1"),))
    raw = vcard.as_read(read.raw, now)
    assert len(read_one(raw).contact.details) == 2
    assert raw.replace(eol.encode(), b"").count(b"\r") == 0
    assert raw.replace(eol.encode(), b"").count(b"\n") == 0


def test_a_rewritten_line_of_an_eight_bit_card_reads_back_beside_the_others(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("FN:Jörg Müller", "NOTE:Düsseldorf", "TITLE:Bäcker").encode("cp1252"))
    raw = vcard.as_read(read.raw, with_detail(read, 0, detail("note", "Köln")))
    again = read_one(raw)
    assert again.contact.name.full == "Jörg Müller"
    assert [value for _, value, _ in facts(again)] == ["Köln", "Bäcker"]


@pytest.mark.parametrize("street", ["1 Road\\nTown", "1 Road\\; Town"])
def test_an_address_without_structure_is_not_there_twice_when_it_is_edited(
    vcard: VCard, read_one: ReadOne, street: str
) -> None:
    read = read_one(card("FN:Ada", f"ADR;TYPE=HOME:{street}", "TEL:1"))
    moved = detail("address", ";;2 Lane;Town;;;", "home")
    again = read_one(vcard.as_read(read.raw, with_detail(read, 0, moved)))
    assert again.contact.details == (moved, read.contact.details[1])


def test_a_new_word_becomes_a_label_line_and_a_common_one_goes_back(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("FN:Ada", "TEL;TYPE=HOME,VOICE:1", "item1.URL:x", "X-a:1"))
    cabin = vcard.as_read(read.raw, with_detail(read, 0, detail("phone", "1", "Cabin")))
    assert b"item2.TEL;TYPE=VOICE:1\r\nitem2.X-ABLabel:Cabin\r\n" in cabin
    again = read_one(cabin)
    work = vcard.as_read(cabin, with_detail(again, 0, detail("phone", "1", "work")))
    assert b"item2.X-ABLabel:_$!<Work>!$_\r\n" in work
    none = vcard.as_read(cabin, with_detail(again, 0, detail("phone", "1")))
    assert b"X-ABLabel" not in none
    assert facts(read_one(none))[0] == ("phone", "1", "")


def test_a_label_line_that_others_use_is_left_to_them(vcard: VCard, read_one: ReadOne) -> None:
    shared = ("g.TEL:1", "g.EMAIL:a@b", "g.X-ABLabel:Cabin")
    read = read_one(card("FN:Ada", *shared))
    raw = vcard.as_read(read.raw, with_detail(read, 0, detail("phone", "1", "Boat")))
    assert facts(read_one(raw)) == [("phone", "1", "Boat"), ("email", "a@b", "Cabin")]


def test_a_deleted_fact_takes_its_companions_along(vcard: VCard, read_one: ReadOne) -> None:
    lines = ("item1.ADR:;;Road;;;;", "item1.X-ABADR:us", "item1.X-ABLabel:Cabin", "TEL:1")
    read = read_one(card("FN:Ada", *lines))
    raw = vcard.as_read(read.raw, with_detail(read, 0, None))
    assert raw.decode() == card("FN:Ada", "TEL:1")


def test_a_deleted_fact_leaves_a_label_that_others_use(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada", "g.TEL:1", "g.EMAIL:a@b", "g.X-ABLabel:Cabin"))
    raw = vcard.as_read(read.raw, with_detail(read, 0, None))
    assert raw.decode() == card("FN:Ada", "g.EMAIL:a@b", "g.X-ABLabel:Cabin")


def test_a_birthday_that_becomes_another_date_takes_another_property(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("FN:Ada", "BDAY:1985-04-12", "TEL:1"))
    wanted = detail("date", "1985-04-12", "Moved in")
    raw = vcard.as_read(read.raw, with_detail(read, 0, wanted))
    assert b"item1.X-ABDATE:1985-04-12\r\nitem1.X-ABLabel:Moved in\r\n" in raw
    assert b"BDAY" not in raw
    assert read_one(raw).contact.details[0] == wanted


def test_added_facts_stand_before_the_end(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada", "TEL:1"))
    now = replace(as_it_is(read), added=(detail("email", "a@b", "work"),))
    raw = vcard.as_read(read.raw, now)
    assert raw.decode() == card("FN:Ada", "TEL:1", "EMAIL;TYPE=INTERNET;TYPE=WORK:a@b")


def test_added_facts_follow_a_card_that_breaks_off(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one("BEGIN:VCARD\nFN:Ada\nTEL:1\n")
    raw = vcard.as_read(read.raw, replace(as_it_is(read), added=(detail("phone", "2"),)))
    assert raw == b"BEGIN:VCARD\nFN:Ada\nTEL:1\nTEL:2\n"


def test_our_own_property_never_enters_a_card_as_read(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada"))
    now = replace(as_it_is(read), added=(detail("how_met", "At a fair"),))
    assert vcard.as_read(read.raw, now) is read.raw


def test_a_name_rewrites_only_what_differs(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("N;LANGUAGE=de:Doe;Jane;Q.,R.;;x;y", "FN:Jane Doe", "TEL:1"))
    now = replace(as_it_is(read), name=read.contact.name._replace(family="Roe"))
    raw = vcard.as_read(read.raw, now)
    assert _changed(read.raw, raw) == (
        [b"N;LANGUAGE=de:Doe;Jane;Q.,R.;;x;y\r\n"],
        [b"N;LANGUAGE=de:Roe;Jane;Q.,R.;;x;y\r\n"],
    )
    full = vcard.as_read(read.raw, replace(now, name=read.contact.name._replace(full="Jane Roe")))
    assert _changed(read.raw, full) == ([b"FN:Jane Doe\r\n"], [b"FN:Jane Roe\r\n"])


def test_a_name_that_was_only_composed_gets_a_line_when_it_differs(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("N:Doe;Jane;;;", "TEL:1"))
    now = replace(as_it_is(read), name=Name("JD", given="Jane", family="Doe"))
    assert b"FN:JD\r\n" in vcard.as_read(read.raw, now)


def test_a_name_taken_from_a_fact_stays_when_the_fact_changes(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("EMAIL:a@b"))
    raw = vcard.as_read(read.raw, with_detail(read, 0, detail("email", "c@d")))
    assert read_one(raw).contact.name.full == "a@b"


def test_a_card_that_does_not_speak_for_name_and_tags_leaves_them(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("FN:Ada", "CATEGORIES:a"))
    assert vcard.as_read(read.raw, CardNow({}, name=None, tags=None)) is read.raw


@pytest.mark.parametrize(
    ("tags", "lines"),
    [
        (("a", "b", "c"), ("CATEGORIES: a,b", "CATEGORIES:c")),
        (("c", "b", "a"), ("CATEGORIES: a,b", "CATEGORIES:c")),
        (("a", "c"), ("CATEGORIES: a", "CATEGORIES:c")),
        (("a", "b"), ("CATEGORIES: a,b",)),
        (("a", "b", "c", "d,e"), ("CATEGORIES: a,b,d\\,e", "CATEGORIES:c")),
        ((), ()),
    ],
)
def test_tags_are_changed_in_their_lines(
    vcard: VCard, read_one: ReadOne, tags: tuple[str, ...], lines: tuple[str, ...]
) -> None:
    read = read_one(card("FN:Ada", "CATEGORIES: a,b", "CATEGORIES:c"))
    raw = vcard.as_read(read.raw, replace(as_it_is(read), tags=tags))
    assert raw.decode() == card("FN:Ada", *lines)


def test_the_first_tag_gets_a_line(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada"))
    raw = vcard.as_read(read.raw, replace(as_it_is(read), tags=("x", "y;z")))
    assert raw.decode() == card("FN:Ada", "CATEGORIES:x,y\\;z")


def test_a_new_photo_takes_the_place_of_the_old_one(vcard: VCard, read_one: ReadOne) -> None:
    picture = Photo(hashlib.sha256(GIF).hexdigest(), "image/gif", GIF)
    for version, mark in (("2.1", b"BASE64"), ("3.0", b"ENCODING=b"), ("4.0", b"data:image/gif")):
        read = read_one(
            card("N:;Ada", "PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQ", "TEL:1", version=version)
        )
        now = with_detail(read, 0, detail("photo", picture.sha256))
        raw = vcard.as_read(read.raw, replace(now, photos={picture.sha256: picture}))
        assert mark in raw
        again = read_one(raw)
        assert again.contact.photos == (picture,)
        assert again.contact.details[1].kind is DetailKind.PHONE


def test_a_photo_whose_bytes_are_not_at_hand_stays(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ"))
    now = replace(with_detail(read, 0, detail("photo", "0" * 64)), photos={})
    assert vcard.as_read(read.raw, now) is read.raw


def test_a_card_that_is_indented_stays_so(vcard: VCard, read_one: ReadOne) -> None:
    raw = b"  BEGIN:VCARD\n  VERSION:3.0\n  FN:Ada\n  NOTE:a\n  TEL:1\n  END:VCARD\n"
    read = read_one(raw)
    now = replace(
        with_detail(read, 0, detail("note", "b TEL:9 " * 30)), added=(detail("email", "a@b"),)
    )
    again = read_one(vcard.as_read(read.raw, now))
    assert [kind for kind, _, _ in facts(again)] == ["note", "phone", "email"]
    assert again.raw.startswith(b"  BEGIN:VCARD\n  VERSION:3.0\n  FN:Ada\n  NOTE:b TEL")


def test_stray_text_below_a_deleted_fact_slips_into_no_other(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("FN:Ada", "NOTE:a", "TEL:1", "stray"))
    raw = vcard.as_read(read.raw, with_detail(read, 1, None))
    assert facts(read_one(raw)) == [("note", "a", "")]
    assert b"stray\r\n" in raw


def test_a_dangling_soft_break_swallows_no_new_line(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("N:;Ada", "NOTE;QUOTED-PRINTABLE:=C3=BC=", version="2.1"))
    now = replace(as_it_is(read), added=(detail("phone", "1"),))
    assert facts(read_one(vcard.as_read(read.raw, now))) == [("note", "ü", ""), ("phone", "1", "")]
    raw = vcard.as_read(read.raw, with_detail(read, 0, detail("note", "ü", "Boat")))
    assert facts(read_one(raw)) == [("note", "ü", "Boat")]


def test_a_rewritten_line_keeps_its_own_indentation(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one("BEGIN:VCARD\n TEL:1\n TEL:2\n END:VCARD\n")
    now = replace(with_detail(read, 0, detail("phone", "3")), added=(detail("phone", "4"),))
    raw = vcard.as_read(read.raw, replace(now, name=None))
    assert raw == b"BEGIN:VCARD\n TEL:3\n TEL:2\n TEL:4\n END:VCARD\n"
