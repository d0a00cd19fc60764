"""Set a paper on A4 pages as an OFD file: 28 characters a line, 22 lines a page, ruled tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from samples.ofd import OfdPaper, Piece, Rule, Text, width_of, write_ofd

if TYPE_CHECKING:
    from pathlib import Path

    from samples.build import Line

LEFT, TOP, WIDTH, PITCH, SIZE = 28.0, 42.0, 156.8, 10.0, 5.6
LINES = 22
STYLES = {"title": ("小标宋", 7.6), "head": ("小标宋", 9.0), "h1": ("黑体", SIZE), "h2": ("楷体", SIZE)}
CENTRED = {"title", "head", "number", "center"}
ROW, CELL_SIZE = 8.0, 3.7


class Sheets:
    """Pages that fill from the top down."""

    def __init__(self) -> None:
        self.pages: list[list[Piece]] = [[]]
        self.y = TOP

    def room(self, height: float) -> None:
        """Turn to a new page where the height does not fit any more."""
        if self.y + height > TOP + LINES * PITCH:
            self.pages.append([])
            self.y = TOP

    def put(self, *pieces: Piece) -> None:
        self.pages[-1] += pieces


def write_ofd_paper(lines: list[Line], target: Path) -> None:
    sheets = Sheets()
    for line in lines:
        if line.style == "table":
            put_table(sheets, line)
        else:
            put_paragraph(sheets, line)
    for number, page in enumerate(sheets.pages, start=1):
        page.append(Text(99, 275, f"— {number} —", 4.9, "宋体"))
    target.write_bytes(write_ofd(OfdPaper(sheets.pages)))


def put_paragraph(sheets: Sheets, line: Line) -> None:
    font, size = STYLES.get(line.style, ("仿宋", SIZE))
    indent = "" if line.style in CENTRED | {"right", "flush"} else "　　"
    for piece in broken(indent + line.text, WIDTH / size):
        sheets.room(PITCH)
        sheets.y += PITCH
        text = piece.lstrip("　")
        x = LEFT + (len(piece) - len(text)) * size
        length = sum(map(width_of, text)) * size
        if line.style in CENTRED:
            x = LEFT + (WIDTH - length) / 2
        elif line.style == "right":
            x = LEFT + WIDTH - length - 2 * size
        sheets.put(Text(x, sheets.y, text, size, font))


def broken(text: str, room: float) -> list[str]:
    """The lines of a paragraph; room in characters. A closing mark hangs over the end of its line."""
    lines, line, used = [], "", 0.0
    for character in text:
        if used + width_of(character) > room and character not in "，。；：、）”":
            lines.append(line)
            line, used = "", 0.0
        line += character
        used += width_of(character)
    return [*lines, line]


def put_table(sheets: Sheets, line: Line) -> None:
    longest = [max(len(row[c] or "") for row in line.rows) + 2 for c in range(len(line.rows[0]))]
    widths = [WIDTH * length / sum(longest) for length in longest]
    bounds = [LEFT + sum(widths[:c]) for c in range(len(widths) + 1)]
    sheets.room(ROW * len(line.rows) + 4)
    top = sheets.y + 4
    bottom = top + ROW * len(line.rows)
    sheets.put(*(Rule(x, top, x, bottom) for x in bounds))
    sheets.put(*(Rule(LEFT, top + ROW * r, bounds[-1], top + ROW * r) for r in range(len(line.rows) + 1)))
    for r, row in enumerate(line.rows):
        for c, text in enumerate(row):
            if text:
                length = sum(map(width_of, text)) * CELL_SIZE
                x = bounds[c] + (widths[c] - length) / 2
                sheets.put(Text(x, top + ROW * r + 5.2, text, CELL_SIZE, "宋体"))
    sheets.y = bottom + 2
