"""Owns the guess which 8-bit encoding a text is in; invariant: the same bytes, the same answer."""

from __future__ import annotations

import codecs
import re
import unicodedata

from relationship_desk.formats import encodings

LATIN = "cp1252"
_OTHERS = ("cp1250", "cp1251", "cp1253", "cp1255", "cp932", "gb18030", "big5", "cp949")
_MULTIBYTE = frozenset(
    "shift_jis cp932 euc_jp iso2022_jp gb2312 gbk gb18030 big5 euc_kr cp949".split()
)
_SAMPLE = 4096
_RANKED = 256  # bytes
_MANY = 40  # bytes of words
_CONVINCING = 0.75  # the score of words that are surely of one script
_NONE = -1.0  # the score of bytes that are no letters
_DOUBT = 0.5  # what a guess from few letters may score better by chance
_UMLAUTS = frozenset("äöüßÄÖÜéèàç".encode(LATIN))  # alone, they prove no other script
# One character above U+FFFF as two surrogates of three bytes each (CESU-8), as Java writes it.
_SURROGATES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_WORD = re.compile(rb"[\x40-\x7e\x80-\xff]+")
_LETTERS = re.compile(r"[^\W\d_]+")


def decode(data: bytes, eight_bit: str) -> str:
    """UTF-8, and what is not UTF-8 as the 8-bit encoding. Never an error.

    Single bad bytes in a text that is UTF-8 otherwise are read as cp1252, so that one slip does
    not spoil a line.
    """
    found = utf8(data)
    if found is not None:
        return found
    if eight_bit != LATIN:
        try:
            return data.decode(eight_bit)
        except UnicodeDecodeError:
            pass
    return data.decode("utf-8", "relationship_desk_latin")


def utf8(data: bytes) -> str | None:
    """The text where the bytes are UTF-8, also where it is Java's (CESU-8); else None."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return _SURROGATES.sub(_joined, data).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _joined(pair: re.Match[bytes]) -> bytes:
    halves = pair[0].decode("utf-8", "surrogatepass").encode("utf-16", "surrogatepass")
    return halves.decode("utf-16").encode("utf-8")


def _as_latin(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(_LATIN_LETTERS[byte] for byte in bad), error.end


_LATIN_LETTERS = [bytes([n]).decode(LATIN, "replace").replace("\ufffd", chr(n)) for n in range(256)]
codecs.register_error("relationship_desk_latin", _as_latin)


def declared(name: str) -> str:
    """Python's name of the encoding a CHARSET parameter names; "" where it is none or UTF-8."""
    codec = encodings.codec_of(name)
    if codec in ("utf_8", "ascii"):
        return ""
    # Programs say ISO-8859-1 and mean Windows' superset of it.
    return LATIN if codec in ("iso8859_1", "latin_1") else codec


def is_multibyte(codec: str) -> bool:
    """Whether texts of this encoding can look like UTF-8 by accident."""
    return codec in _MULTIBYTE


def guess(data: bytes) -> str:
    """The 8-bit encoding of bytes that are not UTF-8: cp1252 unless it makes poor words."""
    sample = _sample(data)
    if {byte for byte in sample if byte > 127} <= _UMLAUTS:
        return LATIN
    if len(sample) >= _MANY and (clear := _letter_by_letter(sample)):
        return clear
    best, best_score = LATIN, _score(sample, LATIN)
    if best_score >= 0.5:
        return LATIN
    for codec in _OTHERS:
        score = _score(sample, codec)
        if score > best_score + 0.1:
            best, best_score = codec, score
    return (best_score < _CONVINCING and _letter_by_letter(sample)) or best


def _letter_by_letter(sample: bytes) -> str:
    """What is slower and knows more encodings; "" where it is not sure."""
    if len(sample) > _RANKED:  # no letter of several bytes is cut
        sample = sample[:_RANKED].rpartition(b" ")[0] or sample[:_RANKED]
    return next((one.codec for one in encodings.ranked(sample, 1) if one.clear), "")


def agrees(data: bytes, own: str, codec: str) -> bool:
    """Whether letters that were guessed as `own` may as well be of `codec`, as others beside them
    are. A few letters look like words in several encodings."""
    sample = _sample(data)
    score = _score(sample, codec)
    return score > _NONE and score > _score(sample, own) - _DOUBT


def _sample(data: bytes) -> bytes:
    """The words that hold anything outside of ASCII."""
    return b" ".join(word for word in _WORD.findall(data[:_SAMPLE]) if not word.isascii())


def _score(data: bytes, codec: str) -> float:
    """Between -1 and 1: how much the words look like words of one script."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return _NONE
    words = [word for word in _LETTERS.findall(text) if not word.isascii()]
    strange = sum(not (c.isascii() or c.isalpha()) for c in text)
    total = sum(map(len, words)) + strange
    return (sum(len(word) * _word_score(word) for word in words) - strange / 2) / max(total, 1)


def _word_score(word: str) -> float:
    scripts = {unicodedata.name(c, "?").split()[0] for c in word}
    if scripts == {"LATIN"}:
        # Words of Latin script hold few letters outside ASCII, and seldom a capital inside.
        foreign = sum(not c.isascii() for c in word)
        tidy = word.islower() or word.isupper() or word.istitle()
        if len(word) == 1:
            return 0.6
        return (1.0 if tidy else 0.3) if foreign * 2 <= len(word) else -0.5
    if scripts <= {"HIRAGANA", "KATAKANA", "CJK"}:
        rare = sum(c > "\u9fa5" or "\uff61" <= c <= "\uff9f" for c in word)
        kana = any("\u3040" <= c <= "\u30ff" for c in word)
        return (0.9 if kana else 0.6) - rare / len(word)
    if len(scripts) > 1:
        return -0.5
    if word.istitle() or word.isupper():
        return 0.9
    if word.islower():
        return 0.6
    return 0.8 if word.lower() == word.upper() else -0.2  # no capitals at all, or in odd places
