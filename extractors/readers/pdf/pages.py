"""The pages of a PDF: pdfium's layer, judged; pdfplumber where pdfium declines.

A page's characters count as its text only where they are readable. Else its origin is "none" and the reason
says why: unreadable codes, a scan without text, text drawn as shapes. A page that is mostly a picture with
a few characters beside it (a scan with a printed page number) is a scan too. Invisible text over a picture
is the text layer that a scanner's recognition left: it counts where it is readable, and is marked.

Declined are a file or a page that pdfium can't load, and a page that draws text of which pdfium sees nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Glyphs, Numbers, PrintedPage, Rules, glyphs_of, no_rules
from extractors.readers.pdf import plumber
from extractors.readers.pdf.file import attachment_marks, attachments, file_marks, is_dynamic_form
from extractors.readers.pdf.glyphs import Letters, SortedLetters, sorted_letters, without_controls
from extractors.readers.pdf.legibility import reason_against
from extractors.readers.pdf.marks import (
    is_red,
    large_and_light,
    page_marks,
    seals,
    unseen_marks,
    without_repeated_watermarks,
)
from extractors.readers.pdf.pdfium import DeclinedPageError, RawPage, opened, raw_page, unmapped_share
from extractors.readers.pdf.picture import PageView, inked, redness, shows_more
from extractors.readers.pdf.placement import Placement, placement
from extractors.readers.pdf.reasons import DRAWN, MOSTLY_SCANNED, SCANNED, TOO_MANY_DRAWINGS, UNREADABLE
from extractors.readers.pdf.rules import Grounds, rules_and_grounds
from extractors.readers.pdf.user_unit import user_units
from schemas.document import Box, Mark, Place
from schemas.errors import DamagedFileError, RefusedFileError, UnsupportedFormatError

MOST_PAGES = 5000
_MOSTLY_PICTURE = 0.5
_FEW_CHARACTERS = 60
_LAYER_CHARACTERS = 10
_MANY_CURVES = 300
_MOST_UNMAPPED = 0.1

_FORM_ADVICE = "请用 Adobe Reader 打开，打印为普通 PDF 后重新放入"


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """The pages of a PDF, the marks of the whole file (signatures, attachments), and the names of what is
    attached."""

    pages: tuple[PrintedPage, ...]
    marks: tuple[Mark, ...] = ()
    attachments: tuple[str, ...] = ()


def printed_file(data: bytes, name: str) -> PrintedFile:
    """All pages of a PDF. Raises PasswordError, DamagedFileError, RefusedFileError (too many pages),
    UnsupportedFormatError (a form without pages of its own)."""
    try:
        with opened(data, name) as document:
            marks, attached, count = file_marks(document), attachments(document), len(document)
            found = _read(document, name, user_units(data))
            pages = tuple(judged.page for judged in found.values())
            if is_dynamic_form(document, data, pages):
                raise UnsupportedFormatError(f"“{name}”是 XFA 动态表单，内容不在页面中", _FORM_ADVICE)
    except DamagedFileError:
        return _all_by_plumber(data, name)
    declined = [number for number in range(1, count + 1) if number not in found]
    if declined:
        found |= {page.number: _Judged.without_light(page) for page in _by_plumber(data, name, declined)}
    ordered = [found[number] for number in range(1, count + 1)]
    pages = without_repeated_watermarks([one.page for one in ordered], [one.light for one in ordered])
    return PrintedFile(pages, (*attachment_marks(attached), *marks), attached)


def _all_by_plumber(data: bytes, name: str) -> PrintedFile:
    """A file that pdfium can't open, by pdfplumber."""
    pages = plumber.read_pages(data, name, most=MOST_PAGES)
    attached = plumber.attachments(data)
    return PrintedFile(pages, attachment_marks(attached), attached)


@dataclass(frozen=True, slots=True, eq=False)
class _Judged:
    """A page, and which of its characters are set as a watermark is."""

    page: PrintedPage
    light: NDArray[np.bool_]

    @staticmethod
    def without_light(page: PrintedPage) -> "_Judged":
        return _Judged(page, np.zeros(len(page.glyphs), dtype=np.bool_))


def _read(document: Any, name: str, units: Mapping[int, float]) -> dict[int, _Judged]:
    """The pages that pdfium can read, by number. `units` has the unit of those that state one."""
    count = len(document)
    if count > MOST_PAGES:
        raise RefusedFileError(f"“{name}”有{count}页，超过{MOST_PAGES}页的上限")
    pages = {number: _printed(document, number, units.get(number, 1.0)) for number in range(1, count + 1)}
    return {number: page for number, page in pages.items() if page is not None}


def _by_plumber(data: bytes, name: str, numbers: Sequence[int]) -> tuple[PrintedPage, ...]:
    """Some pages by pdfplumber; those that it can't read either are said to be damaged."""
    try:
        read = {page.number: page for page in plumber.read_pages(data, name, frozenset(numbers))}
    except DamagedFileError:
        read = {}
    return tuple(read.get(number) or _damaged(number) for number in numbers)


def _damaged(number: int) -> PrintedPage:
    return PrintedPage(number, 0.0, 0.0, glyphs_of([]), no_rules(), origin="none", reason=UNREADABLE)


def _printed(document: Any, number: int, unit: float) -> _Judged | None:
    """A page by pdfium, None where it is declined."""
    try:
        raw = raw_page(document, number, unit)
    except DeclinedPageError:
        return None
    if raw.text_objects and not len(raw.characters.runs.length):
        return None
    place = placement(raw)
    pictures = place.clipped(place.boxes(raw.pictures))
    rules, grounds = rules_and_grounds(raw.paths, place, pictures)
    seen = PageView(document, number, place.turns - raw.rotation, unit)
    view = _View(seen, raw, place, pictures, rules, grounds)
    return _judged(view, sorted_letters(raw.characters, place, grounds, partial(inked, seen)))


@dataclass(frozen=True, slots=True, eq=False)
class _View:
    """A page of an open document with what is known of it before its characters are judged."""

    seen: PageView
    raw: RawPage
    place: Placement
    pictures: Numbers
    rules: Rules
    grounds: Grounds

    @property
    def covered(self) -> float:
        """The share of the page that its largest picture covers."""
        sides = self.pictures[:, 2:] - self.pictures[:, :2]
        areas = sides[:, 0] * sides[:, 1]
        return float(areas.max(initial=0.0)) / max(self.place.width * self.place.height, 1.0)

    def reason_against(self, glyphs: Glyphs) -> str:
        """Why some characters of the page are no readable text, "" where they are."""
        return reason_against("".join(glyphs.text), self._unmapped, lambda: self._shows_more(glyphs))

    def seal_boxes(self) -> Numbers:
        """The boxes of pictures, and of red shapes with curves."""
        paths = self.raw.paths
        if not paths.curved.any():
            return self.pictures
        curved = np.unique(paths.owner[paths.curved])
        red = curved[is_red(paths.fill[curved]) | is_red(paths.stroke[curved])]
        return np.concatenate((self.pictures, self.place.clipped(self.place.boxes(paths.box[red]))))

    def redness(self, box: Sequence[float]) -> float:
        """The share of red in what is seen inside a box."""
        return redness(self.seen, box)

    def _unmapped(self) -> float:
        return unmapped_share(self.seen.document, self.raw.number)

    def _shows_more(self, glyphs: Glyphs) -> bool:
        return (
            self.grounds.curves > _MANY_CURVES
            or self._unmapped() >= _MOST_UNMAPPED
            or shows_more(self.seen, glyphs, self.rules)
        )


def _judged(view: _View, letters: SortedLetters) -> _Judged:
    marks, letters = page_marks(view.raw.number, letters)
    seen = letters.seen
    page = PrintedPage(
        number=view.raw.number,
        width=view.place.width,
        height=view.place.height,
        glyphs=seen.glyphs,
        rules=view.rules,
        pictures=tuple(Box(*(round(side, 2) for side in row)) for row in view.pictures.tolist()),
        marks=(*marks, *seals(view.raw.number, view.seal_boxes(), view.redness)),
    )
    scanned = view.covered > _MOSTLY_PICTURE and len(seen.glyphs) < _FEW_CHARACTERS
    if scanned and _is_layer(view, letters.hidden):
        return _Judged.without_light(_with_layer(page, seen, letters.hidden))
    reason = _reason(view, seen.glyphs, scanned=scanned)
    if reason:
        return _Judged.without_light(replace(page, origin="none", reason=reason))
    readable = without_controls(seen.glyphs)
    light = large_and_light(seen) if readable is seen.glyphs else np.zeros(len(readable), dtype=np.bool_)
    told = (*page.marks, *unseen_marks(page.number, letters))
    limit = "" if view.raw.whole else TOO_MANY_DRAWINGS
    return _Judged(replace(page, glyphs=readable, marks=told, reason=limit), light)


def _reason(view: _View, glyphs: Glyphs, *, scanned: bool) -> str:
    if scanned:
        return MOSTLY_SCANNED if len(glyphs) else SCANNED
    if len(glyphs):
        return view.reason_against(glyphs)
    if len(view.pictures):
        return SCANNED
    return DRAWN if view.grounds.curves > _MANY_CURVES else ""


def _is_layer(view: _View, hidden: Letters) -> bool:
    return len(hidden.glyphs) >= _LAYER_CHARACTERS and not view.reason_against(hidden.glyphs)


def _with_layer(page: PrintedPage, seen: Letters, hidden: Letters) -> PrintedPage:
    """The page with the recognised text that its file holds over the picture."""
    mark = Mark(
        "layer",
        f"第{page.number}页是扫描图像，文字取自文件自带的识别文字层",
        Place(f"page {page.number}", page.number),
    )
    return replace(page, glyphs=hidden.glyphs.joined(seen.glyphs), marks=(*page.marks, mark))
