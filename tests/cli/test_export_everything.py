"""`export OUT.zip` and `restore OUT.zip`: the whole desk out and in."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from tests.support.prompt import Prompt


@pytest.mark.parametrize(("options", "name"), [((), "out.zip"), (("--unpacked",), "out")])
def test_the_whole_desk_goes_out_and_comes_back(
    prompt: Prompt, tmp_path: Path, options: tuple[str, ...], name: str
) -> None:
    prompt.add("Ida Vale", "Bo Oss")
    prompt("log", "1", "lunch")
    prompt("task", "1", "call", "--due", "today")
    out = tmp_path / name
    ended = prompt("export", *options, str(out))
    assert (ended.code, ended.err) == (0, "")
    assert "2 people, 1 interaction, 1 task, 0 photos, 4 steps of history" in ended.out
    shown = prompt("show", "--json", "1").json
    elsewhere = str(tmp_path / "elsewhere")
    assert prompt.bare("restore", "--data-dir", elsewhere, str(out)).code == 0
    assert prompt.bare("show", "--data-dir", elsewhere, "--json", "1").json == shown
    assert prompt.bare("undo", "--data-dir", elsewhere).code == 0


def test_the_present_store_is_set_aside_by_a_restore(prompt: Prompt, tmp_path: Path) -> None:
    prompt.add("Ida Vale")
    prompt("export", str(tmp_path / "out.zip"))
    prompt.add("Bo Oss")
    restored = prompt("restore", str(tmp_path / "out.zip"))
    [aside] = (prompt.folder / "backups").iterdir()
    assert str(aside) in restored.out
    assert prompt("restore", str(aside)).code == 0
    assert len(prompt("list", "--json").json) == 2


def test_an_export_that_is_damaged_is_unreadable_and_changes_nothing(
    prompt: Prompt, tmp_path: Path
) -> None:
    prompt.add("Ida Vale")
    out = tmp_path / "out.zip"
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("desk.json", json.dumps({"format": "relationship-desk export"}))
    ended = prompt("restore", str(out))
    assert (ended.code, ended.out) == (3, "")
    assert str(out) in ended.err
    assert len(prompt("list", "--json").json) == 1


def test_a_file_that_is_there_is_replaced_with_force_only(prompt: Prompt, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    out.write_text("mine")
    assert prompt("export", str(out)).code == 2
    assert out.read_text() == "mine"
    assert prompt("export", "--force", str(out)).code == 0
    assert zipfile.is_zipfile(out)


@pytest.mark.parametrize("options", [("--version", "4.0"), ("--safe",), ("--as-read",)])
def test_options_of_contacts_are_refused_for_the_whole_desk(
    prompt: Prompt, tmp_path: Path, options: tuple[str, ...]
) -> None:
    ended = prompt("export", *options, str(tmp_path / "out.zip"))
    assert (ended.code, (tmp_path / "out.zip").exists()) == (2, False)
    assert "The whole desk goes as it is" in ended.err
