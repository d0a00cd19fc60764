"""What a reader of the page sees in a Word paragraph, and what not."""

import io
import zipfile

import pytest
from reader_files import STRICT, cell, docx_bytes, paragraph, table
from word_files import (
    NAMESPACES,
    field,
    picture,
    read_body,
    read_bytes,
    relations,
    run,
    texts,
    with_namespaces,
    with_parts,
)

from schemas.errors import RefusedFileError


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        (
            run("完成")
            + "<w:del><w:r><w:delText>20</w:delText></w:r></w:del><w:ins>"
            + run("30")
            + "</w:ins>",
            "完成30",
        ),
        ("<w:moveFrom>" + run("旧处") + "</w:moveFrom><w:moveTo>" + run("新处") + "</w:moveTo>", "新处"),
        (run("甲") + run("密", "<w:vanish/>") + run("乙", '<w:vanish w:val="0"/>'), "甲乙"),
        (run("甲") + run("密", '<w:rStyle w:val="h"/>') + run("乙"), "甲乙"),
        (field("PAGE", "3") + run("页"), "3页"),
        (field("=SUM(ABOVE)", "128.5") + run("亿元"), "128.5亿元"),
        (field(r"eq \o\ac(○,7)") + run("项目"), "⑦项目"),
        (field(r"EQ \* jc2 \o\ad(\s\up 9(yun),云)") + run("溪"), "云溪"),
        (field(r'SYMBOL 254 \f "Wingdings"') + run("是"), "☑是"),
        (field(' IF 1 = 1 "a" "b" ', "甲"), "甲"),
        (
            field("FORMCHECKBOX", form="<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>")
            + run("是"),
            "☑是",
        ),
        (
            field(
                "FORMDROPDOWN",
                form='<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="红"/>'
                '<w:listEntry w:val="绿"/></w:ddList></w:ffData>',
            ),
            "绿",
        ),
        ('<w:fldSimple w:instr="DATE">' + run("5月") + "</w:fldSimple>", "5月"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
            + field("MERGEFIELD x", "不显示")
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + run("显示")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "显示",
        ),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("已完成"), "☑已完成"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>' + run("未完成"), "□未完成"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("74%"), "≥74%"),
        (run("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>') + run("是"), "☑是"),
        (run("\uf0fe完成", '<w:rFonts w:ascii="Wingdings" w:eastAsia="仿宋"/>') + run("。"), "☑完成。"),
        (run("完成“双减”≥九成", '<w:rFonts w:ascii="Symbol"/>'), "完成“双减”≥九成"),
        (run("完成投资85.5亿元", '<w:rFonts w:ascii="Wingdings"/>'), "完成投资85.5亿元"),
        (
            "<w:r><w:ruby><w:rt>"
            + run("yún")
            + "</w:rt><w:rubyBase>"
            + run("云")
            + "</w:rubyBase></w:ruby></w:r>"
            + run("溪"),
            "云溪",
        ),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>完成数</m:t></m:r></m:num><m:den><m:r><m:t>目标数</m:t></m:r></m:den></m:f>"
            "</m:oMath>" + run("×100%"),
            "完成数/目标数×100%",
        ),
        (
            "<w:smartTag>" + run("云溪") + "</w:smartTag><w:hyperlink>" + run("县") + "</w:hyperlink>",
            "云溪县",
        ),
        (
            "<w:sdt><w:sdtPr><w:dropDownList/></w:sdtPr><w:sdtContent>"
            + run("绿灯")
            + "</w:sdtContent></w:sdt>",
            "绿灯",
        ),
        (
            run("日期：")
            + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            + run("单击此处输入日期")
            + "</w:sdtContent></w:sdt>",
            "日期：",
        ),
        (run("投资") + "<w:r><w:tab/></w:r><w:r><w:noBreakHyphen/></w:r>" + run("8"), "投资-8"),
        (
            run("甲")
            + '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
            + run("乙"),
            "甲乙",
        ),
    ],
)
def test_words_of_a_paragraph(content, seen):
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="密"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    assert texts(read_body(f"<w:p>{content}</w:p>", styles=styles)) == [seen]


def test_hidden_by_style_is_marked_and_left_out():
    styles = (
        '<w:style w:type="paragraph" w:styleId="h"><w:name w:val="密"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = paragraph("看不见", '<w:pStyle w:val="h"/>') + paragraph("看得见")
    document = read_body(body, styles=styles)
    assert texts(document) == ["看得见"]
    assert [mark.kind for mark in document.marks] == ["hidden"]


@pytest.mark.parametrize("mark", ["<w:del/>", "<w:moveFrom/>", "<w:vanish/>", "<w:specVanish/>"])
def test_a_paragraph_without_end_goes_on_in_the_next(mark):
    body = paragraph("一、", f"<w:rPr>{mark}</w:rPr>") + paragraph("总体情况") + paragraph("投资增长。")
    document = read_body(body)
    assert texts(document) == ["一、总体情况", "投资增长。"]
    assert [p.place.path for p in document.paragraphs] == ["p 1", "p 3"]


def test_a_deleted_paragraph_leaves_no_trace():
    gone = (
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    )
    document = read_body(gone + paragraph("新"))
    assert [(p.text, p.place.path) for p in document.paragraphs] == [("新", "p 2")]


def test_alternative_contents_are_read_once_and_boxes_where_they_stand():
    box = "<w:txbxContent>" + paragraph("框中文字") + "</w:txbxContent>"
    body = (
        "<w:p>"
        + run("正文")
        + f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        + f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        + "</mc:AlternateContent></w:r></w:p>"
        + "<w:p>"
        + f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>"
        + run("下文")
        + "</w:p>"
    )
    assert texts(read_body(body)) == ["正文", "框中文字", "下文", "框中文字"]


def test_notes_stand_where_they_are_called():
    foot = '<w:footnote w:id="2">' + paragraph("按可比价") + paragraph("计算") + "</w:footnote>"
    end = '<w:endnote w:id="2">' + paragraph("统计局数据") + "</w:endnote>"
    call = "<w:p>" + run("增长8%") + '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    in_table = table(
        ["<w:tc><w:p>" + run("甲") + '<w:r><w:endnoteReference w:id="2"/></w:r></w:p></w:tc>', cell("乙")],
        [cell("1"), cell("2")],
    )
    document = read_body(call + in_table + paragraph("下文"), footnotes=foot, endnotes=end)
    assert [
        (p.text, p.role, p.place.path, p.place.chinese()) for p in document.paragraphs if p.role == "footnote"
    ] == [
        ("按可比价计算", "footnote", "footnote 1", "脚注1"),
        ("统计局数据", "footnote", "endnote 1", "尾注1"),
    ]
    assert [b.place.path for b in document.blocks] == ["p 1", "footnote 1", "tbl 1", "endnote 1", "p 6"]


def test_a_table_of_contents_is_junk():
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    body = (
        paragraph("一、情况\t3", '<w:pStyle w:val="t"/>')
        + "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>"
        + "</w:sdtPr><w:sdtContent>"
        + paragraph("目录")
        + "</w:sdtContent></w:sdt>"
        + paragraph("一、情况")
    )
    document = read_body(body, styles=styles)
    assert [p.role for p in document.blocks] == ["junk", "junk", "heading"]


def test_a_broken_field_hides_no_later_text():
    broken = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
    )
    assert texts(read_body(broken + paragraph("一、情况"))) == ["一、情况"]


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ('<w:p><w:r><w:drawing><c:chart r:id="rId3"/></w:drawing></w:r></w:p>', "1张图表"),
        ('<w:p><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>', "嵌入的文件"),
        ('<w:p><w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r></w:p>', "公式"),
        ('<w:altChunk r:id="rId3"/>', "引用的其他文件"),
        ("<w:p>" + run("\uf03c", '<w:rFonts w:ascii="Wingdings"/>') + "</w:p>", "1个符号"),
        ('<w:p><w:r><w:sym w:font="Webdings" w:char="F061"/></w:r></w:p>', "1个符号"),
    ],
)
def test_what_cannot_be_read_is_said(element, words):
    document = read_body(element + paragraph("一、情况"))
    assert texts(document) == ["一、情况"]
    assert len(document.missing) == 1
    assert words in document.missing[0]


def test_strict_names_read_like_transitional_ones():
    body = paragraph("完成", '<w:jc w:val="center"/>') + table(
        [cell("类", '<w:gridSpan w:val="2"/>')], [cell("1"), cell("2")]
    )
    strict = read_bytes(docx_bytes(body, STRICT))
    assert strict.blocks == read_bytes(docx_bytes(body)).blocks


@pytest.mark.parametrize(
    ("header", "seen"),
    [("云溪县人民政府文件", False), ("云政发〔2023〕9号", True), ("机密★1年", None)],
)
def test_of_headers_only_the_number_of_the_paper(header, seen):
    data = with_header(header)
    if seen is None:
        with pytest.raises(RefusedFileError, match="机密"):
            read_bytes(data)
        return
    first = read_bytes(data).paragraphs[0]
    assert (first.text == header) is seen
    assert first.place.path == ("header 1/p 1" if seen else "p 1")


def with_header(text):
    body = with_namespaces(paragraph("一、情况")) + (
        f'<w:sectPr {NAMESPACES}><w:headerReference w:type="first" r:id="rId7"/></w:sectPr>'
    )
    buffer = io.BytesIO(docx_bytes(body))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/header1.xml", f"<w:hdr {NAMESPACES}>{paragraph(text)}</w:hdr>")
        archive.writestr("word/_rels/document.xml.rels", relations(("rId7", "header", "header1.xml")))
    return buffer.getvalue()


def test_emblems_and_lists_of_a_header_are_not_the_body_s():
    emblem = picture("rId3")
    rels = relations(("rId7", "header", "header1.xml"), ("rId3", "image", "media/body.png"))
    body = with_namespaces(paragraph("一、情况")) + (
        f'<w:sectPr {NAMESPACES}><w:headerReference w:type="default" r:id="rId7"/></w:sectPr>'
    )
    header = f"<w:hdr {NAMESPACES}>{emblem}{paragraph('云政发〔2023〕9号')}</w:hdr>"
    parts = {"word__header1_dot_xml": header, "word___rels__document_dot_xml_dot_rels": rels}
    document = read_bytes(with_parts(docx_bytes(body), **parts))
    assert texts(document) == ["云政发〔2023〕9号", "一、情况"]
    assert document.missing == ()
    assert document.paragraphs[1].place.path == "p 1"
