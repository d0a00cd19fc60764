"""A reading: one stretch of one printed line as recognition read it.

Engines give `Strip`s (characters and where along the strip each stands); with the strip's place on the page
they become `Reading`s in pixels of the upright page. Nothing here knows an engine.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.readers.clean import columns

_FEET = 0.3  # of the height of a line


@dataclass(frozen=True, slots=True)
class Strip:
    """What an engine read in the picture of one line: characters (blanks among them), the confidence of each
    from 0 to 1, and its middle as a share of the strip's width."""

    text: str
    confidence: tuple[float, ...]
    middles: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One stretch of a line, in pixels of the upright page: its characters without blanks (`text`), what
    recognition read for each before anything was put right (`read`), the confidence of each, the middle x of
    each, after which of them a blank was read (`blanks`: their positions), the box of its ink, and where no
    ink stands between two pieces of it (`gaps`: from x to x)."""

    text: tuple[str, ...]
    read: tuple[str, ...]
    confidence: tuple[float, ...]
    middles: tuple[float, ...]
    blanks: frozenset[int]
    x0: float
    top: float
    x1: float
    bottom: float
    gaps: tuple[tuple[float, float], ...] = ()

    @property
    def words(self) -> str:
        """The text with one blank where a blank was read."""
        return "".join(
            f"{char} " if position in self.blanks else char for position, char in enumerate(self.text)
        ).rstrip()

    @property
    def certainty(self) -> float:
        """The lowest confidence of its characters; 0 where there is none."""
        return min(self.confidence, default=0.0)

    def put_right(self, position: int, char: str, confidence: float) -> "Reading":
        """The reading with another character at a position, held with at most the given confidence."""
        return replace(
            self,
            text=(*self.text[:position], char, *self.text[position + 1 :]),
            confidence=(
                *self.confidence[:position],
                min(self.confidence[position], confidence),
                *self.confidence[position + 1 :],
            ),
        )


def reading_of(strip: Strip, x0: float, top: float, x1: float, bottom: float) -> Reading | None:
    """A strip that lies between x0 and x1 as a reading; None where nothing but blanks was read."""
    kept = [position for position, char in enumerate(strip.text) if not char.isspace()]
    if not kept:
        return None
    before_blank = frozenset(
        order for order, (here, following) in enumerate(pairwise(kept)) if following > here + 1
    )
    text = tuple(strip.text[position] for position in kept)
    return Reading(
        text=text,
        read=text,
        confidence=tuple(strip.confidence[position] for position in kept),
        middles=tuple(x0 + strip.middles[position] * (x1 - x0) for position in kept),
        blanks=before_blank,
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
    )


def read_once(found: Sequence[Reading]) -> list[Reading]:
    """The readings without those of a low strip of ink that another reading holds too: the feet of a line
    that was found twice."""
    return [reading for reading in found if not any(_is_feet(reading, other) for other in found)]


def _is_feet(reading: Reading, other: Reading) -> bool:
    height = other.bottom - other.top
    return (
        reading.bottom - reading.top <= _FEET * height
        and "".join(reading.text) in "".join(other.text)
        and min(reading.x1, other.x1) - max(reading.x0, other.x0) >= 0.8 * (reading.x1 - reading.x0)
        and other.bottom - _FEET * height <= reading.top <= other.bottom + 0.1 * height
    )


def spread(text: str, confidence: float) -> Strip:
    """A strip of which only the text is known: its characters spread over the width by their widths."""
    widths = [columns(char) for char in text]
    whole = sum(widths) or 1
    edges = [sum(widths[:position]) for position in range(len(text) + 1)]
    middles = tuple((left + right) / 2 / whole for left, right in pairwise(edges))
    return Strip(text, (confidence,) * len(text), middles)
