"""What holds for every test: no display, no network, no folder of the real user."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.support.fixtures", "tests.support.desks"]

# Read by Qt when it is first imported, and by processes that tests start.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"  # in a plain "C" locale Qt warns, and warnings fail tests

# In continuous integration a red run has to mean a change, so there the examples stand still.
settings.register_profile("desk", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-references",
        action="store_true",
        help="write stored references anew, to be reviewed as a difference",
    )


_network_families: list[str] = []


def _refuse_network(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.__new__" and args[1] in (socket.AF_INET, socket.AF_INET6):
        _network_families.append(socket.AddressFamily(args[1]).name)
        raise PermissionError("the desk never opens a network socket")


# An audit hook sees every socket of this process, however it was made; it cannot be removed.
sys.addaudithook(_refuse_network)


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """Fail the test that tried a network socket, also where the refusal was swallowed."""
    _network_families.clear()
    yield
    assert not _network_families, f"a network socket was tried: {_network_families}"


@pytest.fixture(autouse=True)
def _no_real_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Point the user's folders at an empty place, for this process and those it starts."""
    home: Path = tmp_path_factory.mktemp("home")
    runtime = home / "runtime"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
