"""Running lines: page numbers, and headers and footers that come again from page to page.

1. A page number stands outermost in the margin and is written as one (— 3 —, 第3页 共12页, 3/12); a bare
   numeral (3, iii) only where it goes on from page to page, or is the number of its page.
2. A header or footer has the same words in the same type at the same height on half of the pages, on half of
   the even or odd ones, or on three pages in a row. Its figures are the same as well; one of them may go on
   with the pages.
Never a unit line, a note or the bare label of an annex, never a line in other type than its fellows (the
title on the first page).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extractors.readers.captions import is_note, is_unit_line
from extractors.readers.junk import is_page_number
from extractors.readers.labels import find_label
from extractors.readers.pages.model import Page, TextLine

_MARGIN = 0.1  # share of the page's height in which page numbers stand
_WIDE_MARGIN = 0.14  # in which lines that come again stand
_SAME_HEIGHT = 6.0  # points
_SAME_SIZE = 1.0  # points
_IN_A_ROW = 3
_FIGURES = re.compile(r"\d+")
_NUMBERED = re.compile(r"\s*(?:续\s*)?附?\s*[表图件录]\s*之?\s*\d")
_BARE = re.compile(r"(?P<digits>\d{1,4})$|(?P<roman>[ivxlc]{1,7}|[IVXLC]{1,7})$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class _Outer:
    """A line in the margin of a page. `side` is True at the head."""

    line: TextLine
    side: bool
    number_zone: bool

    @property
    def wordings(self) -> Iterator[str]:
        """The line's words, and the same with one of the figures counted from the number of the page; the
        figure of a label counts annexes or tables, each on a page of its own."""
        text = self.line.text
        yield text
        if _NUMBERED.match(text):
            return
        for figure in _FIGURES.finditer(text):
            from_page = int(figure[0]) - self.line.page
            yield f"{text[: figure.start()]}#{from_page}#{text[figure.end() :]}"


def without_running_lines(pages: Sequence[Page]) -> dict[int, list[TextLine]]:
    """Each page's lines without page numbers and without headers and footers that repeat from page to
    page."""
    outer = [each for page in pages for each in _outer_lines(page)]
    running = {id(each.line) for each in (*_numbers(outer), *_repeated(outer, pages))}
    return {page.number: [line for line in page.lines if id(line) not in running] for page in pages}


def _outer_lines(page: Page) -> Iterator[_Outer]:
    lines = page.lines
    boxes = [piece.box for piece in page.order]
    highest = min((box.top for box in boxes), default=0.0)
    lowest = max((box.bottom for box in boxes), default=0.0)
    for line in lines:
        head = line.box.bottom < page.height * _WIDE_MARGIN
        foot = line.box.top > page.height * (1 - _WIDE_MARGIN)
        if not head and not foot:
            continue
        near = line.box.bottom < page.height * _MARGIN or line.box.top > page.height * (1 - _MARGIN)
        outermost = line.box.top <= highest + line.size if head else line.box.bottom >= lowest - line.size
        yield _Outer(line, head, near or outermost)


def _numbers(outer: Sequence[_Outer]) -> Iterator[_Outer]:
    """The page numbers."""
    bare: list[tuple[_Outer, int]] = []
    for each in outer:
        text = each.line.text.strip()
        if not each.number_zone:
            continue
        if is_page_number(text):
            yield each
        elif match := _BARE.match(text):
            bare.append((each, int(text) if match["digits"] else _roman(text)))
    offsets: defaultdict[int, int] = defaultdict(int)
    for each, number in bare:
        offsets[number - each.line.page] += 1
    for each, number in bare:
        if number == each.line.page or offsets[number - each.line.page] > 1:
            yield each


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text.lower()]
    return sum(
        -value if any(later > value for later in values[i + 1 : i + 2]) else value
        for i, value in enumerate(values)
    )


def _repeated(outer: Iterable[_Outer], pages: Sequence[Page]) -> Iterator[_Outer]:
    """The headers and footers that come again."""
    alike: defaultdict[tuple[str, bool], list[_Outer]] = defaultdict(list)
    for each in outer:
        if not _stays(each.line.text):
            for wording in each.wordings:
                alike[wording, each.side].append(each)
    for group in alike.values():
        for fellows in _together(group):
            if _is_running({each.line.page for each in fellows}, pages):
                yield from fellows


def _stays(text: str) -> bool:
    """True for a line that is none however often it comes."""
    label = find_label(text)
    only_label = label is not None and label.kind == "annex" and label.end >= len(text.rstrip())
    return is_unit_line(text) or is_note(text) or only_label or bool(_BARE.match(text.strip()))


def _together(group: Sequence[_Outer]) -> list[list[_Outer]]:
    """Lines of the same words at the same height in the same type."""
    groups: list[list[_Outer]] = []
    for each in group:
        line = each.line
        home = next(
            (
                fellows
                for fellows in groups
                if abs(fellows[0].line.box.top - line.box.top) <= _SAME_HEIGHT
                and abs(fellows[0].line.size - line.size) <= _SAME_SIZE
            ),
            None,
        )
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    return groups


def _is_running(numbers: set[int], pages: Sequence[Page]) -> bool:
    if len(numbers) < 2:
        return False
    if 2 * len(numbers) >= len(pages):
        return True
    for parity in (0, 1):
        own = {number for number in numbers if number % 2 == parity}
        all_own = sum(page.number % 2 == parity for page in pages)
        if len(own) == len(numbers) and 2 * len(own) >= all_own:
            return True
    ordered = sorted(numbers)
    last = _IN_A_ROW - 1
    return any(ordered[i + last] - ordered[i] in (last, 2 * last) for i in range(len(ordered) - last))
