"""Rows of a table whose cells stand between bars.

A row has bars of one kind (|, ｜, │) between its cells; they may stand at its ends as well, in markdown and
in tables drawn with boxes they always do. A bar at the end of a row is an outer one only where all rows
of the table have it: else it stands beside an empty cell. Lines drawn with dashes and crosses are no rows.
A line with one bar is a row only among others. It knows nothing of what cells mean.
"""

import re
from collections.abc import Sequence

from extractors.readers.junk import is_junk

_BARS = "|｜│┃║"
_ANY_BAR = re.compile(f"[{_BARS}]")
_RULE = re.compile(r"[\s|｜│┃║:：+＋=＝\-—－─━═┄┈┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝]+$")
_DRAWN = re.compile(r"-{2,}|[—－─━═┄┈=＝]{2,}")
_BOLD_CELL = re.compile(rf"\*\*([^\s*{_BARS}](?:[^*{_BARS}\n]*[^\s*{_BARS}])?)\*\*")
_BLANKS = " \t\u3000\r"


def is_bar_rule(text: str) -> bool:
    """True for a line that only divides rows (|---|---|, ├──┼──┤)."""
    return bool(_RULE.match(text) and _DRAWN.search(text))


def count_bars(text: str) -> int:
    """How many bars divide a line; 0 for a single one at its end, for rules, for web addresses and for what a
    site put there."""
    count = len(_ANY_BAR.findall(text))
    if count == 1 and text.rstrip(_BLANKS)[-1:] in _BARS:
        return 0
    return 0 if not count or is_bar_rule(text) or is_junk(text) or "://" in text else count


def bar_cells(texts: Sequence[str]) -> list[list[str]]:
    """The cells of a table's rows, given the lines of all of them; a line without bars is one cell."""
    bare = [text.strip(_BLANKS) for text in texts]
    barred = [text for text in bare if _ANY_BAR.search(text)]
    leading = all(text[0] in _BARS for text in barred)
    trailing = all(text[-1] in _BARS for text in barred)
    return [_split(text, leading=leading, trailing=trailing) for text in bare]


def _split(text: str, *, leading: bool, trailing: bool) -> list[str]:
    if not _ANY_BAR.search(text):
        return [text]
    inner = text[1 if leading else 0 : -1 if trailing else len(text)]
    return _ANY_BAR.split(_BOLD_CELL.sub(r"\1", inner))
