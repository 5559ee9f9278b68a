"""Which encodings are offered for text that names none, and how a file is read in a chosen one."""

from __future__ import annotations

from pathlib import Path

import pytest

from relationship_desk.desk.ports import Letters, ReadCard, Reading, Unreadable
from relationship_desk.formats import encodings
from relationship_desk.formats.choices import Choices
from relationship_desk.formats.csv import Csv
from relationship_desk.formats.vcard import VCard
from relationship_desk.formats.vcard.mapping import map_card
from tests.formats.support import nothing

# Short texts, as a file of contacts has them; none of them shaped the scores.
TEXTS = [
    ("cp1252", "Bärbel Großmann"),
    ("cp1252", "Renée Dupré, Théo"),
    ("cp1252", "Begoña Ibáñez"),
    ("cp1252", "Gonçalo Simões"),
    ("cp1252", "Håkan Sjöström"),
    ("cp1250", "Božena Němcová"),
    ("cp1250", "Krzysztof Gąska, Święty"),
    ("cp1250", "Ödön Fűzfa"),
    ("cp1250", "Živko Šarić"),
    ("iso8859_2", "Božena Šebková"),
    ("cp1251", "Ольга Кузнецова"),
    ("cp1251", "Дмитрий"),
    ("koi8_r", "Ольга Кузнецова, Дмитрий"),
    ("cp866", "Ольга Кузнецова"),
    ("iso8859_5", "Ольга Кузнецова"),
    ("cp1253", "Ελένη Δημητρίου"),
    ("cp1254", "Gülşen Çağlar, Işık"),
    ("cp1255", "רחל לוי"),
    ("cp1256", "فاطمة حسن"),
    ("cp1257", "Māris Kalniņš"),
    ("cp932", "佐々木 健一"),
    ("cp932", "サトウ ミキ"),
    ("cp932", "有限会社あさひ"),
    ("euc_jp", "佐藤健一"),
    ("gb18030", "赵敏, 成都"),
    ("big5", "郭台銘"),
    ("big5", "蔡依林, 高雄市"),
    ("cp949", "박지성"),
    ("cp949", "홍길동, 부산광역시"),
    ("mac_roman", "Bärbel Großmann, Österreich"),
    ("mac_roman", "Renée Dupré"),
    ("cp850", "Bärbel Großmann"),
    ("cp874", "วิชัย สุขใจ"),
]


@pytest.mark.parametrize(("codec", "text"), TEXTS)
def test_the_right_encoding_is_among_the_three_offered(codec: str, text: str) -> None:
    data = text.encode(codec)
    offered = encodings.ranked(encodings.words(data))
    assert len(offered) <= encodings.OFFERED
    assert text in [data.decode(guess.codec) for guess in offered]


def test_the_right_encoding_mostly_comes_first() -> None:
    right = sum(
        text.encode(codec).decode(encodings.ranked(text.encode(codec))[0].codec) == text
        for codec, text in TEXTS
    )
    assert right >= 0.9 * len(TEXTS)


def test_two_offers_never_give_one_text() -> None:
    data = "Jörg Müller".encode("cp1252")
    texts = [data.decode(guess.codec) for guess in encodings.ranked(data)]
    assert len(set(texts)) == len(texts)


def test_bytes_that_no_encoding_explains_are_no_exception() -> None:
    assert encodings.ranked(bytes(range(128, 256)) * 40)


# ------------------------------------------------------------------------------------------- files

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{0}\r\nNOTE:plain\r\nEND:VCARD\r\n"


def read(path: Path, choices: Choices | None = None) -> tuple[Letters, list[str]]:
    reader = VCard if path.suffix == ".vcf" else Csv
    reading = (reader() if choices is None else reader(choices)).read(path, nothing)
    assert isinstance(reading, Reading)
    assert reading.how is not None
    assert reading.how.letters is not None
    return reading.how.letters, [i.contact.name.full for i in reading if isinstance(i, ReadCard)]


@pytest.mark.parametrize("name", ["old.vcf", "old.csv"])
def test_a_file_is_read_in_the_encoding_that_was_decided_for_its_text(
    name: str, tmp_path: Path
) -> None:
    path, who = tmp_path / name, "Jörg Müller"
    table = f"Name,E-mail\r\n{who},joerg@x.example\r\n"
    path.write_bytes((CARD.format(who) if name.endswith("vcf") else table).encode("mac_roman"))
    letters, _ = read(path)
    assert not letters.chosen
    assert "mac_roman" in [offer.codec for offer in letters.offers]
    [offer] = [offer for offer in letters.offers if offer.codec == "mac_roman"]
    assert who in offer.examples
    letters, names = read(path, Choices({letters.key: "mac_roman"}))
    assert letters.chosen
    assert letters.codec == "mac_roman"
    assert names == [who]


def test_a_decision_holds_for_the_same_text_under_another_name_alone(tmp_path: Path) -> None:
    one, same, other = (tmp_path / name for name in ("a.vcf", "b.vcf", "c.vcf"))
    one.write_bytes(CARD.format("Jörg").encode("mac_roman"))
    same.write_bytes(one.read_bytes())
    other.write_bytes(CARD.format("Jürg").encode("cp1252"))
    decided = Choices({read(one)[0].key: "mac_roman"})
    assert read(same, decided)[1] == ["Jörg"]
    assert read(other, decided)[1] == ["Jürg"]


# Names that, each by itself, look like names in another encoding.
NAMES = {
    "koi8_r": ("Иван Иванов", "Ольга Петрова", "Юля Цой", "Ия Ким", "Аня Ёлкин", "МЧС"),
    "gb18030": ("王小明", "李伟", "张芳", "欧阳娜", "何洁", "吕秀"),
    "cp1250": ("Jiří Novák", "Tomáš Dvořák", "Aleš Černý", "Petr Růžička", "Jan Kůň", "Ivo Žák"),
    "cp1254": ("İsmail Şahin", "Ayşe Çağlar", "Ali Yıldız", "Işık Doğan"),
    "cp949": ("김민수", "이지은", "엄마", "최유진", "홍길동"),
    "cp1253": ("Γιώργος Παπαδόπουλος", "Άννα Νίκου", "μαμά", "Ηλίας Ιωάννου"),
}


@pytest.mark.parametrize("codec", NAMES)
def test_every_card_of_a_file_is_read_in_the_encoding_of_the_file(
    codec: str, tmp_path: Path
) -> None:
    path = tmp_path / "old.vcf"
    path.write_bytes("".join(map(CARD.format, NAMES[codec])).encode(codec))
    letters, names = read(path)
    assert letters.codec == codec
    assert tuple(names) == NAMES[codec]
    for card in VCard().read(path, nothing):
        assert isinstance(card, ReadCard)
        assert map_card(card.raw).contact == card.contact


def test_a_card_that_is_plainly_in_another_encoding_than_its_file_is_left_as_it_is(
    tmp_path: Path,
) -> None:
    path = tmp_path / "mixed.vcf"
    german = CARD.format("Jörg Müller").encode("cp1252")
    path.write_bytes("".join(map(CARD.format, NAMES["koi8_r"])).encode("koi8_r") + german)
    *_, last = VCard().read(path, nothing)
    assert isinstance(last, ReadCard)
    assert (last.contact.name.full, last.raw) == ("Jörg Müller", german)


def test_a_card_in_a_chosen_encoding_says_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "old.vcf"
    path.write_bytes(CARD.format("山田 太郎").encode("cp932"))
    [card] = VCard(Choices(codec="cp932")).read(path, nothing)
    assert isinstance(card, ReadCard)
    path.write_bytes(card.raw)
    [again] = VCard().read(path, nothing)
    assert isinstance(again, ReadCard)
    assert again.contact == card.contact
    assert again.contact.name.full == "山田 太郎"


def test_quoted_printable_text_is_given_the_charset_it_lacked(tmp_path: Path) -> None:
    path = tmp_path / "old.vcf"
    path.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=QUOTED-PRINTABLE:=CC=E0=F0=E8=FF;=CE=EB=FC=E3=\r\n"
        b"=E0\r\nTEL;HOME:1\r\nEND:VCARD\r\n"
    )
    [card] = VCard(Choices(codec="cp1251")).read(path, nothing)
    assert isinstance(card, ReadCard)
    assert (card.contact.name.family, card.contact.name.given) == ("Мария", "Ольга")
    assert b"N;ENCODING=QUOTED-PRINTABLE;CHARSET=windows-1251:=CC" in card.raw
    assert b"TEL;HOME:1\r\n" in card.raw


def test_lines_that_are_utf8_or_name_their_charset_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "mixed.vcf"
    lines = [
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN:",
        "Jörg".encode(),
        b"\r\nTITLE;CHARSET=windows-1251:",
        "Мастер".encode("cp1251"),
        b"\r\nNOTE:",
        "Größe".encode("mac_roman"),
        b"\r\nEND:VCARD\r\n",
    ]
    path.write_bytes(b"".join(lines))
    [card] = VCard(Choices(codec="mac_roman")).read(path, nothing)
    assert isinstance(card, ReadCard)
    assert [d.parts[0] for d in card.contact.details] == ["Мастер", "Größe"]
    assert b"".join(lines[:5]) in card.raw


def test_text_in_utf8_leaves_nothing_to_decide(tmp_path: Path) -> None:
    path = tmp_path / "new.vcf"
    path.write_bytes(CARD.format("Jörg").encode())
    reading = VCard(Choices(codec="mac_roman")).read(path, nothing)
    assert reading.how is not None
    assert reading.how.letters is None
    [card] = reading
    assert not isinstance(card, Unreadable)
    assert card.raw == path.read_bytes()
