"""Pictures in Word files: what is recognised, what is said to be missing, what is an ornament."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reader_files import docx_bytes, paragraph
from word_files import picture, read_bytes, relations, texts, with_namespaces, with_parts

from extractors.readers.drafts import ParagraphDraft
from extractors.readers.word import pictures, recognised
from schemas.document import Place
from schemas.errors import UnsupportedFormatError

EMF = b"\x01\x00\x00\x00" + bytes(36) + b" EMF" + bytes(60)


def png(width=800, height=400):
    buffer = io.BytesIO()
    Image.new("LA", (width, height), (255, 0)).save(buffer, "PNG")
    return buffer.getvalue()


def with_picture(content, body="", **size):
    data = docx_bytes(with_namespaces(picture(**size) + body))
    rels = relations(("rId9", "image", "media/image1.png"))
    return with_parts(data, word__media__image1_dot_png=content, word___rels__document_dot_xml_dot_rels=rels)


@pytest.fixture
def engine(monkeypatch):
    """Recognition that always reads the same words, and remembers what it was given."""
    given = []

    def read(image, where, width, height):
        given.append((image.size, image.mode, width, height))
        return [ParagraphDraft("固定资产投资完成60亿元左右", "", (Place(f"{where.path}/line 1"),))]

    monkeypatch.setattr(pictures, "engine_missing", lambda: None)
    monkeypatch.setattr(recognised, "recognised_drafts", read)
    return given


def test_a_picture_is_recognised_where_it_stands(engine):
    document = read_bytes(with_picture(png(), paragraph("二、问题")))
    assert texts(document) == ["固定资产投资完成60亿元左右", "二、问题"]
    assert document.paragraphs[0].place.path == "p 1/picture 1/line 1"
    assert document.paragraphs[0].place.chinese() == "第1段图1第1行"
    assert [mark.kind for mark in document.marks] == ["recognised"]
    assert document.missing == ()
    assert engine == [((800, 400), "RGB", 400.0, 200.0)]


@pytest.mark.parametrize("size", [{"width": 60, "height": 60}, {"width": 400, "height": 10}, {"height": 20}])
def test_ornaments_are_not_recognised(engine, size):
    document = read_bytes(with_picture(png(), paragraph("一、情况"), **size))
    assert (texts(document), document.missing, engine) == (["一、情况"], (), [])


@pytest.mark.parametrize(("content", "words"), [(EMF, "EMF"), (b"no picture", "损坏"), (png()[:60], "损坏")])
def test_what_no_recognition_can_read_is_said(engine, content, words):
    document = read_bytes(with_picture(content, paragraph("一、情况")))
    assert len(document.missing) == 1
    assert words in document.missing[0]


def test_a_picture_that_the_file_does_not_hold():
    data = docx_bytes(with_namespaces(picture() + paragraph("一、情况")))
    assert "没有存在文件里" in read_bytes(data).missing[0]


def test_without_recognition_pictures_are_missing(monkeypatch):
    monkeypatch.setattr(pictures, "engine_missing", lambda: "需要文字识别组件")
    document = read_bytes(with_picture(png(), paragraph("一、情况")))
    assert document.missing == ("文中有1张图片，图片里的文字没有读取（需要文字识别组件）",)
    with pytest.raises(UnsupportedFormatError, match="只有图片"):
        read_bytes(with_picture(png()))


def test_the_few_words_of_a_picture_are_marked(engine, monkeypatch):
    few = [ParagraphDraft("完成率\n98.5%", "", (Place("p 1/picture 1/line 1"),))]
    monkeypatch.setattr(recognised, "recognised_drafts", lambda *_: few)
    document = read_bytes(with_picture(png(), paragraph("一、情况")))
    assert texts(document) == ["一、情况"]
    (mark,) = document.marks
    assert (mark.kind, mark.place.path) == ("picture", "p 1/picture 1")
    assert "完成率 98.5%" in mark.text
    monkeypatch.setattr(recognised, "recognised_drafts", lambda *_: [])
    assert read_bytes(with_picture(png(), paragraph("一、情况"))).marks == ()


def test_fine_pictures_are_made_coarser(engine):
    read_bytes(with_picture(png(3000, 1500), paragraph("一、情况")))
    ((size, *_),) = engine
    assert size[0] == pytest.approx(400 / 72 * 250, abs=1)


@pytest.mark.long
@pytest.mark.system
def test_a_table_in_a_picture_cell_by_cell():
    document = read_bytes(with_picture(drawn_table(), paragraph("二、问题"), width=430, height=150))
    (found,) = document.tables
    assert [[found.text(row, col) for col in range(3)] for row in range(3)] == [list(row) for row in DRAWN]
    assert found.cell(1, 2).place.path == "p 1/picture 1/table 1/row 2/cell 3"


DRAWN = (
    ("指标名称", "年度目标", "增速"),
    ("固定资产投资", "60亿元", "8.2%"),
    ("新增就业", "3000人", "-1.5%"),
)


def drawn_table():
    fonts = Path("/usr/share/fonts").rglob("NotoSansCJK-Regular.ttc")
    font = ImageFont.truetype(str(next(fonts)), 30)
    image = Image.new("RGB", (1200, 320), "white")
    draw = ImageDraw.Draw(image)
    xs, ys = (20, 420, 820, 1180), (20, 110, 200, 290)
    for x in xs:
        draw.line((x, ys[0], x, ys[-1]), fill="black", width=2)
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), fill="black", width=2)
    for row, line in enumerate(DRAWN):
        for col, text in enumerate(line):
            draw.text((xs[col] + 15, ys[row] + 25), text, fill="black", font=font)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
