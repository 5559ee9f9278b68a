"""Occasions as facts of the desk: undo, merge, delete, erase, restore; and what is read of them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from relationship_desk.desk.commands.circles import change_circle
from relationship_desk.desk.commands.merging import MergeForm, Take, merge_people
from relationship_desk.desk.commands.occasions import (
    OccasionForm,
    add_occasion,
    edit_occasion,
    note_alive,
    note_death,
    remove_occasion,
    set_circle_lead,
    set_lead,
    set_leap_day,
)
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.derived import rebuild
from relationship_desk.desk.erasure import erase_people
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.occasion_rules import LeapDay, Rule, parse_rule
from relationship_desk.domain.occasions import NEVER, OccasionKind
from relationship_desk.store.occasions import CARD, OWN, OccasionRow, coming, occasion_rows
from tests.support.desks import TODAY, DeskForTests

K = OccasionKind
TABLES = ("occasion", "occasion_lead", "circle_lead", "leap_choice", "detail", "reminder")


def rule(text: str) -> Rule:
    parsed = parse_rule(text)
    assert parsed is not None
    return parsed


def born(on: str) -> Detail:
    return Detail(DetailKind.DATE, (on,), "birthday")


def add(desk: DeskForTests, person_id: int, kind: OccasionKind, on: str, **values: Any) -> int:
    form = OccasionForm(kind, rule(on), **values)
    source, row_id = desk.do(add_occasion, person_id=person_id, form=form, region="DE")
    assert source == OWN
    return int(row_id)


def rows(desk: DeskForTests, *people: int) -> list[OccasionRow]:
    preferences = desk.composition.desk.preferences(desk.reader)
    return occasion_rows(desk.reader, TODAY, preferences, people=people or None)


def told(desk: DeskForTests, days: int = 365) -> list[tuple[str, str, str]]:
    found = coming(rows(desk), TODAY, TODAY + timedelta(days=days), TODAY)
    return [(c.on.isoformat(), c.row.person_name, c.words) for c in found]


def stored(desk: DeskForTests) -> dict[str, list[tuple[Any, ...]]]:
    return {name: desk.reader.sql(f"SELECT * FROM {name} ORDER BY 1, 2") for name in TABLES}


def test_every_change_is_taken_back_and_done_again(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", born("--04-12"))
    desk.do(change_circle, name="Friends", add=[ida])
    [(circle,)] = desk.reader.sql("SELECT id FROM circle")
    day = add(desk, ida, K.NAME_DAY, "--05-01")
    states = [stored(desk)]
    form = OccasionForm(K.OTHER, rule("easter+1"), "the fair", 3)
    for command, arguments in (
        (edit_occasion, {"occasion_id": day, "form": form}),
        (set_lead, {"person_id": ida, "kind": K.BIRTHDAY, "days": 5}),
        (set_lead, {"person_id": ida, "kind": K.BIRTHDAY, "days": None}),
        (set_circle_lead, {"circle_id": circle, "days": 9}),
        (set_circle_lead, {"circle_id": circle, "days": NEVER}),
        (set_leap_day, {"person_id": ida, "leap": LeapDay.MARCH}),
        (set_leap_day, {"person_id": ida, "leap": LeapDay.FEBRUARY}),
        (note_death, {"person_id": ida, "on": "2020-05-01", "region": "DE"}),
        (note_death, {"person_id": ida, "on": "2021-05-01", "region": "DE"}),
        (note_alive, {"person_id": ida}),
        (remove_occasion, {"occasion_id": day}),
    ):
        desk.clock.advance(timedelta(minutes=2))
        desk.do(command, **arguments)
        states.append(stored(desk))
        assert states[-1] != states[-2], command
    for state in reversed(states[:-1]):
        desk.undo()
        assert stored(desk) == state
    for state in states[1:]:
        desk.redo()
        assert stored(desk) == state


def test_a_rebuild_of_the_reminders_changes_nothing(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", born("1986-03-05"), Detail(DetailKind.DATE, ("2020-02",), "Died"))
    desk.add("Bo Oss", born("1988-02-29"))
    add(desk, ida, K.REMEMBRANCE, "easter-2", lead_days=7)
    before = stored(desk)
    assert len(before["reminder"]) == 3
    here = desk.composition.desk.circumstances(desk.reader)
    desk.composition.desk.maintain(lambda c: rebuild(c, here)).result()
    assert stored(desk) == before


def test_a_form_is_refused_where_it_cannot_be(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", born("--04-12"))
    for form in (
        OccasionForm(K.OTHER, rule("easter")),
        OccasionForm(K.NAME_DAY, rule("easter"), lead_days=301),
        OccasionForm(K.NAME_DAY, rule("easter"), lead_days=-2),
        OccasionForm(K.BIRTHDAY, rule("1986-04-12")),
    ):
        with pytest.raises(UserError):
            desk.do(add_occasion, person_id=ida, form=form, region="DE")
    for command, arguments in (
        (add_occasion, {"person_id": 99, "form": form, "region": "DE"}),
        (remove_occasion, {"occasion_id": 99}),
        (set_circle_lead, {"circle_id": 99, "days": 1}),
        (note_death, {"person_id": 99, "on": None, "region": "DE"}),
    ):
        with pytest.raises(UserError):
            desk.do(command, **arguments)
    assert told(desk) == [("2026-04-12", "Ida Vale", "has a birthday")]


def test_a_birthday_by_easter_has_no_place_on_a_card(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    add(desk, ida, K.BIRTHDAY, "easter")
    [row] = rows(desk)
    assert row.source == OWN
    add(desk, ida, K.ANNIVERSARY, "2016-05-01", label="the shop")
    form = OccasionForm(K.ANNIVERSARY, rule("2016-05-01"), lead_days=4)
    source, _ = desk.do(add_occasion, person_id=ida, form=form, region="DE")
    assert source == CARD
    assert [(r.source, r.lead_days) for r in rows(desk) if r.occasion.kind is K.ANNIVERSARY] == [
        (OWN, 4),
        (CARD, 4),
    ]


def test_another_rule_counts_from_when_it_is_set(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    day = add(desk, ida, K.NAME_DAY, "--05-01")
    desk.clock.advance(timedelta(days=10))
    form = OccasionForm(K.NAME_DAY, rule("--05-01"), "her day")
    desk.do(edit_occasion, occasion_id=day, form=form)
    assert rows(desk)[0].entered_at.date() == TODAY
    form = OccasionForm(K.NAME_DAY, rule("--05-02"), "her day")
    desk.do(edit_occasion, occasion_id=day, form=form)
    assert rows(desk)[0].entered_at.date() == TODAY + timedelta(days=10)


def test_the_circle_with_the_shortest_lead_holds_and_a_nearer_setting_before_it(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida Vale", born("--04-12"))
    for name, days in (("Friends", 9), ("Choir", 4)):
        desk.do(change_circle, name=name, add=[ida])
        [(circle,)] = desk.reader.sql("SELECT id FROM circle WHERE name = ?", (name,))
        desk.do(set_circle_lead, circle_id=circle, days=days)
    assert [row.lead_days for row in rows(desk)] == [4]
    [(due,)] = desk.reader.sql("SELECT next_due_at FROM reminder")
    assert due == "2026-04-08T09:00:00Z"
    desk.do(set_lead, person_id=ida, kind=K.BIRTHDAY, days=1)
    assert [row.lead_days for row in rows(desk)] == [1]
    [(due,)] = desk.reader.sql("SELECT next_due_at FROM reminder")
    assert due == "2026-04-11T09:00:00Z"


def test_a_merge_keeps_every_occasion_once_and_undo_gives_each_their_own(
    desk: DeskForTests,
) -> None:
    ida = desk.add("Ida Vale", born("1986-04-12"))
    twin = desk.add("Ida M. Vale", born("1986-04-12"))
    add(desk, ida, K.NAME_DAY, "--05-01")
    add(desk, twin, K.NAME_DAY, "--05-01")
    add(desk, twin, K.WEDDING, "2016-06-01")
    desk.do(set_lead, person_id=ida, kind=K.BIRTHDAY, days=1)
    desk.do(set_lead, person_id=twin, kind=K.BIRTHDAY, days=2)
    desk.do(set_lead, person_id=twin, kind=K.WEDDING, days=3)
    desk.do(set_leap_day, person_id=twin, leap=LeapDay.MARCH)
    before = stored(desk)
    desk.do(
        merge_people, keep_id=ida, other_ids=[twin], region="DE", form=MergeForm(name=Take.MINE)
    )
    assert [(r.occasion.kind, r.lead_days, r.leap) for r in rows(desk)] == [
        (K.NAME_DAY, 0, LeapDay.MARCH),
        (K.WEDDING, 3, LeapDay.MARCH),
        (K.BIRTHDAY, 1, LeapDay.MARCH),
    ]
    assert {r.person_id for r in rows(desk)} == {ida}
    desk.undo()
    assert stored(desk) == before


def test_who_is_deleted_has_no_occasions_and_undo_brings_them_back(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", born("1988-02-29"))
    add(desk, ida, K.WEDDING, "2016-06-01")
    desk.do(set_lead, person_id=ida, kind=K.BIRTHDAY, days=1)
    desk.do(set_leap_day, person_id=ida, leap=LeapDay.MARCH)
    before = stored(desk)
    desk.do(delete_people, person_ids=[ida])
    assert stored(desk) == {name: [] for name in TABLES}
    desk.undo()
    assert stored(desk) == before


def test_who_is_erased_leaves_no_word_of_an_occasion_behind(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida Vale"), desk.add("Bo Oss", born("--04-12"))
    day = add(desk, ida, K.OTHER, "--05-01", label="zanzibarfeast")
    form = OccasionForm(K.OTHER, rule("--05-02"), "zanzibarsecret")
    desk.do(edit_occasion, occasion_id=day, form=form)
    desk.do(set_lead, person_id=ida, kind=K.BIRTHDAY, days=1)
    desk.do(remove_occasion, occasion_id=day)
    desk.undo()
    store, now = desk.composition.store, desk.clock.now()
    desk.composition.desk.maintain(lambda c: erase_people(c, store, now, [ida])).result()
    assert [r.person_id for r in rows(desk)] == [bo]
    assert desk.reader.sql("SELECT count(*) FROM occasion_lead") == [(0,)]
    everything = Path(store.path).read_bytes()
    assert b"zanzibar" not in everything.lower()


def test_undo_of_a_new_person_keeps_who_has_an_occasion_since(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale")
    [(operation,)] = desk.reader.sql("SELECT max(id) FROM operation")
    add(desk, ida, K.WEDDING, "2016-06-01")
    undone = desk.undo(operation)
    assert undone.kept_people == (ida,)
    assert [r.person_id for r in rows(desk)] == [ida]


def test_of_the_dead_only_remembrance_comes(desk: DeskForTests) -> None:
    ida = desk.add("Ida Vale", born("1946-04-12"), Detail(DetailKind.DATE, ("unknown",), "death"))
    bo = desk.add("Bo Oss", born("1946-04-13"), Detail(DetailKind.DATE, ("2016-04-14",), "Died"))
    add(desk, ida, K.WEDDING, "2016-06-01")
    add(desk, bo, K.REMEMBRANCE, "easter-2", label="the boat")
    assert told(desk) == [
        ("2026-04-03", "Bo Oss", "the boat"),
        ("2026-04-14", "Bo Oss", "ten years since the death"),
    ]


def test_a_day_of_several_people_is_told_in_the_order_of_their_names(desk: DeskForTests) -> None:
    for name in ("Cy Lund", "Ann Lee", "Bo Oss"):
        desk.add(name, born("--03-03"))
    assert told(desk, 0) == [
        ("2026-03-03", name, "has a birthday") for name in ("Ann Lee", "Bo Oss", "Cy Lund")
    ]


def test_what_comes_ends_with_the_last_day_that_is_asked_for(desk: DeskForTests) -> None:
    desk.add("Ida Vale", born("--03-10"))
    assert told(desk, 6) == []
    assert [day for day, *_ in told(desk, 7)] == ["2026-03-10"]
    found = coming(rows(desk), date(2026, 1, 1), date(2028, 12, 31), TODAY)
    assert [(c.on.year, c.days < 0) for c in found] == [
        (2026, False),
        (2027, False),
        (2028, False),
    ]
