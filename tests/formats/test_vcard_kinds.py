"""Messengers, profiles, relations and the other smaller facts, in every spelling."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.contact import Contact, Detail, DetailKind, Name
from relationship_desk.formats.vcard import VCard
from relationship_desk.formats.vcard.mapping import map_card
from tests.formats.support import GIF, ReadOne, as_it_is, card, detail, facts, with_detail

K = DetailKind
_GIF = base64.b64encode(GIF).decode()


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("IMPP;X-SERVICE-TYPE=Skype;TYPE=home:skype:ida", ("messenger", "ida; Skype", "home")),
        ("IMPP;X-SERVICE-TYPE=Facebook:xmpp:ida", ("messenger", "ida; Facebook", "")),
        ("IMPP;X-SERVICE-TYPE=Skype:x-apple:ida", ("messenger", "ida; Skype", "")),
        ("IMPP;X-SERVICE-TYPE=GoogleTalk:ida", ("messenger", "ida; Google Talk", "")),
        ("IMPP;PREF=1:xmpp:ida@a.example", ("messenger", "ida@a.example; XMPP", "*")),
        ("IMPP:slack:ida", ("messenger", "ida; slack", "")),
        ("IMPP:im:ida", ("messenger", "ida", "")),
        ("IMPP:ida", ("messenger", "ida", "")),
        ("IMPP;SERVICE-TYPE=Zoom:https://z.example/ida",
            ("messenger", "https://z.example/ida; Zoom", "")),
        ("X-AIM;TYPE=HOME:ida", ("messenger", "ida; AIM", "home")),
        ("X-JABBER:ida", ("messenger", "ida; XMPP", "")),
        ("X-SKYPE-USERNAME:ida", ("messenger", "ida; Skype", "")),
        ("X-QQ:1", ("messenger", "1; QQ", "")),
        ("X-GTALK:ida", ("messenger", "ida; Google Talk", "")),
        ("X-MS-IMADDRESS:ida", ("messenger", "ida", "")),
        ("X-SOCIALPROFILE;type=twitter;x-user=ida:http://t.example/ida",
            ("social", "http://t.example/ida; Twitter", "")),
        ("X-SOCIALPROFILE;TYPE=home:twitter:http://t.example/ida",
            ("social", "http://t.example/ida; Twitter", "home")),
        ("X-SOCIALPROFILE;type=flickr:x-apple:ida", ("social", "ida; Flickr", "")),
        ("SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://m.example/@ida",
            ("social", "https://m.example/@ida; Mastodon", "")),
        ("X-TWITTER:ida", ("social", "ida; Twitter", "")),
        ("RELATED;TYPE=child;VALUE=text:Bo", ("related", "Bo", "child")),
        ("X-SPOUSE:Bo", ("related", "Bo", "spouse")),
        ("X-EVOLUTION-MANAGER:Bo", ("related", "Bo", "manager")),
        ("X-KADDRESSBOOK-X-AssistantsName:Bo", ("related", "Bo", "assistant")),
        ("AGENT:Bo", ("related", "Bo", "agent")),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;0;Twin;;",
            ("related", "Bo", "Twin")),
        ("LANG;PREF=1;TYPE=work:fr", ("language", "fr", "work*")),
        ("GENDER:F", ("gender", "female", "")),
        ("GENDER:;it's complicated", ("gender", "it's complicated", "")),
        ("GENDER:O;intersex", ("gender", "intersex; other", "")),
        ("X-GENDER:Male", ("gender", "male", "")),
        ("PRONOUNS;LANGUAGE=en:xe/xir", ("pronouns", "xe/xir", "")),
        ("TZ:-05:00", ("time_zone", "-05:00", "")),
        ("TZ;VALUE=text:Europe/Berlin", ("time_zone", "Europe/Berlin", "")),
        ("GEO:37.38;-122.08", ("geo", "37.38,-122.08", "")),
        ("GEO;TYPE=work:geo:37.38\\,-122.08", ("geo", "37.38,-122.08", "work")),
        ("CALURI:https://a.example/c", ("calendar", "https://a.example/c", "")),
        ("FBURL:https://a.example/b", ("calendar", "https://a.example/b", "free/busy")),
        ("X-PHONETIC-LAST-NAME:Vail", ("phonetic", "Vail", "family name")),
        ("SORT-STRING:Vale", ("sort_as", "Vale", "")),
        ("X-EVOLUTION-FILE-AS:Vale\\, Ida", ("sort_as", "Vale, Ida", "")),
        ("X-MAIDENNAME:Oss", ("nickname", "Oss", "maiden name")),
        ("X-EVOLUTION-BLOG-URL:a.example", ("url", "a.example", "blog")),
        ("X-MS-TEL;TYPE=HOME:1", ("phone", "1", "home")),
        ("DEATHDATE:20010203", ("date", "2001-02-03", "death")),
        ("X-EPOCSECONDNAME:Idi", ("nickname", "Idi", "")),
        ("X-ASSISTANT-TEL:1", ("phone", "1", "assistant")),
        ("TEL;TYPE=X-EVOLUTION-TTYTDD:1", ("phone", "1", "TTY/TDD")),
        ("TEL;TYPE=HOMEFAX:1", ("phone", "1", "home fax")),
        ("HOBBY;LEVEL=high;INDEX=1:reading", ("interest", "reading", "hobby")),
        ("EXPERTISE;LEVEL=expert:glass", ("interest", "glass", "expertise")),
        ("INTEREST:rowing", ("interest", "rowing", "")),
        ("X-MS-INTERESTS:rowing", ("interest", "rowing", "")),
        ("CONTACT-URI:https://a.example/hi", ("url", "https://a.example/hi", "contact")),
        ("ORG-DIRECTORY:https://a.example", ("url", "https://a.example", "directory")),
        ("GRAMGENDER:neuter", ("gender", "neuter", "grammatical")),
        ("BIRTHPLACE:Grenoble", ("geo", "Grenoble", "birthplace")),
        ("DEATHPLACE;VALUE=uri:geo:46.7,2.3", ("geo", "46.7,2.3", "place of death")),
        ("X-WECHAT:ida", ("messenger", "ida; WeChat", "")),
        ("X-XING:ida", ("social", "ida; XING", "")),
    ],
)  # fmt: skip
def test_every_spelling_is_read_and_edited_in_its_own_line(
    vcard: VCard, read_one: ReadOne, line: str, fact: tuple[str, str, str]
) -> None:
    read = read_one(card("FN:Ida", "X-BEFORE:1", line, "X-AFTER:2"))
    assert facts(read) == [fact]
    had = read.contact.details[0]
    date = had.kind is K.DATE
    for wanted in (
        had._replace(parts=("1999-12-31" if date else "Zoë; b, c\\d", *had.parts[1:])),
        had._replace(label="Choir"),
        had._replace(preferred=not had.preferred),
    ):
        raw = vcard.as_read(read.raw, with_detail(read, 0, wanted))
        assert map_card(raw).contact.details == (wanted,)
        assert b"X-BEFORE:1\r\n" in raw
        assert b"X-AFTER:2\r\n" in raw
    edited = vcard.as_read(
        read.raw, with_detail(read, 0, had._replace(parts=("new", *had.parts[1:])))
    )
    assert line.partition(":")[0].partition(";")[0].encode() in edited
    assert (
        b"X-BEFORE"
        not in vcard.as_read(read.raw, with_detail(read, 0, None)).partition(b"X-AFTER")[2]
    )


@pytest.mark.parametrize(
    "line",
    [
        "RELATED;TYPE=friend:urn:uuid:1",
        "AGENT;VALUE=uri:CID:part3@a.example",
        "AGENT:BEGIN:VCARD\\nFN:Bo\\nEND:VCARD",
        "SOUND;TYPE=BASIC;VALUE=uri:http://a.example/s",
        "LOGO;VALUE=uri:http://a.example/l.png",
        "X-messaging/xmpp-All:a@b\ue000c@d",
        "GENDER:",
        "IMPP:skype:",
    ],
)
def test_what_is_no_text_of_its_own_is_no_fact(read_one: ReadOne, line: str) -> None:
    assert facts(read_one(card("FN:Ida", line))) == []


_ENVELOPE = "LABEL;TYPE=home:Lime Road 1\\n12345 Town"


def test_a_label_is_the_address_where_there_is_no_other(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ida", _ENVELOPE))
    assert facts(read) == [("address", "; ; Lime Road 1\n12345 Town; ; ; ; ", "home")]
    had = read.contact.details[0]
    for place, line in ((2, b"LABEL;TYPE=home:new\r\n"), (3, b"ADR;TYPE=HOME:;;Lime Road 1")):
        parts = tuple("new" if n == place else part for n, part in enumerate(had.parts))
        wanted = had._replace(parts=parts)
        raw = vcard.as_read(read.raw, with_detail(read, 0, wanted))
        assert line in raw
        assert map_card(raw).contact.details == (wanted,)
    converted, losses = vcard.convert(read.raw, as_it_is(read), "4.0")
    assert (map_card(converted).contact.details, losses) == (read.contact.details, ())


def test_a_label_beside_an_address_is_kept_and_takes_no_deleted_one_s_place(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("FN:Ida", "ADR;TYPE=home:;;Lime Road 1;Town;;12345;", _ENVELOPE))
    assert [kind for kind, _, _ in facts(read)] == ["address"]
    assert [line.name for line in vcard.others(read.raw)] == ["LABEL"]
    raw = vcard.as_read(read.raw, with_detail(read, 0, None))
    assert map_card(raw).contact.details == ()
    assert f"{_ENVELOPE}\r\n".encode() in raw


@pytest.mark.parametrize(
    ("line", "label"), [("X-DEPARTMENT", ""), ("X-KADDRESSBOOK-X-Office", "office")]
)
def test_a_department_without_its_organisation_is_one(
    vcard: VCard, read_one: ReadOne, line: str, label: str
) -> None:
    read = read_one(card("FN:Ida", f"{line}:Sales"))
    had = read.contact.details[0]
    assert had == Detail(K.ORGANISATION, ("", "Sales"), label)
    for wanted in (
        had._replace(parts=("", "Care")),
        had._replace(parts=("Acme", "Care")),
        had._replace(parts=("Acme",)),
        had._replace(label="Choir"),
    ):
        raw = vcard.as_read(read.raw, with_detail(read, 0, wanted))
        assert map_card(raw).contact.details == (wanted,)
    assert b"X-DEPARTMENT:Care" in vcard.as_read(
        card("FN:Ida", "X-DEPARTMENT:Sales").encode(),
        with_detail(read, 0, had._replace(parts=("", "Care"), label="")),
    )


def test_what_a_name_is_sorted_by_is_a_fact_of_its_line(vcard: VCard, read_one: ReadOne) -> None:
    line = 'N;SORT-AS="Harten,Rene";LANGUAGE=nl:van der Harten;Rene;;;'
    read = read_one(card("FN:Rene van der Harten", line, "TEL:1", version="4.0"))
    assert facts(read) == [("sort_as", "Harten,Rene", ""), ("phone", "1", "")]
    had = read.contact.details[0]
    for wanted, expected in (
        (had._replace(parts=("Harten; R",)), 'N;SORT-AS="Harten; R";LANGUAGE=nl:van der'),
        (had._replace(parts=('a "b"',)), "N;LANGUAGE=nl:van der Harten;Rene;;;\r\nX-SORT-STRING:a"),
        (had._replace(label="Choir"), "N;LANGUAGE=nl:van der"),
        (None, "N;LANGUAGE=nl:van der"),
    ):
        raw = vcard.as_read(read.raw, with_detail(read, 0, wanted))
        assert expected.encode() in raw
        rest = read.contact.details[1:]
        assert map_card(raw).contact.details == ((wanted, *rest) if wanted else rest)
    now = with_detail(read, 0, had._replace(parts=("H",)))
    raw = vcard.as_read(read.raw, replace(now, name=read.contact.name._replace(given="René")))
    assert 'N;SORT-AS="H";LANGUAGE=nl:van der Harten;René;;;\r\n'.encode() in raw


def test_a_name_that_says_how_another_is_said_is_its_reading(
    vcard: VCard, read_one: ReadOne
) -> None:
    spoken = "N;ALTID=1;LANGUAGE=ja;PHONETIC=script;SCRIPT=Kana:やまだ;たろう;;;"
    read = read_one(
        card(spoken, "FN:山田太郎", "N;ALTID=1;LANGUAGE=ja:山田;太郎;;;", version="4.0")
    )
    assert (read.contact.name.family, read.contact.name.given) == ("山田", "太郎")
    assert facts(read) == [("phonetic", "やまだ たろう", "")]
    had = read.contact.details[0]
    for wanted in (had._replace(parts=("やま",)), had._replace(label="Choir")):
        raw = vcard.as_read(read.raw, with_detail(read, 0, wanted))
        assert map_card(raw).contact == read.contact._replace(details=(wanted,))
    raw = vcard.as_read(
        read.raw, replace(as_it_is(read), name=read.contact.name._replace(family="山"))
    )
    assert spoken.encode() in raw
    assert map_card(raw).contact.name.family == "山"


def test_apple_labels_of_relations_are_words(read_one: ReadOne) -> None:
    read = read_one(
        card("FN:Ida", "item1.X-ABRELATEDNAMES;type=pref:Bo", "item1.X-ABLabel:_$!<Mother>!$_")
    )
    assert facts(read) == [("related", "Bo", "mother*")]


def test_a_logo_is_kept_like_a_photo(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Acme", f"LOGO;ENCODING=b;TYPE=GIF:{_GIF}"))
    assert [d.kind for d in read.contact.details] == [K.LOGO]
    assert read.contact.photos[0].data == GIF
    converted, losses = vcard.convert(read.raw, as_it_is(read), "4.0")
    assert not losses
    assert map_card(converted).contact.details == read.contact.details
    assert read_one(vcard.write(read.contact, "3.0")).contact == read.contact


def test_new_facts_are_written_as_each_version_has_them(vcard: VCard) -> None:
    contact = Contact(
        Name("Ida"),
        (
            Detail(K.MESSENGER, ("ida", "Skype"), "home"),
            Detail(K.MESSENGER, ("ida", "Zoom")),
            Detail(K.SOCIAL, ("https://t.example/ida", "Twitter")),
            Detail(K.RELATED, ("Bo",), "spouse"),
            Detail(K.GENDER, ("female",)),
            Detail(K.PRONOUNS, ("she/her",)),
            detail("geo", "53.5,10"),
            detail("time_zone", "Europe/Berlin"),
            detail("sort_as", "Vale"),
            detail("phonetic", "Aida", "given name"),
        ),
    )
    assert vcard.write(contact, "4.0").decode() == card(
        "FN:Ida", "N:;;;;",
        "IMPP;TYPE=home:skype:ida",
        "IMPP;SERVICE-TYPE=Zoom:x-apple:ida",
        "SOCIALPROFILE;SERVICE-TYPE=Twitter:https://t.example/ida",
        "RELATED;VALUE=text;TYPE=spouse:Bo",
        "GENDER:F",
        "PRONOUNS:she/her",
        "GEO:geo:53.5,10",
        "TZ:Europe/Berlin",
        "X-SORT-STRING:Vale",
        "X-PHONETIC-FIRST-NAME:Aida",
        version="4.0",
    )  # fmt: skip
    assert vcard.write(contact, "3.0").decode() == card(
        "FN:Ida", "N:;;;;",
        "IMPP;TYPE=HOME:skype:ida",
        "IMPP;X-SERVICE-TYPE=Zoom:x-apple:ida",
        "X-SOCIALPROFILE;TYPE=twitter:https://t.example/ida",
        "item1.X-ABRELATEDNAMES:Bo",
        "item1.X-ABLabel:_$!<Spouse>!$_",
        "X-GENDER:female",
        "X-PRONOUNS:she/her",
        "GEO:53.5;10",
        "TZ;VALUE=text:Europe/Berlin",
        "SORT-STRING:Vale",
        "X-PHONETIC-FIRST-NAME:Aida",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target"),
    [("3.0", "4.0"), ("4.0", "3.0"), ("2.1", "4.0"), ("3.0", "2.1"), ("4.0", "2.1")],
)
def test_facts_survive_another_version(
    vcard: VCard, read_one: ReadOne, source: str, target: str
) -> None:
    lines = (
        "FN:Ida", "N:;Ida;;;", "RELATED;TYPE=child;VALUE=text:Bo", "GENDER:M", "TZ:-05:00",
        "SOCIALPROFILE;SERVICE-TYPE=X:https://t.example", "PRONOUNS:he/him", "GEO:1.5;2.5",
        "IMPP:skype:ida", "X-AIM:ida", "LANG:fr", "SORT-STRING:Vale", "CALURI:https://c.example",
    )  # fmt: skip
    read = read_one(card(*lines, version=source))
    converted, losses = vcard.convert(read.raw, as_it_is(read), target)
    assert losses == ()
    assert map_card(converted).contact.details == read.contact.details
    assert (b"GENDER:M" in converted) is (target == "4.0")


def test_an_agent_of_a_few_words_becomes_a_related_person(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ida", "AGENT:Bo"))
    converted, losses = vcard.convert(read.raw, as_it_is(read), "4.0")
    assert (b"RELATED;VALUE=text;TYPE=agent:Bo" in converted, losses) == (True, ())


def test_the_reading_of_a_name_is_no_sound_in_another_version(
    vcard: VCard, read_one: ReadOne
) -> None:
    read = read_one(card("FN:Ida", "SOUND;X-IRMC-N:ａ;ｂ;;;", version="2.1"))
    for version in ("3.0", "4.0"):
        converted, losses = vcard.convert(read.raw, as_it_is(read), version)
        assert (b"X-PHONETIC-NAME:" in converted, losses) == (True, ())
        assert map_card(converted).contact.details == read.contact.details


def test_an_agent_edited_in_an_old_card_is_written_whole(vcard: VCard, read_one: ReadOne) -> None:
    read = read_one(card("FN:Ida", "AGENT:Bo", "TEL:1", version="2.1"))
    for text in ("Zoë " * 30 + "x", "urn:uuid:9"):
        wanted = read.contact.details[0]._replace(parts=(text,))
        raw = vcard.as_read(read.raw, with_detail(read, 0, wanted))
        assert map_card(raw).contact.details == (wanted, read.contact.details[1])


_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"), exclude_characters='"\x85')
    | st.just(" "),
    min_size=1,
    max_size=30,
).map(lambda text: " ".join(text.split()) or "x")
_SERVICE = st.sampled_from(["", "Skype", "XMPP", "Zoom", "a;b", "x:y,z", "Twitter"])
_LABEL = st.sampled_from(["", "home", "work, mobile", "spouse", "Choir", "free/busy", "given name"])


def _parts(kind: DetailKind, text: str, service: str) -> tuple[str, ...]:
    return (text, service) if service and kind in (K.MESSENGER, K.SOCIAL) else (text,)


@given(
    st.sampled_from([k for k in K if k not in (K.PHOTO, K.LOGO, K.ADDRESS, K.DATE)]),
    _TEXT, _SERVICE, _LABEL, st.booleans(), st.sampled_from(["2.1", "3.0", "4.0"]),
)  # fmt: skip
def test_any_new_fact_comes_back(
    kind: DetailKind, text: str, service: str, label: str, preferred: bool, version: str
) -> None:
    fact = Detail(kind, _parts(kind, text, service), label, preferred)
    if kind is K.GEO:
        fact = fact._replace(parts=(text.replace(";", "."),))
    raw = VCard().write(Contact(Name("Ida"), (fact,)), version)
    assert map_card(raw).contact.details == (fact,)
