"""What a person can do with news of their own: write them, say for whom they are, close them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from relationship_desk.domain.audience import Audience, as_text
from relationship_desk.domain.errors import UserError
from relationship_desk.domain.instants import to_text
from relationship_desk.domain.news import Choice
from relationship_desk.domain.news_letters import NOTHING, Told
from relationship_desk.domain.playbooks import Tone
from relationship_desk.domain.text import one_line
from relationship_desk.store import schema as s
from relationship_desk.store.people import names_of
from relationship_desk.store.work import Work

GONE = "This update is not there any more; nothing was saved."


@dataclass(frozen=True, slots=True)
class NewsForm:
    """A piece of news as edited."""

    title: str
    told: Told = NOTHING
    tone: Tone = Tone.FRIENDLY


def add_news(work: Work, now: datetime, *, form: NewsForm) -> int:
    """A new piece of news, meant for nobody yet; the id."""
    columns = _columns(form)
    work.label = f"New update {_quoted(form.title)}"
    return work.insert(s.News, audience="", created_at=to_text(now), closed_at=None, **columns)


def edit_news(work: Work, now: datetime, *, news_id: int, form: NewsForm) -> None:
    """Make a piece of news what the form says."""
    columns = _columns(form)
    the_news(work, news_id)
    work.label = f"Edit the update {_quoted(form.title)}"
    work.coalesce_key = f"news {news_id}"
    work.update(s.News, news_id, **columns)


def delete_news(work: Work, now: datetime, *, news_id: int) -> None:
    """Remove a piece of news. The entries in which it was told stay in the timeline."""
    row = the_news(work, news_id)
    work.label = f"Delete the update {_quoted(row['title'])}"
    work.pinned = True
    work.remove(s.News, [news_id])


def close_news(work: Work, now: datetime, *, news_id: int) -> bool:
    """Nobody else is to be told; whether that is new."""
    row = the_news(work, news_id)
    work.label = f"Close the update {_quoted(row['title'])}"
    return row["closed_at"] is None and work.update(s.News, news_id, closed_at=to_text(now))


def reopen_news(work: Work, now: datetime, *, news_id: int) -> bool:
    """Somebody may be told again; whether that is new."""
    row = the_news(work, news_id)
    work.label = f"Reopen the update {_quoted(row['title'])}"
    return work.update(s.News, news_id, closed_at=None)


def set_audience(work: Work, now: datetime, *, news_id: int, audience: Audience) -> bool:
    """Say for whom it is by rules; whether anything is different."""
    row = the_news(work, news_id)
    work.label = f"Audience of {_quoted(row['title'])}"
    work.coalesce_key = f"audience {news_id}"
    return work.update(s.News, news_id, audience=as_text(audience))


def choose_people(
    work: Work, now: datetime, *, news_id: int, person_ids: Sequence[int], choice: Choice
) -> int:
    """Add people by hand, leave them out, or let the rules decide again; how many are different."""
    row = the_news(work, news_id)
    names = names_of(work.connection, person_ids)
    if len(names) != len(set(person_ids)):
        raise UserError("One of these people is not there any more; nothing was saved.")
    verb = {Choice.ADDED: "Add {} to", Choice.LEFT_OUT: "Leave {} out of", Choice.NONE: "{} in"}
    who = one_line(names[person_ids[0]], 40) if len(names) == 1 else f"{len(names)} people"
    work.label = f"{verb[choice].format(who)} the audience of {_quoted(row['title'])}"
    return sum(put_by_hand(work, news_id, i, choice=choice.value) for i in names)


def keep_letter(work: Work, now: datetime, *, news_id: int, person_id: int, text: str) -> bool:
    """Keep the letter as the user wrote it; empty: as it is proposed. Whether it is different."""
    the_news(work, news_id)
    name = _name(work, person_id)
    work.label = f"Edit the letter to {name}"
    work.coalesce_key = f"letter {news_id} {person_id}"
    return put_by_hand(work, news_id, person_id, draft=text.strip())


def put_behind(work: Work, now: datetime, *, news_id: int, person_id: int) -> bool:
    """Tell somebody after all others."""
    row = the_news(work, news_id)
    name = _name(work, person_id)
    work.label = f"Later: tell {name} about {_quoted(row['title'])}"
    return put_by_hand(work, news_id, person_id, later_at=to_text(now))


def the_news(work: Work, news_id: int) -> dict[str, Any]:
    """The row. Raises `UserError` where it is gone."""
    row = work.get(s.News, news_id)
    if row is None:
        raise UserError(GONE)
    return row


def put_by_hand(work: Work, news_id: int, person_id: int, **values: Any) -> bool:
    """Say something of one person and one piece of news; a row that says nothing goes."""
    nothing = {"choice": "", "draft": "", "known_on": None, "later_at": None}
    for row_id in work.ids_where(s.NewsPerson, "person_id", [person_id]):
        row = work.get(s.NewsPerson, row_id)
        if row is None or row["news_id"] != news_id:
            continue
        said = {name: row[name] for name in nothing} | values
        if said == nothing:
            return bool(work.delete(s.NewsPerson, [row_id]))
        return work.update(s.NewsPerson, row_id, **values)
    if nothing | values == nothing:
        return False
    work.insert(s.NewsPerson, news_id=news_id, person_id=person_id, **(nothing | values))
    return True


def put_told(work: Work, interaction_id: int, news_ids: Sequence[int]) -> None:
    """Make these, and no others, what everybody in an entry was told there."""
    for news_id in news_ids:
        the_news(work, news_id)
    parts = work.ids_where(s.Participant, "interaction_id", [interaction_id])
    there = work.rows(s.Telling, work.ids_where(s.Telling, "participant_id", parts))
    work.delete(s.Telling, [row["id"] for row in there if row["news_id"] not in news_ids])
    said = {(row["news_id"], row["participant_id"]) for row in there}
    pairs = [(n, p) for n in dict.fromkeys(news_ids) for p in parts if (n, p) not in said]
    for news_id, part in pairs:
        work.insert(s.Telling, news_id=news_id, participant_id=part, wrote=0)


def _columns(form: NewsForm) -> dict[str, Any]:
    if not form.title.strip():
        raise UserError("An update needs a title. Say in a few words what it is.")
    return {
        "title": " ".join(form.title.split()),
        "short_text": form.told.short.strip(),
        "long_text": form.told.long.strip(),
        "link": form.told.link.strip(),
        "tone": form.tone.value,
    }


def _name(work: Work, person_id: int) -> str:
    name = names_of(work.connection, [person_id]).get(person_id)
    if name is None:
        raise UserError("This person is not there any more; nothing was saved.")
    return one_line(name, 40)


def _quoted(title: str) -> str:
    return f"“{one_line(title, 40)}”"
