"""The playbooks that can be used: those that ship with the program, and the user's own.

Invariant: a playbook of the user's goes before a ready-made one of the same key, and one that
cannot be read hides nothing: it is named in a sentence, and the rest are there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relationship_desk import resources
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.playbooks import Playbook, PlaybookError, as_toml, parse_playbook
from relationship_desk.domain.text import fold

_SUFFIX = ".toml"
_MOST_BYTES = 1_000_000  # what is more is no playbook, whatever it is called


@dataclass(frozen=True, slots=True)
class Library:
    """Playbooks by key, in the order of their titles; `own` are the user's; `problems` sentences
    about files that cannot be used."""

    playbooks: Mapping[str, Playbook]
    own: frozenset[str]
    problems: tuple[str, ...] = ()

    def find(self, words: str) -> Playbook:
        """The playbook of this key or title. Raises `UserError`."""
        wanted = fold(words).replace("-", "_").replace(" ", "_")
        for playbook in self.playbooks.values():
            if wanted in (playbook.key, fold(playbook.title).replace(" ", "_")):
                return playbook
        raise UserError(
            f"There is no playbook “{words}”. See which there are with: relationship-desk playbooks"
        )


def load_playbooks(own: Path) -> Library:
    """All of them; `own` is the user's folder, which need not be there."""
    found = {p.key: p for p in (_read(path) for path in resources.playbooks())}
    mine: dict[str, Playbook] = {}
    problems: list[str] = []
    for path in _own_files(own, problems):
        try:
            playbook = _read(path)
        except PlaybookError as error:
            problems.append(f"{error} This playbook is left out until that is mended.")
            continue
        if playbook.key in mine:
            problems.append(f"{path.name} has the key {playbook.key} of another one and is unused.")
            continue
        mine[playbook.key] = playbook
    together = sorted((found | mine).values(), key=lambda p: fold(p.title))
    return Library({p.key: p for p in together}, frozenset(mine), tuple(problems))


def ready_made(key: str) -> Playbook | None:
    """The playbook as it ships, whatever the user made of it; None where none has the key."""
    return next((p for p in map(_read, resources.playbooks()) if p.key == key), None)


def save_playbook(own: Path, playbook: Playbook) -> Path:
    """Write a playbook into the user's folder; the file. Raises `UserError`."""
    text = as_toml(playbook)
    parse_playbook(text, playbook.key + _SUFFIX)
    path = _file_of(own, playbook.key) or own / (playbook.key + _SUFFIX)
    try:
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(text, "utf-8")
        new.replace(path)
    except OSError as error:
        raise UserError(f"{path} could not be written ({error.strerror}).") from error
    return path


def reset_playbook(own: Path, key: str) -> bool:
    """Take the user's own version away; whether there was one. Raises `UserError`."""
    path = _file_of(own, key)
    if path is None:
        return False
    try:
        path.unlink()
    except OSError as error:
        raise UserError(f"{path} could not be removed ({error.strerror}).") from error
    return True


def known_fields(
    full_name: str, given: str, my_name: str, on: date | None, **more: str
) -> dict[str, str]:
    """What texts can say of a person and an occasion; `more` are what, place and years."""
    return {
        "first_name": given or full_name,
        "my_name": my_name,
        "when": "" if on is None else plain_date(on),
        **more,
    }


def _own_files(own: Path, problems: list[str]) -> list[Path]:
    try:
        return sorted(path for path in own.iterdir() if path.suffix == _SUFFIX)
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(f"The folder {own} could not be read ({error.strerror}).")
        return []


def _file_of(own: Path, key: str) -> Path | None:
    for path in _own_files(own, []):
        try:
            if _read(path).key == key:
                return path
        except PlaybookError:
            continue
    return None


def _read(path: Path) -> Playbook:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise PlaybookError(f"{path.name} is too large to be a playbook.")
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise PlaybookError(f"{path.name} could not be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise PlaybookError(f"{path.name} is not a text in UTF-8.") from error
    return parse_playbook(text, path.name)
