"""The objects of a page: text, paths and pictures, each with the matrix from its own coordinates to the page.

An object's coordinates go through its CTM, then to the corner of its boundary (GB/T 33190—2016, 8.5). Blocks
and composite units nest. Invisible objects are left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from lxml import etree

from extractors.readers.ofd.geometry import Matrix, box_of, matrix_of
from extractors.readers.ooxml import child, children, local
from schemas.errors import RefusedFileError

_DEEPEST = 20
_MOST_ELEMENTS = 500_000
OBJECTS = {"TextObject", "PathObject", "ImageObject"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One object as it is drawn: `kind` is its element's name, `matrix` takes its own coordinates to
    millimetres from the top left of the page (`corner` those that only count from its boundary's corner),
    `extent` is its boundary's width and height in the same."""

    kind: str
    element: etree._Element
    matrix: Matrix
    extent: tuple[float, float]
    corner: Matrix = field(default_factory=Matrix)

    @property
    def identifier(self) -> str:
        """The object's identifier, unique in its document."""
        return self.element.get("ID") or ""


def drawn_objects(
    layers: Iterable[etree._Element], composites: Mapping[str, etree._Element], start: Matrix
) -> Iterator[Drawn]:
    """The objects of layers in drawing order; `start` takes their coordinates to the page's corner.

    Raises RefusedFileError for units that nest without end or far more elements than a page can show.
    """
    visited = count()
    for layer in layers:
        yield from _inside(layer, composites, start, visited, 0)


def _inside(
    parent: etree._Element,
    composites: Mapping[str, etree._Element],
    outer: Matrix,
    visited: Iterator[int],
    depth: int,
) -> Iterator[Drawn]:
    if depth > _DEEPEST:
        raise RefusedFileError("OFD 页面的图元层层嵌套，没有继续读取")
    for element in parent:
        if next(visited) >= _MOST_ELEMENTS:
            raise RefusedFileError(f"OFD 一页的图元超过 {_MOST_ELEMENTS} 个，没有继续读取")
        name = local(element)
        if element.get("Visible") == "false":
            continue
        if name in OBJECTS:
            box = box_of(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
            corner = _cornered(element, outer)
            matrix = corner.after(matrix_of(element.get("CTM")))
            yield Drawn(name, element, matrix, (box[2], box[3]), corner)
        elif name == "CompositeObject":
            unit = composites.get(element.get("ResourceID") or "")
            content = child(unit, "Content")
            if content is not None:
                yield from _inside(content, composites, _placed(element, outer), visited, depth + 1)
        elif name in {"PageBlock", "Layer"}:
            yield from _inside(element, composites, outer, visited, depth + 1)


def clip_areas(drawn: Drawn) -> Iterator[list[Drawn]]:
    """The areas of each clip of an object: it is seen where each clip has an area that holds it (GB/T
    33190—2016, 8.4). An area counts from the corner of the object's boundary, or goes through its CTM as
    well."""
    clips = child(drawn.element, "Clips")
    whole = drawn.corner if clips is not None and clips.get("TransFlag") == "false" else drawn.matrix
    for clip in () if clips is None else children(clips, "Clip"):
        yield [
            Drawn(local(shape), shape, _placed(shape, whole.after(matrix_of(area.get("CTM")))), (0.0, 0.0))
            for area in children(clip, "Area")
            for shape in area
        ]


def _placed(element: etree._Element, outer: Matrix) -> Matrix:
    return _cornered(element, outer).after(matrix_of(element.get("CTM")))


def _cornered(element: etree._Element, outer: Matrix) -> Matrix:
    box = box_of(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return outer.after(Matrix(e=box[0], f=box[1]))


def colour(element: etree._Element, name: str) -> tuple[float, ...] | None:
    """The components of a FillColor or StrokeColor, None where it states none (black)."""
    found = child(element, name)
    value = None if found is None else found.get("Value")
    if value is None:
        return None
    try:
        return tuple(float(int(part[1:], 16)) if part[0] == "#" else float(part) for part in value.split())
    except (ValueError, IndexError):
        return None


def is_white(components: tuple[float, ...] | None) -> bool:
    """True for a colour of paper: RGB or grey near 255. CMYK is never counted as white."""
    return components is not None and len(components) in {1, 3} and min(components) >= 250
