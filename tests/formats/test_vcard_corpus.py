"""Real files of many programs, read in place: nothing raises, nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from relationship_desk.desk.ports import NotThisFormat, ReadCard, Unreadable
from relationship_desk.domain.contact import PICTURES, Detail, DetailKind
from relationship_desk.formats.vcard import VCard
from relationship_desk.formats.vcard.mapping import map_card
from tests.formats.support import as_it_is, nothing, with_detail

_FOLDER = Path(__file__).parents[2].parent / "shared" / "vcards"
_BEGIN = re.compile(rb"^(?:\xef\xbb\xbf)?BEGIN\s*:\s*VCARD", re.IGNORECASE | re.MULTILINE)
_ENOUGH = 40  # cards of one file that are edited; one file holds five hundred of one shape
_COMPANION = re.compile(rb"X-AB(?:LABEL|ADR)", re.IGNORECASE)

pytestmark = pytest.mark.skipif(
    not _FOLDER.is_dir(), reason="the folder of real vCards is not beside this checkout"
)


def _files() -> list[Path]:
    return sorted(_FOLDER.rglob("*.vcf"))


@pytest.fixture(scope="module")
def read_files() -> dict[Path, list[ReadCard]]:
    """Every real file and its cards; a file that is no vCard has none."""
    found: dict[Path, list[ReadCard]] = {}
    for path in _files():
        try:
            items = list(VCard().read(path, nothing))
        except NotThisFormat:
            items = []
        found[path] = [item for item in items if isinstance(item, ReadCard)]
    return found


def _cards(read_files: dict[Path, list[ReadCard]]) -> Iterator[tuple[str, ReadCard]]:
    return ((path.name, card) for path, cards in read_files.items() for card in cards)


def test_every_begin_of_a_real_file_is_a_card(read_files: dict[Path, list[ReadCard]]) -> None:
    for path, cards in read_files.items():
        content = path.read_bytes()
        if b"\0" in content:
            content = content.decode("utf-16-be").encode()
        begins = len(_BEGIN.findall(content.replace(b"\r", b"\n")))
        # A card that holds nothing is put aside with its bytes.
        aside = begins - len(cards)
        if aside > 0:
            items = VCard().read(path, nothing)
            assert sum(isinstance(item, Unreadable) for item in items) >= aside, path.name
    assert sum(map(len, read_files.values())) >= 1890


def test_real_cards_come_back_byte_for_byte(read_files: dict[Path, list[ReadCard]]) -> None:
    for name, card in _cards(read_files):
        assert VCard().as_read(card.raw, as_it_is(card)) is card.raw, name
        assert map_card(card.raw).contact == card.contact, name


def test_every_byte_of_a_real_file_is_somewhere() -> None:
    for path in _files():
        content = path.read_bytes()
        if b"\0" in content:
            content = content.decode("utf-16-be").encode()
        try:
            items = list(VCard().read(path, nothing))
        except NotThisFormat:
            continue
        for item in items:
            before, found, content = content.partition(item.raw)
            assert found, path.name
            assert not before.strip(b"\xef\xbb\xbf \t\r\n"), path.name
        assert not content.strip(), path.name


def _edits(detail: Detail) -> Iterator[Detail | None]:
    yield None
    if detail.kind in PICTURES:
        return
    value = "1999-12-31" if detail.kind is DetailKind.DATE else "Zebra; ünit, 9\\x"
    place = 2 if detail.kind is DetailKind.ADDRESS else 0
    parts = (*detail.parts[:place], value, *detail.parts[place + 1 :])
    yield detail._replace(parts=parts)
    yield detail._replace(label="Ferienhäuser")
    yield detail._replace(preferred=not detail.preferred)


def test_editing_one_fact_of_a_real_card_leaves_all_else(
    read_files: dict[Path, list[ReadCard]],
) -> None:
    for name, card in _cards({path: cards[:_ENOUGH] for path, cards in read_files.items()}):
        before = map_card(card.raw)
        for number, detail in enumerate(card.contact.details):
            for wanted in _edits(detail):
                now = replace(with_detail(card, number, wanted), name=None)
                after = map_card(VCard().as_read(card.raw, now))
                expected = list(card.contact.details)
                expected[number : number + 1] = [wanted] if wanted else []
                assert list(after.contact.details) == expected, (name, detail, wanted)
                there = [line.raw for line in after.lines]
                for index, line in enumerate(before.lines):
                    if index != card.detail_lines[number] and not _COMPANION.search(line.raw):
                        assert line.raw in there, (name, line.raw)


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_real_cards_keep_their_facts_in_another_version(
    read_files: dict[Path, list[ReadCard]], version: str
) -> None:
    for name, card in _cards(read_files):
        converted, losses = VCard().convert(card.raw, as_it_is(card), version)
        if losses:
            continue
        contact = map_card(converted).contact
        assert contact.details == card.contact.details, name
        assert (contact.name, contact.tags, contact.kind, contact.uid) == (
            card.contact.name,
            card.contact.tags,
            card.contact.kind,
            card.contact.uid,
        ), name
