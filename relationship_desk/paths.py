"""Where the desk keeps its files; everything it writes by itself lies in these four folders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from platformdirs import PlatformDirs

_NAME = "relationship-desk"


@dataclass(frozen=True, slots=True)
class Paths:
    """The four folders, absolute, and the names of the files in them."""

    data: Path
    config: Path
    cache: Path
    log: Path

    @classmethod
    def default(cls) -> Paths:
        """This user's own folders, as the platform wants them (on Linux the XDG ones)."""
        dirs = PlatformDirs(_NAME, appauthor=False)
        return cls(
            data=dirs.user_data_path,
            config=dirs.user_config_path,
            cache=dirs.user_cache_path,
            log=dirs.user_log_path,
        )

    @classmethod
    def under(cls, folder: Path) -> Paths:
        """Everything inside one folder: for `--data-dir`, the demo and tests."""
        data = folder.expanduser().absolute()
        return cls(data=data, config=data / "config", cache=data / "cache", log=data / "log")

    @property
    def store(self) -> Path:
        """The one file that holds what the user entered."""
        return self.data / "desk.sqlite3"

    @property
    def lock(self) -> Path:
        """Held alone by migrate, restore and erase, and shared by everybody else."""
        return self.data / "store.lock"

    @property
    def window_lock(self) -> Path:
        """Held by the one open window."""
        return self.data / "window.lock"

    @property
    def backups(self) -> Path:
        """The folder of the verified backups."""
        return self.data / "backups"

    @property
    def playbooks(self) -> Path:
        """The user's own playbooks; made when the first one is saved."""
        return self.data / "playbooks"

    @property
    def log_file(self) -> Path:
        """The newest log; older ones lie beside it with a number at the end."""
        return self.log / f"{_NAME}.log"

    def create(self) -> None:
        """Make the folders that are missing, readable by their owner only.

        A folder that is there keeps its mode: `--data-dir` may name one that others share.
        Raises `OSError` where a folder cannot be made.
        """
        for folder in (self.data, self.config, self.cache, self.log, self.backups):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
