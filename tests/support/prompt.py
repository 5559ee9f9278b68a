"""The commands as a person types them: words in; exit code, output and messages out."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from relationship_desk.cli.dispatch import run
from relationship_desk.clock import FixedClock
from relationship_desk.domain.wanted import Wanted
from relationship_desk.paths import Paths
from tests.support.desks import open_desk


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass(slots=True)
class Prompt:
    """Types commands. `windows` holds what the window would have been opened with."""

    folder: Path
    clock: FixedClock
    capsys: pytest.CaptureFixture[str]
    windows: list[tuple[Paths, Wanted, Namespace]] = field(default_factory=list)

    def __call__(self, *words: str) -> Ended:
        return self.bare("--data-dir", str(self.folder), *words)

    def bare(self, *words: str) -> Ended:
        """Without `--data-dir`."""
        self.capsys.readouterr()
        code = run(words, self._open_window, self.clock)
        printed = self.capsys.readouterr()
        return Ended(code, printed.out, printed.err)

    def _open_window(self, paths: Paths, wanted: Wanted, options: Namespace) -> int:
        self.windows.append((paths, wanted, options))
        return 0

    def add(self, *names: str) -> list[int]:
        """Put people into the store; their ids."""
        desk = open_desk(self.folder, self.clock)
        try:
            return [desk.add(name) for name in names]
        finally:
            desk.composition.close()
