"""Ruled tables against pdfplumber's: the same cell boxes and the same text, on tables that the test makes."""

import io
import logging
import random
import re
import shutil
import subprocess

import numpy as np
import pdfplumber
import pytest
from reader_files import pdf_bytes

from extractors.readers.pages.model import PrintedPage, Rules, glyphs_of
from extractors.readers.pages.ruled import ruled

logging.getLogger("pdfminer").setLevel(logging.ERROR)
WORDS = "经济发展社会民生产业投资项目建设完成情况指标任务责任单位0123456789.%"


def made_page(seed):
    """Words and rules of a page with a grid in which some cells are merged, every piece of a rule drawn."""
    choose = random.Random(seed)  # noqa: S311 - a repeatable choice
    xs = [50.0]
    for _ in range(choose.randint(3, 8)):
        xs.append(xs[-1] + choose.uniform(40, 62))
    ys = [80.0]
    while ys[-1] < 700:
        ys.append(ys[-1] + choose.uniform(18, 40))
    free = {(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}
    words, rules = [], []
    for r, c in sorted(free):
        if (r, c) not in free:
            continue
        rowspan, colspan = choose.choice([(1, 1)] * 8 + [(2, 1), (1, 2), (3, 1)])
        block = {(r + i, c + j) for i in range(rowspan) for j in range(colspan)}
        if not block <= free:
            rowspan, colspan, block = 1, 1, {(r, c)}
        free -= block
        x0, y0, x1, y1 = xs[c], ys[r], xs[c + colspan], ys[r + rowspan]
        rules += [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
        text = "".join(choose.choices(WORDS, k=choose.randint(0, int((x1 - x0 - 6) / 8))))
        if text:
            words.append((x0 + 3, y0 + 12, 8, text))
    return words, rules


def pages_of(data):
    """For each page of a PDF what pdfplumber finds, and the page as printed."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            chars = [char for char in page.chars if not char["text"].isspace()]
            rules = Rules(
                np.array([(e["top"], e["x0"], e["x1"]) for e in page.horizontal_edges]).reshape(-1, 3),
                np.array([(e["x0"], e["top"], e["bottom"]) for e in page.vertical_edges]).reshape(-1, 3),
            )
            glyphs = glyphs_of(
                [(c["text"], c["x0"], c["top"], c["x1"], c["bottom"], c["size"]) for c in chars]
            )
            size = float(page.width), float(page.height)
            yield page.find_tables(), PrintedPage(page.page_number, *size, glyphs, rules)


def plain(text):
    return re.sub(r"\s", "", text or "")


def assert_alike(data):
    """The boxes within 0.05 points and the same text in each; returns how many cells were compared."""
    compared = 0
    for theirs, printed in pages_of(data):
        ours = {
            (cell.box.x0, cell.box.top, cell.box.x1, cell.box.bottom): plain(cell.text)
            for table in ruled(printed).tables
            for cell in table.cells
        }
        expected = {}
        for table in theirs:
            for row, row_texts in zip(table.rows, table.extract(), strict=True):
                for box, text in zip(row.cells, row_texts, strict=True):
                    if box is not None:
                        expected[box] = plain(text)
        assert len(ours) == len(expected)
        for (box, text), (own_box, own_text) in zip(
            sorted(expected.items()), sorted(ours.items()), strict=True
        ):
            assert own_box == pytest.approx(box, abs=0.05)
            assert own_text == text
        compared += len(expected)
    return compared


@pytest.mark.parametrize("seed", range(4))
def test_grids_with_merged_cells(seed):
    assert assert_alike(pdf_bytes([made_page(seed)])) > 50


def html_table():
    choose = random.Random(9)  # noqa: S311 - a repeatable choice
    tall = "".join(f"<th rowspan=2>{name}</th>" for name in ("序号", "类别", "指标名称"))
    head = (
        f"<tr>{tall}<th colspan=3>目标</th><th rowspan=2>责任单位</th></tr>"
        "<tr><th>年度目标</th><th>完成数</th><th>完成率</th></tr>"
    )
    rows = []
    for number in range(48):
        category = "<td rowspan=4>经济发展</td>" if number % 4 == 0 else ""
        name = "".join(choose.choices(WORDS[:26], k=choose.randint(4, 22)))
        rows.append(
            f"<tr><td>{number + 1}</td>{category}<td>{name}</td><td>{choose.uniform(1, 900):.1f}</td>"
            f"<td>{choose.randint(1, 999)}</td><td>{number}.5%</td><td>云溪县统计局</td></tr>"
        )
    style = (
        "table{border-collapse:collapse;width:100%;font-size:9pt}td,th{border:1px solid black;padding:2px}"
    )
    body = f"<table border=1>{head}{''.join(rows)}</table>"
    return f"<html><meta charset=utf-8><style>{style}</style>{body}</html>"


@pytest.mark.system
def test_a_table_printed_by_libreoffice(tmp_path):
    source = tmp_path / "a.html"
    source.write_text(html_table(), encoding="utf-8")
    command = [
        shutil.which("soffice") or "soffice",
        "--headless",
        "--convert-to",
        "pdf:writer_web_pdf_Export",
    ]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    arguments = [*command, profile, "--outdir", str(tmp_path), str(source)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=120)
    assert assert_alike((tmp_path / "a.pdf").read_bytes()) > 300
