"""The log: a rotating file that holds ids, counts and places in the code, never what a user wrote.

A log is sent along with a bug report, so nothing in it may tell who the user knows. Log messages
name rows by kind and id ("person 7"), and files by their size, not by their name. Exceptions are
logged as types and lines of code; their text is left out, because it often quotes the very value
that was odd.
"""

from __future__ import annotations

import logging
import os
import sys
import time
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from types import TracebackType

from relationship_desk.paths import Paths

_LOGGER = "relationship_desk"
_MAX_BYTES = 1_000_000
_KEPT_FILES = 3

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def configure(paths: Paths, to_stderr: bool) -> None:
    """Start logging to `paths.log_file`, and warnings to standard error too where asked.

    May be called again; the last call counts. A log that cannot be written is not worth stopping
    for: then only standard error is used.
    """
    close()
    logger = logging.getLogger(_LOGGER)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        logger.addHandler(_private_file(paths))
    except OSError:
        to_stderr = True
    if to_stderr:
        handler = logging.StreamHandler(sys.stderr)
        handler.setLevel(logging.WARNING)
        handler.setFormatter(_Discreet("%(levelname)s: %(message)s"))
        logger.addHandler(handler)


def close() -> None:
    """Flush and close what `configure` opened; harmless if nothing is open."""
    logger = logging.getLogger(_LOGGER)
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
        handler.close()


def _private_file(paths: Paths) -> logging.Handler:
    handler = _PrivateRotatingFile(paths.log_file, maxBytes=_MAX_BYTES, backupCount=_KEPT_FILES)
    formatter = _Discreet("%(asctime)sZ %(process)d %(levelname)s %(name)s: %(message)s")
    formatter.converter = time.gmtime
    formatter.default_msec_format = "%s.%03d"
    handler.setFormatter(formatter)
    return handler


class _PrivateRotatingFile(RotatingFileHandler):
    """A rotating file that only its owner may read, from its first byte on."""

    def _open(self) -> TextIOWrapper:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return TextIOWrapper(
            os.fdopen(descriptor, "ab"),
            encoding="utf-8",
            errors="backslashreplace",
            write_through=True,
        )


class _Discreet(logging.Formatter):
    """Exceptions as types and places; their text may quote a user's words."""

    def formatException(self, ei: _ExcInfo) -> str:
        lines: list[str] = []
        error = ei[1]
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
            lines.extend(
                f"  {frame.filename}:{frame.lineno} in {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            )
            cause = error.__cause__
            error = cause or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)
