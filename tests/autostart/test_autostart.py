"""Starting with the session, on three systems: the switch is the system's own state."""

from __future__ import annotations

import plistlib
import stat
import subprocess
import sys
from collections.abc import Mapping
from configparser import RawConfigParser
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.autostart import pick
from relationship_desk.autostart.command import entry_name, start_command
from relationship_desk.autostart.launch_agent import LaunchAgent
from relationship_desk.autostart.port import Autostart, AutostartRefused
from relationship_desk.autostart.run_key import RunKey
from relationship_desk.autostart.sandbox import Sandboxed, sandbox
from relationship_desk.autostart.xdg import XdgEntry, quoted
from relationship_desk.paths import Paths
from tests.support.needs import need_command
from tests.support.stand_ins import play_command
from tests.support.waiting import eventually

ODD = ('/opt/my desk/it\'s 100% "good"/$HOME/`x`\\bin', "--data-dir", "/d e", "--background")


class Registry:
    """Plays `winreg`: keys are paths, values are in `values`."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = "HKCU", 2, 1

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], object] = {}
        self.locked = False

    @contextmanager
    def _key(self, path: str) -> Any:
        yield path

    def OpenKey(self, root: str, path: str, reserved: int = 0, access: int = 1) -> Any:
        assert root == "HKCU"
        if self.locked and access == self.KEY_SET_VALUE:
            raise PermissionError(13, "Access is denied")
        if not any(key == path for key, _ in self.values):
            raise FileNotFoundError(2, "no such key")
        return self._key(path)

    def CreateKeyEx(self, root: str, path: str, reserved: int, access: int) -> Any:
        if self.locked:
            raise PermissionError(13, "Access is denied")
        return self._key(path)

    def QueryValueEx(self, key: str, name: str) -> tuple[object, int]:
        if (key, name) not in self.values:
            raise FileNotFoundError(2, "no such value")
        return self.values[key, name], 1

    def SetValueEx(self, key: str, name: str, reserved: int, kind: int, value: object) -> None:
        self.values[key, name] = value

    def DeleteValue(self, key: str, name: str) -> None:
        if (key, name) not in self.values:
            raise FileNotFoundError(2, "no such value")
        del self.values[key, name]


RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"


@pytest.fixture
def env(tmp_path: Path) -> Mapping[str, str]:
    return {"XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.fixture(params=["xdg", "windows", "macos"])
def autostart(request: pytest.FixtureRequest, tmp_path: Path, env: Mapping[str, str]) -> Autostart:
    if request.param == "xdg":
        return XdgEntry("desk", ODD, env)
    if request.param == "windows":
        return RunKey("desk", ODD, Registry())
    return LaunchAgent("desk", ODD, tmp_path)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_it_is_off_until_turned_on_and_off_again(autostart: Autostart, tmp_path: Path) -> None:
    assert not autostart.is_on()
    autostart.turn_off()

    autostart.turn_on()
    autostart.turn_on()
    assert autostart.is_on()

    autostart.turn_off()
    assert not autostart.is_on()
    assert files(tmp_path) == []


def test_two_desks_do_not_switch_each_other(tmp_path: Path, env: Mapping[str, str]) -> None:
    mine, other = XdgEntry("desk", ODD, env), XdgEntry("desk-2", ODD, env)
    mine.turn_on()
    assert not other.is_on()


# -------------------------------------------------------------------------------------------- XDG


def exec_words(entry: XdgEntry) -> list[str]:
    """The words of the Exec key, read as the specification says, in its two steps."""
    parser = RawConfigParser(delimiters="=")
    parser.read_string(entry.file.read_text("utf-8"))
    value = parser["Desktop Entry"]["Exec"].replace("\\\\", "\0").replace("\\n", "\n")
    value = value.replace("\\t", "\t").replace("\0", "\\")
    # In the shell's double quotes a backslash quotes the same four characters.
    split = subprocess.run(
        ["sh", "-c", f"printf '%s\\0' {value}"], capture_output=True, text=True, check=True
    )
    return [word.replace("%%", "%") for word in split.stdout.split("\0")[:-1]]


def test_blanks_quotes_and_signs_of_the_shell_come_through(env: Mapping[str, str]) -> None:
    entry = XdgEntry("desk", ODD, env)
    entry.turn_on()
    assert exec_words(entry) == list(ODD)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_every_word_is_quoted_so_that_it_comes_through(word: str) -> None:
    value = quoted(word).replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t")
    unescaped = value.replace("\0", "\\")
    inside = unescaped[1:-1] if unescaped.startswith('"') else unescaped
    for character in '"`$\\':
        inside = inside.replace("\\" + character, "\1" if character == "\\" else character)
    assert inside.replace("\1", "\\").replace("%%", "%") == word


@pytest.mark.skipif(sys.platform != "linux", reason="there glib starts such files")
def test_a_desktop_starts_the_program_with_the_same_words(
    env: Mapping[str, str], tmp_path: Path
) -> None:
    gio = need_command("gio", "libglib2.0-bin")
    heard = tmp_path / "heard"
    program = tmp_path / 'it is "good" $HOME `x` \\bin'  # glib 2.74 finds none with a %
    play_command(program, f'printf \'%s\\n\' "$0" "$@" > {heard}.new; mv {heard}.new {heard}')
    entry = XdgEntry("desk", (str(program), *ODD), env)
    entry.turn_on()

    subprocess.run([gio, "launch", str(entry.file)], check=True, timeout=60, capture_output=True)

    eventually(heard.exists)
    assert heard.read_text().splitlines() == [str(program), *ODD]


@pytest.mark.parametrize(
    "line", ["Hidden=true", "Hidden = true", "X-GNOME-Autostart-enabled=false"]
)
def test_what_the_desktop_switched_off_is_off(env: Mapping[str, str], line: str) -> None:
    entry = XdgEntry("desk", ODD, env)
    entry.turn_on()
    kept = entry.file.read_text().replace("X-GNOME-Autostart-enabled=true\n", "")
    entry.file.write_text(kept + line + "\n")
    assert not entry.is_on()

    entry.turn_on()
    assert entry.is_on()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    entry = XdgEntry("desk", ODD, {"XDG_CONFIG_HOME": str(tmp_path / "config")})
    with pytest.raises(AutostartRefused, match="cannot be written"):
        entry.turn_on()
    assert not entry.is_on()


def test_a_relative_configuration_folder_is_ignored() -> None:
    entry = XdgEntry("desk", ODD, {"XDG_CONFIG_HOME": "here"})
    assert entry.file == Path.home() / ".config" / "autostart" / "desk.desktop"


def test_the_entry_names_a_program_that_must_be_there(env: Mapping[str, str]) -> None:
    entry = XdgEntry("desk", ("/opt/desk/bin/relationship-desk", "--background"), env)
    entry.turn_on()
    lines = entry.file.read_text().splitlines()
    assert "TryExec=/opt/desk/bin/relationship-desk" in lines
    assert "Exec=/opt/desk/bin/relationship-desk --background" in lines
    assert stat.S_IMODE(entry.file.parent.stat().st_mode) == 0o700


# ---------------------------------------------------------------------------------------- Windows


def test_the_run_key_holds_the_command_as_windows_reads_it() -> None:
    registry = Registry()
    words = (r"C:\Program Files\Desk\pythonw.exe", "-m", "relationship_desk", "--background")
    RunKey("desk", words, registry).turn_on()
    assert registry.values == {
        (RUN, "desk"): r'"C:\Program Files\Desk\pythonw.exe" -m relationship_desk --background'
    }


def test_an_entry_that_is_gone_leaves_no_folder_behind_and_takes_none_of_others(
    tmp_path: Path,
) -> None:
    entry = XdgEntry("desk", ODD, {"XDG_CONFIG_HOME": str(tmp_path)})
    entry.turn_on()
    entry.turn_off()
    assert list(tmp_path.iterdir()) == []

    entry.turn_on()
    other = entry.file.with_name("other.desktop")
    other.touch()
    entry.turn_off()
    assert list(entry.file.parent.iterdir()) == [other]


def test_what_was_switched_off_in_the_task_manager_is_off_until_switched_on_here() -> None:
    registry = Registry()
    key = RunKey("desk", ODD, registry)
    key.turn_on()
    registry.values[APPROVED, "desk"] = b"\3" + bytes(11)
    assert not key.is_on()

    key.turn_on()
    assert key.is_on()
    registry.values[APPROVED, "desk"] = b"\2" + bytes(11)
    assert key.is_on()

    key.turn_off()
    assert registry.values == {}


def test_a_registry_that_refuses_is_told() -> None:
    registry = Registry()
    key = RunKey("desk", ODD, registry)
    key.turn_on()
    registry.locked = True
    for switch in (key.turn_on, key.turn_off):
        with pytest.raises(AutostartRefused, match="Windows does not let"):
            switch()
    assert key.is_on()


# ------------------------------------------------------------------------------------------ macOS


def test_the_launch_agent_keeps_every_word_as_it_is(tmp_path: Path) -> None:
    agent = LaunchAgent("desk", ODD, tmp_path)
    agent.turn_on()
    written = plistlib.loads((tmp_path / "Library/LaunchAgents/desk.plist").read_bytes())
    assert written["ProgramArguments"] == list(ODD)
    assert (written["Label"], written["RunAtLoad"]) == ("desk", True)
    assert "KeepAlive" not in written  # who quits it means it


@pytest.mark.parametrize("content", [b"", b"not a list", plistlib.dumps([]), plistlib.dumps({})])
def test_a_file_that_is_no_agent_starts_nothing(tmp_path: Path, content: bytes) -> None:
    agent = LaunchAgent("desk", ODD, tmp_path)
    agent.file.parent.mkdir(parents=True)
    agent.file.write_bytes(content)
    assert not agent.is_on()


# ------------------------------------------------------------------------------- sandbox, command


def test_a_sandbox_says_what_to_do_instead(tmp_path: Path) -> None:
    assert sandbox({}, tmp_path) is None
    assert sandbox({"FLATPAK_ID": "org.example.Desk"}, tmp_path) == "flatpak run org.example.Desk"
    assert sandbox({"SNAP": "/snap/desk/1", "SNAP_NAME": "desk"}, tmp_path) == "snap run desk"
    (tmp_path / ".flatpak-info").touch()
    assert sandbox({}, tmp_path) == "flatpak run relationship-desk"

    inside = Sandboxed("snap run desk")
    assert not inside.is_on()
    assert "snap run desk --background" in inside.refusal
    for switch in (inside.turn_on, inside.turn_off):
        with pytest.raises(AutostartRefused):
            switch()


def test_each_system_has_its_own_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winreg", Registry())  # type: ignore[arg-type]
    paths = Paths.default()
    assert isinstance(pick(paths, "linux", {}), XdgEntry)
    assert isinstance(pick(paths, "linux", {"FLATPAK_ID": "x"}), Sandboxed)
    assert isinstance(pick(paths, "win32", {}), RunKey)
    assert isinstance(pick(paths, "darwin", {}), LaunchAgent)


def test_the_users_own_desk_is_started_without_naming_its_folder() -> None:
    assert start_command(Paths.default())[-1] == "--background"
    assert "--data-dir" not in start_command(Paths.default())
    assert entry_name(Paths.default()) == "relationship-desk"


def test_a_desk_in_a_named_folder_is_started_there_under_a_name_of_its_own(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path / "my desk")
    assert start_command(paths)[-3:] == ("--data-dir", str(tmp_path / "my desk"), "--background")
    assert entry_name(paths) != entry_name(Paths.under(tmp_path / "other"))


def test_a_bundle_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/desk/desk")
    assert start_command(Paths.default()) == ("/opt/desk/desk", "--background")
    monkeypatch.setenv("APPIMAGE", "/home/ida/Desk.AppImage")
    assert start_command(Paths.default()) == ("/home/ida/Desk.AppImage", "--background")


def test_an_installed_program_starts_its_script_and_a_checkout_its_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python3"))
    assert start_command(Paths.default())[:3] == (
        str(tmp_path / "python3"),
        "-m",
        "relationship_desk",
    )
    (tmp_path / "relationship-desk").touch()
    assert start_command(Paths.default())[0] == str(tmp_path / "relationship-desk")


def test_what_is_written_can_be_run_as_it_is_written(env: Mapping[str, str]) -> None:
    """The words of the entry, run without a shell, are this very program."""
    entry = XdgEntry("desk", start_command(Paths.default()), env)
    entry.turn_on()
    words = [word if word != "--background" else "--version" for word in exec_words(entry)]
    ended = subprocess.run(words, capture_output=True, text=True, check=True, timeout=60)
    assert ended.stdout.startswith("relationship-desk ")
