"""The sample store: what is in it, and that it is the same every time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from relationship_desk.clock import FixedClock
from relationship_desk.demo.build import PICTURE_NOW, build_demo
from relationship_desk.domain.contact import DetailKind
from relationship_desk.domain.instants import from_text
from relationship_desk.domain.recurrence import Unit
from relationship_desk.domain.reminders import TaskGroup, task_group
from relationship_desk.paths import Paths
from relationship_desk.store.around import connections_of
from relationship_desk.store.history import history
from relationship_desk.store.people import count_people, get_person, matching_people, person_ids
from relationship_desk.store.tasks import task_rows
from relationship_desk.store.timeline import feed_page
from relationship_desk.store.waiting import sleeping, waiting
from relationship_desk.store.ways import ways_to
from tests.support.desks import DeskForTests, open_desk

TODAY = PICTURE_NOW.date()


def built(folder: Path, now: datetime = PICTURE_NOW, **how: Any) -> DeskForTests:
    build_demo(Paths.under(folder), now, how.pop("zone", UTC), **how)
    return open_desk(folder, FixedClock(now))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Any:
    desk = built(tmp_path_factory.mktemp("demo"))
    yield desk
    desk.composition.close()


def values(desk: DeskForTests, kind: DetailKind) -> list[str]:
    query = "SELECT value FROM detail WHERE kind = ? ORDER BY id"
    return [value for (value,) in desk.reader.sql(query, (kind.value,))]


def test_a_year_among_about_150_people(sample: DeskForTests) -> None:
    people = count_people(sample.reader)
    [(entries, first, last)] = sample.reader.sql(
        "SELECT count(*), min(happened_on), max(happened_on) FROM interaction"
    )

    assert 140 <= people <= 165
    assert 1000 <= entries <= 1400
    assert first >= (TODAY - timedelta(days=366)).isoformat()
    assert last == TODAY.isoformat()


def test_the_same_seed_gives_the_same_facts(sample: DeskForTests, tmp_path: Path) -> None:
    again = built(tmp_path)

    assert again.facts() == sample.facts()
    again.composition.close()


def test_another_seed_gives_other_people(sample: DeskForTests, tmp_path: Path) -> None:
    other = built(tmp_path, seed=8)

    assert other.facts()["person"] != sample.facts()["person"]
    other.composition.close()


def test_no_address_of_the_net_belongs_to_anybody(sample: DeskForTests) -> None:
    for address in values(sample, DetailKind.EMAIL):
        assert re.fullmatch(r"[a-z0-9.-]+@[a-z0-9-]+\.example", address)
    for url in values(sample, DetailKind.URL):
        assert re.fullmatch(r"https://[a-z0-9-]+\.example", url)


def test_no_number_rings_at_anybody(sample: DeskForTests) -> None:
    fictional = (
        r"\+49 (40 66969|30 23125|89 99998|221 4710) \d{3}", r"\+44 7700 900\d{3}",
        r"\+44 20 7946 0\d{3}", r"\+1 \d{3} 555 01\d\d", r"\+33 6 39 98 \d\d \d\d",
        r"\+33 1 99 00 \d\d \d\d", r"\+46 8 465 004 \d\d", r"\+353 20 910 \d{4}",
        r"\+61 2 5550 \d{4}",
    )  # fmt: skip
    numbers = values(sample, DetailKind.PHONE)

    assert len(numbers) > 60
    for number in numbers:
        assert any(re.fullmatch(pattern, number) for pattern in fictional), number


def test_names_come_from_many_scripts_and_are_found_without_accents(sample: DeskForTests) -> None:
    for typed in ("lukasz zak", "ipek gokyuzu", "soren ravnkilde", "mareike grosskopf"):
        assert len(matching_people(sample.reader, typed)) == 1
    names = "".join(sample.person(person_id).name.full for person_id in person_ids(sample.reader))
    for letter in ("ø", "ł", "ß", "İ", "林", "ل"):
        assert letter in names


def test_nobody_is_called_like_somebody_else(sample: DeskForTests) -> None:
    names = [name for (name,) in sample.reader.sql("SELECT full_name FROM person")]

    assert len(set(names)) == len(names)


def test_every_slot_of_every_sentence_is_filled(sample: DeskForTests) -> None:
    texts = [text for (text,) in sample.reader.sql("SELECT text FROM interaction")]
    texts += [text for (text,) in sample.reader.sql("SELECT text FROM task")]
    texts += values(sample, DetailKind.NOTE) + values(sample, DetailKind.HOW_MET)

    assert all(text and not re.search(r"[{}]|None", text) for text in texts)


def test_all_groups_of_tasks_have_some(sample: DeskForTests) -> None:
    groups = {task_group(t.due_on, False, TODAY, 0) for t in task_rows(sample.reader)}

    assert groups == {
        TaskGroup.OVERDUE, TaskGroup.TODAY, TaskGroup.THIS_WEEK, TaskGroup.LATER,
    }  # fmt: skip
    assert len(task_rows(sample.reader, done=True)) > 50
    assert [t for t in task_rows(sample.reader) if t.snoozed_until is not None]


def test_the_inbox_holds_what_was_shown_of_every_source_and_what_sleeps(
    sample: DeskForTests,
) -> None:
    rows = waiting(sample.reader, PICTURE_NOW)

    assert 8 <= len(rows) <= 20
    assert {row.state for row in rows} == {"shown"}
    assert {"task", "detail", "person"} <= {row.source for row in rows}
    assert any(row.missed for row in rows)
    assert sleeping(sample.reader, PICTURE_NOW)


def test_tasks_repeat_in_every_way(sample: DeskForTests) -> None:
    repeats = [task.repeat for task in task_rows(sample.reader) if task.repeat is not None]

    assert {repeat.rule.unit for repeat in repeats} == {Unit.DAY, Unit.WEEK, Unit.MONTH}
    assert {repeat.from_completion for repeat in repeats} == {False, True}
    assert any(task.lead_days for task in task_rows(sample.reader))


def test_the_story_of_the_first_person_is_told(sample: DeskForTests) -> None:
    [(ida, _)] = matching_people(sample.reader, "Ida Vale")
    person = get_person(sample.reader, ida, TODAY)

    assert person is not None
    assert person.first(DetailKind.DATE) == "1986-03-06"
    assert person.last_contact_on == TODAY - timedelta(days=1)
    assert len(feed_page(sample.reader, ida)) >= 12


def test_the_last_days_are_single_steps_of_undo(sample: DeskForTests) -> None:
    labels = [row.label for row in history(sample.reader, 500)]

    assert 60 < len(labels) < 250
    assert any(label.startswith("New person ") for label in labels)
    assert labels[-2].startswith("Add ")


@pytest.mark.parametrize(
    ("now", "zone"),
    [
        (datetime(2024, 2, 29, 0, 5, tzinfo=UTC), "UTC"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "Pacific/Kiritimati"),
    ],
    ids=["leap-day-after-midnight", "new-year-in-the-farthest-zone"],
)
def test_nothing_is_written_down_before_it_happens(
    tmp_path: Path, now: datetime, zone: str
) -> None:
    desk = built(tmp_path, now, zone=ZoneInfo(zone))
    today = now.astimezone(ZoneInfo(zone)).date()

    for table in ("person", "interaction", "task"):
        [(latest,)] = desk.reader.sql(f"SELECT max(created_at) FROM {table}")
        assert from_text(latest) <= now
    [(newest,)] = desk.reader.sql("SELECT max(happened_on) FROM interaction")
    assert date.fromisoformat(newest) <= today
    desk.composition.close()


def test_people_are_something_to_each_other_and_some_are_reached_through_others(
    sample: DeskForTests,
) -> None:
    [(ida, _)] = matching_people(sample.reader, "Ida Vale")
    found = connections_of(sample.reader, ida, TODAY)
    assert found is not None
    assert {row.label for row in found.relations} >= {"Friend", "Introduced", "Mentee"}
    assert found.bridge is not None
    far = found.bridge.leads_to[1][0]
    assert [way[0].name for way in ways_to(sample.reader, TODAY, [far]).ways] == ["Ida Vale"]
