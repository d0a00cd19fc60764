"""Runs: the stretches of text on a page between gaps, as parallel arrays.

A band holds the characters that stand on one line across the page; a run is what stands in a band
without a gap wider than a blank. Layout works on runs, because there are few of them. No character is lost:
each stands in exactly one run.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.lines import lines_of
from extractors.readers.pages.model import Glyphs, Numbers

Positions = NDArray[np.intp]

_BLANK = 0.3  # in type sizes: a gap that stands for a blank
_BREAK = 0.45  # in type sizes: a gap that ends a run


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The runs of some glyphs, band by band from the top down, left to right in each.

    `order` are the positions of the glyphs in that order and `starts` where in it each run begins; `ends`
    where it stops. The boxes are in points, `size` is the largest type size, `band` counts from 0, `text`
    is what the run says, with a blank for a small gap.
    """

    order: Positions
    starts: Positions
    ends: Positions
    x0: Numbers
    top: Numbers
    x1: Numbers
    bottom: Numbers
    size: Numbers
    band: Positions
    text: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.text)

    def glyphs(self, run: int) -> Positions:
        """The positions of a run's glyphs, left to right."""
        return self.order[self.starts[run] : self.ends[run]]

    def bands(self) -> list[list[int]]:
        """The runs of each band."""
        found: list[list[int]] = []
        for run, band in enumerate(self.band.tolist()):
            if band == len(found):
                found.append([])
            found[band].append(run)
        return found


def runs_of(glyphs: Glyphs) -> Runs:
    """The runs that glyphs make."""
    if not len(glyphs):
        none = np.empty(0, dtype=np.intp)
        empty = np.empty(0)
        return Runs(none, none, none, empty, empty, empty, empty, empty, none, ())
    order, band = _by_band(glyphs)
    x0, x1, size = glyphs.x0[order], glyphs.x1[order], glyphs.size[order]
    same = band[1:] == band[:-1]
    reach = np.maximum(size[1:], 1.0)
    gap = (x0[1:] - x1[:-1]) / reach
    breaks = ~same | (gap > _BREAK)
    starts = np.flatnonzero(np.concatenate(([True], breaks)))
    ends = np.append(starts[1:], len(order))
    return Runs(
        order=order,
        starts=starts,
        ends=ends,
        x0=np.minimum.reduceat(x0, starts),
        top=np.minimum.reduceat(glyphs.top[order], starts),
        x1=np.maximum.reduceat(x1, starts),
        bottom=np.maximum.reduceat(glyphs.bottom[order], starts),
        size=np.maximum.reduceat(size, starts),
        band=band[starts],
        text=_texts(glyphs, order, gap > _BLANK, starts, ends),
    )


def _by_band(glyphs: Glyphs) -> tuple[Positions, Positions]:
    """The positions band by band, left to right, and the band of each."""
    lines = lines_of(glyphs)
    return lines.order, np.repeat(np.arange(len(lines.starts) - 1), np.diff(lines.starts))


def _texts(
    glyphs: Glyphs, order: Positions, blanks: NDArray[np.bool_], starts: Positions, ends: Positions
) -> tuple[str, ...]:
    words = list(map(glyphs.text.__getitem__, order.tolist()))
    for position in (np.flatnonzero(blanks) + 1).tolist():
        words[position] = " " + words[position]
    return tuple("".join(words[a:b]).strip() for a, b in zip(starts.tolist(), ends.tolist(), strict=True))
