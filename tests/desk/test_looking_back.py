"""The figures of the insights, on a desk where something has happened."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relationship_desk.desk.commands.circles import set_rhythm
from relationship_desk.desk.commands.giving import GivingForm, give
from relationship_desk.desk.commands.introductions import (
    IntroductionForm,
    advance_introduction,
    plan_introduction,
)
from relationship_desk.desk.looking_back import awareness_of, figures, warmth_over_time
from relationship_desk.domain.contact import Detail, DetailKind
from relationship_desk.domain.figures import Figure
from relationship_desk.domain.introductions import Stage
from relationship_desk.domain.kinds import Direction
from relationship_desk.domain.rhythm import Rhythm
from relationship_desk.domain.value import Given
from tests.support.desks import TODAY, DeskForTests


def named(desk: DeskForTests, name: str, on: date = TODAY) -> Figure:
    preferences = desk.composition.desk.preferences(desk.reader)
    return next(f for f in figures(desk.reader, on, preferences) if f.name == name)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize("on", [date(1, 1, 5), TODAY, date(9999, 12, 31)])
def test_an_empty_desk_has_figures_that_say_so(desk: DeskForTests, on: date) -> None:
    preferences = desk.composition.desk.preferences(desk.reader)
    found = figures(desk.reader, on, preferences)
    assert len({f.name for f in found}) == len(found)
    for figure in found:
        assert figure.is_empty
        assert figure.says
        assert all(len(row) == len(figure.columns) for row in figure.rows)


def test_contacts_are_counted_by_day_and_not_those_to_come(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.log(ida, on=ago(1))
    desk.log(ida, on=ago(1))
    desk.log(ida, on=ago(400))
    desk.log(ida, on=TODAY + timedelta(days=2))
    figure = named(desk, "contacts")
    days = dict(figure.rows)
    assert days[ago(1).isoformat()] == 2
    assert sum(days.values()) == 2
    assert figure.says == "2 contacts on 1 day; the fullest was 2 March 2026 with 2."
    assert date.fromisoformat(str(figure.rows[0][0])).weekday() == 0


def test_the_four_habits_are_counted_by_month(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    desk.do(give, form=GivingForm(ida, Given.ADVICE, "x", ago(40)))
    figure = named(desk, "balance")
    assert figure.columns == ("Month", "Networking", "Appreciation", "Value", "Staying in touch")
    assert {row[0]: row[1:] for row in figure.rows}["2026-01"] == (0, 0, 1, 1)
    assert figure.says == (
        "In twelve months: value 1, staying in touch 1. "
        "Nothing yet for networking and appreciation."
    )


@pytest.mark.parametrize(("days", "honoured"), [(0, 1), (5, 1), (8, 0), (-3, 1), (-4, 0)])
def test_an_occasion_with_a_word_around_it_is_honoured(
    desk: DeskForTests, days: int, honoured: int
) -> None:
    ida = desk.add("Ida", Detail(DetailKind.DATE, ("--01-15",), "birthday"))
    desk.log(ida, on=date(2026, 1, 15) + timedelta(days=days))
    rows = {row[0]: row[1:] for row in named(desk, "occasions").rows}
    assert rows["2026-01"] == (honoured, 1 - honoured)


def test_what_became_of_introductions(desk: DeskForTests) -> None:
    pair = desk.add("Ida"), desk.add("Bo")
    made = desk.do(plan_introduction, form=IntroductionForm(*pair, "x"))
    for stage in (Stage.ASKED_FIRST, Stage.ASKED_SECOND, Stage.MADE):
        desk.do(advance_introduction, introduction_id=made, to=stage)
    figure = named(desk, "introductions")
    assert dict(figure.rows)["Made"] == 1
    assert figure.says == "1 thought of, 1 made."
    assert dict(named(desk, "both-ways").rows) == {"You made introductions": 2}


def test_warmth_over_time_rises_with_a_contact_and_falls_without(desk: DeskForTests) -> None:
    ida = desk.add("Ida")
    assert warmth_over_time(desk.reader, TODAY, ida).is_empty
    desk.do(set_rhythm, person_ids=[ida], rhythm=Rhythm(30, 45))
    desk.log(ida, on=date(2025, 6, 30))
    points = dict(warmth_over_time(desk.reader, TODAY, ida).rows)
    assert points["2025-05"] == 0
    assert points["2025-06"] > points["2025-07"] > points["2026-02"] > 0
    assert len(points) == 36


def test_awareness_of_one_person_tells_of_them_alone(desk: DeskForTests) -> None:
    ida, bo = desk.add("Ida"), desk.add("Bo")
    for _ in range(6):
        desk.log(ida, direction=Direction.MINE)
    desk.do(give, form=GivingForm(bo, Given.ADVICE, "x", TODAY))
    aware = awareness_of(desk.reader, TODAY, ida)
    assert aware.words == ()
    assert len(aware.hints) == 1
    assert awareness_of(desk.reader, TODAY, bo).words == (
        "You gave advice, support or the like once.",
    )
