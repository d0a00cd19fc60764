"""Pages as a scanner gives them, drawn for tests: text and tables with the system's Chinese font."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

UNIT = 200 / 72  # pixels to a point
INK = (25, 25, 25)
_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/msyh.ttc",
)


@cache
def font(points):
    path = next(path for path in _FONTS if Path(path).is_file())
    return ImageFont.truetype(path, round(points * UNIT), index=2 if "Noto" in path else 0)


@dataclass
class Sheet:
    """A white sheet so many points wide and high, to draw on in points."""

    width: float
    height: float

    def __post_init__(self):
        self.picture = Image.new(
            "RGB", (round(self.width * UNIT), round(self.height * UNIT)), (246, 246, 244)
        )
        self.draw = ImageDraw.Draw(self.picture)

    def text(self, x, y, words, points=14, *, fill=INK, anchor="la"):
        self.draw.text((x * UNIT, y * UNIT), words, font=font(points), fill=fill, anchor=anchor)

    def line(self, *ends):
        """A thin rule from (x, y) to (x, y)."""
        self.draw.line([value * UNIT for value in ends], fill=INK, width=2)

    def table(self, x, y, widths, rows, *, height=24, points=10):
        """A ruled table; the texts stand in the middle of their cells."""
        edges = [x + sum(widths[:n]) for n in range(len(widths) + 1)]
        for n in range(len(rows) + 1):
            self.line(x, y + n * height, edges[-1], y + n * height)
        for edge in edges:
            self.line(edge, y, edge, y + len(rows) * height)
        for n, row in enumerate(rows):
            for left, right, words in zip(edges, edges[1:], row, strict=False):
                self.text((left + right) / 2, y + (n + 0.5) * height, words, points, anchor="mm")

    def seal(self, x, y, radius=60, words="云溪县绩效考评办公室"):
        """A round red seal; its ink darkens what lies below and never lightens it."""
        stamp = Sheet(self.width, self.height)
        red = (200, 30, 40)
        box = [(x - radius) * UNIT, (y - radius) * UNIT, (x + radius) * UNIT, (y + radius) * UNIT]
        stamp.draw.ellipse(box, outline=red, width=round(3 * UNIT))
        star = []
        for n in range(10):
            reach = radius * (0.3 if n % 2 == 0 else 0.12)
            angle = np.pi * (n / 5 - 0.5)
            star.append(((x + reach * np.cos(angle)) * UNIT, (y + reach * np.sin(angle)) * UNIT))
        stamp.draw.polygon(star, fill=red)
        for n, char in enumerate(words):
            angle = np.pi * (0.85 + 1.3 * n / max(len(words) - 1, 1))
            at = (x + radius * 0.75 * np.cos(angle), y + radius * 0.75 * np.sin(angle))
            stamp.text(*at, char, radius / 6, fill=red, anchor="mm")
        self.picture = ImageChops.darker(self.picture, stamp.picture)
        self.draw = ImageDraw.Draw(self.picture)

    def leant(self, degrees):
        """The sheet turned counter-clockwise around its middle, as it lay on the glass."""
        self.picture = self.picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=(246, 246, 244))
        self.draw = ImageDraw.Draw(self.picture)
        return self

    def scanned(self, seed=1):
        """The sheet as RGB bytes, with the noise of a scanner."""
        noise = np.random.default_rng(seed).normal(0, 5, self.picture.size[::-1])[:, :, None]
        return np.clip(np.asarray(self.picture, dtype=np.float64) + noise, 0, 255).astype(np.uint8)
