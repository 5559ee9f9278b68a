"""Writes a file or a folder that a user asked for.

Invariant: the target is either the old file or the whole new one, never a half.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from relationship_desk.domain.errors import UserError


def require_free(out: Path, force: bool) -> None:
    """Raises `UserError` where the target may not be written."""
    if out.is_dir():
        raise UserError(f"{out} is a folder. Nothing was written; name a file in it.")
    if not out.exists():
        return
    if not out.is_file():
        raise UserError(f"{out} is a device, not a file. Nothing was written.")
    if not force:
        raise UserError(
            f"{out} exists already. Nothing was written; choose another name, or replace it "
            "with --force."
        )


def is_of_store(out: Path, store: Path) -> bool:
    """Whether a file is the store's own, or one that SQLite keeps beside it."""
    out, store = out.resolve(), store.resolve()
    return out.parent == store.parent and out.name.startswith(store.name)


def write_whole(out: Path, write: Callable[[BinaryIO], None], force: bool) -> None:
    """Write beside the target, bring it to the disk, and only then give it its name.

    Raises `UserError`, and has then changed nothing, where the target cannot be written.
    """
    part: Path | None = None
    try:
        # A plain file: the standard library's wrapper of temporary files miscounts references.
        number, name = tempfile.mkstemp(".part", f".{out.stem[:40]}-", out.parent)
        part = Path(name)
        with os.fdopen(number, "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        require_free(out, force)
        part.replace(out)
        part = None
    except OSError as error:
        raise _unwritten(out, error) from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()


def write_bytes(out: Path, content: bytes, force: bool) -> None:
    """The same for what is there already, whole. Raises `UserError`."""

    def write(file: BinaryIO) -> None:
        file.write(content)

    write_whole(out, write, force)


def write_whole_folder(out: Path, write: Callable[[Path], None]) -> None:
    """The same for a new folder, which only its owner may enter: `write` fills it first.

    Raises `UserError`, and has then changed nothing, where it cannot be written or is there.
    """
    part: Path | None = None
    try:
        part = Path(tempfile.mkdtemp(".part", f".{out.name[:40]}-", out.parent))
        write(part)
        if out.exists():
            raise UserError(f"{out} exists already. Nothing was written; choose another name.")
        part.rename(out)
        part = None
    except OSError as error:
        raise _unwritten(out, error) from error
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)


def _unwritten(out: Path, error: OSError) -> UserError:
    return UserError(
        f"{out} could not be written ({error.strerror or error}). Nothing was changed; free "
        "some space or choose another folder."
    )
