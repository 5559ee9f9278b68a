"""A desk that imports and exports vCard files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.desk import Outcome
from relationship_desk.desk.transfer.export import Mode, export_people
from relationship_desk.desk.transfer.files import plan_paths
from relationship_desk.desk.transfer.plan import ImportPlan
from relationship_desk.desk.transfer.report import summary
from relationship_desk.formats import FORMATS
from tests.support.desks import DeskForTests, open_desk


def ignore(done: int, total: int) -> None:
    """A progress callback that does nothing."""


def card(full: str, *lines: str, version: str = "3.0") -> bytes:
    """A card; the family name is the last word of the full one."""
    given, _, family = full.rpartition(" ")
    head = ("BEGIN:VCARD", f"VERSION:{version}", f"N:{family};{given};;;", f"FN:{full}")
    return "".join(f"{line}\r\n" for line in (*head, *lines, "END:VCARD")).encode()


@dataclass(slots=True)
class TransferDesk:
    """Short ways to put bytes in and get bytes out."""

    desk: DeskForTests
    folder: Path

    def file(self, *cards: bytes, name: str = "contacts.vcf") -> Path:
        path = self.folder / name
        path.write_bytes(b"".join(cards))
        return path

    def plan(self, *paths: Path) -> ImportPlan:
        return plan_paths(self.desk.reader, paths, FORMATS, "DE", ignore)

    def write(self, plan: ImportPlan) -> Outcome[Any]:
        desk = self.desk.composition.desk
        return desk.do(import_cards, plan=plan, region="DE").result()

    def import_paths(self, *paths: Path) -> dict[str, int | None]:
        """Import files; the counts as the command line prints them."""
        outcome = self.write(self.plan(*paths))
        return summary(outcome.result, outcome.operation_id)

    def import_cards(self, *cards: bytes, name: str = "contacts.vcf") -> dict[str, int | None]:
        return self.import_paths(self.file(*cards, name=name))

    def export(self, mode: Mode = "as_read", **values: Any) -> bytes:
        out = self.folder / "out.vcf"
        export_people(self.desk.reader, FORMATS[0], out, mode=mode, force=True, **values)
        return out.read_bytes()

    def people(self) -> list[int]:
        return [i for (i,) in self.desk.reader.sql("SELECT id FROM person ORDER BY id")]

    def named(self, name: str) -> int:
        [(person_id,)] = self.desk.reader.sql("SELECT id FROM person WHERE full_name = ?", (name,))
        return int(person_id)

    def values(self, person_id: int, kind: str) -> list[str]:
        return [d.detail.text for d in self.desk.person(person_id).details if d.detail.kind == kind]


@pytest.fixture
def transfer(desk: DeskForTests, tmp_path: Path) -> TransferDesk:
    return TransferDesk(desk, tmp_path)


@pytest.fixture
def second(tmp_path: Path, clock: FixedClock) -> Iterator[TransferDesk]:
    """Another desk, empty too."""
    opened = open_desk(tmp_path / "second", clock)
    yield TransferDesk(opened, tmp_path)
    opened.composition.close()
