"""An introduction: which step follows, and when it is brought to mind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.domain.introductions import Introduction, Stage

SINCE = date(2026, 3, 3)


def at(stage: Stage) -> Introduction:
    return Introduction("Ida", "Bo", stage, SINCE)


def test_the_stages_follow_each_other_and_end() -> None:
    path = [Stage.DRAFT]
    while (following := at(path[-1]).follows) is not None:
        path.append(following)

    assert path == [
        Stage.DRAFT, Stage.ASKED_FIRST, Stage.ASKED_SECOND, Stage.MADE, Stage.CHECKED,
        Stage.FINISHED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stage", "days"),
    [
        (Stage.DRAFT, 3),
        (Stage.ASKED_FIRST, 5),
        (Stage.ASKED_SECOND, 5),
        (Stage.MADE, 7),
        (Stage.CHECKED, 90),
    ],
)
def test_a_step_that_waits_is_brought_to_mind_with_its_reason(stage: Stage, days: int) -> None:
    due = SINCE + timedelta(days=days)

    assert at(stage).due_on == due
    assert at(stage).step
    assert at(stage).why(due)


@pytest.mark.parametrize("stage", [s for s in Stage if not s.is_open])
def test_what_is_over_asks_for_nothing(stage: Stage) -> None:
    over = at(stage)

    assert (over.due_on, over.follows, over.step, over.why(SINCE)) == (None, None, "", "")


def test_nothing_that_is_said_to_one_tells_that_the_other_declined() -> None:
    assert "Ida" not in Stage.DECLINED.words
    assert at(Stage.ASKED_FIRST).step == "Did Ida say yes? Then ask Bo"
