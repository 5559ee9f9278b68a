"""One window per data folder: a second start hands over what it wants to the first and leaves.

Invariant: whoever holds the lock, and nobody else, listens; the lock is freed when a process dies.
A client that lies, floods or hangs is hung up on and never waited for.
"""

from __future__ import annotations

import hashlib
import os
import socket
import stat
import struct
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from relationship_desk.domain.wanted import MOST_BYTES, Wanted, decoded, encoded
from relationship_desk.paths import Paths

# The shortest limit of the systems we run on (macOS: 104 bytes with the closing zero), less what
# QLocalServer needs for its temporary name.
_LONGEST_SOCKET = 90
_MOST_CLIENTS = 8
_PATIENCE_MS = 3000  # for a client to say what it wants
_TAKEN = b"taken\n"
_WAIT_MS = 10_000
_SLICE_MS = 50


class SingleInstance(QObject):
    """The lock and the ear of the one open window."""

    asked_for = Signal(Wanted)  # what a second start wants

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._lock = QLockFile(str(paths.window_lock))
        self._lock.setStaleLockTime(0)  # never by age: a window may stay open for weeks
        self._clients: set[QLocalSocket] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST_CLIENTS)
        self._server.newConnection.connect(self._welcome)

    def acquire(self) -> bool:
        """Become the one window; False where another has the lock.

        A lock that cannot be made (a read-only folder) keeps nobody out: the store will say it.
        """
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        with suppress(OSError):
            self._paths.window_lock.chmod(0o600)
        if name := _socket_name(self._paths):
            QLocalServer.removeServer(name)  # of one that was killed: we have its lock
            if self._server.listen(name) and sys.platform != "win32":
                with suppress(OSError):
                    Path(name).chmod(0o600)
        return True

    def hand_over(self, wanted: Wanted, wait_ms: int = _WAIT_MS) -> bool:
        """Give this to the open window, which comes to the front; whether it took it."""
        deadline = QDeadlineTimer(wait_ms)
        name, message = _socket_name(self._paths), encoded(wanted)
        if len(message) > MOST_BYTES:
            return False
        while name:
            client = QLocalSocket()
            client.connectToServer(name)
            if client.waitForConnected(int(min(1000, deadline.remainingTime()))):
                client.write(message)
                client.flush()
                while not client.canReadLine() and not deadline.hasExpired():
                    client.waitForReadyRead(_SLICE_MS)
                    if client.state() is not QLocalSocket.LocalSocketState.ConnectedState:
                        break
                return bytes(client.readAll().data()) == _TAKEN
            if deadline.hasExpired():
                break
            # The other one has its lock and is not listening yet: it is just starting.
            QThread.msleep(_SLICE_MS)
        return False

    def release(self) -> None:
        """Stop listening and let the next one in."""
        self._server.close()
        for client in list(self._clients):
            client.abort()
        self._lock.unlock()

    def _welcome(self) -> None:
        while (client := self._server.nextPendingConnection()) is not None:
            self._clients.add(client)
            client.disconnected.connect(self._forget)
            if len(self._clients) > _MOST_CLIENTS or not _is_ours(client):
                client.abort()
                continue
            client.setReadBufferSize(MOST_BYTES)  # more than that waits outside, and is hung up on
            client.readyRead.connect(self._read_on)
            patience = QTimer(client)
            patience.setSingleShot(True)
            patience.timeout.connect(lambda c=client: c.abort())
            patience.start(_PATIENCE_MS)
            self._read(client)

    def _forget(self) -> None:
        client = self.sender()
        if isinstance(client, QLocalSocket):
            self._clients.discard(client)
            client.deleteLater()

    def _read_on(self) -> None:
        client = self.sender()
        if isinstance(client, QLocalSocket):
            self._read(client)

    def _read(self, client: QLocalSocket) -> None:
        if not client.canReadLine():
            if client.bytesAvailable() >= MOST_BYTES:
                client.abort()
            return
        wanted = decoded(bytes(client.readLine().data()))
        if wanted is None:
            client.abort()
            return
        client.write(_TAKEN)
        client.flush()
        client.disconnectFromServer()
        self.asked_for.emit(wanted)


def _is_ours(client: QLocalSocket) -> bool:
    """Whether the same user is at the other end, where the system tells.

    The folder of the socket keeps others out already; root and a socket handed on do not mind it.
    """
    if sys.platform != "linux":
        return True
    try:
        with socket.socket(fileno=os.dup(int(client.socketDescriptor()))) as end:
            size = struct.calcsize("3i")
            credentials = end.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    except OSError:
        return False
    user_id: int = struct.unpack("3i", credentials)[1]  # pid, uid, gid
    return user_id == os.getuid()


def _socket_name(paths: Paths) -> str:
    """Where the open window listens: in a folder of the data folder that is for this user alone,
    or where its name would be too long in one of the session. Empty where there is none.
    """
    short = hashlib.sha256(os.fsencode(paths.data)).hexdigest()[:16]
    if sys.platform == "win32":
        return f"relationship-desk-{short}"
    inside = paths.data / "window"
    if len(os.fsencode(inside / "socket")) <= _LONGEST_SOCKET and _is_private(inside):
        return str(inside / "socket")
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime or tempfile.gettempdir()) / f"relationship-desk-{os.getuid()}"
    return str(folder / short) if _is_private(folder) else ""


def _is_private(folder: Path) -> bool:
    """Make the folder, 0700; whether it is ours and for nobody else."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    mine = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    return mine and not stat.S_IMODE(found.st_mode) & 0o077
