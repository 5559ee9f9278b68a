"""What the vCard tests share: reading bytes as a file would be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.desk.ports import ReadCard, Unreadable
from relationship_desk.formats import FORMATS
from relationship_desk.formats.vcard import VCard
from tests.formats.support import Read, ReadOne, nothing


@pytest.fixture
def vcard() -> VCard:
    """The format under test, as the program gets it."""
    found = FORMATS[0]
    assert isinstance(found, VCard)
    return found


@pytest.fixture
def read(vcard: VCard, tmp_path: Path) -> Read:
    """Read bytes (or text, as UTF-8) as a file."""

    def run(content: bytes | str) -> list[ReadCard | Unreadable]:
        path = tmp_path / "contacts.vcf"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(vcard.read(path, nothing))

    return run


@pytest.fixture
def read_one(read: Read) -> ReadOne:
    """Read the only card of some bytes."""

    def run(content: bytes | str) -> ReadCard:
        (only,) = read(content)
        assert isinstance(only, ReadCard)
        return only

    return run
