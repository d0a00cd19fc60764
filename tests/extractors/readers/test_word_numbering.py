"""Automatic numbers as Word shows them."""

import pytest
from reader_files import cell, paragraph, table
from word_files import read_body, texts

from extractors.readers.word.number_text import chinese_text, number_text


def level(index, kind, text, extra="", start=1):
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels, *lists, extra=""):
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{overrides}</w:num>'
        for number, overrides in lists
    )
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{extra}{nums}'


def item(text, level=0, number=1):
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


OUTLINE = (
    level(0, "chineseCounting", "%1、")
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimalEnclosedCircle", "%4")
)


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (12, "chineseCounting", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (12, "ideographDigital", "一二"),
        (21, "chineseLegalSimplified", "贰拾壹"),
        (4, "decimalEnclosedCircle", "④"),
        (25, "decimalEnclosedCircleChinese", "㉕"),
        (3, "decimalEnclosedParen", "⑶"),
        (3, "ideographEnclosedCircle", "㊂"),
        (2, "ideographTraditional", "乙"),
        (12, "decimalFullWidth", "１２"),
        (7, "decimalZero", "07"),
        (9, "upperRoman", "IX"),
        (28, "lowerLetter", "bb"),
        (3, "unheardOf", "3"),
    ],
)
def test_number_formats(number, kind, text):
    assert number_text(number, kind) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (10, "十"),
        (20, "二十"),
        (103, "一百零三"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (0, "0"),
        (10000, "10000"),
    ],
)
def test_chinese_numbers_as_lists_count(number, text):
    assert chinese_text(number) == text


def test_four_levels_restart_below_a_higher_one():
    body = "".join(item("事", depth) for depth in (0, 1, 2, 2, 3, 3, 1, 2, 0, 1))
    found = texts(read_body(body, numbering=numbering(OUTLINE, (1, ""))))
    labels = ["一、", "（一）", "1.", "2.", "①", "②", "（二）", "1.", "二、", "（一）"]
    assert found == [f"{label}事" for label in labels]


def test_lists_of_one_definition_count_on_unless_the_start_is_overridden():
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = (
        item("甲") + item("乙", number=2) + item("丙", number=3) + item("丁", number=3) + item("戊", number=2)
    )
    found = texts(read_body(body, numbering=numbering(OUTLINE, (1, ""), (2, ""), (3, override))))
    assert found == ["一、甲", "二、乙", "一、丙", "二、丁", "三、戊"]


def test_a_level_may_be_overridden_as_a_whole():
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "第%1条", start=5)}</w:lvlOverride>'
    assert texts(read_body(item("甲"), numbering=numbering(OUTLINE, (1, override)))) == ["第5条甲"]


def test_a_style_names_list_and_level():
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2．", '<w:pStyle w:val="s2"/>')
    styles = (
        '<w:style w:type="paragraph" w:styleId="s2"><w:name w:val="小标题"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="s3"><w:name w:val="再"/><w:basedOn w:val="s2"/></w:style>'
    )
    body = (
        item("情况")
        + paragraph("投资", '<w:pStyle w:val="s2"/>')
        + paragraph("外资", '<w:pStyle w:val="s3"/>')
    )
    found = texts(read_body(body, numbering=numbering(levels, (1, "")), styles=styles))
    assert found == ["一、情况", "1.投资", "2.外资"]


def test_a_definition_that_only_links_to_a_list_style():
    linked = f'<w:abstractNum w:abstractNumId="5"><w:styleLink w:val="L"/>{OUTLINE}</w:abstractNum>'
    found = read_body(item("甲"), numbering=numbering('<w:numStyleLink w:val="L"/>', (1, ""), extra=linked))
    assert texts(found) == ["一、甲"]


def test_legal_numbers_are_plain_and_a_level_may_never_restart():
    levels = (
        level(0, "chineseCounting", "第%1章")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "（%3）", '<w:lvlRestart w:val="0"/>')
    )
    body = "".join(item("事", depth) for depth in (0, 1, 2, 1, 2, 0, 1))
    found = texts(read_body(body, numbering=numbering(levels, (1, ""))))
    assert found == ["第一章事", "1.1事", "（1）事", "1.2事", "（2）事", "第二章事", "2.1事"]


def test_empty_paragraphs_count_and_numbers_alone_fill_cells():
    serial = level(0, "decimal", "%1")
    rows = [[f"<w:tc>{item('')}</w:tc>", cell(name)] for name in ("投资", "外资")]
    document = read_body(
        table([cell("序号"), cell("指标")], *rows) + item("") + item("后"),
        numbering=numbering(serial, (1, "")),
    )
    assert [document.tables[0].text(row, 0) for row in range(3)] == ["序号", "1", "2"]
    assert texts(document) == ["4后"]


@pytest.mark.parametrize(
    "properties",
    [
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>',
        '<w:numPr><w:numId w:val="99"/></w:numPr>',
    ],
)
def test_no_list_no_label(properties):
    assert texts(read_body(paragraph("甲", properties), numbering=numbering(OUTLINE, (1, "")))) == ["甲"]


def test_bullets_give_no_label():
    assert texts(read_body(item("甲"), numbering=numbering(level(0, "bullet", "\uf0b7"), (1, "")))) == ["甲"]
