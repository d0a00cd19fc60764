import io

import pypdfium2
import pytest
from pdf_files import FULL, one_page, picture, stream_object, words
from reader_files import grid, pdf_bytes, put

from extractors.readers.pages.model import PrintedPage, glyphs_of, no_rules
from extractors.readers.pdf import reader
from extractors.readers.registry import read
from schemas.errors import DamagedFileError, EmptyFileError, UnsupportedFormatError

SIZE = 16
LEFT, INDENT, RIGHT = 80, 112, 512
SENTENCE = (
    "今年以来，全市坚持目标导向，各项指标完成情况总体良好，固定资产投资完成四十五亿元，"
    "同比增长较快，高于全省平均水平，居全省第三位。"
)


def wrapped(text, y, first=25, width=27):
    """The lines of a paragraph with an indented first line."""
    lines = [text[:first], *(text[i : i + width] for i in range(first, len(text), width))]
    return [(INDENT if i == 0 else LEFT, y + 28 * i, SIZE, line) for i, line in enumerate(lines)]


def footer(number):
    return (280, 800, 14, f"—{number}—")


def read_pages(folder, *pages):
    return read(put(folder, "a.pdf", pdf_bytes(list(pages))))


def test_lines_join_to_paragraphs_over_the_page_end(tmp_path):
    lines = wrapped("一、总体情况", 120) + wrapped(SENTENCE, 148)
    second = [(x, 100 + 28 * i, size, text) for i, (x, _, size, text) in enumerate(lines[2:])]
    document = read_pages(
        tmp_path,
        ([*lines[:2], footer(1)], []),
        (
            second
            + wrapped("（一）下一步。各单位要抓好落实，确保完成全年任务，不断提升工作水平和质量。", 300)
            + [footer(2)],
            [],
        ),
    )
    assert [p.text for p in document.paragraphs][:2] == ["一、总体情况", SENTENCE]
    assert document.paragraphs[2].text.startswith("（一）下一步。")
    assert [place.page for place in document.paragraphs[1].places] == [1, 2, 2]
    assert document.pages == 2


def test_boxes_lie_where_the_line_stands(tmp_path):
    document = read_pages(tmp_path, (wrapped(SENTENCE, 120), []))
    box = document.paragraphs[0].places[1].box
    assert box.x0 == pytest.approx(LEFT, abs=1)
    assert box.top < 148 < box.bottom + SIZE


def test_running_headers_are_left_out(tmp_path):
    header = (200, 40, 10, "栖霞市绩效考核工作简报")
    pages = [([header, *wrapped(SENTENCE, 120), footer(n)], []) for n in (1, 2, 3)]
    document = read_pages(tmp_path, *pages)
    assert {p.text for p in document.paragraphs} == {SENTENCE}


def test_a_title_over_two_lines_is_one(tmp_path):
    title = [(165, 120, 22, "栖霞市人民政府"), (110, 150, 22, "关于印发年度考核方案的通知")]
    document = read_pages(tmp_path, (title + wrapped(SENTENCE, 200) + wrapped(SENTENCE, 320), []))
    assert document.paragraphs[0].text == "栖霞市人民政府关于印发年度考核方案的通知"
    assert document.paragraphs[0].role == "title"


XS = [80, 160, 300, 400]


def table_page(rows, top, merged=()):
    """A ruled table; `merged` rules are left out."""
    ys = [top + 30 * i for i in range(len(rows) + 1)]
    texts = [
        (XS[c] + 5, ys[r] + 20, 10, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text
    ]
    return texts, [rule for rule in split_rules(ys) if rule not in merged]


def split_rules(ys):
    across = [(XS[c], y, XS[c + 1], y) for y in ys for c in range(3)]
    down = [(x, ys[i], x, ys[i + 1]) for x in XS for i in range(len(ys) - 1)]
    return across + down


def test_a_table_over_two_pages_is_one(tmp_path):
    first = table_page([["类别", "指标", "分值"], ["经济", "投资增速", "5"], ["质效", "工业增速", "4"]], 600)
    second = table_page([["类别", "指标", "分值"], ["民生", "新增就业", "3"]], 100)
    document = read_pages(tmp_path, first, second)
    (found,) = document.tables
    assert (found.rows, found.cols, found.header_rows, found.repeated_rows) == (4, 3, 1, 1)
    assert found.text(3, 1) == "新增就业"
    assert found.cell(3, 1).place.path == "page 2/table 1/row 2/cell 2"
    assert [place.page for place in found.places] == [1, 2]


def test_a_row_that_the_page_end_cut_is_one_row(tmp_path):
    first = table_page(
        [["序号", "任务", "进展"], ["1", "道路改造", "已完工"], ["2", "供水工程", "已完成投资三亿元，"]], 600
    )
    second = table_page([["", "", "占年度计划八成。"], ["3", "校舍建设", "在建"]], 100)
    (found,) = read_pages(tmp_path, first, second).tables
    assert found.rows == 4
    assert found.text(2, 2) == "已完成投资三亿元，占年度计划八成。"
    assert found.text(3, 0) == "3"


def test_a_merged_cell_that_the_page_end_cut_is_one_cell(tmp_path):
    first = table_page(
        [["类别", "指标", "分值"], ["经济", "投资增速", "5"], ["", "工业增速", "4"]],
        600,
        ((80, 660, 160, 660),),
    )
    second = table_page([["", "外资", "3"], ["", "税收", "2"]], 100, ((80, 130, 160, 130),))
    (found,) = read_pages(tmp_path, first, second).tables
    assert found.rows == 5
    assert found.cell(1, 0).rowspan == 4
    assert found.text(4, 0) == "经济"


def test_merged_cells_of_a_ruled_table(tmp_path):
    missing = ((80, 160, 160, 160),)
    texts, rules = table_page(
        [["类别", "指标", "分值"], ["经济", "投资增速", "5"], ["", "工业增速", "4"]], 100, missing
    )
    (found,) = read_pages(tmp_path, (texts, rules)).tables
    assert found.cell(2, 0) == found.cell(1, 0)
    assert found.cell(1, 0).rowspan == 2


def test_a_frame_is_no_table(tmp_path):
    document = read_pages(tmp_path, (wrapped(SENTENCE, 120), grid([70, 530], [90, 300])))
    assert document.tables == ()
    assert document.paragraphs[0].text == SENTENCE


def test_blank_pages_are_empty(tmp_path):
    with pytest.raises(EmptyFileError):
        read_pages(tmp_path, ([], []))


# --- pages without text of their own --------------------------------------------------------------

ADVICE = '请运行 pip install "duibiao[ocr]" 后重试'
SCANNED = one_page(FULL, **picture())


def with_engine(monkeypatch, text="识别所得的一行文字"):
    """A stand-in for recognition that reads the same line on every page, and what it was asked."""
    asked = []

    def recognise(image, number, width, height):
        asked.append((image.shape, number, width, height))
        rows = [(char, 50 + 10 * i, 100, 60 + 10 * i, 110, 10) for i, char in enumerate(text)]
        return PrintedPage(
            number, width, height, glyphs_of(rows), no_rules(), origin="recognised" if text else "none"
        )

    monkeypatch.setattr(reader, "engine_missing", lambda: None)
    monkeypatch.setattr(reader, "recognised_page", recognise)
    return asked


def without_engine(monkeypatch):
    monkeypatch.setattr(reader, "engine_missing", lambda: ADVICE)


def two_pages(text, scan):
    """A file of a page of text and of one that is a picture."""
    first = pypdfium2.PdfDocument(text)
    first.import_pages(pypdfium2.PdfDocument(scan))
    out = io.BytesIO()
    first.save(out)
    return out.getvalue()


def test_a_scan_without_engine_is_unsupported_with_the_command_that_adds_it(tmp_path, monkeypatch):
    without_engine(monkeypatch)
    with pytest.raises(UnsupportedFormatError, match="是扫描件，需要文字识别组件") as raised:
        read(put(tmp_path, "a.pdf", SCANNED))
    assert "duibiao[ocr]" in raised.value.advice


def test_a_scan_is_recognised_and_marked(tmp_path, monkeypatch):
    asked = with_engine(monkeypatch)
    document = read(put(tmp_path, "a.pdf", SCANNED))
    assert document.paragraphs[0].text == "识别所得的一行文字"
    assert [mark.kind for mark in document.marks] == ["recognised"]
    ((shape, number, width, height),) = asked
    assert (number, width, height) == (1, 400, 300)
    assert shape[1] / shape[0] == pytest.approx(400 / 300, abs=0.01)
    assert document.missing == ()


def test_a_mixed_file_is_read_page_by_page(tmp_path, monkeypatch):
    data = two_pages(pdf_bytes([(wrapped(SENTENCE, 120), [])]), SCANNED)
    asked = with_engine(monkeypatch)
    document = read(put(tmp_path, "a.pdf", data))
    assert [paragraph.text for paragraph in document.paragraphs] == [SENTENCE, "识别所得的一行文字"]
    assert [number for _, number, _, _ in asked] == [2]
    without_engine(monkeypatch)
    document = read(put(tmp_path, "b.pdf", data))
    assert [paragraph.text for paragraph in document.paragraphs] == [SENTENCE]
    assert document.missing == ("第2页是扫描图像，没有文字层，需要文字识别组件",)


def test_few_characters_beside_a_picture_stay_where_nothing_recognises_it(tmp_path, monkeypatch):
    without_engine(monkeypatch)
    data = one_page(FULL + words(40, 40, "云溪县考核通报"), **picture())
    document = read(put(tmp_path, "a.pdf", data))
    assert document.paragraphs[0].text == "云溪县考核通报"
    assert document.missing == ("第1页主要是扫描图像，只读到少量文字，需要文字识别组件",)


def test_a_picture_without_words_is_empty(tmp_path, monkeypatch):
    with_engine(monkeypatch, text="")
    with pytest.raises(EmptyFileError, match="没有识别出文字"):
        read(put(tmp_path, "a.pdf", SCANNED))


def test_codes_that_say_nothing_are_stated_where_nothing_is_recognised(tmp_path, monkeypatch):
    with_engine(monkeypatch, text="")
    unreadable = "".join(chr(0xE000 + number) for number in range(40))
    with pytest.raises(UnsupportedFormatError, match="字体没有可用的文字编码"):
        read(put(tmp_path, "a.pdf", one_page(words(40, 40, unreadable))))


def test_a_page_that_can_not_be_drawn_does_not_end_the_file(tmp_path, monkeypatch):
    def undrawable(data, number, dpi, name):
        raise DamagedFileError("无法显示")

    with_engine(monkeypatch)
    monkeypatch.setattr(reader, "page_image", undrawable)
    text, scan = one_page(words(40, 40, "云溪县考核通报")), one_page(FULL, **picture())
    document = read(put(tmp_path, "a.pdf", two_pages(text, scan)))
    assert [p.text for p in document.paragraphs] == ["云溪县考核通报"]
    assert document.missing == ("第2页是扫描图像，没有文字层，页面也画不出来，无法识别",)
    with pytest.raises(DamagedFileError, match="画不出来"):
        read(put(tmp_path, "b.pdf", scan))


def test_attachments_are_missing(tmp_path):
    names = "/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>"
    spec = b"<< /Type /Filespec /F (a.xlsx) /EF << /F 11 0 R >> >>"
    data = one_page(
        words(40, 40, "云溪县考核通报"), objects=[spec, stream_object("/Type /EmbeddedFile", "x")]
    )
    data = data.replace(b"/Type /Catalog", f"{names} /Type /Catalog".encode())
    assert read(put(tmp_path, "a.pdf", data)).missing == ("PDF 中有1个附件未读取，请另存后单独放入",)
