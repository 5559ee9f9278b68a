"""What the user decides over an import comes out so, and one Undo takes it all back."""

from __future__ import annotations

from typing import Any

import pytest

from relationship_desk.desk.duplicates.finding import find_duplicates
from relationship_desk.desk.transfer.decisions import Decision, choices, decided
from relationship_desk.desk.transfer.plan import ImportPlan, Verdict
from tests.desk.transfer.conftest import TransferDesk, card

HERE = card("Ida Vale", "UID:ida", "EMAIL:ida@vale.example")
UPDATE = card("Ida Vale", "UID:ida", "EMAIL:ida@vale.example", "NOTE:sails")
MAYBE = card("Ida Vale", "TEL:+4940777")  # by the name alone
NEW = card("Bo Oss", "EMAIL:bo@oss.example")


@pytest.fixture
def plan(transfer: TransferDesk) -> ImportPlan:
    transfer.import_cards(HERE, name="before.vcf")
    made = transfer.plan(transfer.file(UPDATE, MAYBE, NEW, b"odd text\r\n"))
    assert [row.verdict.value for row in made.rows] == [
        "updated", "possible_duplicate", "new", "unreadable",
    ]  # fmt: skip
    return made


def written(transfer: TransferDesk, plan: ImportPlan) -> Any:
    """The report of the import, which has to do what the plan says."""
    outcome = transfer.write(plan)
    assert outcome.result.counts == plan.counts
    return outcome


def test_what_can_be_decided_depends_on_the_verdict(plan: ImportPlan) -> None:
    assert [choices(row) for row in plan.rows] == [
        (Decision.AS_NEW, Decision.SKIP),
        (Decision.AS_NEW, Decision.MERGE, Decision.SKIP),
        (Decision.SKIP,),
        (),
    ]


def test_without_decisions_the_plan_stays_as_it_is(plan: ImportPlan) -> None:
    assert decided(plan, {}) == plan
    assert decided(plan, {1: Decision.MERGE, 4: Decision.SKIP, 99: Decision.SKIP}) == plan


def test_a_possible_duplicate_is_merged_where_the_user_says_so(
    transfer: TransferDesk, plan: ImportPlan
) -> None:
    merged = decided(plan, {2: Decision.MERGE})
    row = merged.rows[1]
    assert (row.verdict, row.person_name) == (Verdict.UPDATED, "Ida Vale")
    assert [diff.file for diff in row.diff] == ["+4940777"]
    before = transfer.desk.facts()
    outcome = written(transfer, merged)
    assert len(transfer.people()) == 2
    assert transfer.values(transfer.named("Ida Vale"), "phone") == ["+4940777"]
    transfer.desk.undo(outcome.operation_id)
    assert transfer.desk.facts() == before


def test_a_possible_duplicate_as_new_carries_no_mark(
    transfer: TransferDesk, plan: ImportPlan
) -> None:
    written(transfer, decided(plan, {2: Decision.AS_NEW}))
    assert len(transfer.people()) == 3
    hints = transfer.desk.reader.sql("SELECT count(*) FROM person WHERE maybe_same_as NOT NULL")
    assert list(hints) == [(0,)]


@pytest.mark.parametrize("number", [1, 2])
def test_who_is_added_as_new_is_remembered_as_somebody_else(
    transfer: TransferDesk, plan: ImportPlan, number: int
) -> None:
    [known] = transfer.people()
    others = {n: Decision.SKIP for n in (1, 2, 3) if n != number}
    outcome = written(transfer, decided(plan, {number: Decision.AS_NEW, **others}))
    pairs = list(transfer.desk.reader.sql("SELECT person_id, other_id FROM apart"))
    assert pairs == [(known, transfer.people()[-1])]
    assert find_duplicates(transfer.desk.reader) == []
    transfer.desk.undo(outcome.operation_id)
    assert list(transfer.desk.reader.sql("SELECT * FROM apart")) == []


def test_an_update_as_new_leaves_the_known_person_alone(
    transfer: TransferDesk, plan: ImportPlan
) -> None:
    [known] = transfer.people()
    before = transfer.desk.person(known)
    written(transfer, decided(plan, {1: Decision.AS_NEW, 2: Decision.SKIP}))
    assert transfer.desk.person(known).details == before.details
    assert len(transfer.people()) == 3


def test_what_is_skipped_leaves_nothing_behind_and_is_offered_again(
    transfer: TransferDesk, plan: ImportPlan
) -> None:
    before = transfer.desk.facts()
    skipped = decided(plan, dict.fromkeys((1, 2, 3), Decision.SKIP))
    assert (skipped.counts.skipped, skipped.counts.read) == (3, 4)
    outcome = written(transfer, skipped)
    assert len(transfer.people()) == 1
    transfer.desk.undo(outcome.operation_id)
    assert transfer.desk.facts() == before
    assert transfer.plan(transfer.folder / "contacts.vcf").counts == plan.counts


def test_an_import_of_which_all_is_skipped_writes_nothing(transfer: TransferDesk) -> None:
    plan = transfer.plan(transfer.file(NEW, NEW))
    skipped = decided(plan, {1: Decision.SKIP})
    assert [row.verdict.value for row in skipped.rows] == ["skipped", "skipped"]
    assert skipped.changes_nothing
    assert written(transfer, skipped).operation_id is None


def test_cards_that_would_join_one_that_is_skipped_become_one_person_of_their_own(
    transfer: TransferDesk,
) -> None:
    lines = [("NOTE:a",), ("NOTE:b",), ("NOTE:c",)]
    cards = [card("Bo Oss", "EMAIL:bo@oss.example", *more) for more in lines]
    plan = transfer.plan(transfer.file(*cards))
    assert [row.verdict.value for row in plan.rows] == ["new", "updated", "updated"]
    left = decided(plan, {1: Decision.SKIP})
    assert [row.verdict.value for row in left.rows] == ["skipped", "new", "updated"]
    written(transfer, left)
    assert transfer.values(transfer.named("Bo Oss"), "note") == ["b", "c"]


def test_cards_follow_one_that_is_merged(transfer: TransferDesk, plan: ImportPlan) -> None:
    follower = card("Ida Vale", "TEL:+4940777", "NOTE:rows")
    made = transfer.plan(transfer.file(MAYBE, follower))
    assert (made.rows[1].verdict, made.rows[1].made_by) == (Verdict.UPDATED, 1)
    written(transfer, decided(made, {1: Decision.MERGE}))
    [ida] = transfer.people()
    assert transfer.values(ida, "note") == ["rows"]
    assert transfer.values(ida, "phone") == ["+4940777"]


def test_a_group_that_is_skipped_is_not_kept(transfer: TransferDesk) -> None:
    group = card("Crew", "KIND:group", version="4.0")
    plan = transfer.plan(transfer.file(group))
    assert plan.groups == 1
    assert decided(plan, {1: Decision.SKIP}).groups == 0
