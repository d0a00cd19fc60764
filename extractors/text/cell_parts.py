"""The labelled parts of a table cell that tells several things (问题：… 措施：…).

A label stands at the cell's start or behind a full stop, before a colon; its part runs to the next label.
Cells of one column are written alike: where some of them carry labels, a cell without any tells neither a
shortfall nor a remedy by its column alone.
"""

import re
from collections.abc import Iterable
from typing import Literal

PartKind = Literal["issue", "measure"]

_LABEL = re.compile(
    r"(?:^|(?<=[。；;！\s]))[\[【（(]?\s*(?:\d[.．、]\s*)?(?:"
    r"(?P<issue>(?:存在|主要|突出|当前)?(?:的)?(?:主要|突出)?(?:问题|困难|短板|不足|原因|偏差原因|滞后原因)(?:及原因|和困难|与不足|和不足)?)"
    r"|(?P<measure>(?:下一?步|改进|整改|解决|推进|应对|工作|补救)?(?:工作)?(?:措施|打算|安排|计划|建议|思路|对策)|下一?步(?:工作)?)"
    r")\s*[\]】）)]?\s*[:：]"
)


def labelled_parts(text: str) -> dict[PartKind, tuple[int, int]]:
    """Where the first part of each kind stands in a cell's text, without its label."""
    labels = list(_LABEL.finditer(text))
    ends = [*(label.start() for label in labels[1:]), len(text)][: len(labels)]
    parts: dict[PartKind, tuple[int, int]] = {}
    for label, end in zip(labels, ends, strict=True):
        kind: PartKind = "issue" if label["issue"] else "measure"
        parts.setdefault(kind, (label.end(), end))
    return parts


def are_labelled(texts: Iterable[str]) -> bool:
    """True where cells of a column carry labels."""
    return any(labelled_parts(text) for text in texts)
