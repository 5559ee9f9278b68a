"""Owns the order in which encodings are offered for text that does not say its own.

Invariant: the same bytes give the same offers, the likeliest first, and no two of one text.

Each encoding is scored by how usual the letters are that it gives: log likelihoods, roughly, of a
letter in names of the languages that were written in it. On the short texts of
`tests/formats/test_encodings.py` this finds more than charset-normalizer does, which wants prose.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

OFFERED = 3
SAMPLE = 4096  # bytes that are scored

# Name for people, then the letters outside ASCII that are usual in its languages.
# After a bar: those that are as often a letter of another encoding.
_WESTERN = "äöüßéèàçñáíóúâêîôûëïåøæãÄÖÜÉÇÑÁÍÓÅØ|õìòùœÿðþýÈÀÚÂÊÎÔËÏÆÃÕŒÐÞ"
_CENTRAL = "čšžřěůýáíéúóťďňłąęśżźćńőűöüäČŠŽŘŁŚŻĆŐÁÉÖÜ|ôľĺŕăâîţşđëŤĎŇĄĘŹŃŰÍÓÚĽĐŢŞÝÄÂÎß"
_TURKISH = "şğıçöüâîŞĞİÇÖÜ"
_BALTIC = "āēīūčšžģķļņąęėįųõäöüĀĒĪŪČŠŽĢĶĻŅĖĄĘĮŲÕÄÖÜ"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёіїєґОЕАИНТСРВЛКМДПУЯГЗБЧХЖШЮЭФІЄ"
_GREEK = "αοιεστνηυρπκμλωςγδχθφβξζψάόίέήύώΑΟΙΕΣΤΝΗΥΡΠΚΜΛΩΓΔΧΘΦΒΞΖΨΆΈΉΊΌ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשתםןךףץ"
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ"
_THAI = "กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะัาำิีึืุูเแโใไ็่้๊๋์ๆ"
# Surnames, places and words of companies.
_CHINESE = (
    "张王李刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    "金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志小大中"
    "北京上海市区省县路号街广州深圳东南西有限公司科技电话人民天安新山河湖"
)
_TAIWANESE = (
    "陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭游詹胡施沈余趙盧梁顏柯孫魏翁戴范方宋鄧杜傅侯曹溫薛丁馬蔣唐"
    "大文明華志玲美惠雅婷淑芬麗玉秀英國家小中臺台北市縣區路街號東南西高雄新竹公司有限香港九龍灣"
)
_JAPANESE = (
    "田山川村中本木小井藤原石林佐高橋大野上松島谷渡辺鈴伊加吉清水斎池前森岡長後近坂遠青福西太三宮和内安子美一郎二花正明恵雄夫男博幸隆"
    "東京都府県市区町丁目番号大阪横浜株式会社有限電話北南海道京"
)
_HANGUL = (
    "김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진철수영희미경숙현지은정민준서연예원동석호재훈상태"
    "시울특별부산대구인천광역도구군면리로길주식회사전화"
)
_KANA = re.compile(r"[\u3041-\u30fe]")
_HALF_KANA = re.compile(r"[\uff66-\uff9f]")
_CJK = re.compile(r"[\u4e00-\u9fa5]")
_SYLLABLE = re.compile(r"[\uac00-\ud7a3]")


# Programs write Windows' code pages in many ways, and an X- before names that are registered since.
_PAGE = re.compile(r"(?:x-)?(?:windows|cp)[-_]?(\d{3,5})\Z", re.ASCII)
# What Python can decode, and what is no way to write letters down.
_NO_LETTERS = frozenset("undefined idna punycode unicode_escape raw_unicode_escape".split())


def codec_of(name: str) -> str:
    """Python's name of an encoding of texts, "" where there is none of that name."""
    name = name.strip().lower()
    found = _codec(name) or _codec(_PAGE.sub(r"cp\1", name)) or _codec(name.removeprefix("x-"))
    if found is None:
        return ""
    codec = found.name.replace("-", "_")
    is_of_texts = getattr(found, "_is_text_encoding", True) and codec not in _NO_LETTERS
    return codec if is_of_texts else ""


def _codec(name: str) -> codecs.CodecInfo | None:
    try:
        return codecs.lookup(name)
    except (LookupError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class _Encoding:
    codec: str
    name: str
    usual: frozenset[str]
    doubtful: frozenset[str]
    prior: float  # how much likelier than others before a letter is seen


def _one(codec: str, name: str, letters: str, prior: float = 0.0) -> _Encoding:
    usual, _, doubtful = letters.partition("|")
    return _Encoding(codec, name, frozenset(usual), frozenset(doubtful), prior)


_ENCODINGS: tuple[_Encoding, ...] = (
    _one("cp1252", "Western (Windows)", _WESTERN, 3.0),
    _one("cp1250", "Central European (Windows)", _CENTRAL, 1.5),
    _one("cp1251", "Cyrillic (Windows)", _CYRILLIC, 2.0),
    _one("cp1253", "Greek (Windows)", _GREEK, 1.0),
    _one("cp1254", "Turkish (Windows)", _TURKISH, 0.5),
    _one("cp1255", "Hebrew (Windows)", _HEBREW),
    _one("cp1256", "Arabic (Windows)", _ARABIC),
    _one("cp1257", "Baltic (Windows)", _BALTIC),
    _one("cp874", "Thai (Windows)", _THAI, -1.5),
    _one("cp932", "Japanese (Shift JIS)", _JAPANESE, 1.0),
    _one("gb18030", "Chinese, simplified (GB 18030)", _CHINESE, 1.0),
    _one("big5", "Chinese, traditional (Big5)", _TAIWANESE, 1.0),
    _one("cp949", "Korean (EUC-KR)", _HANGUL, 0.5),
    _one("euc_jp", "Japanese (EUC-JP)", _JAPANESE),
    _one("iso8859_2", "Central European (ISO 8859-2)", _CENTRAL),
    _one("iso8859_15", "Western (ISO 8859-15)", _WESTERN, 0.5),
    _one("iso8859_5", "Cyrillic (ISO 8859-5)", _CYRILLIC, -1.0),
    _one("koi8_r", "Cyrillic (KOI8-R)", _CYRILLIC),
    _one("mac_roman", "Western (Macintosh)", _WESTERN),
    _one("cp850", "Western (DOS)", _WESTERN, -1.0),
    _one("cp866", "Cyrillic (DOS)", _CYRILLIC, -0.5),
)
_BY_CODEC = {encoding.codec: encoding for encoding in _ENCODINGS}
CODECS = tuple(_BY_CODEC)


@dataclass(frozen=True, slots=True)
class Guess:
    """One way to read the text. `clear`: it is much likelier than the next one."""

    codec: str
    name: str
    clear: bool = False


def name_of(codec: str) -> str:
    """What people call an encoding."""
    known = _BY_CODEC.get(codec)
    return known.name if known is not None else codec


def ranked(data: bytes, at_most: int = OFFERED) -> list[Guess]:
    """The likeliest encodings of bytes that are not UTF-8, each giving another text."""
    sample = data[:SAMPLE]
    scored: list[tuple[float, str, str]] = []
    for encoding in _ENCODINGS:
        text = _decoded(sample, encoding.codec)
        if text is not None:
            scored.append((encoding.prior + _score(text, encoding), encoding.codec, text))
    scored.sort(key=lambda one: -one[0])
    found: list[tuple[float, str]] = []
    texts: set[str] = set()
    for score, codec, text in scored:
        if text not in texts:
            texts.add(text)
            found.append((score, codec))
    clear = len(found) < 2 or found[0][0] - found[1][0] > _CLEAR
    return [
        Guess(codec, name_of(codec), clear and place == 0)
        for place, (_, codec) in enumerate(found[:at_most])
    ]


_CLEAR = 4.0
_LATIN_END = "\u0250"  # the first letter after Latin script (Unicode blocks)


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        # The sample may be cut within a letter of several bytes.
        if error.start < len(data) - 3 or len(data) < SAMPLE:
            return None
        return data[: error.start].decode(codec, "replace")


def _score(text: str, encoding: _Encoding) -> float:
    total = 0.0
    before = " "
    for character in text:
        if not character.isascii():
            total += _letter(character, before, encoding)
            if before.isalpha():
                total += _beside(character, before)
        elif character.isalpha() and not before.isascii():
            total += _beside(before, character) if before.isalpha() else -1.0
        before = character
    return total


def _letter(character: str, before: str, encoding: _Encoding) -> float:
    wide = 2.0 if character >= "\u2e80" else 1.0  # such letters took two bytes
    if character in encoding.usual:
        # A capital after a small letter, in the middle of a word, is seldom meant.
        if character.isupper() and before.islower():
            return -1.5
        # Names begin with a capital, where the script has such.
        small = character >= _LATIN_END and character.islower() and not before.isalnum()
        return -0.5 if small else wide
    if character in encoding.doubtful:
        return -1.5 if character.isupper() and before.islower() else 0.3
    if _KANA.match(character):
        return 1.6
    if _HALF_KANA.match(character):
        return 0.6
    if _SYLLABLE.match(character):
        return 0.4 if _is_plain(character) else -1.5
    if _CJK.match(character):
        return -0.2
    kind = unicodedata.category(character)
    if kind in ("Pi", "Pf", "Pd") or character in "€°§№…·\u00a0、。・":
        return 0.1 if not before.isalpha() or kind == "Pf" else -0.8
    if kind[0] == "L":
        return -1.2 * wide
    return -2.5 if kind in ("So", "Cc", "Co", "Cn", "Sm") else -1.5


def _is_plain(syllable: str) -> bool:
    """Whether it is one of the 2,350 syllables of KS X 1001, which names are written with."""
    return len(syllable.encode("euc_kr", "replace")) == 2  # others are spelled out in 8 bytes


def _beside(one: str, other: str) -> float:
    """How two letters go together of which the first is outside ASCII."""
    if one < _LATIN_END:
        # In Latin script most letters are ASCII; two others in a row are rare.
        return 0.0 if other.isascii() else -0.8
    if other < _LATIN_END:
        return -2.0  # two scripts in a word
    return 0.0


def words(data: bytes, limit: int = SAMPLE) -> bytes:
    """The words of a text that hold anything outside of ASCII, in their order: what is scored."""
    found = bytearray()
    for match in _WORDS.finditer(data):
        found += match[0][:200] + b" "
        if len(found) > limit:
            break
    return bytes(found)


# Letters of several bytes may end in an ASCII byte from 0x40 on, or hold digits (GB 18030).
_WORDS = re.compile(rb"[\x40-\x7e]*[\x80-\xff][\x30-\x39\x40-\x7e\x80-\xff]*")


def samples(data: Sequence[bytes], codec: str, at_most: int = 3) -> tuple[str, ...]:
    """The first of these texts in an encoding, with a replacement character for what it lacks."""
    found: dict[str, None] = {}
    for text in data:
        found[" ".join(text.decode(codec, "replace").split())] = None
        if len(found) == at_most:
            break
    return tuple(found)
