"""An update that not everybody knows: one calm row in Today."""

from __future__ import annotations

from datetime import date, timedelta

from relationship_desk.desk.commands.news import NewsForm, add_news, close_news, set_audience
from relationship_desk.desk.commands.people import delete_people
from relationship_desk.desk.commands.seasons import begin_quiet
from relationship_desk.desk.commands.tellings import tell_person
from relationship_desk.desk.commands.today import skip_row, snooze_row
from relationship_desk.desk.today.source import Asked
from relationship_desk.desk.today.updates import UpdatesSource
from relationship_desk.domain.audience import Audience, Rule, RuleKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.preferences import Preferences
from relationship_desk.domain.today import TodayRow, Verb
from tests.support.desks import TODAY, DeskForTests


def offered(desk: DeskForTests, on: date = TODAY) -> list[TodayRow]:
    whole = Asked.whole_day(on, desk.clock.zone(), Preferences())
    return list(UpdatesSource().offer(desk.reader, whole).rows)


def news(desk: DeskForTests, title: str, words: str = "lee") -> int:
    news_id = int(desk.do(add_news, form=NewsForm(title)))
    audience = Audience((Rule(RuleKind.SEARCH, words),))
    desk.do(set_audience, news_id=news_id, audience=audience)
    return news_id


def tell(desk: DeskForTests, news_id: int, person: int, on: date = TODAY) -> None:
    told = {"news_id": news_id, "person_id": person, "on": on, "channel": Channel.EMAIL}
    desk.do(tell_person, **told)


def answer(row: TodayRow) -> dict[str, object]:
    return {
        "source": row.source,
        "source_id": row.source_id,
        "settles": row.settles,
        "title": row.title,
    }


def test_the_newest_unfinished_round_is_one_row_that_says_who_is_next(desk: DeskForTests) -> None:
    ann, bo = desk.add("Ann Lee"), desk.add("Bo Lee")
    older, newer = news(desk, "The atlas"), news(desk, "New studio")
    desk.do(add_news, form=NewsForm("Without an audience"))
    [row] = offered(desk)
    assert (row.source_id, row.title) == (newer, "New studio")
    assert row.why == "Your update: 0 of 2 know. Next is Ann Lee."
    assert row.verbs == (Verb.DO, Verb.SNOOZE, Verb.SKIP)
    assert row.do_word == "Go on"
    tell(desk, newer, ann)
    assert offered(desk)[0].why == "Your update: 1 of 2 knows. Next is Bo Lee."
    tell(desk, newer, bo)
    assert [row.source_id for row in offered(desk)] == [older]
    desk.do(close_news, news_id=older)
    assert offered(desk) == []


def test_skipped_it_comes_again_with_the_next_week_and_snoozed_when_it_wakes(
    desk: DeskForTests,
) -> None:
    desk.add("Ann Lee")
    news(desk, "The atlas")
    [row] = offered(desk)
    desk.do(skip_row, **answer(row))
    sunday = TODAY + timedelta(days=5)
    assert offered(desk) == offered(desk, sunday) == []
    [again] = offered(desk, sunday + timedelta(days=1))
    desk.undo()
    assert offered(desk) == [row]
    assert again.settles != row.settles
    desk.do(snooze_row, **answer(row), until=desk.clock.now() + timedelta(days=2))
    assert offered(desk) == []
    assert len(offered(desk, TODAY + timedelta(days=2))) == 1


def test_a_round_that_nobody_went_on_with_for_long_stays_away(desk: DeskForTests) -> None:
    ann = desk.add("Ann Lee")
    desk.add("Bo Lee")
    news_id = news(desk, "The atlas")
    later = TODAY + timedelta(days=60)
    assert len(offered(desk, later)) == 1
    assert offered(desk, later + timedelta(days=1)) == []
    tell(desk, news_id, ann, TODAY + timedelta(days=9))
    assert len(offered(desk, later + timedelta(days=9))) == 1


def test_in_a_quiet_season_and_without_anybody_to_tell_there_is_no_row(desk: DeskForTests) -> None:
    ann = desk.add("Ann Lee")
    news(desk, "The atlas")
    desk.do(begin_quiet, from_on=TODAY, until_on=TODAY + timedelta(days=3))
    assert offered(desk) == []
    assert len(offered(desk, TODAY + timedelta(days=3))) == 1
    desk.do(delete_people, person_ids=[ann])
    assert offered(desk, TODAY + timedelta(days=3)) == []
