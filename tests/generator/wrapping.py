"""Chinese text in lines that fit a width."""

import re

from reportlab.pdfbase import pdfmetrics

_TOKEN = re.compile(r"[0-9A-Za-z.,%+\-≥≤]+|.")
_NOT_FIRST = set("，。、；：）》”％%！？")
_NOT_LAST = set("（《“")


def wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    """The text in lines that fit a width; numbers stay whole, no line begins with a closing mark or ends with
    an opening one where that can be helped."""
    return [line for stretch in text.split("\n") for line in _wrapped(stretch, width, font, size)]


def _wrapped(text: str, width: float, font: str, size: float) -> list[str]:
    lines: list[list[str]] = [[]]
    for token in _TOKEN.findall(text):
        line = lines[-1]
        if not line or pdfmetrics.stringWidth("".join((*line, token)), font, size) <= width:
            line.append(token)
            continue
        carried = [token]
        while len(line) > 1 and (carried[0] in _NOT_FIRST or line[-1] in _NOT_LAST):
            carried.insert(0, line.pop())
        lines.append(carried)
    return ["".join(line) for line in lines]
