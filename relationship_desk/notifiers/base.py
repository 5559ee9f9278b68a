"""What a backend is that can only show: no answers, no withdrawing, nothing to let go of."""

from __future__ import annotations

from collections.abc import Collection

from relationship_desk.desk.ports import Abilities


class ShowingOnly:
    """The part of `desk.ports.Notifier` that such a backend shares; it adds `notify`."""

    name: str
    title: str
    daemon: str = ""

    def probe(self) -> Abilities:
        """It can show, and nothing else; whether it does, only showing tells."""
        return Abilities()

    def withdraw(self, tags: Collection[str]) -> None:
        """What it showed goes by itself."""

    def close(self) -> None:
        """There is nothing to let go of."""
