"""The command line as a whole: which word is the command, what the ends mean."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from relationship_desk import __version__
from relationship_desk.cli import changes
from relationship_desk.cli.command import Command
from relationship_desk.cli.grammar import COMMANDS, parse
from relationship_desk.domain.errors import StoreUnusable
from relationship_desk.domain.wanted import Wanted
from relationship_desk.paths import Paths
from tests.support.prompt import Prompt

_README = Path(__file__).parents[2] / "README.md"


def test_every_command_stands_in_the_readme_and_no_other() -> None:
    _, _, rest = _README.read_text("utf-8").partition("| command | does |\n|---|---|\n")
    table, _, _ = rest.partition("\n\n")
    told = re.findall(r"`(?:relationship-desk )?([a-z]+)", "\n".join(
        line.split(" | ")[0] for line in table.splitlines()
    ))  # fmt: skip

    assert set(told) == set(COMMANDS) | {"relationship"}


def test_help_names_every_command_and_every_exit_code(prompt: Prompt) -> None:
    ended = prompt.bare("--help")
    assert (ended.code, ended.err) == (0, "")
    assert all(re.search(rf"^  {name} ", ended.out, re.MULTILINE) for name in COMMANDS)
    assert re.findall(r"^  (\d)  ", ended.out, re.MULTILINE) == ["0", "1", "2", "3", "4"]
    assert max(map(len, ended.out.splitlines())) < 100


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_help(prompt: Prompt, name: str) -> None:
    ended = prompt.bare(name, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert "--data-dir" in ended.out
    assert not prompt.folder.exists()


def test_version_is_printed(prompt: Prompt) -> None:
    assert prompt.bare("--version").out == f"relationship-desk {__version__}\n"


@pytest.mark.parametrize("command", [["list", "--json"], ["show", "--json", "1"]])
def test_the_data_folder_may_stand_before_or_after_the_command(
    prompt: Prompt, command: list[str]
) -> None:
    prompt.add("Ida Vale")
    folder = str(prompt.folder)
    before = prompt.bare("--data-dir", folder, *command)
    assert before.code == 0
    assert before == prompt.bare(f"--data-dir={folder}", *command)
    assert before == prompt.bare(*command, "--data-dir", folder)
    assert before == prompt.bare(command[0], "--data-dir", folder, *command[1:])


def test_a_data_folder_has_one_name_however_it_is_written(tmp_path: Path) -> None:
    real = tmp_path / "desk"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    for written in (real, tmp_path / "gone" / ".." / "desk", tmp_path / "link"):
        _, args = parse(["--data-dir", str(written), "where"])
        assert args.data_dir == real.resolve()


def test_without_a_command_the_window_opens_with_the_files(prompt: Prompt, tmp_path: Path) -> None:
    assert prompt("a.vcf", "b.vcf").code == 0
    assert prompt("--", "list").code == 0
    assert prompt("./list", "--demo", "--screens", str(tmp_path)).code == 0
    assert prompt.bare().code == 0
    (paths, wanted, options), second, third, fourth = prompt.windows
    assert paths == Paths.under(prompt.folder)
    assert wanted == Wanted((Path("a.vcf").absolute(), Path("b.vcf").absolute()))
    assert (options.demo, options.screens) == (False, None)
    assert second[1] == third[1] == Wanted((Path("list").absolute(),))
    assert (third[2].demo, third[2].screens) == (True, tmp_path)
    assert (fourth[0], fourth[1]) == (Paths.default(), Wanted())


@pytest.mark.parametrize(
    "words",
    [
        ["--bogus"],
        ["list", "--bogus"],
        ["list", "--js"],
        ["show"],
        ["show", "1", "2"],
        ["undo", "now"],
        ["--screens", "x"],
        ["--demo", "list"],
        ["--background", "list"],
        ["--background", "a.vcf"],
        ["--background", "--demo"],
        ["open"],
        ["--data-dir"],
        ["--data-dir", "~nobody-has-this-name/x", "list"],
    ],
)
def test_wrong_use_is_told_and_opens_nothing(prompt: Prompt, words: list[str]) -> None:
    ended = prompt.bare(*words)
    assert (ended.code, ended.out) == (2, "")
    assert "usage: relationship-desk" in ended.err
    assert prompt.windows == []


def test_a_folder_that_cannot_be_made_is_an_unusable_store(prompt: Prompt, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ended = prompt.bare("list", "--data-dir", str(tmp_path / "file" / "below"))
    assert (ended.code, ended.out) == (4, "")
    assert "Traceback" not in ended.err


def fails(error: BaseException) -> Command:
    def run(*_: object) -> int:
        raise error

    return Command("undo", "fails", lambda parser: None, run)


@pytest.mark.parametrize(
    ("error", "code"), [(KeyboardInterrupt(), 130), (BrokenPipeError(), 0)], ids=["stop", "pipe"]
)
def test_an_interruption_is_quiet(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    monkeypatch.setitem(COMMANDS, "undo", fails(error))
    monkeypatch.setattr("relationship_desk.cli.output.abandon_result", lambda: None)
    ended = prompt("undo")
    assert (ended.code, ended.out, ended.err) == (code, "", "")


def test_a_bug_leaves_a_report_that_can_be_copied(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COMMANDS, "undo", fails(ZeroDivisionError("by nought")))
    ended = prompt("undo")
    assert (ended.code, ended.out) == (1, "")
    assert "Please report" in ended.err
    assert f"relationship-desk {__version__}" in ended.err
    assert "ZeroDivisionError: by nought" in ended.err


def test_a_bug_is_logged_without_its_words(prompt: Prompt, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> list[object]:
        raise ValueError("Ida Vale")

    monkeypatch.setattr(changes, "history", broken)
    assert prompt("history").code == 1
    log = Paths.under(prompt.folder).log_file.read_text()
    assert "builtins.ValueError" in log
    assert "Ida" not in log


def test_an_error_of_the_user_is_a_sentence_and_its_code(
    prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(COMMANDS, "undo", fails(StoreUnusable("The disk \x1bis full.")))
    ended = prompt("undo")
    assert (ended.code, ended.out, ended.err) == (4, "", "The disk ␛is full.\n")
