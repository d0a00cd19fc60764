"""How findings are listed for people: worst first, named in Chinese, the many small ones folded."""

import json
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from click.testing import CliRunner

from pipeline.analysis.checks import CHECK_CODES
from pipeline.briefs.wording import CHECK_NAMES
from pipeline.cli.checks import _lines
from pipeline.cli.main import cli
from pipeline.cli.words import full_decimal
from pipeline.config import data_home, database_url
from pipeline.store.store import open_store
from schemas.analysis import Check, CheckLevel, Source
from schemas.document import Place
from schemas.evidence import Evidence


def check(code: str, level: CheckLevel, document: str, text: str, *, holds: bool = False) -> Check:
    evidence = Evidence(block=0, start=0, end=2, quote=text[:2], place=Place("p 1"), anchor=0)
    return Check(code, level, text, "", (Source(document, f"{document}.docx", evidence),), document, holds)


CHECKS = (
    check("bodytable.name", "remark", "甲", "第1项写法不同"),
    check("bodytable.name", "remark", "甲", "第2项写法不同"),
    check("counts.lights", "warning", "甲", "亮灯合计不符"),
    check("completion.ratio", "remark", "甲", "完成率相符", holds=True),
    check("weights.total", "error", "乙", "总分不符"),
    check("bodytable.name", "remark", "乙", "第3项写法不同"),
)


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> None:
    open_store(database_url(None, data_home())).close()

    def run_checks(_readings: object, _schemes: object) -> Sequence[Check]:
        return CHECKS

    monkeypatch.setattr("pipeline.cli.checks.run_checks", run_checks)


def heads(*args: str) -> list[str]:
    output = CliRunner().invoke(cli, ["checks", *args]).output
    return [line for line in output.splitlines() if line.startswith("[")]


def test_worst_first_and_variants_folded() -> None:
    assert heads() == [
        "[错误] 分值合计与总分（weights.total）：总分不符",
        "[警告] 亮灯合计（counts.lights）：亮灯合计不符",
        "[提示] 正文与附表的名称（bodytable.name）：甲.docx 有 2 项指标在表中是另一种写法，用 --all 逐条查看",
        "[提示] 正文与附表的名称（bodytable.name）：第3项写法不同",
    ]


def test_a_finding_with_many_sources_shows_the_first() -> None:
    many = replace(CHECKS[0], sources=CHECKS[0].sources * 9)
    assert len(list(_lines([many], wants_all=True))) == 10
    *_, last = shown = list(_lines([many], wants_all=False))
    assert (len(shown), last.strip()) == (6, "另有 5 处依据，用 --all 全部列出")


def test_all_lists_each() -> None:
    assert [line.partition("：")[2] for line in heads("--all")] == [
        "总分不符", "亮灯合计不符", "第1项写法不同", "第2项写法不同", "第3项写法不同", "完成率相符",
    ]  # fmt: skip


def test_programs_get_everything() -> None:
    given = json.loads(CliRunner().invoke(cli, ["checks", "--json"]).output)
    assert sorted(one["text"] for one in given) == sorted(one.text for one in CHECKS)
    assert given[0]["code"] == "weights.total"


def test_every_check_has_a_chinese_name() -> None:
    assert set(CHECK_NAMES) == set(CHECK_CODES)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("3.08E+3", "3080"),
        ("0E+2", "0"),
        ("11864000000.00", "11864000000"),
        ("0.4516129032258064516129032258", "0.451612903225806"),
        ("-12.50", "-12.5"),
        ("123456789012345678", "123456789012345678"),
        ("0.0000001", "0.0000001"),
    ],
)
def test_decimals_for_programs_have_no_exponent(value: str, text: str) -> None:
    assert full_decimal(Decimal(value)) == text
