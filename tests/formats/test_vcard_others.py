"""What a card says beyond our facts."""

from __future__ import annotations

import base64

from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.desk.ports import OtherLine
from relationship_desk.formats.vcard import VCard
from tests.formats.support import GIF, card

_GIF = base64.b64encode(GIF).decode()


def _others(*lines: str, version: str = "3.0") -> list[OtherLine]:
    return list(VCard().others(card(*lines, version=version).encode()))


def test_lines_that_are_no_fact_are_told_decoded() -> None:
    assert _others(
        "FN:Ida",
        "N:Vale;Ida;;;",
        "TEL;TYPE=HOME:1",
        "X-FAVOURITE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE;KIND=tea:gr=C3=BCn",
        "item1.X-ABADR:de",
        "FN:Ida V.",
        "NOTE: ",
        "CATEGORIES:a",
        "REV:20200101T000000Z",
    ) == [
        OtherLine("X-FAVOURITE", "kind tea", "grün"),
        OtherLine("X-ABADR", "", "de"),
        OtherLine("FN", "", "Ida V."),
        OtherLine("REV", "", "20200101T000000Z"),
    ]


def test_what_a_fact_cannot_hold_of_its_line_is_told() -> None:
    assert _others(
        "FN:Ida",
        "N;SORT-AS=Vale:Vale;Ida;;;;Oss;Jr.",
        'ORG;SORT-AS="ABC":The ABC',
        'ADR;GEO="geo:1,2";LABEL="Lime Road\\n1":;;Lime Road 1;;;;;4th floor;;12',
        version="4.0",
    ) == [
        OtherLine("N", "more", "Oss; Jr."),
        OtherLine("ORG", "sort-as", "ABC"),
        OtherLine("ADR", "label", "Lime Road\\n1"),
        OtherLine("ADR", "geo", "geo:1,2"),
        OtherLine("ADR", "more", "4th floor; 12"),
    ]


def test_an_address_without_any_part_and_an_empty_organisation_say_nothing() -> None:
    assert _others("FN:Ida", "item1.ADR:;;;;;;", "ADR;TYPE=WORK:;; ;;;;", "ORG:;") == []


def test_the_link_to_a_picture_is_told_also_where_it_is_said_to_be_base64() -> None:
    link = "https://a.example/ida.jpg"
    [other] = _others("FN:Ida", f"PHOTO;ENCODING=b;VALUE=uri:{link}")
    assert other.text == link


def test_bytes_are_told_by_their_size_and_a_nested_card_by_its_name() -> None:
    assert _others(
        f"KEY;TYPE=X509;ENCODING=b:{_GIF}",
        f"SOUND:data:audio/ogg;base64,{_GIF}",
        "AGENT:BEGIN:VCARD\\nFN:Bo\\nEND:VCARD",
        "PHOTO;VALUE=uri:http://a.example/p.jpg",
    ) == [
        OtherLine("KEY", "type X509", f"image/x509, {len(GIF)} bytes"),
        OtherLine("SOUND", "", f"audio/ogg, {len(GIF)} bytes"),
        OtherLine("AGENT", "", "card of Bo"),
        OtherLine("PHOTO", "value uri", "http://a.example/p.jpg"),
    ]


@given(st.binary(max_size=200), st.sampled_from(["2.1", "3.0", "4.0"]))
def test_anything_at_all_can_be_told(content: bytes, version: str) -> None:
    raw = card("FN:Ida", version=version).encode().replace(b"END", content + b"\r\nEND")
    for line in VCard().others(raw):
        assert len(line.text) <= 2001
