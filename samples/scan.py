"""Turn a PDF into a scan of itself: pages slightly askew, with noise and a red seal, without any text."""

from __future__ import annotations

import io
import math
import random
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from pathlib import Path

DOTS = 200


def write_scan(pdf: Path, target: Path) -> None:
    """Image-only pages of a PDF, the same bytes for the same PDF."""
    chance = random.Random(20240722)  # noqa: S311 - noise of a scanner, no secret
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=DOTS / 72).to_pil().convert("RGB") for page in document]
    document.close()
    scans = [scanned(page, chance, seal=page is pages[-1]) for page in pages]
    target.write_bytes(image_pdf([jpeg(scan) for scan in scans], [scan.size for scan in scans]))


def scanned(page: Image.Image, chance: random.Random, seal: bool) -> Image.Image:
    if seal:
        draw_seal(page, (int(page.width * 0.74), int(page.height * 0.68)))
    askew = page.rotate(chance.uniform(-0.5, 0.5), Image.Resampling.BICUBIC, fillcolor="white")
    pixels = np.asarray(askew.filter(ImageFilter.GaussianBlur(0.5)), dtype=np.int16)
    noise = np.random.default_rng(chance.randrange(1 << 30)).normal(0, 5, pixels.shape)
    return Image.fromarray(np.clip(pixels * 0.97 + noise, 0, 255).astype(np.uint8))


def draw_seal(page: Image.Image, middle: tuple[int, int]) -> None:
    """A red ring with a star, as an office's seal stands over its signature."""
    draw = ImageDraw.Draw(page)
    x, y = middle
    radius, red = 150, (214, 40, 40)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=red, width=9)
    tips = [
        (x + r * math.sin(math.pi * k / 5), y - r * math.cos(math.pi * k / 5))
        for k, r in enumerate([50, 20] * 5)
    ]
    draw.polygon(tips, fill=red)


def jpeg(scan: Image.Image) -> bytes:
    target = io.BytesIO()
    scan.save(target, "JPEG", quality=72)
    return target.getvalue()


def image_pdf(images: list[bytes], sizes: list[tuple[int, int]]) -> bytes:
    """A PDF whose pages are one picture each; written by hand so that no date or identifier is in it."""
    objects: list[bytes] = []
    kids = " ".join(f"{3 + 3 * i} 0 R" for i in range(len(images)))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(images)} >>".encode())
    for i, (data, (width, height)) in enumerate(zip(images, sizes, strict=True)):
        w, h = width * 72 / DOTS, height * 72 / DOTS
        drawing = f"q {w:.2f} 0 0 {h:.2f} 0 0 cm /I Do Q".encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {w:.2f} {h:.2f}] /Contents {4 + 3 * i} 0 R "
            f"/Resources << /XObject << /I {5 + 3 * i} 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing))
        head = (
            f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceRGB "
            f"/BitsPerComponent 8 /Filter /DCTDecode /Length {len(data)} >>\nstream\n"
        ).encode()
        objects.append(head + data + b"\nendstream")
    return numbered(objects)


def numbered(objects: list[bytes]) -> bytes:
    """The PDF of some objects, counted from 1; the first is its catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.4\n")
    starts = []
    for number, body in enumerate(objects, start=1):
        starts.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    for start in starts:
        out.write(b"%010d 00000 n \n" % start)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()
