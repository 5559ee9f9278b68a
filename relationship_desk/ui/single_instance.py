"""One window per data folder: a second start hands its files over to the first and leaves.

Invariant: whoever holds the lock, and nobody else, listens; the lock is freed when a process dies.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from relationship_desk.paths import Paths

# The shortest limit of the systems we run on (macOS: 104 bytes with the closing zero), less what
# QLocalServer needs for its temporary name.
_LONGEST_SOCKET = 90
_MOST_BYTES = 1 << 20
_TAKEN = b"taken\n"
_WAIT_MS = 10_000
_SLICE_MS = 50


class SingleInstance(QObject):
    """The lock and the ear of the one open window."""

    files_handed_over = Signal(list)  # of Path; empty where only the window is wanted

    def __init__(self, paths: Paths, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._socket = _socket_name(paths)
        self._lock = QLockFile(str(paths.window_lock))
        self._lock.setStaleLockTime(0)  # never by age: a window may stay open for weeks
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._listen)

    def acquire(self) -> bool:
        """Become the one window; False where another has the lock.

        A lock that cannot be made (a read-only folder) keeps nobody out: the store will say it.
        """
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        with suppress(OSError):
            self._paths.window_lock.chmod(0o600)
        if self._socket:
            QLocalServer.removeServer(self._socket)
            self._server.listen(self._socket)
        return True

    def hand_over(self, files: Sequence[Path], wait_ms: int = _WAIT_MS) -> bool:
        """Give these to the open window, which comes to the front; whether it took them."""
        deadline = QDeadlineTimer(wait_ms)
        message = json.dumps([str(file.absolute()) for file in files]).encode() + b"\n"
        while self._socket:
            socket = QLocalSocket()
            socket.connectToServer(self._socket)
            if socket.waitForConnected(int(min(1000, deadline.remainingTime()))):
                socket.write(message)
                socket.flush()
                while not socket.canReadLine() and not deadline.hasExpired():
                    socket.waitForReadyRead(_SLICE_MS)
                    if socket.state() is not QLocalSocket.LocalSocketState.ConnectedState:
                        break
                return bytes(socket.readAll().data()) == _TAKEN
            if deadline.hasExpired():
                break
            # The other one has its lock and is not listening yet: it is just starting.
            QThread.msleep(_SLICE_MS)
        return False

    def release(self) -> None:
        """Stop listening and let the next one in."""
        self._server.close()
        self._lock.unlock()

    def _listen(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(self._read_on)
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read_on(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _MOST_BYTES:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        files = _files(bytes(socket.readLine().data()))
        if files is None:
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        socket.disconnectFromServer()
        self.files_handed_over.emit(files)


def _files(line: bytes) -> list[Path] | None:
    try:
        names = json.loads(line)
    except ValueError:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        return None
    return [Path(name) for name in names]


def _socket_name(paths: Paths) -> str:
    """Where the open window listens: in the data folder, or where its name would be too long in
    a private folder of this user. Empty where there is none.
    """
    inside = paths.data / "window.socket"
    short = hashlib.sha256(os.fsencode(paths.data)).hexdigest()[:16]
    if sys.platform == "win32":
        return f"relationship-desk-{short}"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET:
        return str(inside)
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime or tempfile.gettempdir()) / f"relationship-desk-{os.getuid()}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return ""
    mine = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
    private = not stat.S_IMODE(found.st_mode) & 0o077
    return str(folder / short) if mine and private else ""
