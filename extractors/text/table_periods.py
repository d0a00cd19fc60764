"""The period that the words of a table's header or caption name.

Signals in order of precedence: the texts as they are given, the first that names a period decides; a bare
year is one (2023). What a text compares with (较上年) is no period of its own, and words without a date
(本期, 全年) name none.
"""

import re
from collections.abc import Sequence

from extractors.text.columns import is_year
from extractors.text.periods import PeriodContext, find_periods

_DATED = re.compile(r"\d|[上去前本当]年|同期|[上本当][月季]|半年|季度")
_COMPARISON = re.compile(r"[较比与].*")


def named_period(texts: Sequence[str], context: PeriodContext) -> str | None:
    """The period (ISO) of the first text that names one, None where none does."""
    for text in texts:
        words = f"{text}年" if is_year(text) else _COMPARISON.sub("", text)
        dated = [m for m in find_periods(words, context) if m.iso and _DATED.search(m.text)]
        if dated:
            return dated[0].iso
    return None
