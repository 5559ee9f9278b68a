"""Events out of calendar files: what is read, in whose time, and what does no harm."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.domain.errors import InputUnreadable
from relationship_desk.domain.events import EventForm, EventKind
from relationship_desk.formats.ics_events import read_events

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 3, 5)
HEAD, FOOT = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n", "END:VCALENDAR\r\n"


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}END:VEVENT\r\n" for event in events)
    return f"{HEAD}{body}{FOOT}".encode()


def read(*events: str) -> list[EventForm]:
    return read_events(calendar(*events), "fair.ics", BERLIN, TODAY)


def test_whole_days_end_on_their_last_day() -> None:
    [form] = read(
        "UID:a@b\r\nDTSTART;VALUE=DATE:20260512\r\nDTEND;VALUE=DATE:20260515\r\n"
        "SUMMARY:Book Fair 2026\r\nLOCATION:Hall 3\\, Leipzig\r\nURL:https://fair.example\r\n"
        "ORGANIZER;CN=Harbour Museum:mailto:x@y.example\r\nDESCRIPTION:bring cards\r\n"
    )

    assert (form.name, form.starts_on, form.last_day, form.starts_time) == (
        "Book Fair 2026", date(2026, 5, 12), date(2026, 5, 14), None,
    )  # fmt: skip
    assert (form.place, form.link, form.host) == (
        "Hall 3, Leipzig", "https://fair.example", "Harbour Museum",
    )  # fmt: skip
    assert (form.notes, form.uid, form.kind) == ("bring cards", "a@b", EventKind.FAIR)


@pytest.mark.parametrize(
    ("begin", "on", "at"),
    [
        ("DTSTART:20260310T170000Z", date(2026, 3, 10), time(18)),
        ("DTSTART;TZID=America/New_York:20260310T200000", date(2026, 3, 11), time(1)),
        ("DTSTART:20260310T170000", date(2026, 3, 10), time(17)),
    ],
)
def test_a_time_is_told_where_the_user_is(begin: str, on: date, at: time) -> None:
    [form] = read(f"{begin}\r\nDURATION:PT2H\r\nSUMMARY:Talk\r\n")

    assert (form.starts_on, form.starts_time, form.last_day) == (on, at, on)


@pytest.mark.parametrize(
    ("name", "more", "kind"),
    [
        ("Printers meetup", "", EventKind.MEETUP),
        ("Dinner at eight", "", EventKind.DINNER),
        ("World Congress", "", EventKind.CONFERENCE),
        ("Talk", "URL:https://x.example\r\n", EventKind.ONLINE),
        ("Talk", "LOCATION:Kiel\r\n", EventKind.OTHER),
    ],
)
def test_the_kind_is_known_by_its_words(name: str, more: str, kind: EventKind) -> None:
    [form] = read(f"DTSTART:20260310T170000Z\r\nSUMMARY:{name}\r\n{more}")

    assert form.kind is kind


@pytest.mark.parametrize(
    ("rule", "on"),
    [
        ("FREQ=WEEKLY", date(2026, 3, 9)),
        ("FREQ=YEARLY", date(2027, 3, 2)),
        ("FREQ=WEEKLY;UNTIL=20260303T000000Z", date(2026, 3, 2)),
    ],
)
def test_of_what_repeats_the_next_time_is_taken(rule: str, on: date) -> None:
    [form] = read(f"DTSTART:20260302T170000\r\nRRULE:{rule}\r\nSUMMARY:Table\r\n")

    assert form.starts_on == on


def test_an_event_that_cannot_be_does_not_keep_the_others_away() -> None:
    found = read(
        "SUMMARY:Beyond\r\nDTSTART:99991231T235959Z\r\nDURATION:P3W\r\n",
        "SUMMARY:On\r\nSUMMARY:Twice\r\nDTSTART:20260310T170000Z\r\n",
    )

    assert [form.name for form in found] == ["On"]


def test_what_was_cancelled_or_has_no_day_is_left_out() -> None:
    found = read(
        "SUMMARY:Off\r\nSTATUS:CANCELLED\r\nDTSTART:20260310T170000Z\r\n",
        "SUMMARY:Some day\r\n",
        "SUMMARY:On\r\nDTSTART:20260310T170000Z\r\n",
    )

    assert [form.name for form in found] == ["On"]


@pytest.mark.parametrize(
    "content", [b"", b"hello", HEAD.encode(), f"{HEAD}{FOOT}".encode(), b"\xff\xfe\x00"]
)
def test_what_is_no_calendar_of_events_is_said_so(content: bytes) -> None:
    with pytest.raises(InputUnreadable, match=r"fair\.ics"):
        read_events(content, "fair.ics", BERLIN, TODAY)


_LINES = st.sampled_from(
    [
        "DTSTART:20260310T170000Z", "DTSTART;VALUE=DATE:20260310", "DTSTART:00010101T000000Z",
        "DTSTART;TZID=Nowhere/City:20260310T170000", "DTSTART:99991231T235959Z", "DTSTART:x",
        "DTSTART:20200310T170000", "DTEND:20250101T000000Z", "DTEND;VALUE=DATE:20260311",
        "DURATION:P3W", "DURATION:-PT1H", "DURATION:P99999D", "RRULE:FREQ=DAILY;COUNT=2",
        "RRULE:FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2", "RRULE:x", "RRULE:FREQ=WEEKLY;UNTIL=2020",
        "SUMMARY:Fair", "SUMMARY;LANGUAGE=de:Messe", "SUMMARY:a\r\nSUMMARY:b", "URL:x",
        "ORGANIZER:mailto:a@b", "CATEGORIES:a,b", "LOCATION:", "UID:1", "STATUS:CANCELLED",
    ]
)  # fmt: skip


@given(lines=st.lists(_LINES, max_size=7))
def test_any_event_is_read_or_left_out(lines: list[str]) -> None:
    try:
        found = read("".join(f"{line}\r\n" for line in lines))
    except InputUnreadable:
        return
    for form in found:
        form.check()


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read_events(HEAD.encode() + b"BEGIN:VEVENT\r\n" + content, "fair.ics", BERLIN, TODAY)
    except InputUnreadable:
        return
