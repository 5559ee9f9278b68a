import stat
import sys
from dataclasses import astuple
from pathlib import Path

import pytest

from relationship_desk.paths import Paths


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG folders are Linux's")
def test_the_default_folders_follow_the_xdg_variables(tmp_path, monkeypatch):
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))

    paths = Paths.default()

    assert paths.data == tmp_path / "DATA" / "relationship-desk"
    assert paths.config == tmp_path / "CONFIG" / "relationship-desk"
    assert paths.cache == tmp_path / "CACHE" / "relationship-desk"
    assert paths.log.is_relative_to(tmp_path / "STATE" / "relationship-desk")


def test_looking_up_the_default_folders_makes_none(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))

    Paths.default()

    assert list(tmp_path.iterdir()) == []


def test_everything_lies_inside_the_folder_a_user_names(tmp_path):
    paths = Paths.under(tmp_path)

    assert all(folder.is_relative_to(tmp_path) for folder in astuple(paths))
    files = (paths.store, paths.lock, paths.window_lock, paths.backups, paths.log_file)
    assert all(file.is_relative_to(tmp_path) for file in files)
    assert len(set(files)) == len(files)


def test_a_relative_folder_stays_the_same_after_a_change_of_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    paths = Paths.under(Path("desk"))
    monkeypatch.chdir("/")

    assert paths.data == tmp_path / "desk"


def test_a_tilde_means_the_home_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))

    assert Paths.under(Path("~/desk")).data == tmp_path / "desk"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_new_folders_are_closed_to_everybody_else(tmp_path):
    paths = Paths.under(tmp_path / "new")

    paths.create()

    assert {mode(folder) for folder in (*astuple(paths), paths.backups)} == {0o700}


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_folder_that_is_there_keeps_its_mode(tmp_path):
    tmp_path.chmod(0o755)

    Paths.under(tmp_path).create()
    Paths.under(tmp_path).create()

    assert mode(tmp_path) == 0o755


def test_a_file_in_the_way_of_a_folder_is_an_os_error(tmp_path):
    (tmp_path / "desk").write_text("in the way")

    with pytest.raises(OSError, match="desk"):
        Paths.under(tmp_path / "desk").create()
