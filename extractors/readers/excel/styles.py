"""The styles of a workbook: for each cell format its number format and the size of its type.

Read is xl/styles.xml (cellXfs, numFmts, fonts); a workbook without it shows all numbers as General.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from extractors.readers.excel.formats import BUILT_IN, GENERAL
from extractors.readers.ooxml import attribute, child, children


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How a cell is set: its number format code, the size of its type in points (None where not stated)."""

    code: str = GENERAL
    size: float | None = None


def read_styles(root: etree._Element | None) -> tuple[CellStyle, ...]:
    """The cell formats by their index; empty where the workbook has no styles."""
    if root is None:
        return ()
    codes = _codes(root)
    sizes = [_size(font) for font in _kids(root, "fonts", "font")]
    return tuple(_style(item, codes, sizes) for item in _kids(root, "cellXfs", "xf"))


def _kids(root: etree._Element, parent: str, name: str) -> list[etree._Element]:
    found = child(root, parent)
    return [] if found is None else list(children(found, name))


def _codes(root: etree._Element) -> Mapping[int, str]:
    stated = {
        int(number): attribute(item, "formatCode") or GENERAL
        for item in _kids(root, "numFmts", "numFmt")
        if (number := attribute(item, "numFmtId") or "").isdigit()
    }
    return {**BUILT_IN, **stated}


def _size(font: etree._Element) -> float | None:
    value = attribute(child(font, "sz"), "val")
    try:
        return float(value) if value else None
    except ValueError:
        return None


def _style(item: etree._Element, codes: Mapping[int, str], sizes: list[float | None]) -> CellStyle:
    number, font = attribute(item, "numFmtId") or "0", attribute(item, "fontId") or "0"
    code = codes.get(int(number), GENERAL) if number.isdigit() else GENERAL
    size = sizes[int(font)] if font.isdigit() and int(font) < len(sizes) else None
    return CellStyle(code, size)
