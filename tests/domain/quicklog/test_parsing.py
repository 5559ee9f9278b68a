"""What lines mean, on Tuesday 3 March 2026, among a few people who are known."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_desk.desk.quick_words import quick_words
from relationship_desk.domain.kinds import Channel, Direction
from relationship_desk.domain.promises import Owing
from relationship_desk.domain.quicklog.line import PieceKind, QuickLine, SaidPromise, SaidStep
from relationship_desk.domain.quicklog.parsing import parse_line
from relationship_desk.domain.text import fold

TUESDAY = date(2026, 3, 3)
KNOWN = {"ida", "vale", "ida vale", "ann", "leo", "ann lee", "bo", "will", "may", "mary ann"}
MONDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 6)
MINE, THEIRS, MUTUAL = Direction.MINE, Direction.THEIRS, Direction.MUTUAL
C = Channel


def parse(line: str, on: date = TUESDAY) -> QuickLine:
    return parse_line(line, quick_words(), on, lambda name: fold(name) in KNOWN)


def pieces(found: QuickLine) -> list[tuple[str, str]]:
    return [(p.kind.value, found.line[p.start : p.end]) for p in found.pieces]


@pytest.mark.parametrize(
    ("line", "names", "channel", "direction", "text"),
    [
        ("called ida", "ida", C.CALL, MINE, ""),
        ("Called Ida.", "Ida", C.CALL, MINE, ""),
        ("I called ida", "ida", C.CALL, MINE, ""),
        ("phoned Ida Vale", "Ida Vale", C.CALL, MINE, ""),
        ("called Ann and Leo", "Ann|Leo", C.CALL, MINE, ""),
        ("called Ann, Leo", "Ann|Leo", C.CALL, MINE, ""),
        ("called ann, leo and bo re x", "ann|leo|bo", C.CALL, MINE, "x"),
        ("called Ann, Leo, and Bo", "Ann|Leo|Bo", C.CALL, MINE, ""),
        ("called ann & leo", "ann|leo", C.CALL, MINE, ""),
        ("Ann called", "Ann", C.CALL, THEIRS, ""),
        ("Ann and Leo called re slides", "Ann|Leo", C.CALL, THEIRS, "slides"),
        ("call with ida about the fair", "ida", C.CALL, MUTUAL, "the fair"),
        ("phone call from Ida", "Ida", C.CALL, THEIRS, ""),
        ("call to bo", "bo", C.CALL, MINE, ""),
        ("video call with ida", "ida", C.VIDEO, MUTUAL, ""),
        ("zoom with ida", "ida", C.VIDEO, MUTUAL, ""),
        ("met ida", "ida", C.MET, MUTUAL, ""),
        ("met with ida", "ida", C.MET, MUTUAL, ""),
        ("we met ida at the fair", "ida", C.MET, MUTUAL, "at the fair"),
        ("ran into Bo in Bremen", "Bo", C.MET, MUTUAL, "in Bremen"),
        ("lunch with Ann", "Ann", C.MET, MUTUAL, "lunch"),
        ("had lunch with Ann at Luigi's", "Ann", C.MET, MUTUAL, "lunch at Luigi's"),
        ("coffee with mary ann", "mary ann", C.MET, MUTUAL, "coffee"),
        ("texted bo re the tickets", "bo", C.MESSAGE, MINE, "the tickets"),
        ("Bo texted", "Bo", C.MESSAGE, THEIRS, ""),
        ("wrote ida about x", "ida", C.EMAIL, MINE, "x"),
        ("wrote to ida", "ida", C.EMAIL, MINE, ""),
        ("mailed ida the plan", "ida", C.EMAIL, MINE, "the plan"),
        ("Ida wrote: she got the job", "Ida", C.EMAIL, THEIRS, "she got the job"),
        ("e-mail from Ida", "Ida", C.EMAIL, THEIRS, ""),
        ("wrote a letter to ida", "ida", C.LETTER, MINE, ""),
        ("card from Ida", "Ida", C.LETTER, THEIRS, ""),
        ("talked to ida", "ida", C.OTHER, MINE, ""),
        ("spoke with Ida", "Ida", C.OTHER, MUTUAL, ""),
        ("note about ida: likes tea", "ida", C.NOTE, MUTUAL, "likes tea"),
        ("ida moved to Bremen", "ida", None, MUTUAL, "moved to Bremen"),
        ("Ida: moved to Bremen", "Ida", None, MUTUAL, "moved to Bremen"),
        ("met Will and May", "Will|May", C.MET, MUTUAL, ""),
        ("called will", "will", C.CALL, MINE, ""),
        ("called Zoe Quill", "Zoe Quill", C.CALL, MINE, ""),
        ("called zoe re tea", "zoe", C.CALL, MINE, "tea"),
        ("called Zoe and Bo", "Zoe|Bo", C.CALL, MINE, ""),
        ("met ida and talked about ann", "ida", C.MET, MUTUAL, "talked about ann"),
        ("called", "", C.CALL, MINE, ""),
        ("called re slides", "", C.CALL, MINE, "slides"),
        ("what a day", "", None, MUTUAL, "what a day"),
        ("call the bank", "", None, MUTUAL, "call the bank"),
    ],
)
def test_who_how_and_what(
    line: str, names: str, channel: Channel | None, direction: Direction, text: str
) -> None:
    found = parse(line)
    assert "|".join(found.names) == names
    assert (found.channel, found.direction, found.text) == (channel, direction, text)
    assert found.on is None


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("today", TUESDAY),
        ("yesterday", MONDAY),
        ("yest", MONDAY),
        ("last night", MONDAY),
        ("this morning", TUESDAY),
        ("the day before yesterday", date(2026, 3, 1)),
        ("friday", date(2026, 2, 27)),
        ("on friday", date(2026, 2, 27)),
        ("last Friday", date(2026, 2, 27)),
        ("tuesday", TUESDAY),
        ("last tuesday", date(2026, 2, 24)),
        ("Mon", MONDAY),
        ("two days ago", date(2026, 3, 1)),
        ("3 days ago", date(2026, 2, 28)),
        ("a week ago", date(2026, 2, 24)),
        ("a couple of weeks ago", date(2026, 2, 17)),
        ("a month ago", date(2026, 2, 3)),
        ("a year ago", date(2025, 3, 3)),
        ("last week", date(2026, 2, 24)),
        ("last month", date(2026, 2, 3)),
        ("3.11.", date(2025, 11, 3)),
        ("3.2.", date(2026, 2, 3)),
        ("on 3.11.2024", date(2024, 11, 3)),
        ("2026-02-27", date(2026, 2, 27)),
        ("on 12 March", date(2025, 3, 12)),
        ("on 1 March", date(2026, 3, 1)),
        ("March 1", date(2026, 3, 1)),
        ("1st of March", date(2026, 3, 1)),
        ("12 Mar 2024", date(2024, 3, 12)),
        ("29 February", date(2024, 2, 29)),
        ("tomorrow", date(2026, 3, 4)),
    ],
)
def test_when(words: str, on: date) -> None:
    for line in (f"called ida {words}", f"{words} called ida", f"called ida {words} re x"):
        found = parse(line)
        assert (found.on, found.names, found.channel) == (on, ("ida",), C.CALL), line
        assert ("when", words) in pieces(found)


@pytest.mark.parametrize(
    ("words", "clock"),
    [
        ("yesterday 15:00", time(15)),
        ("yesterday at 9:30", time(9, 30)),
        ("yesterday at 3pm", time(15)),
        ("at 3pm yesterday", time(15)),
        ("9:30 yesterday", time(9, 30)),
        ("yesterday 12 am", time(0)),
        ("yesterday 12:15pm", time(12, 15)),
    ],
)
def test_at_what_time(words: str, clock: time) -> None:
    found = parse(f"called ida {words} re x")
    assert (found.on, found.at, found.text) == (MONDAY, clock, "x")


@pytest.mark.parametrize(
    ("line", "clock", "text"),
    [
        ("called ida yesterday at 10", time(10), ""),
        ("called ida yesterday at 3; owe her tea", time(15), ""),
        ("met ida yesterday at 10 Downing Street", None, "at 10 Downing Street"),
        ("met ida yesterday at 25", None, "at 25"),
    ],
)
def test_an_hour_alone_is_one_at_the_end(line: str, clock: time | None, text: str) -> None:
    found = parse(line)
    assert (found.on, found.at, found.text) == (MONDAY, clock, text)


def test_a_time_alone_is_of_today() -> None:
    found = parse("called ida 9:30 re x")
    assert (found.on, found.at, found.text) == (TUESDAY, time(9, 30), "x")


@pytest.mark.parametrize("words", ["31.2.", "30 February", "25:00", "13pm", "0 days ago"])
def test_what_is_no_day_or_time_is_text(words: str) -> None:
    found = parse(f"called ida re {words}")
    assert (found.on, found.at, found.text) == (None, None, words)


@pytest.mark.parametrize(
    ("line", "on", "text"),
    [
        ("met ida re the fair yesterday", MONDAY, "the fair"),
        ("met ida re the fair on Friday", date(2026, 2, 27), "the fair"),
        ("met ida re the launch on 12 March", None, "the launch on 12 March"),
        ("met ida, she sat", None, "she sat"),
        ("met ida re the march budget", None, "the march budget"),
    ],
)
def test_a_day_at_the_end_says_when_only_if_it_is_counted_from_today(
    line: str, on: date | None, text: str
) -> None:
    found = parse(line)
    assert (found.on, found.text) == (on, text)


def mine(text: str, due_on: date | None = None, whom: str = "", all_: bool = False) -> SaidPromise:
    return SaidPromise(Owing.MINE, whom, all_, text, due_on)


def theirs(text: str, due_on: date | None = None, whom: str = "") -> SaidPromise:
    return SaidPromise(Owing.THEIRS, whom, False, text, due_on)


@pytest.mark.parametrize(
    ("words", "promise"),
    [
        ("; owe her the intro by Friday", mine("the intro", FRIDAY)),
        ("; owe her the intro", mine("the intro")),
        (", I owe him a call", mine("a call")),
        ("; owe them the minutes", mine("the minutes", all_=True)),
        ("; owe Leo the book", mine("the book", whom="Leo")),
        (". I owe Ida Vale the book.", mine("the book.", whom="Ida Vale")),
        (", will send slides by Monday", mine("send slides", date(2026, 3, 9))),
        (" and will send slides tomorrow", mine("send slides", date(2026, 3, 4))),
        ("; I'll call by 12 March", mine("call", date(2026, 3, 12))),
        ("; promised to send slides next week", mine("send slides", date(2026, 3, 10))),
        ("; promised her the plan in two weeks", mine("the plan", date(2026, 3, 17))),
        ("; owe her by Friday the intro", mine("the intro", FRIDAY)),
        ("; owe her the plan for May", mine("the plan for May")),
        ("; she owes me the book", theirs("the book")),
        ("; Leo owes me the book by next friday", theirs("the book", date(2026, 3, 13), "Leo")),
        ("; she will send the photos by 3.11.", theirs("send the photos", date(2026, 11, 3))),
        (", she'll ask Bo", theirs("ask Bo")),
        ("; they promised me tickets", theirs("tickets")),
        (" and leo promised to come on friday", theirs("come", FRIDAY, "leo")),
    ],
)
def test_promises(words: str, promise: SaidPromise) -> None:
    found = parse(f"called Ann and Leo{words}")
    assert found.promises == (promise,)
    assert (found.names, found.text) == (("Ann", "Leo"), "")


@pytest.mark.parametrize(
    "line",
    [
        "called ann and will yesterday",
        "met Will, Bo",
        "Will called",
        "called ida; owe her",
        "called ida, will",
        "called ida; she will by friday",
    ],
)
def test_what_only_looks_like_a_promise_is_none(line: str) -> None:
    assert parse(line).promises == ()


@pytest.mark.parametrize(
    ("words", "step"),
    [
        ("next: call in May", SaidStep("call", date(2026, 5, 1), None)),
        ("next: call in January", SaidStep("call", date(2027, 1, 1), None)),
        ("next: call in March", SaidStep("call", date(2026, 3, 31), None)),
        ("next: call tomorrow at 15:00", SaidStep("call", date(2026, 3, 4), time(15))),
        ("next: call at 9:30 tomorrow", SaidStep("call", date(2026, 3, 4), time(9, 30))),
        ("next: call tomorrow at 9", SaidStep("call", date(2026, 3, 4), time(9))),
        ("next step: write her", SaidStep("write her", None, None)),
        ("todo: send the card on 12 March", SaidStep("send the card", date(2026, 3, 12), None)),
        ("next: lunch in three weeks", SaidStep("lunch", date(2026, 3, 24), None)),
    ],
)
def test_what_comes_next(words: str, step: SaidStep) -> None:
    for between in (". ", "; ", " ", ", "):
        assert parse(f"called ida{between}{words}").step == step


def test_what_was_told_stays_as_words() -> None:
    found = parse("met ida; told: new job, the move; next: call")
    assert (found.told, found.text) == ("new job, the move", "")
    assert found.step == SaidStep("call", None, None)


@pytest.mark.parametrize(
    ("line", "told", "text", "how"),
    [
        ("told Ida the atlas is out", "the atlas is out", "", (Channel.OTHER, Direction.MINE)),
        (
            "told ida and Leo about the atlas yesterday; she laughed; next: call",
            "the atlas", "she laughed", (Channel.OTHER, Direction.MINE),
        ),
        (
            "called Ida; told her about the atlas", "the atlas", "",
            (Channel.CALL, Direction.MINE),
        ),
        ("Ida told me about the move", "", "told me about the move",
         (Channel.OTHER, Direction.THEIRS)),
        ("Ida; told: the move", "the move", "", (Channel.OTHER, Direction.MINE)),
        ("Ida: likes figs", "", "likes figs", (Channel.NOTE, Direction.MUTUAL)),
    ],
)  # fmt: skip
def test_telling_somebody_is_contact_in_which_it_was_told(
    line: str, told: str, text: str, how: tuple[Channel, Direction]
) -> None:
    found = parse(line)
    assert (found.told, found.text, found.how) == (told, text, how)
    assert found.names[0].casefold() == "ida"
    kinds = [piece.kind for piece in found.pieces]
    assert kinds.count(PieceKind.TOLD) == bool(told)


@pytest.mark.parametrize("line", ["called ida; next:", "called ida; told: ;", "next: by friday"])
def test_a_cue_with_nothing_behind_it_plans_nothing(line: str) -> None:
    found = parse(line)
    assert (found.step, found.told) == (None, "")


def test_each_piece_has_its_place() -> None:
    line = "called Ann and Leo yesterday re slides; owe her the intro by Friday; next: call"
    assert pieces(parse(line)) == [
        ("channel", "called"),
        ("who", "Ann"),
        ("who", "Leo"),
        ("when", "yesterday"),
        ("promise", "owe her the intro by Friday"),
        ("next", "next: call"),
    ]


def test_a_line_of_promises_alone_tells_of_nothing_that_happened() -> None:
    assert not parse("owe ida the intro; bo will send slides").has_entry
    assert not parse("").has_entry


_WORDS = st.sampled_from(
    "called met ida Ann leo Bo Zoe will owe owes me her them she'll I and , ; : . next told to by "
    "on in friday last next yesterday ago two 3 days week May march 3.11. 12 12th 2026-02-30 15:00 "
    "3pm pm re about the slides lunch with from a couple of İx ß 🙂 \u0301 99999999999 ²".split(" ")
)
_LINES = st.one_of(st.lists(_WORDS, max_size=14).map(" ".join), st.text(max_size=40))


@given(line=_LINES, on=st.dates())
def test_any_line_is_read_with_places_inside_it_that_do_not_overlap(line: str, on: date) -> None:
    found = parse(line, on)
    end = 0
    for piece in found.pieces:
        assert end <= piece.start < piece.end <= len(line)
        end = piece.end
    kinds = [piece.kind for piece in found.pieces]
    assert kinds.count(PieceKind.WHO) == len(found.names)
    assert kinds.count(PieceKind.PROMISE) == len(found.promises)
    assert kinds.count(PieceKind.NEXT) == (found.step is not None)
    assert (PieceKind.CHANNEL in kinds) == (found.channel is not None)
    assert (PieceKind.WHEN in kinds) == (found.on is not None)


@given(line=_LINES)
def test_no_letter_of_a_line_is_lost(line: str) -> None:
    """What no piece understood is in the text, but for words that only lead over."""
    found = parse(line)
    words = quick_words()
    quiet = words.filler | words.topic | words.joins | {",", ";", ":"}
    left = list(line)
    for piece in found.pieces:
        left[piece.start : piece.end] = " " * (piece.end - piece.start)
    text = fold(found.text)
    for word in fold("".join(left)).replace(",", " ").replace(";", " ").replace(":", " ").split():
        bare = word.strip(".!?-–—")
        assert not bare or bare in quiet or bare in text, (word, found)


@given(line=st.text(st.characters(categories=["Lo", "Zs"]), min_size=1, max_size=30))
def test_a_line_without_a_known_word_is_about_nobody(line: str) -> None:
    found = parse(line)
    assert (found.names, found.channel, found.pieces) == ((), None, ())
