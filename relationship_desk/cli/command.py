"""`Command`: one headless command, and what it is given to run with."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from relationship_desk import logs
from relationship_desk.clock import Clock, FixedClock
from relationship_desk.compose import Composition, compose
from relationship_desk.desk.threads import Inline
from relationship_desk.domain.wanted import Wanted
from relationship_desk.paths import Paths

# Opens the window on these paths, or brings the open one to the front; `options` has `demo`,
# `screens` and `data_dir`. The exit code.
OpenWindow = Callable[[Paths, Wanted, Namespace], int]


@dataclass(frozen=True, slots=True)
class Session:
    """Where and when a command runs. `own_folder`: the folder was named with `--data-dir`."""

    paths: Paths
    own_folder: bool
    clock: Clock
    open_window: OpenWindow

    def standing_at(self, clock: FixedClock) -> Session:
        """The same by another clock."""
        return replace(self, clock=clock)

    @contextmanager
    def open(self) -> Iterator[Composition]:
        """The desk, closed at the end. Raises `StoreUnusable`."""
        composition = compose(self.paths, self.clock, Inline())
        try:
            logs.configure(self.paths, to_stderr=False)
            yield composition
        finally:
            composition.close()

    @contextmanager
    def look(self) -> Iterator[Composition]:
        """The desk for what writes nothing: where there is no store yet, an empty one elsewhere."""
        if self.paths.store.exists():
            with self.open() as desk:
                yield desk
            return
        with TemporaryDirectory(prefix="relationship-desk-") as folder:
            elsewhere = replace(self, paths=Paths.under(Path(folder)))
            try:
                with elsewhere.open() as desk:
                    yield desk
            finally:
                logs.close()  # before its file goes


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, a line for the overview, its arguments, and what it does.

    `run` returns the exit code, or raises `UserError`. `notes` follow the arguments in its help.
    """

    name: str
    summary: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Session, Namespace], int]
    notes: str = ""
