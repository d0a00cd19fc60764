"""Papers drawn glyph by glyph with reportlab: the renderer that leaves nothing to chance.

It decides itself where lines wrap, where pages end, how rules are drawn (strokes, cell outlines, thin filled
rectangles), whether a landscape page is turned by a flag, and in which part of a cut merged cell its text is.
The type is STSong-Light, not embedded, or Noto Sans CJK as TrueType, by the paper's seed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from tests.generator.fonts import has_noto, truetype
from tests.generator.known import (
    KnownCell,
    KnownPaper,
    KnownTable,
    outer_sides,
    ruled_sides,
    set_at_top,
    shaded,
)
from tests.generator.sheet import MARGIN, Sheet, Turn
from tests.generator.wrapping import wrapped

_LEADING = 1.25
_PAD = 3.0


def render(papers: Sequence[KnownPaper], folder: Path) -> list[Path]:
    """A PDF for each paper."""
    return [_drawn(paper, folder / f"{paper.name}.pdf") for paper in papers]


def _drawn(paper: KnownPaper, path: Path) -> Path:
    turned: Turn = ("no", "flag", "drawn")[paper.seed % 3] if paper.look.landscape else "no"
    sheet = Sheet(Canvas(str(path), pagesize=A4, invariant=True), _font(paper), paper.look, turned)
    sheet.turn(paper.look.landscape and not paper.look.upright_text)
    sheet.lines((paper.title,), 15, centred=True)
    for text in paper.before:
        sheet.lines((f"　　{text}",), 11)
    sheet.turn(paper.look.landscape)
    start, left = sheet.y, MARGIN
    width = sheet.width - 2 * MARGIN
    if paper.side_by_side:
        gap = 18.0
        lowest = start
        for table in paper.tables:
            sheet.y = start
            _draw_table(sheet, table, left, (width - gap) / 2, paper.seed)
            lowest, left = min(lowest, sheet.y), left + (width + gap) / 2
        sheet.y = lowest
    else:
        sheet.keep(120)
        for number, table in enumerate(paper.printed):
            if number:
                sheet.open_page()
            sheet.lines((table.label,), 12)
            sheet.lines((table.title,), 12, centred=True)
            sheet.y -= paper.look.title_gap
            sheet.lines((table.unit,), paper.look.size, right=True)
            _draw_table(sheet, table, left, width, paper.seed)
            sheet.lines((*table.notes, table.signature), paper.look.size)
    sheet.turn(paper.look.landscape and not paper.look.upright_text)
    sheet.y -= 10
    for text in paper.after:
        sheet.lines((f"　　{text}",), 11)
    sheet.end()
    return path


def _font(paper: KnownPaper) -> str:
    if paper.seed % 4 == 3 and has_noto():
        return truetype(frozenset(_characters(paper)))
    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    return "STSong-Light"


def _characters(paper: KnownPaper) -> str:
    own = (paper.title, *paper.before, *paper.after, paper.look.running_header)
    of_tables = (
        text
        for table in paper.printed
        for text in (
            table.label,
            table.title,
            table.unit,
            *table.notes,
            table.signature,
            *(cell.text for cell in table.cells),
        )
    )
    return "".join((*own, *of_tables, "0123456789—\u3000 续表内部资料注意保存"))


@dataclass(frozen=True, slots=True)
class _Slice:
    """A row, or the part of a row that a page holds: its lines `first` up to `last` of every cell."""

    row: int
    height: float
    first: int = 0
    last: int | None = None


def _draw_table(sheet: Sheet, table: KnownTable, left: float, width: float, seed: int) -> None:
    _Drawing(sheet, table, left, width, seed).draw()


class _Drawing:
    """A table on its way onto the pages."""

    def __init__(self, sheet: Sheet, table: KnownTable, left: float, width: float, seed: int) -> None:
        self.sheet, self.table, self.seed = sheet, table, seed
        self.size = sheet.look.size
        total = sum(table.widths)
        self.xs = [left]
        for share in table.widths:
            self.xs.append(self.xs[-1] + width * share / total)
        self.lines = {cell: self._wrapped(cell) for cell in table.cells}
        self.heights = self._row_heights()

    @property
    def leading(self) -> float:
        return self.size * _LEADING

    @property
    def _padding(self) -> float:
        """Above and below the text of a cell together, in points: more where no rule parts the rows."""
        look = self.sheet.look
        return (2.5 if look.tight else 2 * _PAD) + (2 if look.rules in {"none", "three", "down"} else 0)

    def draw(self) -> None:
        """Every row, page by page."""
        parts = self._parts()
        homes = self._homes(parts)
        for number, part in enumerate(parts):
            if number:
                self.sheet.open_page()
            if number and self.sheet.look.continued:
                self.sheet.lines(("续表",), self.size, right=True)
            self._draw_part(part, number, homes)

    def _parts(self) -> list[list[_Slice]]:
        """The rows of each page, a repeated header among them."""
        waiting = [_Slice(row, height) for row, height in enumerate(self.heights)]
        header = waiting[: self.table.header_rows] if self.sheet.look.repeat_header else []
        parts: list[list[_Slice]] = []
        room = self.sheet.room
        while waiting:
            repeated = header if parts else []
            fitting, waiting = self._split(waiting, room - sum(piece.height for piece in repeated))
            if self.sheet.look.last_alone and not waiting and len(fitting) > 1:
                fitting, waiting = fitting[:-1], fitting[-1:]
            parts.append([*repeated, *fitting])
            room = self.sheet.height - 2 * MARGIN - (1.5 * self.size if self.sheet.look.continued else 0)
        return parts

    def _homes(self, parts: list[list[_Slice]]) -> dict[KnownCell, int]:
        """The part in which the text of each merged cell of the body stands: where most of the cell is."""
        homes: dict[KnownCell, int] = {}
        for cell in self.table.cells:
            if cell.rowspan > 1 and cell.row >= self.table.header_rows:
                rows = range(cell.row, cell.row + cell.rowspan)
                heights = [sum(piece.height for piece in part if piece.row in rows) for part in parts]
                homes[cell] = heights.index(max(heights))
        return homes

    def _wrapped(self, cell: KnownCell) -> list[str]:
        if cell.vertical:
            return list(cell.text)
        room = self.xs[cell.col + cell.colspan] - self.xs[cell.col] - 2 * _PAD
        return wrapped(cell.text, room, self.sheet.font, self.size) if cell.text else []

    def _row_heights(self) -> list[float]:
        padding = self._padding
        heights = [self.leading + padding] * self.table.rows
        for cell in sorted(self.table.cells, key=lambda cell: cell.rowspan):
            needed = len(self.lines[cell]) * self.leading + padding
            span = range(cell.row, cell.row + cell.rowspan)
            heights[span[-1]] += max(needed - sum(heights[row] for row in span), 0.0)
        return heights

    def _split(self, waiting: list[_Slice], room: float) -> tuple[list[_Slice], list[_Slice]]:
        """What goes on this page and what waits; at least one piece goes where the page is empty."""
        for index, piece in enumerate(waiting):
            if piece.height <= room:
                room -= piece.height
                continue
            halves = self._halves(piece, room)
            if halves:
                return [*waiting[:index], halves[0]], [halves[1], *waiting[index + 1 :]]
            return waiting[:index], waiting[index:]
        return waiting, []

    def _halves(self, piece: _Slice, room: float) -> tuple[_Slice, _Slice] | None:
        own = [cell for cell in self.table.cells if cell.row == piece.row and cell.rowspan == 1]
        most = max((len(self.lines[cell]) for cell in own), default=1)
        fit = int((room - 2 * _PAD) / self.leading)
        if (
            not self.sheet.look.rows_break
            or piece.row < self.table.header_rows
            or not 1 <= fit < most - piece.first
        ):
            return None
        middle = piece.first + fit
        upper = replace(piece, height=fit * self.leading + 2 * _PAD, last=middle)
        rest = (most - middle) * self.leading + 2 * _PAD
        return upper, replace(piece, height=max(rest, self.leading + 2 * _PAD), first=middle)

    def _draw_part(self, pieces: Sequence[_Slice], number: int, homes: dict[KnownCell, int]) -> None:
        """The rows that stand on one page, each merged cell with what the page has of it."""
        tops: dict[int, float] = {}
        bottoms: dict[int, float] = {}
        slices = {piece.row: piece for piece in pieces}
        for piece in pieces:
            tops[piece.row] = self.sheet.y
            self.sheet.y -= piece.height
            bottoms[piece.row] = self.sheet.y
        for cell in self.table.cells:
            rows = [row for row in range(cell.row, cell.row + cell.rowspan) if row in tops]
            if rows:
                box = (self.xs[cell.col], tops[rows[0]], self.xs[cell.col + cell.colspan], bottoms[rows[-1]])
                self._fill(cell, box)
                self._rule(cell, box, first=rows[0] == min(tops), last=rows[-1] == max(tops))
                if homes.get(cell, number) == number:
                    self._write(cell, box, slices[rows[0]])

    def _fill(self, cell: KnownCell, box: tuple[float, float, float, float]) -> None:
        if shaded(cell, self.table, self.sheet.look):
            left, top, right, bottom = box
            self.sheet.canvas.setFillGray(0.9)
            self.sheet.canvas.rect(left, bottom, right - left, top - bottom, stroke=0, fill=1)
            self.sheet.canvas.setFillGray(0)

    def _write(self, cell: KnownCell, box: tuple[float, float, float, float], piece: _Slice) -> None:
        lines = self.lines[cell]
        cut = cell.rowspan == 1 and (piece.first > 0 or piece.last is not None)
        if cut:
            lines = lines[piece.first : piece.last]
        left, top, right, bottom = box
        height = len(lines) * self.leading
        at_top = cut or set_at_top(cell, self.table, self.sheet.look)
        y = top - self._padding / 2 if at_top else (top + bottom + height) / 2
        share = {"left": 0.0, "centre": 0.5, "right": 1.0, "spread": 0.0}[cell.align]
        x = left + _PAD + share * (right - left - 2 * _PAD)
        struck = self.sheet.look.struck and cell.row < self.table.header_rows
        for line in lines:
            y -= self.leading
            if cell.align == "spread" and len(lines) == 1 < len(line):
                self._spread(line, x, right - _PAD, y + self.size * 0.3)
                continue
            for shift in (0.0, 0.25) if struck else (0.0,):
                self.sheet.text(line, x + shift, y + self.size * 0.3, self.size, share)

    def _spread(self, line: str, left: float, right: float, y: float) -> None:
        """The characters of a line at equal distances over the whole width."""
        step = (right - left - self.size) / (len(line) - 1)
        for number, character in enumerate(line):
            self.sheet.text(character, left + number * step, y, self.size)

    def _rule(self, cell: KnownCell, box: tuple[float, float, float, float], first: bool, last: bool) -> None:
        left, top, right, bottom = box
        rules = self.sheet.look.rules
        if rules == "grid" and self.seed % 3 == 0 and self.sheet.look.frame == "plain":
            self.sheet.canvas.rect(left, bottom, right - left, top - bottom, stroke=1, fill=0)
            return
        for edge in sorted(self._edges(cell, first, last)):
            y = {"top": top, "bottom": bottom}.get(edge)
            x = {"left": left, "right": right}.get(edge)
            if y is not None:
                self._line(left, y, right, y, edge in outer_sides(cell, self.table))
            elif x is not None:
                self._line(x, top, x, bottom, edge in outer_sides(cell, self.table))

    def _edges(self, cell: KnownCell, first: bool, last: bool) -> frozenset[str]:
        """The ruled sides of what a page has of a cell; each page's part of a table is closed."""
        look = self.sheet.look
        ends = {side for side, at_end in (("top", first), ("bottom", last)) if at_end}
        return ruled_sides(cell, self.table, look) | (
            ends if look.rules in {"down", "three"} else frozenset()
        )

    def _line(self, x0: float, y0: float, x1: float, y1: float, outer: bool) -> None:
        canvas, frame = self.sheet.canvas, self.sheet.look.frame
        if frame == "dashed" and not outer:
            canvas.setLineWidth(0.5)
            canvas.setDash(2, 1.5)
            canvas.line(x0, y0, x1, y1)
            canvas.setDash()
        elif frame == "double" and outer:
            canvas.setLineWidth(0.4)
            across = y0 == y1
            for shift in (-0.8, 0.8):
                dx, dy = (0.0, shift) if across else (shift, 0.0)
                canvas.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy)
        elif frame == "thick" and outer:
            canvas.setLineWidth(1.5)
            canvas.line(x0, y0, x1, y1)
        elif self.seed % 3 == 1:
            canvas.rect(
                x0 - 0.25, min(y0, y1) - 0.25, abs(x1 - x0) + 0.5, abs(y1 - y0) + 0.5, stroke=0, fill=1
            )
        else:
            canvas.setLineWidth(0.5)
            canvas.line(x0, y0, x1, y1)
