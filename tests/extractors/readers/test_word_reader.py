import pytest
from reader_files import STRICT, cell, docx_bytes, paragraph, put, table

from extractors.readers.registry import read
from schemas.errors import EmptyFileError

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
"""
STYLES = """
<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="子标题"/><w:basedOn w:val="a1"/></w:style>
<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>
"""


def numbered(text, level=0):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')


def read_body(folder, body, **parts):
    return read(put(folder, "a.docx", docx_bytes(body, **parts)))


def test_automatic_numbers_are_spelled_out(tmp_path):
    body = (
        numbered("总体情况")
        + numbered("固定资产投资", 1)
        + numbered("外资", 1)
        + numbered("问题")
        + numbered("招商", 1)
    )
    document = read_body(tmp_path, body, numbering=NUMBERING)
    assert [p.text for p in document.paragraphs] == [
        "一、总体情况",
        "1.固定资产投资",
        "2.外资",
        "二、问题",
        "1.招商",
    ]
    assert [h.title for h in document.headings(document.blocks[4])] == ["问题"]


def test_merged_cells(tmp_path):
    body = table(
        [cell("类别", '<w:vMerge w:val="restart"/>'), cell("完成情况", '<w:gridSpan w:val="2"/>')],
        [cell("", "<w:vMerge/>"), cell("总量"), cell("增速")],
        [cell("投资"), cell("45.6"), cell("８.２％")],
    )
    (found,) = read_body(tmp_path, paragraph("情况如下：") + body).tables
    assert (found.rows, found.cols, found.header_rows) == (3, 3, 2)
    assert found.cell(1, 0).rowspan == 2
    assert found.header_path(2) == ("完成情况", "增速")
    assert found.text(2, 2) == "8.2%"
    assert found.cell(2, 2).place.path == "tbl 1/tr 3/tc 3"


def test_what_a_reader_of_the_page_sees(tmp_path):
    body = (
        "<w:p><w:r><w:t>完成</w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>30</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>亿元</w:t><w:br/><w:t>以上</w:t></w:r></w:p>"
    )
    assert read_body(tmp_path, body).paragraphs[0].text == "完成30亿元以上"


def test_addresses_count_all_paragraphs(tmp_path):
    body = (
        paragraph("一、情况")
        + paragraph("")
        + table([cell("甲"), cell("乙")], [cell("1"), cell("2")])
        + paragraph("注：略。")
    )
    document = read_body(tmp_path, body)
    assert [p.place.path for p in document.paragraphs] == ["p 1", "p 7"]


def test_text_boxes_footnotes_and_content_controls(tmp_path):
    box = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:pict><w:txbxContent>"
        + paragraph("框中文字")
        + "</w:txbxContent></w:pict></w:r></w:p>"
    )
    note = '<w:p><w:r><w:t>增速按可比价</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    control = f"<w:sdt><w:sdtContent>{paragraph('控件文字')}</w:sdtContent></w:sdt>"
    footnotes = f'<w:footnote w:id="2">{paragraph("不含农户")}</w:footnote>'
    document = read_body(tmp_path, box + note + control, footnotes=footnotes)
    assert [p.text for p in document.paragraphs] == [
        "正文",
        "框中文字",
        "增速按可比价",
        "不含农户",
        "控件文字",
    ]
    assert (document.paragraphs[3].role, document.paragraphs[3].place.path) == ("footnote", "footnote 1")


def test_headings_and_title_by_style(tmp_path):
    body = (
        paragraph("栖霞市工作总结", '<w:pStyle w:val="a3"/>')
        + paragraph("主要成效", '<w:pStyle w:val="a2"/>')
        + paragraph("投资增长8%。")
    )
    document = read_body(tmp_path, body, styles=STYLES)
    assert [p.role for p in document.paragraphs] == ["title", "heading", "body"]
    assert document.paragraphs[1].heading.level == 2


def test_strict_documents_read_alike(tmp_path):
    document = read(put(tmp_path, "a.docx", docx_bytes(paragraph("一、情况"), STRICT)))
    assert document.paragraphs[0].text == "一、情况"


def test_a_frame_around_everything_is_no_table(tmp_path):
    document = read_body(tmp_path, table([f"<w:tc>{paragraph('一、情况')}{paragraph('投资增长。')}</w:tc>"]))
    assert document.tables == ()
    assert [p.text for p in document.paragraphs] == ["一、情况", "投资增长。"]


def test_a_file_without_words_says_what_stands_in_it(tmp_path):
    with pytest.raises(EmptyFileError, match="引用的其他文件"):
        read_body(tmp_path, "<w:altChunk/>")
