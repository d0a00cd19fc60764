"""Write a sample paper as a Word file, in the look of an office's own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

if TYPE_CHECKING:
    from samples.build import Line

FONTS = {
    "title": ("方正小标宋简体", 22),
    "h1": ("黑体", 16),
    "h2": ("楷体_GB2312", 16),
    "head": ("方正小标宋简体", 30),
}
CENTRED = ("title", "center", "head", "number")
ALIGN = dict.fromkeys(CENTRED, WD_ALIGN_PARAGRAPH.CENTER) | {"right": WD_ALIGN_PARAGRAPH.RIGHT}
INDENTED = {"body", "h1", "h2", "h4"}


def write_word(lines: list[Line], target: Path) -> None:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    add_page_number(section)
    for line in lines:
        if line.style == "table":
            add_table(document, line)
        elif line.style == "break":
            document.add_page_break()
        elif line.style in {"landscape", "portrait"}:
            turn(document, line.style == "landscape")
        else:
            add_paragraph(document, line)
    document.core_properties.author = "岚溪县绩效考评办公室"
    document.core_properties.created = document.core_properties.modified = datetime(2024, 1, 1)
    document.save(str(target))


def add_paragraph(document, line: Line) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.get(line.style)
    if line.style in INDENTED:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    heading, rest = split_heading(line)
    for text, style in ((heading, line.style), (rest, "body")):
        if text:
            set_font(paragraph.add_run(text), *FONTS.get(style, ("仿宋_GB2312", 16)))


def split_heading(line: Line) -> tuple[str, str]:
    """A heading's first sentence carries the heading's font; what follows is body."""
    if line.style not in {"h1", "h2"}:
        return "", line.text
    first, dot, rest = line.text.partition("。")
    return (first + dot, rest) if rest else (line.text, "")


def set_font(run, name: str, size: float) -> None:
    run.font.size = Pt(size)
    run.font.name = "Times New Roman"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def add_table(document, line: Line) -> None:
    columns = len(line.rows[0])
    table = document.add_table(rows=len(line.rows), cols=columns)
    table.style = "Table Grid"
    for r, row in enumerate(line.rows):
        c = 0
        while c < columns:
            last = c
            while last + 1 < columns and row[last + 1] is None:
                last += 1
            cell = table.cell(r, c)
            if last > c:
                cell = cell.merge(table.cell(r, last))
            set_font(cell.paragraphs[0].add_run(row[c] or ""), "宋体", 10.5)
            c = last + 1
    set_widths(table, line)
    for r in range(line.header_rows):
        mark(table.rows[r]._tr.get_or_add_trPr(), "w:tblHeader")
    for row in table.rows:
        mark(row._tr.get_or_add_trPr(), "w:cantSplit")


def set_widths(table, line: Line) -> None:
    """Columns as wide as their longest text asks for, within the page."""
    table.autofit = False
    page = 240 if len(line.rows) > 12 else 155  # long tables stand on landscape pages
    longest = [max(4, *(min(len(row[c] or ""), 16) for row in line.rows)) for c in range(len(line.rows[0]))]
    for c, length in enumerate(longest):
        width = Mm(length * page / sum(longest))
        table.columns[c].width = width
        for row in line.rows:
            if row[c] is not None:
                table.cell(line.rows.index(row), c).width = width


def mark(properties, name: str) -> None:
    properties.append(OxmlElement(name))


def turn(document, landscape: bool) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    long, short = Mm(297), Mm(210)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)


def add_page_number(section) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in ((None, "— "), ("begin", None), (None, "PAGE"), ("end", None), (None, " —")):
        run = paragraph.add_run()
        if kind:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
            run._element.append(field)
        elif text == "PAGE":
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._element.append(instruction)
        elif text:
            run.text = text
