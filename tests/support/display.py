"""An X server without a screen, for what only a real window shows."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.needs import need_command


@contextmanager
def x_server(size: str = "1280x900x24") -> Iterator[str]:
    """The DISPLAY of an Xvfb of its own, gone at the end; it picks a free number itself."""
    server = need_command("Xvfb", "xvfb")
    with subprocess.Popen(
        [server, "-displayfd", "1", "-screen", "0", size, "-nolisten", "tcp", "-noreset"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            number = process.stdout.readline().strip()
            assert number, "Xvfb did not start"
            yield f":{number}"
        finally:
            process.terminate()  # not kill: it has a lock file and a socket to remove
