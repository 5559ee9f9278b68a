"""Two cards become one and nothing is lost; Undo makes them two again, however late."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_desk.clock import FixedClock
from relationship_desk.desk.commands.apart import keep_apart
from relationship_desk.desk.commands.imports import import_cards
from relationship_desk.desk.commands.merging import MergeForm, Take, merge_people
from relationship_desk.desk.commands.people import delete_people, set_archived, tag_people
from relationship_desk.desk.commands.tasks import TaskForm, edit_task
from relationship_desk.desk.erasure import erase_people
from relationship_desk.desk.transfer.cards_now import card_now, people_now
from relationship_desk.desk.transfer.planner import plan_import
from relationship_desk.domain.contact import Detail, DetailKind, Name
from relationship_desk.domain.errors import UserError
from relationship_desk.formats.vcard import VCard
from relationship_desk.store.cards import all_cards, originals
from relationship_desk.store.history import history
from relationship_desk.store.people import person_ids
from relationship_desk.store.tasks import task_rows
from relationship_desk.store.timeline import feed_page
from tests.support.desks import NOON, TODAY, DeskForTests, email, open_desk, phone


def merge(desk: DeskForTests, keep: int, *others: int, form: MergeForm | None = None) -> int:
    """Merge; the id of the history's entry."""
    desk.do(merge_people, keep_id=keep, other_ids=others, region="DE", form=form)
    return history(desk.reader, 1)[0].id


def values(desk: DeskForTests, person: int, kind: DetailKind) -> list[str]:
    return [d.detail.parts[0] for d in desk.person(person).details if d.detail.kind is kind]


def birthday(day: str) -> Detail:
    return Detail(DetailKind.DATE, (day,), "birthday")


def test_details_of_both_are_kept_and_equal_facts_stand_once(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", phone("040 123456", "home"), email("Ida@Example.org"))
    twin = desk.add(
        "Ida Vale", phone("+49 40 123456", "work"), email("ida@example.org"), email("v@example.org")
    )
    merge(desk, ida, twin)
    assert values(desk, ida, DetailKind.PHONE) == ["040 123456"]
    assert values(desk, ida, DetailKind.EMAIL) == ["Ida@Example.org", "v@example.org"]
    assert desk.person(ida).details[0].detail.label == "home, work"
    assert person_ids(desk.reader) == [ida]


def test_another_name_becomes_a_nickname(desk: DeskForTests) -> None:
    robert, bob = desk.add("Robert Vale"), desk.add("Bob Vale")
    merge(desk, robert, bob)
    assert desk.person(robert).name.full == "Robert Vale"
    assert values(desk, robert, DetailKind.NICKNAME) == ["Bob Vale"]


@pytest.mark.parametrize(("take", "name"), [(Take.MINE, "Robert Vale"), (Take.THEIRS, "Bob Vale")])
def test_a_chosen_name_stands_alone(desk: DeskForTests, take: Take, name: str) -> None:
    robert, bob = desk.add("Robert Vale"), desk.add("Bob Vale")
    merge(desk, robert, bob, form=MergeForm(take))
    assert desk.person(robert).name.full == name
    assert desk.person(robert).details == ()


def test_an_address_in_the_place_of_a_name_gives_way_to_a_name(desk: DeskForTests) -> None:
    nameless = desk.add("ida@example.org", email("ida@example.org"))
    ida = desk.add("Ida Vale", email("ida@example.org"))
    merge(desk, nameless, ida)
    assert desk.person(nameless).name.full == "Ida Vale"
    assert values(desk, nameless, DetailKind.NICKNAME) == []


@pytest.mark.parametrize(
    ("take", "left"),
    [
        (Take.MINE, ["1980-01-01"]),
        (Take.THEIRS, ["1981-02-02"]),
        (Take.BOTH, ["1980-01-01", "1981-02-02"]),
    ],
)
def test_a_kind_is_taken_as_chosen(desk: DeskForTests, take: Take, left: list[str]) -> None:
    one = desk.add("Ida Vale", birthday("1980-01-01"))
    other = desk.add("Ida Vale", birthday("1981-02-02"), phone("040 1"))
    merge(desk, one, other, form=MergeForm(details={DetailKind.DATE: take}))
    assert values(desk, one, DetailKind.DATE) == left
    assert values(desk, one, DetailKind.PHONE) == ["040 1"]


def test_a_kind_that_one_side_has_alone_is_kept_whatever_was_chosen(desk: DeskForTests) -> None:
    one, other = desk.add("Ida Vale", phone("040 1")), desk.add("Ida Vale", email("a@b.example"))
    form = MergeForm(details={DetailKind.PHONE: Take.THEIRS, DetailKind.EMAIL: Take.MINE})
    merge(desk, one, other, form=form)
    assert len(desk.person(one).details) == 2


def test_tags_entries_and_tasks_move_and_a_shared_entry_names_them_once(
    desk: DeskForTests,
) -> None:
    ida, twin, bo = desk.add("Ida Vale", tags=("choir",)), 0, desk.add("Bo Ray")
    twin = desk.add("Ida Vale", tags=("Choir", "museum"))
    both = desk.log(ida, twin, bo, text="concert")
    hers = desk.log(twin, text="coffee")
    task = desk.task("call", twin, due_on=TODAY)
    merge(desk, ida, twin)
    assert set(desk.person(ida).tags) == {"choir", "museum"}
    feed = {row.id: [i for i, _ in row.people] for row in feed_page(desk.reader, ida)}
    assert feed == {both: [ida, bo], hers: [ida]}
    assert [row.id for row in task_rows(desk.reader, ida)] == [task]
    assert desk.reader.sql("PRAGMA foreign_key_check") == []


def test_whoever_is_not_archived_takes_the_other_out_of_the_archive(desk: DeskForTests) -> None:
    ida, twin = desk.add("Ida Vale"), desk.add("Ida Vale")
    desk.do(set_archived, person_ids=[ida], archived=True)
    merge(desk, ida, twin)
    assert not desk.person(ida).archived


def test_several_become_one_and_the_label_names_them(desk: DeskForTests) -> None:
    ids = [desk.add(name, phone(f"040 12345{i}")) for i, name in enumerate(("Ida", "Ilda", "Ada"))]
    merge(desk, *ids)
    assert len(values(desk, ids[0], DetailKind.PHONE)) == 3
    newest = history(desk.reader, 1)[0]
    assert newest.label == "Merge Ida, Ilda and Ada"
    assert desk.reader.sql("SELECT pinned FROM operation WHERE id = ?", (newest.id,)) == [(1,)]


def test_nobody_merges_with_themselves_or_with_someone_gone(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    before = desk.facts()
    with pytest.raises(UserError, match="two people"):
        merge(desk, ida, ida)
    with pytest.raises(UserError, match="not there any more"):
        merge(desk, ida, ida + 7)
    assert desk.facts() == before


def test_who_was_kept_apart_from_them_is_apart_from_who_stays(desk: DeskForTests) -> None:
    ida, twin, other = desk.add("Ida Vale"), desk.add("Ida Vale"), desk.add("Ida Vale")
    desk.do(keep_apart, person_id=other, other_id=twin)
    merge(desk, ida, twin)
    pairs = desk.reader.sql("SELECT person_id, other_id FROM apart")
    assert (ida, other) in pairs


# ----------------------------------------------------------------------------------------- cards

_ONE = b"""BEGIN:VCARD\r
VERSION:3.0\r
FN:Robert Vale\r
N:Vale;Robert;;;\r
TEL;TYPE=HOME:+49 40 123456\r
EMAIL:robert@example.org\r
X-ODD:kept\r
CATEGORIES:choir\r
END:VCARD\r
"""
_TWO = b"""BEGIN:VCARD\r
VERSION:3.0\r
FN:Bob Vale\r
N:Vale;Bob;;;\r
TEL;TYPE=CELL:+49 40 123456\r
EMAIL:bob@example.org\r
X-OTHER:kept too\r
CATEGORIES:museum\r
END:VCARD\r
"""


def imported(desk: DeskForTests, tmp_path: Path, name: str, raw: bytes) -> int:
    file = tmp_path / name
    file.write_bytes(raw)
    before = set(person_ids(desk.reader))
    items = list(VCard().read(file, lambda done, total: None))
    plan = plan_import(desk.reader, items, name, "DE")
    desk.do(import_cards, plan=plan, region="DE")
    [made] = set(person_ids(desk.reader)) - before
    return made


def as_read(desk: DeskForTests, person: int) -> bytes:
    cards = [c for c in all_cards(desk.reader) if c.person_id == person]
    now = people_now(desk.reader, [person])[person]
    raws = originals(desk.reader, [c.id for c in cards])
    return b"".join(
        VCard().as_read(raws[c.id], card_now(desk.reader, c, cards, now, VCard().full_name))
        for c in cards
    )


def test_cards_move_and_are_written_with_every_fact_and_unknown_line(
    desk: DeskForTests, tmp_path: Path
) -> None:
    robert = imported(desk, tmp_path, "one.vcf", _ONE)
    bob = imported(desk, tmp_path, "two.vcf", _TWO)
    merge(desk, robert, bob)
    written = as_read(desk, robert)
    for text in (b"X-ODD:kept", b"X-OTHER:kept too", b"robert@example.org", b"bob@example.org"):
        assert written.count(text) == 1
    assert written.split(b"BEGIN:VCARD")[2] == _TWO.split(b"BEGIN:VCARD")[1]
    assert desk.reader.sql("SELECT count(*) FROM card WHERE speaks") == [(1,)]


def test_the_same_files_again_are_nothing_new_after_a_merge(
    desk: DeskForTests, tmp_path: Path
) -> None:
    robert = imported(desk, tmp_path, "one.vcf", _ONE)
    merge(desk, robert, imported(desk, tmp_path, "two.vcf", _TWO))
    before = desk.facts()
    items = list(VCard().read(tmp_path / "two.vcf", lambda done, total: None))
    plan = plan_import(desk.reader, items, "two.vcf", "DE")
    assert plan.changes_nothing
    assert desk.facts() == before


# ------------------------------------------------------------------------------------------ undo


def test_undo_makes_them_two_again_to_the_row(desk: DeskForTests, tmp_path: Path) -> None:
    robert = imported(desk, tmp_path, "one.vcf", _ONE)
    bob = imported(desk, tmp_path, "two.vcf", _TWO)
    desk.log(robert, bob)
    desk.task("call", bob, due_on=TODAY)
    before = desk.facts()
    merge(desk, robert, bob, form=MergeForm(Take.THEIRS, {DetailKind.EMAIL: Take.THEIRS}))
    after = desk.facts()
    desk.undo()
    assert desk.facts() == before
    desk.redo()
    assert desk.facts() == after


def test_undo_months_later_keeps_what_was_changed_since(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", email("ida@example.org"))
    twin = desk.add("Ida M. Vale", phone("040 123456"), email("m@example.org"))
    old = desk.task("call", twin)
    entry = merge(desk, ida, twin)
    desk.clock.advance(timedelta(days=120))
    person = desk.person(ida)
    changed = tuple(
        (d.id, phone("040 999999") if d.detail.kind is DetailKind.PHONE else d.detail)
        for d in person.details
    )
    desk.edit(ida, name=Name("Ida Vale-Ray"), details=(*changed, (None, phone("040 7"))))
    desk.log(ida, text="since then")
    new = desk.task("write", ida)
    desk.do(tag_people, person_ids=[ida], add=["choir"])
    desk.undo(entry)
    assert desk.person(twin).name.full == "Ida M. Vale"
    assert values(desk, twin, DetailKind.PHONE) == ["040 999999"]
    assert values(desk, twin, DetailKind.EMAIL) == ["m@example.org"]
    assert [row.id for row in task_rows(desk.reader, twin)] == [old]
    assert desk.person(ida).name.full == "Ida Vale-Ray"
    assert values(desk, ida, DetailKind.PHONE) == ["040 7"]
    assert [row.id for row in task_rows(desk.reader, ida)] == [new]
    assert desk.person(ida).tags == ("choir",)
    assert len(feed_page(desk.reader, ida)) == 1


def test_a_task_given_to_another_before_a_merge_is_not_given_to_nobody_by_undo(
    desk: DeskForTests,
) -> None:
    ida, twin, bo = desk.add("Ida Vale"), desk.add("Ida Vale"), desk.add("Bo Ray")
    task = desk.task("call", twin)
    desk.do(edit_task, task_id=task, form=TaskForm("call", bo))
    given_away = history(desk.reader, 1)[0].id
    merge(desk, ida, twin)
    desk.undo(given_away)
    assert [row.id for row in task_rows(desk.reader, bo)] == [task]


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "tag", "log", "task", "delete", "edit", "undo", "redo"]),
        st.integers(0, 30),
        st.integers(0, 30),
    ),
    min_size=4,
    max_size=14,
)


@settings(max_examples=25, deadline=None)
@given(steps=_STEPS)
def test_merges_undone_in_any_order_leave_a_sound_store(
    steps: list[tuple[str, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder), FixedClock(NOON))
        try:
            for i in range(5):
                person = desk.add("Ida Vale", phone("040 123456"), email(f"{i}@x.example"))
                desk.log(person, text="talked")
                desk.task("call", person, due_on=TODAY)
            for what, one, other in steps:
                _step(desk, what, one, other)
                desk.clock.advance(timedelta(days=1))
                assert desk.reader.sql("PRAGMA foreign_key_check") == []
            _undo_everything(desk)
            assert desk.reader.sql("PRAGMA foreign_key_check") == []
        finally:
            desk.composition.close()


def _step(desk: DeskForTests, what: str, one: int, other: int) -> None:
    people = person_ids(desk.reader)
    entries = history(desk.reader, 500)
    if what == "undo":
        done = [row.id for row in entries if row.state == "done" and row.undoable]
        if done:
            desk.undo(done[one % len(done)])
    elif what == "redo":
        if any(row.state == "undone" for row in entries):
            desk.redo()
    elif people:
        person, second = people[one % len(people)], people[other % len(people)]
        steps: dict[str, Any] = {
            "tag": lambda: desk.do(tag_people, person_ids=[person], add=[f"t{other % 2}"]),
            "log": lambda: desk.log(*{person, second}),
            "task": lambda: desk.task("t", person),
            "delete": lambda: desk.do(delete_people, person_ids=[person]),
            "edit": lambda: desk.edit(person, name=Name(f"Ida {other}")),
            "merge": lambda: person != second and merge(desk, person, second),
        }
        steps[what]()


def _undo_everything(desk: DeskForTests) -> None:
    while any(row.state == "done" and row.undoable for row in history(desk.reader, 500)):
        desk.undo()


def test_erasing_the_merged_person_erases_who_went_into_them(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    twin = desk.add("Wilhelmina Quartz", phone("040 123456"), email("secretive@example.org"))
    desk.add("Bo Ray")
    desk.do(keep_apart, person_id=ida, other_id=desk.add("Ada Vale"))
    desk.do(delete_people, person_ids=[4])
    merge(desk, ida, twin)
    desk_, store = desk.composition.desk, desk.composition.desk.store
    desk_.maintain(lambda c: erase_people(c, store, NOON, [ida, 4])).result()
    assert desk.reader.sql("SELECT * FROM apart") == []
    left = b"".join(f.read_bytes() for f in desk.paths.store.parent.glob("desk.sqlite3*"))
    for trace in (b"Quartz", b"quartz", b"secretive", b"Vale"):
        assert trace not in left
