"""From lines to facts: escapes, structure, charsets, dates, names, kinds, tags."""

from __future__ import annotations

import pytest

from relationship_desk.domain.contact import ContactKind, Detail, Name
from tests.formats.support import ReadOne, card, facts


def test_components_are_cut_before_they_are_unescaped(read_one: ReadOne) -> None:
    read = read_one(card(r"N:Doe\;x;J\,ane;;;", r"ADR:;;1\; Road\nBack;To\\wn;;;", r"ORG:A\;B;C"))
    assert (read.contact.name.family, read.contact.name.given) == ("Doe;x", "J,ane")
    assert facts(read) == [
        ("address", "; ; 1; Road\nBack; To\\wn; ; ; ", ""),
        ("organisation", "A;B; C", ""),
    ]


def test_text_after_an_unescaped_comma_or_semicolon_is_never_dropped(read_one: ReadOne) -> None:
    read = read_one(card("FN:A", "NOTE:tea, coffee; milk", "NICKNAME:Jim,Jimmie", "TITLE:a;b,c"))
    assert [value for _, value, _ in facts(read)] == [
        "tea, coffee; milk",
        "Jim,Jimmie",
        "a;b,c",
    ]


def test_a_backslash_before_anything_else_stays(read_one: ReadOne) -> None:
    (note,) = facts(read_one(card("FN:A", r"NOTE:C:\temp\new \, \; \: \\ \x \N!")))
    assert note[1] == "C:\\temp\new , ; : \\ \\x \n!"


def test_version_21_has_no_escaped_line_break(read_one: ReadOne) -> None:
    read = read_one(
        card("N:;A", r"NOTE:C:\new", "NOTE;QUOTED-PRINTABLE:a=0D=0Ab=0Ac", version="2.1")
    )
    assert [value for _, value, _ in facts(read)] == ["C:\\new", "a\nb\nc"]


def test_quoted_printable_components_are_cut_before_they_are_decoded(read_one: ReadOne) -> None:
    head = "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"
    read = read_one(card(f"{head}:=4D=C3=BCller;=4A=3B=5C=3B;;;", version="2.1"))
    assert (read.contact.name.family, read.contact.name.given) == ("Müller", "J;;")


def test_an_address_without_structure_is_a_street_and_no_po_box(read_one: ReadOne) -> None:
    read = read_one(card("FN:A", r"ADR:Long Street 5\, Hamburg"))
    assert facts(read) == [("address", "; ; Long Street 5, Hamburg; ; ; ; ", "")]


def test_a_byte_order_mark_before_a_line_is_no_part_of_its_name(read_one: ReadOne) -> None:
    read = read_one(card("\ufeffFN:Ada", "NOTE:tea"))
    assert read.contact.name.full == "Ada"


def test_a_short_address_is_filled_up_and_a_long_one_cut_to_seven(read_one: ReadOne) -> None:
    read = read_one(card("FN:A", "ADR:;;Road;Town", "ADR:a;b;c;d;e;f;g;h"))
    assert [len(d.parts) for d in read.contact.details] == [7, 7]


@pytest.mark.parametrize(
    "codec", ["cp1252", "cp1251", "cp1255", "cp932", "cp1253", "koi8_r", "cp866", "cp1256"]
)
def test_eight_bit_text_is_guessed_and_named_charsets_are_believed(
    read_one: ReadOne, codec: str
) -> None:
    name = {
        "cp1252": "Jörg Müller-Lüdenscheidt",
        "cp1251": "Дмитрий Менделеев",
        "cp1255": "אפרים קישון",
        "cp932": "安藤ロイド",
        "cp1253": "Νίκος Καζαντζάκης",
        "koi8_r": "Сергей Петров",
        "cp866": "Анна Смирнова",
        "cp1256": "محمد علي",
    }[codec]
    guessed = read_one(card(f"FN:{name}", "TEL:1").encode(codec))
    assert guessed.contact.name.full == name
    named = card(f"FN;CHARSET={codec}:{name}", version="2.1").encode(codec)
    assert read_one(named).contact.name.full == name


@pytest.mark.parametrize("text", ["Pierre à Paris", "äöü", "Ö", "Ñandú", "smørrebrød"])
def test_short_western_text_is_not_taken_for_another_script(read_one: ReadOne, text: str) -> None:
    read = read_one(card("FN:Ada", f"NOTE:{text}").encode("cp1252"))
    assert facts(read) == [("note", text, "")]


def test_a_charset_that_lies_about_utf8_text_is_not_believed(read_one: ReadOne) -> None:
    read = read_one(card("FN;CHARSET=ISO-8859-1:Jörg", "NOTE;CHARSET=nonsense:Müller"))
    assert (read.contact.name.full, facts(read)[0][1]) == ("Jörg", "Müller")


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("WINDOWS1251", "cp1251"), ("CP-1251", "cp1251"), ("x-cp1251", "cp1251"),
        ("X-MAC-CYRILLIC", "mac_cyrillic"), ("windows-874", "cp874"), ("x-windows-949", "cp949"),
        ("x-sjis", "shift_jis"),
    ],
)  # fmt: skip
def test_a_charset_is_known_by_what_programs_call_it(
    read_one: ReadOne, name: str, codec: str
) -> None:
    text = {"cp874": "สม", "cp949": "김이", "shift_jis": "山田"}.get(codec, "Ян")
    read = read_one(card(f"FN;CHARSET={name}:{text}", version="2.1").encode(codec))
    assert read.contact.name.full == text


@pytest.mark.parametrize(
    "name", ["undefined", "idna", "punycode", "unicode_escape", "rot13", "zlib", "hex", "x" * 3000]
)
def test_a_charset_that_is_none_does_no_harm(read_one: ReadOne, name: str) -> None:
    quoted = f"NICKNAME;CHARSET={name};ENCODING=QUOTED-PRINTABLE:J=F6rg \\\\u0041"
    read = read_one(card("FN:Ada", f"NOTE;CHARSET={name}:Müller.", quoted, version="2.1"))
    assert [text for _, text, _ in facts(read)] == ["Müller.", "Jörg \\u0041"]


def test_a_character_in_javas_two_halves_spoils_no_text(read_one: ReadOne) -> None:
    halves = b"\xed\xa0\xbd\xed\xb8\x80"
    content = card("FN:Jürgen X Müller", "NOTE:Größe").encode().replace(b"X", halves)
    read = read_one(content)
    assert read.contact.name.full == "Jürgen 😀 Müller"
    assert facts(read) == [("note", "Größe", "")]
    assert read.raw == content


def test_text_in_base64_is_read_as_text_and_what_is_none_stays(read_one: ReadOne) -> None:
    read = read_one(
        card(
            "FN;ENCODING=B;CHARSET=UTF-8:SsO8cmdlbg==", "NOTE;ENCODING=BASE64:SGVs", " bG8=", "",
            "TITLE;CHARSET=ISO-8859-1;BASE64:R3L2", "TEL;ENCODING=b:12345678", "URL;BASE64:AAEC",
        )
    )  # fmt: skip
    assert read.contact.name.full == "Jürgen"
    assert [value for _, value, _ in facts(read)] == ["Hello", "Grö", "12345678", "AAEC"]


def test_one_bad_byte_spoils_no_line_of_utf8(read_one: ReadOne) -> None:
    raw = card("FN:Jörg M~ller").encode().replace(b"~", b"\xfc")
    assert read_one(raw).contact.name.full == "Jörg Müller"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
def test_wide_and_marked_files_are_read_and_handed_on_as_utf8(
    read_one: ReadOne, encoding: str
) -> None:
    text = card("FN:Jörg 安藤", "NOTE:x")
    read = read_one(text.encode(encoding))
    assert read.contact.name.full == "Jörg 安藤"
    assert read.raw == text.encode()


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("BDAY:1985-04-12", "1985-04-12"),
        ("BDAY:19850412", "1985-04-12"),
        ("BDAY:--0412", "--04-12"),
        ("BDAY:--04-12", "--04-12"),
        ("BDAY:1985-04", "1985-04"),
        ("BDAY:1985", "1985"),
        ("BDAY:---12", "---12"),
        ("BDAY:1985-4-2", "1985-04-02"),
        ("BDAY;VALUE=date:1985-04-12", "1985-04-12"),
        ("BDAY:1985-04-12T23:10:00Z", "1985-04-12"),
        ("BDAY:19850412T231000+0200", "1985-04-12"),
        ("BDAY;VALUE=text:circa 1800", "circa 1800"),
        ("BDAY:Tue\\, 22 Dec 2009", "Tue, 22 Dec 2009"),
        ("BDAY:206-12-15", "206-12-15"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", "--04-12"),
        ("BDAY;value=date:1604-04-12", "--04-12"),
        ("BDAY:1985/04/12", "1985-04-12"),
        ("BDAY:1985.4.2", "1985-04-02"),
        ("BDAY:0000-04-12", "--04-12"),
        ("BDAY:12.04.1985", "1985-04-12"),
        ("BDAY:Apr 12\\, 1985", "1985-04-12"),
        ("BDAY:12 April", "--04-12"),
        ("BDAY:04/12/1985", "04/12/1985"),
        ("BDAY:1985/13/12", "1985/13/12"),
        ("BDAY:0000-00-00", "0000-00-00"),
        ("BDAY;VALUE=text:12.04.1985", "12.04.1985"),
    ],
)
def test_dates_of_any_precision_are_understood_or_kept(
    read_one: ReadOne, line: str, value: str
) -> None:
    assert facts(read_one(card("FN:A", line))) == [("date", value, "birthday")]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("ANNIVERSARY:20010710", "anniversary"),
        ("X-ANNIVERSARY:2001-07-10", "anniversary"),
        ("X-EVOLUTION-ANNIVERSARY:2001-07-10", "anniversary"),
        ("X-KADDRESSBOOK-X-Anniversary:2001-07-10", "anniversary"),
        ("X-MS-ANNIVERSARY:20010710", "anniversary"),
        ("X-ABDATE:2001-07-10", ""),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2001-07-10;1;;;;", "anniversary"),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2001-07-10;0;Met;;", "Met"),
    ],
)
def test_anniversaries_of_every_writer_are_dates(read_one: ReadOne, line: str, label: str) -> None:
    assert facts(read_one(card("FN:A", line))) == [("date", "2001-07-10", label)]


@pytest.mark.parametrize(
    ("lines", "full"),
    [
        (("N:Doe;Jane;Q.;Dr.;Jr.",), "Dr. Jane Q. Doe Jr."),
        (("FN:Jane",), "Jane"),
        (("FN:", "N:Doe;;;;"), "Doe"),
        (("ORG:Acme;Sales",), "Acme"),
        (("N:;;;;", "NICKNAME:Jim", "TEL:1"), "Jim"),
        (("TEL:1", "EMAIL:a@example.org"), "a@example.org"),
        (("TEL:1",), "1"),
        (("NOTE:first line\\nsecond",), "first line second"),
    ],
)
def test_a_card_that_holds_anything_has_a_name(
    read_one: ReadOne, lines: tuple[str, ...], full: str
) -> None:
    assert read_one(card(*lines)).contact.name.full == full


def test_a_name_stands_in_one_line(read_one: ReadOne) -> None:
    name = read_one(card("FN:Jane\\nDoe", "N:Doe;Jane\\n Q.;;;")).contact.name
    assert (name.full, name.given) == ("Jane Doe", "Jane Q.")


def test_the_character_that_separates_stored_parts_is_no_content(read_one: ReadOne) -> None:
    lines = ("NOTE:a\x1fb", "ORG:a\x1fb;c", "ADR:;;a\x1fb;;;;", "BDAY:a\x1fb")
    for detail in read_one(card("FN:A", *lines)).contact.details:
        assert Detail.of(detail.kind, detail.value, detail.label) == detail


def test_components_are_not_guessed_from_a_full_name(read_one: ReadOne) -> None:
    assert read_one(card("FN:Jane Doe")).contact.name == Name("Jane Doe")


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("FN:Jane",), ContactKind.PERSON),
        (("ORG:Acme",), ContactKind.ORGANISATION),
        (("FN:Acme", "N:;;;;", "ORG:Acme;"), ContactKind.ORGANISATION),
        (("FN:Acme", "ORG:Acme", "X-ADDRESSBOOKSERVER-KIND:individual"), ContactKind.PERSON),
        (("FN:Jane", "ORG:Acme"), ContactKind.PERSON),
        (("FN:Acme", "X-ABShowAs:COMPANY"), ContactKind.ORGANISATION),
        (("FN:Acme", "KIND:org"), ContactKind.ORGANISATION),
        (("FN:Choir", "KIND:group"), ContactKind.GROUP),
        (("FN:Choir", "X-ADDRESSBOOKSERVER-KIND:group"), ContactKind.GROUP),
    ],
)
def test_companies_and_groups_are_no_people(
    read_one: ReadOne, lines: tuple[str, ...], kind: ContactKind
) -> None:
    assert read_one(card(*lines)).contact.kind is kind


def test_categories_are_tags_each_once(read_one: ReadOne) -> None:
    read = read_one(card("FN:A", r"CATEGORIES:Foo,Foo\,Bar, Bar", "CATEGORIES:Foo,,Baz"))
    assert read.contact.tags == ("Foo", "Foo,Bar", "Bar", "Baz")


def test_uid_loses_its_urn(read_one: ReadOne) -> None:
    assert read_one(card("FN:A", "UID:urn:uuid:1-2")).contact.uid == "1-2"
    assert read_one(card("FN:A", "UID:abc:ABPerson")).contact.uid == "abc:ABPerson"


def test_versions_are_found_late_short_missing_and_mixed(read_one: ReadOne) -> None:
    late = "BEGIN:VCARD\nFN:A\nNOTE:a\\nb\nVERSION:3.0\nEND:VCARD\n"
    short = "BEGIN:VCARD\nVERSION:4\nFN:A\nNOTE:a\\nb\nEND:VCARD\n"
    missing = "BEGIN:VCARD\nFN:A\nTEL;HOME:1\nNOTE:a\\nb\nEND:VCARD\n"
    assert facts(read_one(late))[-1][1] == "a\nb"
    assert facts(read_one(short))[-1][1] == "a\nb"
    assert facts(read_one(missing))[-1][1] == "a\nb"  # the text speaks 3.0, the head 2.1
    quoted = missing.replace("NOTE:", "NOTE;QUOTED-PRINTABLE:")
    assert facts(read_one(quoted))[-1][1] == "a\\nb"


def test_how_we_met_comes_back_from_our_own_property(read_one: ReadOne) -> None:
    read = read_one(card("FN:A", "X-RELATIONSHIP-DESK-HOW-MET:At a fair\\, in May"))
    assert facts(read) == [("how_met", "At a fair, in May", "")]
