"""Without the extra `ocr`: all that holds its own text is read, a scan says what is missing.

The files are read by an interpreter of its own in which none of the extra's modules can be found.
"""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from reader_files import docx_bytes, grid, paragraph, pdf_bytes
from word_files import picture, relations, with_namespaces, with_parts

from samples.ofd import OfdPaper, Text, write_ofd

_READING = """
import json, sys
from importlib.machinery import PathFinder
from pathlib import Path

EXTRA = {"cv2", "rapidocr", "onnxruntime", "omegaconf"}
find = PathFinder.find_spec
PathFinder.find_spec = classmethod(
    lambda cls, name, *rest: None if name.partition(".")[0] in EXTRA else find(name, *rest)
)

from extractors.readers.registry import read
from schemas.errors import ReadError

outcomes = {}
for name in sys.argv[1:]:
    try:
        document = read(Path(name))
        words = "".join(paragraph.text for paragraph in document.paragraphs)
        cells = [cell.text for table in document.tables for cell in table.cells]
        gaps = list(document.missing)
        outcomes[Path(name).name] = {"words": words, "cells": cells, "gaps": gaps}
    except ReadError as error:
        told = {"error": type(error).__name__, "said": error.message, "advice": error.advice}
        outcomes[Path(name).name] = told
outcomes["loaded"] = sorted(EXTRA & set(sys.modules))
print(json.dumps(outcomes))
"""


def _png(width=900, height=500):
    target = io.BytesIO()
    shades = Image.linear_gradient("L").resize((width, height))
    shades.save(target, "PNG")
    return target.getvalue()


def _scan():
    target = io.BytesIO()
    Image.linear_gradient("L").resize((1240, 1754)).save(target, "PDF", resolution=150)
    return target.getvalue()


def _docx_with_picture():
    data = docx_bytes(with_namespaces(paragraph("栖霞市完成投资60亿元") + picture()))
    rels = relations(("rId9", "image", "media/image1.png"))
    return with_parts(data, word__media__image1_dot_png=_png(), word___rels__document_dot_xml_dot_rels=rels)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    texts = [(60.0 + 100 * c, 100.0 + 20 * r, 10.0, f"第{r}行{c}") for r in range(3) for c in range(3)]
    files = {
        "数字.pdf": pdf_bytes([(texts, grid([50, 150, 250, 350], [85, 105, 125, 145]))]),
        "带图.docx": _docx_with_picture(),
        "版式.ofd": write_ofd(OfdPaper([[Text(30, 40, "栖霞市完成投资60亿元")]])),
        "扫描.pdf": _scan(),
        "照片.png": _png(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", _READING, *(str(folder / name) for name in files)],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[3],
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_digital_pdf_is_read(outcomes):
    assert len(outcomes["数字.pdf"]["cells"]) == 9
    assert outcomes["数字.pdf"]["gaps"] == []


def test_a_word_file_is_read_and_its_picture_is_said_to_be_missing(outcomes):
    assert outcomes["带图.docx"]["words"] == "栖霞市完成投资60亿元"
    assert any("文字识别组件" in gap for gap in outcomes["带图.docx"]["gaps"])


def test_an_ofd_is_read(outcomes):
    assert outcomes["版式.ofd"]["words"] == "栖霞市完成投资60亿元"


@pytest.mark.parametrize("name", ["扫描.pdf", "照片.png"])
def test_a_scan_says_what_is_missing_and_which_command_adds_it(outcomes, name):
    assert outcomes[name]["error"] == "UnsupportedFormatError"
    assert "需要文字识别组件" in outcomes[name]["said"]
    assert 'pip install "duibiao[ocr]"' in outcomes[name]["advice"]


def test_nothing_of_the_extra_was_loaded(outcomes):
    assert outcomes["loaded"] == []
