"""Real tables of other projects, read where they lie beside the checkout; they are not ours."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from relationship_desk.desk.ports import ReadCard, Unreadable
from relationship_desk.formats.csv import Csv
from relationship_desk.formats.vcard.mapping import map_card
from tests.formats.csv_support import facts, kept
from tests.formats.support import nothing

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "csv"
FILES = sorted(FOLDER.glob("*.csv"))

pytestmark = pytest.mark.skipif(not FILES, reason=f"the real tables are not at {FOLDER}")

# Rows below the header that hold anything, counted by hand.
ROWS = {
    "HEADER_google_2024.csv": 2,
    "HEADER_google_old.csv": 0,
    "HEADER_outlook_com.csv": 0,
    "HEADER_outlook_desktop_en.csv": 0,
    "SHAPE_linkedin_Connections.csv": 3,
    "SHAPE_linkedin_before_2022_no_URL.csv": 1,
    "SHAPE_linkedin_no_preamble.csv": 3,
    "doublecontact__csv_gen.csv": 2,
    "doublecontact__csv_gen_nonlatin.csv": 3,
    "doublecontact__explay_bm50.csv": 2,
    "releases-comm-central__basic_addressbook.csv": 1,
    "releases-comm-central__basic_csv_addressbook.csv": 2,
    "releases-comm-central__csv_no_header.csv": 2,
    "releases-comm-central__csv_semicolon.csv": 2,
    "releases-comm-central__export.csv": 2,
    "releases-comm-central__quote.csv": 1,
    "releases-comm-central__shiftjis_addressbook.csv": 1,
    "releases-comm-central__tab_comma_mixed.csv": 4,
    "releases-comm-central__utf16_addressbook.csv": 1,
    "roundcubemail__all.csv": 1,
    "roundcubemail__email.csv": 4,
    "roundcubemail__gmail.csv": 1,
    "roundcubemail__outlook.csv": 1,
    "roundcubemail__tb_plain.csv": 1,
    "tine__adb_all_fields_with_tag.csv": 1,
    "tine__adb_google_import.csv": 1,
    "tine__adb_mac_import.csv": 1,
    "tine__adb_outlook2007_default_de.csv": 2,
    "tine__google_contacts.csv": 5,
    "tine__import_duplicate_1.csv": 2,
    "tine__import_duplicate_2.csv": 2,
    "tine__importtest_outlook2013.csv": 2,
    "tine__importtest_win1252.csv": 4,
    "tine__out1000.csv": 1000,
}


def read(name: str) -> list[ReadCard]:
    """The cards of a file, in which every row must be one."""
    items = list(Csv().read(FOLDER / name, nothing))
    assert not [item for item in items if isinstance(item, Unreadable)]
    return [item for item in items if isinstance(item, ReadCard)]


def test_every_file_is_counted() -> None:
    assert {path.name for path in FILES} == ROWS.keys()


@pytest.mark.parametrize("name", ROWS)
def test_every_row_becomes_a_card(name: str) -> None:
    cards = read(name)
    assert len(cards) == ROWS[name]
    for card in cards:
        again = map_card(card.raw)
        assert (again.contact, again.detail_lines) == (card.contact, card.detail_lines)
    hashes = [hashlib.sha256(card.raw).hexdigest() for card in cards]
    assert hashes == [hashlib.sha256(card.raw).hexdigest() for card in read(name)]


def test_every_cell_of_the_thousand_is_in_its_card() -> None:
    name = "tine__out1000.csv"
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, card in zip(rows, read(name), strict=True):
        contact = card.contact
        text = "\n".join(
            [*(p for d in contact.details for p in d.parts), *kept(card), contact.name.full]
        )
        for header, cell in row.items():
            plain = {"male": "GENDER:M", "female": "GENDER:F"}.get(cell, cell)
            assert " ".join(plain.split()) in " ".join(text.split()), header


EXPECTED: dict[str, tuple[int, str, list[tuple[str, str, str]]]] = {
    "HEADER_google_2024.csv": (
        0,
        "Grace Brewster Hopper",
        [
            ("nickname", "Amazing Grace", ""),
            ("organisation", "US Navy", ""),
            ("title", "Rear Admiral", ""),
            ("date", "1906-12-09", "birthday"),
            ("note", "Two\nlines", ""),
            ("email", "grace@navy.example", "work*"),
            ("email", "g.hopper@navy.example", "work"),
            ("email", "grace@example.com", "other"),
            ("phone", "+1 555 0199", "mobile"),
            ("phone", "020 7946 0018", "Grandma's"),
            ("address", "|Suite 4|1 Main St|Arlington|VA|22201|USA", "work"),
            ("url", "https://example.com/grace", "Profile"),
            ("date", "--03-07", "anniversary"),
        ],
    ),
    "SHAPE_linkedin_Connections.csv": (
        1,
        "Neha",
        [
            ("url", "https://www.linkedin.com/in/neha-example", "LinkedIn"),
            ("email", "neha@example.com", ""),
            ("organisation", "Razorpay", ""),
            ("title", 'Senior Engineer "Platform"', ""),
            ("date", "2023-01-03", "connected"),
        ],
    ),
    "doublecontact__csv_gen.csv": (
        1,
        "Jane Doe",
        [
            ("phone", "+16541234567", "mobile"),
            ("phone", "7766-3322", "work"),
            ("phone", "3344-1100", "work"),
            ("note", "add first name", ""),
            ("address", "321|66|Summertime|New York|==|123456789|USA", "home"),
        ],
    ),
    "doublecontact__explay_bm50.csv": (0, "Василий", [("phone", "89308836850", "mobile")]),
    "releases-comm-central__export.csv": (
        1,
        "contact number two",
        [
            ("email", "contact2@invalid", ""),
            ("title", '"worker"', ""),
            ("note", "here's some unicode text…", ""),
        ],
    ),
    "releases-comm-central__quote.csv": (
        0,
        "Acer America",
        [("phone", "(800) 000-0000", "work"), ("organisation", "Acer America", "")],
    ),
    "releases-comm-central__shiftjis_addressbook.csv": (
        0,
        "名無しの権兵衛",
        [("email", "名無しの権兵衛@host.invalid", "")],
    ),
    "releases-comm-central__utf16_addressbook.csv": (
        0,
        "John Doe",
        [("email", "johndoe@host.invalid", "")],
    ),
    "releases-comm-central__csv_no_header.csv": (
        1,
        "Jane Doe",
        [("email", "jane@doe.invalid", "")],
    ),
    "roundcubemail__tb_plain.csv": (
        0,
        "Displayname",
        [
            ("nickname", "Nick", ""),
            ("email", "test@domain.tld", ""),
            ("email", "next@domain.tld", ""),
            ("phone", "phone work", "work"),
            ("phone", "phone home", "home"),
            ("phone", "fax", "fax"),
            ("phone", "pager", "pager"),
            ("phone", "mobile", "mobile"),
            ("address", "||Priv address|City|region|xx-xxx|USA", "home"),
            ("address", "||Addr work|Wcity|Wstate|33-333|Poland", "work"),
            ("title", "title", ""),
            ("organisation", "Organization|department", ""),
            ("url", "http://page.com", "work"),
            ("url", "http://webpage.tld", "home"),
            ("date", "1970-11-15", "birthday"),
        ],
    ),
    "tine__adb_mac_import.csv": (
        0,
        "Max Mustermann",
        [
            ("organisation", "Musterfirma", ""),
            ("address", "||Musterstraße 1|Hamburg||22767|DE", "work"),
            ("email", "max@muster.de", "work"),
            ("phone", "04012345", "work"),
            ("url", "www.muster.de", ""),
            ("date", "1999-01-01", "birthday"),
        ],
    ),
    "tine__adb_outlook2007_default_de.csv": (
        0,
        "The Firm",
        [("organisation", "The Firm", ""), ("phone", "+4983242332", "work")],
    ),
    "tine__google_contacts.csv": (
        4,
        "Bus Winsen",
        [
            ("phone", "021224351809", "home"),
            ("address", "||Niedersachsen Ring 22|Winsen|||", "home"),
        ],
    ),
    "tine__import_duplicate_1.csv": (
        0,
        "Dr. Jörg Heinz",
        [
            ("organisation", "effect gmbh", ""),
            ("title", "Geschäftsführer", ""),
            ("address", "||Str. 25|Köln||21222|DE", "work"),
            ("phone", "022324321", "work"),
            ("email", "joerg.heinz@honk.com", "work"),
        ],
    ),
    "tine__importtest_outlook2013.csv": (
        0,
        "Christian Baumann",
        [
            ("organisation", "unittest", ""),
            ("title", "Vertrieb", ""),
            ("address", "||Pickhuben 2|Hamburg||20457|Deutschland", "work"),
            ("phone", "+49 (0) 40 6432131-550", "work"),
            ("email", "c.baumann@unittest.de", ""),
        ],
    ),
    "tine__importtest_win1252.csv": (2, "ÖzdemirÖ Üglü", [("email", "oezdemir@ueglue.tu", "")]),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_facts_checked_by_hand(name: str) -> None:
    number, full, expected = EXPECTED[name]
    contact = read(name)[number].contact
    assert contact.name.full == full
    assert facts(contact) == expected
