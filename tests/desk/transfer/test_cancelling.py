"""How far reading and planning go on after Cancel: bounded by work, as a clock would be by luck.

100 ms hold, on the slowest computer that is of use, some 256 KB of a file or 200 cards; the bench
has the milliseconds.
"""

from __future__ import annotations

import zipfile
from itertools import pairwise
from pathlib import Path

import pytest

from relationship_desk.desk.ports import Cancelled
from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.formats import READERS
from tests.desk.transfer.conftest import TransferDesk, card

CARDS = 3_000
FARTHEST = 256 * 1024  # bytes between two chances to cancel


def many() -> bytes:
    return b"".join(card(f"Ida Vale{i}", f"EMAIL:ida{i}@x.example") for i in range(CARDS))


def table() -> bytes:
    rows = "".join(f"Ida,Vale{i},ida{i}@x.example\n" for i in range(CARDS))
    return f"First Name,Last Name,E-mail Address\n{rows}".encode()


def given(folder: Path, kind: str) -> Path:
    path = folder / f"many.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("many.vcf", many())
    else:
        path.write_bytes(many() if kind == "vcf" else table())
    return path


@pytest.mark.parametrize("kind", ["vcf", "csv", "zip"])
def test_there_is_a_chance_to_cancel_every_few_bytes(transfer: TransferDesk, kind: str) -> None:
    seen: list[int] = []
    path = given(transfer.folder, kind)
    plan_paths(transfer.desk.reader, [path], READERS, "DE", lambda done, _: seen.append(done))
    assert max(b - a for a, b in pairwise(seen)) <= FARTHEST
    assert seen == sorted(seen) or kind == "zip"  # an archive is unpacked first
    # Comparing with who is here asks too, now that every byte is read.
    assert seen.count(seen[-1]) >= CARDS // 200


@pytest.mark.parametrize("kind", ["vcf", "csv", "zip"])
def test_whenever_it_is_cancelled_nothing_more_is_asked(transfer: TransferDesk, kind: str) -> None:
    path = given(transfer.folder, kind)
    counted: list[int] = []
    plan_paths(transfer.desk.reader, [path], READERS, "DE", lambda done, _: counted.append(done))
    before = transfer.desk.facts()
    for stop in {0, 1, len(counted) // 2, len(counted) - 1}:
        asked = 0

        def progress(_done: int, _total: int, stop: int = stop) -> None:
            nonlocal asked
            asked += 1
            if asked > stop:
                raise Cancelled

        with pytest.raises(Cancelled):
            plan_paths(transfer.desk.reader, [path], READERS, "DE", progress)
        assert asked == stop + 1
    assert transfer.desk.facts() == before
