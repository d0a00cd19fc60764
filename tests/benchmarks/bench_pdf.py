"""Milliseconds of processor time a page of a PDF: text and tables, beside pdfplumber and pdfium's own floor.

One process, the same files, medians of rounds in which all take their turn. `own` is the page layer with the
layout that makes lines and tables of it, `layer` that layer alone; `plumber` is `chars` + `find_tables` +
`extract` of every page; `floor` is what pdfium takes to load the pages and their text. Files are made here: a
notice of 116 paragraphs and a ruled table of 62 × 9 by LibreOffice, the same table five times over by
Chromium. What needs a program that is not there is left out.
"""

import io
import random
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import docx
import pdfplumber
import pypdfium2
from docx.oxml.ns import qn

from extractors.readers.pages.layout import laid_out
from extractors.readers.pdf.pages import printed_file
from tests.benchmarks.timing import printed

FONT = "Noto Sans CJK SC"
CHARACTERS = (
    "强化统筹协调推进重点项目建设完成投资增长指标任务责任单位考核办法目标全年累计实现收入民生保障质量效益"
)
ROUNDS = 25
TARGET = 7.0


def _words(choose: random.Random, length: int) -> str:
    return "".join(choose.choices(CHARACTERS, k=length))


def _rows(choose: random.Random, count: int = 62) -> list[list[str]]:
    return [
        [
            str(number), _words(choose, 4), _words(choose, 12), "亿元", f"{choose.uniform(10, 999):.1f}",
            f"{choose.uniform(10, 999):.1f}", f"{choose.randint(50, 120)}%", _words(choose, 6), "绿灯",
        ]
        for number in range(1, count + 1)
    ]  # fmt: skip


def _document() -> docx.document.Document:
    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name = FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    return document


def _notice(folder: Path, choose: random.Random) -> Path:
    document = _document()
    for number in range(1, 117):
        document.add_paragraph(
            f"（{number}）{_words(choose, 140)}，增长{choose.randint(1, 20)}.{number % 10}%。"
        )
    document.save(str(folder / "notice.docx"))
    return folder / "notice.docx"


def _table(folder: Path, rows: list[list[str]]) -> Path:
    document = _document()
    table = document.add_table(rows=len(rows), cols=9)
    table.style = "Table Grid"
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            table.cell(row, col).text = text
    for row in range(0, 60, 4):
        table.cell(row, 1).merge(table.cell(row + 2, 1))
    document.save(str(folder / "table.docx"))
    return folder / "table.docx"


def _web_page(folder: Path, rows: list[list[str]]) -> Path:
    style = f"body{{font:12px '{FONT}'}}table{{border-collapse:collapse}}td{{border:1px solid #000}}"
    cells = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in row)}</tr>" for row in rows * 5)
    path = folder / "chromium.html"
    path.write_text(f"<meta charset=utf-8><style>{style}</style><table>{cells}</table>", encoding="utf-8")
    return path


def _made(folder: Path) -> list[Path]:
    choose = random.Random(62)  # noqa: S311 - any fixed row of numbers
    notice, rows = _notice(folder, choose), _rows(choose)
    commands = []
    if office := shutil.which("soffice"):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        names = [str(notice), str(_table(folder, rows))]
        commands.append(
            [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *names]
        )
    if browser := shutil.which("chromium"):
        page = _web_page(folder, rows)
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        commands.append([browser, *options, f"--print-to-pdf={page.with_suffix('.pdf')}", page.as_uri()])
    for command in commands:
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return sorted(folder.glob("*.pdf"))


def _own(data: bytes) -> None:
    for page in printed_file(data, "a.pdf").pages:
        laid_out(page)


def _layer(data: bytes) -> None:
    printed_file(data, "a.pdf")


def _plumber(data: bytes) -> None:
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            _ = page.chars
            for table in page.find_tables():
                table.extract()
            page.close()


def _floor(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
        page.close()
    document.close()


WAYS: dict[str, Callable[[bytes], None]] = {
    "own": _own,
    "layer": _layer,
    "floor": _floor,
    "plumber": _plumber,
}


def _milliseconds(data: bytes) -> dict[str, float]:
    """The median processor time a page; pdfplumber, whose time is long enough, in one round of four."""
    pages = len(pypdfium2.PdfDocument(data))
    taken: dict[str, list[float]] = {name: [] for name in WAYS}
    for turn in range(ROUNDS):
        for name, read in WAYS.items():
            if name == "plumber" and turn % 4:
                continue
            begin = time.process_time()
            read(data)
            taken[name].append((time.process_time() - begin) / pages * 1000)
    return {name: median(times) for name, times in taken.items()}


def main() -> list[str]:
    with tempfile.TemporaryDirectory() as name:
        files = {path.stem: path.read_bytes() for path in _made(Path(name))}
    lines = printed(
        ["file        pages    floor  layer    own  plumber   own is faster   own by floor   (ms a page)"]
    )
    for stem, data in files.items():
        times = _milliseconds(data)
        faster = times["plumber"] / times["own"]
        verdict = "" if faster >= TARGET else f"   below {TARGET:.0f}"
        lines += printed(
            [
                f"{stem:10} {len(pypdfium2.PdfDocument(data)):6} {times['floor']:8.2f} {times['layer']:6.2f} "
                f"{times['own']:6.2f} {times['plumber']:8.1f} {faster:14.1f}x "
                f"{times['own'] / times['floor']:13.1f}x{verdict}"
            ]
        )
    return lines


if __name__ == "__main__":
    main()
