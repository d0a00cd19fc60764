"""The objects that draw a page, with those of its forms in their place, and what each is clipped to."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.readers.pages.model import Numbers
from extractors.readers.pdf import calls

_DEEPEST_FORM = 12
_MOST_OBJECTS = 200_000
_MOST_CLIPS = 8
_SQUARE = 0.05  # points by which the corners of a rectangle may be off

Handles = NDArray[np.uint64]
Indexes = NDArray[np.intp]
Colours = NDArray[np.int64]  # rows (red, green, blue, alpha), 0 to 255


@dataclass(frozen=True, slots=True, eq=False)
class Objects:
    """The objects of a page and of its forms: handle, kind, and which of `matrices` (a, b, c, d, e, f)
    leads from the object's form to the page; 0 is the page itself. `whole` is False where there are more."""

    handle: Handles
    kind: NDArray[np.int64]
    form: Indexes
    matrices: Numbers
    whole: bool = True

    def of_kind(self, kind: int) -> Indexes:
        """The positions of the objects of one kind."""
        return np.flatnonzero(self.kind == kind)


EVERYWHERE: Final = (-np.inf, -np.inf, np.inf, np.inf)
_IDENTITY: Final = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


def page_objects(page: int) -> Objects:
    """The objects of a page; forms in forms to a depth that no honest file needs."""
    count = calls.object_count(calls.pointer(page))
    whole = count <= _MOST_OBJECTS
    handles, kinds, forms = _listed(page, count, calls.page_object)
    matrices: list[Matrix] = [_IDENTITY]
    places = [0] * len(handles)
    waiting = deque((form, 0, 1) for form in forms)
    while waiting and len(handles) < _MOST_OBJECTS:
        form, outer, depth = waiting.popleft()
        matrices.append(_times(_matrix(form), matrices[outer]))
        count = calls.form_count(calls.pointer(form))
        whole = whole and count <= _MOST_OBJECTS
        inner, inner_kinds, inner_forms = _listed(form, count, calls.form_object)
        handles += inner
        kinds += inner_kinds
        places += [len(matrices) - 1] * len(inner)
        if depth < _DEEPEST_FORM:
            waiting.extend((nested, len(matrices) - 1, depth + 1) for nested in inner_forms)
    return Objects(
        np.array(handles, dtype=np.uint64),
        np.array(kinds, dtype=np.int64),
        np.array(places, dtype=np.intp),
        np.array(matrices, dtype=np.float64),
        whole and not waiting,
    )


def _listed(owner: int, count: int, get: Any) -> tuple[list[int], list[int], list[int]]:
    """The objects of a page or a form, their kinds, and the forms among them."""
    handles = calls.asked(get, calls.always(owner), range(max(0, min(count, _MOST_OBJECTS))))
    kinds = calls.asked(calls.object_kind, calls.pointers(handles))
    if raw.FPDF_PAGEOBJ_FORM not in kinds:
        return handles, kinds, []
    forms = [h for h, kind in zip(handles, kinds, strict=True) if kind == raw.FPDF_PAGEOBJ_FORM]
    return handles, kinds, forms


def _matrix(handle: int) -> Matrix:
    found = calls.MATRIX.written(calls.object_matrix, 1, calls.pointers([handle]))
    a, b, c, d, e, f = found[0].tolist()
    return (a, b, c, d, e, f) if found.any() else _IDENTITY


def _times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies one matrix and then another (row vectors, PDF 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    k, m, n, o, p, q = then
    return (
        a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q,
    )  # fmt: skip


def mapped_points(points: Numbers, matrices: Numbers) -> Numbers:
    """Points (x, y), each by its own matrix."""
    a, b, c, d, e, f = matrices.T
    x, y = points.T
    mapped = np.empty((len(points), 2))
    mapped[:, 0], mapped[:, 1] = a * x + c * y + e, b * x + d * y + f
    return mapped


def mapped_boxes(boxes: Numbers, objects: Objects, chosen: Indexes) -> Numbers:
    """Boxes from the spaces of their forms to the page's."""
    if len(objects.matrices) == 1:
        return boxes
    forms = objects.form[chosen]
    inside = forms > 0
    if not inside.any():
        return boxes
    matrices = objects.matrices[forms[inside]]
    corners = [mapped_points(boxes[inside][:, [x, y]], matrices) for x in (0, 2) for y in (1, 3)]
    mapped = boxes.copy()
    mapped[inside, :2] = np.minimum.reduce(corners)
    mapped[inside, 2:] = np.maximum.reduce(corners)
    return mapped


def boxes_of(handles: Sequence[int]) -> Numbers:
    """The boxes (x0, y0, x1, y1) of objects in the space of their form; of strokes with the pen's width."""
    return calls.SIDES.written(calls.object_box, len(handles), calls.pointers(handles))


def picture_boxes(objects: Objects, clips: Numbers) -> Numbers:
    """The boxes of a page's images as far as their clips let them be seen."""
    chosen = objects.of_kind(raw.FPDF_PAGEOBJ_IMAGE)
    if not len(chosen):
        return np.empty((0, 4))
    boxes = mapped_boxes(boxes_of(objects.handle[chosen].tolist()), objects, chosen)
    boxes[:, :2] = np.maximum(boxes[:, :2], clips[chosen, :2])
    boxes[:, 2:] = np.minimum(boxes[:, 2:], clips[chosen, 2:])
    return boxes[(boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])]


def clips_of(objects: Objects) -> Numbers:
    """The rectangle that clips each object, in the page's space; infinite on a side without one. Only clips
    that are rectangles count; others clip at least as much, and nothing is lost by showing more."""
    clips = np.empty((len(objects.handle), 4))
    clips[:] = EVERYWHERE
    paths = np.array(calls.asked(calls.clip_of, calls.pointers(objects.handle.tolist())), dtype=np.uint64)
    counts = np.array(calls.asked(calls.clip_paths, calls.pointers(paths.tolist())), dtype=np.intp)
    counts = np.minimum(np.maximum(counts, 0), _MOST_CLIPS)
    owner = np.repeat(np.arange(len(counts)), counts)
    if not len(owner):
        return clips
    number = np.fromiter(chain.from_iterable(map(range, counts.tolist())), dtype=np.intp, count=len(owner))
    kept, corners = _rectangles(paths[owner].tolist(), number.tolist())
    owner = owner[kept]
    one, side, other = (_on_page(corner, objects, owner) for corner in corners)
    square = ((np.abs(side - one) < _SQUARE) | (np.abs(side - other) < _SQUARE)).all(axis=1)
    owner, one, other = owner[square], one[square], other[square]
    np.maximum.at(clips[:, :2], owner, np.minimum(one, other))
    np.minimum.at(clips[:, 2:], owner, np.maximum(one, other))
    return clips


def _rectangles(paths: list[int], number: list[int]) -> tuple[NDArray[np.bool_], list[Numbers]]:
    """Which parts of clips have as many corners as rectangles have, and the first three corners of each.
    Objects drawn under one clip share its corners, which are asked for once."""
    starts = np.array(
        calls.asked(calls.clip_segment, calls.pointers(paths), number, repeat(0)), dtype=np.uint64
    )
    _, first, which = np.unique(starts, return_index=True, return_inverse=True)
    some, parts = [paths[at] for at in first.tolist()], [number[at] for at in first.tolist()]
    lengths = np.array(calls.asked(calls.clip_segments, calls.pointers(some), parts), dtype=np.intp)
    kept = ((lengths == 4) | (lengths == 5))[which]
    pieces = [
        piece
        for corner in (0, 1, 2)
        for piece in calls.asked(calls.clip_segment, calls.pointers(some), parts, repeat(corner))
    ]
    which = which[kept]
    return kept, [corner[which] for corner in np.split(segment_points(pieces), 3)]


def _on_page(points: Numbers, objects: Objects, owner: Indexes) -> Numbers:
    """Points of some objects' forms in the page's space."""
    if len(objects.matrices) == 1:
        return points
    return mapped_points(points, objects.matrices[objects.form[owner]])


def segment_points(segments: Sequence[int]) -> Numbers:
    """Where path segments end (x, y), in the space of their path."""
    return calls.POINT.written(calls.segment_point, len(segments), calls.pointers(segments))
