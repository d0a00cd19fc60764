"""The picture of a page, upright and cropped as its characters are, for recognition and for display."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2
from numpy.typing import NDArray

from extractors.readers.pages.model import Glyphs, Numbers, Rules
from extractors.readers.pdf.pdfium import DeclinedPageError, opened, raw_page
from extractors.readers.pdf.placement import placement
from extractors.readers.pdf.user_unit import user_units
from schemas.errors import DamagedFileError

_POINTS_PER_INCH = 72.0
_MOST_PIXELS = 60_000_000
_CHECK_DPI = 36
_DARK = 160
_PAPER = 235  # brightness of a part of the page, on average, from which it is white
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
            unit = user_units(data).get(page_number, 1.0)
            return _drawn(document, page_number, dpi * unit, placement(page).turns - page.rotation)
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


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of an open document as it is seen: its number, quarter turns clockwise against its own flag, and
    its unit in points."""

    document: Any
    number: int
    turns: int
    unit: float

    def picture(self) -> Picture:
        """The page drawn small."""
        return _drawn(self.document, self.number, _CHECK_DPI * self.unit, self.turns)


def shows_more(view: PageView, glyphs: Glyphs, rules: Rules) -> bool:
    """True where much of a page's ink is neither in its characters nor in its rules."""
    picture = view.picture()
    ink = picture.min(axis=2) < _DARK
    total = int(ink.sum())
    unit = _CHECK_DPI / _POINTS_PER_INCH
    across, down = (rules.across, rules.shade_across), (rules.down, rules.shade_down)
    boxes = [
        *zip(glyphs.x0 - 1, glyphs.top - 1, glyphs.x1 + 1, glyphs.bottom + 2, strict=True),
        *((start, at, end, at) for lines in across for at, start, end in lines.tolist()),
        *((at, start, at, end) for lines in down for at, start, end in lines.tolist()),
    ]
    for x0, top, x1, bottom in boxes:
        rows = slice(max(int(top * unit) - 1, 0), max(int(bottom * unit) + 2, 0))
        ink[rows, max(int(x0 * unit) - 1, 0) : max(int(x1 * unit) + 2, 0)] = False
    return int(ink.sum()) > max(_UNEXPLAINED * total, 20)


def inked(view: PageView, boxes: Numbers) -> NDArray[np.bool_]:
    """Which parts of a page (x0, top, x1, bottom) are not left white."""
    picture = view.picture().min(axis=2)
    pixels = np.maximum(boxes * (_CHECK_DPI / _POINTS_PER_INCH), 0).astype(np.intp).tolist()
    parts = [picture[top : bottom + 1, x0 : x1 + 1] for x0, top, x1, bottom in pixels]
    return np.array([part.size > 0 and part.mean() < _PAPER for part in parts], dtype=np.bool_)


def redness(view: PageView, box: Sequence[float]) -> float:
    """The share of red among the pixels with ink in a part of a page (x0, top, x1, bottom), from 0 to 1."""
    picture = view.picture().astype(np.int16)
    unit = _CHECK_DPI / _POINTS_PER_INCH
    x0, top, x1, bottom = (max(int(side * unit), 0) for side in box)
    part = picture[top:bottom, x0:x1]
    ink = part.min(axis=2, initial=255) < 230
    red = ink & (part[:, :, 0] - np.maximum(part[:, :, 1], part[:, :, 2]) > 40)
    return float(red.sum()) / max(float(ink.sum()), 1.0)
