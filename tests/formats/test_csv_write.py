"""Tables of our own: exact and safe for spreadsheets, both read back without loss."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relationship_desk.domain.contact import Contact, ContactKind, Detail, DetailKind, Name
from relationship_desk.domain.rhythm import NO_OWN_FACTS
from relationship_desk.formats.csv import write_csv, write_csv_file
from relationship_desk.formats.csv.own import KIND_NAMES
from tests.formats.csv_support import cards, kept, read_bytes
from tests.formats.support import detail, person

IDA = Contact(
    Name("Dr. Ida Vale", "Dr.", "Ida", "", "Vale"),
    (
        detail("phone", "+33 1 23", "mobile", True),
        detail("phone", "=1+1", "Cabin"),
        detail("address", ";;Long Road 1;Town;;0123;Eire", "home"),
        detail("organisation", "Acme, Inc.;Forge;Hammers"),
        detail("date", "--03-07", "birthday"),
        detail("note", '"quoted"\nand ::: more; * x', ""),
    ),
    ("choir", "a ::: b"),
    "ida-1",
)
BO = Contact(Name("Bo"), (detail("email", "-bo@a.example", "work"),), (), "", ContactKind.GROUP)


def by_kind(contact: Contact) -> Contact:
    """The contact with its facts in the order of their kinds, which is all a table keeps."""
    kinds = list(KIND_NAMES)
    details = tuple(sorted(contact.details, key=lambda d: kinds.index(d.kind)))
    return contact._replace(details=details)


def test_an_exact_table_is_what_the_facts_are() -> None:
    data = write_csv([IDA, BO], safe=False)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    header, ida, bo = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    first = dict(zip(header, ida, strict=True))
    assert first["Full Name"] == "Dr. Ida Vale"
    assert (first["Phone 1 - Label"], first["Phone 1 - Value"]) == ("mobile", "+33 1 23")
    assert (first["Phone 1 - Preferred"], first["Phone 2 - Value"]) == ("yes", "=1+1")
    assert (first["Organization 1 - Unit 2"], first["Tag 2"]) == ("Hammers", "a ::: b")
    assert dict(zip(header, bo, strict=True))["Card Kind"] == "group"
    assert "Protected" not in header


def test_no_cell_of_a_safe_table_is_a_formula() -> None:
    text = write_csv([IDA, BO, person("@sum"), person("\t1"), person("'=x")], safe=True)
    rows = list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert not [c for row in rows for c in row if c.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'+33 1 23" in rows[1]
    assert [row[0] for row in rows[3:]] == ["'@sum", "'\t1", "''=x"]


@pytest.mark.parametrize("safe", [False, True])
def test_both_come_back(tmp_path: Path, safe: bool) -> None:
    contacts = [IDA, BO, person("'=x"), person("'+1"), person("=2")]
    back = [card.contact for card in cards(read_bytes(tmp_path, write_csv(contacts, safe=safe)))]
    assert back == [by_kind(contact) for contact in contacts]


def test_a_row_that_a_user_adds_to_a_safe_table_keeps_its_apostrophe(tmp_path: Path) -> None:
    data = write_csv([person("Ida")], safe=True) + b"'+Bo,,,,,,person,,\r\n"
    assert [card.contact.name.full for card in cards(read_bytes(tmp_path, data))] == ["Ida", "'+Bo"]


def test_a_table_whose_columns_were_moved_and_added_comes_back(tmp_path: Path) -> None:
    text = write_csv([IDA], safe=True).decode("utf-8-sig")
    rows = [row[3:] + row[:3] for row in csv.reader(io.StringIO(text, newline=""))]
    out = io.StringIO(newline="")
    csv.writer(out).writerows([[*rows[0], "Shoe size"], [*rows[1], "38"]])
    (card,) = cards(read_bytes(tmp_path, out.getvalue()))
    assert card.contact == by_kind(IDA)
    assert [line.rpartition(":")[2] for line in kept(card)] == ["38"]


def test_no_people_make_a_table_with_a_header_only(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, write_csv([], safe=True)) == []


def test_a_file_is_written_as_the_bytes_are() -> None:
    file = io.BytesIO()
    write_csv_file([IDA, BO], file, safe=True)
    assert file.getvalue() == write_csv([IDA, BO], safe=True)


# What a vCard keeps of a text: no blanks around it, line feeds for line ends, no NUL.
_LINES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\x85")
)
_PLAIN = (
    _LINES | st.sampled_from(["=1", "+1", "-1", "@a", "'", "'=", "' ", '"', ",", ";", "\\n"])
).map(str.strip)
_FILLED = _PLAIN.filter(bool)
_NOTES = st.lists(_PLAIN, min_size=1, max_size=3).map("\n".join).filter(str.strip)
_LABEL = st.sampled_from(["", "home", "work", "work, fax", "Cabin", "'x", "=y", "a, b", "* z"])
_DATES = st.sampled_from(["1985-04-12", "--04-12", "1985", "1985-04", "about 1900", "3/4/05"])
_ORGANISATIONS = st.lists(_PLAIN, min_size=1, max_size=3).filter(lambda parts: bool(parts[-1]))


def _details() -> st.SearchStrategy[Detail]:
    plain = (DetailKind.PHONE, DetailKind.EMAIL, DetailKind.URL, DetailKind.NICKNAME)
    # "tel:" and "mailto:" before a value belong to the card, not to the fact.
    text = _FILLED.filter(lambda value: not value.lower().startswith(("tel:", "mailto:")))
    return st.one_of(
        st.builds(Detail, st.sampled_from(plain), st.tuples(text), _LABEL, st.booleans()),
        st.builds(Detail, st.just(DetailKind.NOTE), st.tuples(_NOTES), st.just("")),
        st.builds(Detail, st.just(DetailKind.HOW_MET), st.tuples(_NOTES), st.just("")),
        st.builds(
            Detail,
            st.just(DetailKind.ADDRESS),
            st.tuples(*[_PLAIN] * 7).filter(any),
            _LABEL,
            st.booleans(),
        ),
        st.builds(Detail, st.just(DetailKind.ORGANISATION), _ORGANISATIONS.map(tuple), _LABEL),
        st.builds(
            Detail,
            st.just(DetailKind.DATE),
            st.tuples(_DATES),
            st.sampled_from(["birthday", "met"]),
        ),
    )


_CONTACTS = st.builds(
    Contact,
    st.builds(Name, _FILLED, _PLAIN, _PLAIN, _PLAIN, _PLAIN, _PLAIN),
    st.lists(_details(), max_size=5).map(tuple),
    st.lists(_FILLED, max_size=3, unique=True).map(tuple),
    st.sampled_from(["", "one", "0a1b2c3d-1234-4abc-8def-001122334455"]),
    st.sampled_from(ContactKind),
    photos=st.just(()),
    own=st.just(NO_OWN_FACTS),
    members=st.just(()),
)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(contacts=st.lists(_CONTACTS, max_size=4), safe=st.booleans())
def test_any_people_come_back(tmp_path: Path, contacts: list[Contact], safe: bool) -> None:
    items = cards(read_bytes(tmp_path, write_csv(contacts, safe=safe)))
    assert [item.contact for item in items] == [by_kind(contact) for contact in contacts]
    assert not [item for item in items if item.problems]
