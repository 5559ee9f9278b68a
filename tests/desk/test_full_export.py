"""The full export: the whole desk out, and back without a difference."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.full_export import FullExport, export_desk, restore_any
from relationship_desk.desk.ports import Cancelled
from relationship_desk.domain.contact import Detail, DetailKind, Name, Photo
from relationship_desk.domain.errors import InputUnreadable, StoreUnusable, UserError
from relationship_desk.domain.preferences import Preferences
from relationship_desk.formats.desk_export import open_export, write_export
from relationship_desk.paths import Paths
from relationship_desk.store.contents import columns_of, table_names
from relationship_desk.store.copies import DERIVED
from relationship_desk.store.database import Connection, build_schema
from relationship_desk.store.migrations import LATEST
from relationship_desk.store.schema import FULL_TEXT
from tests.support.desks import NOON, TODAY, DeskForTests, email, open_desk, phone
from tests.support.random_rows import fill_with_random_rows

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256))


@pytest.fixture
def filled(desk: DeskForTests) -> DeskForTests:
    """Something in every corner: text of many kinds, a photo, history, an id that is gone."""
    photo = Photo(sha256(JPEG).hexdigest(), "image/jpeg", JPEG)
    ida = desk.add("Ida “Ü\n\t\0\u2028” 張\U0001f642", phone("040 1", "work"), tags=("x",))
    person = desk.person(ida)
    desk.edit(
        ida,
        details=(
            *((d.id, d.detail) for d in person.details),
            (None, Detail(DetailKind.PHOTO, (photo.sha256,))),
        ),
    )
    _write(desk, "INSERT INTO photo (sha256, media_type, data) VALUES (?, ?, ?)", photo.sha256,
           photo.media_type, photo.data)  # fmt: skip
    bo = desk.add("Bo Oss", email("bo@oss.example"))
    desk.log(ida, bo, text="lunch\r\nand more")
    desk.task("send slides", ida, due_on=TODAY)
    for original in (
        b"BEGIN:VCARD\r\nN:\xc3\x9c\r\nEND:VCARD\r\n",
        b"N:\xdc\0\xff",
        b"x" * 2_000_000,
    ):
        _write(
            desk,
            "INSERT INTO card (person_id, state, original, content_hash, line_map, speaks, source,"
            " first_line, message, created_at) VALUES (?, 'kept', ?, 'h', '{}', 0, 's', 1, '', ?)",
            bo, original, "2026-01-01T00:00:00+00:00",
        )  # fmt: skip
    desk.do(delete_people, person_ids=[desk.add("Gone Soon")])
    return desk


def _write(desk: DeskForTests, statement: str, *values: Any) -> None:
    desk.composition.desk.maintain(lambda writer: writer.sql(statement, values)).result()


def _export(desk: DeskForTests, out: Path, **options: Any) -> FullExport:
    playbooks = desk.paths.playbooks
    return export_desk(
        desk.reader, write_export, out, desk.clock.now(), playbooks=playbooks, **options
    )


def _restore(source: Path, folder: Path, clock: FixedClock, **options: Any) -> Path | None:
    return restore_any(Paths.under(folder), source, clock, Preferences(), open_export, **options)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _rows(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in the types SQLite has them, and the ids that were used."""
    names = [
        name
        for (name,) in connection.sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("sqlite_", *FULL_TEXT.values()))
    ]
    found = {}
    for name in names:
        columns = [row[1] for row in connection.sql(f"PRAGMA table_info({name})")]
        shown = ", ".join(f"{column}, typeof({column})" for column in columns)
        where = "WHERE key <> 'zone'" if name == "engine_state" else ""
        found[name] = connection.sql(f"SELECT {shown} FROM {name} {where} ORDER BY 1")
    found["used ids"] = sorted(
        connection.sql("SELECT name, seq FROM sqlite_sequence WHERE name <> 'engine_state'")
    )
    return found


@pytest.mark.parametrize("unpacked", [False, True])
def test_a_restored_desk_has_every_row_and_gives_the_same_export(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock, unpacked: bool
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    _export(filled, first, unpacked=unpacked)
    before = _rows(filled.reader)
    assert _restore(first, tmp_path / "other", clock) is None
    again = open_desk(tmp_path / "other", clock)
    assert _rows(again.reader) == before
    _export(again, second, unpacked=unpacked)
    assert (
        (_files(first) == _files(second))
        if unpacked
        else (first.read_bytes() == second.read_bytes())
    )
    assert again.undo().label == "Delete Gone Soon"
    assert again.add("New") == 4  # an id is never used twice
    again.composition.close()


def test_only_the_line_of_the_time_differs_an_hour_later(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    _export(filled, tmp_path / "a", unpacked=True)
    clock.advance(timedelta(hours=1))
    _export(filled, tmp_path / "b", unpacked=True)
    one, other = _files(tmp_path / "a"), _files(tmp_path / "b")
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == ["desk.json"]
    lines = zip(one["desk.json"].split(b"\n"), other["desk.json"].split(b"\n"), strict=True)
    different = [line for line, later in lines if line != later]
    assert different == [b'"exported_at":"2026-03-03T12:00:00Z",']


def test_the_export_is_one_json_with_a_row_per_line_and_photos_as_they_are(
    filled: DeskForTests, tmp_path: Path
) -> None:
    report = _export(filled, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        data = archive.read("desk.json")
        names = set(archive.namelist())
        photo = f"photos/{sha256(JPEG).hexdigest()}.jpg"
        assert archive.read(photo) == JPEG
        large = f"files/{sha256(b'x' * 2_000_000).hexdigest()}.txt"
        assert names == {"desk.json", photo, large}
        assert archive.testzip() is None
    found = json.loads(data)
    assert list(found) == [
        "format", "version", "schema", "program", "exported_at", "last_ids", "playbooks", "tables",
    ]  # fmt: skip
    assert [row["full_name"] for row in found["tables"]["person"]][1] == "Bo Oss"
    assert found["last_ids"]["person"] == 3
    assert [row["original"] for row in found["tables"]["card"]] == [
        {"text": "BEGIN:VCARD\r\nN:Ü\r\nEND:VCARD\r\n"}, {"base64": "TjrcAP8="}, {"file": large},
    ]  # fmt: skip
    lines = data.decode().split("\n")
    count = sum(len(rows) for rows in found["tables"].values())
    assert sum(line.startswith('{"id":') for line in lines) == count
    assert "2 people, 1 interaction, 1 task, 1 photo" in report.in_words()


def test_every_table_of_the_store_is_exported_or_derived(desk: DeskForTests) -> None:
    there = {
        name
        for (name,) in desk.reader.sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("sqlite_", *FULL_TEXT.values()))
    }
    assert there == set(table_names()) | DERIVED
    for name in table_names():
        assert columns_of(desk.reader, name)[0].name == "id"


@settings(max_examples=8)
@given(seed=st.integers(0, 2**32))
def test_any_rows_that_a_store_can_hold_come_back(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(NOON)
        desk = open_desk(Path(folder) / "data", clock)
        desk.composition.desk.maintain(
            lambda writer: fill_with_random_rows(writer, random.Random(seed))
        ).result()
        out = Path(folder) / "out.zip"
        _export(desk, out)
        before = _rows(desk.reader)
        desk.composition.close()
        _restore(out, Path(folder) / "other", clock)
        again = open_desk(Path(folder) / "other", clock)
        after = _rows(again.reader)
        _export(again, Path(folder) / "again.zip")
        again.composition.close()
        for name in DERIVED:  # random rows have no derived ones yet
            before.pop(name), after.pop(name)
        assert after == before
        assert (Path(folder) / "again.zip").read_bytes() == out.read_bytes()


def test_the_present_store_is_set_aside(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    _export(filled, tmp_path / "out.zip")
    other = open_desk(tmp_path / "other", clock)
    other.add("Somebody Else")
    other.composition.close()
    aside = _restore(tmp_path / "out.zip", tmp_path / "other", clock)
    assert aside is not None
    _restore(aside, tmp_path / "third", clock)
    third = open_desk(tmp_path / "third", clock)
    assert third.person(1).name.full == "Somebody Else"
    third.composition.close()


def test_a_restore_is_refused_while_the_desk_is_open(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    _export(filled, tmp_path / "out.zip")
    with pytest.raises(StoreUnusable, match="open in another"):
        _restore(tmp_path / "out.zip", filled.paths.data, clock)


def _stop_after(calls: int) -> Callable[[int, int], None]:
    left = calls

    def progress(_done: int, _total: int) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise Cancelled

    return progress


@pytest.mark.parametrize("calls", [0, 1, 2])
def test_a_restore_that_is_broken_off_leaves_the_desk_as_it_was(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock, calls: int
) -> None:
    _export(filled, tmp_path / "out.zip")
    other = open_desk(tmp_path / "other", clock)
    other.add("Somebody Else")
    other.composition.close()
    before = _files(tmp_path / "other")
    with pytest.raises(Cancelled):
        _restore(tmp_path / "out.zip", tmp_path / "other", clock, progress=_stop_after(calls))
    assert _files(tmp_path / "other") == before


@pytest.mark.parametrize("unpacked", [False, True])
def test_an_export_that_is_broken_off_leaves_nothing(
    filled: DeskForTests, tmp_path: Path, unpacked: bool
) -> None:
    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        _export(filled, tmp_path / "out", unpacked=unpacked, progress=_stop_after(1))
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("unpacked", [False, True])
def test_an_export_never_overwrites_what_is_there(
    filled: DeskForTests, tmp_path: Path, unpacked: bool
) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        _export(filled, tmp_path / "out", unpacked=unpacked)
    assert (tmp_path / "out").read_text() == "mine"


def test_photos_go_out_and_in_without_filling_the_memory(
    desk: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    data = random.Random(1).randbytes(1_000_000)
    for number in range(100):
        _write(
            desk,
            "INSERT INTO photo (sha256, media_type, data) VALUES (?, 'image/png', ?)",
            str(number),
            number.to_bytes(2) + data,
        )
    tracemalloc.start()
    try:
        _export(desk, tmp_path / "out.zip")
        _restore(tmp_path / "out.zip", tmp_path / "other", clock)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "out.zip").stat().st_size > 100_000_000
    assert peak < 25_000_000


# ----------------------------------------------------------------------- what others may give us


@pytest.fixture
def given_folder(filled: DeskForTests, tmp_path: Path) -> Path:
    _export(filled, tmp_path / "given", unpacked=True)
    return tmp_path / "given"


def _refused(source: Path, tmp_path: Path, clock: FixedClock) -> str:
    """What is said of it; a desk that is there stays as it is."""
    there = open_desk(tmp_path / "there", clock)
    there.add("Somebody Else")
    there.composition.close()
    before = _files(tmp_path / "there")
    with pytest.raises(InputUnreadable) as refusal:
        _restore(source, tmp_path / "there", clock)
    assert _files(tmp_path / "there") == before
    assert "Nothing was changed" in str(refusal.value)
    return str(refusal.value)


def _edited(folder: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    found = json.loads((folder / "desk.json").read_bytes())
    edit(found)
    (folder / "desk.json").write_text(json.dumps(found), "utf-8")


def test_an_export_that_another_program_wrote_again_is_restored(
    given_folder: Path, tmp_path: Path, clock: FixedClock, filled: DeskForTests
) -> None:
    found = json.loads((given_folder / "desk.json").read_bytes())
    (given_folder / "desk.json").write_text(json.dumps(found, indent=4), "utf-8-sig")
    shutil.make_archive(str(tmp_path / "again"), "zip", tmp_path, "given")
    _restore(tmp_path / "again.zip", tmp_path / "other", clock)
    again = open_desk(tmp_path / "other", clock)
    assert again.facts() == filled.facts()
    again.composition.close()


def _first(table: str, **values: Any) -> Callable[[dict[str, Any]], object]:
    """An edit of the first row of a table."""
    return lambda found: found["tables"][table][0].update(values)


_NOWHERE = {"file": f"photos/{'0' * 64}.jpg"}


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda d: d.update(version=2), "written by a newer Relationship Desk (its format is 2"),
        (lambda d: d.update(schema=LATEST + 1), f"(its format is {LATEST + 1}"),
        (lambda d: d.update(schema=0), "its format cannot be 0"),
        (lambda d: d.update(schema=True), "'schema' says makes no sense"),
        (lambda d: d.update(format="else"), "no export of Relationship Desk"),
        (lambda d: d.pop("program"), "'program' is missing"),
        (lambda d: d["tables"].update(trick=[]), "a table 'trick' is unknown"),
        (lambda d: d["tables"].update(sqlite_master=[]), "a table 'sqlite_master' is unknown"),
        (lambda d: d["tables"].update(person_index=[]), "a table 'person_index' is unknown"),
        (lambda d: d["tables"].pop("task"), "the table 'task' is missing"),
        (_first("person", admin=1), "a row of 'person' has other columns"),
        (lambda d: d["tables"]["person"][0].pop("uid"), "a row of 'person' has other columns"),
        (lambda d: d["tables"]["person"].append(7), "a row that is no object"),
        (_first("person", uid=7), "person.uid is of the wrong kind"),
        (_first("person", uid=[7]), "person.uid is of the wrong kind"),
        (_first("person", uid=None), "person.uid is of the wrong kind"),
        (_first("person", id="1"), "person.id is of the wrong kind"),
        (_first("person", id=0), "a row of 'person' has no number"),
        (_first("person", id=2**70), "person.id is of the wrong kind"),
        (_first("person", uid="\ud800"), "person.uid is of the wrong kind"),
        (_first("person", kind="robot"), "person.kind makes no sense"),
        (lambda d: d["tables"]["person"][1].update(id=1), "two rows that cannot both be"),
        (_first("task", person_id=77), "rows without their owner in 'task'"),
        (_first("task", due_on="soon"), "task.due_on makes no sense"),
        (_first("change", target="sqlite_master"), "change.target makes"),
        (lambda d: d["last_ids"].update(person=1), "numbers that were never given"),
        (lambda d: d["last_ids"].update(person="9"), "'last_ids' says makes no sense"),
        (lambda d: d["last_ids"].update(trick=9), "a table 'trick' is unknown"),
        (_first("photo", data="text"), "photo.data is of the wrong kind"),
        (_first("photo", data={"file": "../../etc/passwd"}), "a file name"),
        (lambda d: d.update(playbooks={"../a.toml": ""}), "'playbooks' says makes no sense"),
        (lambda d: d.update(playbooks={"nul.toml": ""}), "'playbooks' says makes no sense"),
        (lambda d: d.update(playbooks={"a.toml": 1}), "'playbooks' says makes no sense"),
        (_first("photo", data={"file": "photos/../x"}), "a file name"),
        (_first("photo", data=_NOWHERE), "is missing"),
        (_first("photo", data={"base64": "??"}), "no Base64"),
        (_first("photo", data={"text": "\udfff"}), "half a character"),
        (_first("photo", data={"load": "x"}), "a value of an unknown kind"),
        (_first("photo", data={"text": 1}), "a value of an unknown kind"),
    ],
)  # fmt: skip
def test_an_export_that_is_not_sound_is_refused_in_a_sentence(
    given_folder: Path, tmp_path: Path, clock: FixedClock,
    edit: Callable[[dict[str, Any]], object], sentence: str,
) -> None:  # fmt: skip
    _edited(given_folder, edit)
    assert sentence in _refused(given_folder, tmp_path, clock)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "{ is missing"),
        (b"[]", "{ is missing"),
        (b"{", "a name is missing"),
        (b'{"format":"relationship-desk export","version":1', ", is missing"),
        (b'{"format":"relationship-desk export","version":1,"version":1', "stands twice"),
        (b'{"format":"relationship-desk export","version":' + b"9" * 5000 + b",", "without end"),
        (b'{"format":"relationship-desk export","version":NaN,', "NaN is no number"),
        (b'{"format":' + b"[" * 200_000, "without end"),
        (b'{"format":"\xff"', "not in UTF-8"),
        (b'{"format":{"a":1,"a":2},', "a key that stands twice"),
    ],
)
def test_what_is_no_json_of_an_export_is_refused(
    given_folder: Path, tmp_path: Path, clock: FixedClock, content: bytes, sentence: str
) -> None:
    (given_folder / "desk.json").write_bytes(content)
    assert sentence in _refused(given_folder, tmp_path, clock)


def test_an_export_that_breaks_off_anywhere_is_refused(
    given_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    whole = (given_folder / "desk.json").read_bytes()
    for share in (0.01, 0.2, 0.5, 0.9, 0.999):
        (given_folder / "desk.json").write_bytes(whole[: int(len(whole) * share)])
        assert "damaged" in _refused(given_folder, tmp_path / str(share), clock)
    (given_folder / "desk.json").write_bytes(whole + b"{}")
    assert "its end is missing" in _refused(given_folder, tmp_path / "longer", clock)


def test_a_photo_that_was_exchanged_is_refused(
    given_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    [photo] = (given_folder / "photos").iterdir()
    photo.write_bytes(b"another")
    assert f"photos/{photo.name} is not what it was" in _refused(given_folder, tmp_path, clock)


def _archives(folder: Path) -> Iterator[tuple[bytes, str]]:
    """Broken archives of an export, and what is said of them."""
    path = folder / "whole.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("desk.json", (folder / "desk.json").read_bytes())
        archive.writestr("photos/" + next((folder / "photos").iterdir()).name, bytes(50_000_000))
    whole = path.read_bytes()
    yield whole[:-30], "the end of the archive is missing"
    yield whole[:100] + whole[3000:], "damaged"
    yield whole.replace(b"desk.json", b"mesk.json"), "There is no desk.json"
    yield whole, "too large"
    at = whole.rfind(b"PK\x05\x06")
    endless = whole[: at + 12] + (2**31).to_bytes(4, "little") + whole[at + 16 :]
    yield endless, "too many files"


@pytest.mark.parametrize("number", range(5))
def test_a_broken_or_boundless_archive_is_refused(
    given_folder: Path, tmp_path: Path, clock: FixedClock, number: int
) -> None:
    content, sentence = list(_archives(given_folder))[number]
    (tmp_path / "bad.zip").write_bytes(content)
    assert sentence in _refused(tmp_path / "bad.zip", tmp_path, clock)


def test_a_folder_without_an_export_is_refused(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "empty").mkdir()
    assert "There is no desk.json in" in _refused(tmp_path / "empty", tmp_path, clock)


def test_the_users_own_playbooks_go_out_and_come_back(
    desk: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    mine = desk.paths.playbooks
    mine.mkdir()
    texts = {"birth.toml": b"title = 'Hooray'\r\n", "odd one.toml": b"not TOML at all: \xc3\xa9"}
    for name, text in texts.items():
        (mine / name).write_bytes(text)
    (mine / "notes.txt").write_text("no playbook")
    _export(desk, tmp_path / "first.zip")

    other = Paths.under(tmp_path / "other")
    other.playbooks.mkdir(parents=True)
    (other.playbooks / "birth.toml").write_text("what was there")
    _restore(tmp_path / "first.zip", tmp_path / "other", clock)

    assert _files(other.playbooks) == texts
    kept = [path.read_text() for path in other.backups.rglob("birth.toml")]
    assert kept == ["what was there"]
    again = open_desk(tmp_path / "other", clock)
    _export(again, tmp_path / "second.zip")
    again.composition.close()
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_an_export_from_before_there_were_playbooks_leaves_those_that_are_here(
    given_folder: Path, tmp_path: Path, clock: FixedClock
) -> None:
    _edited(given_folder, lambda found: found.pop("playbooks"))
    mine = Paths.under(tmp_path / "other").playbooks
    mine.mkdir(parents=True)
    (mine / "birth.toml").write_text("mine")
    _restore(given_folder, tmp_path / "other", clock)
    assert _files(mine) == {"birth.toml": b"mine"}


def test_the_document_of_an_unpacked_export_stands_for_its_folder(
    filled: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    _export(filled, tmp_path / "out", unpacked=True)
    assert _restore(tmp_path / "out" / "desk.json", tmp_path / "other", clock) is None
    again = open_desk(tmp_path / "other", clock)
    assert _rows(again.reader) == _rows(filled.reader)
    again.composition.close()
    (tmp_path / "empty").mkdir()
    assert "There is no desk.json in" in _refused(tmp_path / "empty" / "desk.json", tmp_path, clock)


def test_an_export_of_an_older_schema_is_brought_up_to_date(
    desk: DeskForTests, tmp_path: Path, clock: FixedClock
) -> None:
    _export(desk, tmp_path / "out", unpacked=True)
    (tmp_path / "old.sqlite3").touch()
    old = Connection(tmp_path / "old.sqlite3", query_only=False)
    build_schema(old, 2)
    names = [
        name
        for (name,) in old.sql("SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("sqlite_", *FULL_TEXT.values())) and name not in DERIVED
    ]
    old.close()
    person = {
        "id": 5, "uid": "u", "kind": "person", "full_name": "Ida Vale", "prefix": "",
        "given": "Ida", "additional": "", "family": "Vale", "suffix": "", "archived_at": None,
        "maybe_same_as": None, "created_at": "2026-01-01T00:00:00+00:00",
    }  # fmt: skip
    tables: dict[str, list[Any]] = {name: [] for name in names}
    tables["person"] = [person]
    _edited(tmp_path / "out", lambda d: d.update(schema=2, tables=tables, last_ids={"person": 8}))
    _restore(tmp_path / "out", tmp_path / "other", clock)
    again = open_desk(tmp_path / "other", clock)
    assert again.person(5).name == Name("Ida Vale", given="Ida", family="Vale")
    assert again.add("Next") == 9
    again.composition.close()
