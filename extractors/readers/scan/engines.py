"""The engines behind one face: lines found and read in the picture of a page."""

from collections.abc import Sequence
from typing import Protocol

from extractors.readers.pages.model import Rules
from extractors.readers.scan import rapid, tesseract
from extractors.readers.scan.available import EngineName, chosen_engine, engine_missing
from extractors.readers.scan.picture import Mask, Picture
from extractors.readers.scan.readings import Reading, Strip
from schemas.errors import UnsupportedFormatError


class Look(Protocol):
    """A page's picture as an engine sees it."""

    def quarters(self) -> int:
        """By how many quarters the page must be turned clockwise to stand upright."""

    def readings(self, ink: Mask, rules: Rules) -> list[Reading]:
        """What stands on the upright page; `ink` and the picture are without the `rules`."""


class Engine(Protocol):
    """What recognises text."""

    def look(self, picture: Picture) -> Look:
        """A page's picture (RGB)."""

    def read(self, strips: Sequence[Picture]) -> list[Strip]:
        """What stands in the pictures of single lines."""


_ENGINES: dict[EngineName, Engine] = {"rapidocr": rapid, "tesseract": tesseract}


def engine() -> Engine:
    """The engine to use. Raises UnsupportedFormatError where there is none."""
    name = chosen_engine()
    if name is None:
        raise UnsupportedFormatError("没有文字识别组件，读不出图像中的文字", engine_missing())
    return _ENGINES[name]
