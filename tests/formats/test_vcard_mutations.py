"""Real files, changed in every way that files are found changed: nothing raises, nothing is lost.

Which file is changed in which way, and how, comes from its name alone, so that a failure stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from relationship_desk.desk.ports import NotThisFormat, ReadCard, Unreadable
from relationship_desk.domain.contact import PICTURES, Detail, DetailKind
from relationship_desk.formats.vcard import VCard, sniffing
from relationship_desk.formats.vcard.mapping import map_card
from tests.formats.support import as_it_is, nothing, with_detail
from tests.formats.vcard_mutations import KEEP_FACTS, SPOIL, Mutation

_FOLDER = Path(__file__).parents[2].parent / "shared" / "vcards"
_LARGEST = 60_000  # bytes of a file that is changed
_WAYS = 3  # in which each file is changed
_CARDS = 8  # of each that are looked at closely
_FILLING = b"\xef\xbb\xbf \t\r\n\0\x1a"

pytestmark = pytest.mark.skipif(
    not _FOLDER.is_dir(), reason="the folder of real vCards is not beside this checkout"
)


def _changed(
    mutations: dict[str, Mutation],
) -> Iterator[tuple[str, bytes, bytes]]:
    """Each real file with some of the changes: what was done to which, before and after."""
    for path in sorted(_FOLDER.rglob("*.vcf")):
        content = path.read_bytes()
        if not 0 < len(content) <= _LARGEST:
            continue
        chance = Random(path.name)
        for name in chance.sample(sorted(mutations), _WAYS):
            yield f"{path.name}, {name}", content, mutations[name](content, chance)


def _read(path: Path, content: bytes) -> list[ReadCard | Unreadable]:
    path.write_bytes(content)
    try:
        return list(VCard().read(path, nothing))
    except NotThisFormat:
        return []


def _cards(items: list[ReadCard | Unreadable]) -> list[ReadCard]:
    return [item for item in items if isinstance(item, ReadCard)]


def _as_utf8(content: bytes) -> bytes:
    encoding = sniffing.wide_encoding(content[: sniffing.ENOUGH])
    return content.decode(encoding, "replace").encode("utf-8", "replace") if encoding else content


def _facts(card: ReadCard) -> object:
    """What a card says; labels of several words in any order."""
    details = [
        (d.kind, d.parts, sorted(d.label.split(", ")), d.preferred) for d in card.contact.details
    ]
    return card.contact._replace(details=(), photos=()), details


def _assert_nothing_is_left_out(content: bytes, items: list[ReadCard | Unreadable]) -> None:
    rest = _as_utf8(content)
    for item in items:
        before, found, rest = rest.partition(item.raw)
        assert found
        assert not before.strip(_FILLING)
    assert not rest.strip(_FILLING) or not items


def _assert_as_it_came(card: ReadCard) -> None:
    assert VCard().as_read(card.raw, as_it_is(card)) is card.raw
    again = map_card(card.raw)
    assert again.contact == card.contact
    assert b"".join(line.raw for line in again.lines) == card.raw
    assert VCard().others(card.raw) is not None
    for version in ("2.1", "3.0", "4.0"):
        converted, _ = VCard().convert(card.raw, as_it_is(card), version)
        assert map_card(converted).version == version


def _assert_one_edit_leaves_all_else(card: ReadCard, number: int, wanted: Detail) -> None:
    raw = VCard().as_read(card.raw, replace(with_detail(card, number, wanted), name=None))
    expected = list(card.contact.details)
    expected[number] = wanted
    after = map_card(raw)
    assert list(after.contact.details) == expected
    there = {line.raw.strip() for line in after.lines}
    for index, line in enumerate(map_card(card.raw).lines):
        if index != card.detail_lines[number] and line.head.name:
            assert line.raw.strip() in there


def _edited(detail: Detail) -> Detail:
    value = "1999-12-31" if detail.kind is DetailKind.DATE else "Zebra; ünit, 9\\x"
    place = 2 if detail.kind is DetailKind.ADDRESS else 0
    return detail._replace(parts=(*detail.parts[:place], value, *detail.parts[place + 1 :]))


def test_what_a_file_says_does_not_hang_on_how_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "changed.vcf"
    for what, content, changed in _changed(KEEP_FACTS):
        expected = list(map(_facts, _cards(_read(path, content))))
        items = _read(path, changed)
        expected *= 2 if what.endswith("doubled") and changed != content else 1
        assert list(map(_facts, _cards(items))) == expected, what
        _assert_nothing_is_left_out(changed, items)


def test_one_edit_leaves_all_else_however_a_file_is_written(tmp_path: Path) -> None:
    path = tmp_path / "changed.vcf"
    for what, _, changed in _changed(KEEP_FACTS):
        for card in _cards(_read(path, changed))[:_CARDS]:
            _assert_as_it_came(card)
            chance = Random(what)
            details = [
                (number, detail)
                for number, detail in enumerate(card.contact.details)
                if detail.kind not in PICTURES
            ]
            for number, detail in chance.sample(details, min(2, len(details))):
                _assert_one_edit_leaves_all_else(card, number, _edited(detail))


def test_spoiled_files_are_read_without_an_error_and_nothing_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "changed.vcf"
    for _, _, changed in _changed(SPOIL):
        items = _read(path, changed)
        _assert_nothing_is_left_out(changed, items)
        for card in _cards(items)[:_CARDS]:
            _assert_as_it_came(card)
            for number, detail in enumerate(card.contact.details[:3]):
                if detail.kind not in PICTURES:
                    VCard().as_read(card.raw, with_detail(card, number, _edited(detail)))
