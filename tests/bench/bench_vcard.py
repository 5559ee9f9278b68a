"""vCards: reading and writing against splitting the file; and twice the bait, twice the time.

`python -m tests.bench.bench_vcard [CARDS]` prints it alone.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from relationship_desk.desk.ports import CardNow, ReadCard
from relationship_desk.formats.vcard import VCard
from relationship_desk.formats.vcard.mapping import map_card
from tests.bench.harness import Figure, compare, table

_GIVEN = ("Anna", "Béla", "Carla", "Dmitri", "Ewa", "François", "Grete", "Hüseyin", "Ines", "Jörg")
_FAMILY = ("Müller", "Smith", "Nowak", "García", "Øster", "Tanaka", "Rossi", "Dupont", "Kowalska")
_BAIT = 100_000  # repetitions of a bait, and then twice as many
_GROUPED = 1_000  # facts of one group, and then twice as many

_BAITS: dict[str, tuple[bytes, bytes, bytes]] = {
    "quotes": (b"TEL;X=", b'"', b":1"),
    "quoted colons": (b"TEL;X=", b'":"', b"1"),
    "parameters": (b"TEL", b";a=b", b":1"),
    "folds": (b"NOTE:", b"x\r\n ", b""),
    "folds of a head": (b"NOTE", b"\r\n x", b":1"),
    "soft breaks": (b"NOTE;QUOTED-PRINTABLE:", b"a=\r\n", b"b"),
    "lines without a colon": (b"NOTE:", b"x\r\n", b""),
    "base64 lines": (b"PHOTO;BASE64:\r\n", b"AAAA\r\n", b""),
    "lone returns": (b"NOTE:a", b"\rb", b""),
    "backslashes": (b"N:", b"\\;", b""),
    "labels of addresses": (b"TEL:1", b"\r\nLABEL:a", b""),
}
# What is looked at in the whole file, before there are cards.
_FILE_BAITS: dict[str, tuple[bytes, bytes, bytes]] = {
    "letters of a line in no encoding": (b"NOTE:", b"xxxx", b"\r\nNICKNAME:\xff"),
    "words for quoted-printable": (b"TEL", b";QUOTED-PRINTABLE", b":\xff"),
    "returns in no encoding": (b"NOTE:\xff", b"\r", b"\n x"),
}


def sample(cards: int) -> bytes:
    """Cards of version 3.0 as an address book of today exports them, some 870 bytes each."""
    return b"".join(map(_card, range(cards)))


def write_sample(path: Path, cards: int, *, mixed: bool = False) -> None:
    """A file of these cards, written card by card; `mixed`: of versions 2.1, 3.0 and 4.0."""
    with path.open("wb") as file:
        file.writelines(map(_as_version if mixed else _card, range(cards)))


def figures(folder: Path, cards: int, repeats: int) -> Iterator[Figure]:
    """Every figure of this file; files are made in `folder`."""
    path = folder / "cards.vcf"
    path.write_bytes(sample(cards))
    mixed = folder / "mixed.vcf"
    write_sample(mixed, cards, mixed=True)
    yield compare(
        f"read and map {cards:,} cards of 3.0",
        lambda: path.read_bytes().split(b"\r\n"),
        lambda: _read(path),
        repeats=repeats,
        target=35,
        note="floor: read the file and split it at line ends",
    )
    yield compare(
        f"read and map {cards:,} cards of 2.1, 3.0 and 4.0",
        lambda: mixed.read_bytes().split(b"\r\n"),
        lambda: _read(mixed),
        repeats=repeats,
        target=35,
        note="same floor",
    )
    read = [item for item in VCard().read(path, _nobody) if isinstance(item, ReadCard)]
    yield compare(
        f"write {cards:,} untouched cards as read",
        lambda: path.read_bytes().split(b"\r\n"),
        lambda: [VCard().as_read(card.raw, _as_it_is(card)) for card in read],
        repeats=repeats,
        note="same floor",
    )
    yield compare(
        f"write {cards:,} new cards of 4.0",
        lambda: path.read_bytes().split(b"\r\n"),
        lambda: [VCard().write(card.contact, "4.0") for card in read],
        repeats=repeats,
        note="same floor",
    )
    for name, (head, bait, tail) in _BAITS.items():
        yield compare(
            f"bait of twice as many {name}",
            _mapping(head + bait * _BAIT + tail),
            _mapping(head + bait * (2 * _BAIT) + tail),
            repeats=max(repeats, 3),
            target=3,
            note="floor: half the bait",
        )
    yield compare(
        "twice as many facts of one group written with another label",
        _relabelling(_GROUPED),
        _relabelling(2 * _GROUPED),
        repeats=max(repeats, 3),
        target=3,
        note="floor: half of them",
    )
    for name, (head, bait, tail) in _FILE_BAITS.items():
        yield compare(
            f"file of twice as many {name}",
            _reading(folder / "bait.vcf", head + bait * _BAIT + tail),
            _reading(folder / "baits.vcf", head + bait * (2 * _BAIT) + tail),
            repeats=max(repeats, 3),
            target=3,
            note="floor: half the bait",
        )


def _relabelling(facts: int) -> Callable[[], object]:
    """Writing a card whose facts stand in one group and all have another label now."""
    lines = b"".join(b"item1.TEL:+49 170 %d\r\n" % (1_000_000 + i) for i in range(facts))
    label = b"item1.X-ABLabel:Cabin\r\nEND:VCARD\r\n"
    raw = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:x\r\n" + lines + label
    mapped = map_card(raw)
    boats = [detail._replace(label="Boat") for detail in mapped.contact.details]
    now = CardNow(dict(zip(mapped.detail_lines, boats, strict=True)))
    return lambda: VCard().as_read(raw, now)


def _reading(path: Path, line: bytes) -> Callable[[], object]:
    path.write_bytes(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:x\r\n" + line + b"\r\nEND:VCARD\r\n")
    return lambda: _read(path)


def _mapping(line: bytes) -> Callable[[], object]:
    raw = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:x\r\n" + line + b"\r\nEND:VCARD\r\n"
    return lambda: map_card(raw)


def _read(path: Path) -> int:
    return sum(1 for _ in VCard().read(path, _nobody))


def _nobody(done: int, total: int) -> None:
    """Progress that nobody watches."""


def _as_it_is(card: ReadCard) -> CardNow:
    adopted = dict(zip(card.detail_lines, card.contact.details, strict=True))
    return CardNow(adopted, name=card.contact.name, tags=card.contact.tags)


def _as_version(number: int) -> bytes:
    card = _card(number)
    if number % 3 == 0:
        return card
    if number % 3 == 1:
        return card.replace(b"VERSION:3.0", b"VERSION:4.0")
    card = card.replace(b"VERSION:3.0", b"VERSION:2.1").replace(b"type=", b"")
    return card.replace(
        b"NICKNAME:", b"NICKNAME;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=A4=\r\n"
    )


def _card(number: int) -> bytes:
    # Everybody has a name of their own, so that an import takes no two for one person.
    given, family = _GIVEN[number % len(_GIVEN)], f"{_FAMILY[number % len(_FAMILY)]}{number}"
    mail = f"{number}@example.org"
    return "\r\n".join(
        (
            "BEGIN:VCARD",
            "VERSION:3.0",
            "PRODID:-//Example Corp.//Contacts 12.1//EN",
            f"N:{family};{given};;;",
            f"FN:{given} {family}",
            f"NICKNAME:{given[:3]}",
            f"ORG:Example Works {number % 97};Department of Things",
            "TITLE:Senior Engineer",
            f"EMAIL;type=INTERNET;type=HOME;type=pref:home.{mail}",
            f"EMAIL;type=INTERNET;type=WORK:work.{mail}",
            f"TEL;type=CELL;type=VOICE;type=pref:+49 170 {1_000_000 + number}",
            f"TEL;type=HOME;type=VOICE:+49 40 {2_000_000 + number}",
            f"item1.TEL:+49 89 {3_000_000 + number}",
            "item1.X-ABLabel:Weekend house",
            f"ADR;type=HOME;type=pref:;;Long Street {number}\\, 3rd floor;Hamburg;;20095;Germany",
            f"item2.URL;type=pref:https://example.org/people/{number}",
            "item2.X-ABLabel:_$!<HomePage>!$_",
            f"BDAY:{1940 + number % 70}-0{1 + number % 9}-1{number % 9}",
            "NOTE:Met at the fair in Leipzig\\, likes tea\\nand long walks on the coast. Ask a",
            f" bout the garden and the two dogs. Number {number}.",
            "CATEGORIES:friends,choir",
            f"UID:{number:08x}-1234-4abc-8def-{number:012x}",
            "REV:2024-03-01T10:00:00Z",
            "END:VCARD",
            "",
        )
    ).encode()


def main() -> None:
    """Measure with 10,000 cards, or as many as the first argument says, and print the table."""
    cards = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory(prefix="desk-bench-") as folder:
        print(table(list(figures(Path(folder), cards, repeats=3))))


if __name__ == "__main__":
    main()
