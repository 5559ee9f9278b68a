"""The shapes in which well-known programs export, each made up here, with the facts to expect."""

from __future__ import annotations

import base64

import pytest

from relationship_desk.domain.contact import PICTURES, ContactKind, DetailKind
from relationship_desk.formats.vcard import VCard
from relationship_desk.formats.vcard.mapping import map_card
from tests.formats.exporter_samples import MORE_SAMPLES, Sample, crlf
from tests.formats.support import GIF, ReadOne, as_it_is, facts, with_detail

_GIF = base64.b64encode(GIF).decode()


_SAMPLES = {
    "ios": Sample(
        crlf(f"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iPhone OS 17.1//EN
N:Sørensen;Kirsten;Maja;Dr.;
FN:Dr. Kirsten Maja Sørensen
NICKNAME:Kiki
ORG:Havn & Co.;Design;
TITLE:Lead
EMAIL;type=INTERNET;type=HOME;type=pref:kirsten@example.org
item1.EMAIL;type=INTERNET:k@example.com
item1.X-ABLabel:Choir
TEL;type=CELL;type=VOICE;type=pref:+45 20 12 34 56
TEL;type=IPHONE;type=CELL;type=VOICE:+45 20 65 43 21
item2.TEL:+45 33 11 22 33
item2.X-ABLabel:_$!<HomeFAX>!$_
item3.ADR;type=HOME;type=pref:;;Havnegade 5\\n2. tv;København K;;1058;Danmark
item3.X-ABADR:dk
item4.URL;type=pref:https://example.org
item4.X-ABLabel:_$!<HomePage>!$_
BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29
item5.X-ABDATE;type=pref:2010-06-12
item5.X-ABLabel:_$!<Anniversary>!$_
item6.X-ABRELATEDNAMES:Lars
item6.X-ABLabel:_$!<Brother>!$_
PHOTO;ENCODING=b;TYPE=JPEG:{_GIF[:30]}
 {_GIF[30:]}
NOTE:Likes tea\\, not coffee\\nMet in Aarhus
END:VCARD
"""),
        "Dr. Kirsten Maja Sørensen",
        [
            ("nickname", "Kiki", ""),
            ("organisation", "Havn & Co.; Design", ""),
            ("title", "Lead", ""),
            ("email", "kirsten@example.org", "home*"),
            ("email", "k@example.com", "Choir"),
            ("phone", "+45 20 12 34 56", "mobile*"),
            ("phone", "+45 20 65 43 21", "iPhone, mobile"),
            ("phone", "+45 33 11 22 33", "home fax"),
            ("address", "; ; Havnegade 5\n2. tv; København K; ; 1058; Danmark", "home*"),
            ("url", "https://example.org", "homepage*"),
            ("date", "--02-29", "birthday"),
            ("date", "2010-06-12", "anniversary*"),
            ("related", "Lars", "brother"),
            ("photo", "", ""),
            ("note", "Likes tea, not coffee\nMet in Aarhus", ""),
        ],
    ),
    "google": Sample(
        crlf("""BEGIN:VCARD
VERSION:3.0
FN:Ana García
N:García;Ana;;;
item1.EMAIL;TYPE=INTERNET:ana@example.org
item1.X-ABLabel:
EMAIL;TYPE=INTERNET;TYPE=WORK:ana@example.com
TEL;TYPE=CELL:+34 600 000 000
item2.URL:http\\://www.google.com/profiles/1
item2.X-ABLabel:PROFILE
BDAY:1990-12-01
X-PHONETIC-FIRST-NAME:ana
NOTE:\\nsegunda línea
PHOTO:https://lh3.example.com/p/AF1Qip
CATEGORIES:Friends,myContacts
END:VCARD
"""),
        "Ana García",
        [
            ("email", "ana@example.org", ""),
            ("email", "ana@example.com", "work"),
            ("phone", "+34 600 000 000", "mobile"),
            ("url", "http://www.google.com/profiles/1", "PROFILE"),
            ("date", "1990-12-01", "birthday"),
            ("phonetic", "ana", "given name"),
            ("note", "\nsegunda línea", ""),
        ],
    ),
    "outlook 2.1": Sample(
        f"""BEGIN:VCARD
VERSION:2.1
X-MS-OL-DEFAULT-POSTAL-ADDRESS:2
N;LANGUAGE=de:Groß;Käthe;;Frau
FN:Käthe Groß
ORG:Bäckerei Groß GmbH;Vertrieb
TITLE:Geschäftsführerin
TEL;WORK;VOICE:+49 (40) 123-0
TEL;WORK;FAX:+49 (40) 123-1
ADR;WORK;PREF:;;Große Straße 7;Hamburg;;20095;Deutschland
LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Gro=DFe Stra=DFe 7=0D=0A=
20095 Hamburg=0D=0A=
Deutschland
NOTE;ENCODING=QUOTED-PRINTABLE:Erste Zeile=0D=0A=
Zweite Zeile: mit =3D Zeichen=0D=0A=

X-MS-OL-DESIGN;CHARSET=utf-8:<card xmlns="http://example.com/x"><img a="b"/></card>
EMAIL;PREF;INTERNET:kaethe@example.org
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 {_GIF[:20]}
 {_GIF[20:]}

REV:20240102T030405Z
END:VCARD
""".replace("\n", "\r\n").encode("cp1252"),
        "Käthe Groß",
        [
            ("organisation", "Bäckerei Groß GmbH; Vertrieb", ""),
            ("title", "Geschäftsführerin", ""),
            ("phone", "+49 (40) 123-0", "work"),
            ("phone", "+49 (40) 123-1", "work, fax"),
            ("address", "; ; Große Straße 7; Hamburg; ; 20095; Deutschland", "work*"),
            ("note", "Erste Zeile\nZweite Zeile: mit = Zeichen\n", ""),
            ("email", "kaethe@example.org", "*"),
            ("photo", "", ""),
        ],
    ),
    "android": Sample(
        crlf("""BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=D0=BE=D0=B2;=D0=98=D0=B2=
=D0=B0=D0=BD;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=98=D0=B2=D0=B0=D0=BD=20=D0=98=D0=B2=D0=B0=D0=
=BD=D0=BE=D0=B2
TEL;CELL;PREF:+79001234567
TEL;X-Dacha:+74950000000
EMAIL;HOME:ivan@example.org
ADR;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;=D0=A3=D0=BB. 1;=D0=9C=D0=BE;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Vanya;1;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2001-07-10;1;;;;;;;;;;;;;
X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Olga;14;;;;;;;;;;;;;
NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=B0=0A=D0=B1
END:VCARD
"""),
        "Иван Иванов",
        [
            ("phone", "+79001234567", "mobile*"),
            ("phone", "+74950000000", "Dacha"),
            ("email", "ivan@example.org", "home"),
            ("address", "; ; Ул. 1; Мо; ; ; ", "home"),
            ("nickname", "Vanya", ""),
            ("date", "2001-07-10", "anniversary"),
            ("related", "Olga", "spouse"),
            ("note", "а\nб", ""),
        ],
    ),
    "blackberry": Sample(
        crlf(f"""BEGIN:VCARD
VERSION:2.1
N:Okafor;Ngozi;;Ms
TEL;CELL:+2348000000000
TEL;PAGER:12
EMAIL;INTERNET:ngozi@example.org
ADR;WORK:;;1 Broad St;Lagos;;;Nigeria
ORG:Okafor Ltd
PHOTO;ENCODING=BASE64;JPEG:{_GIF[:25]}
{_GIF[25:]}

URL:http://example.org
END:VCARD
"""),
        "Ms Ngozi Okafor",
        [
            ("phone", "+2348000000000", "mobile"),
            ("phone", "12", "pager"),
            ("email", "ngozi@example.org", ""),
            ("address", "; ; 1 Broad St; Lagos; ; ; Nigeria", "work"),
            ("organisation", "Okafor Ltd", ""),
            ("photo", "", ""),
            ("url", "http://example.org", ""),
        ],
    ),
    "lotus notes": Sample(
        b"""BEGIN:VCARD
VERSION:3.0
FN:Frank Becker
N:Becker;Frank
ORG:Lotus Haus;Abteilung 3;Team B
ADR;TYPE=WORK,POSTAL,PARCEL:;;6544 Lange Stra
 sse;Raleigh;NC;27613;U.S.A.
TEL;TYPE=VOICE,MSG,WORK:+1-919-555-9515
TEL;TYPE=FAX,WORK:+1-919-555-9564
EMAIL;TYPE=INTERNET,PREF:frank@example.org
END:VCARD
""",
        "Frank Becker",
        [
            ("organisation", "Lotus Haus; Abteilung 3; Team B", ""),
            ("address", "; ; 6544 Lange Strasse; Raleigh; NC; 27613; U.S.A.", "work"),
            ("phone", "+1-919-555-9515", "work"),
            ("phone", "+1-919-555-9564", "fax, work"),
            ("email", "frank@example.org", "*"),
        ],
    ),
    "thunderbird": Sample(
        crlf("""BEGIN:VCARD
VERSION:4.0
EMAIL;PREF=1:worker@example.org
FN:A worker
NICKNAME:W
NOTE:here's some text…
TITLE:"worker"
TEL;TYPE=work;VALUE=TEXT:123
BDAY;VALUE=DATE:--0412
ADR:;;Street 1\\nBack;Town;;123;Land
X-CUSTOM1;VALUE=TEXT:custom\\, 1
X-CUSTOM3;VALUE=TEXT:custom~3
UID:4ef8c3a1-0000-4000-8000-000000000001
END:VCARD
""").replace(b"~", b"\r"),
        "A worker",
        [
            ("email", "worker@example.org", "*"),
            ("nickname", "W", ""),
            ("note", "here's some text…", ""),
            ("title", '"worker"', ""),
            ("phone", "123", "work"),
            ("date", "--04-12", "birthday"),
            ("address", "; ; Street 1\nBack; Town; ; 123; Land", ""),
        ],
    ),
    "evolution": Sample(
        crlf("""BEGIN:VCARD
VERSION:3.0
X-EVOLUTION-FILE-AS:Nguyễn\\, Lan
FN:Nguyễn Lan
N:Nguyễn;Lan;;;
EMAIL;X-EVOLUTION-UI-SLOT=1;TYPE=WORK:lan@example.org
TEL;TYPE=WORK;TYPE=VOICE;X-EVOLUTION-UI-SLOT=1:+84 1
X-EVOLUTION-ANNIVERSARY:2006-01-09
X-EVOLUTION-SPOUSE:Minh
CATEGORIES:Birthday,Business
UID:pas-id-3E65886900000002
END:VCARD
"""),
        "Nguyễn Lan",
        [
            ("sort_as", "Nguyễn, Lan", ""),
            ("email", "lan@example.org", "work"),
            ("phone", "+84 1", "work"),
            ("date", "2006-01-09", "anniversary"),
            ("related", "Minh", "spouse"),
        ],
    ),
    "kaddressbook": Sample(
        b"""BEGIN:VCARD
VERSION:3.0
ADR;TYPE=home:;;Ulica 1;Gda\xc5\x84sk;;80-001;Polska
FN:Piotr Zieli\xc5\x84ski
N:Zieli\xc5\x84ski;Piotr;;;
TEL;TYPE=home,pref:+48 1
X-KADDRESSBOOK-X-Anniversary:1999-05-01
X-KADDRESSBOOK-CRYPTOPROTOPREF:
URL:http://example.org
END:VCARD

""",
        "Piotr Zieliński",
        [
            ("address", "; ; Ulica 1; Gdańsk; ; 80-001; Polska", "home"),
            ("phone", "+48 1", "home*"),
            ("date", "1999-05-01", "anniversary"),
            ("url", "http://example.org", ""),
        ],
    ),
    "entourage on an old mac": Sample(
        "begin:vcard\rversion:3.0\rfn;charset=utf-8:Yuki 田中\rn;charset=utf-8:田中;Yuki;;;\r"
        "adr;type=work;type=pref:;;1 Road;Town;;;\rtel;type=cell:1\rend:vcard\r".encode(
            "utf-16-be"
        ),
        "Yuki 田中",
        [
            ("address", "; ; 1 Road; Town; ; ; ", "work*"),
            ("phone", "1", "mobile"),
        ],
    ),
    "japanese feature phone": Sample(
        "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS:田中;表;;;\r\n"
        "SOUND;X-IRMC-N;CHARSET=SHIFT_JIS:ﾀﾅｶ;ｵﾓﾃ;;;\r\nTEL;X-NEC-HOTEL:10\r\nEND:VCARD\r\n".encode(
            "shift_jis"
        ),
        "表 田中",
        [("phonetic", "ﾀﾅｶ ｵﾓﾃ", ""), ("phone", "10", "nec-hotel")],
    ),
    "nextcloud": Sample(
        b"""BEGIN:VCARD
VERSION:4.0
UID:6ea3c3f0-0000-4000-8000-000000000002
PRODID:-//Nextcloud Contacts v5.0.1
FN:Chlo\xc3\xa9 Martin
N:Martin;Chlo\xc3\xa9;;;
TEL;TYPE="HOME,VOICE";VALUE=uri:tel:+33-1
item1.URL:https://example.org
item1.X-ABLABEL:Blog
BDAY;VALUE=DATE:19870927
ANNIVERSARY;VALUE=DATE-TIME:20090808T1430-0500
PHOTO;ENCODING=b;TYPE=image/gif:data:image/gif;base64\\,"""
        + _GIF.encode()
        + b"""
REV;VALUE=DATE-AND-OR-TIME:20240102T030405Z
END:VCARD
""",
        "Chloé Martin",
        [
            ("phone", "+33-1", "home"),
            ("url", "https://example.org", "Blog"),
            ("date", "1987-09-27", "birthday"),
            ("date", "2009-08-08", "anniversary"),
            ("photo", "", ""),
        ],
    ),
}


_ALL = _SAMPLES | MORE_SAMPLES


def test_there_are_samples_of_many_programs() -> None:
    assert len(_ALL) == len(_SAMPLES) + len(MORE_SAMPLES) >= 25


@pytest.mark.parametrize("program", list(_ALL))
def test_an_export_gives_its_facts_and_comes_back(
    vcard: VCard, read_one: ReadOne, program: str
) -> None:
    sample = _ALL[program]
    read = read_one(sample.content)
    found = [(kind, "" if kind == "photo" else value, label) for kind, value, label in facts(read)]
    assert read.contact.name.full == sample.full
    assert found == sample.expected
    assert program in _SAMPLES or read.contact.tags == sample.tags
    assert read.contact.kind is ContactKind.PERSON
    assert read.problems == ()
    assert vcard.as_read(read.raw, as_it_is(read)) is read.raw
    assert [photo.data for photo in read.contact.photos] == [
        GIF for kind, _, _ in found if kind == "photo"
    ]


@pytest.mark.parametrize("program", list(_ALL))
def test_an_edit_of_an_export_changes_its_own_line_alone(
    vcard: VCard, read_one: ReadOne, program: str
) -> None:
    read = read_one(_ALL[program].content)
    lines = map_card(read.raw).lines
    for number, had in enumerate(read.contact.details):
        if had.kind in PICTURES:
            continue
        value = "1999-12-31" if had.kind is DetailKind.DATE else "Zoë; b, c"
        place = next(place for place, part in enumerate(had.parts) if part)
        wanted = had._replace(parts=(*had.parts[:place], value, *had.parts[place + 1 :]))
        after = map_card(vcard.as_read(read.raw, with_detail(read, number, wanted)))
        assert after.contact.details[number] == wanted
        changed = [i for i, line in enumerate(after.lines) if line.raw != lines[i].raw]
        assert changed == [read.detail_lines[number]]


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
@pytest.mark.parametrize("program", list(_ALL))
def test_an_export_says_the_same_in_every_version(
    vcard: VCard, read_one: ReadOne, program: str, version: str
) -> None:
    read = read_one(_ALL[program].content)
    converted, _ = vcard.convert(read.raw, as_it_is(read), version)
    again = read_one(converted).contact
    assert (again.name, again.details, again.tags) == (
        read.contact.name,
        read.contact.details,
        read.contact.tags,
    )
