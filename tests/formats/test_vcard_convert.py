"""Cards in another version, and what it cannot hold."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from relationship_desk.formats.vcard import VCard
from tests.formats.support import GIF, ReadOne, as_it_is, card, detail, facts

_GIF = base64.b64encode(GIF).decode()


def _convert(vcard: VCard, read_one: ReadOne, source: str, version: str) -> tuple[str, str]:
    read = read_one(source)
    raw, losses = vcard.convert(read.raw, as_it_is(read), version)
    return raw.decode(), "\n".join(losses)


def test_a_21_card_becomes_utf8_without_quoted_printable(vcard: VCard, read_one: ReadOne) -> None:
    source = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg;;;",
        "TEL;CELL;PREF:1",
        "ADR;WORK;QUOTED-PRINTABLE:;;1 Road=0D=0ABack, left;Town;;;",
        "NOTE:a, b; c\\d",
        "X-THING;QUOTED-PRINTABLE:=C3=BC;x=0D=0Ay",
        version="2.1",
    )
    raw, losses = _convert(vcard, read_one, source, "4.0")
    assert raw == card(
        "FN:Jörg Müller",
        "N:Müller;Jörg;;;",
        "TEL;TYPE=cell;PREF=1:1",
        "ADR;TYPE=work:;;1 Road\\nBack\\, left;Town;;;",
        "NOTE:a\\, b\\; c\\\\d",
        "X-THING:ü;x\\ny",
        version="4.0",
    )
    assert losses == ""


def test_a_30_card_becomes_40_and_what_40_dropped_is_told(vcard: VCard, read_one: ReadOne) -> None:
    source = card(
        "FN:Ada",
        "N:;Ada;;;",
        "UID:0a1b2c3d-1234-4abc-8def-001122334455",
        "TEL;TYPE=HOME,VOICE,PREF:1",
        "EMAIL;TYPE=INTERNET:a@b",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
        "GEO:52.5;13.4",
        "ADR;TYPE=HOME:;;Road 1;Town;;;",
        "LABEL;TYPE=HOME:Road 1\\nTown",
        "SORT-STRING:Ada",
        "X-ABShowAs:COMPANY",
        f"PHOTO;ENCODING=b;TYPE=GIF:{_GIF}",
        "LOGO;VALUE=uri:http://example.org/l.png",
        "X-KEEP;A=b:c\\,d",
    )
    raw, losses = _convert(vcard, read_one, source, "4.0")
    assert raw.replace("\r\n ", "") == card(
        "FN:Ada",
        "N:;Ada;;;",
        "UID:urn:uuid:0a1b2c3d-1234-4abc-8def-001122334455",
        "TEL;TYPE=home,voice;PREF=1:1",
        "EMAIL:a@b",
        "BDAY:--0412",
        "GEO:geo:52.5,13.4",
        "ADR;TYPE=home:;;Road 1;Town;;;",
        "X-SORT-STRING:Ada",
        "KIND:org",
        f"PHOTO:data:image/gif;base64,{_GIF}",
        "LOGO:http://example.org/l.png",
        "X-KEEP;A=b:c\\,d",
        version="4.0",
    )
    assert "postal label “Road 1 Town”" in losses


def test_a_40_card_becomes_30_and_what_30_lacks_is_told(vcard: VCard, read_one: ReadOne) -> None:
    source = card(
        "KIND:group",
        "FN:Choir",
        "UID:urn:uuid:0a1b2c3d-1234-4abc-8def-001122334455",
        "MEMBER:urn:uuid:1",
        "TEL;VALUE=uri;PREF=1;TYPE=work:tel:+1-5",
        "EMAIL;PREF=2:a@b",
        "ANNIVERSARY:20010710",
        "N;SORT-AS=x:;;;;",
        "GEO:geo:52.5,13.4",
        f"PHOTO:data:image/gif;base64,{_GIF}",
        "XML:<a/>",
        version="4.0",
    )
    raw, losses = _convert(vcard, read_one, source, "3.0")
    assert raw.replace("\r\n ", "") == card(
        "X-ADDRESSBOOKSERVER-KIND:group",
        "FN:Choir",
        "UID:0a1b2c3d-1234-4abc-8def-001122334455",
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1",
        "TEL;TYPE=work;TYPE=PREF:+1-5",
        "EMAIL:a@b",
        "item1.X-ABDATE:2001-07-10",
        "item1.X-ABLabel:_$!<Anniversary>!$_",
        "N:;;;;",
        "SORT-STRING:x",
        "GEO:52.5;13.4",
        f"PHOTO;ENCODING=b;TYPE=GIF:{_GIF}",
    )
    assert "order of preference" in losses
    assert "XML element" in losses


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_the_link_to_a_picture_stays_a_link_also_where_it_is_said_to_be_base64(
    vcard: VCard, read_one: ReadOne, version: str
) -> None:
    source = card(
        "FN:Ada",
        "PHOTO;ENCODING=b;TYPE=JPEG;VALUE=uri:https://a.example/a.jpg",
        "LOGO;VALUE=URL;ENCODING=QUOTED-PRINTABLE:https://a.example/?a=3Db",
        version="3.0" if version == "4.0" else "4.0",
    )
    raw, losses = _convert(vcard, read_one, source, version)
    assert ":https://a.example/a.jpg\r\n" in raw
    assert ":https://a.example/?a=b\r\n" in raw
    assert losses == ""


def test_conversion_carries_the_facts_as_they_are_now(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada", "TEL:1", "NOTE:a"))
    now = as_it_is(read)
    now = replace(
        now,
        adopted={**now.adopted, read.detail_lines[0]: detail("phone", "2", "Cabin")},
        added=(detail("how_met", "At a fair"), detail("email", "a@b")),
        tags=("choir",),
    )
    for version in ("2.1", "3.0", "4.0"):
        raw, losses = vcard.convert(read.raw, now, version)
        again = read_one(raw)
        assert facts(again) == [
            ("phone", "2", "Cabin"),
            ("note", "a", ""),
            ("email", "a@b", ""),
            ("how_met", "At a fair", ""),
        ]
        assert (again.contact.tags, losses) == (("choir",), ())


def test_a_nameless_card_gets_the_names_that_the_version_demands(
    vcard: VCard, read_one: ReadOne
) -> None:
    raw, _ = _convert(vcard, read_one, card("ORG:Acme", version="2.1"), "3.0")
    assert "FN:Acme\r\n" in raw
    assert "N:;;;;\r\n" in raw


def test_another_version_is_a_mistake_of_the_caller(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ada"))
    with pytest.raises(ValueError, match=r"2\.1"):
        vcard.convert(read.raw, as_it_is(read), "5.0")
