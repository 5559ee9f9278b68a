"""More shapes in which well-known programs export, made up here, with every fact to expect."""

from __future__ import annotations

import base64
from typing import NamedTuple

from tests.formats.support import GIF

_GIF = base64.b64encode(GIF).decode()

Fact = tuple[str, str, str]


class Sample(NamedTuple):
    """An export, the full name in it, its facts and its tags."""

    content: bytes
    full: str
    expected: list[Fact]
    tags: tuple[str, ...] = ()


def crlf(text: str) -> bytes:
    """A text with the line ends of most programs."""
    return text.replace("\n", "\r\n").encode()


MORE_SAMPLES = {
    "macos": Sample(
        crlf(f"""BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14.4//EN
N:Lindqvist;Saga;;;
FN:Saga Lindqvist
X-PHONETIC-FIRST-NAME:SAH-ga
X-MAIDENNAME:Ek
ORG:Norrsken AB;Ljus
X-PHONETIC-ORG:norr-shen
item1.IMPP;X-SERVICE-TYPE=Jabber;type=pref:xmpp:saga@chat.example
item1.X-ABLabel:_$!<Other>!$_
IMPP;X-SERVICE-TYPE=Skype;type=WORK:skype:saga.l
X-SOCIALPROFILE;type=mastodon;x-user=saga:https://social.example/@saga
item2.TEL;type=pref:+46 70 123 45 67
item2.X-ABLabel:_$!<AppleWatch>!$_
item3.X-ABRELATEDNAMES;type=pref:Elsa Lindqvist
item3.X-ABLabel:_$!<Mother>!$_
item4.X-ABDATE;type=pref:2015-08-15
item4.X-ABLabel:Flytten
X-ALTBDAY;CALSCALE=chinese:007802011201
CALURI;type=pref:https://cal.example/saga
PHOTO;ENCODING=b;TYPE=GIF;X-ABCROP-RECTANGLE=ABClipRect_1&0&0&1&1&x==:{_GIF[:40]}
  {_GIF[40:]}
NOTE:Sjunger i kör\\; alt\\, andra raden.
UID:6f1d2c3b-0000-4000-8000-0000000000a1
X-ABUID:6F1D2C3B-0000-4000-8000-0000000000A1:ABPerson
END:VCARD
"""),
        "Saga Lindqvist",
        [
            ("phonetic", "SAH-ga", "given name"),
            ("nickname", "Ek", "maiden name"),
            ("organisation", "Norrsken AB; Ljus", ""),
            ("phonetic", "norr-shen", "organisation"),
            ("messenger", "saga@chat.example; XMPP", "other*"),
            ("messenger", "saga.l; Skype", "work"),
            ("social", "https://social.example/@saga; Mastodon", ""),
            ("phone", "+46 70 123 45 67", "Apple Watch*"),
            ("related", "Elsa Lindqvist", "mother*"),
            ("date", "2015-08-15", "Flytten*"),
            ("calendar", "https://cal.example/saga", "*"),
            ("photo", "", ""),
            ("note", "Sjunger i kör; alt, andra raden.", ""),
        ],
    ),
    "samsung": Sample(
        crlf("""BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EA=B9=80;=EB=AF=BC=EC=A4=80;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EA=B9=80=EB=AF=BC=EC=A4=80
X-PHONETIC-FIRST-NAME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=EB=AF=BC
TEL;CELL:010-1234-5678
TEL;X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=EC=A7=91):02-555-0000
EMAIL;WORK:minjun@example.org
X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--03-05;3;;;;;;;;;;;;;
X-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vnd.android.cursor.item/relation;=EC=84=9C=EC=97=B0;13;;;;;;;;;;;;;
X-QQ:1000200
END:VCARD
"""),
        "김민준",
        [
            ("phonetic", "민", "given name"),
            ("phone", "010-1234-5678", "mobile"),
            ("phone", "02-555-0000", "집"),
            ("email", "minjun@example.org", "work"),
            ("date", "--03-05", "birthday"),
            ("related", "서연", "sister"),
            ("messenger", "1000200; QQ", ""),
        ],
    ),
    "huawei": Sample(
        crlf("""BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;=E6=9D=8E=E6=98=8E;;;
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E6=9D=8E=E6=98=8E
TEL;CELL:138 0000 0000
TEL;WORK;FAX:010 6000 0000
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=B1=B1=E8=8C=B6
TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=BB=8F=E7=90=86
URL:http://example.org
BDAY:1992-11-03
X-GROUP-MEMBERSHIP:Family
END:VCARD
"""),
        "李明",
        [
            ("phone", "138 0000 0000", "mobile"),
            ("phone", "010 6000 0000", "work, fax"),
            ("organisation", "山茶", ""),
            ("title", "经理", ""),
            ("url", "http://example.org", ""),
            ("date", "1992-11-03", "birthday"),
        ],
    ),
    "outlook.com": Sample(
        crlf("""BEGIN:VCARD
VERSION:3.0
N:Haddad;Leila;Noor;;
FN:Leila Haddad
EMAIL;TYPE=INTERNET,PREF:leila@example.org
EMAIL;TYPE=INTERNET,OTHER:leila.h@example.com
TEL;TYPE=CELL,VOICE:+961 3 000 000
TEL;TYPE=WORK,VOICE:+961 1 000 000
ADR;TYPE=WORK:;;12 Cedar Street;Beirut;;1107;Lebanon
TITLE:Architect
ORG:Cedar Studio;Housing
X-MS-IMADDRESS:leila@chat.example
X-MS-SPOUSE;N:Karim
X-MS-ANNIVERSARY;VALUE=DATE:20110604
X-MS-INTERESTS:pottery
BDAY;VALUE=DATE:19850930
REV;VALUE=DATE-TIME:2024-05-01T08:00:00.000Z
END:VCARD
"""),
        "Leila Haddad",
        [
            ("email", "leila@example.org", "*"),
            ("email", "leila.h@example.com", "other"),
            ("phone", "+961 3 000 000", "mobile"),
            ("phone", "+961 1 000 000", "work"),
            ("address", "; ; 12 Cedar Street; Beirut; ; 1107; Lebanon", "work"),
            ("title", "Architect", ""),
            ("organisation", "Cedar Studio; Housing", ""),
            ("messenger", "leila@chat.example", ""),
            ("related", "Karim", "spouse"),
            ("date", "2011-06-04", "anniversary"),
            ("interest", "pottery", ""),
            ("date", "1985-09-30", "birthday"),
        ],
    ),
    "nokia": Sample(
        crlf("""BEGIN:VCARD
VERSION:2.1
N;ENCODING=8BIT;CHARSET=UTF-8:Mäkinen;Aino
TEL;PREF;WORK;CELL;VOICE;ENCODING=8BIT:0401234567
TEL;VIDEO;ENCODING=8BIT:0409876543
TEL;CAR;ENCODING=8BIT:0501112223
EMAIL;ENCODING=8BIT;WORK:aino@example.org
X-EPOCSECONDNAME;ENCODING=8BIT;CHARSET=UTF-8:Aikku
X-SIP:sip:aino@voice.example
X-WV-ID:wv:aino
X-CLASS:private
BDAY:19790412
END:VCARD
"""),
        "Aino Mäkinen",
        [
            ("phone", "0401234567", "work, mobile*"),
            ("phone", "0409876543", "video"),
            ("phone", "0501112223", "car"),
            ("email", "aino@example.org", "work"),
            ("nickname", "Aikku", ""),
            ("messenger", "sip:aino@voice.example; SIP", ""),
            ("messenger", "wv:aino", ""),
            ("date", "1979-04-12", "birthday"),
        ],
    ),
    "sony ericsson": Sample(
        crlf("""BEGIN:VCARD
VERSION:2.1
N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:S=C3=B8rli;Odd
ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Fjord =26 S=C3=B8nn
TEL;CELL:+4790000000
TEL;HOME:+4722000000
URL:example.org
BDAY:19700101
X-IRMC-LUID:0002000000F3
END:VCARD
"""),
        "Odd Sørli",
        [
            ("organisation", "Fjord & Sønn", ""),
            ("phone", "+4790000000", "mobile"),
            ("phone", "+4722000000", "home"),
            ("url", "example.org", ""),
            ("date", "1970-01-01", "birthday"),
        ],
    ),
    "palm": Sample(
        """BEGIN:VCARD
VERSION:2.1
N:Lefèvre;Jean
ORG:Atelier Lefèvre
ADR;DOM;HOME:;;3 rue du Lac;Annecy;;74000;
TEL;HOME;VOICE:04 50 00 00 00
TEL;X-Palm-Mobile;CELL:06 00 00 00 00
NOTE;ENCODING=QUOTED-PRINTABLE:Aime le fromage=0D=0Aet la montagne
X-PALM-CATEGORY1:Amis
END:VCARD
""".replace("\n", "\r\n").encode("cp1252"),
        "Jean Lefèvre",
        [
            ("organisation", "Atelier Lefèvre", ""),
            ("address", "; ; 3 rue du Lac; Annecy; ; 74000; ", "home"),
            ("phone", "04 50 00 00 00", "home"),
            ("phone", "06 00 00 00 00", "Palm-Mobile, mobile"),
            ("note", "Aime le fromage\net la montagne", ""),
        ],
    ),
    "windows contacts": Sample(
        """BEGIN:VCARD
VERSION:2.1
N:Grüber;Max;Josef
FN:Max Josef Grüber
NICKNAME:Maxl
ORG:Grüber Holz;Einkauf
TEL;WORK;VOICE:+43 1 000 000
TEL;CELL;VOICE:+43 664 000 000
LABEL;WORK;ENCODING=QUOTED-PRINTABLE:Ringstra=DFe 1=0D=0A1010 Wien
URL;WORK:http://example.org
X-WAB-GENDER:2
BDAY:19610228
EMAIL;PREF;INTERNET:max@example.org
REV:20100305T101112Z
END:VCARD
""".replace("\n", "\r\n").encode("cp1252"),
        "Max Josef Grüber",
        [
            ("nickname", "Maxl", ""),
            ("organisation", "Grüber Holz; Einkauf", ""),
            ("phone", "+43 1 000 000", "work"),
            ("phone", "+43 664 000 000", "mobile"),
            ("address", "; ; Ringstraße 1\n1010 Wien; ; ; ; ", "work"),
            ("url", "http://example.org", "work"),
            ("date", "1961-02-28", "birthday"),
            ("email", "max@example.org", "*"),
        ],
    ),
    "zimbra": Sample(
        crlf("""BEGIN:VCARD
VERSION:3.0
FN:Moreau\\, Inès
N:Moreau;Inès;;;
NICKNAME:Nès
ADR;TYPE=home,postal,parcel:;;8 quai Nord;Nantes;;44000;France
TEL;TYPE=cell,voice:+33 6 00 00 00 00
TEL;TYPE=work,fax:+33 2 00 00 00 00
EMAIL;TYPE=internet:ines@example.org
URL;TYPE=work:https://example.org
ORG:Quai Nord;Presse
TITLE:Attachée de presse
NOTE:Rappeler\\nle mardi
REV:2023-09-12T07:00:00Z
UID:c1a2b3c4-0000-4000-8000-0000000000b2:257
END:VCARD
"""),
        "Moreau, Inès",
        [
            ("nickname", "Nès", ""),
            ("address", "; ; 8 quai Nord; Nantes; ; 44000; France", "home"),
            ("phone", "+33 6 00 00 00 00", "mobile"),
            ("phone", "+33 2 00 00 00 00", "work, fax"),
            ("email", "ines@example.org", ""),
            ("url", "https://example.org", "work"),
            ("organisation", "Quai Nord; Presse", ""),
            ("title", "Attachée de presse", ""),
            ("note", "Rappeler\nle mardi", ""),
        ],
    ),
    "horde": Sample(
        crlf("""BEGIN:VCARD
VERSION:2.1
FN;CHARSET=UTF-8:Bruno Nováček
N;CHARSET=UTF-8:Nováček;Bruno;;Ing.;
NICKNAME;CHARSET=UTF-8:Brun
TEL;HOME;VOICE:+420 200 000 000
TEL;CELL;VOICE:+420 600 000 000
ADR;HOME;CHARSET=UTF-8:;;Dlouhá 7;Brno;;60200;CZ
LABEL;HOME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Dlouh=C3=A1 7=0D=0A60200 Brno
TZ;VALUE=text:Europe/Prague
X-SPOUSE;CHARSET=UTF-8:Jitka
X-ANNIVERSARY:2003-05-31
CATEGORIES;CHARSET=UTF-8:přátelé,sbor
END:VCARD
"""),
        "Bruno Nováček",
        [
            ("nickname", "Brun", ""),
            ("phone", "+420 200 000 000", "home"),
            ("phone", "+420 600 000 000", "mobile"),
            ("address", "; ; Dlouhá 7; Brno; ; 60200; CZ", "home"),
            ("time_zone", "Europe/Prague", ""),
            ("related", "Jitka", "spouse"),
            ("date", "2003-05-31", "anniversary"),
        ],
        ("přátelé", "sbor"),
    ),
    "sogo": Sample(
        crlf("""BEGIN:VCARD
UID:4C5D-65A00000-1-31C7D4C0
VERSION:3.0
CLASS:PUBLIC
PROFILE:VCARD
N:Popescu;Radu
FN:Radu Popescu
TEL;TYPE=work,pref:+40 21 000 000
TEL;TYPE=cell:+40 700 000 000
EMAIL;TYPE=work,pref:radu@example.org
X-AIM:radup
X-JABBER:radu@chat.example
X-MOZILLA-HTML:FALSE
CUSTOM1:parking 12
END:VCARD
"""),
        "Radu Popescu",
        [
            ("phone", "+40 21 000 000", "work*"),
            ("phone", "+40 700 000 000", "mobile"),
            ("email", "radu@example.org", "work*"),
            ("messenger", "radup; AIM", ""),
            ("messenger", "radu@chat.example; XMPP", ""),
        ],
    ),
    "roundcube": Sample(
        crlf("""BEGIN:VCARD
VERSION:3.0
N:Kaya;Deniz;;;
FN:Deniz Kaya
EMAIL;TYPE=INTERNET;TYPE=home:deniz@example.org
TEL;TYPE=homefax:+90 212 000 0000
X-DEPARTMENT:Satış
X-MANAGER:Aylin
X-ASSISTANT:Can
X-GENDER:female
X-SKYPE-USERNAME:deniz.k
X-MAIDENNAME:Demir
TITLE:Müdür
END:VCARD
"""),
        "Deniz Kaya",
        [
            ("email", "deniz@example.org", "home"),
            ("phone", "+90 212 000 0000", "home fax"),
            ("organisation", "; Satış", ""),
            ("related", "Aylin", "manager"),
            ("related", "Can", "assistant"),
            ("gender", "female", ""),
            ("messenger", "deniz.k; Skype", ""),
            ("nickname", "Demir", "maiden name"),
            ("title", "Müdür", ""),
        ],
    ),
    "synology": Sample(
        crlf("""BEGIN:VCARD
VERSION:3.0
PRODID:-//Synology//CardDAV//EN
FN:Tomasz Wrona
N:Wrona;Tomasz;;;
TEL;TYPE=CELL:+48 500 000 000
item1.ADR;TYPE=OTHER:;;ul. Leśna 3;Kraków;;30-001;PL
item1.X-ABLABEL:Działka
EMAIL;TYPE=HOME:tomasz@example.org
CATEGORIES:Rodzina
REV:20240112T090000Z
END:VCARD
"""),
        "Tomasz Wrona",
        [
            ("phone", "+48 500 000 000", "mobile"),
            ("address", "; ; ul. Leśna 3; Kraków; ; 30-001; PL", "Działka"),
            ("email", "tomasz@example.org", "home"),
        ],
        ("Rodzina",),
    ),
    "fastmail": Sample(
        crlf("""BEGIN:VCARD
PRODID:-//CyrusIMAP.org//Cyrus//EN
VERSION:3.0
UID:0b8d9a10-0000-4000-8000-0000000000c3
N:Adeyemi;Tunde;;;
FN:Tunde Adeyemi
NICKNAME:TJ
EMAIL;TYPE=home;TYPE=pref:tunde@example.org
TEL;TYPE=mobile:+234 800 000 0000
online1.X-SOCIAL-PROFILE:x
URL;TYPE=blog:https://tunde.example
X-SOCIALPROFILE;TYPE=linkedin:https://in.example/tunde
IMPP;X-SERVICE-TYPE=Matrix:matrix:tunde
BDAY;X-APPLE-OMIT-YEAR=1604:1604-10-31
NOTE:Line one\\nLine two\\, with comma
REV:20240301T000000Z
END:VCARD
"""),
        "Tunde Adeyemi",
        [
            ("nickname", "TJ", ""),
            ("email", "tunde@example.org", "home*"),
            ("phone", "+234 800 000 0000", "mobile"),
            ("url", "https://tunde.example", "blog"),
            ("social", "https://in.example/tunde; LinkedIn", ""),
            ("messenger", "tunde; Matrix", ""),
            ("date", "--10-31", "birthday"),
            ("note", "Line one\nLine two, with comma", ""),
        ],
    ),
    "proton": Sample(
        crlf(f"""BEGIN:VCARD
VERSION:4.0
PRODID:-//ProtonMail//ProtonMail vCard 1.0.0//EN
UID:proton-web-1b2c3d4e-0000-0000-0000-000000000000
FN;PREF=1:Mei Tanaka
N:Tanaka;Mei;;;
item1.EMAIL;TYPE=home;PREF=1:mei@example.org
item1.X-PM-ENCRYPT:true
item1.KEY;PREF=1:data:application/pgp-keys;base64,mDMEZQ==
TEL;PREF=1;TYPE=cell:+81 90 0000 0000
BDAY:19930711
ANNIVERSARY:20180430
GENDER:F
ORG;PREF=1:Studio Mei
LANG;PREF=1:ja
TZ:Asia/Tokyo
PHOTO;PREF=1:data:image/gif;base64,{_GIF}
CATEGORIES:friends
END:VCARD
"""),
        "Mei Tanaka",
        [
            ("email", "mei@example.org", "home*"),
            ("phone", "+81 90 0000 0000", "mobile*"),
            ("date", "1993-07-11", "birthday"),
            ("date", "2018-04-30", "anniversary"),
            ("gender", "female", ""),
            ("organisation", "Studio Mei", "*"),
            ("language", "ja", "*"),
            ("time_zone", "Asia/Tokyo", ""),
            ("photo", "", "*"),
        ],
        ("friends",),
    ),
    "yahoo": Sample(
        crlf("""BEGIN:VCARD
VERSION:3.0
N:Silva;Marta;;;
FN:Marta Silva
EMAIL;type=INTERNET;type=pref:marta@example.org
TEL;type=HOME;type=VOICE:+351 21 000 0000
ADR;type=HOME:;;Rua do Sol 4;Lisboa;;1200;Portugal
X-YAHOO-ID:marta_s
X-YAHOO;type=WORK:marta.s
BDAY:1988-02-29
END:VCARD
"""),
        "Marta Silva",
        [
            ("email", "marta@example.org", "*"),
            ("phone", "+351 21 000 0000", "home"),
            ("address", "; ; Rua do Sol 4; Lisboa; ; 1200; Portugal", "home"),
            ("messenger", "marta.s; Yahoo", "work"),
            ("date", "1988-02-29", "birthday"),
        ],
    ),
    "exchange": Sample(
        crlf("""BEGIN:VCARD
PROFILE:VCARD
VERSION:3.0
MAILER:Microsoft Exchange
PRODID:Microsoft Exchange
FN:Nils Dahl
N:Dahl;Nils;;;
ORG:Dahl Consulting;Rådgivning;
CLASS:PUBLIC
ADR;TYPE=WORK:;2. sal;Havnen 2;Aarhus;;8000;Danmark
LABEL;TYPE=WORK:2. sal\\nHavnen 2\\nAarhus 8000
TEL;TYPE=WORK:+45 80 00 00 00
TEL;TYPE=ASSISTANT:+45 80 00 00 01
EMAIL;TYPE=PREF:nils@example.org
X-MS-MANAGER:Bente
X-MS-CHILD:Ida
X-MS-CHILD:Emil
X-MS-IMADDRESS:nils@chat.example
REV;VALUE=DATE-TIME:2022-11-11T11:11:11,111Z
END:VCARD
"""),
        "Nils Dahl",
        [
            ("organisation", "Dahl Consulting; Rådgivning", ""),
            ("address", "; 2. sal; Havnen 2; Aarhus; ; 8000; Danmark", "work"),
            ("phone", "+45 80 00 00 00", "work"),
            ("phone", "+45 80 00 00 01", "assistant"),
            ("email", "nils@example.org", "*"),
            ("related", "Bente", "manager"),
            ("related", "Ida", "child"),
            ("related", "Emil", "child"),
            ("messenger", "nils@chat.example", ""),
        ],
    ),
    "whatsapp": Sample(
        b"""BEGIN:VCARD
VERSION:3.0
N:;Rosa M.;;;
FN:Rosa M.
item1.TEL;waid=525500000000:+52 55 0000 0000
item1.X-ABLabel:M\xc3\xb3vil
X-WA-BIZ-NAME:Rosa M. Flores
X-WA-BIZ-DESCRIPTION:Flowers
END:VCARD""",
        "Rosa M.",
        [("phone", "+52 55 0000 0000", "Móvil")],
    ),
    "signal": Sample(
        crlf("""BEGIN:VCARD
VERSION:3.0
N:Berg;Tove;;;
FN:Tove Berg
TEL;TYPE=CELL:+47 900 00 000
TEL;TYPE=x-Hytta:+47 61 00 00 00
ADR;TYPE=HOME:;;Fjellveien 9;Lillehammer;;2600;Norge
END:VCARD
"""),
        "Tove Berg",
        [
            ("phone", "+47 900 00 000", "mobile"),
            ("phone", "+47 61 00 00 00", "Hytta"),
            ("address", "; ; Fjellveien 9; Lillehammer; ; 2600; Norge", "home"),
        ],
    ),
    "linkedin": Sample(
        b"""BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=utf-8:Costa;Bruna\r
FN;CHARSET=utf-8:Bruna Costa\r
ORG;CHARSET=utf-8:Rede Sul\r
TITLE;CHARSET=utf-8:Gerente de opera\xc3\xa7\xc3\xb5es\r
EMAIL;INTERNET:bruna@example.org\r
URL:https://in.example/bruna\r
END:VCARD\r
""",
        "Bruna Costa",
        [
            ("organisation", "Rede Sul", ""),
            ("title", "Gerente de operações", ""),
            ("email", "bruna@example.org", ""),
            ("url", "https://in.example/bruna", ""),
        ],
    ),
    "xing": Sample(
        """BEGIN:VCARD
VERSION:2.1
N;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Sch=E4fer;Jörn;;Dr.;
FN;CHARSET=ISO-8859-1:Dr. Jörn Schäfer
ORG;CHARSET=ISO-8859-1:Schäfer & Söhne
TITLE;CHARSET=ISO-8859-1:Geschäftsführer
ADR;WORK;CHARSET=ISO-8859-1:;;Am Wall 2;Köln;NRW;50667;Deutschland
TEL;WORK:+49 221 000000
URL:http://profile.example/joern
BDAY:19660606
END:VCARD
""".encode("latin-1"),
        "Dr. Jörn Schäfer",
        [
            ("organisation", "Schäfer & Söhne", ""),
            ("title", "Geschäftsführer", ""),
            ("address", "; ; Am Wall 2; Köln; NRW; 50667; Deutschland", "work"),
            ("phone", "+49 221 000000", "work"),
            ("url", "http://profile.example/joern", ""),
            ("date", "1966-06-06", "birthday"),
        ],
    ),
    "davx5": Sample(
        crlf("""BEGIN:VCARD
VERSION:4.0
PRODID:+//IDN bitfire.at//ez-vcard/0.12.1
UID:77aa11bb-0000-4000-8000-0000000000d4
FN:Petra Kos
N;SORT-AS="Kos,Petra":Kos;Petra;;;
X-PHONETIC-FIRST-NAME:PEH-tra
group1.TEL:+386 1 000 0000
group1.X-ABLABEL:Čebelnjak
IMPP:sip:petra@voice.example
RELATED;VALUE=text;TYPE=spouse:Luka
RELATED;VALUE=text;TYPE=emergency,friend:Maja
ANNIVERSARY:20050618
BDAY:--1224
REV:20240222T101010Z
END:VCARD
"""),
        "Petra Kos",
        [
            ("sort_as", "Kos,Petra", ""),
            ("phonetic", "PEH-tra", "given name"),
            ("phone", "+386 1 000 0000", "Čebelnjak"),
            ("messenger", "petra@voice.example; SIP", ""),
            ("related", "Luka", "spouse"),
            ("related", "Maja", "emergency, friend"),
            ("date", "2005-06-18", "anniversary"),
            ("date", "--12-24", "birthday"),
        ],
    ),
}
