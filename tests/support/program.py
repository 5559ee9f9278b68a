"""The real program as a process of its own, on a throwaway data folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import relationship_desk

_CHECKOUT = Path(relationship_desk.__file__).parents[1]


def _command(data_dir: Path | None, args: tuple[str, ...]) -> list[str]:
    folder = [] if data_dir is None else ["--data-dir", str(data_dir)]
    return [sys.executable, "-m", "relationship_desk", *folder, *args]


def _environment(env: Mapping[str, str] | None) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_CHECKOUT), **(env or {})}


def program(
    data_dir: Path | None,
    *args: str,
    env: Mapping[str, str] | None = None,
    seconds: float = 180,
) -> subprocess.CompletedProcess[str]:
    """Run `relationship-desk --data-dir DATA_DIR ARGS...` to its end; None names no folder.

    `env` is laid over this process's environment. The exit status is the caller's to assert.
    """
    return subprocess.run(
        _command(data_dir, args),
        env=_environment(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


@dataclass(frozen=True, slots=True)
class Running:
    """A program that was started and not waited for."""

    process: subprocess.Popen[str]
    stdout: Path
    stderr: Path

    def said(self) -> str:
        """All it wrote so far, for a message or a condition."""
        return self.stdout.read_text("utf-8") + self.stderr.read_text("utf-8")


@contextmanager
def started(
    data_dir: Path | None, *args: str, env: Mapping[str, str] | None = None, notes: Path
) -> Iterator[Running]:
    """Start the same program and leave it running; what is left of it at the end is killed.

    `notes` is a folder for what it writes: a pipe that nobody reads would stop it when full.
    """
    notes.mkdir(parents=True, exist_ok=True)
    stdout, stderr = notes / "stdout", notes / "stderr"
    with (
        stdout.open("w") as out,
        stderr.open("w") as err,
        subprocess.Popen(
            _command(data_dir, args),
            env=_environment(env),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            text=True,
        ) as process,
    ):
        try:
            yield Running(process, stdout, stderr)
        finally:
            process.kill()
