"""Recognition of pages, for the readers of every format that may hold pictures of pages.

Asking costs nothing: what the extra `ocr` brings is loaded with the first page that is recognised, and
never where it is not installed.
"""

import numpy as np
from numpy.typing import NDArray

from extractors.readers.pages.model import PrintedPage
from extractors.readers.scan.available import engine_missing

__all__ = ["DOTS_PER_INCH", "engine_missing", "recognised_page", "upright_picture"]

DOTS_PER_INCH = 200
"""How finely a page is best drawn for recognition: finer costs time and reads no better."""


def recognised_page(image: NDArray[np.uint8], number: int, width: float, height: float) -> PrintedPage:
    """The printed page in a picture (RGB or grey, any side up) of a page so many points wide and high.

    A page that lay on its side comes out upright, width and height changed. Without any text the origin is
    "none". Raises UnsupportedFormatError where no engine is installed (ask `engine_missing` before).
    """
    from extractors.readers.scan import page  # noqa: PLC0415 - only where the extra is installed

    return page.recognised(image, number, width, height)


def upright_picture(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture of a page as the places on the recognised page count: upright and straight. Raises
    UnsupportedFormatError where no engine is installed."""
    from extractors.readers.scan import page  # noqa: PLC0415 - only where the extra is installed

    return page.upright(image)
