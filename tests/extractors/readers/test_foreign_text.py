"""Text that is no paper, and papers that only look a little like it."""

import pytest

from extractors.readers.foreign_text import foreign_name, foreign_text

PYTHON = """import json

def total(rows):
    # 各项分值之和
    found = 0
    for row in rows:
        found += row["分值"]
    return found
"""
C = '#include <stdio.h>\nint main(void) {\n  printf("x");\n  return 0;\n}\n'
CSV = "指标,目标,完成\n固定资产投资,60,40.2\n财政收入,12,8.1\n新增就业,3000,22"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"facts": [{"indicator": "投资"}]}', "data"),
        ('\n[\n  {\n "name": "投资"', "data"),
        ('<?xml version="1.0"?><records/>', "data"),
        ('<?xml version="1.0"?><!DOCTYPE html><html/>', "html"),
        ("<!-- 栏目 --><div>一、情况</div>", "html"),
        ("<p>1—9月，投资增长8%。</p>", "html"),
        ("正文<p>一、情况</p><p>投资<b>增长</b></p>" * 9, "html"),
        ("Received: from mx.example (unknown)\n\n正文", "mail"),
        ("#!/bin/sh\necho 一\n", "code"),
        (PYTHON, "code"),
        (C, "code"),
        (CSV, "csv"),
    ],
)
def test_foreign_text_by_content(text: str, kind: str) -> None:
    assert foreign_text(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一、情况\n今年以来，投资增长8%。",
        "# 云溪县2023年度自评报告\n\n## 一、情况\n投资增长8%。",
        "〔2023〕9号",
        "[2023]9号\n云溪县人民政府",
        "{略}\n一、情况",
        "<关于印发方案的通知>\n各乡镇：",
        "<table><tr><td>指标</td><td>目标</td></tr></table>\n投资增长8%。",
        "正文如下：<br>\n" + "今年以来，各项工作有序推进，投资增长8%。" * 40,
        "指标\t目标\t完成\n投资\t60\t40.2\n收入\t12\t8.1\n",
        "一是投资增长,工业向好,消费回暖\n二是收入增加;\n三是就业稳定,民生改善;\n",
        "投资60亿元;\n收入12亿元;\n就业3000人;\n",
        "import 与 export 均有增长\n二、问题\n三、措施\n",
    ],
)
def test_papers_stay_papers(text: str) -> None:
    assert foreign_text(text) is None


@pytest.mark.parametrize("name", ["a.json", "说明.MD", "a.tar.html", "表.csv", "a.py", "s.yaml"])
def test_names_of_what_is_no_paper(name: str) -> None:
    assert foreign_name(name) is not None


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "通知", "a.2023", "2.md号文", "json", ".txt"])
def test_names_that_say_nothing_of_the_kind(name: str) -> None:
    assert foreign_name(name) is None
