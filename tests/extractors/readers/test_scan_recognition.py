"""Whole pages recognised: text, tables, seals, leaning and turned pages, doubtful cells. No network."""

import socket

import numpy as np
import pytest
from PIL import ImageChops
from scanned_pages import UNIT, Sheet

from extractors.readers.pages.layout import laid_out
from extractors.readers.scan import available
from extractors.readers.scan.recognise import engine_missing, recognised_page, upright_picture
from schemas.errors import UnsupportedFormatError

pytestmark = pytest.mark.system

WORDS = ("云溪县2031年上半年绩效考评通报", "全县固定资产投资完成38.6亿元，增长7.2%，高于全市1.5个百分点。")
ROWS = (
    ("镇（街道）", "完成值", "增速", "排名"),
    ("白石镇", "1,286.40", "8.1%", "1"),
    ("河湾镇", "/", "—", "11"),
    ("青坪街道", "907.15", "-3.6%", "—"),
)


def paper():
    sheet = Sheet(420, 300)
    sheet.text(210, 40, WORDS[0], 18, anchor="mm")
    sheet.text(40, 70, WORDS[1], 12)
    sheet.table(40, 110, (110, 90, 70, 60), ROWS)
    return sheet


def text_of(printed):
    return "".join(line.text for line in laid_out(printed).lines)


def cells_of(printed):
    (table,) = laid_out(printed).tables
    rows = [[""] * table.cols for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.col] = cell.text
    return [tuple(row) for row in rows]


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Every connection fails: nothing may be downloaded, not even with the first page."""

    def refuse(*_arguments, **_options):
        raise AssertionError("recognition must not go to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize("degrees", [0, pytest.param(1.3, marks=pytest.mark.long), -6])
def test_text_and_table_are_read_straight_or_leaning(degrees):
    printed = recognised_page(paper().leant(degrees).scanned(), 3, 420, 300)
    assert printed.origin == "recognised"
    assert printed.number == 3
    assert text_of(printed).replace(" ", "") == "".join(WORDS)
    assert cells_of(printed) == list(ROWS)
    assert all(printed.marks[0].text for mark in printed.marks)
    assert printed.marks[0].kind == "recognised"


@pytest.mark.parametrize("quarters", [1, 2, pytest.param(3, marks=pytest.mark.long)])
def test_a_page_lying_on_a_side_is_turned_upright(quarters):
    lying = np.rot90(paper().scanned(), quarters)
    size = (420, 300) if quarters == 2 else (300, 420)
    printed = recognised_page(lying, 1, *size)
    assert (printed.width, printed.height) == (420, 300)
    assert cells_of(printed) == list(ROWS)
    assert text_of(printed).replace(" ", "") == "".join(WORDS)
    if quarters == 1:
        assert upright_picture(lying).shape == paper().scanned().shape


def test_a_red_seal_is_marked_and_hides_nothing():
    sheet = paper()
    sheet.seal(250, 170, 62)
    printed = recognised_page(sheet.scanned(), 1, 420, 300)
    (seal,) = [mark for mark in printed.marks if mark.kind == "seal"]
    assert seal.place is not None
    assert seal.place.box is not None
    assert (seal.place.box.x0 + seal.place.box.x1) / 2 == pytest.approx(250, abs=3)
    exact = sum(
        found == wanted
        for left, right in zip(cells_of(printed), ROWS, strict=True)
        for found, wanted in zip(left, right, strict=True)
    )
    assert exact >= 15


def under(kind):
    """The paper over a grey stamp, a watermark on the slant or a shaded ground."""
    below, unit = Sheet(420, 300), UNIT
    light = (205, 205, 205)
    if kind == "stamp":
        ring = [205 * unit, 100 * unit, 325 * unit, 220 * unit]
        below.draw.ellipse(ring, outline=(172, 172, 172), width=round(3 * unit))
    elif kind == "watermark":
        below.text(210, 150, "注意保存", 56, fill=light, anchor="mm")
        below.leant(35)
    else:
        below.draw.rectangle([0, 0, *below.picture.size], fill=light)
    below.picture = ImageChops.darker(below.picture, paper().picture)
    return below.scanned()


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("stamp", ("seal", "灰色印章")),
        ("watermark", ("watermark", "浅色水印，内容未识别")),
        pytest.param("ground", None, marks=pytest.mark.long),
    ],
)
def test_grey_print_under_the_text_hides_nothing(kind, mark):
    printed = recognised_page(under(kind), 1, 420, 300)
    assert cells_of(printed) == list(ROWS)
    assert text_of(printed).replace(" ", "") == "".join(WORDS)
    assert [(each.kind, each.text) for each in printed.marks[1:]] == ([] if mark is None else [mark])


def test_words_stand_where_they_are_printed_and_say_how_sure_they_are():
    (table,) = laid_out(recognised_page(paper().scanned(), 1, 420, 300)).tables
    cell = next(cell for cell in table.cells if cell.text == "1,286.40")
    (word,) = cell.words
    assert word.text == "1,286.40"
    assert word.confidence > 0.9
    assert (word.box.x0 + word.box.x1) / 2 == pytest.approx(40 + 110 + 45, abs=4)
    assert (word.box.top + word.box.bottom) / 2 == pytest.approx(110 + 36, abs=4)


def test_a_blank_page_is_blank_and_nothing_is_missing():
    printed = recognised_page(Sheet(300, 200).scanned(), 1, 300, 200)
    assert printed.origin == "none"
    assert printed.reason == ""
    assert len(printed.glyphs) == 0


def test_frames_and_bars_are_no_text():
    sheet = Sheet(300, 200)
    for x, y, width, height in ((40, 40, 60, 30), (140, 50, 20, 60), (200, 80, 50, 50), (60, 120, 12, 20)):
        corners = [value * 200 / 72 for value in (x, y, x + width, y + height)]
        sheet.draw.rectangle(corners, outline=(20, 20, 20), width=3)
    printed = recognised_page(sheet.scanned(), 1, 300, 200)
    assert (printed.origin, len(printed.glyphs)) == ("none", 0)
    assert "没有识别出文字" in printed.reason


def test_a_grey_picture_is_read_like_one_in_colours():
    grey = np.asarray(paper().scanned().mean(axis=2), dtype=np.uint8)
    assert cells_of(recognised_page(grey, 1, 420, 300)) == list(ROWS)


class TestEngines:
    def test_switched_off_it_says_so(self, monkeypatch):
        monkeypatch.setenv(available.VARIABLE, "off")
        assert "已关闭" in (engine_missing() or "")
        with pytest.raises(UnsupportedFormatError):
            recognised_page(Sheet(100, 100).scanned(), 1, 100, 100)

    def test_without_the_extra_the_command_that_adds_it_is_told(self, monkeypatch):
        monkeypatch.setattr(available, "_is_installed", lambda _module: False)
        assert 'pip install "duibiao[ocr]"' in (engine_missing() or "")

    def test_without_rapidocr_tesseract_reads(self, monkeypatch):
        monkeypatch.setattr(available, "_is_installed", lambda module: module == "cv2")
        monkeypatch.setattr(available, "_reads_chinese", lambda: True)
        assert available.chosen_engine() == "tesseract"

    def test_without_any_engine_there_is_none(self, monkeypatch):
        monkeypatch.setattr(available, "_is_installed", lambda module: module == "cv2")
        monkeypatch.setattr(available, "_reads_chinese", lambda: False)
        assert available.chosen_engine() is None

    def test_tesseract_reads_text_and_figures(self, monkeypatch):
        monkeypatch.setenv(available.VARIABLE, "tesseract")
        assert engine_missing() is None
        printed = recognised_page(paper().scanned(), 1, 420, 300)
        assert "固定资产投资" in text_of(printed).replace(" ", "")
        assert "38.6" in text_of(printed)
        wanted = [cell for row in ROWS for cell in row]
        found = [cell for row in cells_of(printed) for cell in row]
        assert sum(left == right for left, right in zip(found, wanted, strict=True)) >= 10
