"""The bytes of a saved page to the text of its markup.

A page is decoded by its bytes, never by what it declares: pages that say gb2312 hold GBK, GB18030 or UTF-8,
and the reverse. Bytes that fit no encoding whole are read in the one that leaves fewest characters unread,
and it is said how many.
"""

import re
from dataclasses import dataclass

from extractors.readers.encoding import decode
from schemas.errors import DamagedFileError

_HAN = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class PageSource:
    """The markup of a page. `broken` is how many of its characters could not be read."""

    markup: str
    broken: int = 0


def page_source(data: bytes, name: str) -> PageSource:
    """The markup in a file's bytes. Raises DamagedFileError where they are no text."""
    decoded = decode(data)
    if decoded is not None:
        return PageSource(decoded.text, decoded.broken)
    readings = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
    best = min(readings, key=lambda text: text.count("\ufffd"))
    if chinese_characters(best) <= best.count("\ufffd"):
        raise DamagedFileError(f"“{name}”的文字无法识别，网页可能没有保存完整")
    return PageSource(best, best.count("\ufffd"))


def chinese_characters(text: str) -> int:
    """How many Chinese characters a text holds."""
    return len(_HAN.findall(text))
