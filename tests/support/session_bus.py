"""A private D-Bus session bus, on which nothing is started on demand: no dunst, no portal."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.needs import need_command

# The standard session configuration, without <standard_session_servicedirs/>.
_CONFIGURATION = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={folder}/bus</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass(frozen=True, slots=True)
class SessionBus:
    """Where the bus listens."""

    address: str

    @property
    def env(self) -> dict[str, str]:
        """What a process needs in its environment to find this bus."""
        return {"DBUS_SESSION_BUS_ADDRESS": self.address}


@contextmanager
def session_bus() -> Iterator[SessionBus]:
    """A bus of its own, gone at the end."""
    daemon = need_command("dbus-daemon", "dbus")
    # Not pytest's folder: the path of a Unix socket holds 107 bytes.
    with tempfile.TemporaryDirectory(prefix="desk-bus-") as folder:
        configuration = Path(folder, "bus.conf")
        configuration.write_text(_CONFIGURATION.format(folder=folder))
        with subprocess.Popen(
            [daemon, f"--config-file={configuration}", "--print-address=1", "--nofork"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            assert process.stdout is not None
            try:
                address = process.stdout.readline().strip()
                assert address, "dbus-daemon did not start"
                yield SessionBus(address)
            finally:
                process.kill()
