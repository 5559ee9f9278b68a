"""Whole files: what is no vCard, broken structure, limits, progress and leaving."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from relationship_desk.desk.ports import Cancelled, NotThisFormat, ReadCard, Unreadable
from relationship_desk.formats.vcard import VCard, reading
from tests.formats.support import Read, ReadOne, card, facts, nothing


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (b"\xff\xfe", "is empty"),
        (b"##fileformat=VCFv4.2\n#CHROM\tPOS\nBEGIN:VCARD\n", "genomics"),
        (b"PK\x03\x04....", "ZIP"),
        (b"%PDF-1.7", "PDF"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "calendar"),
        (b"<!doctype html><p>x", "web page"),
        (b'["vcard", []]', "JSON"),
        (b"Name,Phone,Mail\nAda,1,x\n", "table"),
        (b"Dear Ada,\nhow are you?\n", "text without a BEGIN:VCARD"),
        (b"BEGIN:VCARD VERSION:3.0 FN:Ada END:VCARD", "its lines have run into one"),
        (b"BEGIN:VCARD\\nVERSION:3.0\\nFN:Ada\\nEND:VCARD\\n", "its lines have run into one"),
        (b"abc\0\x01\x02" * 40, "binary"),
    ],
)
def test_a_file_that_is_no_vcard_is_refused_with_what_was_seen(
    read: Read, content: bytes, said: str
) -> None:
    with pytest.raises(NotThisFormat, match=said) as refused:
        read(content)
    assert "contacts.vcf" in str(refused.value)


def test_a_folder_is_refused(vcard: VCard, tmp_path: Path) -> None:
    with pytest.raises(NotThisFormat, match="folder"):
        vcard.read(tmp_path, nothing)


def test_a_missing_file_is_an_os_error(vcard: VCard, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        vcard.read(tmp_path / "none.vcf", nothing)


def test_a_card_without_end_is_read_and_told(read: Read) -> None:
    one, two = read("BEGIN:VCARD\nFN:Ada\nTEL:1\n" + card("FN:Bob", eol="\n"))
    assert isinstance(one, ReadCard)
    assert isinstance(two, ReadCard)
    assert [p.message for p in one.problems] == ["The card breaks off: its END:VCARD is missing."]
    assert (one.first_line, one.last_line, two.first_line, two.last_line) == (1, 3, 4, 7)
    assert two.problems == ()


def test_a_card_in_whose_middle_the_file_breaks_off_is_put_aside_with_its_bytes(read: Read) -> None:
    cut = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nTEL:+49 40 12"
    whole, broken = read(card("FN:Bob") + cut)
    assert isinstance(whole, ReadCard)
    assert isinstance(broken, Unreadable)
    assert broken.raw == cut.encode()
    assert "breaks off" in broken.message
    assert broken.last_line - broken.first_line == 3


def test_a_card_that_lacks_only_its_end_is_read_and_told(read_one: ReadOne) -> None:
    read = read_one("BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nTEL:1\n")
    assert read.contact.name.full == "Ada"
    assert [problem.message for problem in read.problems] == [
        "The card breaks off: its END:VCARD is missing."
    ]


def test_a_broken_card_with_nothing_in_it_is_unreadable(read: Read) -> None:
    (only,) = read("BEGIN:VCARD\nVERSION:3.0\n")
    assert isinstance(only, Unreadable)
    assert (only.first_line, only.last_line) == (1, 2)


def test_a_card_without_begin_is_read_and_told(read: Read) -> None:
    one, two = read("FN:Ada\nTEL:1\nEND:VCARD\n" + card("FN:Bob"))
    assert isinstance(one, ReadCard)
    assert (one.contact.name.full, one.problems[0].message) == (
        "Ada",
        "The card has no BEGIN:VCARD.",
    )
    assert isinstance(two, ReadCard)


def test_a_card_without_begin_and_end_is_read_by_its_version(read_one: ReadOne) -> None:
    assert read_one("VERSION:3.0\nFN:Ada\nTEL:1\n").contact.name.full == "Ada"


def test_text_between_cards_is_kept_with_its_lines(read: Read) -> None:
    content = card("FN:Ada") + "\r\nhello\r\nworld\r\n\r\n" + card("FN:Bob")
    one, text, two = read(content)
    assert isinstance(text, Unreadable)
    assert (text.first_line, text.last_line, text.raw) == (6, 7, b"hello\r\nworld\r\n")
    assert [isinstance(item, ReadCard) for item in (one, two)] == [True, True]
    assert isinstance(two, ReadCard)
    assert two.first_line == 9


@pytest.mark.parametrize(
    "content",
    [
        "begin:vcard\nfn:Ada\nend:vcard\n",
        "BEGIN;X=1:VCARD\nFN:Ada\nEND;X=1:VCARD\n",
        "BEGIN : VCARD \nFN:Ada\nEND:VCARD\t\n",
        "  BEGIN:VCARD\n  VERSION:3.0\n  FN:Ada\n  NOTE:a\n    b\n  END:VCARD\n",
        " BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD\n",
        "TEST.BEGIN:VCARD\nTEST.VERSION:3.0\nTEST.FN:Ada\nTEST.END:VCARD\n",
        "\ufeffBEGIN:VCARD\nFN:Ada\nEND:VCARD",
        "\n\n\nBEGIN:vCard\n\nFN:Ada\n\nEND:vCard\n\n\n",
    ],
)
def test_frames_are_found_in_every_shape(read_one: ReadOne, content: str) -> None:
    read = read_one(content)
    assert (read.contact.name.full, read.problems) == ("Ada", ())


def test_files_put_together_without_a_line_end_are_two_cards(read: Read) -> None:
    items = read(card("FN:Ada").rstrip() + card("FN:Bob"))
    assert [i.contact.name.full for i in items if isinstance(i, ReadCard)] == ["Ada", "Bob"]


@pytest.mark.parametrize("frame", ["BEGIN:VCARD", "END:VCARD"])
def test_a_folded_text_that_looks_like_a_frame_is_text(read_one: ReadOne, frame: str) -> None:
    read = read_one(card("FN:Ada", "NOTE:then write", f" {frame}", "TEL:1"))
    assert facts(read) == [("note", f"then write{frame}", ""), ("phone", "1", "")]


def test_lines_are_counted_across_a_whole_file(read: Read) -> None:
    for eol in ("\n", "\r\n", "\r\r\n"):
        items = read(card("FN:Ada", "NOTE:a", " b", eol=eol) + eol + card("FN:Bob", eol=eol))
        assert [(i.first_line, i.last_line) for i in items] == [(1, 6), (8, 11)]


def test_a_line_of_a_hundred_megabytes_puts_only_its_card_aside(
    vcard: VCard, tmp_path: Path
) -> None:
    path = tmp_path / "large.vcf"
    with path.open("wb") as file:
        file.write(card("FN:Ada").encode())
        file.write(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Large\r\nNOTE:")
        for _ in range(100):
            file.write(b"x" * 1_000_000)
        file.write(b"\r\nEND:VCARD\r\n")
        file.write(card("FN:Bob").encode())
    one, large, two = vcard.read(path, nothing)
    assert isinstance(large, Unreadable)
    assert "50 MB" in large.message
    assert (large.first_line, large.last_line) == (5, 9)
    assert len(large.raw) > 100_000_000
    assert isinstance(one, ReadCard)
    assert isinstance(two, ReadCard)
    assert two.first_line == 10


def test_a_card_of_too_many_lines_is_put_aside(read: Read) -> None:
    many = card("FN:Many", *(f"TEL:{n}" for n in range(10_001)))
    large, one = read(many + card("FN:Ada"))
    assert isinstance(large, Unreadable)
    assert "10,000 lines" in large.message
    assert isinstance(one, ReadCard)


def test_a_photo_of_many_folds_is_not_too_many_lines(read_one: ReadOne) -> None:
    folds = [" " + "A" * 72] * 20_000
    read = read_one(card("FN:Ada", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/", *folds))
    assert [kind for kind, _, _ in facts(read)] == ["photo"]


def test_a_card_larger_than_the_limit_is_put_aside(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "CARD_LIMIT", 100)
    large, one = read(card("FN:Large", *["NOTE:x"] * 50) + card("FN:Ada"))
    assert isinstance(large, Unreadable)
    assert "200 MB" in large.message
    assert (large.last_line, len(large.raw)) == (54, 100)
    assert isinstance(one, ReadCard)
    assert one.first_line == 55


def test_more_cards_than_the_limit_are_told(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "CARDS_LIMIT", 2)
    items = read(card("FN:Ada") * 4)
    assert [type(item) for item in items] == [ReadCard, ReadCard, Unreadable]
    assert isinstance(items[2], Unreadable)
    assert items[2].raw == card("FN:Ada").encode() * 2
    assert items[2].first_line == 9


def test_more_bytes_than_the_limit_are_told(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "FILE_LIMIT", 100)
    items = read(card("FN:Ada") * 4)
    assert [type(item) for item in items] == [ReadCard, ReadCard, Unreadable]


def test_progress_is_told_in_bytes_and_ends_at_all(vcard: VCard, tmp_path: Path) -> None:
    path = tmp_path / "many.vcf"
    path.write_bytes(card("FN:Ada", "NOTE:" + "x" * 1000).encode() * 1000)
    told: list[tuple[int, int]] = []
    assert len(list(vcard.read(path, lambda done, total: told.append((done, total))))) == 1000
    size = path.stat().st_size
    assert told[0] == (0, size)
    assert told[-1] == (size, size)
    assert told == sorted(told)
    steps = [b - a for (a, _), (b, _) in itertools.pairwise(told)]
    assert max(steps) < 70_000


def test_a_progress_that_cancels_is_left_at_once(vcard: VCard, tmp_path: Path) -> None:
    path = tmp_path / "many.vcf"
    path.write_bytes(card("FN:Ada").encode() * 500)

    def cancel(done: int, total: int) -> None:
        if done:
            raise Cancelled

    cards = vcard.read(path, cancel)
    with pytest.raises(Cancelled):
        list(cards)


@pytest.mark.parametrize("inside", ["", "FN:\n", "REV:20200101\n"])
def test_a_card_without_a_name_or_any_fact_is_put_aside_with_its_bytes(
    read: Read, inside: str
) -> None:
    content = f"BEGIN:VCARD\n{inside}END:VCARD\n"
    (only,) = read(content)
    assert isinstance(only, Unreadable)
    assert only.message == "The card holds nothing that could be read."
    assert only.raw == content.encode()


def test_numbers_of_lines_come_out_the_same_from_the_card_alone(read: Read) -> None:
    content = card("FN:Ada", "", "TEL:1", "NOTE:a", " b") + card("FN:Bob", "EMAIL:x@example.org")
    for item in read(content):
        assert isinstance(item, ReadCard)
        (alone,) = read(item.raw)
        assert isinstance(alone, ReadCard)
        assert (alone.detail_lines, alone.contact) == (item.detail_lines, item.contact)
