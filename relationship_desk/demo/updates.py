"""The sample desk's own news: one that everybody knows, and one that is half told.

Invariant: people are those whom the sample has by tag and circle; nothing is told before `at`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from relationship_desk.demo.steps import Ids, Run, Step
from relationship_desk.desk.commands.news import NewsForm, add_news, close_news, set_audience
from relationship_desk.desk.commands.tellings import note_known, tell_person
from relationship_desk.desk.news import round_of
from relationship_desk.domain.audience import Audience, Rule, RuleKind
from relationship_desk.domain.kinds import Channel
from relationship_desk.domain.news_letters import Told
from relationship_desk.domain.text import fold
from relationship_desk.store.news import get_news
from relationship_desk.store.work import Work

_WAYS = (Channel.EMAIL, Channel.MET, Channel.EMAIL, Channel.CALL, Channel.MESSAGE)
_STUDIO = NewsForm(
    "I share a studio now",
    Told(
        "I work from a shared studio now, five minutes from the old one.",
        "",
        "",
    ),
)
_ATLAS = NewsForm(
    "The harbour atlas goes to print",
    Told(
        "After two winters the harbour atlas goes to the printer in May.",
        "After two winters of drawing, the harbour atlas goes to the printer in May: sixty sheets, "
        "from the old fish quay to the new lock.\n\nIf you would like to see the proofs[, "
        "{first_name}], say a word: they hang in the studio until the end of the month.",
        "https://harbour-atlas.example/proofs",
    ),
)


@dataclass(frozen=True, slots=True)
class Tell:
    """A piece of news for those of a tag, and to how many of them it was told."""

    at: datetime
    form: NewsForm
    tag: str
    told: int  # to so many of them; -1: to all, and it is closed

    def perform(self, run: Run, ids: Ids) -> None:
        news_id = run(add_news, form=self.form)
        run(_tell, news_id=news_id, tag=self.tag, told=self.told, on=self.at.date())


def own_news(now: datetime) -> list[Step]:
    """The steps, in the order of time."""
    return [
        Tell(now - timedelta(days=96), _STUDIO, "Friends", -1),
        Tell(now - timedelta(days=9), _ATLAS, "Harbour atlas", 3),
    ]


def _tell(work: Work, now: datetime, *, news_id: int, tag: str, told: int, on: date) -> None:
    """Choose the audience and tell the first of it."""
    rules = [
        Rule(RuleKind.TAG, str(tag_id))
        for (tag_id,) in work.connection.sql("SELECT id FROM tag WHERE folded = ?", (fold(tag),))
    ]
    set_audience(work, now, news_id=news_id, audience=Audience(tuple(rules)))
    news = get_news(work.connection, news_id)
    if news is None:
        return
    waiting = [member.person_id for member in round_of(work.connection, news, on).to_tell]
    chosen = waiting if told < 0 else waiting[:told]
    for place, person_id in enumerate(chosen):
        if place == 1:
            note_known(work, now, news_id=news_id, person_ids=[person_id], on=on)
        else:
            channel = _WAYS[place % len(_WAYS)]
            tell_person(work, now, news_id=news_id, person_id=person_id, on=on, channel=channel)
    if told < 0:
        close_news(work, now, news_id=news_id)
    work.label = f"Tell people: {news.title}"
