"""Something dropped on the window: a link or a document that may be worth a place on the shelf."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from relationship_desk.domain.value import ResourceKind
from relationship_desk.store.shelf import resources_at
from relationship_desk.ui.actions import ActionId
from relationship_desk.ui.value.place import ShelfLeaf, ValuePane
from relationship_desk.ui.value.shelf import ResourceDialog, ShelfListing

if TYPE_CHECKING:
    from relationship_desk.ui.main_window import MainWindow


def shelve(window: MainWindow, address: str) -> None:
    """Ask for its title and topics; what stands there already is shown with whom it may help."""
    window.show_place(ActionId.SHOW_VALUE)
    listing = window.panes.of(ValuePane).open_kind(ShelfLeaf).listing
    assert isinstance(listing, ShelfListing)
    there = resources_at(window.bridge.reader, address)
    if there:
        listing.section.go_to(there[0].id)
        listing.show_benefit(there[0])
        return
    dialog = ResourceDialog(window.theme, window.bridge, None, window)
    is_link = "://" in address
    kind = ResourceKind.LINK if is_link else ResourceKind.FILE
    dialog.begin(_title(address) if is_link else Path(address).stem, kind, address)
    listing.save_new(dialog)


def _title(link: str) -> str:
    """The last words of a link that say something: "tide tables" of ".../tide-tables.html"."""
    parts = urlsplit(link)
    last = next((part for part in reversed(parts.path.split("/")) if part), "")
    words = last.rpartition(".")[0] if "." in last else last
    return words.replace("-", " ").replace("_", " ").strip() or parts.netloc
