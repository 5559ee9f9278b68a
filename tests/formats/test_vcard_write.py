"""New cards in 3.0 and 4.0."""

from __future__ import annotations

import hashlib

import pytest

from relationship_desk.domain.contact import Contact, ContactKind, Detail, DetailKind, Name, Photo
from relationship_desk.formats.vcard import VCard
from tests.formats.support import ReadOne, card, detail, person

_UID = "0a1b2c3d-1234-4abc-8def-001122334455"


def test_a_new_card_of_version_4_says_everything(vcard: VCard) -> None:
    contact = Contact(
        Name("Dr. Jane Doe", prefix="Dr.", given="Jane", family="Doe"),
        (
            detail("phone", "+49 170 1", "mobile", True),
            detail("email", "a@b", "work"),
            detail("address", ";;Long Road 1;Town;;12345;Germany", "home"),
            detail("organisation", "Acme, Inc.;Sales"),
            detail("date", "1985-04-12", "birthday"),
            detail("date", "--07-10", "anniversary"),
            detail("date", "2001-07", "Moved in"),
            detail("how_met", "At a fair"),
            detail("note", "Tea;\nno milk"),
        ),
        ("choir", "a,b"),
        _UID,
    )
    assert vcard.write(contact, "4.0").decode() == card(
        f"UID:urn:uuid:{_UID}",
        "FN:Dr. Jane Doe",
        "N:Doe;Jane;;Dr.;",
        "TEL;TYPE=cell;PREF=1:+49 170 1",
        "EMAIL;TYPE=work:a@b",
        "ADR;TYPE=home:;;Long Road 1;Town;;12345;Germany",
        "ORG:Acme\\, Inc.;Sales",
        "BDAY:19850412",
        "ANNIVERSARY:--0710",
        "item1.X-ABDATE:2001-07",
        "item1.X-ABLabel:Moved in",
        "X-RELATIONSHIP-DESK-HOW-MET:At a fair",
        "NOTE:Tea\\;\\nno milk",
        "CATEGORIES:choir,a\\,b",
        version="4.0",
    )


def test_a_new_card_of_version_3_speaks_to_older_programs(vcard: VCard) -> None:
    contact = person(
        "Jane",
        detail("phone", "1", "home, fax", True),
        detail("phone", "2", "Cabin"),
        detail("email", "a@b"),
        detail("date", "--04-12", "birthday"),
        detail("date", "2001-07-10", "anniversary"),
    )
    assert vcard.write(contact, "3.0").decode() == card(
        "FN:Jane",
        "N:;;;;",
        "TEL;TYPE=HOME;TYPE=FAX;TYPE=PREF:1",
        "item1.TEL:2",
        "item1.X-ABLabel:Cabin",
        "EMAIL;TYPE=INTERNET:a@b",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
        "item2.X-ABDATE:2001-07-10",
        "item2.X-ABLabel:_$!<Anniversary>!$_",
    )


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
@pytest.mark.parametrize("size", [1, 40, 5000])
def test_a_photo_comes_back_bit_by_bit(
    vcard: VCard, read_one: ReadOne, version: str, size: int
) -> None:
    data = b"\xff\xd8\xff" + bytes(range(256)) * size
    picture = Photo(hashlib.sha256(data).hexdigest(), "image/jpeg", data)
    contact = person("Ada", Detail(DetailKind.PHOTO, (picture.sha256,)))._replace(photos=(picture,))
    raw = vcard.write(contact, version)
    assert read_one(raw).contact == contact
    assert max(map(len, raw.split(b"\r\n"))) <= 75


def test_a_photo_without_its_bytes_is_left_out(vcard: VCard) -> None:
    raw = vcard.write(person("Ada", detail("photo", "0" * 64)), "4.0")
    assert b"PHOTO" not in raw


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
@pytest.mark.parametrize("kind", list(ContactKind))
def test_what_a_card_stands_for_comes_back(
    vcard: VCard, read_one: ReadOne, version: str, kind: ContactKind
) -> None:
    contact = person("Acme", detail("organisation", "Acme"))._replace(kind=kind)
    assert read_one(vcard.write(contact, version)).contact == contact


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
@pytest.mark.parametrize(
    "label",
    ["a;b:c,d", 'say "hi"', "ümlaut", "home, home", "HOME", "home, Cabin", "^n", "home fax"],
)
def test_any_label_comes_back(vcard: VCard, read_one: ReadOne, version: str, label: str) -> None:
    contact = person("Ada", detail("phone", "1", label))
    assert read_one(vcard.write(contact, version)).contact == contact


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
@pytest.mark.parametrize(
    "value",
    [
        "1985-04-12",
        "--04-12",
        "1985-04",
        "1985",
        "--04",
        "---12",
        "circa 1800",
        "1604-04-12",
        "19850412",
    ],
)
def test_any_date_comes_back(vcard: VCard, read_one: ReadOne, version: str, value: str) -> None:
    for label in ("birthday", "anniversary", "Moved in", ""):
        contact = person("Ada", detail("date", value, label))
        assert read_one(vcard.write(contact, version)).contact == contact
