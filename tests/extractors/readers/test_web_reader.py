import pytest
from web_pages import NUMBER, PROSE, ROWS, TITLE, account_page, archive, disclosure_page, old_page, wcm_page

from extractors.readers.web.archive import read_web_archive
from extractors.readers.web.reader import read_web
from schemas.document import Document, Paragraph, SourceFile
from schemas.errors import DamagedFileError, EmptyFileError

SOURCE = SourceFile("/inbox/通报.html", "通报.html", "0" * 64, "html", 1)
OTHERS = ("72.5", "63.4", "9.9%", "11.3%", "5.1%", "1,204,551", "2086", "1234.5", "1.1亿", "99.9", "386")


def read(page: str | bytes) -> Document:
    return read_web(SOURCE, page if isinstance(page, bytes) else page.encode("utf-8"))


def read_any(data: bytes) -> Document:
    return (read_web_archive if data.startswith(b"From:") else read_web)(SOURCE, data)


def own_texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def body(content: str) -> Document:
    return read(f"<html><body>{content}<p>{PROSE[0]}</p></body></html>")


PAGES = {
    "management system, UTF-8 declared as gb2312": wcm_page().encode("utf-8"),
    "management system, GBK": wcm_page().encode("gbk"),
    "disclosure catalogue, GB18030 without declaration": disclosure_page().encode("gb18030"),
    "official account": account_page().encode("utf-8"),
    "site of 2008, GBK declared as gb2312": old_page().encode("gbk"),
    "site of 2008, UTF-16": old_page().encode("utf-16"),
    "web archive": archive(wcm_page()),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_article_is_read_and_nothing_else(name):
    document = read_any(PAGES[name])
    texts = own_texts(document)
    assert [text for text in texts if text in PROSE] == list(PROSE)
    assert texts[0] == TITLE
    assert document.paragraphs[0].role == "title"
    for other in OTHERS:
        assert not any(other in text for text in texts), other


@pytest.mark.parametrize(
    "name", [name for name in PAGES if "account" not in name and "catalogue" not in name]
)
def test_the_table_of_the_article_is_read(name):
    (table,) = read_any(PAGES[name]).tables
    rows = [tuple(cell.text for cell in table.row_cells(row)) for row in range(table.header_rows, table.rows)]
    assert rows == list(ROWS)


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_around_the_article_is_kept_as_junk(name):
    junk = " ".join(
        b.text for b in read_any(PAGES[name]).blocks if isinstance(b, Paragraph) and b.role == "junk"
    )
    assert "扫一扫" in junk or "首页" in junk or "政府信息公开" in junk or "政务公开" in junk


def test_the_fields_of_a_site_s_record_stand_above_as_junk_each_in_a_paragraph():
    blocks = read(disclosure_page()).blocks
    fields = [b.text for b in blocks if isinstance(b, Paragraph) and b.place.path.startswith("table 1/")]
    assert "成文日期：2023年10月16日" in fields
    assert f"发文字号：{NUMBER}" in fields
    assert not read(disclosure_page()).tables


def test_a_linked_file_is_noted():
    (mark,) = read(disclosure_page()).marks
    assert mark.kind == "attachment"
    assert "前三季度指标完成情况表.xlsx" in mark.text


def test_a_picture_in_the_article_is_missing():
    assert read(account_page()).missing == ("正文中有1张图片，图片里的文字没有读取",)


@pytest.mark.parametrize(
    ("name", "is_read"),
    [("timeline.png", True), ("headline.jpg", True), ("line.gif", False), ("ico_print1.gif", False)],
)
def test_pictures_are_told_from_icons_by_whole_words(name, is_read):
    assert bool(body(f"<p>甲事项已办结。</p><p><img src='/img/{name}'></p>").missing) == is_read


def test_places_name_the_element():
    document = read(wcm_page())
    place = document.tables[0].cell(2, 3).place
    assert place.path == "table 1/row 3/cell 4"
    assert place.element.endswith("/table/tr[3]/td[4]")
    assert place.chinese() == "表1第3行第4列"
    assert len({p.place.path for p in document.paragraphs}) == len(document.paragraphs)


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("<ol><li>甲事项已办结。</li><li>乙事项在办。</li></ol>", ["1.甲事项已办结。", "2.乙事项在办。"]),
        ("<ol start=3><li><p>丙事项未办。</p></li></ol>", ["3.丙事项未办。"]),
        ("<ol><li>1.甲事项已办结。</li></ol>", ["1.甲事项已办结。"]),
        ("<ul><li>甲事项已办结。</li></ul>", ["甲事项已办结。"]),
        ("<p>面积3万m<sup>2</sup>，PM<sub>2.5</sub>浓度35。</p>", ["面积3万m²，PM2.5浓度35。"]),
        ("<p>增长8.5%<sup>1</sup>。</p>", ["增长8.5%¹。"]),
        ("<p>甲<ruby>枧<rp>(</rp><rt>jian</rt><rp>)</rp></ruby>镇完成投资。</p>", ["甲枧镇完成投资。"]),
        ("<p>投资&nbsp;&nbsp;86.4&#x4EBF;&#20803;。</p>", ["投资86.4亿元。"]),
        ("<p>旧<del>不计</del>新<ins>计入</ins>口径。</p>", ["旧新计入口径。"]),
        ("<div>第一段。<br>　　第二段。</div>", ["第一段。", "第二段。"]),
        ("<p>全县完成固定资产投资八十六点四亿元，比去年同期增长百分之七点二，<br>超过时序。</p>", ["全县完成固定资产投资八十六点四亿元，比去年同期增长百分之七点二，超过时序。"]),  # noqa: E501
        ("<p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、</span><![endif]>总体情况<o:p></o:p></p>", ["一、总体情况"]),  # noqa: E501
        ("<p style='display:none'>不显示。</p><p hidden>不显示。</p>", []),
        ("<p><span aria-hidden='true'>甲事项</span>已办结。</p>", ["甲事项已办结。"]),
    ],
)  # fmt: skip
def test_markup_is_read_as_a_browser_shows_it(content, texts):
    assert own_texts(body(content))[: len(texts)] == texts
    assert own_texts(body(content))[len(texts) :] == [PROSE[0]]


def test_the_title_of_the_window_stands_in_where_the_article_has_none():
    document = read(
        f"<title>{TITLE}_督查_云溪县人民政府</title><body><p>{PROSE[0]}</p><p>{PROSE[2]}</p></body>"
    )
    assert own_texts(document) == [TITLE, PROSE[0], PROSE[2]]
    assert document.blocks[0].place.element == "/html/head/title"


def test_a_letterhead_above_the_title_inside_the_article_is_its_own():
    page = f"""<title>{TITLE}</title><body><div><a>首页</a></div>
    <div id="zoom"><p>云溪县人民政府督查室文件</p><p>{NUMBER}</p>
    <p>{TITLE}</p>{"".join(f"<p>{text}</p>" for text in PROSE)}</div></body>"""
    assert own_texts(read(page))[:3] == ["云溪县人民政府督查室文件", NUMBER, TITLE]


def test_a_closing_line_of_the_site_inside_the_article_ends_it():
    inner = "".join(f"<p>{text}</p>" for text in PROSE)
    page = f"<body><div id=zoom>{inner}<p>责任编辑：某某</p><p>相关链接</p><p>前十月全县投资增长6.6%</p></div></body>"  # noqa: E501
    assert own_texts(read(page)) == list(PROSE)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<html><frameset cols='20%,80%'><frame src='l.htm'><frame src='r.htm'></frameset></html>", "框架"),
        ("<html><body><div id=app></div><script src=app.js></script></body></html>", "脚本"),
        ("<html></html>", "没有正文"),
    ],
)
def test_a_page_without_text_says_why_and_what_to_do(page, words):
    with pytest.raises(EmptyFileError, match=words) as caught:
        read(page)
    assert "另存为" in caught.value.advice


def test_bytes_that_are_no_text_are_damage():
    with pytest.raises(DamagedFileError):
        read(b"<html>" + b"\xff\x80\xfe\x90\x01" * 200)


def test_broken_bytes_are_counted():
    data = wcm_page().encode("gbk")
    middle = data.index("同比增长".encode("gbk")) + 1
    document = read(data[:middle] + b"\xff\xff" + data[middle + 1 :])
    assert document.missing
    assert "无法识别" in document.missing[0]


def test_a_page_of_endless_nesting_is_read():
    assert own_texts(read("<body>" + "<font>" * 5000 + PROSE[0] + "</body>")) == [PROSE[0]]


def test_tables_nested_many_times_are_read_in_time():
    depth = 40
    page = "<table><tr><td>" * depth + PROSE[0] + "</td></tr></table>" * depth
    assert own_texts(read(f"<body>{page}</body>")) == [PROSE[0]]


TABLE = (
    "<tr><td>指标</td><td>目标</td><td>完成</td></tr><tr><td>投资</td><td>112</td><td>86.4</td></tr>"
    "<tr><td>收入</td><td>11.95</td><td>9.36</td></tr>"
)


def test_the_caption_of_a_table_and_stray_words_stand_above_it():
    document = body(
        "<p>甲事项已办结。</p><table><caption>表1 主要指标（单位：亿元）</caption>"
        f"{TABLE}注：含续建项目</table>"
    )
    (table,) = document.tables
    texts = own_texts(document)
    assert texts[1:3] == ["注：含续建项目", "表1主要指标（单位：亿元）"]
    assert table.title is not None
    assert document.blocks[table.title].text == texts[2]
    assert (table.rows, table.cols) == (3, 3)


def test_hidden_words_in_the_article_are_marked():
    document = body(
        "<p>甲事项已办结。</p><div style='display:none'>乙事项未办结。</div><p>丙事项已办结。</p>"
    )
    assert [mark.kind for mark in document.marks] == ["hidden"]
    assert "1处" in document.marks[0].text
    assert document.marks[0].place.element == "/html/body"
    assert document.missing == ()


@pytest.mark.parametrize(
    "menu",
    [
        "<ul style='display:none'><li>首页</li></ul>",
        "<div hidden></div>",
        "<div style='mso-element:comment'>核。</div>",
    ],
)
def test_hidden_parts_outside_the_article_or_without_words_are_no_mark(menu):
    assert read(f"<html><body>{menu}<div id=zoom><p>{PROSE[0]}</p></div></body></html>").marks == ()


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<iframe src='/files/a.pdf' width='800' height='900'></iframe>", "1处内嵌"),
        ("<object data='a.pdf'></object>", "1处内嵌"),
        ("<svg><text>86.4</text></svg>", "1个图形"),
        ("<canvas width='600'></canvas>", "1个图形"),
        ("<iframe src='about:blank'></iframe><svg><title>打印</title></svg>", ""),
        ("<iframe src='count.htm' width='1' height='1'></iframe>", ""),
    ],
)
@pytest.mark.parametrize("after", ["", "<p>甲事项已办结，按期交付使用。</p>"])
def test_frames_and_drawings_in_the_article_are_missing(markup, words, after):
    document = read(f"<html><body><div id=zoom><p>{PROSE[0]}</p>{markup}{after}</div></body></html>")
    assert (words in "".join(document.missing)) if words else document.missing == ()


def test_a_page_that_is_nothing_but_a_frame_says_so():
    with pytest.raises(EmptyFileError, match="框架"):
        read("<html><body><iframe src='paper.htm'></iframe></body></html>")
    with pytest.raises(EmptyFileError, match="框架"):
        read("<html><frameset><frame src=a.htm><noframes>浏览器不支持框架。</noframes></frameset></html>")


def test_the_line_of_publication_is_kept_as_junk():
    line = "发布时间：2024-10-22 09:30　来源：云溪县人民政府办公室"
    document = read(
        f"<html><body><h1>{TITLE}</h1><div>{line}</div><div id=zoom><p>{PROSE[0]}</p></div></body></html>"
    )
    assert any(
        "发布时间：2024-10-22 09:30" in block.text and block.role == "junk"
        for block in document.blocks
        if isinstance(block, Paragraph)
    )


def web_archive(*parts: tuple[str, str]) -> bytes:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n'
    bodies = [
        f"--x\r\nContent-Location: file:///C:/{name}\r\n"
        f"Content-Type: text/html; charset=utf-8\r\n\r\n{text}\r\n"
        for name, text in parts
    ]
    return f"{head}\r\n{''.join(bodies)}--x--\r\n".encode()


def test_of_an_archive_the_page_with_most_text_is_read_and_others_are_named():
    document = read_web_archive(
        SOURCE,
        web_archive(
            ("book.htm", "<html><frameset><frame src=sheet1.htm><frame src=tabs.htm></frameset></html>"),
            ("sheet2.htm", f"<html><body><p>{PROSE[4]}</p></body></html>"),
            ("sheet1.htm", f"<html><body><p>{PROSE[0]}</p><p>{PROSE[2]}</p></body></html>"),
            ("tabs.htm", "<html><body><p>表一</p></body></html>"),
        ),
    )
    assert own_texts(document) == [PROSE[0], PROSE[2]]
    assert document.missing == ("文件里另有1个网页没有读取：“sheet2.htm”",)


SITE_OF_HONG_KONG = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>澄江區2031年度施政績效報告</title></head><body>
<div><a href="/">首頁</a> <a href="/a">關於我們</a> <a href="/b">網站導覽</a></div>
<div id="content"><h1>澄江區2031年度施政績效報告</h1><p>發佈日期：2031-10-18　瀏覽人次：286</p>
<p>一、總體情況</p><p>污水處理率為91.2%，低於目標3.8個百分點，由各責任單位按月跟進。</p>
<table border="1"><tr><th>指標</th><th>目標</th><th>完成</th></tr>
<tr><td>污水處理率</td><td>95%</td><td>91.2%</td></tr><tr><td>造林面積</td><td>120公頃</td><td>98.5公頃</td></tr>
</table></div><div>友善列印　關閉視窗　轉寄</div><div>版權所有：澄江區政府</div></body></html>"""


@pytest.mark.parametrize("encoding", ["cp950", "gb18030", "utf-8"])
def test_a_traditional_page_keeps_its_words_and_knows_those_of_its_site(encoding):
    document = read(SITE_OF_HONG_KONG.encode(encoding))
    assert [(block.role, block.text) for block in document.blocks if isinstance(block, Paragraph)] == [
        ("junk", "首頁關於我們網站導覽"),
        ("title", "澄江區2031年度施政績效報告"),
        ("junk", "發佈日期：2031-10-18瀏覽人次：286"),
        ("heading", "一、總體情況"),
        ("body", "污水處理率為91.2%，低於目標3.8個百分點，由各責任單位按月跟進。"),
        ("junk", "友善列印關閉視窗轉寄 版權所有：澄江區政府"),
    ]
    assert document.tables[0].text(1, 0) == "污水處理率"
