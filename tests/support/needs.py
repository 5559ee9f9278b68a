"""What a test needs of the machine: absent, it skips; in continuous integration it fails."""

from __future__ import annotations

import os
import shutil

import pytest


def need_command(name: str, package: str) -> str:
    """The path of a program, which the Debian package `package` brings."""
    found = shutil.which(name)
    if found is not None:
        return found
    message = f"needs {name}: install the package {package}, or run make test"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
