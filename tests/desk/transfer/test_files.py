"""The files a user gives: what is no contact file is told, the others come in."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from relationship_desk.desk.ports import Cancelled, NotThisFormat, Progress, ReadCard, Unreadable
from relationship_desk.desk.transfer.files import plan_paths, read_sources
from relationship_desk.domain.contact import Contact, Name
from relationship_desk.domain.errors import InputUnreadable
from relationship_desk.formats import READERS
from tests.desk.transfer.conftest import TransferDesk, card, ignore


class Lines:
    """A format of its own: one person a line, known by its first bytes."""

    name = "Lines"
    suffixes: tuple[str, ...] = (".lines",)

    def read(self, path: Path, progress: Progress) -> Iterator[ReadCard | Unreadable]:
        raw = path.read_bytes()
        if not raw.startswith(b"LINES"):
            raise NotThisFormat(f"“{path.name}” does not begin with LINES.")
        for number, line in enumerate(raw.splitlines()[1:], 2):
            progress(number * 10, len(raw))
            yield ReadCard(Contact(Name(line.decode())), line, (), number, number)


def test_the_content_decides_not_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "people.lines"
    path.write_bytes(card("Ida Vale"))
    sources = read_sources([path], [Lines(), *READERS], ignore)
    assert [item.contact.name.full for item in sources.files[0].items] == ["Ida Vale"]
    path.write_bytes(b"LINES\nIda\nBo\n")
    assert len(read_sources([path], [*READERS, Lines()], ignore).files[0].items) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"##fileformat=VCFv4.2\n#CHROM\tPOS\n", "gene"),
        (b"hello, this is a letter\n", "not a vCard"),
    ],
)
def test_what_is_no_contact_file_is_told_and_nothing_is_written(
    transfer: TransferDesk, tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "a.vcf"
    path.write_bytes(content)
    with pytest.raises(InputUnreadable, match=said):
        transfer.plan(path)
    assert all(not rows for rows in transfer.desk.facts().values())


def test_a_folder_and_a_missing_file_are_told(transfer: TransferDesk, tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match="is a folder"):
        transfer.plan(tmp_path)
    with pytest.raises(InputUnreadable, match="There is no file"):
        transfer.plan(tmp_path / "nowhere.vcf")


def test_a_file_that_may_not_be_read_is_told(
    transfer: TransferDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Locked(Lines):
        def read(self, path: Path, progress: Progress) -> Iterator[ReadCard | Unreadable]:
            raise PermissionError(13, "Permission denied")

    path = transfer.file(card("Ida Vale"))
    with pytest.raises(InputUnreadable, match="may not be read"):
        plan_paths(transfer.desk.reader, [path], [Locked()], "DE", ignore)


def test_of_several_files_the_good_ones_come_in_as_one_import(
    transfer: TransferDesk, tmp_path: Path
) -> None:
    first = transfer.file(card("Ida Vale", "EMAIL:ida@vale.example"), name="first.vcf")
    bad = transfer.file(b"no", name="bad.vcf")
    second = transfer.file(
        card("Bo Oss"), card("Ida Vale", "EMAIL:ida@vale.example", "NOTE:x"), name="second.vcf"
    )
    plan = transfer.plan(first, bad, second)
    assert [refused.source for refused in plan.refused] == ["bad.vcf"]
    assert [(row.number, row.source, row.verdict.value) for row in plan.rows] == [
        (1, "first.vcf", "new"), (2, "second.vcf", "new"), (3, "second.vcf", "updated"),
    ]  # fmt: skip
    assert transfer.write(plan).label == "Import 2 people from 2 files"


def test_progress_counts_the_bytes_of_all_files(tmp_path: Path) -> None:
    paths = [tmp_path / "a.vcf", tmp_path / "b.vcf"]
    for path in paths:
        path.write_bytes(card("Ida Vale") * 300)
    told: list[tuple[int, int]] = []
    read_sources(paths, READERS, lambda done, total: told.append((done, total)))
    total = sum(path.stat().st_size for path in paths)
    assert {of for _, of in told} == {total}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (total, total)


def test_reading_stops_when_asked_and_leaves_the_collector_as_it_was(
    transfer: TransferDesk,
) -> None:
    path = transfer.file(card("Ida Vale") * 1000)

    def stop(done: int, total: int) -> None:
        if done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        plan_paths(transfer.desk.reader, [path], READERS, "DE", stop)
    assert gc.isenabled()
