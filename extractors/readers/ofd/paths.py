"""Path objects to rules and outlines.

A stroked path gives a rule for each straight piece that runs along the page's edges; a filled one only where
it is so thin that it is a rule itself. White is paper, not a rule. Curves give outlines (for the picture of a
page) and no rules (GB/T 33190—2016, 9.3).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from extractors.readers.ofd.content import Drawn, colour, is_white
from extractors.readers.ofd.geometry import POINTS, Matrix
from extractors.readers.ooxml import child

_STRAIGHT = 0.35  # millimetres that a rule may lean over its whole length
_THIN = 1.2  # millimetres: a filled shape no wider is a rule
_SHORT = 0.7  # millimetres: what is shorter is no rule
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_STEPS = 8
Point = tuple[float, float]
Rule = tuple[float, float, float]
"""Position, start and end in points."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One continuous piece of a path in millimetres on the page; `curved` where any part of it is."""

    points: tuple[Point, ...]
    curved: bool


def outlines(drawn: Drawn) -> list[Outline]:
    """The pieces of a path object, curves as short straight steps."""
    data = child(drawn.element, "AbbreviatedData")
    return list(_pieces((data.text or "") if data is not None else "", drawn.matrix))


def rules_of(drawn: Drawn) -> Iterator[tuple[str, Rule]]:
    """The rules that a path draws: ("across", (y, x0, x1)) and ("down", (x, top, bottom)) in points."""
    element = drawn.element
    stroked = element.get("Stroke") != "false" and not is_white(colour(element, "StrokeColor"))
    filled = element.get("Fill") == "true" and not is_white(colour(element, "FillColor"))
    for outline in outlines(drawn) if stroked or filled else ():
        if outline.curved:
            continue
        thin = _thin(outline.points)
        if thin is not None:
            yield thin
        elif stroked:
            yield from _edges(outline.points)


def is_drawn(element: etree._Element) -> bool:
    """True where a path leaves ink other than white."""
    filled = element.get("Fill") == "true" and not is_white(colour(element, "FillColor"))
    stroked = element.get("Stroke") != "false" and not is_white(colour(element, "StrokeColor"))
    return filled or stroked


def _thin(points: tuple[Point, ...]) -> tuple[str, Rule] | None:
    """The rule that a thin shape is, None for any other."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if height <= _THIN and width > max(_SHORT, 2 * height) and len(points) > 2:
        return "across", _rule((min(ys) + max(ys)) / 2, min(xs), max(xs))
    if width <= _THIN and height > max(_SHORT, 2 * width) and len(points) > 2:
        return "down", _rule((min(xs) + max(xs)) / 2, min(ys), max(ys))
    return None


def _edges(points: tuple[Point, ...]) -> Iterator[tuple[str, Rule]]:
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(y0 - y1) <= _STRAIGHT < _SHORT <= abs(x0 - x1):
            yield "across", _rule((y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif abs(x0 - x1) <= _STRAIGHT < _SHORT <= abs(y0 - y1):
            yield "down", _rule((x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _rule(position: float, start: float, end: float) -> Rule:
    return position * POINTS, start * POINTS, end * POINTS


def _pieces(data: str, matrix: Matrix) -> Iterator[Outline]:
    points: list[Point] = []
    curved = False
    at: Point = (0.0, 0.0)
    for operator, values in _operators(data):
        if operator in {"S", "M"}:
            if len(points) > 1:
                yield _outline(points, curved, matrix)
            at, curved = (values[0], values[1]), False
            points = [at]
        elif operator == "C":
            if len(points) > 1:
                yield _outline([*points, points[0]], curved, matrix)
                points, curved = [points[0]], False
                at = points[0]
        else:
            points += _steps(operator, at, values)
            curved = curved or operator != "L"
            at = points[-1]
    if len(points) > 1:
        yield _outline(points, curved, matrix)


def _outline(points: list[Point], curved: bool, matrix: Matrix) -> Outline:
    return Outline(tuple(matrix.at(x, y) for x, y in points), curved)


def _steps(operator: str, start: Point, values: list[float]) -> list[Point]:
    """The points of one piece after its start. An arc is taken by its chord: it bounds no cell."""
    if operator in {"L", "A"}:
        return [(values[-2], values[-1])]
    knots = [start, *zip(values[::2], values[1::2], strict=True)]
    return [_bezier(knots, step / _STEPS) for step in range(1, _STEPS + 1)]


def _bezier(knots: list[Point], share: float) -> Point:
    while len(knots) > 1:
        knots = [(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share) for (x0, y0), (x1, y1) in pairwise(knots)]
    return knots[0]


def _operators(data: str) -> Iterator[tuple[str, list[float]]]:
    """The operators with their numbers; reading stops at the first that is none."""
    parts = data.replace(",", " ").split()
    position = 0
    while position < len(parts):
        operator = parts[position]
        count = _ARGUMENTS.get(operator)
        if count is None or position + count >= len(parts) + (count == 0):
            return
        try:
            values = [float(part) for part in parts[position + 1 : position + 1 + count]]
        except ValueError:
            return
        if len(values) < count:
            return
        yield operator, values
        position += 1 + count
