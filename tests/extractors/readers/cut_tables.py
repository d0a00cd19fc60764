"""Known tables, and the same tables cut at page ends: what a printer does, to be undone by the reader."""

from dataclasses import dataclass, replace

from extractors.readers.pages.model import PageCell, PageTable
from schemas.document import Box

LEFT, TOP, WIDTH, HEIGHT = 70.0, 80.0, 80.0, 20.0


@dataclass(frozen=True)
class Known:
    """A table as it was written: (row, col, rowspan, colspan, text) of each cell."""

    rows: int
    cols: int
    header: int
    cells: tuple[tuple[int, int, int, int, str], ...]


@dataclass(frozen=True)
class Cut:
    """A page end before row `at`. `broken`: the row before it is drawn in two parts, and of its last cell
    that many characters stand in the upper one; 0 for a row that stays whole. `low`: the words of merged
    cells stand in their middle, those of the other cells of a broken row in the lower part."""

    at: int
    broken: int = 0
    low: bool = False


def page_table(page, rows, cols, cells, edges=None, *, ruled=True):
    edges = edges or tuple(LEFT + WIDTH * col for col in range(cols + 1))
    drawn = tuple(
        PageCell(
            row,
            col,
            rowspan,
            colspan,
            text,
            Box(edges[col], TOP + HEIGHT * row, edges[col + colspan], TOP + HEIGHT * (row + rowspan)),
        )
        for row, col, rowspan, colspan, text in cells
    )
    box = Box(edges[0], TOP, edges[-1], TOP + HEIGHT * rows)
    return PageTable(page, 1, rows, cols, drawn, box, edges, ruled)


def of_rows(page, rows, edges=None, ruled=True):
    """A table without merged cells from its rows of words."""
    cells = [(r, c, 1, 1, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return page_table(page, len(rows), len(rows[0]), cells, edges, ruled=ruled)


def on_pages(known, cuts, repeat):
    """The page tables of a known table with page ends, top down."""
    starts = [0, *(cut.at for cut in cuts)]
    ends = [*(cut.at for cut in cuts), known.rows]
    return [
        _one_page(known, cuts, number, span, repeat)
        for number, span in enumerate(zip(starts, ends, strict=True))
    ]


def _one_page(known, cuts, number, span, repeat):
    start, end = span
    head = known.header if number and repeat else 0
    first = start - bool(number and cuts[number - 1].broken)
    cells = [cell for cell in known.cells if cell[0] < head]
    for cell in known.cells:
        row, col, rowspan, colspan, _ = cell
        top, bottom = max(row, first), min(row + rowspan, end)
        if top < bottom and not (number and row < known.header):
            text = _share(known, cuts, number, cell)
            cells.append((top - first + head, col, bottom - top, colspan, text))
    return page_table(number + 1, end - first + head, known.cols, cells)


def _share(known, cuts, number, cell):
    """The words of a cell that stand on a page."""
    row, col, rowspan, colspan, text = cell
    through = [
        i for i, cut in enumerate(cuts) if row < cut.at < row + rowspan + bool(cut.broken and cut.at > row)
    ]
    if not through:
        return text
    first = cuts[through[0]]
    if first.broken and rowspan == 1 and col + colspan == known.cols:
        return text[: first.broken] if number == through[0] else text[first.broken :]
    middle = row + (rowspan - 1) / 2
    centred = next((i for i in through if middle < cuts[i].at), through[-1] + 1)
    return text if number == (_lower_page(cell, first, through, centred) if first.low else through[0]) else ""


def _lower_page(cell, first, through, centred):
    """The page with the words of a cell that are not at its top: its middle; below the page end in a row
    that it cuts."""
    return through[-1] + 1 if first.broken and cell[2] == 1 else centred


def leaves_page_blank(known, cuts):
    """True where a merged cell begins on top of a page, fills it and has its words on a later one: nobody
    can tell whether it goes with the cell above or the one below."""
    for cell in known.cells:
        for number, cut in enumerate(cuts[:-1], start=1):
            fills = cell[0] == cut.at and cell[0] + cell[2] > cuts[number].at
            if fills and not _share(known, cuts, number, cell):
                return True
    return False


def shifted(table, by, scale=1.0, page=None):
    """The table with its edges elsewhere on the page."""
    edges = tuple((edge - table.edges[0]) * scale + table.edges[0] + by for edge in table.edges)
    cells = tuple(
        replace(cell, box=replace(cell.box, x0=edges[cell.col], x1=edges[cell.col + cell.colspan]))
        for cell in table.cells
    )
    box = replace(table.box, x0=edges[0], x1=edges[-1])
    return replace(table, page=page or table.page, cells=cells, edges=edges, box=box)
