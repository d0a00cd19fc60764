"""A person's correction, confirmation and deletion from the workbook to every result, and to nothing else."""

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from cli_papers import write_good
from click.testing import CliRunner
from docx import Document

from pipeline.cli.main import cli
from schemas.errors import EXIT_DONE

NOTE = re.compile(r"原文 40\.2亿元，李四 \d{4}-\d{2}-\d{2} 更正为 41\.2亿元")
CORRECTED, ACCEPTED, REJECTED = "固定资产投资", "规模以上工业增加值增速", "城镇新增就业"


def call(*args: str | Path) -> str:
    result = CliRunner().invoke(cli, [str(arg) for arg in args])
    assert result.exit_code == EXIT_DONE, result.output
    return result.output


def run(folder: Path, out: str) -> Path:
    call("run", folder / "收件", "--out", folder / out, "--as-of", "2023-10-15", "--jobs", "1")
    return folder / out


def gaps() -> dict[str, dict[str, Any]]:
    (analysis,) = json.loads(call("gaps", "--json", "--as-of", "2023-10-15"))
    return {gap["indicator"]["name"]: gap for gap in analysis["gaps"]}


def edit(path: Path) -> None:
    """Correct one figure of September, confirm one and delete one, as a person would."""
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["数据"]
    places = {str(cell.value): number for number, cell in enumerate(sheet[1])}
    done = set()
    for row in sheet.iter_rows(min_row=2):
        value = str(row[places["数值"]].value)
        if value == "40.2":
            row[places["数值"]].value = 41.2
        elif value == "6.6":
            row[places["核对"]].value = "确认"
        elif value == "2280":
            row[places["核对"]].value = "删除"
        else:
            continue
        done.add(value)
    assert done == {"40.2", "6.6", "2280"}
    workbook.save(path)


class Told:
    """What was computed before and after a person had looked, and where."""

    def __init__(self, folder: Path) -> None:
        write_good(folder / "收件")
        before = run(folder, "前")
        self.before = gaps()
        edit(before / "records.xlsx")
        call("import-review", before / "records.xlsx", "--who", "李四")
        self.out = run(folder, "后")
        self.after = gaps()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("corrected")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUIBIAO_HOME", str(folder / "home"))
        return Told(folder)


def test_the_corrected_figure_is_used_and_says_by_whom(told: Told) -> None:
    result = told.after[CORRECTED]["result"]
    assert (result["printed"], result["value"], result["reviewed"]) == ("41.2亿元", "4120000000", True)
    assert NOTE.fullmatch(result["source"]["correction"])
    assert "40.2" in result["source"]["evidence"]["quote"], "the paper's own words stay"
    assert told.before[CORRECTED]["result"]["reviewed"] is False
    assert told.before[CORRECTED]["result"]["source"]["correction"] is None


def test_a_confirmed_figure_is_only_marked(told: Told) -> None:
    before, after = told.before[ACCEPTED]["result"], told.after[ACCEPTED]["result"]
    assert after == {**before, "reviewed": True}


def test_a_deleted_figure_is_not_used(told: Told) -> None:
    assert told.before[REJECTED]["result"]["printed"] == "2280人"
    after = told.after[REJECTED]["result"]
    assert after is None or after["printed"] == "1890人", "at most what the month before said"


def test_nothing_else_changes(told: Told) -> None:
    touched = {CORRECTED, ACCEPTED, REJECTED}
    assert told.before.keys() == told.after.keys()
    for name in told.before.keys() - touched:
        assert told.before[name] == told.after[name]


def test_the_brief_shows_original_and_correction_on_every_page(told: Told) -> None:
    page = (told.out / "gap.html").read_text(encoding="utf-8")
    word = Document(str(told.out / "gap.docx"))
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]
    sheet = openpyxl.load_workbook(told.out / "gap.xlsx")["依据"]
    annex = [[str(cell.value) for cell in row] for row in sheet.iter_rows()]
    assert "完成41.2亿元" in page
    assert NOTE.search(page)
    for entries in (rows, annex):
        states = [row[-1] for row in entries if NOTE.search(" ".join(row))]
        assert {"已核", "部分已核"} & set(states)
        assert "待核" not in states
    assert any("6.6" in " ".join(row) and row[-1] in {"已核", "部分已核"} for row in annex)
    assert any(row[-1] == "待核" for row in annex)


def test_a_finding_on_a_corrected_value_says_so(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIBIAO_HOME", str(told.out.parent / "home"))
    checks = json.loads(call("checks", "--json"))
    (found,) = (check for check in checks if "41.2" in check["text"])
    assert not found["holds"]
    assert re.search(rf"（更正值：{NOTE.pattern}）", found["text"])
    assert [NOTE.fullmatch(source["correction"] or "") is not None for source in found["sources"]].count(True)


def test_the_tidy_table_names_the_correction(told: Told) -> None:
    lines = (told.out / "facts.csv").read_text(encoding="utf-8-sig").splitlines()
    (line,) = (line for line in lines if NOTE.search(line))
    assert ",41.2," in line
    assert ",已核," in line
