"""A stroke that stands alone: dash, hyphen or slash, told by its shape.

Recognition needs neighbours to tell — from 一 and / from l or 1; the ink itself says which way the stroke
runs and how long it is. Anything that is not one straight thin stroke is left to recognition.
"""

from typing import Literal

import numpy as np

from extractors.readers.scan.picture import Mask

Stroke = Literal["—", "-", "/"]

STROKE_LIKE = frozenset("一二-–—－ー_~/\\|lLIi1!！丨丿ノJ)(（）〈")
"""What recognition may take such a stroke for."""
_THIN = 0.3  # its thickness to its length
_LEVEL = 10.0  # degrees
_SLASH = (45.0, 80.0)  # degrees: 1 and l stand steeper
_DASH = 0.62  # in type sizes: what is shorter is a hyphen


def stroke_in(ink: Mask, size: float) -> Stroke | None:
    """The one stroke in a piece of ink; `size` is the type size around, in pixels. None for anything else."""
    y, x = np.nonzero(ink)
    if len(x) < 4 or not size:
        return None
    points = np.column_stack((x, -y)).astype(np.float64)
    points -= points.mean(axis=0)
    _, spread, directions = np.linalg.svd(points, full_matrices=False)
    along = points @ directions[0]
    length = float(np.ptp(along)) + 1.0
    thickness = len(x) / length
    straight = float(np.sqrt(12 / len(x)) * spread[1])
    if thickness > max(_THIN * length, 2.5) or straight > max(2 * _THIN * length, 3.5):
        return None
    degrees = float(np.degrees(np.arctan2(directions[0][1], directions[0][0]))) % 180
    if min(degrees, 180 - degrees) <= _LEVEL:
        return "—" if length >= _DASH * size else "-" if length >= 0.15 * size else None
    tall = 0.6 * size <= float(np.ptp(y)) + 1 <= 1.5 * size
    return "/" if tall and _SLASH[0] <= degrees <= _SLASH[1] else None
