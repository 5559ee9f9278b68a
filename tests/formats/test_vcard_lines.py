"""From bytes to lines: line ends, folds, soft breaks, base64, heads, parameters, groups."""

from __future__ import annotations

import base64

import pytest

from relationship_desk.formats.vcard.lines import split_lines
from tests.formats.support import GIF, ReadOne, card, facts


@pytest.mark.parametrize("eol", ["\r\n", "\n", "\r", "\r\r\n"])
def test_lines_end_with_any_line_end(read_one: ReadOne, eol: str) -> None:
    read = read_one(card("FN:Ada", "TEL:1", "NOTE:a", " b", eol=eol))
    assert facts(read) == [("phone", "1", ""), ("note", "ab", "")]
    assert (read.first_line, read.last_line) == (1, 7)


def test_a_lone_cr_is_content_where_lines_end_with_lf(read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada", "NOTE:one\rtwo", "TEL:1"))
    assert facts(read) == [("note", "one\rtwo", ""), ("phone", "1", "")]


def test_a_lone_cr_ends_a_line_where_a_property_follows(read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada", "NOTE:one\rTEL:1\ritem1.X-THING:2"))
    assert facts(read) == [("note", "one", ""), ("phone", "1", "")]


@pytest.mark.parametrize("blank", [" ", "\t"])
def test_folds_are_joined_before_decoding_so_that_a_split_character_is_whole(
    read_one: ReadOne, blank: str
) -> None:
    one, two = "ü".encode()
    raw = card("FN:Ada", "NOTE:M~ller").encode()
    fold = bytes([one]) + b"\r\n" + blank.encode() + bytes([two])
    assert facts(read_one(raw.replace(b"~", fold))) == [("note", "Müller", "")]


def test_a_head_may_be_folded_too(read_one: ReadOne) -> None:
    folded = card("FN:Ada", 'ADR;TYPE=work;LABEL="a: b', ' c"', " :;;Long Road 1;Town;;;")
    assert facts(read_one(folded)) == [("address", "; ; Long Road 1; Town; ; ; ", "work")]


def test_soft_breaks_join_lines_when_the_head_says_quoted_printable(read_one: ReadOne) -> None:
    for head in ("NOTE;ENCODING=QUOTED-PRINTABLE", "NOTE;QUOTED-PRINTABLE", "NOTE;encoding=qp"):
        read = read_one(card("N:;Ada", f"{head}:one =", "two=0D=0Athr=", "ee", version="2.1"))
        assert facts(read) == [("note", "one two\nthree", "")]


def test_a_trailing_equals_sign_is_text_without_quoted_printable(read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada", "URL:http://example.org/?q=", "TEL:1"))
    assert facts(read) == [("url", "http://example.org/?q=", ""), ("phone", "1", "")]


def test_a_soft_break_stops_at_the_end_of_the_card(read_one: ReadOne) -> None:
    read = read_one(card("N:;Ada", "NOTE;QUOTED-PRINTABLE:one=", version="2.1"))
    assert facts(read) == [("note", "one", "")]


def test_a_soft_break_bears_an_indented_continuation(read_one: ReadOne) -> None:
    head = "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"
    read = read_one(card("N:;Ada", f"{head}:=41=", "  =42=20=", " =43", version="2.1"))
    assert facts(read) == [("note", "AB C", "")]


def test_a_soft_break_keeps_a_blank_of_a_writer_that_writes_blanks(read_one: ReadOne) -> None:
    read = read_one(card("N:;Ada", "NOTE;QUOTED-PRINTABLE:one two=", " three", version="2.1"))
    assert facts(read) == [("note", "one two three", "")]


def test_a_soft_break_bears_a_blank_line(read_one: ReadOne) -> None:
    lines = ("NOTE;QUOTED-PRINTABLE:one=", "", "TEL:1", "NOTE;QUOTED-PRINTABLE:two=", "", "more")
    read = read_one(card("N:;Ada", *lines, version="2.1"))
    assert facts(read) == [("note", "one", ""), ("phone", "1", ""), ("note", "twomore", "")]


def _photo_lines(body: str) -> list[tuple[str, ...]]:
    half = len(body) // 2
    return [
        (f"PHOTO;ENCODING=b;TYPE=GIF:{body}",),
        (f"PHOTO;ENCODING=b;TYPE=GIF:{body[:half]}", f" {body[half:]}"),
        ("PHOTO;GIF;BASE64:", f"  {body[:half]}", f"  {body[half:]}", ""),
        ("PHOTO;TYPE=GIF;ENCODING=BASE64:", body[:half], body[half:], ""),
        ("PHOTO;TYPE=GIF;BASE64:", body[:half], body[half:]),
        (f"PHOTO;ENCODING=B:{body.rstrip('=')}",),
        (f"PHOTO:data:image/gif;base64,{body}",),
        (f"PHOTO;ENCODING=b;TYPE=gif:data:image/gif;base64,{body}",),
        (f"PHOTO;TYPE=GIF:data:base64\\,{body}",),
    ]


@pytest.mark.parametrize("shape", range(9))
def test_a_photo_is_read_however_its_base64_stands(read_one: ReadOne, shape: int) -> None:
    lines = _photo_lines(base64.b64encode(GIF).decode())[shape]
    read = read_one(card("FN:Ada", *lines, "TEL:1", version="2.1"))
    assert [photo.data for photo in read.contact.photos] == [GIF]
    assert read.contact.photos[0].media_type == "image/gif"
    assert facts(read)[1:] == [("phone", "1", "")]
    assert read.problems == ()


def test_a_bad_photo_never_fails_its_card(read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada", "PHOTO;ENCODING=b;TYPE=JPEG:!", "TEL:1"))
    assert facts(read) == [("phone", "1", "")]
    assert [(p.line, "could not be decoded" in p.message) for p in read.problems] == [(4, True)]


def test_a_remote_photo_is_never_a_photo(read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada", "PHOTO;VALUE=uri:http://example.org/a.jpg", "PHOTO:file:///x"))
    assert (facts(read), read.contact.photos) == ([], ())


def test_a_photo_over_five_megabytes_is_kept_raw_and_told(read_one: ReadOne) -> None:
    large = base64.b64encode(b"\xff\xd8\xff" + bytes(5_000_001)).decode()
    read = read_one(card("FN:Ada", f"PHOTO;ENCODING=b;TYPE=JPEG:{large}"))
    assert (facts(read), read.contact.photos) == ([], ())
    assert "5 MB" in read.problems[0].message


def test_a_line_without_a_colon_goes_on_with_the_text_before_and_is_told(
    read_one: ReadOne,
) -> None:
    read = read_one(
        card("FN:Ada", "NOTE:one", "two", "", "three", "see http://example.org", "TEL:1")
    )
    assert facts(read) == [
        ("note", "one\ntwo\n\nthree\nsee http://example.org", ""),
        ("phone", "1", ""),
    ]
    assert read.problems[0].line == 4
    assert read.problems[0].raw.startswith(b"NOTE:one\r\ntwo")


def test_a_line_without_a_colon_at_the_start_is_kept_and_told(read_one: ReadOne) -> None:
    read = read_one("BEGIN:VCARD\nnonsense\nFN:Ada\nEND:VCARD\n")
    assert read.contact.name.full == "Ada"
    assert read.problems[0].line == 2


@pytest.mark.parametrize(
    ("line", "value", "label"),
    [
        ("TEL;TYPE=HOME,FAX:1", "1", "home, fax"),
        ('TEL;TYPE="HOME,FAX":1', "1", "home, fax"),
        ("TEL;TYPE=HOME;TYPE=FAX:1", "1", "home, fax"),
        ("TEL;HOME;FAX:1", "1", "home, fax"),
        ("TEL;TYPE=HOME,TYPE=VOICE:1", "1", "home"),
        ("TEL;type=CELL;type=VOICE;type=pref:1", "1", "mobile*"),
        ("TEL;PREF=1;TYPE=work:1", "1", "work*"),
        ("TEL;PREF=2;TYPE=work:1", "1", "work"),
        ("tel;Type=x-Bothy:1", "1", "Bothy"),
        ("TEL;CELL;:1", "1", "mobile"),
        ("TEL;X-ABLabel=cabin:1", "1", "cabin"),
        ('TEL;X="a:b";TYPE=home:1', "1", "home"),
        ('TEL;X="a;TYPE=home:c:1', "c:1", "home"),
        ("item1.TEL:1", "1", ""),
        ("a.b.TEL:1", "1", ""),
        ("TEL;VALUE=uri;TYPE=work:tel:+1-555;ext=5", "+1-555;ext=5", "work"),
    ],
)
def test_heads_and_parameters_are_read_as_writers_write_them(
    read_one: ReadOne, line: str, value: str, label: str
) -> None:
    assert facts(read_one(card("FN:Ada", line))) == [("phone", value, label)]


def test_carets_in_parameters_are_undone_in_version_4_only(read_one: ReadOne) -> None:
    line = "TEL;X-ABLabel=a^'b^^c:1"
    assert facts(read_one(card("FN:A", line, version="4.0"))) == [("phone", "1", 'a"b^c')]
    assert facts(read_one(card("FN:A", line))) == [("phone", "1", "a^'b^^c")]


def test_names_may_hold_what_no_standard_allows(read_one: ReadOne) -> None:
    odd = ("X-messaging/xmpp-All:a@b", "X_Odd name.here;x:1", ":no name", ";only:params", "TEL:1")
    read = read_one(card("FN:Ada", *odd))
    assert facts(read) == [("messenger", "a@b; XMPP", ""), ("phone", "1", "")]


def test_groups_carry_labels_of_any_name(read_one: ReadOne) -> None:
    read = read_one(
        card(
            "FN:Ada",
            "item1.TEL;type=pref:1",
            "item1.X-ABLabel:Weekend house",
            "HOME.URL:http://example.org",
            "home.X-ABLABEL:_$!<HomePage>!$_",
            "item3.TEL;TYPE=WORK:3",
            "item3.X-ABLabel:",
            "item4.X-ABDATE:2001-07-10",
            "item4.X-ABLabel:_$!<Anniversary>!$_",
            "item5.X-ABDATE:2001-07-11",
            "item5.X-ABLabel:Moved in",
        )
    )
    assert facts(read) == [
        ("phone", "1", "Weekend house*"),
        ("url", "http://example.org", "homepage"),
        ("phone", "3", "work"),
        ("date", "2001-07-10", "anniversary"),
        ("date", "2001-07-11", "Moved in"),
    ]


def test_lines_joined_are_the_card_whatever_it_holds() -> None:
    raw = b'BEGIN:VCARD\r\n\r\n TEL:1\nNOTE;QP:a=\r\r\n b\rTEL:2\nx\n\ny"\nPHOTO;BASE64:\n AA\n\nE'
    for version in ("2.1", "3.0", "4.0"):
        assert b"".join(split_lines(raw, version).raws) == raw


def test_an_agent_belongs_to_its_line_and_not_to_the_person(read_one: ReadOne) -> None:
    nested = card("N:;Agent", "TEL:9", version="2.1").replace("\r\n", "\n").rstrip()
    for agent in (f"AGENT:\n{nested}", f"AGENT:{nested}", "AGENT:" + nested.replace("\n", "\n ")):
        read = read_one(card("N:;Ada", agent, "TEL:1", version="2.1", eol="\n"))
        assert (read.contact.name.given, facts(read)) == ("Ada", [("phone", "1", "")])
