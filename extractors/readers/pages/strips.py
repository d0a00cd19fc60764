"""The pieces of all pages as stretches of lines and tables that are whole: joined downwards over page ends,
and sideways where a wide table was split by its columns. The parts of such a table may be numbered in their
titles (…表（一）, …表（二）); tables of a series go on in no other way.

Lines between the parts of a joined table (续表, its title or unit once more) are kept beside it. A table that
fits no other stays as it stands on its page.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from extractors.readers.captions import in_series
from extractors.readers.drafts import TableDraft
from extractors.readers.pages.joins import Strip, begun, continued, is_of_table
from extractors.readers.pages.model import PageTable, TextLine
from extractors.readers.pages.sideways import strips_side_by_side
from extractors.readers.pages.spilled import Piece, with_spilled_words

_HEADS = 5


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole table; `strips` stand side by side in it, `between` are the lines between its parts."""

    strips: tuple[Strip, ...]
    between: tuple[TextLine, ...] = field(default=())

    @property
    def draft(self) -> TableDraft:
        """The table as one draft."""
        drafts = [strip.draft for strip in self.strips]
        wide = strips_side_by_side(drafts)
        return drafts[0] if wide is None else wide


Item = list[TextLine] | Whole


def whole_tables(pieces: Sequence[Piece]) -> list[Item]:
    """The pieces in order: stretches of lines, and tables joined over pages."""
    items: list[Item] = []
    for piece in with_spilled_words(pieces):
        if isinstance(piece, PageTable):
            _add_table(items, piece)
        elif items and isinstance(items[-1], list):
            items[-1].append(piece)
        else:
            items.append([piece])
    return _widened(items)


def _add_table(items: list[Item], table: PageTable) -> None:
    lines, before = _before(items, len(items))
    if before is not None:
        grown = continued(before.strips[0], [line.text for line in lines], table)
        if grown is not None:
            del items[len(items) - 1 - bool(lines) :]
            items.append(Whole((grown,), (*before.between, *lines)))
            return
    items.append(Whole((begun(table, [line.text for line in lines[-_HEADS:]]),)))


def _before(items: Sequence[Item], position: int) -> tuple[list[TextLine], Whole | None]:
    """The lines right before a position, and the table before them."""
    lines: list[TextLine] = []
    last = items[position - 1] if position else None
    if isinstance(last, list):
        lines = last
        last = items[position - 2] if position > 1 else None
    return lines, last if isinstance(last, Whole) else None


def _widened(items: Sequence[Item]) -> list[Item]:
    """The items with tables that were split by columns put side by side."""
    widened: list[Item] = []
    position = 0
    while position < len(items):
        item = items[position]
        position += 1
        if isinstance(item, Whole):
            item, position = _with_right_parts(item, items, position)
            item, position = _with_lower_parts(item, items, position)
        widened.append(item)
    return widened


def _with_right_parts(whole: Whole, items: Sequence[Item], position: int) -> tuple[Whole, int]:
    """The table with those after it that go on to its right, and the position after them."""
    while (found := _next_part(whole, items, position)) is not None:
        lines, part, following = found
        strips = (*whole.strips, *part.strips)
        later = part.strips[0].pages[0].page > whole.strips[-1].last.page
        if not later or strips_side_by_side([strip.draft for strip in strips]) is None:
            break
        whole = Whole(strips, (*whole.between, *lines, *part.between))
        position = following
    return whole, position


def _with_lower_parts(whole: Whole, items: Sequence[Item], position: int) -> tuple[Whole, int]:
    """A table of several strips with the next pages of each of them, left to right and then down."""
    while len(whole.strips) > 1:
        strips: list[Strip] = []
        between = list(whole.between)
        after = position
        for strip in whole.strips:
            found = _next_part(whole, items, after)
            if found is None or len(found[1].strips[0].pages) > 1:
                return whole, position
            lines, part, after = found
            grown = continued(strip, [line.text for line in lines], part.strips[0].last)
            if grown is None:
                return whole, position
            strips.append(grown)
            between += lines
        if strips_side_by_side([strip.draft for strip in strips]) is None:
            return whole, position
        whole, position = replace(whole, strips=tuple(strips), between=tuple(between)), after
    return whole, position


def _next_part(
    whole: Whole, items: Sequence[Item], position: int
) -> tuple[list[TextLine], Whole, int] | None:
    """The table after a position with the lines before it, where these may stand inside a table."""
    lines: list[TextLine] = []
    if position < len(items) and isinstance(stretch := items[position], list):
        lines = stretch
        position += 1
    if position >= len(items) or not isinstance(part := items[position], Whole):
        return None
    if not all(_may_stand_above(whole, line.text) for line in lines):
        return None
    return lines, part, position + 1


def _may_stand_above(whole: Whole, line: str) -> bool:
    """True for a line that may stand above a further part of a table: one that stood above a part before, or
    the title with the next number."""
    if is_of_table(whole.strips[0], line):
        return True
    known = [*whole.strips[0].heads, *(each.text for each in whole.between)]
    series = in_series(line)
    return series is not None and any(
        in_series(each) in (series, (series[0], series[1] - 1)) for each in known
    )
