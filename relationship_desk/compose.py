"""The composition root: builds store and desk by hand, in order. Knows no Qt.

Invariant: whatever was built here is closed by `Composition.close`, in the reverse order.
"""

from __future__ import annotations

from dataclasses import dataclass

from relationship_desk.clock import Clock
from relationship_desk.desk.backups import back_up_before_migration
from relationship_desk.desk.desk import Desk
from relationship_desk.desk.keeping import Keeper
from relationship_desk.desk.threads import Runner
from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.domain.preferences import guess_preferences
from relationship_desk.paths import Paths
from relationship_desk.store.database import Connection, Store, open_store


@dataclass(frozen=True, slots=True)
class Composition:
    """An open desk."""

    paths: Paths
    clock: Clock
    store: Store
    desk: Desk
    reader: Connection  # of the thread that composed
    keeper: Keeper

    def close(self) -> None:
        self.reader.close()
        self.desk.close()
        self.store.close()


def compose(paths: Paths, clock: Clock, writer: Runner) -> Composition:
    """Open the store under `paths`. Raises `StoreUnusable`, and has then changed nothing."""
    try:
        paths.create()
    except OSError as error:
        raise StoreUnusable(
            f"The folder {paths.data} cannot be made or written ({error.strerror}). Nothing was "
            "changed; choose another folder with --data-dir."
        ) from error
    store = open_store(
        paths.store, paths.lock, lambda path: back_up_before_migration(path, paths.backups, clock)
    )
    defaults = guess_preferences()
    keeper = Keeper(paths, clock, defaults)
    desk = Desk(store, clock, writer, defaults, keeper.before_command)
    return Composition(paths, clock, store, desk, store.reader(), keeper)
