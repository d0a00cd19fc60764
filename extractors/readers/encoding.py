"""Bytes of a text file to characters.

Signals in order: a byte order mark; UTF-16 by its zero bytes or by the share of Chinese characters; valid
UTF-8; Big5, where the bytes are mostly its common characters and hardly any of GB2312; valid GB18030 that
reads as Chinese; UTF-8 or GB18030 with a few broken bytes (a file that was cut
off), in which case it is said. Bytes that are none of these are no text.
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
_BIG5_PAIR = re.compile(rb"[\xa4-\xc6][\x40-\x7e]")
_BIG5_COMMON = range(0xA140, 0xC67F)  # punctuation and the 5,401 common characters
_GB_COMMON = range(0xA1A1, 0xD7FA)  # punctuation and the 3,755 common characters
_BIG5_WORDS = "的是在年為不有與及"


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
    return _utf16(data) or _strict(data, "utf-8") or _big5(data) or _strict(data, "gb18030") or _damaged(data)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, encoding) if _reads_as_text(text) else None


def _big5(data: bytes) -> Decoded | None:
    """Traditional Chinese in Big5. Its bytes often are GB18030 too, but read so they are rare characters."""
    if not _BIG5_PAIR.search(data[:_SAMPLE]):
        return None
    try:
        text = data.decode("cp950")
    except UnicodeDecodeError:
        return None
    wide = [char for char in text[:_SAMPLE] if char > "\u2e80"]
    other = [char for char in data[:_SAMPLE].decode("gb18030", errors="replace") if char > "\u2e80"]
    is_common = _share_in(wide, "big5", _BIG5_COMMON) > 0.95 and any(char in _BIG5_WORDS for char in wide)
    is_common = is_common and _share_in(other, "gb2312", _GB_COMMON) < 0.7
    return Decoded(text, "big5") if is_common else None


def _share_in(chars: list[str], encoding: str, common: range) -> float:
    """The share of characters that an encoding lists among its common ones, or as its punctuation."""
    found = [char.encode(encoding, errors="ignore") for char in chars]
    return sum(len(code) == 2 and int.from_bytes(code) in common for code in found) / max(len(chars), 1)


def _damaged(data: bytes) -> Decoded | None:
    """Text with a few broken bytes."""
    readings = [reading for encoding in ("utf-8", "gb18030") if (reading := _tolerant(data, encoding))]
    return min(readings, key=lambda reading: reading.broken, default=None)


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
        if text and _reads_as_text(text) and _common_share(text) > (0.9 if has_zeros else 0.98):
            return _tolerant(data, encoding)
    return None


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
