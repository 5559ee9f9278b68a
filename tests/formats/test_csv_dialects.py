"""Tables of known address books, small ones of our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.domain.contact import ContactKind, Name
from relationship_desk.formats.csv import Csv, dialects
from relationship_desk.formats.csv.columns import Column
from tests.formats.csv_support import LINKEDIN, cards, facts, kept, only, read_bytes, remarks


def table(*pairs: tuple[str, str]) -> str:
    """A table of one row, from headers and cells without separators in them."""
    header, row = zip(*pairs, strict=True)
    return ",".join(header) + "\r\n" + ",".join(f'"{cell}"' for cell in row) + "\r\n"


def test_google_contacts(tmp_path: Path) -> None:
    card = only(
        read_bytes(
            tmp_path,
            table(
                ("First Name", "Ida"),
                ("Middle Name", "Bea"),
                ("Last Name", "Vale"),
                ("Phonetic Last Name", "Wehl"),
                ("Name Prefix", "Dr."),
                ("Name Suffix", "Jr."),
                ("Nickname", "Iddy"),
                ("File As", "Vale I."),
                ("Organization Name", "Acme"),
                ("Organization Title", "Smith"),
                ("Organization Department", "Forge"),
                ("Birthday", "--03-07"),
                ("Notes", "one\ntwo"),
                ("Labels", "Choir ::: * myContacts ::: * starred"),
                ("E-mail 1 - Label", "* Work"),
                ("E-mail 1 - Value", "ida@a.example ::: i@a.example"),
                ("Phone 1 - Label", "Home Fax"),
                ("Phone 1 - Value", "+33 1 23"),
                ("Phone 2 - Label", "Grandma's"),
                ("Phone 2 - Value", "020"),
                ("Address 1 - Label", "Home"),
                ("Address 1 - Formatted", "Long Road 1\nTown\n123"),
                ("Address 1 - Street", "Long Road 1"),
                ("Address 1 - City", "Town"),
                ("Address 1 - Postal Code", "123"),
                ("Website 1 - Label", "Blog"),
                ("Website 1 - Value", "https://ida.example/a,b"),
                ("Event 1 - Label", "Anniversary"),
                ("Event 1 - Value", "2001-02-03"),
                ("Relation 1 - Label", "Spouse"),
                ("Relation 1 - Value", "Bo"),
            ),
        )
    )
    assert card.contact.name == Name("Dr. Ida Bea Vale Jr.", "Dr.", "Ida", "Bea", "Vale", "Jr.")
    assert card.contact.tags == ("Choir", "starred")
    assert facts(card.contact) == [
        ("nickname", "Iddy", ""),
        ("organisation", "Acme|Forge", ""),
        ("title", "Smith", ""),
        ("date", "--03-07", "birthday"),
        ("note", "one\ntwo", ""),
        ("email", "ida@a.example", "work*"),
        ("email", "i@a.example", "work"),
        ("phone", "+33 1 23", "home, fax"),
        ("phone", "020", "Grandma's"),
        ("address", "||Long Road 1|Town||123|", "home"),
        ("url", "https://ida.example/a,b", "Blog"),
        ("date", "2001-02-03", "anniversary"),
        ("related", "Bo", "Spouse"),
        ("phonetic", "Wehl", "family name"),
    ]
    assert kept(card) == [
        "X-PHONETIC-LAST-NAME:Wehl",
        'X-CSV-8;X-COLUMN="File As":Vale I.',
    ]
    assert remarks(card) == []


def test_google_contacts_before_2024(tmp_path: Path) -> None:
    card = only(
        read_bytes(
            tmp_path,
            table(
                ("Name", "Ida Vale"),
                ("Given Name", "Ida"),
                ("Family Name", "Vale"),
                ("Gender", "female"),
                ("Notes", ""),
                ("Group Membership", "* My Contacts ::: * Friends ::: Chess"),
                ("E-mail 1 - Type", "* Home"),
                ("E-mail 1 - Value", "ida@a.example"),
                ("Phone 1 - Type", "Mobile"),
                ("Phone 1 - Value", "1"),
                ("Phone 2 - Type", "Work Fax"),
                ("Phone 2 - Value", ""),
                ("Organization 1 - Type", ""),
                ("Organization 1 - Name", "Acme"),
                ("Organization 1 - Title", "Smith"),
                ("Organization 1 - Department", "Forge"),
                ("Address 1 - Formatted", "Elsewhere 5"),
                ("Address 1 - City", "Town"),
                ("Website 1 - Type", "Home Page"),
                ("Website 1 - Value", "ida.example"),
            ),
        )
    )
    assert card.contact.tags == ("Friends", "Chess")
    assert facts(card.contact) == [
        ("email", "ida@a.example", "home*"),
        ("phone", "1", "mobile"),
        ("organisation", "Acme|Forge", ""),
        ("title", "Smith", ""),
        ("address", "|||Town|||", ""),
        ("url", "ida.example", "homepage"),
        ("gender", "female", ""),
    ]
    assert kept(card) == [
        "GENDER:F",
        'X-CSV-17;X-COLUMN="Address 1 - Formatted":Elsewhere 5',
    ]


OUTLOOK = (
    ("Title", "Dr."),
    ("First Name", "Ida"),
    ("Last Name", "Vale"),
    ("Company", "Acme"),
    ("Job Title", "Smith"),
    ("Business Street", "Long Road 1"),
    ("Business Street 2", "Yard 3"),
    ("Business City", "Town"),
    ("Business Country/Region", "Eire"),
    ("Business Address PO Box", "77"),
    ("Business Fax", "1"),
    ("Home Phone 2", "2"),
    ("Mobile Phone", "3"),
    ("Anniversary", "0/0/00"),
    ("Birthday", "4/25/1980"),
    ("Categories", "Choir;Chess"),
    ("E-mail Address", "ida@a.example"),
    ("E-mail Type", "SMTP"),
    ("E-mail 2 Address", "i@a.example"),
    ("Gender", "Unspecified"),
    ("Priority", "Normal"),
    ("Spouse", "Bo; Oss"),
    ("Web Page", "http://a.example"),
)


def test_outlook(tmp_path: Path) -> None:
    card = only(read_bytes(tmp_path, table(*OUTLOOK)))
    assert card.contact.name == Name("Dr. Ida Vale", "Dr.", "Ida", "", "Vale")
    assert card.contact.tags == ("Choir", "Chess")
    assert facts(card.contact) == [
        ("organisation", "Acme", ""),
        ("title", "Smith", ""),
        ("address", "77||Long Road 1\nYard 3|Town|||Eire", "work"),
        ("phone", "1", "work, fax"),
        ("phone", "2", "home"),
        ("phone", "3", "mobile"),
        ("date", "1980-04-25", "birthday"),
        ("email", "ida@a.example", ""),
        ("email", "i@a.example", ""),
        ("url", "http://a.example", ""),
        ("related", "Bo; Oss", "spouse"),
    ]
    assert kept(card) == [
        'X-CSV-18;X-COLUMN="E-mail Type":SMTP',
        'X-CSV-21;X-COLUMN="Priority":Normal',
        "RELATED;TYPE=spouse;VALUE=text:Bo\\; Oss",
    ]


@pytest.mark.parametrize("damage", ["ß", "\ufffd", "Ã\u0178"])
def test_outlook_in_german_also_with_its_umlauts_destroyed(tmp_path: Path, damage: str) -> None:
    content = table(
        ("Anrede", ""),
        ("Vorname", "Ida"),
        ("Nachname", "Vale"),
        ("Position", "Schmied"),
        (f"Stra{damage}e privat", "Weg 1"),
        ("Ort privat", "Ort"),
        ("Telefon (privat)", "1"),
        ("Ort", "Büro"),
        ("Geburtstag", "0.0.00"),
    )
    card = only(read_bytes(tmp_path, content))
    assert facts(card.contact) == [
        ("title", "Schmied", ""),
        ("address", "||Weg 1|Ort|||", "home"),
        ("phone", "1", "home"),
    ]
    assert kept(card) == ['X-CSV-8;X-COLUMN="Ort":Büro']


def test_linkedin_below_its_notes(tmp_path: Path) -> None:
    notes = 'Notes:\r\n"Some e-mail addresses are missing, see https://a.example"\r\n\r\n'
    rows = '\r\nIda,Vale,https://l.example/ida,,"Acme, Inc.",Smith,12 Mar 2024\r\n'
    rows += "Bo,,https://l.example/bo,bo@a.example,,=1+1,7-Feb-22\r\n,,,,,,\r\n"
    ida, bo = cards(read_bytes(tmp_path, b"\xef\xbb\xbf" + (notes + LINKEDIN + rows).encode()))
    assert (ida.first_line, ida.last_line) == (5, 5)
    assert facts(ida.contact) == [
        ("url", "https://l.example/ida", "LinkedIn"),
        ("organisation", "Acme, Inc.", ""),
        ("title", "Smith", ""),
        ("date", "2024-03-12", "connected"),
    ]
    assert remarks(ida) == ["What stands before the table (to line 3) was not read as contacts."]
    assert facts(bo.contact) == [
        ("url", "https://l.example/bo", "LinkedIn"),
        ("email", "bo@a.example", ""),
        ("title", "=1+1", ""),
        ("date", "2022-02-07", "connected"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,Display Name,Primary Email,Work Phone,Home Address,Home City,"
        "Home ZipCode,Birth Year,Birth Month,Birth Day,Custom 1,Notes,",
        "Vorname,Nachname,Anzeigename,Primäre E-Mail-Adresse,Tel. dienstlich,Privat: Adresse,"
        "Privat: Ort,Privat: PLZ,Geburtsjahr,Geburtsmonat,Geburtstag,Benutzerdef. 1,Notizen,",
    ],
)
def test_thunderbird_in_two_languages(tmp_path: Path, header: str) -> None:
    row = "Ida,Vale,Ida V.,ida@a.example,1,Long Road 1,Town,123,1980,4,7,own,hello,"
    card = only(read_bytes(tmp_path, f"{header}\n{row}\n"))
    assert card.contact.name == Name("Ida V.", "", "Ida", "", "Vale")
    assert facts(card.contact) == [
        ("email", "ida@a.example", ""),
        ("phone", "1", "work"),
        ("address", "||Long Road 1|Town||123|", "home"),
        ("date", "1980-04-07", "birthday"),
        ("note", "hello", ""),
    ]
    assert [line.rpartition(":")[2] for line in kept(card)] == ["own"]


def test_roundcube_with_messengers(tmp_path: Path) -> None:
    card = only(
        read_bytes(
            tmp_path,
            table(
                ("Display Name", "Ida Vale"),
                ("Email Home", "ida@a.example"),
                ("Home Mobile", "1"),
                ("Work Zip", "123"),
                ("Maiden Name", "Oss"),
                ("IM Skype", "ida.v"),
                ("Website Blog", "https://b.example"),
            ),
        )
    )
    assert facts(card.contact) == [
        ("email", "ida@a.example", "home"),
        ("phone", "1", "mobile"),
        ("address", "|||||123|", "work"),
        ("url", "https://b.example", "blog"),
        ("nickname", "Oss", "maiden name"),
        ("messenger", "ida.v|Skype", ""),
    ]
    assert kept(card) == ["X-MAIDENNAME:Oss", "IMPP:skype:ida.v"]


def test_yahoo_whose_phones_are_headed_by_their_places(tmp_path: Path) -> None:
    card = only(
        read_bytes(
            tmp_path,
            table(
                ("First", "Ida"),
                ("Middle", ""),
                ("Last", "Vale"),
                ("Email", "ida@a.example"),
                ("Category", "Choir"),
                ("Messenger ID", "ida.v"),
                ("Home", "1"),
                ("Work", "2"),
                ("Mobile", "3"),
                ("Alternate Email 1", "i@b.example"),
                ("Work Address", "1 Mill Lane"),
                ("Work ZIP", "123"),
                ("Birthday", "4/13/1985"),
            ),
        )
    )
    assert (card.contact.name.given, card.contact.name.family) == ("Ida", "Vale")
    assert card.contact.tags == ("Choir",)
    assert sorted(facts(card.contact)) == [
        ("address", "||1 Mill Lane|||123|", "work"),
        ("date", "1985-04-13", "birthday"),
        ("email", "i@b.example", ""),
        ("email", "ida@a.example", ""),
        ("messenger", "ida.v|Yahoo", ""),
        ("phone", "1", "home"),
        ("phone", "2", "work"),
        ("phone", "3", "mobile"),
    ]


def test_a_row_with_a_company_only_is_an_organisation(tmp_path: Path) -> None:
    card = only(read_bytes(tmp_path, "First Name,Last Name,Company\n,,Acme\n"))
    assert card.contact.kind is ContactKind.ORGANISATION
    assert card.contact.name == Name("Acme")


def test_every_known_dialect_is_found_by_its_own_header(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    for dialect in dialects.dialects():
        header = [key.replace("#", "1") for key in dialect.columns]
        path.write_text(",".join(header), "utf-8")
        mapping = Csv().preview(path).mapping
        assert mapping.dialect == dialect.name
        assert all(column.is_possible() for column in mapping.columns)


@pytest.mark.parametrize("spec", ["", "name", "name.nickname", "phone.street", "property.A B:"])
def test_a_dialect_may_only_name_facts_that_there_are(spec: str) -> None:
    with pytest.raises(ValueError, match="no column"):
        dialects.column(spec)


def test_a_dialect_may_give_labels_and_parts_of_two_words() -> None:
    assert dialects.column("phone.value home, fax") == Column("", "phone", "value", "home, fax")
    assert dialects.column("address.street 2 work") == Column("", "address", "street 2", "work")
