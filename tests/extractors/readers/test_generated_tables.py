"""Tables with known cells, printed by several programs and read back; and the score of a reading is right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from extractors.readers.registry import read
from schemas.document import Cell, Place, Table
from tests.generator import render_canvas
from tests.generator.known import KIND_NAMES, Kind, KnownCell, KnownPaper, KnownTable, Look
from tests.generator.measuring import measured, percent, printed
from tests.generator.reading import what_undoing_loses
from tests.generator.scoring import ReadCell, ReadTable, Score, plain, score
from tests.generator.tables import paper

PAPER = KnownPaper(
    "small", "ruled", 0, "云溪县通报", (), (
        KnownTable(
            5, 4,
            (
                KnownCell(0, 0, "类别", 2), KnownCell(0, 1, "指标", 2), KnownCell(0, 2, "完成情况", 1, 2),
                KnownCell(1, 2, "总量"), KnownCell(1, 3, "增速"),
                KnownCell(2, 0, "经济发展", 2), KnownCell(2, 1, "投资"), KnownCell(2, 2, "12.5"),
                KnownCell(2, 3, "3.1"),
                KnownCell(3, 1, "消费"), KnownCell(3, 2, "8,126"), KnownCell(3, 3, ""),
                KnownCell(4, 0, "合计", 1, 2), KnownCell(4, 2, "99"), KnownCell(4, 3, "—"),
            ),
            2, (1, 1, 1, 1), "表1 完成情况表", "单位：万元", ("注：快报数。",),
        ),
    ), (), Look("grid"),
)  # fmt: skip


def perfect(known: KnownTable) -> ReadTable:
    cells = tuple(ReadCell(cell.row, cell.col, cell.text, cell.rowspan, cell.colspan) for cell in known.cells)
    notes = tuple(text for text in (known.unit, *known.notes) if text)
    return ReadTable(known.rows, known.cols, cells, known.header_rows, known.title, notes)


def changed(table: ReadTable, change: Callable[[ReadCell], ReadCell | None]) -> ReadTable:
    kept = (change(cell) for cell in table.cells)
    return replace(table, cells=tuple(cell for cell in kept if cell is not None))


def at(at_row: int, at_col: int, /, **values: object) -> Callable[[ReadCell], ReadCell]:
    def change(cell: ReadCell) -> ReadCell:
        return replace(cell, **values) if (cell.row, cell.col) == (at_row, at_col) else cell

    return change


def without_row(row: int) -> Callable[[ReadCell], ReadCell | None]:
    def change(cell: ReadCell) -> ReadCell | None:
        if cell.row == row:
            return None
        return replace(cell, row=cell.row - 1) if cell.row > row else cell

    return change


KNOWN = PAPER.tables[0]
RIGHT = perfect(KNOWN)
FILLED = changed(RIGHT, lambda cell: cell if cell.text else None)
MOVED = changed(FILLED, at(3, 2, col=3))


def said(result: Score) -> dict[str, int]:
    return {name: getattr(result, name) for name in WHOLE}


WHOLE = {
    "exact": 15,
    "aligned": 15,
    "kept": 5,
    "misplaced": 0,
    "found": 1,
    "headers": 1,
    "tied": 3,
    "undone": 0,
}
READINGS: Sequence[tuple[str, Sequence[ReadTable], dict[str, int]]] = (
    ("perfect", [RIGHT], {}),
    ("blanks and full width do not matter", [changed(RIGHT, at(3, 2, text="８，１２ 6"))], {}),
    ("nothing found", [], {"exact": 0, "aligned": 0, "kept": 0, "found": 0, "headers": 0, "tied": 0}),
    ("a wrong digit", [changed(RIGHT, at(2, 2, text="12.6"))], {"exact": 14, "aligned": 14, "kept": 4}),
    ("a lost row", [changed(replace(RIGHT, rows=4), without_row(3))], {"exact": 9, "aligned": 12, "kept": 4}),
    ("a span too short", [changed(RIGHT, at(2, 0, rowspan=1))], {"exact": 14, "aligned": 14}),
    ("a cell in another column", [MOVED], {"exact": 13, "aligned": 13, "misplaced": 1}),
    ("words where nothing stands", [changed(RIGHT, at(3, 3, text="0"))], {"exact": 14, "aligned": 14}),
    ("an empty cell left out", [FILLED], {}),
    ("header unseen", [replace(RIGHT, header_rows=0)], {"headers": 0}),
    ("title and note not tied", [replace(RIGHT, title="", notes=("单位：万元",))], {"tied": 1}),
    ("a table too many", [RIGHT, ReadTable(1, 1, (ReadCell(0, 0, "页脚"),))], {"found": 2}),
    ("the join can't be undone", [replace(RIGHT, undone="少一行")], {"undone": 1}),
)  # fmt: skip


@pytest.mark.parametrize(("name", "tables", "differs"), READINGS, ids=[reading[0] for reading in READINGS])
def test_score_of_planted_readings(name: str, tables: Sequence[ReadTable], differs: dict[str, int]) -> None:
    result = score(PAPER, tables)
    assert (result.cells, result.rows, result.tables, result.ties) == (15, 5, 1, 3)
    assert said(result) == WHOLE | differs
    assert bool(result.faults) == bool(differs.keys() - {"found"} or not tables)


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_perfect_readings_of_every_kind_score_in_full(kind: Kind) -> None:
    for seed in range(25):
        known = paper(kind, seed)
        result = score(known, [perfect(table) for table in reversed(known.tables)])
        assert (result.exact, result.kept, result.misplaced) == (result.cells, result.rows, 0), known.name
        assert not result.faults
        assert paper(kind, seed) == known


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_known_cells_cover_each_position_once(kind: Kind) -> None:
    for seed in range(25):
        for table in paper(kind, seed).tables:
            covered = [position for cell in table.cells for position in cell.positions]
            assert len(covered) == len(set(covered)) == table.rows * table.cols
            assert 1 <= table.header_rows <= 4
            assert len(table.widths) == table.cols


def test_spans_are_not_asked_of_a_table_without_rules() -> None:
    """Text at the top of an invisible merged cell is right; the same reading of a ruled table is not."""
    shown = changed(RIGHT, lambda cell: replace(cell, rowspan=1, colspan=1) if cell.row > 1 else cell)
    borderless = replace(PAPER, look=Look("none"))
    assert score(borderless, [shown]).exact == 15
    assert score(PAPER, [shown]).exact == 13
    lower = changed(shown, at(2, 0, row=3))
    assert score(borderless, [lower]).exact == 14


def test_header_groups_are_asked_of_a_table_without_rules() -> None:
    borderless = replace(PAPER, look=Look("none"))
    assert score(borderless, [changed(RIGHT, at(0, 2, colspan=1))]).exact == 14


def test_an_empty_row_counts_as_kept_where_the_reading_has_one() -> None:
    """A row that nobody filled in stands between others, and one that was left out is missed."""
    cells = tuple(replace(cell, text="" if cell.row == 3 else cell.text) for cell in KNOWN.cells)
    known = replace(PAPER, tables=(replace(KNOWN, cells=cells),))
    emptied = changed(RIGHT, lambda cell: replace(cell, text="") if cell.row == 3 else cell)
    assert (score(known, [emptied]).kept, score(known, [emptied]).exact) == (5, 15)
    assert score(known, [changed(replace(RIGHT, rows=4), without_row(3))]).kept == 4


DRESSED = [paper(kind, seed) for kind in ("dressed", "dressed-borderless") for seed in range(40)]
BODIES = [
    [cell for cell in known.tables[0].cells if cell.row >= known.tables[0].header_rows] for known in DRESSED
]
SHARES: Sequence[tuple[str, Sequence[bool]]] = (
    ("shaded rows without rules between columns",
     [known.look.zebra and known.look.rules in {"three", "none", "across"} for known in DRESSED]),
    ("a shaded header without them", [known.look.fill and known.look.rules != "grid" for known in DRESSED]),
    ("room below the title", [known.look.title_gap > 0 for known in DRESSED]),
    ("upright text, a table on its side", [known.look.upright_text for known in DRESSED]),
    ("halves that are numbered", [known.printed[-1].title.endswith("（二）") for known in DRESSED]),
    ("the last row alone", [known.look.last_alone for known in DRESSED]),
    ("a caption of an attachment", [known.tables[0].title.startswith("附") for known in DRESSED]),
    ("its number on a line of its own", [bool(known.printed[0].label) for known in DRESSED]),
    ("who filled it in", [bool(known.printed[-1].signature) for known in DRESSED]),
    ("header rows without rules",
     [known.look.rules in {"three", "none"} and known.tables[0].header_rows > 2 for known in DRESSED]),
    ("a cut figure", [any("\n" in cell.text for cell in body) for body in BODIES]),
    ("rows over all columns without rules",
     [known.look.rules in {"three", "none"} and any(cell.text.startswith("一、") for cell in body)
      for known, body in zip(DRESSED, BODIES, strict=True)]),
    ("an empty row",
     [any(not any(cell.text for cell in body if cell.row == row) for row in {cell.row for cell in body})
      for body in BODIES]),
    ("a column of dashes",
     [any({cell.text for cell in body if cell.col == col and cell.colspan == 1} == {"—"}
          for col in range(known.tables[0].cols)) for known, body in zip(DRESSED, BODIES, strict=True)]),
)  # fmt: skip


@pytest.mark.parametrize(("what", "has"), SHARES, ids=[what for what, _ in SHARES])
def test_dressed_papers_have_what_real_ones_have(what: str, has: Sequence[bool]) -> None:
    assert 2 <= sum(has) < len(has), what


def test_what_a_dressed_paper_adds_is_printed(tmp_path: Path) -> None:
    """Lines around the tables stand on paper, text on upright pages and the table on its side."""
    turned = next(known for known in DRESSED if known.look.upright_text and known.printed[-1].signature)
    labelled = next(known for known in DRESSED if known.printed[0].label and not known.look.watermark)
    for known, path in zip(
        (turned, labelled), render_canvas.render((turned, labelled), tmp_path), strict=True
    ):
        document = pypdfium2.PdfDocument(path)
        text = plain("".join(page.get_textpage().get_text_range() for page in document))
        wide = [page.get_width() > page.get_height() for page in document]
        document.close()
        for line in (known.printed[0].label, known.printed[0].title, known.printed[-1].signature):
            assert plain(line) in text
        assert {False, True} == set(wide) or known is labelled


def _part(rows: Sequence[Sequence[str]]) -> Table:
    place = Place("page 1/table 1")
    cells = [Cell(r, c, text, text, place) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Table(0, len(rows), len(rows[0]), tuple(cells), (place,))


def test_undoing_a_join() -> None:
    whole = _part((("指标", "完成"), ("投资", "12"), ("消费", "受市场影响下降")))
    upper, lower = (
        _part((("指标", "完成"), ("投资", "12"), ("消费", "受市场"))),
        _part((("指标", "完成"), ("", "影响下降"))),
    )
    joined = replace(whole, parts=(upper, lower), repeated_rows=1)
    assert what_undoing_loses(whole) == what_undoing_loses(joined) == ""
    assert what_undoing_loses(replace(joined, repeated_rows=3))
    assert (
        what_undoing_loses(replace(joined, parts=(upper, _part((("指标", "完成"), ("", "影响"))))))
        == "各页的表里没有：下降"
    )


def test_a_paper_printed_and_read(tmp_path: Path) -> None:
    """The way from a seed to a scored reading, without programs of the system."""
    cases = measured(["ruled"], ["reportlab"], range(4), tmp_path)
    assert all(case.score.exact == case.score.cells for case in cases), printed(cases)
    assert len(read(cases[0].path).tables) == 1


LEAST = {
    "ruled": 99.5,
    "pages": 99.5,
    "wide": 99.5,
    "side": 99.5,
    "half": 99.5,
    "borderless": 97.0,
    "dressed": 99.5,
    "dressed-borderless": 97.0,
    "scanned": 97.0,
}


def _holds(kinds: Sequence[Kind], renderers: Sequence[str], seeds: range, folder: Path) -> None:
    cases = measured(kinds, renderers, seeds, folder)
    for kind in kinds:
        total = sum((case.score for case in cases if case.paper.kind == kind), Score())
        assert percent(total.exact, total.cells) >= LEAST[kind], printed(cases)
        if kind not in {"scanned", "borderless", "dressed-borderless"}:
            assert (total.kept, total.misplaced, total.undone) == (total.rows, 0, 0), printed(cases)
            assert total.found == total.tables, printed(cases)


@pytest.mark.parametrize("kind", ["ruled", "pages", "wide", "side", "half", "borderless"])
def test_known_tables_by_reportlab(kind: Kind, tmp_path: Path) -> None:
    _holds([kind], ["reportlab"], range(100, 106), tmp_path)


@pytest.mark.system
@pytest.mark.parametrize("renderer", ["libreoffice", "chromium", "weasyprint"])
def test_known_tables_by_programs_of_the_system(renderer: str, tmp_path: Path) -> None:
    _holds(["ruled", "pages", "wide", "side", "half", "borderless"], [renderer], range(200, 202), tmp_path)


@pytest.mark.long
@pytest.mark.system
@pytest.mark.parametrize("renderer", ["reportlab", "libreoffice", "chromium", "weasyprint"])
@pytest.mark.parametrize("kind", [kind for kind in KIND_NAMES if kind != "scanned"])
def test_many_known_tables(kind: Kind, renderer: str, tmp_path: Path) -> None:
    _holds([kind], [renderer], range(1000, 1020), tmp_path)


@pytest.mark.long
@pytest.mark.system
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("renderer", ["reportlab", "libreoffice"])
def test_scanned_known_tables(renderer: str, tmp_path: Path) -> None:
    pytest.importorskip("rapidocr")
    _holds(["scanned"], [renderer], range(1000, 1010), tmp_path)
