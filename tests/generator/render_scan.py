"""Papers as a scanner sends them: pictures of pages, a little askew, grey, noisy, some under a red seal."""

import math
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

_FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
_SEAL_RED = (200, 30, 40)


def scanned(printed: Path, target: Path, seed: int) -> Path:
    """A PDF of pictures of the pages of a PDF."""
    rng = Random(f"scan-{seed}")  # noqa: S311 - a repeatable choice, no secret
    dpi = rng.choice((150, 200, 200, 200, 300))
    sealed = rng.random() < 0.4
    document = pypdfium2.PdfDocument(printed)
    try:
        pages = [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]
    finally:
        document.close()
    if sealed:
        _seal(pages[-1], rng, dpi)
    worn = [_worn(page, rng, seed, sealed) for page in pages]
    worn[0].save(target, save_all=True, append_images=worn[1:], resolution=dpi, quality=88)
    return target


def _worn(page: Image.Image, rng: Random, seed: int, coloured: bool) -> Image.Image:
    turned = page.rotate(rng.uniform(-1, 1), resample=Image.Resampling.BICUBIC, fillcolor="white")
    blurred = turned.filter(ImageFilter.GaussianBlur(rng.uniform(0, 0.6)))
    pixels = np.asarray(blurred if coloured else blurred.convert("L"), dtype=np.float32)
    noise = np.random.default_rng(seed).normal(0, rng.uniform(0, 7), pixels.shape[:2]).astype(np.float32)
    paper = rng.uniform(0.93, 1.0) * _shadow(pixels.shape[1], rng)
    lit = pixels * (paper[None, :] if pixels.ndim == 2 else paper[None, :, None])
    lit += noise if pixels.ndim == 2 else noise[:, :, None]
    return Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8))


def _shadow(width: int, rng: Random) -> NDArray[np.float32]:
    """How bright each column of pixels is: darker towards one edge, as at the fold of a bound volume."""
    depth = rng.choice((0.0, 0.15, 0.3))
    across = np.linspace(0, 1, width, dtype=np.float32)
    fall = np.exp(-across / 0.03) if rng.random() < 0.5 else np.exp(-(1 - across) / 0.03)
    return np.asarray(1 - depth * fall, dtype=np.float32)


def _seal(page: Image.Image, rng: Random, dpi: int) -> None:
    """A round seal over words: red ink lets what is printed below show through."""
    size = int(1.6 * dpi)
    seal = Image.new("RGB", (size, size), "white")
    draw = ImageDraw.Draw(seal)
    edge = max(size // 40, 2)
    draw.ellipse((edge, edge, size - edge, size - edge), outline=_SEAL_RED, width=edge)
    centre, radius = size / 2, size * 0.13
    star = [
        (
            centre + radius * (1 if point % 2 == 0 else 0.4) * math.sin(point * math.pi / 5),
            centre - radius * (1 if point % 2 == 0 else 0.4) * math.cos(point * math.pi / 5),
        )
        for point in range(10)
    ]
    draw.polygon(star, fill=_SEAL_RED)
    words, font = "云溪县绩效考评领导小组办公室", ImageFont.truetype(_FONT, size // 11)
    for index, word in enumerate(words):
        angle = math.radians(-120 + 240 * index / (len(words) - 1))
        letter = Image.new("L", (size // 8, size // 8), 0)
        ImageDraw.Draw(letter).text((0, 0), word, font=font, fill=255)
        letter = letter.rotate(-math.degrees(angle), resample=Image.Resampling.BICUBIC)
        at = (centre + size * 0.37 * math.sin(angle), centre - size * 0.37 * math.cos(angle))
        seal.paste(_SEAL_RED, (int(at[0] - size / 16), int(at[1] - size / 16)), letter)
    left = int(page.width * rng.uniform(0.5, 0.75))
    top = int(page.height * rng.uniform(0.15, 0.6))
    box = (left, top, min(left + size, page.width), min(top + size, page.height))
    below = np.asarray(page.crop(box), dtype=np.float32)
    ink = np.asarray(seal, dtype=np.float32)[: below.shape[0], : below.shape[1]]
    page.paste(Image.fromarray((below * ink / 255).astype(np.uint8)), box[:2])
