"""pdfium's functions mapped over whole columns of handles and numbers, their results in numpy arrays.

One call of pdfium costs Python three times less where nothing is converted: functions here have no argument
types. A handle is passed as `pointer` or from `pointers` or `always`, never as a plain number (which would
be cut to 32 bits); indexes are plain numbers; what a call writes goes to the addresses of `Rows`. A handle
that a call returns is a number; 0 is none. Nothing here checks anything: handles must be of an open document,
and pdfium is not thread-safe (see `opened`, whose lock also keeps `Rows` to one user at a time).
"""

from collections import deque
from collections.abc import Iterable, Iterator
from ctypes import (
    PYFUNCTYPE,
    byref,
    c_char,
    c_double,
    c_float,
    c_int,
    c_size_t,
    c_uint,
    c_void_p,
    cast,
    sizeof,
)
from functools import cached_property
from itertools import islice, repeat
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

_AT_ONCE = 4096  # rows


def _call(function: Any, result: Any = c_int) -> Any:
    """A function of pdfium without argument types. It keeps the interpreter's lock: calls this short do not
    earn giving it away."""
    return PYFUNCTYPE(result)(cast(function, c_void_p).value or 0)


char_count = _call(raw.FPDFText_CountChars)
page_text = _call(raw.FPDFText_GetText)
char_object = _call(raw.FPDFText_GetTextObject, c_size_t)
char_box = _call(raw.FPDFText_GetLooseCharBox)
char_origin = _call(raw.FPDFText_GetCharOrigin)
char_matrix = _call(raw.FPDFText_GetMatrix)
char_unmapped = _call(raw.FPDFText_HasUnicodeMapError)
char_code = _call(raw.FPDFText_GetUnicode)
text_size = _call(raw.FPDFTextObj_GetFontSize)
text_mode = _call(raw.FPDFTextObj_GetTextRenderMode)
fill_colour = _call(raw.FPDFPageObj_GetFillColor)
stroke_colour = _call(raw.FPDFPageObj_GetStrokeColor)
object_count = _call(raw.FPDFPage_CountObjects)
page_object = _call(raw.FPDFPage_GetObject, c_size_t)
object_kind = _call(raw.FPDFPageObj_GetType)
object_matrix = _call(raw.FPDFPageObj_GetMatrix)
object_box = _call(raw.FPDFPageObj_GetBounds)
form_count = _call(raw.FPDFFormObj_CountObjects)
form_object = _call(raw.FPDFFormObj_GetObject, c_size_t)
draw_mode = _call(raw.FPDFPath_GetDrawMode)
segment_count = _call(raw.FPDFPath_CountSegments)
segment = _call(raw.FPDFPath_GetPathSegment, c_size_t)
segment_point = _call(raw.FPDFPathSegment_GetPoint)
segment_kind = _call(raw.FPDFPathSegment_GetType)
segment_closes = _call(raw.FPDFPathSegment_GetClose)
clip_of = _call(raw.FPDFPageObj_GetClipPath, c_size_t)
clip_paths = _call(raw.FPDFClipPath_CountPaths)
clip_segments = _call(raw.FPDFClipPath_CountPathSegments)
clip_segment = _call(raw.FPDFClipPath_GetPathSegment, c_size_t)


def address(handle: Any) -> int:
    """The number of a handle that pypdfium2 wraps."""
    return cast(handle, c_void_p).value or 0


def pointer(handle: int) -> c_void_p:
    """A handle as an argument of a call."""
    return c_void_p(handle)


def pointers(handles: Iterable[int]) -> Iterator[c_void_p]:
    """Handles as arguments of one call each."""
    return map(c_void_p, handles)


def always(handle: int) -> Iterator[Any]:
    """One handle as an argument of every call."""
    return repeat(byref(c_char.from_address(handle)))


def asked(call: Any, *arguments: Iterable[Any]) -> list[int]:
    """What a call returns for each of its arguments."""
    return list(map(call, *arguments))


class Rows:
    """Memory for what calls write: a row of numbers each, at one address or, `apart`, at one for each number.
    What a call leaves unwritten is as given."""

    def __init__(
        self, kind: Any, columns: int, *, apart: bool = False, unwritten: float | tuple[int, ...] = 0
    ) -> None:
        self._kind, self._columns, self._apart, self._unwritten = kind, columns, apart, unwritten
        self._numbers: Any = np.float64 if kind in (c_float, c_double) else np.int64

    @cached_property
    def _memory(self) -> tuple[NDArray[Any], list[list[Any]]]:
        memory = (self._kind * (_AT_ONCE * self._columns))()
        step = sizeof(self._kind)
        slots = [
            [byref(memory, (row * self._columns + column) * step) for row in range(_AT_ONCE)]
            for column in range(self._columns if self._apart else 1)
        ]
        return np.frombuffer(memory, dtype=self._kind).reshape(_AT_ONCE, self._columns), slots

    def written(self, call: Any, count: int, *arguments: Iterable[Any]) -> NDArray[Any]:
        """What so many calls write, one row for each; whole numbers or floats of 64 bits."""
        memory, slots = self._memory
        found = np.empty((count, self._columns), dtype=self._numbers)
        given = [iter(argument) for argument in arguments]
        for start in range(0, count, _AT_ONCE):
            size = min(_AT_ONCE, count - start)
            memory[:size] = self._unwritten
            deque(map(call, *(islice(argument, size) for argument in given), *slots), 0)
            found[start : start + size] = memory[:size]
        return found


NUMBER: Final = Rows(c_float, 1)
POINT: Final = Rows(c_float, 2, apart=True)
EXACT_POINT: Final = Rows(c_double, 2, apart=True)
BOX: Final = Rows(c_float, 4)
SIDES: Final = Rows(c_float, 4, apart=True)
MATRIX: Final = Rows(c_float, 6)
MODES: Final = Rows(c_int, 2, apart=True)
# Red, green, blue and alpha; black where an object has no colour of its own (a pattern).
COLOUR: Final = Rows(c_uint, 4, apart=True, unwritten=(0, 0, 0, 255))
