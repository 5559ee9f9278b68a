"""Every sample file beside the repository: in without exception, the same again, back as it was."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from relationship_desk.desk.commands.preferences import set_preferences
from relationship_desk.desk.ports import ReadCard
from relationship_desk.domain.errors import InputUnreadable
from relationship_desk.domain.preferences import Preferences
from tests.desk.transfer.conftest import TransferDesk

_SAMPLES = Path(__file__).parents[4] / "shared" / "vcards"


def _sample_files() -> list[Path]:
    if not _SAMPLES.is_dir():
        pytest.skip("the sample cards (shared/vcards beside the repository) are not here")
    return sorted(p for p in _SAMPLES.rglob("*") if p.suffix.lower() in (".vcf", ".vcard"))


def _bare(raw: bytes) -> bytes:
    return raw.strip(b"\r\n")


def test_every_sample_file_comes_in_once_and_goes_out_as_it_was(
    transfer: TransferDesk, tmp_path: Path
) -> None:
    # A backup before each of some 700 imports proves nothing here, and takes a third of the time.
    transfer.desk.do(
        set_preferences, preferences=Preferences(backups=False), defaults=Preferences()
    )
    files = 0
    for path in _sample_files():
        facts = transfer.desk.facts()
        try:
            plan = transfer.plan(path)
        except InputUnreadable:
            continue
        files += 1
        outcome = transfer.write(plan)
        assert outcome.result.counts == plan.counts, path
        assert outcome.result.counts.read == len(plan.rows), path

        after = transfer.desk.facts()
        again = transfer.plan(path)
        readable = sum(isinstance(row.item, ReadCard) for row in again.rows)
        assert (again.counts.same, again.counts.read) == (readable, len(again.rows)), path
        assert transfer.write(again).operation_id is None, path
        assert transfer.desk.facts() == after, path

        wanted = {_bare(row.item.raw) for row in plan.rows if row.item.raw}
        out = transfer.export() if wanted else b""
        missing = [raw for raw in wanted if raw not in out]
        assert not missing, (path, missing[:1])

        if outcome.operation_id is not None:
            transfer.desk.undo()
        assert transfer.desk.facts() == facts, path
    assert files > 300


def test_all_sample_files_in_one_import_come_back_each_card_once(transfer: TransferDesk) -> None:
    readable = []
    for path in _sample_files():
        try:
            transfer.plan(path)
        except InputUnreadable:
            continue
        readable.append(path)
    plan = transfer.plan(*readable)
    transfer.write(plan)
    raws = Counter(_bare(row.item.raw) for row in plan.rows if row.item.raw)
    out = transfer.export()
    assert [raw for raw in raws if raw not in out] == []
    wanted = sum(map(len, raws))
    # Line ends between cards are all that may differ.
    assert (
        wanted
        <= len(out)
        <= wanted
        + 4 * len(raws)
        + sum(len(row.item.raw) - len(_bare(row.item.raw)) for row in plan.rows)
    )
    assert transfer.write(transfer.plan(*readable)).operation_id is None
