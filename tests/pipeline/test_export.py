import json
import os
from decimal import Decimal

import pandas as pd
import pytest

from pipeline.export import FACT_COLUMNS, facts_table, write_facts_csv, write_json
from schemas.document import Place
from schemas.errors import UsageError
from schemas.evidence import Evidence
from schemas.interchange import records_from_json
from schemas.period import Period
from schemas.reading import NormalFact, Reading
from schemas.records import Fact, Header, Records

EVIDENCE = Evidence(0, 0, 3, "8亿元", Place("p 4"), 0)
FACTS = (
    Fact("k1", "固定资产投资", "actual", "8.00", "亿元", "8亿元", EVIDENCE),
    Fact("k2", "=cmd()", "yoy", "-9.6", "%", "-9.6%", EVIDENCE, period="2024"),
    Fact("k3", "税收", "actual", "XX", "亿元", "@XX", EVIDENCE),
)


@pytest.fixture
def reading():
    normal = (
        NormalFact(
            FACTS[0],
            Decimal("8E+8"),
            None,
            "元",
            "money_cny",
            Period.year(2024),
            "澄江区",
            "A1",
            "投资",
            None,
        ),
        NormalFact(
            FACTS[1], Decimal("-9.6"), None, "%", "ratio_percent", None, "澄江区", None, "=cmd()", None
        ),
        NormalFact(FACTS[2], None, None, "元", "money_cny", None, "澄江区", None, "税收", None),
    )
    return Reading("d", "材料.docx", Records(Header("题"), facts=FACTS), (), normal, (), ())


def test_the_csv_opens_in_excel_as_utf8_and_keeps_digits(reading, tmp_path):
    write_facts_csv([reading], tmp_path / "facts.csv")
    content = (tmp_path / "facts.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == 4
    table = pd.read_csv(tmp_path / "facts.csv", dtype=str, keep_default_na=False)
    assert tuple(table.columns) == FACT_COLUMNS
    assert list(table["数值"]) == ["8.00", "-9.6", "XX"]
    assert list(table["基准数值"]) == ["800000000", "-9.6", ""]


def test_nothing_in_the_csv_runs_as_a_formula(reading):
    table = facts_table([reading])
    assert list(table["指标"]) == ["固定资产投资", "'=cmd()", "税收"]
    assert list(table["原文"]) == ["8亿元", "-9.6%", "'@XX"]


def test_no_reading_gives_a_header_only(tmp_path):
    write_facts_csv([], tmp_path / "facts.csv")
    assert (tmp_path / "facts.csv").read_text(encoding="utf-8-sig").strip() == ",".join(FACT_COLUMNS)


def test_json_is_written_whole_with_line_feeds(reading, tmp_path):
    path = tmp_path / "json" / "材料.json"
    write_json(reading.records, path)
    assert b"\r" not in path.read_bytes()
    assert json.loads(path.read_text(encoding="utf-8"))["document"]["title"] == "题"
    assert records_from_json(path.read_text(encoding="utf-8")) == reading.records
    assert [entry.name for entry in path.parent.iterdir()] == ["材料.json"]


def test_a_locked_file_stays_as_it_was(reading, tmp_path, monkeypatch):
    def locked(*_):
        raise PermissionError(13, "in use")

    path = tmp_path / "a.json"
    path.write_text("old", encoding="utf-8")
    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(UsageError, match="请先关闭"):
        write_json(reading.records, path)
    assert path.read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 1
