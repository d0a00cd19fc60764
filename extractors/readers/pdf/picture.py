"""The picture of a page, upright and cropped as its characters are, for recognition and for display."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from extractors.readers.pages.model import Glyphs, Rules
from extractors.readers.pdf.pdfium import DeclinedPageError, opened, raw_page
from extractors.readers.pdf.placement import placement
from schemas.errors import DamagedFileError

_POINTS_PER_INCH = 72.0
_MOST_PIXELS = 60_000_000
_CHECK_DPI = 36
_DARK = 160
_UNEXPLAINED = 0.3

Picture = NDArray[np.uint8]


def page_image(data: bytes, page_number: int, dpi: float = 200, name: str = "") -> Picture:
    """The picture of a page (numbers count from 1) as rows of RGB pixels, annotations and form fields drawn.

    A page so large that its picture would not fit into memory is drawn smaller. Raises PasswordError,
    DamagedFileError.
    """
    with opened(data, name) as document:
        if document.get_formtype() != 0:
            document.init_forms()
        try:
            page = raw_page(document, page_number)
            return _drawn(document, page_number, dpi, placement(page).turns - page.rotation)
        except (DeclinedPageError, pypdfium2.PdfiumError) as error:
            raise DamagedFileError(f"“{name}”第{page_number}页的内容损坏，无法显示") from error


def _drawn(document: Any, page_number: int, dpi: float, turns: int = 0) -> Picture:
    page = document[page_number - 1]
    try:
        width, height = page.get_size()
        scale = dpi / _POINTS_PER_INCH
        scale = min(scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = page.render(scale=scale, rotation=90 * (turns % 4), rev_byteorder=True)
        try:
            return _rgb(bitmap.to_numpy())
        finally:
            bitmap.close()
    finally:
        page.close()


def _rgb(pixels: NDArray[np.uint8]) -> Picture:
    """Own rows of RGB from whatever pdfium drew in."""
    if pixels.ndim == 2 or pixels.shape[2] == 1:
        return np.repeat(pixels.reshape(*pixels.shape[:2], 1), 3, axis=2)
    return np.ascontiguousarray(pixels[:, :, :3])


def shows_more(document: Any, page_number: int, turns: int, glyphs: Glyphs, rules: Rules) -> bool:
    """True where much of a page's ink is neither in its characters nor in its rules."""
    picture = _drawn(document, page_number, _CHECK_DPI, turns)
    ink = picture.min(axis=2) < _DARK
    total = int(ink.sum())
    unit = _CHECK_DPI / _POINTS_PER_INCH
    boxes = [
        *zip(glyphs.x0 - 1, glyphs.top - 1, glyphs.x1 + 1, glyphs.bottom + 2, strict=True),
        *((start, at, end, at) for at, start, end in rules.across.tolist()),
        *((at, start, at, end) for at, start, end in rules.down.tolist()),
    ]
    for x0, top, x1, bottom in boxes:
        rows = slice(max(int(top * unit) - 1, 0), max(int(bottom * unit) + 2, 0))
        ink[rows, max(int(x0 * unit) - 1, 0) : max(int(x1 * unit) + 2, 0)] = False
    return int(ink.sum()) > max(_UNEXPLAINED * total, 20)


def redness(document: Any, page_number: int, turns: int, box: Sequence[float]) -> float:
    """The share of red among the pixels with ink in a part of a page (x0, top, x1, bottom), from 0 to 1."""
    picture = _drawn(document, page_number, _CHECK_DPI, turns).astype(np.int16)
    unit = _CHECK_DPI / _POINTS_PER_INCH
    x0, top, x1, bottom = (max(int(side * unit), 0) for side in box)
    part = picture[top:bottom, x0:x1]
    inked = part.min(axis=2, initial=255) < 230
    red = inked & (part[:, :, 0] - np.maximum(part[:, :, 1], part[:, :, 2]) > 40)
    return float(red.sum()) / max(float(inked.sum()), 1.0)
