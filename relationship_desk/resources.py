"""Finds and reads the files that ship with the program; never writes, never needs the network."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

# The icons are drawn in this word, the SVG name for "the colour of the text around".
_INK = b"currentColor"


@cache
def folder() -> Path:
    """The resources folder.

    In an installed package and in a frozen bundle it lies in the package as `_resources`; in a
    checkout beside the package as `resources`. Raises `FileNotFoundError` for a broken install.
    """
    package = Path(__file__).resolve().parent
    candidates = [package / "_resources", package.parent / "resources"]
    bundle = getattr(sys, "_MEIPASS", None)  # PyInstaller: where a one-file bundle unpacked itself
    if bundle is not None:
        candidates.insert(0, Path(bundle) / "resources")
    for candidate in candidates:
        if (candidate / "icons").is_dir():
            return candidate
    raise FileNotFoundError(f"no resources folder at {' or '.join(map(str, candidates))}")


def path(name: str) -> Path:
    """The file called `name`, relative to the folder and with slashes: "app-icon.svg".

    Raises `FileNotFoundError` where there is none.
    """
    found = folder().joinpath(*name.split("/"))
    if not found.is_file():
        raise FileNotFoundError(f"no resource {name!r}")
    return found


@cache
def icon_names() -> tuple[str, ...]:
    """Every line icon, sorted: "add", "archive", ..., "channels/call", ..."""
    icons = folder() / "icons"
    return tuple(
        sorted(f.relative_to(icons).with_suffix("").as_posix() for f in icons.rglob("*.svg"))
    )


def icon_svg(name: str, colour: str) -> bytes:
    """A line icon as SVG, 24 units square, drawn in `colour` ("#3b4252", or a CSS name).

    Raises `FileNotFoundError` for an unknown name.
    """
    return path(f"icons/{name}.svg").read_bytes().replace(_INK, colour.encode("ascii"))


@cache
def playbooks() -> tuple[Path, ...]:
    """The files of the playbooks, sorted by name."""
    return tuple(sorted((folder() / "playbooks").glob("*.toml")))
