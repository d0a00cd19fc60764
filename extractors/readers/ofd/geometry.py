"""Matrices and boxes of OFD: millimetres from the top left, turned to points.

A matrix is (a, b, c, d, e, f): x' = a·x + c·y + e, y' = b·x + d·y + f (GB/T 33190—2016, 8.5).
"""

from dataclasses import dataclass
from math import hypot

POINTS = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """A plane mapping."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: "Matrix") -> "Matrix":
        """The mapping that applies `first` and then this one."""
        e, f = self.at(first.e, first.f)
        return Matrix(
            self.a * first.a + self.c * first.b,
            self.b * first.a + self.d * first.b,
            self.a * first.c + self.c * first.d,
            self.b * first.c + self.d * first.d,
            e,
            f,
        )

    @property
    def width(self) -> float:
        """How much a length along x grows."""
        return hypot(self.a, self.b)

    @property
    def height(self) -> float:
        """How much a length along y grows."""
        return hypot(self.c, self.d)


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute such as `0 0 210 297`; [] where it holds anything else."""
    try:
        return [float(part) for part in (text or "").replace(",", " ").split()]
    except ValueError:
        return []


def box_of(text: str | None) -> tuple[float, float, float, float] | None:
    """x, y, width and height of a box attribute in millimetres; None where it is none."""
    values = numbers(text)
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else None


def matrix_of(text: str | None) -> Matrix:
    """The matrix of a CTM attribute, the identity where there is none."""
    values = numbers(text)
    return Matrix(*values) if len(values) == 6 else Matrix()


def deltas(text: str | None, count: int) -> list[float] | None:
    """The distances of DeltaX or DeltaY, `g n d` spelled out (n times d); None where there is no attribute.

    Where fewer than `count` are given, the last holds for the rest (as readers of the format do).
    """
    if text is None:
        return None
    parts = text.split()
    values: list[float] = []
    position = 0
    while position < len(parts) and len(values) < count:
        if parts[position] in {"g", "G"} and position + 2 < len(parts):
            times = int(number(parts[position + 1]))
            values += [number(parts[position + 2])] * min(max(times, 0), count)
            position += 3
        else:
            values.append(number(parts[position]))
            position += 1
    if not values:
        return None
    return (values + [values[-1]] * count)[:count]


def number(text: str | None, default: float = 0.0) -> float:
    """The number of an attribute; the default where there is none, or something else."""
    try:
        return default if text is None else float(text)
    except ValueError:
        return default
