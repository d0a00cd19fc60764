"""What real papers add to a table: captions of attachments, shaded rows, wrapped headers, a signature line.

A paper is made plain first and dressed after, so that the papers of other kinds stay what they are. What is
added is of the paper's look, of its table's cells or of the lines around it; every cell stays known.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from tests.generator import wording
from tests.generator.known import Align, KnownCell, KnownTable, Look

_RULED = {"grid", "open"}
_FIGURE = re.compile(r"[\d,]{4,}(?:\.\d+)?")
_FOUR_MILLIMETRES = 11.3
_PREFIXES = ("附表1 ", "附表1：", "附件2 ", "附表1-2 ", "附件1：")
_LABELS = ("附件1", "附表2", "附件", "附件2：")
_SIGNATURES = (
    "填表人：李明　　　　审核人：王芳　　　　填报日期：2031年10月8日",
    "单位负责人：　　　　　　填表人：　　　　　　联系电话：",
    "审核人：　　　　　　制表人：周敏",
)
_LONGER: dict[str, tuple[str, ...]] = {
    "完成率（%）": ("占年度目标任务比重（%）", "完成年度目标比例（%）"),
    "增速（%）": ("较上年同期增减（百分点）", "比去年同期增长（%）"),
    "排名": ("全市排名（位次）", "在全市位次"),
    "位次": ("在全市位次", "本期位次（名）"),
    "得分": ("本项考核得分（分）", "折算后得分（百分制）"),
    "1—9月完成": ("2031年1—9月累计完成额", "前三季度实际完成数（万元）"),
    "完成值": ("1—9月累计完成值（万元）", "实际完成值（亿元）"),
    "权重": ("指标权重（分值）", "分值（权重）"),
}


def dressed_look(rng: Random, look: Look, kind: str) -> Look:
    """The look with what a paper's setting may add."""
    sparse = look.rules != "grid"
    return replace(
        look,
        fill=look.fill or (sparse and rng.random() < 0.4),
        zebra=rng.random() < (0.4 if sparse else 0.15),
        title_gap=rng.choice((0.0, 0.0, _FOUR_MILLIMETRES, 20.0)),
        upright_text=look.landscape and rng.random() < 0.6,
        last_alone=kind == "pages" and rng.random() < 0.4,
    )


def dressed_table(rng: Random, table: KnownTable, look: Look) -> KnownTable:
    """The table with what its cells and the lines around it may add."""
    changes: tuple[tuple[float, Callable[[Random, KnownTable, Look], KnownTable]], ...] = (
        (0.5, _with_longer_names),
        (0.25, _with_dashes),
        (0.25, _with_broken_figures),
        (0.3, _with_groups),
        (0.25, _with_empty_rows),
        (0.5 if look.last_alone else 0.1, _with_note_row),
    )
    for share, change in changes:
        if rng.random() < share:
            table = change(rng, table, look)
    if rng.random() < 0.35:
        table = replace(table, signature=rng.choice(_SIGNATURES))
    if not table.title:
        return table
    captioned = rng.random()
    if captioned < 0.35:
        return replace(table, title=rng.choice(_PREFIXES) + table.title.split(maxsplit=1)[-1])
    if captioned < 0.6:
        return replace(table, label=rng.choice(_LABELS), title=table.title.split(maxsplit=1)[-1])
    return table


def with_places(rng: Random, table: KnownTable) -> KnownTable:
    """The table with counties in place of its second column, beside the running numbers."""
    names = iter(rng.sample(wording.COUNTIES, len(wording.COUNTIES)))

    def named(cell: KnownCell) -> KnownCell:
        if cell.col != 1 or cell.colspan > 1:
            return cell
        text = "县（市、区）" if cell.row < table.header_rows else next(names)
        return replace(cell, text=text, align="centre")

    return replace(table, cells=tuple(map(named, table.cells)))


def numbered_pieces(table: KnownTable, pieces: Sequence[KnownTable]) -> tuple[KnownTable, ...]:
    """The pieces of a table that is too wide, each under the title with its number （一） or （二）."""
    last = len(pieces) - 1
    return tuple(
        replace(
            piece,
            title=f"{table.title}（{'一二三'[number]}）",
            label=table.label if number == 0 else "",
            signature=table.signature if number == last else "",
        )
        for number, piece in enumerate(pieces)
    )


def _with_longer_names(rng: Random, table: KnownTable, look: Look) -> KnownTable:
    """Header cells whose words take two or three lines."""

    def longer(cell: KnownCell) -> KnownCell:
        wanted = cell.row < table.header_rows and cell.colspan == 1 and cell.text in _LONGER
        return replace(cell, text=rng.choice(_LONGER[cell.text])) if wanted else cell

    return replace(table, cells=tuple(map(longer, table.cells)))


def _with_dashes(rng: Random, table: KnownTable, look: Look) -> KnownTable:
    """A column in which nothing is assessed."""
    chosen = rng.randrange(table.cols // 2, table.cols)

    def dash(cell: KnownCell) -> KnownCell:
        single = cell.col == chosen and cell.colspan == 1 and cell.row >= table.header_rows
        return replace(cell, text="—", align="centre") if single else cell

    return replace(table, cells=tuple(map(dash, table.cells)))


def _with_broken_figures(rng: Random, table: KnownTable, look: Look) -> KnownTable:
    """Figures on two lines: cut where a narrow column ends, or with their change below. Where no rule parts
    the rows nobody could tell a cut figure from two, so that there only the second is done."""

    def broken(cell: KnownCell) -> KnownCell:
        if cell.row < table.header_rows or not _FIGURE.fullmatch(cell.text) or rng.random() > 0.3:
            return cell
        if look.rules in _RULED and rng.random() < 0.5:
            middle = len(cell.text) // 2 + 1
            return replace(cell, text=f"{cell.text[:middle]}\n{cell.text[middle:]}")
        return replace(cell, text=f"{cell.text}\n（{wording.growth(rng)}）")

    return replace(table, cells=tuple(map(broken, table.cells)))


def _with_groups(rng: Random, table: KnownTable, look: Look) -> KnownTable:
    """Rows over all columns that name what follows; not where the rows have such or merged cells already."""
    body = [cell for cell in table.cells if cell.row >= table.header_rows]
    if any(cell.rowspan > 1 or cell.colspan == table.cols for cell in body):
        return table
    last = table.rows - 1
    middle = range(table.header_rows + 2, last - 1)
    starts = [table.header_rows, *sorted(rng.sample(middle, min(len(middle), rng.randint(1, 3))))]
    align: Align = rng.choice(("left", "left", "centre"))
    for added, row in enumerate(starts):
        name = f"{'一二三四'[added]}、{wording.CATEGORIES[(row + added) % len(wording.CATEGORIES)]}"
        table = _with_row(table, row + added, (KnownCell(0, 0, name, 1, table.cols, align),))
    return table


def _with_empty_rows(rng: Random, table: KnownTable, look: Look) -> KnownTable:
    """Rows left for what was not reported; only where rules show them."""
    if look.rules not in _RULED:
        return table
    crossed = {row for cell in table.cells for row in range(cell.row + 1, cell.row + cell.rowspan)}
    free = [row for row in range(table.header_rows + 1, table.rows) if row not in crossed]
    if not free:
        return table
    row = rng.choice(free)
    for _ in range(rng.randint(1, 2)):
        table = _with_row(table, row, tuple(KnownCell(0, col, "") for col in range(table.cols)))
    return table


def _with_note_row(rng: Random, table: KnownTable, look: Look) -> KnownTable:
    """A note as the last row, over all columns, that sums up how the figures came about."""
    if look.rules not in _RULED:
        return table
    note = f"说明：以上数据由各责任单位报送，截至2031年9月{rng.randint(20, 30)}日，最终以年度核定数为准。"
    return _with_row(table, table.rows, (KnownCell(0, 0, note, 1, table.cols, "left"),))


def _with_row(table: KnownTable, at: int, cells: Sequence[KnownCell]) -> KnownTable:
    moved = (replace(cell, row=cell.row + 1) if cell.row >= at else cell for cell in table.cells)
    added = (replace(cell, row=at) for cell in cells)
    return replace(table, rows=table.rows + 1, cells=(*moved, *added))
