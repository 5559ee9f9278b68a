"""jCards and xCards: the same people in other clothes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.desk.ports import NotThisFormat, ReadCard, Unreadable
from relationship_desk.formats import READERS
from relationship_desk.formats.markup import JCard, XCard
from relationship_desk.formats.markup.jcard import cards
from relationship_desk.formats.vcard import VCard
from relationship_desk.formats.vcard.mapping import map_card
from tests.formats.support import as_it_is, facts, nothing

_FOLDER = Path(__file__).parents[2].parent / "shared" / "vcards" / "jcard_xcard"
_SPACE = 'xmlns="urn:ietf:params:xml:ns:vcard-4.0"'

IDA = [
    "vcard",
    [
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", "Ida Vale"],
        ["n", {}, "text", ["Vale", "Ida", ["Bea", "Cleo"], "", ""]],
        ["tel", {"type": ["work", "cell"], "pref": "1"}, "uri", "tel:+49 1"],
        ["email", {"type": "home", "group": "g1"}, "text", "ida@a.example"],
        ["x-ablabel", {"group": "g1"}, "unknown", "Choir"],
        ["adr", {"label": 'a\n"b"'}, "text", ["", "", "Kai 1, left", "Town", "", "1", ""]],
        ["org", {}, "text", ["Acme; Sons", "Maps"]],
        ["bday", {}, "date-and-or-time", "--03-19"],
        ["geo", {}, "float", [53.5, -9]],
        ["categories", {}, "text", "a,b", "choir"],
        ["note", {}, "text", "one;\ntwo"],
        ["x-tea", {}, "integer", 12345678901234567890],
        ["x-odd", {}],
    ],
]
_IDAS_FACTS = [
    ("phone", "+49 1", "work, mobile*"),
    ("email", "ida@a.example", "Choir"),
    ("address", "; ; Kai 1, left; Town; ; 1; ", ""),
    ("organisation", "Acme; Sons; Maps", ""),
    ("date", "--03-19", "birthday"),
    ("geo", "53.5,-9", ""),
    ("note", "one;\ntwo", ""),
]
XML = f"""<?xml version="1.0"?>
<vcards {_SPACE}>
<vcard><fn><text>Ida Vale</text></fn>
 <n><surname>Vale</surname><given>Ida</given><additional>Bea</additional>
  <additional>Cleo</additional><prefix/><suffix/></n>
 <tel><parameters><type><text>work</text><text>cell</text></type>
  <pref><integer>1</integer></pref></parameters> <uri> tel:+49 1 </uri></tel>
 <group name="g1"><email><text>ida@a.example</text></email>
  <x-ablabel><unknown>Choir</unknown></x-ablabel></group>
 <adr><pobox/><ext/><street>Kai 1, left</street><locality>Town</locality><region/><code>1</code>
  <country/></adr>
 <org><text>Acme; Sons</text><text>Maps</text></org>
 <bday><date>--0319</date></bday>
 <geo><uri>geo:53.5,-9</uri></geo>
 <categories><text>a,b</text><text>choir</text></categories>
 <note><text>one;&#10;two</text></note>
 <t:tea xmlns:t="urn:tea">two cups</t:tea>
</vcard>
<vcard><fn><text>Bo</text></fn></vcard>
</vcards>
"""


def _read(reader: JCard | XCard, folder: Path, content: bytes | str) -> list[ReadCard | Unreadable]:
    path = folder / "people"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(reader.read(path, nothing))


def _people(items: list[ReadCard | Unreadable]) -> list[ReadCard]:
    assert not [item for item in items if isinstance(item, Unreadable)]
    return [item for item in items if isinstance(item, ReadCard)]


def test_a_jcard_gives_its_facts_and_keeps_the_rest(tmp_path: Path) -> None:
    [ida] = _people(_read(JCard(), tmp_path, json.dumps(IDA)))
    assert facts(ida) == _IDAS_FACTS
    assert (ida.contact.name.full, ida.contact.name.additional) == ("Ida Vale", "Bea,Cleo")
    assert ida.contact.tags == ("a,b", "choir")
    raw = ida.raw.replace(b"\r\n ", b"")
    assert b"VERSION:4.0\r\n" in raw
    assert b"ADR;LABEL=a^n^'b^':" in raw
    assert b"X-TEA;VALUE=integer:12345678901234567890\r\n" in raw or b"X-TEA:123" in raw
    assert b"X-JCARD:" in raw
    assert VCard().as_read(ida.raw, as_it_is(ida)) is ida.raw


def test_an_xcard_gives_the_same_facts(tmp_path: Path) -> None:
    ida, bo = _people(_read(XCard(), tmp_path, XML))
    assert facts(ida) == _IDAS_FACTS
    assert (ida.contact.name.full, ida.contact.name.additional) == ("Ida Vale", "Bea,Cleo")
    assert ida.contact.tags == ("a,b", "choir")
    assert [line.name for line in VCard().others(ida.raw)] == ["XML"]
    assert "two cups" in VCard().others(ida.raw)[0].text
    assert (bo.contact.name.full, ida.first_line, bo.first_line) == ("Bo", 3, 19)


_EVERY_TYPE = [
    ["version", {}, "text", "4.0"],
    ["fn", {}, "text", "Ida Vale"],
    ["n", {"sort-as": ["Vale", "Ida"]}, "text", ["Vale", "Ida", "", ["Dr.", "Prof."], "MA"]],
    ["nickname", {}, "text", "Idi", "Vally"],
    ["gender", {}, "text", ["O", "neither"]],
    ["bday", {}, "date", "1985-04"],
    ["anniversary", {}, "date-time", "2009-08-08T14:30:00-05:00"],
    ["lang", {"pref": "1"}, "language-tag", "fr"],
    ["tz", {}, "utc-offset", "-05:00"],
    ["rev", {}, "timestamp", "1995-10-31T22:27:10Z"],
    ["tel", {"type": ["home", "voice"]}, "uri", "tel:+1-555-555-5555;ext=5555"],
    ["tel", {"type": "cell"}, "text", "+1 555"],
    ["impp", {"type": "work"}, "uri", "xmpp:ida@a.example"],
    ["url", {}, "uri", "https://a.example/?a=1;b=2,3"],
    ["adr", {"label": "Kai 1\nTown", "geo": "geo:1.5,2"}, "text",
        ["", "", ["Kai 1", "left; back"], "Town", "", "1", "Land"]],
    ["org", {"type": "work"}, "text", ["Acme", "Maps", "East, West"]],
    ["related", {"type": "friend"}, "uri", "urn:uuid:03a0e51f-0000-4000-8000-000000000001"],
    ["related", {"type": "spouse"}, "text", "Bo"],
    ["key", {}, "uri", "https://a.example/key.asc"],
    ["clientpidmap", {}, "text", ["1", "urn:uuid:53e374d9"]],
    ["x-float", {}, "float", 1.50, 2.25],
    ["x-bool", {}, "boolean", True],
    ["x-when", {"x-p": ["a,b", 'c"d', "e^f"]}, "time", "12:30:00"],
]  # fmt: skip
_EVERY_TYPE_IN_XML = f"""<vcards {_SPACE}><vcard>
<fn><text>Ida Vale</text></fn>
<n><parameters><sort-as><text>Vale</text><text>Ida</text></sort-as></parameters>
 <surname>Vale</surname><given>Ida</given><additional/><prefix>Dr.</prefix><prefix>Prof.</prefix>
 <suffix>MA</suffix></n>
<nickname><text>Idi</text><text>Vally</text></nickname>
<gender><sex>O</sex><identity>neither</identity></gender>
<bday><date>1985-04</date></bday>
<anniversary><date-time>20090808T143000-0500</date-time></anniversary>
<lang><parameters><pref><integer>1</integer></pref></parameters>
 <language-tag>fr</language-tag></lang>
<tz><utc-offset>-05:00</utc-offset></tz>
<rev><timestamp>19951031T222710Z</timestamp></rev>
<tel><parameters><type><text>home</text><text>voice</text></type></parameters>
 <uri>tel:+1-555-555-5555;ext=5555</uri></tel>
<tel><parameters><type><text>cell</text></type></parameters><text>+1 555</text></tel>
<impp><parameters><type><text>work</text></type></parameters><uri>xmpp:ida@a.example</uri></impp>
<url><uri>https://a.example/?a=1;b=2,3</uri></url>
<adr><parameters><label><text>Kai 1\nTown</text></label><geo><uri>geo:1.5,2</uri></geo>
 </parameters><pobox/><ext/><street>Kai 1</street><street>left; back</street>
 <locality>Town</locality><region/><code>1</code><country>Land</country></adr>
<org><parameters><type><text>work</text></type></parameters>
 <text>Acme</text><text>Maps</text><text>East, West</text></org>
<related><parameters><type><text>friend</text></type></parameters>
 <uri>urn:uuid:03a0e51f-0000-4000-8000-000000000001</uri></related>
<related><parameters><type><text>spouse</text></type></parameters><text>Bo</text></related>
<key><uri>https://a.example/key.asc</uri></key>
<clientpidmap><sourceid>1</sourceid><uri>urn:uuid:53e374d9</uri></clientpidmap>
<x-float><float>1.50</float><float>2.25</float></x-float>
<x-bool><boolean>true</boolean></x-bool>
<x-when><parameters><x-p><text>a,b</text><text>c"d</text><text>e^f</text></x-p></parameters>
 <time>12:30:00</time></x-when>
</vcard></vcards>"""


@pytest.mark.parametrize("how", ["json", "xml"])
def test_every_type_of_value_comes_over(tmp_path: Path, how: str) -> None:
    """The types of RFC 7095, section 3.5, and RFC 6351, section 5, each at least once."""
    if how == "json":
        [ida] = _people(_read(JCard(), tmp_path, json.dumps(["vcard", _EVERY_TYPE])))
    else:
        [ida] = _people(_read(XCard(), tmp_path, _EVERY_TYPE_IN_XML))
    assert facts(ida) == [
        ("sort_as", "Vale,Ida", ""),
        ("nickname", "Idi,Vally", ""),
        ("gender", "neither; other", ""),
        ("date", "1985-04", "birthday"),
        ("date", "2009-08-08", "anniversary"),
        ("language", "fr", "*"),
        ("time_zone", "-05:00", ""),
        ("phone", "+1-555-555-5555;ext=5555", "home"),
        ("phone", "+1 555", "mobile"),
        ("messenger", "ida@a.example; XMPP", "work"),
        ("url", "https://a.example/?a=1;b=2,3", ""),
        ("address", "; ; Kai 1,left; back; Town; ; 1; Land", ""),
        ("organisation", "Acme; Maps; East, West", "work"),
        ("related", "Bo", "spouse"),
    ]
    name = ida.contact.name
    assert (name.full, name.prefix, name.suffix) == ("Ida Vale", "Dr.,Prof.", "MA")
    others = {(line.name, line.text) for line in VCard().others(ida.raw)}
    assert {
        ("RELATED", "urn:uuid:03a0e51f-0000-4000-8000-000000000001"),
        ("KEY", "https://a.example/key.asc"),
        ("CLIENTPIDMAP", "1;urn:uuid:53e374d9"),
        ("X-BOOL", "true"),
        ("X-WHEN", "12:30:00"),
        ("ADR", "geo:1.5,2"),
    } <= others
    raw = ida.raw.replace(b"\r\n ", b"")
    assert b'X-WHEN;X-P="a,b",c^\'d,e^^f;VALUE=time:12:30:00' in raw
    assert re.search(rb"X-FLOAT(?:;VALUE=float)?:1\.50?,2\.25\r\n", raw)
    assert b'ADR;LABEL=Kai 1^nTown;GEO="geo:1.5,2":' in raw
    assert VCard().as_read(ida.raw, as_it_is(ida)) is ida.raw


def test_several_jcards_come_with_their_lines(tmp_path: Path) -> None:
    content = "[\n" + ",\n".join(json.dumps(one) for one in (IDA, ["vcard", 5], IDA)) + "\n]"
    first, broken, last = _read(JCard(), tmp_path, content)
    assert isinstance(broken, Unreadable)
    assert [(i.first_line, i.last_line) for i in (first, broken, last)] == [(2, 2), (3, 3), (4, 5)]


def test_embedded_bytes_of_a_jcard_are_a_picture(tmp_path: Path) -> None:
    gif = "R0lGODlhAQABAAAAACwAAAAAAQABAAA="
    photo = ["photo", {"encoding": "b", "type": "GIF"}, "binary", gif]
    [ida] = _people(_read(JCard(), tmp_path, json.dumps(["vcard", [*IDA[1][:2], photo]])))
    assert ida.contact.photos[0].media_type == "image/gif"


@pytest.mark.parametrize("reader", [JCard(), XCard()])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"BEGIN:VCARD\r\n", "not a vCard|no"),
        (b"{}", "jCard|xCard"),
        (b"<html></html>", "jCard|xCard"),
        (b"[" * 100_000, "jCard|xCard"),
        (b"[1", "jCard|xCard"),
        (b"[[]]", "jCard|xCard"),
        (b"<vcards", "jCard|xCard"),
        ("<a>" * 100_000, "too deep|jCard"),
        ("<!DOCTYPE x [<!ENTITY a 'b'>]><vcard><fn>&a;</fn></vcard>", "document type|jCard"),
        ("<!DOCTYPE vcard SYSTEM 'http://a.example/x'><vcard/>", "document type|jCard"),
    ],
)  # fmt: skip
def test_what_is_none_is_told_and_nothing_grows(
    tmp_path: Path, reader: JCard | XCard, content: bytes | str, said: str
) -> None:
    with pytest.raises(NotThisFormat, match=said):
        _read(reader, tmp_path, content)


def test_both_are_known_by_their_content_whatever_the_suffix() -> None:
    assert [reader.name for reader in READERS] == ["vCard", "jCard", "xCard", "CSV"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=12,
)
_NAMES = st.sampled_from(["fn", "n", "tel", "geo", "gender", "photo", "x-a", "a b", "end", ""])
_PROPERTY = st.tuples(
    _NAMES,
    st.dictionaries(st.sampled_from(["type", "group", "pref", "a b"]), _JSON, max_size=3),
    st.sampled_from(["text", "uri", "binary", "float", "X"]),
    _JSON,
).map(list)


@given(st.lists(_PROPERTY | _JSON, max_size=6))
def test_any_jcard_becomes_a_card_of_whole_lines(properties: list[object]) -> None:
    [raw] = cards(json.dumps(["vcard", properties]).encode(), "x")
    assert isinstance(raw, bytes)
    read = map_card(raw)
    assert b"".join(line.raw for line in read.lines) == raw
    assert [line.head.name for line in read.lines[:2]] == ["BEGIN", "VERSION"]
    assert read.lines[-1].head.name == "END"
    assert not any(line.flaw for line in read.lines)


@given(st.text(max_size=60))
def test_any_text_of_a_jcard_comes_back(text: str) -> None:
    kept = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x1f", " ")
    content = ["vcard", [["fn", {}, "text", "Ida"], ["note", {}, "text", text]]]
    [raw] = cards(json.dumps(content).encode(), "x")
    assert isinstance(raw, bytes)
    notes = [d.parts[0] for d in map_card(raw).contact.details]
    assert notes == ([kept] if kept.strip() else [])


@pytest.mark.skipif(not _FOLDER.is_dir(), reason="the real samples are not beside this checkout")
def test_real_samples_are_read_and_come_back() -> None:
    paths = sorted(_FOLDER.iterdir())
    assert len(paths) >= 7
    for path in paths:
        reader = JCard() if path.suffix == ".json" else XCard()
        for ida in _people(list(reader.read(path, nothing))):
            assert len(ida.contact.details) >= 2, path.name
            assert VCard().as_read(ida.raw, as_it_is(ida)) is ida.raw
            assert not ida.problems
