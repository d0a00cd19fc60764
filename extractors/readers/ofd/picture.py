"""The picture of an OFD page, for recognition: pictures, paths, and glyphs of embedded fonts.

Drawn is what recognition needs: dark on white, in drawing order. Colours of paths count as dark or light;
patterns, shading and clips don't. JBIG2 pictures can't be decoded here.
"""

import io
import struct
from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from extractors.readers.ofd.content import Drawn, colour, is_white
from extractors.readers.ofd.fonts import Font
from extractors.readers.ofd.geometry import Matrix
from extractors.readers.ofd.package import OfdPackage
from extractors.readers.ofd.paths import is_drawn, outlines
from extractors.readers.ofd.structure import OfdDocument
from extractors.readers.ofd.text import outline_points

Picture = NDArray[np.uint8]
_MOST_PIXELS = 60_000_000
_POINTS_IN_INCH = 72.0
_MILLIMETRES_IN_INCH = 25.4


def page_picture(
    package: OfdPackage,
    document: OfdDocument,
    objects: Sequence[Drawn],
    fonts: Mapping[str, Font | None],
    *,
    size: tuple[float, float],
    resolution: float,
) -> Picture | None:
    """The page as an RGB picture; None where a picture on it can't be decoded. `size` is in points,
    `resolution` in dots per inch; a page so large that it would not fit into memory is drawn smaller."""
    resolution = min(resolution, _POINTS_IN_INCH * (_MOST_PIXELS / max(size[0] * size[1], 1.0)) ** 0.5)
    width, height = (max(round(side * resolution / _POINTS_IN_INCH), 1) for side in size)
    canvas = np.full((height, width, 3), 255, dtype=np.uint8)
    scale = resolution / _MILLIMETRES_IN_INCH
    for drawn in objects:
        if drawn.kind == "ImageObject":
            if not _draw_image(canvas, _image(package, document, drawn), drawn.matrix, scale):
                return None
        elif drawn.kind == "PathObject":
            _draw_path(canvas, drawn, scale)
        else:
            font = fonts.get(drawn.element.get("Font") or "")
            if font is not None:
                glyphs = [np.array(piece) for piece in outline_points(drawn, font)]
                _fill(canvas, glyphs, scale, (0, 0, 0))
    return canvas


def _image(package: OfdPackage, document: OfdDocument, drawn: Drawn) -> Picture | None:
    resource = document.pictures.get(drawn.element.get("ResourceID") or "")
    data = package.content("/" + resource.part) if resource and resource.part else None
    if data is None:
        return None
    try:
        with Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            rgba = image.convert("RGBA")
            paper = Image.new("RGBA", rgba.size, "white")
            return np.asarray(Image.alpha_composite(paper, rgba).convert("RGB"))
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        struct.error,
        Image.DecompressionBombError,
    ):  # what Pillow raises for damaged pictures
        return None


def _draw_image(canvas: Picture, image: Picture | None, matrix: Matrix, scale: float) -> bool:
    """Put a picture on the canvas where its matrix says; False where there is no picture."""
    if image is None:
        return False
    height, width = image.shape[:2]
    mapping = np.array(
        [
            [matrix.a / width * scale, matrix.c / height * scale, matrix.e * scale],
            [matrix.b / width * scale, matrix.d / height * scale, matrix.f * scale],
        ]
    )
    cv2.warpAffine(
        image,
        mapping,
        (canvas.shape[1], canvas.shape[0]),
        dst=canvas,
        flags=cv2.INTER_AREA,
        borderMode=cv2.BORDER_TRANSPARENT,
    )
    return True


def _draw_path(canvas: Picture, drawn: Drawn, scale: float) -> None:
    element = drawn.element
    if not is_drawn(element) and element.get("Fill") != "true":
        return
    pieces = [np.array(outline.points) for outline in outlines(drawn)]
    if element.get("Fill") == "true":
        light = is_white(colour(element, "FillColor"))
        _fill(canvas, pieces, scale, (255, 255, 255) if light else _shade(colour(element, "FillColor")))
    if element.get("Stroke") != "false" and not is_white(colour(element, "StrokeColor")):
        lines = [np.round(piece * scale).astype(np.int32) for piece in pieces]
        cv2.polylines(canvas, lines, False, (0, 0, 0), 2, cv2.LINE_AA)


def _fill(
    canvas: Picture, pieces: Sequence[NDArray[np.float64]], scale: float, shade: tuple[int, ...]
) -> None:
    """Fill outlines in millimetres, a hole where two lie over one another."""
    fixed = 4  # bits of a pixel's fraction
    polygons = [np.round(piece * scale * (1 << fixed)).astype(np.int32) for piece in pieces if len(piece) > 2]
    if polygons:
        cv2.fillPoly(canvas, polygons, shade, cv2.LINE_AA, fixed)


def _shade(components: tuple[float, ...] | None) -> tuple[int, int, int]:
    """The RGB of a colour; black where it is not stated in RGB or grey."""
    if components is None or len(components) not in {1, 3}:
        return 0, 0, 0
    values = [min(max(round(value), 0), 255) for value in components]
    return (values[0], values[0], values[0]) if len(values) == 1 else (values[0], values[1], values[2])
