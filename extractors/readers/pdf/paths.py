"""The paths of a page as the file draws them, in the page's own space (y upwards), not yet judged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pypdfium2 import raw

from extractors.readers.pages.model import Numbers
from extractors.readers.pdf import calls
from extractors.readers.pdf.objects import (
    Colours,
    Indexes,
    Objects,
    boxes_of,
    mapped_boxes,
    mapped_points,
    segment_points,
)

_MOST_SEGMENTS = 400_000
_THIN = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class RawPaths:
    """The paths of a page as parallel arrays: box (x0, y0, x1, y1; of stroked ones with the pen's width),
    whether filled and stroked, colours (red, green, blue, alpha), clip. `points` (x, y) are corners,
    `owner` says of which path; `begins` is True where a line starts anew, `curved` where it arrives by a
    curve. Thin filled boxes have no corners listed. `whole` is False where there were too many corners."""

    box: Numbers
    filled: NDArray[np.bool_]
    stroked: NDArray[np.bool_]
    fill: Colours
    stroke: Colours
    clip: Numbers
    points: Numbers
    owner: Indexes
    begins: NDArray[np.bool_]
    curved: NDArray[np.bool_]
    whole: bool = True

    def scaled(self, unit: float) -> "RawPaths":
        """The paths in a space whose unit is so many times smaller."""
        return replace(self, box=self.box * unit, clip=self.clip * unit, points=self.points * unit)


def paths_of(objects: Objects, clips: Numbers) -> RawPaths:
    """The paths among some objects, whose clips are given."""
    chosen = objects.of_kind(raw.FPDF_PAGEOBJ_PATH)
    handles = objects.handle[chosen].tolist()
    modes = calls.MODES.written(calls.draw_mode, len(handles), calls.pointers(handles))
    filled, stroked = modes[:, 0] != 0, modes[:, 1] != 0
    box = mapped_boxes(boxes_of(handles), objects, chosen)
    segments = np.array(calls.asked(calls.segment_count, calls.pointers(handles)), dtype=np.int64)
    thin = (box[:, 2] - box[:, 0] <= _THIN) | (box[:, 3] - box[:, 1] <= _THIN)
    # A thin filled box is a rule whatever its corners are; all others are asked for theirs.
    traced = np.flatnonzero(
        (filled | stroked) & ~(thin & filled & ~stroked & (segments <= 6)) & (segments >= 2)
    )
    within = np.cumsum(segments[traced]) <= _MOST_SEGMENTS
    traced = traced[within]
    points, owner, begins, curved = _corners(objects, chosen, traced, segments)
    return RawPaths(
        box=box,
        filled=filled,
        stroked=stroked,
        fill=_chosen_colours(calls.fill_colour, handles, filled),
        stroke=_chosen_colours(calls.stroke_colour, handles, stroked),
        clip=clips[chosen],
        points=points,
        owner=owner,
        begins=begins,
        curved=curved,
        whole=bool(within.all()),
    )


def _chosen_colours(call: Any, handles: Sequence[int], chosen: NDArray[np.bool_]) -> Colours:
    colours = np.zeros((len(handles), 4), dtype=np.int64)
    some = list(compress(handles, chosen.tolist()))
    if some:
        colours[chosen] = calls.COLOUR.written(call, len(some), calls.pointers(some))
    return colours


def _corners(
    objects: Objects, chosen: Indexes, traced: Indexes, segments: NDArray[np.int64]
) -> tuple[Numbers, Indexes, NDArray[np.bool_], NDArray[np.bool_]]:
    """The corners of some paths in the page's space; a closed stroke comes back to where it began."""
    handles = objects.handle[chosen]
    lengths = segments[traced]
    owner = np.repeat(traced, lengths)
    numbers = chain.from_iterable(map(range, lengths.tolist()))
    pieces = calls.asked(calls.segment, calls.pointers(handles[owner].tolist()), numbers)
    points = segment_points(pieces)
    kinds = np.array(calls.asked(calls.segment_kind, calls.pointers(pieces)), dtype=np.int64)
    closing = np.array(calls.asked(calls.segment_closes, calls.pointers(pieces)), dtype=np.int64)
    closes = (closing == 1).nonzero()[0]
    begins = kinds == raw.FPDF_SEGMENT_MOVETO
    curved = kinds == raw.FPDF_SEGMENT_BEZIERTO
    if len(closes):
        starts = np.flatnonzero(begins)
        # Of a path without any start the line closes on itself.
        last = np.maximum(np.searchsorted(starts, closes, side="right") - 1, 0)
        back = starts[last] if len(starts) else closes
        source = np.insert(np.arange(len(points)), closes + 1, back)
        points, owner, begins, curved = points[source], owner[source], begins[source], curved[source]
        added = closes + np.arange(1, len(closes) + 1)
        begins[added] = curved[added] = False
    return _placed(objects, chosen, traced, points, owner), owner, begins, curved


def _placed(objects: Objects, chosen: Indexes, traced: Indexes, points: Numbers, owner: Indexes) -> Numbers:
    if not len(owner):
        return points
    handles = calls.pointers(objects.handle[chosen[traced]].tolist())
    matrices = np.zeros((len(chosen), 6))
    matrices[traced] = calls.MATRIX.written(calls.object_matrix, len(traced), handles)
    own = mapped_points(points, matrices[owner])
    if len(objects.matrices) == 1:
        return own
    return mapped_points(own, objects.matrices[objects.form[chosen[owner]]])
