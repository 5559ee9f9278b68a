"""`export`."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.paths import Paths
from tests.support.prompt import Prompt

IDA = b"""\
BEGIN:VCARD\r
VERSION:3.0\r
FN:Ida Vale\r
N:Vale;Ida;;;\r
X-HARBOUR:stays\r
END:VCARD\r
"""


@pytest.fixture
def imported(prompt: Prompt, tmp_path: Path) -> Path:
    path = tmp_path / "people.vcf"
    path.write_bytes(IDA)
    assert prompt("import", str(path)).code == 0
    return path


@pytest.mark.parametrize("how", [[], ["--as-read"]])
def test_export_as_read_gives_the_bytes_back(
    prompt: Prompt, imported: Path, tmp_path: Path, how: list[str]
) -> None:
    out = tmp_path / "out.vcf"
    ended = prompt("export", *how, str(out))
    assert (ended.code, ended.out, ended.err) == (0, f"Exported 1 card to {out}\n", "")
    assert out.read_bytes() == IDA


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_export_in_a_version_comes_back_the_same(
    prompt: Prompt, imported: Path, tmp_path: Path, version: str
) -> None:
    prompt.add("Bo Oss")
    out = tmp_path / "out.vcf"
    assert prompt("export", "--version", version, str(out)).out.startswith("Exported 2 cards")
    assert out.read_text().count(f"VERSION:{version}") == 2
    again = prompt.bare("import", "--json", "--data-dir", str(tmp_path / "other"), str(out))
    assert (again.code, again.json["new"]) == (0, 2)


def test_what_a_version_cannot_hold_is_named(prompt: Prompt, tmp_path: Path) -> None:
    (tmp_path / "odd.vcf").write_text(f"{IDA.decode()}what is this\n")
    prompt("import", str(tmp_path / "odd.vcf"))
    ended = prompt("export", "--version", "4.0", str(tmp_path / "out.vcf"))
    assert ended.code == 0
    assert "A card that could not be read was left out.\n" in ended.err


def test_a_file_that_exists_is_replaced_only_with_force(
    prompt: Prompt, imported: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.vcf"
    out.write_text("mine")
    ended = prompt("export", str(out))
    assert (ended.code, ended.out, out.read_text()) == (2, "", "mine")
    assert "--force" in ended.err
    assert prompt("export", "--force", str(out)).code == 0
    assert out.read_bytes() == IDA


def test_the_store_is_never_replaced(prompt: Prompt, imported: Path) -> None:
    store = Paths.under(prompt.folder).store
    for name in (store, store.with_name(store.name + "-wal")):
        assert prompt("export", "--force", str(name)).code == 2
    assert len(prompt("list", "--json").json) == 1


@pytest.mark.parametrize(
    "words", [["--version", "5.0"], ["--as-read", "--version", "3.0"], [], ["--version"]]
)
def test_wrong_use_writes_nothing(prompt: Prompt, tmp_path: Path, words: list[str]) -> None:
    out = [str(tmp_path / "out.vcf")] if words and words != ["--version"] else []
    assert prompt("export", *words, *out).code == 2
    assert not (tmp_path / "out.vcf").exists()


def test_an_export_of_nobody_is_a_sentence(prompt: Prompt, tmp_path: Path) -> None:
    ended = prompt("export", str(tmp_path / "out.vcf"))
    assert (ended.code, ended.out) == (2, "")
    assert not (tmp_path / "out.vcf").exists()


@pytest.mark.parametrize("name", ["store.lock", "window.lock"])
def test_the_locks_of_the_desk_are_not_written_over_even_with_force(
    prompt: Prompt, name: str
) -> None:
    prompt.add("Ida Vale")
    lock = prompt.folder / name
    lock.touch()
    ended = prompt("export", "--force", str(lock))
    assert (ended.code, ended.out) == (2, "")
    assert lock.read_bytes() == b""
    assert prompt("check").code == 0
