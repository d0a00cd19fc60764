"""A brief as a Word document (.docx), in the layout of official papers.

A4, margins and fonts after GB/T 9704 (title 方正小标宋, first headings 黑体, body 仿宋 三号, page number
in the middle of the foot); where a machine lacks a font, Word falls back to one that it has. Wide
tables stand on landscape pages, the evidence annex in small print on pages with narrow margins.
Header rows repeat, rows do not split. The numbers in brackets jump to the annex.
"""

import io
from collections.abc import Iterable

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section as WordSection
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from pipeline.briefs.brief import (
    AnnexEntry,
    Brief,
    Cell,
    Cited,
    Column,
    Grid,
    Prose,
    Section,
    materials,
    number_runs,
    page_annex,
    shown_columns,
)
from pipeline.briefs.colours import LIGHT_FILLS
from pipeline.briefs.stamps import document_time, with_fixed_times
from pipeline.briefs.wording import printable

TITLE_FONT = "方正小标宋简体"
HEADING_FONT = "黑体"
BODY_FONT = "仿宋_GB2312"
CAPTION_FONT = "黑体"
LATIN_FONT = "Times New Roman"

_TITLE_SIZE = Pt(22)
_BODY_SIZE = Pt(16)
_TABLE_SIZE = Pt(10.5)
_WIDE_SIZE = Pt(9)
_ANNEX_SIZE = Pt(8)
_AIR = {_TABLE_SIZE: 30, _WIDE_SIZE: 20, _ANNEX_SIZE: 8}
"""The air above and below the words of a cell by their size, in twentieths of a point."""
_LINE = Pt(28)
_ROWS_TOGETHER = 10

_SEPARATOR = "、\u200b"
"""Between annex numbers. The zero-width blank is where a line may break, else it breaks inside a number."""


def brief_docx(brief: Brief) -> bytes:
    """The bytes of the Word document; the same brief gives the same bytes."""
    document = docx.Document()
    _set_styles(document)
    _set_page(document.sections[0], landscape=False)
    _write_title(document, brief)
    for section in brief.sections:
        _write_section(document, section)
    _write_notes(document, brief.notes)
    _write_annex(document, page_annex(brief))
    _set_properties(document, brief)
    buffer = io.BytesIO()
    document.save(buffer)
    return with_fixed_times(buffer.getvalue())


def _set_styles(document: WordDocument) -> None:
    normal = document.styles["Normal"]
    normal.font.name = LATIN_FONT
    normal.font.size = _BODY_SIZE
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.0
    _set_east_asian(normal.element.get_or_add_rPr(), BODY_FONT)
    # Without it lines break by English rules: inside numbers, and before 、 and ，.
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    heading = document.styles["Heading 1"]
    heading.font.name = LATIN_FONT
    heading.font.size = _BODY_SIZE
    heading.font.bold = False
    heading.font.color.rgb = RGBColor(0, 0, 0)
    _set_east_asian(heading.element.get_or_add_rPr(), HEADING_FONT)


def _set_east_asian(properties: OxmlElement, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _set_page(section: WordSection, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin = (Mm(22), Mm(20)) if landscape else (Mm(37), Mm(35))
    section.left_margin, section.right_margin = (Mm(20), Mm(20)) if landscape else (Mm(28), Mm(26))
    section.footer_distance = Mm(12 if landscape else 25)
    _write_page_number(section)


def _write_page_number(section: WordSection) -> None:
    section.footer.is_linked_to_previous = False
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", "宋体", Pt(14))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number = _run(paragraph, "1", "宋体", Pt(14))
    field.append(number._r)  # noqa: SLF001 - python-docx has no call for fields
    paragraph._p.append(field)  # noqa: SLF001
    _run(paragraph, " —", "宋体", Pt(14))


def _write_title(document: WordDocument, brief: Brief) -> None:
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, brief.title, TITLE_FONT, _TITLE_SIZE)
    if brief.subtitle:
        subtitle = document.add_paragraph()
        subtitle.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _space(subtitle, after=Pt(14))
        _run(subtitle, brief.subtitle, "楷体_GB2312", _BODY_SIZE)


def _write_section(document: WordDocument, section: Section) -> None:
    _turn(document, landscape=any(isinstance(block, Grid) and block.wide for block in section.blocks))
    heading = document.add_paragraph(style="Heading 1")
    _space(heading, before=Pt(6), after=Pt(3))
    _body_lines(heading)
    _run(heading, section.heading, HEADING_FONT, _BODY_SIZE)
    for block in section.blocks:
        if isinstance(block, Prose):
            _write_prose(document, block)
        elif block.on_pages:
            _write_caption(document, block.title, section.heading)
            _write_grid(document, block)


def _turn(document: WordDocument, *, landscape: bool) -> None:
    """Go on with a page of this orientation: a new section only where the page has to turn."""
    is_landscape = document.sections[-1].orientation == WD_ORIENT.LANDSCAPE
    if is_landscape != landscape:
        _set_page(document.add_section(WD_SECTION.NEW_PAGE), landscape=landscape)


def _write_caption(document: WordDocument, title: str, heading: str) -> None:
    """The table's title, unless the heading above says the same."""
    if heading.endswith(title):
        return
    caption = document.add_paragraph()
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = True
    _space(caption, before=Pt(6), after=Pt(3))
    _run(caption, title, CAPTION_FONT, Pt(12))


def _write_prose(document: WordDocument, prose: Prose) -> None:
    paragraph = document.add_paragraph()
    _body_lines(paragraph)
    if prose.lead:
        _run(paragraph, prose.lead, BODY_FONT, _BODY_SIZE).bold = True
    for span in prose.spans:
        _run(paragraph, span.text if isinstance(span, Cited) else span, BODY_FONT, _BODY_SIZE)
        if isinstance(span, Cited):
            _write_marks(paragraph, span.numbers, _BODY_SIZE)


def _write_marks(paragraph: WordParagraph, numbers: tuple[int, ...], size: Pt) -> None:
    """Raised numbers in brackets, each a link to its annex entry."""
    for number in numbers:
        run = _run(paragraph, f"[{number}]", LATIN_FONT, size)
        run.font.superscript = True
        _link(paragraph, run, number)


def _link(paragraph: WordParagraph, run: Run, number: int) -> None:
    run.font.color.rgb = RGBColor(0x1F, 0x4E, 0x79)
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"source_{number}")
    link.append(run._r)  # noqa: SLF001 - python-docx has no call for links inside a document
    paragraph._p.append(link)  # noqa: SLF001


def _write_grid(document: WordDocument, grid: Grid) -> None:
    shown = shown_columns(grid, "page")
    columns = tuple(grid.columns[i] for i in shown)
    size = _WIDE_SIZE if grid.wide else _TABLE_SIZE
    table = _new_table(document, columns, len(grid.rows), size, Mm(257 if grid.wide else 156))
    for position, row in enumerate(grid.rows, start=1):
        cells = table.rows[position].cells
        for place, column_index in enumerate(shown):
            _write_cell(cells[place], row[column_index], columns[place], size)
    if len(grid.rows) <= _ROWS_TOGETHER:
        _keep_together(table)
    _space(document.add_paragraph(), after=Pt(0))


def _keep_together(table: WordTable) -> None:
    """A short table is not torn over two pages."""
    for row in table.rows[:-1]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _new_table(
    document: WordDocument, columns: tuple[Column, ...], rows: int, size: Pt, total: Mm
) -> WordTable:
    table = document.add_table(rows + 1, len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _pad_cells(table, _AIR[size])
    whole = sum(column.width for column in columns)
    for place, column in enumerate(columns):
        width = int(total * column.width / whole)
        table.columns[place].width = width
        for cell in table.columns[place].cells:
            cell.width = width
    for row in table.rows:
        _mark_row(row._tr, "w:cantSplit")  # noqa: SLF001 - python-docx has no call for row marks
    _mark_row(table.rows[0]._tr, "w:tblHeader")  # noqa: SLF001
    for place, column in enumerate(columns):
        cell = table.rows[0].cells[place]
        _fill(cell, "E7E6E6")
        _cell_text(cell, column.title, HEADING_FONT, size, centred=True)
    return table


def _pad_cells(table: WordTable, air: int) -> None:
    """Air above and below the words of each cell (in twentieths of a point)."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", air), ("left", 70), ("bottom", air), ("right", 70)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001 - python-docx has no call for margins
    look.addprevious(margins)


def _mark_row(row: OxmlElement, tag: str) -> None:
    row.get_or_add_trPr().append(OxmlElement(tag))


def _write_cell(target: WordCell, cell: Cell, column: Column, size: Pt) -> None:
    centred = column.kind in {"number", "light", "sources"}
    if column.kind == "sources" and cell.numbers:
        paragraph = _cell_text(target, "", BODY_FONT, size, centred=True)
        for place, (number, words) in enumerate(number_runs(cell.numbers)):
            if place:
                _run(paragraph, _SEPARATOR, BODY_FONT, size)
            _link(paragraph, _run(paragraph, words, LATIN_FONT, size), number)
        return
    paragraph = _cell_text(target, cell.text, BODY_FONT, size, centred=centred)
    if cell.light:
        _fill(target, LIGHT_FILLS[cell.light])
    if cell.numbers:
        _write_marks(paragraph, cell.numbers, size)


def _cell_text(cell: WordCell, text: str, font: str, size: Pt, *, centred: bool) -> WordParagraph:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    _space(paragraph, after=Pt(0))
    if text:
        _run(paragraph, text, font, size)
    else:
        paragraph.paragraph_format.line_spacing = size
    return paragraph


def _fill(cell: WordCell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - python-docx has no call for shading


def _write_notes(document: WordDocument, notes: Iterable[str]) -> None:
    for place, note in enumerate(notes, start=1):
        paragraph = document.add_paragraph()
        _space(paragraph, before=Pt(0), after=Pt(2))
        _run(paragraph, f"注{place}：{note}", "楷体_GB2312", Pt(12))


def _set_annex_page(section: WordSection) -> None:
    """The annex is small print: an upright page with narrow margins."""
    _set_page(section, landscape=False)
    section.top_margin = section.bottom_margin = Mm(22)
    section.left_margin = section.right_margin = Mm(18)
    section.footer_distance = Mm(12)


def _write_annex(document: WordDocument, annex: tuple[AnnexEntry, ...]) -> None:
    if not annex:
        return
    _set_annex_page(document.add_section(WD_SECTION.NEW_PAGE))
    heading = document.add_paragraph(style="Heading 1")
    _space(heading, before=Pt(0), after=Pt(6))
    _run(heading, "附：依据表", HEADING_FONT, _BODY_SIZE)
    short = materials(annex)
    legend = document.add_paragraph()
    _space(legend, after=Pt(4))
    files = "；".join(f"{name}：{file_name}" for file_name, name in short.items())
    _run(legend, f"{files}。", BODY_FONT, _WIDE_SIZE)
    columns = tuple(Column(title, width) for title, width in ANNEX_COLUMNS)
    table = _new_table(document, columns, len(annex), _ANNEX_SIZE, Mm(174))
    for position, entry in enumerate(annex, start=1):
        cells = table.rows[position].cells
        number = _cell_text(cells[0], str(entry.number), LATIN_FONT, _ANNEX_SIZE, centred=True)
        _bookmark(number, entry.number)
        texts = (short[entry.file_name], entry.place, entry.quote, entry.state)
        for place, text in enumerate(texts, start=1):
            _cell_text(cells[place], text, BODY_FONT, _ANNEX_SIZE, centred=place in {1, 4})


ANNEX_COLUMNS = (("编号", 4), ("材料", 5), ("位置", 10), ("原文", 38), ("核对", 5))
"""The columns of the evidence annex with their widths in Chinese characters."""


def _bookmark(paragraph: WordParagraph, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"source_{number}")
    paragraph._p.insert(1, start)  # noqa: SLF001 - python-docx has no call for bookmarks
    paragraph._p.append(end)  # noqa: SLF001


def _run(paragraph: WordParagraph, text: str, font: str, size: Pt) -> Run:
    run = paragraph.add_run(printable(text))
    run.font.name = LATIN_FONT
    run.font.size = size
    _set_east_asian(run._r.get_or_add_rPr(), font)  # noqa: SLF001 - python-docx sets Latin fonts only
    return run


def _body_lines(paragraph: WordParagraph) -> None:
    shape = paragraph.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = _LINE
    shape.first_line_indent = Pt(32)
    shape.space_after = Pt(0)


def _space(paragraph: WordParagraph, before: Pt | None = None, after: Pt | None = None) -> None:
    if before is not None:
        paragraph.paragraph_format.space_before = before
    if after is not None:
        paragraph.paragraph_format.space_after = after


def _set_properties(document: WordDocument, brief: Brief) -> None:
    properties = document.core_properties
    properties.title = brief.title
    properties.author = "对标"
    properties.last_modified_by = "对标"
    properties.comments = ""
    properties.created = properties.modified = document_time(brief.as_of)
    properties.revision = 1
