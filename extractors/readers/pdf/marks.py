"""Watermarks, seals and words that nobody sees: told as marks, and kept out of the text.

A watermark is text on the slant, or large light text: across other text of its page, or at the same spot of
several pages. A seal is red text on the slant (around a ring), or a picture, drawing or stamp of a seal's
size that is red. What stands under either stays. Dark words on the slant may be headings (see `slanted`)."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.arrays import median
from extractors.readers.pages.model import Glyphs, Numbers, PrintedPage
from extractors.readers.pdf.glyphs import Letters, SortedLetters
from extractors.readers.pdf.objects import Colours
from extractors.readers.pdf.slanted import brightness, headings
from schemas.document import Box, Mark, Place

_LIGHT = 0.6  # of full brightness
_LARGE = 2.0  # times the usual type size of the page
_LEAST_SIZE = 24.0
_RED = 60  # by which red exceeds the other colours
_LONGEST = 60  # characters that a mark tells
_SPOT = 10.0  # points within which two pages' texts stand at the same spot
_SEVERAL_PAGES = 2
_SEAL_SIDES = (70.0, 200.0)  # points: official seals are 25 to 70 mm wide
_SEAL_SHAPE = 1.6  # at most so many times as wide as high, or as high as wide (oval ones)
_SEAL_RED = 0.6  # of its ink
_MOST_SEALS = 12  # pictures of a page that are looked at

Mask = NDArray[np.bool_]
Kind = Literal["seal", "watermark", "hidden"]


def page_marks(number: int, letters: SortedLetters) -> tuple[tuple[Mark, ...], SortedLetters]:
    """The marks that a page's characters make, and its characters without those; slanted headings are set
    level among what is seen."""
    marks: list[Mark] = []
    slanted, seen = letters.slanted, letters.seen
    if len(slanted.glyphs):
        red = is_red(slanted.colour)
        marks += _told(number, "seal", "印章文字：", slanted.taken(red))
        others = slanted.taken(~red)
        heads, level = headings(others, letters.angles[~red], seen.glyphs)
        marks += _told(number, "watermark", "水印：", others.taken(~heads))
        letters = replace(letters, seen=seen.joined(replace(others.taken(heads), glyphs=level)))
    light = _lies_across(letters.seen.glyphs, large_and_light(letters.seen))
    if light.any():
        marks += _told(number, "watermark", "水印：", letters.seen.taken(light))
        letters = replace(letters, seen=letters.seen.taken(~light))
    return tuple(marks), letters


def large_and_light(letters: Letters) -> Mask:
    """True for the characters that are set as a watermark is: large beside the others of the page, and
    light."""
    size = letters.glyphs.size
    if not len(size) or size.max() < _LEAST_SIZE:
        return np.zeros(len(size), dtype=np.bool_)
    large = size >= max(_LEAST_SIZE, _LARGE * median(size))
    return np.asarray(large & (brightness(letters.colour) >= _LIGHT), dtype=np.bool_)


def unseen_marks(number: int, letters: SortedLetters) -> tuple[Mark, ...]:
    """The words of a page that show no ink, or that are cut off where their cell ends."""
    hidden = _told(
        number, "hidden", "看不见的文字，未作正文：", _elsewhere(letters.hidden, letters.seen.glyphs)
    )
    return (*hidden, *_told(number, "hidden", "超出边框、打印不出的文字，未作正文：", letters.cut))


def _elsewhere(hidden: Letters, seen: Glyphs) -> Letters:
    """The hidden characters but control codes and those that lie under seen ones, whose copy they are."""
    if not len(hidden.glyphs):
        return hidden
    glyphs = hidden.glyphs
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    told = [
        text.isprintable()
        and not ((seen.x0 <= u) & (u <= seen.x1) & (seen.top <= v) & (v <= seen.bottom)).any()
        for text, u, v in zip(glyphs.text, x.tolist(), y.tolist(), strict=True)
    ]
    return hidden.taken(np.array(told, dtype=np.bool_))


def seals(number: int, boxes: Numbers, redness: Callable[[Sequence[float]], float]) -> tuple[Mark, ...]:
    """The seals among pictures and drawings, by their size and by the share of red in what is seen there."""
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    least, most = _SEAL_SIDES
    sized = (np.minimum(wide, high) >= least) & (np.maximum(wide, high) <= most)
    shaped = (wide <= _SEAL_SHAPE * high) & (high <= _SEAL_SHAPE * wide)
    found: list[Box] = []
    for row in boxes[sized & shaped][:_MOST_SEALS].tolist():
        box = Box(*(round(side, 2) for side in row))
        if not any(_overlap(box, other) for other in found) and redness(row) >= _SEAL_RED:
            found.append(box)
    return tuple(Mark("seal", "印章", Place(f"page {number}", number, box)) for box in found)


def _overlap(one: Box, other: Box) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0) and min(one.bottom, other.bottom) > max(
        one.top, other.top
    )


def without_repeated_watermarks(
    pages: Sequence[PrintedPage], lights: Sequence[Mask]
) -> tuple[PrintedPage, ...]:
    """The pages without those of their large light characters that stand at the same spot of several
    pages."""
    spots = Counter(
        spot for page, light in zip(pages, lights, strict=True) for spot in set(_spots(page.glyphs, light))
    )
    return tuple(_without(page, light, spots) for page, light in zip(pages, lights, strict=True))


Spot = tuple[str, int, int]


def _spots(glyphs: Glyphs, light: Mask) -> list[Spot]:
    return [
        (glyphs.text[position], round(glyphs.x0[position] / _SPOT), round(glyphs.top[position] / _SPOT))
        for position in np.flatnonzero(light).tolist()
    ]


def _without(page: PrintedPage, light: Mask, spots: Counter[Spot]) -> PrintedPage:
    repeated = [spots[spot] >= _SEVERAL_PAGES for spot in _spots(page.glyphs, light)]
    if not any(repeated):
        return page
    chosen = light.copy()
    chosen[light] = repeated
    water = page.glyphs.taken(chosen)
    mark = _mark(page.number, "watermark", "水印：", "".join(water.text), water)
    return replace(page, glyphs=page.glyphs.taken(~chosen), marks=(*page.marks, mark))


def is_red(colours: Colours) -> Mask:
    """True for each red among colours (red, green, blue, …)."""
    red, green, blue = colours[:, :3].T.astype(np.int64)
    return np.asarray(red - np.maximum(green, blue) > _RED, dtype=np.bool_)


def _lies_across(glyphs: Glyphs, light: Mask) -> Mask:
    """Of some characters those that other characters stand in, with all of their size."""
    if not light.any():
        return light
    x, y = (glyphs.x0 + glyphs.x1) / 2, (glyphs.top + glyphs.bottom) / 2
    across = np.zeros(len(glyphs), dtype=np.bool_)
    for position in np.flatnonzero(light):
        within = (x >= glyphs.x0[position]) & (x <= glyphs.x1[position])
        within &= (y >= glyphs.top[position]) & (y <= glyphs.bottom[position]) & ~light
        across[position] = within.any()
    return light & np.isin(glyphs.size.round(1), glyphs.size[across].round(1))


def _told(number: int, kind: Kind, label: str, letters: Letters) -> list[Mark]:
    glyphs = letters.glyphs
    if not len(glyphs):
        return []
    texts: dict[int, str] = {}
    for run, text in zip(letters.run.tolist(), glyphs.text, strict=True):
        texts[run] = texts.get(run, "") + text
    one_by_one = max(map(len, texts.values())) == 1
    words = "".join(texts.values()) if one_by_one else "、".join(dict.fromkeys(texts.values()))
    return [_mark(number, kind, label, words, glyphs)]


def _mark(number: int, kind: Kind, label: str, words: str, glyphs: Glyphs) -> Mark:
    sides = (glyphs.x0.min(), glyphs.top.min(), glyphs.x1.max(), glyphs.bottom.max())
    box = Box(*(round(float(side), 2) for side in sides))
    said = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…等{len(words)}字"
    return Mark(kind, label + said, Place(f"page {number}", number, box))
