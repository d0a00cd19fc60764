"""The renderers by name; a paper of kind scanned goes through the scanner after its renderer."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from ctypes.util import find_library
from pathlib import Path

from tests.generator import render_canvas, render_html, render_word
from tests.generator.known import KnownPaper
from tests.generator.render_scan import scanned

Renderer = Callable[[Sequence[KnownPaper], Path], list[Path]]

RENDERERS: Mapping[str, Renderer] = {
    "reportlab": render_canvas.render,
    "libreoffice": render_word.render,
    "chromium": render_html.render_chromium,
    "weasyprint": render_html.render_weasyprint,
}


def available() -> tuple[str, ...]:
    """The renderers that this machine can run."""
    there = {
        "reportlab": True,
        "libreoffice": shutil.which("soffice") is not None,
        "chromium": shutil.which("chromium") is not None,
        "weasyprint": find_library("pangoft2-1.0") is not None,
    }
    return tuple(name for name in RENDERERS if there[name])


def rendered(renderer: str, papers: Sequence[KnownPaper], folder: Path) -> list[Path]:
    """The files of the papers by one renderer, each made once in a folder."""
    target = folder / renderer
    target.mkdir(parents=True, exist_ok=True)
    printed = [target / f"{paper.name}.pdf" for paper in papers]
    missing = [paper for paper, path in zip(papers, printed, strict=True) if not path.is_file()]
    if missing:
        RENDERERS[renderer](missing, target)
    return [
        _scan(path, paper) if paper.kind == "scanned" else path
        for paper, path in zip(papers, printed, strict=True)
    ]


def _scan(printed: Path, paper: KnownPaper) -> Path:
    target = printed.with_suffix(".scan.pdf")
    return target if target.is_file() else scanned(printed, target, paper.seed)
