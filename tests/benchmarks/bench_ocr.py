"""Seconds a page of recognition, beside RapidOCR with its defaults on the same pictures.

One page of text and one with a ruled table, at 200 dots to the inch. RapidOCR's part is its default call;
ours includes straightening, seals, rules, cells and layout. How many characters of the page's text each finds
is printed with it (as a bag: order is not compared).
"""

import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from rapidocr import RapidOCR

from extractors.readers.pages.layout import laid_out
from extractors.readers.pages.model import Page
from extractors.readers.scan.recognise import recognised_page
from tests.benchmarks.timing import medians, printed, ratios
from tests.generator.known import KnownPaper
from tests.generator.render_canvas import render
from tests.generator.tables import paper

DPI = 200
ROUNDS = 3


def _papers() -> dict[str, KnownPaper]:
    table = next(known for known in (paper("pages", seed) for seed in range(50)) if not known.look.landscape)
    short = paper("ruled", 1)
    wordy = KnownPaper(
        "text", "ruled", 1, short.title, short.before * 12, short.tables, short.after, short.look
    )
    return {"text page": wordy, "table page": table}


def _image(known: KnownPaper, folder: Path) -> tuple[Any, float, float, str]:
    """The first page's picture, its size in points and its text."""
    document = pypdfium2.PdfDocument(render([known], folder)[0])
    try:
        page = document[0]
        picture = np.asarray(page.render(scale=DPI / 72).to_pil().convert("RGB"))
        return picture, *page.get_size(), page.get_textpage().get_text_range()
    finally:
        document.close()


def _bag(text: str) -> Counter[str]:
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


def _text(page: Page) -> str:
    lines = [line.text for line in page.lines]
    return "".join((*lines, *(cell.text for table in page.tables for cell in table.cells)))


def main() -> list[str]:
    peer = RapidOCR(params={"Global.log_level": "critical"})
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, known in _papers().items():
            picture, width, height, text = _image(known, Path(folder))
            wanted = _bag(text)

            def ours(picture: Any = picture, width: float = width, height: float = height) -> str:
                return _text(laid_out(recognised_page(picture, 1, width, height)))

            def theirs(picture: Any = picture) -> str:
                return "".join(peer(picture).txts or ())

            calls: dict[str, Callable[[], str]] = {
                "RapidOCR, defaults": theirs,
                "recognised page, laid out": ours,
            }
            for who, call in calls.items():
                share = (wanted & _bag(call())).total() / wanted.total()
                lines += printed([f"{name}, {who}: {share:.4f} of the characters"])
            times = medians(calls, ROUNDS, warm=False)
            lines += printed([f"{name}, {line}" for line in ratios(times, "RapidOCR, defaults", "s a page")])
    return lines


if __name__ == "__main__":
    main()
