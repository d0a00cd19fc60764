"""Documents made for tests of finders: paragraphs as text, tables in a drawn notation.

A table is a string of lines with `|` between cells; `<` continues the cell at its left, `^` the cell above.
"""

import re

from schemas.document import Block, Cell, Document, Heading, Paragraph, Place, Section, SourceFile, Table

LABELS = (
    (1, r"[一二三四五六七八九十]+、"),
    (2, r"（[一二三四五六七八九十]+）"),
    (3, r"\d+[.．、]"),
    (4, r"[（(]\d+[）)]"),
)


def made_table(drawn: str, index: int, title: int | None = None, notes: tuple[int, ...] = ()) -> Table:
    rows = [
        [cell.strip() for cell in line.strip().strip("|").split("|")] for line in drawn.strip().splitlines()
    ]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    cells = []
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            if text in ("<", "^"):
                continue
            wide = next((k for k in range(1, width - j) if row[j + k] != "<"), width - j)
            tall = next((k for k in range(1, len(rows) - i) if rows[i + k][j] != "^"), len(rows) - i)
            place = Place(f"tbl {index}/tr {i + 1}/tc {j + 1}")
            cells.append(Cell(i, j, text.replace("⏎", ""), text.replace("⏎", "\n"), place, tall, wide))
    return Table(index, len(rows), width, tuple(cells), (Place(f"tbl {index}"),), title=title, notes=notes)


def made_heading(text: str) -> Heading | None:
    for level, label in LABELS:
        found = re.match(rf"({label})\s*([^。（(]{{2,30}})(?:。|$|(?=（\d))", text)
        if found:
            return Heading(found[1], None, level, found[2], found.end())
    return None


def made_document(*parts: str) -> Document:
    """Each part is a paragraph, or a table where it has several lines with `|`. Headings are read from
    their labels; a part that begins with 注： is the note of the table before it."""
    blocks: list[Block] = []
    sections: list[Section] = []
    open_sections: list[Section] = []
    for index, part in enumerate(parts):
        current = open_sections[-1].index if open_sections else None
        if "|" in part and "\n" in part:
            notes = (index + 1,) if index + 1 < len(parts) and parts[index + 1].startswith("注：") else ()
            blocks.append(made_table(part, index, title=index - 1 if index else None, notes=notes))
            continue
        heading = made_heading(part)
        if heading:
            while open_sections and open_sections[-1].heading.level >= heading.level:
                open_sections.pop()
            parent = open_sections[-1].index if open_sections else None
            section = Section(len(sections), heading, index, index, parent)
            sections.append(section)
            open_sections.append(section)
            current = section.index
        place = (Place(f"p {index + 1}"),)
        blocks.append(Paragraph(index, part, part, place, heading=heading, section=current))
    return Document(SourceFile("made", "made", "0" * 64, "docx", 1), tuple(blocks), tuple(sections))
