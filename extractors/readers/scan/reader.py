"""Pictures as files: PNG, JPEG, TIFF of many pages, BMP, GIF and WebP, each page recognised on its own.

How large a page is in points is what the picture says of its resolution; where that can't be true (a
photograph, a picture from a telephone), its longer side is that of an A4 sheet, or a small picture is one
of a screen. Of a moving picture the first frame counts. Only one page's picture is held in memory at a time.
"""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from extractors.readers import progress
from extractors.readers.pages.document import document_of
from extractors.readers.pages.layout import laid_out_in_turn
from extractors.readers.pages.model import PrintedPage, glyphs_of, no_rules
from extractors.readers.scan.recognise import DOTS_PER_INCH, engine_missing, recognised_page
from schemas.document import Document, SourceFile
from schemas.errors import (
    DamagedFileError,
    EmptyFileError,
    RefusedFileError,
    UnsupportedFormatError,
)

MOST_PIXELS = 180_000_000
"""An A0 sheet at 200 dots to the inch has 62 million."""
MOST_PAGES = 1000
_A4 = (595.0, 842.0)
_SCREEN = 96.0
_LEAST_SHEET = 1400  # pixels along the longer side of what may be a whole sheet
_FINEST = 1.5 * DOTS_PER_INCH
_RESCAN = "请核对图片是否清晰、完整，重新扫描后再放入"
_PAGED = frozenset({"TIFF", "MPO"})


def read_picture(source: SourceFile, data: bytes) -> Document:
    """The document in a picture's bytes. Raises UnsupportedFormatError without an engine of recognition,
    DamagedFileError, RefusedFileError for too many pixels, EmptyFileError where no page holds text."""
    advice = engine_missing()
    if advice is not None:
        raise UnsupportedFormatError(f"“{source.name}”是图片，需要文字识别组件", advice)
    pages = laid_out_in_turn(tuple(recognised_pages(data, source.name)))
    if not any(page.has_text for page in pages):
        raise EmptyFileError(f"“{source.name}”是图片，从中没有识别出文字", _RESCAN)
    return document_of(source, pages)


def recognised_pages(data: bytes, name: str) -> Iterator[PrintedPage]:
    """The pages of a picture file, recognised one by one. A page among others whose picture is broken has the
    origin "none" and says so. Raises DamagedFileError where no page can be decoded."""
    with _decoding(name):
        picture = Image.open(io.BytesIO(data))
    with picture:
        with _decoding(name):
            pages = getattr(picture, "n_frames", 1) if picture.format in _PAGED else 1
        _check_size(picture, pages, name)
        broken: list[DamagedFileError] = []
        for number in range(1, pages + 1):
            progress.report(number, pages)
            try:
                sheet = _sheet(picture, number, name)
            except DamagedFileError as error:
                broken.append(error)
                if len(broken) == pages:
                    raise
                yield _broken_page(number)
            else:
                yield recognised_page(sheet.pixels, number, sheet.width, sheet.height)


@dataclass(frozen=True, slots=True, eq=False)
class _Sheet:
    """A page decoded: its RGB bytes and its size in points."""

    pixels: NDArray[np.uint8]
    width: float
    height: float


def _sheet(picture: Image.Image, number: int, name: str) -> _Sheet:
    """A page of an open picture file. Raises DamagedFileError, RefusedFileError for too many pixels."""
    with _decoding(name):
        picture.seek(number - 1)
        _check_size(picture, 1, name)
        resolution = _resolution(picture)
        upright = ImageOps.exif_transpose(picture)
        pixels = _pixels(upright, resolution)
        return _Sheet(pixels, upright.width * 72 / resolution, upright.height * 72 / resolution)


def _broken_page(number: int) -> PrintedPage:
    return PrintedPage(number, *_A4, glyphs_of(()), no_rules(), origin="none", reason="的图像损坏，无法读取")


@contextmanager
def _decoding(name: str) -> Iterator[None]:
    """Pillow's errors as ours. Its warning of large pictures is off: the bound here is our own."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            yield
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, struct.error) as error:
        raise DamagedFileError(f"“{name}”不是完整的图片，无法打开") from error


def _check_size(picture: Image.Image, pages: int, name: str) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large(name)
    if pages > MOST_PAGES:
        raise RefusedFileError(f"“{name}”有 {pages} 页，超过 {MOST_PAGES} 页的上限", "请拆分后重新放入")


def _too_large(name: str) -> RefusedFileError:
    return RefusedFileError(f"“{name}”的图像尺寸过大", "请降低分辨率（300 dpi 即可）后重新放入")


def page_pixels(data: bytes, number: int, name: str) -> tuple[NDArray[np.uint8], float]:
    """A page of a picture file as RGB pixels, and how many of them make up a point on it. Raises
    DamagedFileError, RefusedFileError for too many pixels."""
    with _decoding(name):
        picture = Image.open(io.BytesIO(data))
    with picture:
        sheet = _sheet(picture, number, name)
    return sheet.pixels, sheet.pixels.shape[1] / sheet.width


def _resolution(picture: Image.Image) -> float:
    """Dots to the inch, as stated or as a sheet of A4 would have them."""
    stated = picture.info.get("dpi", (0, 0))
    across = float(stated[0]) if isinstance(stated, tuple) and stated[0] else 0.0
    longer = max(picture.width, picture.height)
    if across > 0 and 200 <= longer * 72 / across <= 3500 and across not in (72.0, 96.0):
        return across
    return longer * 72 / _A4[1] if longer >= _LEAST_SHEET else _SCREEN


def _pixels(picture: Image.Image, resolution: float) -> NDArray[np.uint8]:
    """The picture as RGB bytes, as fine as recognition wants it."""
    scale = 1.0
    if resolution > _FINEST or resolution < 0.75 * DOTS_PER_INCH:
        scale = DOTS_PER_INCH / resolution
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        rgba = picture.convert("RGBA")
        paper = Image.new("RGBA", rgba.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(paper, rgba)
    flat = picture.convert("RGB") if not picture.mode.startswith("I") else _sixteen_bits(picture)
    if scale != 1.0:
        size = (max(round(flat.width * scale), 1), max(round(flat.height * scale), 1))
        flat = flat.resize(size, Image.Resampling.LANCZOS if scale > 1 else Image.Resampling.BOX)
    return np.asarray(flat, dtype=np.uint8)


def _sixteen_bits(picture: Image.Image) -> Image.Image:
    """A picture of more than 8 bits a pixel at 8 bits."""
    values = np.asarray(picture, dtype=np.float64)
    top = max(float(values.max()), 1.0)
    return Image.fromarray((values * (255 / top)).astype(np.uint8)).convert("RGB")
