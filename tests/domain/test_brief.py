"""The page of a brief, and the words it listens for."""

from __future__ import annotations

from datetime import date, time

import pytest

from relationship_desk.desk.briefing import brief_words
from relationship_desk.domain.brief import Brief, Changed, Owed, Reach, Talk, page_of, text_of
from relationship_desk.domain.kinds import Channel

ON = date(2026, 3, 3)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Next: the harbour plan", ["the harbour plan"]),
        ("lunch; next time: ask for the map; nice weather", ["ask for the map"]),
        ("- Ask: how is the father?\n- Topic: prices", ["how is the father?", "prices"]),
        ("She will come next week: surely", []),
        ("next week we talk", []),
        ("Next:", []),
        ("", []),
    ],
)
def test_a_topic_is_what_the_user_noted_behind_a_cue(text: str, topics: list[str]) -> None:
    assert brief_words().topics(text) == topics


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Lunch with Ida", Channel.MET),
        ("call re atlas", Channel.CALL),
        ("Video call about the plan", Channel.VIDEO),
        ("Zoom!", Channel.VIDEO),
        ("meet-up in Hamburg", Channel.MET),
        ("send the slides", None),
        ("recall the parcel", None),
        ("metre of rope", None),
    ],
)
def test_a_task_is_a_meeting_by_its_words(text: str, channel: Channel | None) -> None:
    words = brief_words()
    assert words.meeting(text.replace("meet-up", "meet up")) is channel


def test_a_page_has_headings_only_over_something() -> None:
    page = page_of(Brief(1, "Ida Vale", ON, i_owe=(Owed("the intro", date(2026, 3, 6)),)))
    assert [section.title for section in page.sections] == ["Promises"]
    assert page.calm == ""
    assert text_of(page) == (
        "Ida Vale\n"
        "Brief for Tuesday 3 March 2026\n"
        "\n"
        "PROMISES\n"
        "  I owe – the intro (by 6 March 2026, in 3 days)\n"
    )


def test_an_empty_brief_is_calm() -> None:
    page = page_of(Brief(1, "Ida Vale", ON))
    assert page.sections == ()
    assert page.calm.startswith("Nothing is written down about Ida Vale yet.")


def test_the_text_keeps_every_line_of_an_entry() -> None:
    talk = Talk(date(2026, 3, 2), time(16, 40), Channel.CALL, "one\n\ntwo", ("Bo",))
    text = text_of(page_of(Brief(1, "Ida", ON, talks=(talk,))))
    assert "  2 March 2026 at 16:40, yesterday, call – one\n\n    two (with Bo)\n" in text


def test_ways_of_one_kind_share_a_line() -> None:
    reach = (Reach("phone", "1", "work"), Reach("e-mail", "a@b.example"), Reach("phone", "2"))
    assert "phone – 1 (work) · 2\n" in text_of(page_of(Brief(1, "Ida", ON, reach=reach)))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("", "new@x.example", "e-mail is new: new@x.example"),
        ("old@x.example", "", "e-mail is gone: old@x.example"),
        ("old", "new", "e-mail is new, was old"),
    ],
)
def test_a_change_says_what_was(before: str, after: str, words: str) -> None:
    assert Changed(ON, "e-mail", before, after).words == words
