import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from pipeline.briefs.brief import materials
from pipeline.briefs.compare import write_compare
from pipeline.briefs.gap import compose_gap, write_gap
from pipeline.briefs.sheets import brief_xlsx
from pipeline.briefs.web import brief_html
from pipeline.briefs.word import brief_docx
from schemas.errors import UsageError

HOSTILE = "=SUM(1)<script>alert(1)</script>&\x01"


@pytest.fixture
def brief(analysis):
    return compose_gap(analysis)


@pytest.fixture
def document(brief):
    return docx.Document(io.BytesIO(brief_docx(brief)))


@pytest.fixture
def page(brief):
    return brief_html(brief).decode()


@pytest.fixture
def workbook(brief):
    return openpyxl.load_workbook(io.BytesIO(brief_xlsx(brief)))


@pytest.mark.parametrize("ending", [".docx", ".html", ".xlsx"])
def test_the_same_content_gives_the_same_bytes(analysis, comparison, tmp_path, ending):
    for name in ("one", "two"):
        write_gap(analysis, tmp_path / f"{name}{ending}")
        write_compare(comparison, tmp_path / f"c{name}{ending}")
    assert (tmp_path / f"one{ending}").read_bytes() == (tmp_path / f"two{ending}").read_bytes()
    assert (tmp_path / f"cone{ending}").read_bytes() == (tmp_path / f"ctwo{ending}").read_bytes()


@pytest.mark.parametrize("render", [brief_docx, brief_xlsx])
def test_no_member_of_an_office_file_carries_a_clock_time(brief, render):
    with zipfile.ZipFile(io.BytesIO(render(brief))) as packed:
        assert {member.date_time[0] for member in packed.infolist()} == {1980}
        core = packed.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", core)) == {"2024-10-20T00:00:00"}


def test_word_is_a4_with_the_fonts_of_official_papers(document):
    first = document.sections[0]
    assert (round(first.page_width.mm), round(first.page_height.mm)) == (210, 297)
    title = document.paragraphs[0].runs[0]
    assert title._r.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    headings = [p for p in document.paragraphs if p.style.name == "Heading 1"]
    assert {run._r.rPr.rFonts.get(qn("w:eastAsia")) for p in headings for run in p.runs} == {"黑体"}
    assert 'w:instr="PAGE"' in first.footer._element.xml


def test_word_turns_the_page_for_the_wide_table_once(document):
    assert [section.page_width > section.page_height for section in document.sections] == [False, True, False]


def test_word_tables_repeat_their_header_and_do_not_split_rows(document):
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_every_link_in_word_leads_to_a_bookmark_of_the_annex(document, brief):
    body = document.element.body
    anchors = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    names = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert names == [f"source_{entry.number}" for entry in brief.annex]
    assert anchors <= set(names)
    assert anchors


def test_the_annex_stands_word_for_word_in_word_html_and_excel(document, page, workbook, brief):
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows[1:]]
    sheet = workbook["依据"]
    short = materials(brief.annex)
    for entry, row in zip(brief.annex, rows, strict=True):
        words = [entry.place, entry.quote, entry.state]
        assert row == [str(entry.number), short[entry.file_name], *words]
        held = [cell.value for cell in sheet[entry.number + 1]]
        assert [str(value or "") for value in held] == [str(entry.number), entry.file_name, *words]
        assert f'<tr id="source-{entry.number}">' in page
        assert entry.quote in page


def test_pages_say_once_which_file_a_material_is(document, page, brief):
    legend = "材料1：考核方案.docx；材料2：三季度进展.docx。"
    assert materials(brief.annex) == {"考核方案.docx": "材料1", "三季度进展.docx": "材料2"}
    assert [p.text for p in document.paragraphs].count(legend) == 1
    assert page.count(legend) == 1


def test_every_link_in_html_leads_to_the_annex(page):
    targets = set(re.findall(r'href="#([^"]+)"', page))
    assert targets
    assert targets <= set(re.findall(r'id="([^"]+)"', page))


def test_html_needs_no_network(page):
    assert "http" not in page.replace('http-equiv="Content-Security-Policy"', "")
    assert "<script" not in page
    assert "src=" not in page


def test_html_is_readable_on_a_phone_and_on_paper(page):
    assert 'name="viewport"' in page
    assert "@media print" in page


def test_all_three_say_the_same(document, page, workbook, brief):
    sentence = "其中3项列有分值、合计12.5分"
    assert sentence in "".join(p.text for p in document.paragraphs)
    assert sentence in page
    held = {cell.value for row in workbook["差距总表"].iter_rows() for cell in row}
    assert {72.5, 47.5, 60.42, "红灯", "亿元"} <= held


def test_excel_has_its_sheets_in_order_with_frozen_filtered_heads(workbook):
    assert workbook.sheetnames == [
        "差距总表", "亮灯统计", "分类别", "分责任单位", "覆盖情况", "核对结果", "依据", "说明",
    ]  # fmt: skip
    for name in workbook.sheetnames[:-1]:
        assert workbook[name].freeze_panes, name
        assert workbook[name].auto_filter.ref, name


def test_excel_lights_have_a_colour_and_a_word(workbook):
    sheet = workbook["亮灯统计"]
    assert (sheet["A2"].value, sheet["A2"].fill.fgColor.rgb[-6:]) == ("绿灯", "C6E0B4")
    assert (sheet["A4"].value, sheet["A4"].fill.fgColor.rgb[-6:]) == ("红灯", "F8CBAD")


def test_hostile_words_stay_words(analysis):
    gap = replace(analysis.gaps[0], indicator=replace(analysis.gaps[0].indicator, name=HOSTILE))
    brief = compose_gap(replace(analysis, gaps=(gap, *analysis.gaps[1:])))
    page = brief_html(brief).decode()
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    book = openpyxl.load_workbook(io.BytesIO(brief_xlsx(brief)))
    assert not [c.coordinate for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    document = docx.Document(io.BytesIO(brief_docx(brief)))
    assert any("=SUM(1)<script>" in cell.text for cell in document.tables[-2].columns[1].cells)


def test_a_locked_file_says_what_to_do_and_leaves_nothing_behind(analysis, tmp_path, monkeypatch):
    def locked(*_):
        raise PermissionError(13, "in use")

    target = tmp_path / "gap.docx"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(UsageError, match="请先关闭"):
        write_gap(analysis, target)
    assert [path.name for path in tmp_path.iterdir()] == ["gap.docx"]
    assert target.read_bytes() == b"old"


def test_missing_folders_are_made(analysis, tmp_path):
    write_gap(analysis, tmp_path / "a" / "b" / "gap.html")
    assert (tmp_path / "a" / "b" / "gap.html").is_file()


@pytest.mark.system
def test_libreoffice_opens_the_word_brief_on_as_many_pages_as_it_should_have(analysis, tmp_path):
    write_gap(analysis, tmp_path / "gap.docx")
    soffice = shutil.which("soffice")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
            "--outdir", tmp_path, tmp_path / "gap.docx",
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = subprocess.run(
        [shutil.which("pdftotext"), "-layout", tmp_path / "gap.pdf", "-"],
        check=True,
        capture_output=True,
        timeout=60,
    ).stdout.decode()
    assert "附：依据表" in text
    assert 3 <= text.count("\f") <= 8


@pytest.mark.system
def test_chromium_draws_the_page_without_sideways_scrolling(analysis, tmp_path):
    write_gap(analysis, tmp_path / "gap.html")
    picture = tmp_path / "phone.png"
    subprocess.run(
        [
            shutil.which("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={tmp_path / 'profile'}", "--window-size=500,800", f"--screenshot={picture}",
            (tmp_path / "gap.html").as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert picture.stat().st_size > 10_000
