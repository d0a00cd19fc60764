"""The comparison brief: two or more periods of one region, or regions of one period, side by side.

Order: what became better and worse; which lights moved; the table of all values with their change;
what could not be compared and why; the evidence of each figure. The change of a rate is written in
百分点, the change of a rank in 位, all else in the paper's own unit. Whether a change is good is the
analysis's word; where it says nothing, neither does the brief.
"""

from collections.abc import Iterator
from pathlib import Path

from pipeline.briefs.annex import Annex, annex_of
from pipeline.briefs.brief import Brief, Cell, Column, Grid, Prose, Section, Span, sources_cell
from pipeline.briefs.gap import NOTES, numbered
from pipeline.briefs.rendering import write_brief
from pipeline.briefs.wording import (
    ROLE_NAMES,
    Scale,
    colour_name,
    difference_text,
    figure_text,
    joined,
    natural_scale,
    number_text,
    rounded_to,
)
from schemas.analysis import Comparison, ComparisonRow, Figure
from schemas.records import LIGHT_NAMES, LightColour

_LIGHT_RANK: dict[LightColour | None, int] = {"green": 3, "blue": 3, "yellow": 2, "orange": 1, "red": 0}
_VERDICT = {True: "好转", False: "变差", None: "—"}


def write_compare(comparison: Comparison, path: Path) -> None:
    """Write the comparison brief; the format by the ending (.docx, .html, .xlsx), else UsageError."""
    write_brief(compose_compare(comparison), path)


def compose_compare(comparison: Comparison) -> Brief:
    """The comparison brief's content. A section with nothing to say is left out."""
    annex = annex_of(_mentions(comparison))
    parts = (
        ("总体情况", _overview(comparison)),
        ("好转和变差的指标", _moved(comparison, annex)),
        ("亮灯变化", _lights(comparison)),
        ("未能比对的内容及原因", _left_out(comparison)),
        ("指标比对总表", (_table(comparison, annex),) if comparison.rows else ()),
    )
    return Brief(
        title=comparison.title,
        subtitle=f"（{'、'.join(comparison.columns)}）",
        sections=_or_nothing(numbered(parts)),
        annex=annex.entries,
        notes=(_MEANING, *NOTES),
        as_of="",
    )


def _or_nothing(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    return sections or (Section("一、总体情况", (Prose(("没有可以比对的指标。",)),)),)


def _mentions(comparison: Comparison) -> Iterator[Figure | None]:
    for row in comparison.rows:
        yield from row.cells


def _overview(comparison: Comparison) -> tuple[Prose | Grid, ...]:
    rows = comparison.rows
    compared = [row for row in rows if row.change is not None]
    counts = (
        ("变差", sum(row.better is False for row in compared)),
        ("好转", sum(row.better is True for row in compared)),
        ("持平", sum(row.change == 0 for row in compared)),
        ("方向不明、不作评价", sum(row.better is None and row.change != 0 for row in compared)),
    )
    told = "，".join(f"{name}{count}组" for name, count in counts if count)
    words = (
        f"本次比对{comparison.region}{'、'.join(comparison.columns)}指标{len({row.name for row in rows})}项、"
        f"数据{len(rows)}组（一项指标的完成值、完成率、增速、位次等各为一组）。"
        f"首末两期均有数值、可以计算增减的{len(compared)}组{f'：{told}' if told else ''}。"
    )
    papers = f"依据材料{len(comparison.documents)}份：{joined(comparison.documents)}。"
    return (Prose((words, _light_words(comparison))), Prose((papers,)))


def _only_grows(row: ComparisonRow) -> bool:
    """True for a better value that most often only adds up from month to month."""
    return row.better is True and row.role in {"actual", "completion", "score"}


def _moved(comparison: Comparison, annex: Annex) -> tuple[Prose | Grid, ...]:
    blocks: list[Prose] = []
    for verdict, name in ((False, "变差"), (True, "好转")):
        whole = [row for row in comparison.rows if row.better is verdict and row.change]
        rows = [row for row in whole if not _only_grows(row)]
        by_name = {row.name: [other for other in rows if other.name == row.name] for row in rows}
        if whole:
            blocks.append(Prose((_moved_head(name, len(by_name), len(rows), len(whole)),)))
        if verdict:
            blocks += [_together(tuple(by_name.values()), annex)] if rows else []
        else:
            blocks += [_name_prose(n, own, annex) for n, own in enumerate(by_name.values(), start=1)]
    return tuple(blocks)


def _together(names: tuple[list[ComparisonRow], ...], annex: Annex) -> Prose:
    """What got better, in one paragraph: good news needs no paragraph for each."""
    spans: list[Span] = []
    for rows in names:
        told = (span for row in rows for span in ("，", *_shift_spans(row, annex)))
        spans += ["；" if spans else "", rows[0].name, *told]
    return Prose((*spans, "。"))


def _shift_spans(row: ComparisonRow, annex: Annex) -> tuple[Span, ...]:
    """From what to what: 位次由第5位变为第3位."""
    values = [annex.cite(figure_text(figure), figure) for figure in row.cells if figure is not None]
    middle = [span for value in values[1:-1] for span in ("、", value)]
    return (f"{ROLE_NAMES[row.role]}由", values[0], *middle, "变为", values[-1])


def _moved_head(name: str, indicators: int, told: int, whole: int) -> str:
    """How many rows are told one by one; the others only add up from month to month."""
    summed = f"完成值、完成率等{whole - told}组一般随月份累加，只列入总表"
    if not told:
        return f"{name}的{whole}组中，{summed}。"
    rest = f"；另有{summed}" if whole > told else ""
    return f"{name}的指标{indicators}项（{told}组）如下{rest}："


def _name_prose(place: int, rows: list[ComparisonRow], annex: Annex) -> Prose:
    """One indicator: 同比增速由5.8%变为4.6%，回落1.2个百分点；位次由第3位变为第5位，后移2位。"""
    spans: list[Span] = []
    for row in rows:
        spans += ["；" if spans else "", *_shift_spans(row, annex), f"，{change_words(row)}"]
    return Prose((*spans, "。"), lead=f"{place}.{rows[0].name}：")


def change_words(row: ComparisonRow) -> str:
    """The change in words, direction first: 提高1.2个百分点, 减少3.5亿元, 前移2位, 持平."""
    if row.change is None:
        return "不能计算增减"
    if row.change == 0:
        return "持平"
    size = change_text(row).lstrip("+-")
    return f"{_verb(row)}{size}"


def _verb(row: ComparisonRow) -> str:
    rises = row.change is not None and row.change > 0
    if row.role == "rank":
        return "后移" if rises else "前移"
    if row.change_unit.endswith("百分点"):
        return "提高" if rises else "回落"
    return "增加" if rises else "减少"


def change_text(row: ComparisonRow) -> str:
    """The signed change with its unit: +1.2个百分点, -3.5亿元; a dash for none."""
    if row.change is None:
        return "—"
    sign = "+" if row.change > 0 else "-" if row.change < 0 else ""
    return sign + _size_text(row)


def _size_text(row: ComparisonRow) -> str:
    if row.change is None:
        return "—"
    if row.change_unit.endswith("百分点"):
        return f"{number_text(abs(row.change))}个百分点"
    return difference_text(row.change, _scale(row))


def _scale(row: ComparisonRow) -> Scale:
    return natural_scale(row.unit, *(figure.printed for figure in row.cells if figure))


def _lights(comparison: Comparison) -> tuple[Prose | Grid, ...]:
    if not comparison.lights:
        return ()
    columns = (
        Column("指标", 20),
        *(Column(name, 8, "light") for name in comparison.columns),
        Column("变化", 6),
    )
    ordered = sorted(comparison.lights, key=lambda pair: _light_order(pair[1]))
    moved = tuple(_light_row(name, lights) for name, lights in ordered if _moves(lights))
    whole = tuple(_light_row(name, lights) for name, lights in ordered)
    blocks: list[Prose | Grid] = [Prose((_colour_words(comparison),))]
    if moved:
        blocks.append(Grid("亮灯有变化的指标", columns, moved))
    return (*blocks, Grid("亮灯变化表", columns, whole, sheet="亮灯变化", on_pages=False))


def _light_row(name: str, lights: tuple[LightColour | None, ...]) -> tuple[Cell, ...]:
    cells = (Cell("—" if light is None else colour_name(light), light=light) for light in lights)
    return (Cell(name), *cells, Cell(_light_move(lights)))


def _light_words(comparison: Comparison) -> str:
    """How many lights moved, which, and how many did not: the whole of both lit in one sentence."""
    moves = [
        (name, _moves(lights)) for name, lights in comparison.lights if None not in {lights[0], lights[-1]}
    ]
    if not moves:
        return ""
    down = [name for name, move in moves if move < 0]
    up = [name for name, move in moves if move > 0]
    return (
        f"首末两期材料均载明亮灯的{len(moves)}项中，转差{len(down)}项{_named(down)}，"
        f"转好{len(up)}项{_named(up)}，不变{len(moves) - len(down) - len(up)}项。"
    )


def _colour_words(comparison: Comparison) -> str:
    """How many indicators the papers print under each light: 绿灯由16项变为19项, 红灯由6项变为4项."""
    firsts = [lights[0] for _, lights in comparison.lights]
    lasts = [lights[-1] for _, lights in comparison.lights]
    counts = [
        f"{colour_name(colour)}由{firsts.count(colour)}项变为{lasts.count(colour)}项"
        for colour in LIGHT_NAMES
        if colour in (*firsts, *lasts)
    ]
    return f"按材料逐项所载亮灯统计，{'，'.join(counts)}。" if counts else "材料未载明亮灯。"


def _named(names: list[str]) -> str:
    return f"（{joined(names)}）" if names else ""


def _light_order(lights: tuple[LightColour | None, ...]) -> int:
    """Worse first, then better, unchanged and not comparable last."""
    move = _moves(lights)
    return 0 if move < 0 else 1 if move > 0 else 2


def _moves(lights: tuple[LightColour | None, ...]) -> int:
    """Positive where the last light is better than the first, 0 where either is not lit."""
    first, last = lights[0], lights[-1]
    return 0 if first is None or last is None else _LIGHT_RANK[last] - _LIGHT_RANK[first]


def _light_move(lights: tuple[LightColour | None, ...]) -> str:
    if lights[0] is None or lights[-1] is None:
        return "—"
    move = _moves(lights)
    return "转好" if move > 0 else "转差" if move < 0 else "不变"


def _table(comparison: Comparison, annex: Annex) -> Grid:
    periods = tuple(
        column
        for name in comparison.columns
        for column in (Column(name, 10, use="page"), Column(name, 9, "number", "sheet"))
    )
    columns = (
        Column("序号", 4, "number"),
        Column("指标", 16),
        Column("类别", 8, use="sheet"),
        Column("口径", 6),
        *periods,
        Column("单位", 6, use="sheet"),
        Column("增减", 10, use="page"),
        Column("增减", 8, "number", "sheet"),
        Column("增减单位", 7, use="sheet"),
        Column("评价", 5),
        Column("说明", 12),
        Column("依据", 6, "sources"),
    )
    rows = tuple(_row(place, row, annex) for place, row in enumerate(comparison.rows, start=1))
    return Grid("指标比对总表", columns, rows, sheet="比对总表", wide=True)


def _row(place: int, row: ComparisonRow, annex: Annex) -> tuple[Cell, ...]:
    scale = _scale(row)
    values = tuple(cell for figure in row.cells for cell in _value_cells(figure, scale))
    return (
        Cell(str(place)),
        Cell(row.name),
        Cell(row.category or "—"),
        Cell(ROLE_NAMES[row.role]),
        *values,
        Cell(scale.unit),
        Cell(change_text(row)),
        _change_cell(row, scale),
        Cell(row.change_unit if row.change_unit.endswith("百分点") else scale.unit),
        Cell(_VERDICT[row.better] if row.change else "持平" if row.change == 0 else "—"),
        Cell("；".join(dict.fromkeys(reason for reason in row.reasons if reason)) or "—"),
        sources_cell(annex.numbers(*row.cells)),
    )


def _value_cells(figure: Figure | None, scale: Scale) -> tuple[Cell, Cell]:
    text = figure_text(figure)
    if figure is None or figure.value is None:
        return Cell(text), Cell(text)
    shown = figure.value / scale.factor
    return Cell(text), Cell(text, shown, len(number_text(shown).partition(".")[2]))


def _change_cell(row: ComparisonRow, scale: Scale) -> Cell:
    if row.change is None:
        return Cell("—")
    factor = 1 if row.change_unit.endswith("百分点") else scale.factor
    shown = rounded_to(row.change / factor, 6)
    return Cell(change_text(row), shown, len(number_text(shown).partition(".")[2]))


def _left_out(comparison: Comparison) -> tuple[Prose | Grid, ...]:
    return tuple(
        Prose((f"{n}.{text.rstrip('。')}。",)) for n, text in enumerate(comparison.left_out, start=1)
    )


_MEANING = (
    "增减＝末列－首列；比率的增减以百分点计，位次的增减以位计，负数为前移。"
    "好转、变差按指标方向判断，方向不明的不作评价。"
)
