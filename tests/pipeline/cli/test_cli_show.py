"""duibiao show: a file as it was read, its tables as pictures of characters, its pages as PNG."""

import io
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner
from docx import Document as WordFile
from PIL import Image
from rich.cells import cell_len

from extractors.readers import pictures
from pipeline.cli.main import cli
from pipeline.cli.shown import FORMAT_WORDS, overview, table_lines, text_lines
from pipeline.cli.table_art import drawn
from schemas.document import Box, Cell, Document, Format, Mark, Paragraph, Place, SourceFile, Table
from schemas.errors import EXIT_USAGE, UnsupportedFormatError, UsageError


def show(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["show", *map(str, args)])
    return result.exit_code, result.output


def cell(row: int, col: int, text: str, rowspan: int = 1, colspan: int = 1, *, page: int = 1) -> Cell:
    box = Box(60 + 80 * col, 100 + 20 * row, 60 + 80 * (col + colspan), 100 + 20 * (row + rowspan))
    place = Place(f"page {page}/table 1/row {row + 1}/cell {col + 1}", page, box)
    return Cell(row, col, text, text, place, rowspan, colspan)


def table(cells: list[Cell], page: int = 1, **more: object) -> Table:
    rows = max(c.row + c.rowspan for c in cells)
    cols = max(c.col + c.colspan for c in cells)
    place = Place(f"page {page}/table 1", page, Box(60, 100, 60 + 80 * cols, 100 + 20 * rows))
    return Table(2, rows, cols, tuple(cells), (place,), **more)  # type: ignore[arg-type]


UPPER = table(
    [cell(0, 0, "类别"), cell(0, 1, "指标"), cell(1, 0, "经济"), cell(1, 1, "财政收入")], header_rows=1
)
LOWER = table(
    [
        cell(0, 0, "类别", page=2),
        cell(0, 1, "指标", page=2),
        cell(1, 0, "", page=2),
        cell(1, 1, "投资增速", page=2),
    ],
    page=2,
    header_rows=1,
)
WHOLE = Table(
    2,
    3,
    2,
    (
        cell(0, 0, "类别"),
        cell(0, 1, "指标"),
        cell(1, 0, "经济", 2),
        cell(1, 1, "财政收入"),
        cell(1, 1, "投资增速", page=2),
    ),
    (*UPPER.places, *LOWER.places),
    header_rows=1,
    title=1,
    repeated_rows=1,
    parts=(UPPER, LOWER),
)


def made(kind: str = "ofd") -> Document:
    def paragraph(index: int, text: str, role: str, top: float, page: int = 1) -> Paragraph:
        place = Place(f"page {page}/line {index + 1}", page, Box(60, top, 300, top + 14))
        return Paragraph(index, text, text, (place,), role=role)  # type: ignore[arg-type]

    seal = Mark("seal", "印章", Place("page 1", 1, Box(300, 300, 380, 380)))
    blocks = (
        paragraph(0, "云溪县考核结果通报", "title", 40),
        paragraph(1, "表1 主要指标完成情况", "caption", 70),
        WHOLE,
        paragraph(3, "— 2 —", "junk", 800, 2),
    )
    source = SourceFile("通报.ofd", "通报.ofd", "", kind, 2048)  # type: ignore[arg-type]
    return Document(source, blocks, (), 2, ("第2页下半部分无法识别",), (seal,))


def test_a_table_is_drawn_with_its_merged_cells_and_a_line_under_its_header() -> None:
    cells = [
        cell(0, 0, "指标", 2),
        cell(0, 1, "2023年", 1, 2),
        cell(1, 1, "目标"),
        cell(1, 2, "完成"),
        cell(2, 0, "财政收入"),
        cell(2, 1, "12"),
        cell(2, 2, "8.5"),
    ]
    assert list(drawn(table(cells, header_rows=2))) == [
        "┌──────────┬─────────────┐",
        "│ 指标     │ 2023年      │",
        "│          ├──────┬──────┤",
        "│          │ 目标 │ 完成 │",
        "┝━━━━━━━━━━┿━━━━━━┿━━━━━━┥",
        "│ 财政收入 │ 12   │ 8.5  │",
        "└──────────┴──────┴──────┘",
    ]


def test_long_words_are_broken_and_positions_without_cell_stay_blank() -> None:
    lines = list(drawn(table([cell(0, 0, "加快项目建设进度确保年底前全面完工投用"), cell(1, 1, "甲")])))
    assert lines[1].startswith("│ 加快项目建设进度确保年底 │")
    assert lines[2].startswith("│ 前全面完工投用           │")


WIDE = table(
    [
        *(
            cell(0, col, words)
            for col, words in enumerate(("类别", "指标名称", "年度目标", "完成数", "备注"))
        ),
        cell(1, 0, "民生", 2),
        cell(1, 1, "老旧小区综合整治改造面积"),
        cell(1, 2, "1,234,567.80"),
        cell(1, 3, "1,100,000.55"),
        cell(1, 4, "已完成全部招标并进场施工"),
        cell(2, 1, "城镇新增就业"),
        cell(2, 2, "12,000"),
        cell(2, 3, "9,800"),
        cell(2, 4, "略"),
    ],
    header_rows=1,
)


@pytest.mark.parametrize("width", [30, 46, 60, 80])
def test_on_a_narrow_screen_no_line_is_wider_and_nothing_is_lost(width: int) -> None:
    lines = list(drawn(WIDE, width))
    assert max(cell_len(line) for line in lines) <= width
    text = "\n".join(lines)
    for number in ("1,234,567.80", "1,100,000.55", "12,000", "9,800"):
        assert number in text, "a number is never broken"
    assert {char for own in WIDE.cells for char in own.text} <= set(text)


def test_what_does_not_fit_is_drawn_below_with_the_columns_that_name_the_rows() -> None:
    lines = list(drawn(WIDE, 46))
    assert [line.strip() for line in lines if "列（共" in line] == ["第1—3列（共5列）", "第4—5列（共5列）"]
    lower = "\n".join(lines[lines.index("  第4—5列（共5列）") :])
    assert "指标名称" in lower
    assert "城镇新增" in lower
    assert "年度目标" not in lower


def test_a_table_that_fits_and_one_for_a_file_are_drawn_whole() -> None:
    assert list(drawn(WIDE)) == list(drawn(WIDE, 200))
    assert "老旧小区综合整治改造面积" in "\n".join(drawn(WIDE))


@pytest.mark.parametrize("format_", get_args(Format))
def test_every_format_has_words(format_: Format) -> None:
    assert re.search("[\u4e00-\u9fff]|PDF", FORMAT_WORDS[format_])


@pytest.mark.parametrize("kind", ["doc", "wps", "xls", "rtf", "odt", "ods"])
def test_a_converted_file_says_so(kind: str) -> None:
    assert "读法：经 LibreOffice 转换后读取" in list(overview(made(kind)))


def test_the_overview_says_what_the_file_is_and_what_is_missing() -> None:
    text = "\n".join(overview(made()))
    for words in (
        "部分读取",
        "OFD",
        "2 KB",
        "页数：2",
        "题名：云溪县考核结果通报",
        "印章",
        "第2页下半部分无法识别",
    ):
        assert words in text
    assert "表格 1（其中 1 个由几部分合成）" in text


def test_text_shows_place_and_role_of_each_paragraph() -> None:
    assert list(text_lines(made(), None)) == [
        "[第1页 题名] 云溪县考核结果通报",
        "[第1页 表名] 表1 主要指标完成情况",
        "[第1页表1 表格] 表1：3行×2列（用 --tables 查看）",
        "[第2页 不读] — 2 —",
    ]
    assert len(list(text_lines(made(), 2))) == 2


def test_tables_show_how_they_were_joined_and_the_parts() -> None:
    text = "\n".join(table_lines(made(), None, unjoined=False))
    assert "表名：表1 主要指标完成情况" in text
    assert "由2部分合成：第1页表1（2行×2列）、第2页表1（2行×2列）；重复的表头1行只列一次" in text
    assert text.count("类别") == 1
    assert "--unjoined" in text
    apart = "\n".join(table_lines(made(), None, unjoined=True))
    assert apart.count("类别") == 2
    assert "--unjoined" not in apart


def test_a_word_file_from_the_command_line(tmp_path: Path) -> None:
    paper = WordFile()
    paper.add_paragraph("云溪县2023年9月指标完成情况通报")
    paper.add_paragraph("一、总体情况")
    grid = paper.add_table(rows=2, cols=2)
    for row, words in enumerate((("指标", "完成值"), ("财政收入", "12.5"))):
        for col, word in enumerate(words):
            grid.cell(row, col).text = word
    path = tmp_path / "通报.docx"
    paper.save(str(path))
    code, text = show(path)
    assert code == 0
    assert "Word 文档（.docx）（按内容判定）" in text
    assert "一、总体情况" in text
    code, text = show(path, "--tables")
    assert (code, "│ 财政收入 │ 12.5   │" in text) == (0, True)
    code, text = show(path, "--text")
    assert (code, "标题] 一、总体情况" in text) == (0, True)


@pytest.mark.parametrize(
    ("content", "outcome"),
    [(b"", "空文件"), (b"%PDF-1.4 cut off", "文件损坏"), (b"\x00\x01\x02" * 400, "格式暂不支持")],
)
def test_what_cannot_be_read_ends_in_its_outcome_and_the_next_step(
    tmp_path: Path, content: bytes, outcome: str
) -> None:
    path = tmp_path / "材料.pdf"
    path.write_bytes(content)
    code, text = show(path)
    assert code == 5
    assert f"[{outcome}]" in text
    assert "请" in text


@pytest.mark.parametrize(
    "args",
    [("--page", "0"), ("--page", "末页"), ("--page", "1"), ("--page", "all"), ("--boxes", "版面.jpg")],
)
def test_wrong_options_are_told(tmp_path: Path, args: tuple[str, str]) -> None:
    path = tmp_path / "通报.txt"
    path.write_text("云溪县考核结果通报\n一、总体情况\n", encoding="utf-8")
    code, text = show(path, *args)
    assert code == 2
    assert args[0] in text


def test_a_text_has_no_page_picture(tmp_path: Path) -> None:
    path = tmp_path / "通报.txt"
    path.write_text("云溪县考核结果通报\n一、总体情况\n", encoding="utf-8")
    code, text = show(path, "--boxes", tmp_path / "版面.png")
    assert code == 5
    assert "--text" in text
    assert not (tmp_path / "版面.png").exists()


def test_an_ofd_page_is_drawn_from_its_boxes() -> None:
    picture = Image.open(io.BytesIO(pictures.page_picture(Path("通报.ofd"), 1, made()))).convert("RGB")
    scale = 150 / 72
    red, blue, purple = (214, 39, 40), (31, 119, 180), (148, 103, 189)
    assert picture.getpixel((round(60 * scale) + 1, round(130 * scale))) == red
    assert picture.getpixel((round(60 * scale), round(45 * scale))) == blue
    assert picture.getpixel((round(300 * scale), round(340 * scale))) == purple
    other = Image.open(io.BytesIO(pictures.page_picture(Path("通报.ofd"), 2, made()))).convert("RGB")
    assert other.getpixel((round(60 * scale), round(45 * scale))) == (255, 255, 255)


def test_boxes_of_a_joined_table_are_those_of_the_part_on_the_page() -> None:
    kinds = [(kind, words) for kind, _, words in pictures.boxes_of(made(), 2)]
    assert kinds == [
        ("cell", "类别"),
        ("cell", "指标"),
        ("cell", ""),
        ("cell", "投资增速"),
        ("table", ""),
        ("junk", "— 2 —"),
    ]


def test_a_page_that_is_not_there_and_a_paper_without_pages() -> None:
    with pytest.raises(UsageError, match="只有 2 页"):
        pictures.page_picture(Path("通报.ofd"), 3, made())
    with pytest.raises(UnsupportedFormatError, match="没有页面"):
        pictures.page_picture(Path("通报.html"), 1, made("html"))


@pytest.mark.parametrize("option", [(), ("--text",), ("--tables",)])
def test_a_page_beyond_the_last_is_told(
    option: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "通报.pdf"
    path.write_bytes(b"%PDF-")
    source = SourceFile(str(path), path.name, "0" * 64, "pdf", 5)
    monkeypatch.setattr("pipeline.cli.show.read", lambda _: Document(source, (), pages=2))
    code, text = show(path, *option, "--page", "3")
    assert code == EXIT_USAGE
    assert "只有 2 页" in text


def test_a_folder_is_told_what_reads_folders(tmp_path: Path) -> None:
    code, text = show(tmp_path)
    assert code == EXIT_USAGE
    assert "duibiao run" in text


def test_a_page_without_tables_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.cli.show.read", lambda _: replace(made(), pages=3))
    code, text = show(tmp_path / "通报.ofd", "--tables", "--page", "3")
    assert (code, text.strip()) == (0, "第3页没有表格")


@pytest.mark.system
def test_other_office_formats_have_page_pictures(tmp_path: Path) -> None:
    path = tmp_path / "通报.rtf"
    path.write_text(r"{\rtf1\ansi \u20113?\u28330?\u21439? 62.5%\par}", encoding="ascii")
    code, text = show(path, "--boxes", tmp_path / "版面.png")
    assert (code, "已写出" in text) == (0, True)


def test_a_page_beyond_the_last_printed_one_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = io.BytesIO()
    Image.new("RGB", (100, 140), "white").save(printed, "PDF")
    monkeypatch.setattr(pictures, "rendered_pdf", lambda _: printed.getvalue())
    paper = replace(made("docx"), pages=None)
    assert pictures.page_picture(Path("通报.docx"), 1, paper)
    with pytest.raises(UsageError, match="排版后只有 1 页，没有第 7 页"):
        pictures.page_picture(Path("通报.docx"), 7, paper)
