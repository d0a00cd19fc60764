"""A PDF opened by pdfium, and its pages as the file draws them: characters, paths and pictures in bulk.

Everything raw is in the page's own user space: origin and turn as in the file, y upwards, in points (a page's
own unit counts). What is visible, upright or a rule is decided elsewhere.

pdfium is not thread-safe: `opened` holds a lock for as long as the file is open, and no raw page may be asked
for outside of it. Handles are closed with the file.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw

from extractors.readers.pages.model import Numbers
from extractors.readers.pdf import calls
from extractors.readers.pdf.annotations import merged_annotations
from extractors.readers.pdf.characters import RawCharacters, characters_of
from extractors.readers.pdf.objects import clips_of, page_objects, picture_boxes
from extractors.readers.pdf.paths import RawPaths, paths_of
from schemas.errors import DamagedFileError, PasswordError

_LOCK: Final = threading.RLock()
_SAMPLE = 500  # characters asked for their mapping
_ERROR_PASSWORD, _ERROR_SECURITY = 4, 5


class DeclinedPageError(Exception):
    """pdfium can't load a page, or not its text; another library may."""


@dataclass(frozen=True, slots=True, eq=False)
class RawPage:
    """One page: `bounds` (x0, y0, x1, y1) of what is seen of it (crop box within media box), `rotation` in
    quarter turns clockwise, characters, paths, boxes of pictures; `text_objects` counts what draws text;
    `whole` is False where so much is drawn that not all of it was asked for."""

    number: int
    bounds: tuple[float, float, float, float]
    rotation: int
    characters: RawCharacters
    paths: RawPaths
    pictures: Numbers
    text_objects: int
    whole: bool = True

    def scaled(self, unit: float) -> "RawPage":
        """The page in a space whose unit is so many times smaller."""
        left, low, right, high = self.bounds
        return replace(
            self,
            bounds=(left * unit, low * unit, right * unit, high * unit),
            characters=self.characters.scaled(unit),
            paths=self.paths.scaled(unit),
            pictures=self.pictures * unit,
        )


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """The pdfium document in some bytes; an empty user password opens it. Raises PasswordError and
    DamagedFileError."""
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            if error.err_code in {_ERROR_PASSWORD, _ERROR_SECURITY}:
                raise PasswordError(f"“{name}”有打开密码") from error
            raise DamagedFileError(f"“{name}”不是完整的 PDF，无法打开") from error
        try:
            yield document
        finally:
            document.close()


def raw_page(document: Any, number: int, unit: float = 1.0) -> RawPage:
    """What stands on a page (numbers count from 1) whose unit is so many points. Raises DeclinedPageError."""
    try:
        page = document[number - 1]
        if merged_annotations(page):
            page.close()
            page = document[number - 1]
        try:
            found = _raw_page(page, number)
            return found if unit == 1.0 else found.scaled(unit)
        finally:
            page.close()
    except pypdfium2.PdfiumError as error:
        raise DeclinedPageError(str(error)) from error


def _raw_page(page: Any, number: int) -> RawPage:
    objects = page_objects(calls.address(page.raw))
    clips = clips_of(objects)
    text_page = page.get_textpage()
    try:
        characters = characters_of(calls.address(text_page.raw), objects, clips)
    finally:
        text_page.close()
    bounds = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, bounds)
    paths = paths_of(objects, clips)
    return RawPage(
        number=number,
        bounds=(bounds.left, bounds.bottom, bounds.right, bounds.top),
        rotation=raw.FPDFPage_GetRotation(page.raw) % 4,
        characters=characters,
        paths=paths,
        pictures=picture_boxes(objects, clips),
        text_objects=int((objects.kind == raw.FPDF_PAGEOBJ_TEXT).sum()),
        whole=objects.whole and paths.whole,
    )


def unmapped_share(document: Any, number: int) -> float:
    """The share (0 to 1, by a sample) of a page's characters whose font does not say what they stand for."""
    page = document[number - 1]
    text_page = page.get_textpage()
    try:
        handle = calls.pointer(calls.address(text_page.raw))
        count = raw.FPDFText_CountChars(text_page.raw)
        step = max(count // _SAMPLE, 1)
        drawn = [i for i in range(0, count, step) if calls.char_object(handle, i)]
        unmapped = sum(1 for i in drawn if calls.char_unmapped(handle, i) == 1)
        return unmapped / max(len(drawn), 1)
    finally:
        text_page.close()
        page.close()
