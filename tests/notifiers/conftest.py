"""What the notifier tests share."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def only_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make these the only programs that are on the PATH: `only_commands("gdbus")`."""

    def restrict(*names: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        for name in names:
            found = shutil.which(name)
            if found is not None:
                (folder / name).symlink_to(found)
        monkeypatch.setenv("PATH", str(folder))

    return restrict
