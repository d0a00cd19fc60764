"""From a page's raw characters to those that are seen, upright and once.

Left out are text outside of the page and what is struck twice for weight. Kept apart are text that shows no
ink (render mode 3, transparent, white on white, no size: `hidden`, as the text layer of a scan is), text that
its clip cuts off (`cut`: words longer than their cell in a printed sheet) and text on the slant (`slanted`:
watermarks, seals, slanted headings). Text turned by a quarter stays.

Top and bottom come from the baseline and the type size, never from the ink; left and right from the advance.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import Glyphs, Numbers, glyphs_of
from extractors.readers.pdf.characters import RawCharacters
from extractors.readers.pdf.objects import Colours, Indexes
from extractors.readers.pdf.placement import Placement, directions
from extractors.readers.pdf.rules import Grounds

ASCENT = 0.88  # of the type size above the baseline, as in the usual Chinese faces
_SLANT = 8.0  # degrees off the axes from which text is on the slant
_WHITE = 247
_CLEAR = 20
_MOST_OF_RUN = 0.5
_SMALLEST = 0.5  # points
_STRUCK_TWICE, _STRUCK_TWICE_NARROW = 0.25, 0.5  # of the type size, of the character's width
_OUTSIDE = 1.0
_SAME_SHAPE = 0.005  # points
_SHIFTS: Final = np.array([[16.0], [16.0 + 1 / 3], [16.0 + 2 / 3]])  # cells
_MOST_ONCE = 1 << 20  # characters of a page that are looked at for doubles
_OVERHANG = 0.25  # of the type size
_STROKED, _INVISIBLE, _STROKED_AND_CLIPPING, _CLIPPING = 1, 3, 5, 7  # render modes (PDF 32000-1, table 106)
_TALLEST, _FLATTEST = 4.0, 0.15  # box height by type size beyond which the size is not to be believed

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")

Mask = NDArray[np.bool_]

_NO_GLYPHS: Final = glyphs_of([])


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """Characters as they lie on the page, with the colour (red, green, blue, alpha) of each and the position
    of the text object that it is from."""

    glyphs: Glyphs
    colour: Colours
    run: Indexes

    def taken(self, chosen: Mask) -> "Letters":
        """Some of the characters."""
        if chosen.all():
            return self
        if not chosen.any():
            return Letters(_NO_GLYPHS, self.colour[:0], self.run[:0])
        return Letters(self.glyphs.taken(chosen), self.colour[chosen], self.run[chosen])

    def joined(self, other: "Letters") -> "Letters":
        """These characters and then the others of the same page."""
        if not len(other.glyphs):
            return self
        return Letters(
            self.glyphs.joined(other.glyphs),
            np.concatenate((self.colour, other.colour)),
            np.concatenate((self.run, other.run)),
        )


@dataclass(frozen=True, slots=True, eq=False)
class SortedLetters:
    """The characters of a page that are seen, those without ink, those cut off, and those on the slant with
    their `angles` (degrees anticlockwise as seen, -180 to 180)."""

    seen: Letters
    hidden: Letters
    cut: Letters
    slanted: Letters
    angles: Numbers


def sorted_letters(
    raw: RawCharacters, place: Placement, grounds: Grounds, inked: Callable[[Numbers], Mask]
) -> SortedLetters:
    """The characters of a page by what a reader sees of them. `inked` says which of some boxes are not left
    white where they are drawn; it is asked for white characters without a known ground."""
    letters, mode, off, slant = _placed(raw, place)
    slanted = np.abs(off) > slant
    inside = _on_page(letters.glyphs, place)
    unclipped = _unclipped(letters, raw, place)
    on_page = inside & unclipped
    shown = _inked(letters, mode, grounds, inked)
    seen = letters.taken(on_page & shown & ~slanted)
    aslant = on_page & shown & slanted
    return SortedLetters(
        seen=seen.taken(_once(seen.glyphs)),
        hidden=letters.taken(on_page & ~shown & (letters.glyphs.size >= _SMALLEST)),
        cut=letters.taken(inside & ~unclipped & shown),
        slanted=letters.taken(aslant),
        angles=_angles(raw, place, letters.run[aslant]),
    )


def _angles(raw: RawCharacters, place: Placement, run: Indexes) -> Numbers:
    """The directions in which characters run, in degrees anticlockwise as seen."""
    quarters, off = directions(raw.runs)
    degrees = 90.0 * ((quarters - place.turns) % 4) + off
    return ((degrees + 180.0) % 360.0 - 180.0)[run]


def _placed(raw: RawCharacters, place: Placement) -> tuple[Letters, NDArray[np.int64], Numbers, float]:
    """The characters as they lie on the page, the render mode of each, by how many degrees each is off the
    axes, and from how many it is on the slant."""
    raw = _grouped(raw)
    runs, run = raw.runs, raw.run
    boxes = place.boxes(raw.box)
    quarters, off = directions(runs)
    turned = ((quarters - place.turns) % 4)[run]
    size = (runs.size * np.hypot(runs.matrix[:, 2], runs.matrix[:, 3]))[run]
    size = _believed(size, boxes, turned)
    baseline = place.points(runs.origin[:, 0], runs.origin[:, 1])[1][run]
    middle = (boxes[:, 1] + boxes[:, 3]) / 2
    upright = (turned == 0) & ~_downwards(raw, middle, baseline, size)
    if upright.all():
        top = baseline - ASCENT * size
        bottom, right = top + size, _advance_ends(boxes, run, size)
    else:
        level = turned % 2 == 0
        top = np.where(upright, baseline - ASCENT * size, np.where(level, middle - size / 2, boxes[:, 1]))
        bottom = np.where(level, top + size, boxes[:, 3])
        right = np.where(upright, _advance_ends(boxes, run, size), boxes[:, 2])
    glyphs = Glyphs(raw.text, boxes[:, 0], top, right, bottom, size)
    return Letters(glyphs, runs.colour[run], run), runs.mode[run], off[run], _slant(off, runs.length)


def _advance_ends(boxes: Numbers, run: Indexes, size: Numbers) -> Numbers:
    """The right side of each character, cut back where its ink hangs over into the next one's advance."""
    ends = boxes[:, 2].copy()
    over = ends[:-1] - boxes[1:, 0]
    hanging = (
        (run[1:] == run[:-1]) & (over > 0) & (over < _OVERHANG * size[1:]) & (boxes[1:, 0] > boxes[:-1, 0])
    )
    ends[:-1][hanging] = boxes[1:, 0][hanging]
    return ends


def _grouped(raw: RawCharacters) -> RawCharacters:
    """Characters that stand for one drawn shape (a ligature, a replacement text) as one."""
    if len(raw.text) < 2:
        return raw
    same = (raw.run[1:] == raw.run[:-1]) & (np.abs(raw.box[1:, 0] - raw.box[:-1, 0]) < _SAME_SHAPE)
    if same.any():
        same &= np.abs(raw.box[1:] - raw.box[:-1]).max(axis=1) < _SAME_SHAPE
    if not same.any():
        return raw
    starts = np.flatnonzero(np.concatenate(([True], ~same)))
    ends = [*starts[1:].tolist(), len(raw.text)]
    text = tuple("".join(raw.text[start:end]) for start, end in zip(starts.tolist(), ends, strict=True))
    return RawCharacters(text, raw.box[starts], raw.run[starts], raw.runs)


def _slant(off: Numbers, lengths: Indexes) -> float:
    """The angle from which text is on the slant; a page that is askew as a whole has none."""
    askew = lengths[np.abs(off) > _SLANT].sum()
    return 46.0 if askew * 2 > lengths.sum() else _SLANT


def _believed(size: Numbers, boxes: Numbers, turned: NDArray[np.int64]) -> Numbers:
    """The type size, or the height of the box where a font's own scale makes it meaningless (Type 3)."""
    height = boxes[:, 3] - boxes[:, 1]
    if turned.any():
        height = np.where(turned % 2 == 0, height, boxes[:, 2] - boxes[:, 0])
    odd = (height > _TALLEST * size) | ((height < _FLATTEST * size) & (height > 0) & (size > 200))
    return np.where(odd, height, size) if odd.any() else size


def _downwards(raw: RawCharacters, middle: Numbers, baseline: Numbers, size: Numbers) -> Mask:
    """True for characters set downwards by their font: their box does not lie on the first one's baseline."""
    off = np.abs(middle - baseline + (ASCENT - 0.5) * size) > 0.75 * size
    return np.isin(raw.run, np.unique(raw.run[off])) if off.any() else off


def _on_page(glyphs: Glyphs, place: Placement) -> Mask:
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    return (
        (x >= -_OUTSIDE) & (x <= place.width + _OUTSIDE) & (y >= -_OUTSIDE) & (y <= place.height + _OUTSIDE)
    )


def _unclipped(letters: Letters, raw: RawCharacters, place: Placement) -> Mask:
    glyphs = letters.glyphs
    if np.isinf(raw.runs.clip).all():
        return np.ones(len(glyphs), dtype=np.bool_)
    clips = place.boxes(raw.runs.clip)[letters.run]
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    margin = 0.5 * glyphs.size
    within_x = (x >= clips[:, 0] - _OUTSIDE) & (x <= clips[:, 2] + _OUTSIDE)
    return within_x & (y >= clips[:, 1] - margin) & (y <= clips[:, 3] + margin)


def _inked(
    letters: Letters, mode: NDArray[np.int64], grounds: Grounds, drawn: Callable[[Numbers], Mask]
) -> Mask:
    glyphs, colour = letters.glyphs, letters.colour
    filled = (mode != _STROKED) & (mode != _STROKED_AND_CLIPPING)
    shown = (mode != _INVISIBLE) & (mode != _CLIPPING)
    inked = shown & ((colour[:, 3] > _CLEAR) | ~filled) & (glyphs.size >= _SMALLEST)
    white = (inked & filled & (colour[:, :3].min(axis=1) >= _WHITE)).nonzero()[0]
    if len(white):
        known = grounds.under(
            (glyphs.x0[white] + glyphs.x1[white]) / 2, (glyphs.top[white] + glyphs.bottom[white]) / 2
        )
        doubtful = white[~known]
        if len(
            doubtful
        ):  # a ground that is a shading, or letters filled with one, say only that they are white
            boxes = np.array([side[doubtful] for side in (glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom)]).T
            inked[doubtful] = _mostly(drawn(boxes), letters.run[doubtful])
    return np.asarray(inked, dtype=np.bool_)


def _mostly(found: Mask, run: Indexes) -> Mask:
    """For each character whether most of its text object's are among those found: thin ones leave little
    ink."""
    _, owner = np.unique(run, return_inverse=True)
    share = np.bincount(owner, weights=found) / np.bincount(owner)
    return np.asarray(share[owner] >= _MOST_OF_RUN, dtype=np.bool_)


def without_controls(glyphs: Glyphs) -> Glyphs:
    """The characters but for control codes, which a font without a proper table leaves among the others."""
    if not _CONTROL.search("".join(glyphs.text)):
        return glyphs
    return glyphs.taken(np.array([not _CONTROL.match(text) for text in glyphs.text], dtype=np.bool_))


def _first_codes(texts: tuple[str, ...]) -> NDArray[np.int64]:
    whole = "".join(texts)
    if len(whole) == len(texts):
        return np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    return np.array([ord(text[0]) for text in texts], dtype=np.int64)


def _once(glyphs: Glyphs) -> Mask:
    """True for each character but those struck again over the same character."""
    kept = np.ones(len(glyphs), dtype=np.bool_)
    if not 2 <= len(glyphs) < _MOST_ONCE:
        return kept
    codes = _first_codes(glyphs.text)
    reach = np.minimum(_STRUCK_TWICE * glyphs.size, _STRUCK_TWICE_NARROW * (glyphs.x1 - glyphs.x0))
    # Two that are near share a cell of at least one of three grids, each shifted by a third of its pitch.
    # A number is sorted for each character: its code, its cell's row and column, its position.
    pitch = 3.0 * max(float(reach.mean()), 0.1)
    rows = (glyphs.top / pitch + _SHIFTS).astype(np.int64) & 0x7FF
    columns = (glyphs.x0 / pitch + _SHIFTS).astype(np.int64) & 0x7FF
    keys = np.sort((codes << 42) + np.arange(len(codes)) + (rows << 31) + (columns << 20), axis=1)
    cells = keys >> 20
    shared = cells[:, 1:] == cells[:, :-1]
    if not shared.any():
        return kept
    for keys_of_one, again in zip(keys, shared, strict=True):
        one, other = keys_of_one[:-1][again] & 0xFFFFF, keys_of_one[1:][again] & 0xFFFFF
        near = (np.abs(glyphs.x0[one] - glyphs.x0[other]) < reach[other]) & (
            np.abs(glyphs.top[one] - glyphs.top[other]) < reach[other]
        )
        kept[other[near]] = False
    return kept
