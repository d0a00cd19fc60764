"""Tables whose every cell is known, and the paper around them: what a reading is measured against."""

from dataclasses import dataclass
from typing import Literal, get_args

Rules = Literal["grid", "open", "across", "down", "three", "none"]
Align = Literal["left", "centre", "right", "spread"]
Frame = Literal["plain", "thick", "double", "dashed"]
Kind = Literal[
    "ruled", "pages", "wide", "half", "borderless", "side", "dressed", "dressed-borderless", "scanned"
]  # fmt: skip
KIND_NAMES: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class KnownCell:
    """One cell: rows and columns count from 0, a merged cell stands at its top left. `vertical` is text set
    from the top down."""

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    align: Align = "centre"
    vertical: bool = False

    @property
    def positions(self) -> tuple[tuple[int, int], ...]:
        """Every (row, col) that the cell covers, its own first."""
        return tuple(
            (row, col)
            for row in range(self.row, self.row + self.rowspan)
            for col in range(self.col, self.col + self.colspan)
        )


@dataclass(frozen=True, slots=True)
class KnownTable:
    """One table. The cells cover every position once. `title`, `unit` and `notes` are the lines around it, ""
    or empty where there is none; `widths` are the shares of its columns in its width. `label` is what stands
    on a line of its own above the title, `signature` who filled the table in, below its notes; nobody has to
    tie these two to the table, but they are no rows of it."""

    rows: int
    cols: int
    cells: tuple[KnownCell, ...]
    header_rows: int
    widths: tuple[float, ...]
    title: str = ""
    unit: str = ""
    notes: tuple[str, ...] = ()
    label: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How a paper is set. `rules`: every rule; none at the sides; between rows only; between columns only
    (with the header boxed); top, header and bottom; none. `size` is the type size in points, `frame` how the
    outer rules differ, `fill` a shaded header, `tight` little room around text, `continued` 续表 above what
    later pages hold, `watermark` large pale words across the page, `struck` bold by printing a header twice.
    `zebra` shades every second row of the body, `title_gap` are points below a title, `last_alone` puts the
    last row on a page of its own (by those who can), `upright_text` sets what is no table on upright pages.
    """

    rules: Rules
    size: float = 9.0
    landscape: bool = False
    repeat_header: bool = True
    rows_break: bool = False
    middle: bool = True
    footer: bool = True
    running_header: str = ""
    frame: Frame = "plain"
    fill: bool = False
    tight: bool = False
    continued: bool = False
    watermark: bool = False
    struck: bool = False
    zebra: bool = False
    title_gap: float = 0.0
    last_alone: bool = False
    upright_text: bool = False


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """A paper: its title, paragraphs, one table or two side by side, and paragraphs below. `pieces` are what
    is printed of a table that is too wide for a page: parts of its columns, the key columns in each."""

    name: str
    kind: Kind
    seed: int
    title: str
    before: tuple[str, ...]
    tables: tuple[KnownTable, ...]
    after: tuple[str, ...]
    look: Look
    pieces: tuple[KnownTable, ...] = ()

    @property
    def printed(self) -> tuple[KnownTable, ...]:
        """The tables as they stand on paper."""
        return self.pieces or self.tables

    @property
    def side_by_side(self) -> bool:
        """True where two tables stand next to each other."""
        return len(self.tables) > 1


def ruled_sides(cell: KnownCell, table: KnownTable, look: Look) -> frozenset[str]:
    """The sides of a cell that carry a rule: top, bottom, left, right."""
    rules = look.rules
    sides: set[str] = set()
    if rules in {"grid", "open", "across"}:
        sides |= {"top", "bottom"}
    if rules in {"three", "down"}:
        header_end = cell.row + cell.rowspan == table.header_rows
        group = cell.row < table.header_rows and cell.colspan > 1
        sides |= {"top"} if cell.row == 0 else set()
        sides |= {"bottom"} if header_end or group or cell.row + cell.rowspan == table.rows else set()
    if rules in {"grid", "open", "down"}:
        sides |= {"left"} if rules == "grid" or cell.col > 0 else set()
        sides |= {"right"} if rules == "grid" or cell.col + cell.colspan < table.cols else set()
    return frozenset(sides)


def outer_sides(cell: KnownCell, table: KnownTable) -> frozenset[str]:
    """The sides of a cell that lie at the table's own edge."""
    at_edge = {
        "top": cell.row == 0,
        "bottom": cell.row + cell.rowspan == table.rows,
        "left": cell.col == 0,
        "right": cell.col + cell.colspan == table.cols,
    }
    return frozenset(side for side, outer in at_edge.items() if outer)


def shaded(cell: KnownCell, table: KnownTable, look: Look) -> bool:
    """True where a cell's ground is grey."""
    if cell.row < table.header_rows:
        return look.fill
    return look.zebra and cell.rowspan == 1 and (cell.row - table.header_rows) % 2 == 1


def set_at_top(cell: KnownCell, table: KnownTable, look: Look) -> bool:
    """True where a cell's text stands at its top. Where no rule says how far down a merged cell reaches,
    nobody could tell it from text in its middle."""
    unseen = look.rules in {"three", "none", "down"} and cell.rowspan > 1 and cell.row >= table.header_rows
    return not cell.vertical and (unseen or not look.middle)
