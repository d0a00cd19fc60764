"""Papers as Word files, and as the PDFs that LibreOffice makes of them."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.generator.known import (
    KnownCell,
    KnownPaper,
    KnownTable,
    Look,
    outer_sides,
    ruled_sides,
    set_at_top,
    shaded,
)

FONT = "Noto Sans CJK SC"
MARGIN = 64.0
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "spread": WD_ALIGN_PARAGRAPH.DISTRIBUTE,
}
_SOFFICE_SECONDS = 180


def render(papers: Sequence[KnownPaper], folder: Path) -> list[Path]:
    """A PDF for each paper, all in one call of LibreOffice. Raises CalledProcessError where it fails."""
    made = [word_file(paper, folder / f"{paper.name}.docx") for paper in papers]
    profile = (folder / "profile").resolve().as_uri()
    subprocess.run(
        ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, made)],
        check=True, capture_output=True, timeout=_SOFFICE_SECONDS,
    )  # fmt: skip
    return [path.with_suffix(".pdf") for path in made]


def word_file(paper: KnownPaper, path: Path) -> Path:
    """The paper as .docx."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(11)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    normal.paragraph_format.space_after = Pt(0)
    look = paper.look
    width = _page(document.sections[0], look, look.landscape and not look.upright_text)
    _line(document, paper.title, 15, "centre")
    for text in paper.before:
        _line(document, f"　　{text}", 11)
    if look.upright_text:
        width = _page(document.add_section(), look, look.landscape)
    if paper.side_by_side:
        _side_by_side(document, paper, width)
    else:
        for number, table in enumerate(paper.printed):
            if number:
                document.add_page_break()
            _line(document, table.label, 12)
            _line(document, table.title, 12, "centre", look.title_gap)
            _line(document, table.unit, paper.look.size, "right")
            _fill(document.add_table(table.rows, table.cols), table, paper.look, width)
            for note in (*table.notes, table.signature):
                _line(document, note, paper.look.size)
    if look.upright_text:
        _page(document.add_section(), look, landscape=False)
    for text in paper.after:
        _line(document, f"　　{text}", 11)
    document.save(str(path))
    return path


def _page(section: Any, look: Look, landscape: bool) -> float:
    width, height = Pt(595.3), Pt(841.9)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    if landscape:
        width, height = height, width
    section.page_width, section.page_height = width, height
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Pt(MARGIN)
    if look.footer and not section.footer.paragraphs[0].text:
        _page_number(section.footer.paragraphs[0])
    if look.running_header:
        section.header.paragraphs[0].text = look.running_header
        section.header.paragraphs[0].alignment = _ALIGN["centre"]
    return float(width.pt) - 2 * MARGIN


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = _ALIGN["centre"]
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _line(document: Any, text: str, size: float, align: str = "left", below: float = 0.0) -> None:
    if text:
        paragraph = document.add_paragraph()
        paragraph.alignment = _ALIGN[align]
        paragraph.paragraph_format.space_after = Pt(below)
        paragraph.add_run(text).font.size = Pt(size)


def _side_by_side(document: Any, paper: KnownPaper, width: float) -> None:
    outer = document.add_table(1, len(paper.tables))
    _table_width(outer, [width / len(paper.tables)] * len(paper.tables))
    for cell, table in zip(outer.rows[0].cells, paper.tables, strict=True):
        inner = cell.add_table(table.rows, table.cols)
        _fill(inner, table, paper.look, width / len(paper.tables) - 14)
        cell._tc.remove(cell.paragraphs[0]._p)
        cell.add_paragraph().paragraph_format.line_spacing = Pt(1)


def _table_width(table: Any, widths: Sequence[float]) -> None:
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Pt(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Pt(width)


def _fill(target: Any, table: KnownTable, look: Look, width: float) -> None:
    total = sum(table.widths)
    _table_width(target, [width * share / total for share in table.widths])
    grid = [list(row.cells) for row in target.rows]
    for cell in table.cells:
        place = grid[cell.row][cell.col]
        if cell.rowspan > 1 or cell.colspan > 1:
            place = place.merge(grid[cell.row + cell.rowspan - 1][cell.col + cell.colspan - 1])
        _write(place, cell, table, look)
        _borders(place, cell, table, look)
    for number, row in enumerate(target.rows):
        properties = row._tr.get_or_add_trPr()
        if number < table.header_rows and look.repeat_header:
            properties.append(OxmlElement("w:tblHeader"))
        if not look.rows_break:
            properties.append(OxmlElement("w:cantSplit"))


def _write(place: Any, cell: KnownCell, table: KnownTable, look: Look) -> None:
    for extra in place.paragraphs[1:]:
        extra._p.getparent().remove(extra._p)
    paragraph = place.paragraphs[0]
    paragraph.alignment = _ALIGN[cell.align]
    paragraph.add_run(cell.text).font.size = Pt(look.size)
    if look.rules in {"none", "three", "down"}:
        room = Pt(1.5 if look.tight else 3)
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = room
    at_top = set_at_top(cell, table, look)
    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP if at_top else WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if cell.vertical:
        direction = OxmlElement("w:textDirection")
        direction.set(qn("w:val"), "tbRlV")
        place._tc.get_or_add_tcPr().append(direction)


def _borders(place: Any, cell: KnownCell, table: KnownTable, look: Look) -> None:
    edges = ruled_sides(cell, table, look)
    outer = outer_sides(cell, table)
    top = place._tc
    for row in range(cell.rowspan):
        inside = ({"top"} if row else set()) | ({"bottom"} if row < cell.rowspan - 1 else set())
        _set_borders(
            top, {side: _LINE.get((look.frame, side in outer), "single") for side in edges - inside}, look
        )
        if shaded(cell, table, look):
            shade = OxmlElement("w:shd")
            shade.set(qn("w:val"), "clear")
            shade.set(qn("w:fill"), "E6E6E6")
            top.get_or_add_tcPr().append(shade)
        top = top._tc_below if row < cell.rowspan - 1 else top


_LINE = {("double", True): "double", ("dashed", False): "dashed", ("thick", True): "thick"}


def _set_borders(element: Any, edges: dict[str, str], look: Look) -> None:
    properties = element.get_or_add_tcPr()
    borders = OxmlElement("w:tcBorders")
    for edge in ("top", "left", "bottom", "right"):
        side = OxmlElement(f"w:{edge}")
        kind = edges.get(edge, "nil")
        side.set(qn("w:val"), "single" if kind == "thick" else kind)
        side.set(qn("w:sz"), "12" if kind == "thick" else "4")
        borders.append(side)
    properties.append(borders)
