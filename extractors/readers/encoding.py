"""Bytes of a text file to characters.

Signals in order: a byte order mark; UTF-16 by its zero bytes or by the share of Chinese characters; valid
UTF-8; Big5 (with the characters of Hong Kong) or GB18030, whichever reads as Chinese, and of two that do the
one that gives more of the commonest characters; UTF-8, GB18030 or Big5 with a few broken bytes (a file that
was cut off), in which case it is said. Bytes that are none of these are no text.
"""

import codecs
import re
from dataclasses import dataclass

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_COMMON = re.compile(
    "[\t\n\r\x0c -~\u00a0-\u00ff\u2010-\u2027\u2030-\u205e\u2100-\u22ff\u2460-\u25ff"
    "\u3000-\u303f\u4e00-\u9fa5\uff01-\uff5e\uffe5]"
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 200_000
_LEAST_COMMONNESS = 0.2
_BIG5 = ("cp950", "big5hkscs")
_BIG5_PAIR = re.compile(rb"[\xa4-\xc6][\x40-\x7e]")
# The commonest characters of running text, traditional and simplified, and those that ledgers abound in.
# Bytes read in the wrong one of the two encodings give hardly any of them.
_COMMONEST = frozenset(
    "的一是在不了有和人中大上要以时來来時用生到作地于於出就分对對成会會可主发發年动動同工也能下过過子说說"
    "产產种種面而方后後多定行学學法所民得经經十三之进進着著等部度家力水化高自二理起小物现現实實加量都两兩"
    "体體制机機当當点點从從业業本去性好应應开開合还還因由其些然前外天政四日社义義事平相全表间間样樣与與关關"
    "各重新内內数數正心明看原利比或但质質气氣第向此变變条條只没沒结結解问問意建月公无無情者最立代已通并並"
    "提直题題党黨程展五果员員位入常文总總次品式活设設及管特件长長求老基资資路级級少统統接较較将將组組见見计計"
    "别別手期根论論运運农農指九区區强強放被做必先回则則任取据據处處给給门門保治百规規七口东東增术術交受联聯"
    "六共权權收证證改清再转轉更单單安场場车車例真务務具万萬每目至达達示议議报報完类類八名确確科信节節整空"
    "元况況今集需段研界持算低书書容际際商非连連近千委技备備半办辦列支市除消构構府值号號率划劃选選标標存"
    "效院查江型按格易置层層专專状狀育适適属屬住调調满滿县縣局照参參引该該价價严嚴项項责責镇鎮乡鄉街环環"
    "污染居综綜评評考核绩績预預算亿億名称稱单單位额額投预預险險宅楼樓屋园園财財税稅费費收入支出"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file without byte order mark. `broken` is how many characters could not be read."""

    text: str
    encoding: str
    broken: int = 0


def decode(data: bytes) -> Decoded | None:
    """The text of a file's bytes; None where they are no text."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    return _utf16(data) or _strict(data, "utf-8") or _chinese(data) or _damaged(data)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding) if _reads_as_text(text) else None


def _chinese(data: bytes) -> Decoded | None:
    """Chinese in two bytes a character. What is Big5 often is GB18030 too, but read so it is rare characters,
    and the reverse."""
    if not _BIG5_PAIR.search(data[:_SAMPLE]):
        return _strict(data, "gb18030")
    readings = [_strict(data, "gb18030"), *(_strict(data, encoding) for encoding in _BIG5)]
    found = [one for one in readings if one is not None]
    return max(found, key=lambda one: (_commonness(one.text), _common_share(one.text)), default=None)


def _commonness(text: str) -> float:
    """The share of the commonest characters among the Chinese ones of a text."""
    wide = [char for char in text[:_SAMPLE] if char > "\u2e80"]
    return sum(char in _COMMONEST for char in wide) / max(len(wide), 1)


def _damaged(data: bytes) -> Decoded | None:
    """Text with a few broken bytes."""
    encodings = ("utf-8", "gb18030", *_BIG5)
    readings = [reading for encoding in encodings if (reading := _tolerant(data, encoding))]
    return max(readings, key=lambda one: (_commonness(one.text), -one.broken), default=None)


def _tolerant(data: bytes, encoding: str) -> Decoded | None:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken > 2 + len(text) // 200 or not _reads_as_text(text):
        return None
    return Decoded(text, encoding, broken)


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: ASCII gives zero bytes on one side; Chinese alone gives none, but reads as
    Chinese.
    """
    if len(data) < 4 or len(data) % 2:
        return None
    sample = data[:_SAMPLE]
    for encoding, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        has_zeros = zeros.count(0) > max(2, len(zeros) // 100)
        if not has_zeros and _is_utf8(sample):
            continue
        text = sample.decode(encoding, errors="ignore")
        if not (text and _reads_as_text(text)):
            continue
        if _common_share(text) > 0.9 if has_zeros else _is_running_text(text):
            return _tolerant(data, encoding)
    return None


def _is_running_text(text: str) -> bool:
    """True for Chinese without rare characters and with some of the commonest: two bytes of any Chinese text
    are some character of UTF-16."""
    return _common_share(text) > 0.98 and _commonness(text) > _LEAST_COMMONNESS


def _is_utf8(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(sample) - 4
    return True


def _reads_as_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    return controls <= len(sample) // 1000 and (not sample or _common_share(sample) > 0.85)


def _common_share(text: str) -> float:
    sample = text[:_SAMPLE]
    return len(_COMMON.findall(sample)) / len(sample) if sample else 1.0
