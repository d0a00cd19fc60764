"""Marks of one width, so that the grammar needs to know only one form of each.

Web pages and typed papers print half-width commas, semicolons and colons between Chinese words. They become
full-width, character for character, so that every offset stays. A mark between digits (1,200, 3:52, 9:30) or
between Latin letters is part of what stands there and is left as printed.
"""

import re

_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_HALF = re.compile(r"(?<![A-Za-z\d])[,;:!?]|[,;:!?](?![A-Za-z\d])|(?<=[A-Za-z\d])[,;:](?=[A-Za-z])")


def widened(text: str) -> str:
    """The text with half-width marks between words made full-width, of the same length."""
    return _HALF.sub(lambda mark: _WIDE[mark.group()], text)
