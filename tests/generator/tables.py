"""From a seed a paper with known tables, of the kinds that performance offices send.

Columns come from a header tree (up to four rows deep), rows from categories: as merged cells in the first
columns, as rows across the whole table, or not at all. The same kind and seed always give the same paper.
"""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.generator import wording
from tests.generator.columns import (
    FOUR,
    INDICATOR,
    LIGHT,
    LONG,
    MOST_HEADER_ROWS,
    NOTE,
    NUMBER,
    OFFICE,
    REMARK,
    SINGLE,
    THREE,
    TOWN,
    TWO,
    UNIT,
    Column,
    Head,
    amount,
    rank,
    score,
)
from tests.generator.dressing import dressed_look, dressed_table, numbered_pieces, with_places
from tests.generator.known import Align, Kind, KnownCell, KnownPaper, KnownTable, Look, Rules


def paper(kind: Kind, seed: int) -> KnownPaper:
    """The paper of a kind and seed."""
    rng = Random(f"{kind}-{seed}")  # noqa: S311 - a repeatable choice, no secret
    place = rng.choice(wording.PLACES)
    base = rng.choice(_BASES[kind]) if kind in _BASES else kind
    look = _look(rng, base, place)
    if kind in DRESSED:
        look = dressed_look(rng, look, base)
    tables = tuple(
        _table(rng, base, _DEPTHS.get(kind, _DEPTHS[base]), short=kind == "scanned", place=place, look=look,
               part=part)
        for part in range(2 if base == "side" else 1)
    )  # fmt: skip
    if kind in DRESSED:
        tables = (dressed_table(rng, with_places(rng, tables[0]) if base == "wide" else tables[0], look),)
    pieces = _pieces(tables[0]) if base == "wide" else ()
    if base == "wide" and not pieces:
        look = replace(look, landscape=True)
    if kind in DRESSED and pieces:
        pieces = numbered_pieces(tables[0], pieces)
        tables = (replace(tables[0], title=pieces[0].title),)
    return KnownPaper(
        f"{kind}{seed}",
        kind,
        seed,
        f"{place}2031年前三季度绩效目标完成情况通报",
        tuple(wording.body(rng) for _ in range(rng.randint(1, 2))),
        tables,
        (wording.body(rng),),
        look,
        pieces,
    )


DRESSED: tuple[Kind, ...] = ("dressed", "dressed-borderless")
_BASES: dict[Kind, tuple[Kind, ...]] = {
    "scanned": ("ruled", "ruled", "ruled", "half", "pages", "borderless"),
    "dressed": ("ruled", "half", "pages", "wide"),
    "dressed-borderless": ("borderless",),
}
_SHALLOW, _DEEP = (1, 1, 1, 2), (1, 1, 2, 2, 3, 4)
_DEPTHS: dict[Kind, tuple[int, ...]] = {
    "ruled": _DEEP,
    "pages": _DEEP,
    "wide": _SHALLOW,
    "half": _SHALLOW,
    "borderless": _SHALLOW,
    "side": _SHALLOW,
    "dressed-borderless": (1, 2, 2, 3),
}


def _look(rng: Random, kind: Kind, place: str) -> Look:
    rules: Rules = "grid"
    if kind == "half":
        rules = rng.choice(("open", "open", "open", "across", "across", "down"))
    elif kind == "borderless":
        rules = rng.choice(("three", "three", "none"))
    boxed = rules == "grid"
    return Look(
        rules,
        size=rng.choice((7.5, 9.0, 9.0, 9.5, 10.5)),
        landscape=rng.random() < (0.3 if kind in {"ruled", "pages"} else 0.1),
        repeat_header=rng.random() < 0.6,
        rows_break=rng.random() < 0.4,
        middle=rng.random() < 0.7,
        footer=rng.random() < 0.7,
        running_header=f"{place}绩效考评工作简报" if rng.random() < 0.25 else "",
        frame=rng.choice(("plain", "plain", "plain", "thick", "double", "dashed")) if boxed else "plain",
        fill=boxed and rng.random() < 0.25,
        tight=rng.random() < 0.2,
        continued=rng.random() < 0.25,
        watermark=kind != "scanned" and rng.random() < 0.1,
        struck=rng.random() < 0.15,
    )


def _table(
    rng: Random, kind: Kind, depths: tuple[int, ...], *, short: bool, place: str, look: Look, part: int
) -> KnownTable:
    heads = _heads(rng, kind, depths, look)
    merged = sum(1 for head in heads[:2] if head.name in _MERGED)
    columns = tuple(leaf for head in heads for leaf in head.leaves)
    depth = max(head.depth for head in heads)
    body = _Body(rng, place, columns, merged, look).filled(
        _how_many(rng, kind, short=short), across=kind != "wide"
    )
    spaced = rng.random() < 0.25
    cells = (
        *_header_cells(heads, depth, spaced),
        *(replace(cell, row=cell.row + depth) for cell in body.cells),
    )
    table = KnownTable(
        depth + body.rows, len(columns), cells, depth, tuple(column.width for column in columns)
    )
    if kind == "side":
        return table
    if look.rules in {"grid", "open"} and kind != "wide" and depth < MOST_HEADER_ROWS and rng.random() < 0.2:
        return _with_inner_lines(rng, table, f"{place}{rng.choice(_TITLES)}")
    unit = rng.choice(("单位：万元、%", "单位：亿元", "（单位：%、分）", ""))
    title = f"表{part + 1} {place}{rng.choice(_TITLES)}"
    return replace(table, title=title, unit=unit, notes=_notes(rng))


def _with_inner_lines(rng: Random, table: KnownTable, title: str) -> KnownTable:
    """The table with its title as a first row across, and some with their note as a last row."""
    cells = [
        KnownCell(0, 0, title, 1, table.cols),
        *(replace(cell, row=cell.row + 1) for cell in table.cells),
    ]
    rows = table.rows + 1
    if rng.random() < 0.5:
        note = "注：表中“—”表示不考核；完成率为累计完成数与年度目标之比。"
        cells.append(KnownCell(rows, 0, note, 1, table.cols, "left"))
        rows += 1
    return replace(table, rows=rows, cells=tuple(cells), header_rows=table.header_rows + 1)


def _pieces(table: KnownTable) -> tuple[KnownTable, ...]:
    """The table cut near its middle where no cell is cut, the key columns in both parts."""
    keys = 2 if table.cols > 5 else 1
    crossed = {col for cell in table.cells for col in range(cell.col + 1, cell.col + cell.colspan)}
    free = [col for col in range(keys + 2, table.cols - 1) if col not in crossed]
    free = [col for col in free if keys not in crossed and _same_depth(table, col)]
    if not free:
        return ()
    cut = min(free, key=lambda col: abs(col - table.cols / 2))
    right = (*range(keys), *range(cut, table.cols))
    return (_columns(table, tuple(range(cut)), notes=False), _columns(table, right, title=False))


def _same_depth(table: KnownTable, cut: int) -> bool:
    """True where both sides of a cut show every row of the header: cells that all reach over two rows look
    like one row."""
    begun = {(cell.row, cell.col >= cut) for cell in table.cells if cell.row < table.header_rows}
    return len(begun) == 2 * table.header_rows


def _columns(
    table: KnownTable, chosen: tuple[int, ...], title: bool = True, notes: bool = True
) -> KnownTable:
    cells = tuple(replace(cell, col=chosen.index(cell.col)) for cell in table.cells if cell.col in chosen)
    return replace(
        table,
        cols=len(chosen),
        cells=cells,
        widths=tuple(table.widths[col] for col in chosen),
        title=table.title if title else "",
        unit=table.unit if title else "",
        notes=table.notes if notes else (),
    )


_TITLES = ("主要指标完成情况表", "绩效考评指标进度统计表", "重点任务目标完成情况一览表")


def _notes(rng: Random) -> tuple[str, ...]:
    return rng.choice(
        (
            (),
            (),
            ("注：完成率为累计完成数与年度目标之比，“—”表示不考核。",),
            ("数据来源：各责任单位报送，县绩效办汇总。",),
            ("注：1.本表数据为初步统计数。", "说明：负数表示同比下降，“/”表示无可比数据。"),
        )
    )


def _how_many(rng: Random, kind: Kind, *, short: bool) -> int:
    if kind == "pages":
        return rng.randint(28, 45) if short else rng.randint(30, 110)
    return {"side": rng.randint(4, 8), "wide": rng.randint(8, 18)}.get(kind, rng.randint(5, 16))


_MERGED = {"类别", "一级指标", "二级指标"}
_CATEGORY = Column("类别", 0.9, lambda rng, _: "")
_FIRST = Column("一级指标", 0.9, lambda rng, _: "")
_SECOND = Column("二级指标", 1.0, lambda rng, _: "")
_THIRD = replace(INDICATOR, name="三级指标")


def _labels(rng: Random, kind: Kind) -> tuple[Head, ...]:
    if kind == "side":
        return rng.choice(((NUMBER, TOWN), (INDICATOR,), (TOWN,)))
    if kind == "wide":
        return (NUMBER, INDICATOR)
    if kind in {"borderless", "half"}:
        wide = replace(
            _CATEGORY, width=1.4
        )  # its words in one line: a second one would stand in the next row
        return rng.choice(((NUMBER, INDICATOR), (INDICATOR,), (TOWN,), (NUMBER, TOWN), (wide, INDICATOR)))
    return rng.choice(
        (
            (NUMBER, INDICATOR),
            (_CATEGORY, NUMBER, INDICATOR),
            (_CATEGORY, INDICATOR),
            (_FIRST, _SECOND, _THIRD),
            (INDICATOR,),
            (NUMBER, TOWN),
        )
    )


def _heads(rng: Random, kind: Kind, depths: tuple[int, ...], look: Look) -> tuple[Head, ...]:
    """Label columns, then value columns until the table is wide enough, at least one of the wanted depth."""
    room = (15.5 if look.landscape else 10.0) * (1.6 if kind == "wide" else 1.0)
    if kind == "side":
        return (
            *_labels(rng, kind),
            *rng.choice(((amount("完成值"), rank("排名")), (TWO[1],), (score("得分"),))),
        )
    depth = rng.choice(depths)
    chosen: list[Head] = list(_labels(rng, kind))
    if depth > 1:
        chosen.append(rng.choice({2: TWO, 3: THREE, 4: FOUR}[depth]))
    if rng.random() < 0.4:
        chosen.append(rng.choice((REMARK, REMARK, LONG)))
    pool: list[Head] = [*SINGLE, *(TWO if depth > 1 else ())]
    rng.shuffle(pool)
    for head in pool:
        names = {leaf.name for item in chosen for leaf in item.leaves} | {item.name for item in chosen}
        width = sum(leaf.width for item in chosen for leaf in item.leaves)
        if head.name not in names and width + sum(leaf.width for leaf in head.leaves) <= room:
            chosen.append(head)
    last = [head for head in chosen if head in (REMARK, LONG)]
    return (*(head for head in chosen if head not in last), *last)


_LETTERSPACED = {"备注": "备  注", "序号": "序 号", "排名": "排 名", "得分": "得　分", "类别": "类  别"}


def _header_cells(heads: Sequence[Head], depth: int, spaced: bool) -> tuple[KnownCell, ...]:
    cells: list[KnownCell] = []

    def place(head: Head, row: int, col: int) -> int:
        width = len(head.leaves)
        if isinstance(head, Column):
            name = _LETTERSPACED.get(head.name, head.name) if spaced else head.name
            cells.append(KnownCell(row, col, name, depth - row, 1))
            return col + 1
        own = depth - row - head.depth + 1
        cells.append(KnownCell(row, col, head.name, own, width))
        for child in head.children:
            col = place(child, row + own, col)
        return col

    col = 0
    for head in heads:
        col = place(head, 0, col)
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.col)))


class _Body:
    """The rows under a header, filled category by category."""

    def __init__(self, rng: Random, place: str, columns: tuple[Column, ...], merged: int, look: Look) -> None:
        self.rng, self.place, self.columns, self.merged, self.look = rng, place, columns, merged, look
        self.cells: list[KnownCell] = []
        self.rows = 0
        self.number = 0
        self.gaps = rng.choice((0.0, 0.05, 0.15))
        self.vertical = look.rules == "grid" and rng.random() < 0.35
        self.spread = look.rules in {"grid", "open"} and rng.random() < 0.2
        self.of_which = rng.random() < 0.2

    def filled(self, rows: int, *, across: bool) -> "_Body":
        """The same, with about so many rows; `across` where rows over all columns may name categories."""
        across = across and not self.merged and rows > 6 and self.rng.random() < 0.4
        subtotals = self.rng.random() < 0.3
        names = iter(self.rng.sample(wording.CATEGORIES, len(wording.CATEGORIES)))
        ordinals = iter("一二三四五六七八九十")
        grouped = bool(self.merged) or across
        while self.rows < rows:
            category, ordinal = next(names, "其他工作"), next(ordinals, "")
            many = min(self.rng.randint(2, 9), max(rows - self.rows, 1)) if grouped else rows
            if across:
                self._across(f"{ordinal}、{category}" if ordinal else category)
            self._category(category, many)
            if subtotals and grouped:
                self._total("小计")
        if self.rng.random() < 0.4:
            self._total(self.rng.choice(("合计", "总计", "全县平均")))
        return self

    def _across(self, name: str) -> None:
        text = f"{name}（{self.rng.randint(5, 40)}分）" if self.rng.random() < 0.5 else name
        align: Align = "left" if self.look.rules != "grid" else self.rng.choice(("left", "centre"))
        self.cells.append(KnownCell(self.rows, 0, text, 1, len(self.columns), align))
        self.rows += 1

    def _category(self, name: str, many: int) -> None:
        if self.merged:
            vertical = self.vertical and many >= 4
            self.cells.append(KnownCell(self.rows, 0, name, many, 1, vertical=vertical))
        if self.merged > 1:
            start, end = self.rows, self.rows + many
            while start < end:
                height = min(self.rng.randint(1, 4), end - start)
                self.cells.append(KnownCell(start, 1, self.rng.choice(wording.GROUPS), height))
                start += height
        for _ in range(many):
            self._row()

    def _row(self) -> None:
        self.number += 1
        named = False
        for col, column in enumerate(self.columns):
            if col < self.merged:
                continue
            label = column in (INDICATOR, _THIRD, TOWN)
            text = str(self.number) if column is NUMBER else column.fill(self.rng, self.place)
            if column is INDICATOR and self.of_which and self.number > 1 and self.rng.random() < 0.3:
                text = f"　其中：{text}"
            if not label and column is not NUMBER and self.rng.random() < self.gaps:
                text = self.rng.choice(("", "—", "/", "-"))
            named = named or label
            align: Align = "spread" if column is TOWN and self.spread else column.align
            self.cells.append(KnownCell(self.rows, col, text, align=align))
        self.rows += 1

    def _total(self, name: str) -> None:
        labels = (
            next(col for col, column in enumerate(self.columns) if column in (INDICATOR, _THIRD, TOWN)) + 1
        )
        align: Align = "centre" if self.look.rules in {"grid", "open"} else "left"
        shown = "　".join(name) if self.look.rules == "grid" and self.spread else name
        self.cells.append(KnownCell(self.rows, 0, shown, 1, labels, align))
        for col in range(labels, len(self.columns)):
            column = self.columns[col]
            text = (
                ""
                if column in (UNIT, OFFICE, REMARK, LONG, NOTE, LIGHT)
                else column.fill(self.rng, self.place)
            )
            self.cells.append(KnownCell(self.rows, col, text, align=column.align))
        self.rows += 1
