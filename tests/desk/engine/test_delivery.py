"""What is due is shown once, whatever happens to the beat, the process or the notifier."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from relationship_desk.desk.commands.tasks import (
    TaskForm,
    complete_tasks,
    edit_task,
)
from relationship_desk.desk.engine import Engine
from relationship_desk.desk.ports import Notification
from relationship_desk.store.tasks import task_rows
from tests.support.desks import TODAY, DeskForTests, open_desk
from tests.support.reminders import BEAT, NINE, Popups, Power, at, by_hand, in_inbox, prefer, states


def test_r01_a_task_reminds_once_and_not_before_its_time(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    assert not engine.beat()
    at(desk, NINE)
    for _ in range(5):
        engine.beat()
    assert popups.titles == ["call Ida"]


def test_the_report_names_task_occurrence_title_and_body(
    desk: DeskForTests, engine: Engine
) -> None:
    ida = desk.add("Ida Vale")
    task = desk.task("send  slides\nsoon", ida, due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    [delivered] = engine.beat().delivered
    assert (delivered.source_id, delivered.occurrence) == (task, "2026-03-03T09:00")
    assert (delivered.title, delivered.body) == ("send slides soon", "Ida Vale – due 09:00")
    assert not delivered.digest


def test_r05_two_restarts_repeat_nothing_and_the_inbox_keeps_it(
    desk: DeskForTests, popups: Popups, tmp_path: Path
) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    for _ in range(3):
        again = open_desk(tmp_path / "data", desk.clock)
        Engine(again.composition.desk, popups).beat()
        again.composition.close()
        desk.clock.advance(timedelta(hours=1))
    assert popups.titles == ["call Ida"]
    assert states(desk) == [("call Ida", "shown")]


def test_r06_shown_is_not_done_when_nobody_reacts(desk: DeskForTests, engine: Engine) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    at(desk, NINE + timedelta(days=30))
    engine.beat()
    assert states(desk) == [("call Ida", "shown")]
    assert [task.done_at for task in task_rows(desk.reader)] == [None]


@pytest.mark.parametrize("popup_came", [False, True], ids=["before the popup", "after the popup"])
def test_r07_r08_a_crash_after_the_claim_shows_it_again_under_the_same_tag(
    desk: DeskForTests, engine: Engine, popups: Popups, popup_came: bool
) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)

    def crash() -> None:
        if popup_came:
            popups.shown.append(Notification("call Ida", "", "task 1 2026-03-03T09:00"))
        raise Power

    popups.meanwhile = crash
    with pytest.raises(Power):
        engine.beat()
    assert states(desk) == [("call Ida", "claimed")]
    popups.meanwhile = lambda: None
    desk.clock.advance(timedelta(seconds=59))
    engine.beat()
    assert len(popups.shown) == popup_came
    for _ in range(5):
        desk.clock.advance(BEAT)
        engine.beat()
    assert len(popups.shown) == 1 + popup_came
    assert {popup.tag for popup in popups.shown} == {"task 1 2026-03-03T09:00"}
    assert states(desk) == [("call Ida", "shown")]


def test_r24_a_clock_set_back_while_claimed_still_shows_it(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.task("call Ida", due_on=date(2026, 3, 1))

    def crash() -> None:
        raise Power

    popups.meanwhile = crash
    with pytest.raises(Power):
        engine.beat()
    popups.meanwhile = lambda: None
    desk.clock.advance(timedelta(days=-1))
    engine.beat()
    assert popups.titles == ["call Ida"]


def test_r24_a_clock_set_back_before_its_time_while_claimed_shows_it_when_that_comes_again(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)

    def crash() -> None:
        raise Power

    popups.meanwhile = crash
    with pytest.raises(Power):
        engine.beat()
    popups.meanwhile = lambda: None
    at(desk, NINE - timedelta(hours=1))
    assert not engine.beat()
    at(desk, NINE)
    for _ in range(4):
        engine.beat()
        desk.clock.advance(BEAT)
    assert popups.titles == ["call Ida"]
    assert states(desk) == [("call Ida", "shown")]


def test_r22_a_clock_set_back_two_days_repeats_nothing(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    at(desk, NINE - timedelta(days=2))
    engine.beat()
    at(desk, NINE + timedelta(days=1))
    engine.beat()
    assert popups.titles == ["call Ida"]


def test_r09_two_processes_show_one_popup_when_the_second_beats_during_the_first(
    desk: DeskForTests, engine: Engine, popups: Popups, second: DeskForTests
) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    others = Popups()
    other = Engine(second.composition.desk, others)
    popups.meanwhile = other.beat
    engine.beat()
    assert (popups.titles, others.titles) == (["call Ida"], [])


def test_r09_two_processes_show_one_popup_when_the_second_claims_first(
    desk: DeskForTests, popups: Popups, second: DeskForTests, monkeypatch: pytest.MonkeyPatch
) -> None:  # between the look and the claim
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    others = Popups()
    do = desk.composition.desk.do

    def late(*args: object, **kwargs: object) -> object:
        Engine(second.composition.desk, others).beat()
        return do(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.composition.desk, "do", late)
    assert not Engine(desk.composition.desk, popups).beat()
    assert (popups.titles, others.titles) == ([], ["call Ida"])


def test_a_failure_that_comes_after_another_process_showed_it_says_nothing(
    desk: DeskForTests, engine: Engine, popups: Popups, second: DeskForTests
) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    others = Popups()

    def hang() -> None:
        desk.clock.advance(timedelta(seconds=90))
        Engine(second.composition.desk, others).beat()

    popups.meanwhile, popups.refuses = hang, True
    engine.beat()
    assert others.titles == ["call Ida"]
    assert states(desk) == [("call Ida", "shown")]


@pytest.mark.parametrize("how", ["refuses", "raises"])
def test_r10_a_failing_backend_is_told_and_tried_again_until_it_works(
    desk: DeskForTests, engine: Engine, popups: Popups, how: str
) -> None:
    task = desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    popups.refuses = how == "refuses"
    popups.raises = OSError("Ida's bus is gone") if how == "raises" else None
    for _ in range(3):
        [failure] = engine.beat().failed
        assert (failure.source_id, failure.title) == (task, "call Ida")
        assert failure.reason.endswith("your reminder waits in the inbox.")
        assert "Ida's" not in failure.reason
        assert states(desk) == [("call Ida", "failed")]
        assert in_inbox(desk)[0].message == failure.reason
        desk.clock.advance(BEAT)
    popups.refuses, popups.raises = False, None
    for _ in range(3):
        engine.beat()
        desk.clock.advance(BEAT)
    assert popups.titles == ["call Ida"]
    assert states(desk) == [("call Ida", "shown")]
    assert in_inbox(desk)[0].message == ""


def test_r36_forty_at_once_are_one_digest_and_forty_in_the_inbox(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    ida = desk.add("Ida Vale")
    tasks = [desk.task(f"task {number}", ida, due_on=TODAY) for number in range(40)]
    at(desk, NINE)
    report = engine.beat()
    engine.beat()
    [popup] = popups.shown
    assert popup.title == "40 reminders are due"
    assert popup.body.splitlines() == [
        "task 0 (Ida Vale)", "task 1 (Ida Vale)", "task 2 (Ida Vale)", "and 37 more in the inbox",
    ]  # fmt: skip
    assert [delivered.source_id for delivered in report.delivered] == tasks
    assert all(delivered.digest for delivered in report.delivered)
    assert states(desk) == [(f"task {number}", "shown") for number in range(40)]


def test_r37_three_at_once_are_three_popups(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    for number in range(3):
        desk.task(f"task {number}", due_on=TODAY)
    at(desk, NINE)
    engine.beat()
    assert popups.titles == ["task 0", "task 1", "task 2"]


def test_r38_a_digest_that_fails_keeps_all_and_comes_once_later(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    for number in range(40):
        desk.task(f"task {number}", due_on=TODAY)
    at(desk, NINE)
    popups.refuses = True
    assert len(engine.beat().failed) == 40
    assert {state for _, state in states(desk)} == {"failed"}
    popups.refuses = False
    for _ in range(3):
        desk.clock.advance(BEAT)
        engine.beat()
    assert popups.titles == ["40 reminders are due"]
    assert len(in_inbox(desk)) == 40


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE task SET due_on = 'soon' WHERE id = 1",
        "UPDATE task SET due_time = '25:99' WHERE id = 1",
        "UPDATE task SET snoozed_until = '2020-01-01' WHERE id = 1",
        "UPDATE task SET snoozed_until = 'yesterday' WHERE id = 1",
        "UPDATE task SET text = x'ff' WHERE id = 1",
    ],
)
@pytest.mark.parametrize("moved", [False, True], ids=["as scheduled", "scheduled anew"])
def test_r47_one_unreadable_row_is_told_once_and_stops_no_other(
    desk: DeskForTests, engine: Engine, popups: Popups, statement: str, moved: bool
) -> None:
    odd = desk.task("odd", due_on=TODAY, due_time=time(9))
    desk.task("good", due_on=TODAY, due_time=time(9))
    by_hand(desk, statement)
    if moved:
        desk.clock.travel(ZoneInfo("Atlantic/Reykjavik"))
    at(desk, NINE)
    [failure] = engine.beat().failed
    assert failure.source_id == odd
    assert "cannot be read" in failure.reason
    assert popups.titles == ["good"]
    desk.clock.travel(ZoneInfo("Europe/London"))
    for _ in range(3):
        assert not engine.beat()
    assert [row.state for row in in_inbox(desk)] == ["disabled", "shown"]
    form = TaskForm("mended", due_on=TODAY, due_time=time(10))
    desk.do(edit_task, task_id=odd, form=form)
    at(desk, NINE + timedelta(hours=1))
    assert [delivered.title for delivered in engine.beat().delivered] == ["mended"]


def test_a_damaged_due_instant_is_derived_anew(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    by_hand(desk, "UPDATE reminder SET next_due_at = '1999-99-99'")
    assert not engine.beat()
    at(desk, NINE)
    engine.beat()
    assert popups.titles == ["call Ida"]


def test_r48_among_ten_thousand_reminders_a_beat_finds_what_is_due_by_an_index(
    desk: DeskForTests, engine: Engine, popups: Popups
) -> None:
    # That it takes less than 50 ms is told by the bench, where nothing else runs.
    connection = desk.composition.store.writer()
    with connection.transaction():
        connection.many(
            "INSERT INTO task (text, due_on, due_time, created_at) VALUES (?, ?, '', '')",
            [(f"{n}", (TODAY + timedelta(days=1 + n % 900)).isoformat()) for n in range(9_999)],
        )
    connection.close()
    prefer(desk, reminder_time=time(8))
    engine.beat()
    assert desk.reader.sql("SELECT count(*) FROM reminder") == [(9_999,)]
    for number in range(3):
        desk.task(f"due {number}", due_on=TODAY)
        engine.beat()
    assert popups.titles == ["due 0", "due 1", "due 2"]
    [plan] = desk.reader.sql(
        "EXPLAIN QUERY PLAN SELECT source_id FROM reminder WHERE next_due_at <= ''"
    )
    assert "SEARCH" in plan[-1]


def test_an_idle_beat_writes_nothing(desk: DeskForTests, engine: Engine) -> None:
    desk.task("call Ida", due_on=TODAY, due_time=time(9))
    at(desk, NINE)
    engine.beat()
    before = desk.reader.data_version()
    for _ in range(3):
        desk.clock.advance(BEAT)
        engine.beat()
    assert desk.reader.data_version() == before


def test_a_delivery_is_told_to_listeners_and_is_not_in_the_history(
    desk: DeskForTests, engine: Engine
) -> None:
    desk.task("call Ida", due_on=TODAY)
    at(desk, NINE)
    desk.heard.clear()
    engine.beat()
    assert [changes.deliveries for changes in desk.heard] == [True, True]
    assert desk.reader.sql("SELECT count(*) FROM operation") == [(1,)]


@pytest.mark.parametrize("number", [3, 5])
def test_r08_what_was_shown_when_the_power_failed_comes_again_under_its_tag(
    desk: DeskForTests,
    engine: Engine,
    popups: Popups,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
) -> None:
    tasks = [desk.task(f"task {n}", due_on=TODAY) for n in range(number)]
    at(desk, NINE)
    deliver = popups.deliver

    def dies(notifications: Iterable[Notification]) -> list[str | None]:
        deliver(notifications)
        raise Power

    monkeypatch.setattr(popups, "deliver", dies)
    with pytest.raises(Power):
        engine.beat()
    monkeypatch.setattr(popups, "deliver", deliver)
    first, popups.shown = popups.shown, []
    desk.clock.advance(timedelta(seconds=61))
    desk.do(complete_tasks, task_ids=tasks[:1])
    desk.task("one more", due_on=TODAY)
    desk.task("and another", due_on=TODAY)
    engine.beat()
    again, new = popups.shown[:-2], popups.shown[-2:]
    tags = [popup.tag for popup in first]
    if number == 3:
        assert [popup.tag for popup in again] == tags[1:]
        assert popups.withdrawn == tags[:1]
    else:
        assert [(p.tag, p.title) for p in again] == [(tags[0], "4 reminders are due")]
    assert sorted(popup.title for popup in new) == ["and another", "one more"]
    assert {state for _, state in states(desk)} == {"shown"}
