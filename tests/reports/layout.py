"""A paper's blocks as a file: text, Word, and its tables as a workbook."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH

from tests.reports.paper import Block

_WIDTH = 36


def as_text(blocks: Sequence[Block], path: Path) -> None:
    """Paragraphs indented by two blanks, titles and signatures set with blanks, tables by bars."""
    path.write_text("\n".join(_lines(blocks)) + "\n", encoding="utf-8")


def _lines(blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if block.kind == "table":
            lines += [" | ".join(row) for row in block.rows]
        elif block.kind == "title":
            lines.append("　" * max((_WIDTH - len(block.text)) // 2, 0) + block.text)
        elif block.kind == "signature":
            lines.append("　" * max(_WIDTH - len(block.text) - 2, 0) + block.text)
        else:
            lines.append(block.text if block.kind == "line" else f"　　{block.text}")
    return lines


def as_word(blocks: Sequence[Block], path: Path) -> None:
    """The same in Word: titles in the middle, signatures at the right."""
    document = docx.Document()
    for block in blocks:
        if block.kind == "table":
            table = document.add_table(len(block.rows), len(block.rows[0]), "Table Grid")
            for row, texts in zip(table.rows, block.rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
            continue
        paragraph = document.add_paragraph(block.text)
        if block.kind in _ALIGN:
            paragraph.alignment = _ALIGN[block.kind]
    document.save(str(path))


_ALIGN = {"title": WD_ALIGN_PARAGRAPH.CENTER, "signature": WD_ALIGN_PARAGRAPH.RIGHT}


def as_workbook(blocks: Sequence[Block], path: Path) -> None:
    """Everything in one sheet: a line of text in the first cell of a row, tables cell by cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    for block in blocks:
        for row in block.rows or ((block.text,),):
            sheet.append([_cell(text) for text in row])
    book.save(path)


def _cell(text: str) -> str | float:
    plain = text.removeprefix("-").replace(".", "", 1)
    return float(text) if plain.isdecimal() else text


LAYOUTS: Mapping[str, Callable[[Sequence[Block], Path], None]] = {
    "txt": as_text,
    "docx": as_word,
    "xlsx": as_workbook,
}
