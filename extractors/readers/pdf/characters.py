"""The characters of a page as the file draws them, in the page's own space (y upwards), not yet judged.

What a text object shares (baseline, matrix, size, colour, mode, clip) is asked once for the object; of each
character only its text object and the box of its advance.
"""

from ctypes import byref, c_ushort
from dataclasses import dataclass, replace
from typing import Final
from unicodedata import bidirectional

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.arrays import bounds
from extractors.readers.pages.model import Numbers
from extractors.readers.pdf import calls
from extractors.readers.pdf.objects import EVERYWHERE, Colours, Handles, Indexes, Objects


@dataclass(frozen=True, slots=True, eq=False)
class RawRuns:
    """The text objects of a page as parallel arrays: how many characters each has, the origin of its first
    (x, y), matrix (a, b, c, d) from type space to the page, type size before that matrix, render mode (PDF
    32000-1, table 106), fill colour (red, green, blue, alpha, 0 to 255), clip (x0, y0, x1, y1; infinite
    where none is known)."""

    length: Indexes
    origin: Numbers
    matrix: Numbers
    size: Numbers
    mode: NDArray[np.int64]
    colour: Colours
    clip: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class RawCharacters:
    """The characters of a page in drawing order, without blanks: the box (x0, y0, x1, y1) of each spans its
    advance, `run` is the position of its text object in `runs`."""

    text: tuple[str, ...]
    box: Numbers
    run: Indexes
    runs: RawRuns

    def scaled(self, unit: float) -> "RawCharacters":
        """The characters in a space whose unit is so many times smaller."""
        runs = replace(
            self.runs,
            origin=self.runs.origin * unit,
            matrix=self.runs.matrix * unit,
            clip=self.runs.clip * unit,
        )
        return replace(self, box=self.box * unit, runs=runs)


def characters_of(text_page: int, objects: Objects, clips: Numbers) -> RawCharacters:
    """The characters of an open text page, whose page has some objects with some clips."""
    codes = _codes(text_page, max(0, calls.char_count(calls.pointer(text_page))))
    kept = _INKED[np.minimum(codes, _LAST_CODE)].nonzero()[0]
    at = kept.tolist()
    owners = _owners(text_page, at, codes[kept])
    boxes = calls.BOX.written(calls.char_box, len(at), calls.always(text_page), at)
    if not owners.all():  # what pdfium adds belongs to no object
        kept, boxes, owners = kept[owners != 0], boxes[owners != 0], owners[owners != 0]
    edges = bounds(owners)
    starts, lengths = edges[:-1], edges[1:] - edges[:-1]
    runs = _runs(text_page, kept[starts].tolist(), owners[starts])
    return RawCharacters(
        text=tuple(codes[kept].tobytes().decode("utf-32-le", "replace")),
        box=boxes[:, [0, 3, 2, 1]],
        run=np.repeat(np.arange(len(starts)), lengths),
        runs=replace(runs, length=lengths, clip=_clips(owners[starts], objects, clips)),
    )


def _owners(text_page: int, at: list[int], codes: NDArray[np.uint32]) -> Handles:
    """The text object of each character.

    The characters of an object stand together, so where two that are a few apart have the same, so have those
    between; but for lines with letters written from the right to the left, which pdfium turns round.
    """
    if _RIGHT_TO_LEFT[np.minimum(codes, _LAST_CODE)].any():
        return _asked_owners(text_page, at)
    sample = _asked_owners(text_page, at[::_STEP])
    owners = np.repeat(sample, _STEP)[: len(at)]
    unsure = np.repeat(np.append(sample[1:] != sample[:-1], True), _STEP)
    unsure[::_STEP] = False
    asked = unsure[: len(at)].nonzero()[0]
    owners[asked] = _asked_owners(text_page, [at[position] for position in asked.tolist()])
    return owners


def _asked_owners(text_page: int, at: list[int]) -> Handles:
    return np.array(calls.asked(calls.char_object, calls.always(text_page), at), dtype=np.uint64)


def _codes(text_page: int, count: int) -> NDArray[np.uint32]:
    """The code point of each character: at once, unless some character has no UTF-16 unit or two of them."""
    buffer = (c_ushort * (count + 1))()
    written = calls.page_text(calls.pointer(text_page), 0, count, byref(buffer)) - 1
    codes = np.frombuffer(bytes(buffer), dtype=np.uint16)[: max(written, 0)].astype(np.uint32)
    if written != count or ((codes >= 0xD800) & (codes < 0xE000)).any():
        codes = np.array(calls.asked(calls.char_code, calls.always(text_page), range(count)), dtype=np.uint32)
        codes[(codes == 0) | (codes >= 0x110000) | ((codes >= 0xD800) & (codes < 0xE000))] = 0xFFFD
    codes[(codes == _HYPHEN) | (codes == _HYPHEN_UNIT)] = ord("-")
    return codes


_HYPHEN, _HYPHEN_UNIT = 0x02, 0xFFFE  # pdfium's own marks for a hyphen at the end of a line
_LAST_CODE = 0xFFFF
_INKED: Final = np.array([not chr(code).isspace() for code in range(_LAST_CODE + 1)], dtype=np.bool_)
_RIGHT_TO_LEFT: Final = np.array(
    [bidirectional(chr(code)) in {"R", "AL", "RLE", "RLO", "RLI"} for code in range(_LAST_CODE + 1)],
    dtype=np.bool_,
)
_STEP = 4  # characters


def _runs(text_page: int, at: list[int], owners: Handles) -> RawRuns:
    """What text objects say of their characters; `at` is where the first of each stands."""
    count, page, handles = len(at), calls.always(text_page), list(calls.pointers(owners.tolist()))
    return RawRuns(
        length=np.ones(len(at), dtype=np.intp),
        origin=calls.EXACT_POINT.written(calls.char_origin, count, page, at),
        matrix=calls.MATRIX.written(calls.char_matrix, count, page, at)[:, :4],
        size=calls.NUMBER.written(calls.text_size, count, handles)[:, 0],
        mode=np.array(calls.asked(calls.text_mode, handles), dtype=np.int64),
        colour=calls.COLOUR.written(calls.fill_colour, count, handles),
        clip=np.empty((0, 4)),
    )


def _clips(owners: Handles, objects: Objects, clips: Numbers) -> Numbers:
    """The clips of text objects; infinite for one that is not among the page's known objects."""
    found = np.empty((len(owners), 4))
    found[:] = EVERYWHERE
    if not len(objects.handle):
        return found
    order = np.argsort(objects.handle)
    place = order[np.minimum(np.searchsorted(objects.handle, owners, sorter=order), len(order) - 1)]
    known = objects.handle[place] == owners
    found[known] = clips[place[known]]
    return found
