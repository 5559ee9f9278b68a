"""The playbooks that can be used: those that ship with the program, and the user's own.

Invariant: a playbook of the user's goes before a ready-made one of the same key, and one that
cannot be read hides nothing: it is named in a sentence, and the rest are there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from relationship_desk import resources
from relationship_desk.domain.dates import plain_date
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.playbooks import Playbook, PlaybookError, as_toml, parse_playbook
from relationship_desk.domain.text import fold

_SUFFIX = ".toml"
# No folder, no device of Windows' own, nothing hidden.
_FILE_NAME = re.compile(
    r"(?!\.)(?!(?i:con|prn|aux|nul|com\d|lpt\d)\.)[^/\\:*?\"<>|\x00-\x1f]{1,150}\.toml"
)
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
    _write(path, text)
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


def own_file(own: Path, key: str) -> tuple[Path, str] | None:
    """The user's own version as it stands in its file; None where there is none."""
    path = _file_of(own, key)
    return None if path is None else (path, _text(path))


def bring_back(own: Path, key: str, before: tuple[Path, str] | None) -> None:
    """Make the user's own version again what `own_file` told before. Raises `UserError`."""
    if before is None:
        reset_playbook(own, key)
    else:
        _write(*before)


def own_texts(own: Path) -> dict[str, str]:
    """What the user's files hold, sound or not, by their names; without what cannot be read."""
    found: dict[str, str] = {}
    for path in _own_files(own, []):
        with suppress(PlaybookError):
            if is_file_name(path.name):
                found[path.name] = _text(path)
    return found


def is_file_name(name: str) -> bool:
    """Whether a playbook can be in a file of this name, in any folder of any system."""
    return _FILE_NAME.fullmatch(name) is not None


def put_back(own: Path, texts: Mapping[str, str], aside: Path) -> None:
    """Bring the user's playbooks back from an export; those of the same name that say something
    else go into the folder `aside`, and others stay. Raises `UserError`."""
    there = own_texts(own)
    try:
        for name, text in texts.items():
            if there.get(name) == text:
                continue
            own.mkdir(mode=0o700, parents=True, exist_ok=True)
            if (own / name).exists():
                aside.mkdir(mode=0o700, parents=True, exist_ok=True)
                (own / name).replace(aside / name)
            new = own / f"{name}.new"
            new.write_text(text, "utf-8", newline="")
            new.replace(own / name)
    except OSError as error:
        raise UserError(
            f"The desk was restored, but not its playbooks: {own} could not be written "
            f"({error.strerror})."
        ) from error


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


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        new.write_text(text, "utf-8", newline="")
        new.replace(path)
    except OSError as error:
        raise UserError(f"{path} could not be written ({error.strerror}).") from error


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
    return parse_playbook(_text(path).removeprefix("\ufeff"), path.name)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise PlaybookError(f"{path.name} is too large to be a playbook.")
        return path.read_bytes().decode()
    except OSError as error:
        raise PlaybookError(f"{path.name} could not be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise PlaybookError(f"{path.name} is not a text in UTF-8.") from error
