"""Year, unit and kind from the names of folders: used where the paper is silent, and said to be so."""

import csv
import json
from pathlib import Path

import pytest
from cli_papers import NOTICE
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.config import data_home, database_url
from pipeline.run.analyses import readings_in_force
from pipeline.store.store import open_store
from schemas.errors import EXIT_DONE
from schemas.reading import Reading

REPORT = """主要指标1—9月完成情况
1—9月，完成固定资产投资40.2亿元，年度目标60亿元。9月末，城镇新增就业2280人，年度目标3000人。
"""
UNDATED = "主要指标完成情况\n完成固定资产投资40.2亿元。\n"
OWN_YEAR = "云溪县2022年1—9月主要指标完成情况\n1—9月，完成固定资产投资31.5亿元。\n"


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inbox that was run once."""
    whole = tmp_path_factory.mktemp("folders")
    folder = whole / "收件"
    for name, text in (
        ("通知.txt", NOTICE),
        ("2023年/云溪县月报/9月.txt", REPORT),
        ("2023年/云溪县月报/无期间.txt", UNDATED),
        ("2023年/云溪县月报/去年.txt", OWN_YEAR),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DUIBIAO_HOME", str(whole / "home"))
        run(folder)
    return folder


@pytest.fixture
def inbox(ran: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUIBIAO_HOME", str(ran.parent / "home"))
    return ran


def run(inbox: Path) -> str:
    out = inbox.parent / "out"
    result = CliRunner().invoke(
        cli, ["run", str(inbox), "--out", str(out), "--as-of", "2023-10-15", "--jobs", "1"]
    )
    assert result.exit_code == EXIT_DONE, result.output
    return result.output


def periods(inbox: Path, name: str) -> dict[str, str]:
    """Value to base period of a file's facts."""
    text = (inbox.parent / "out" / "facts.csv").read_text(encoding="utf-8-sig")
    return {row["数值"]: row["基准期间"] for row in csv.DictReader(text.splitlines()) if row["文件"] == name}


def stored(inbox: Path) -> dict[str, Reading]:
    store = open_store(database_url(None, data_home()))
    try:
        return {reading.file_name: reading for reading in readings_in_force(store).values()}
    finally:
        store.close()


def test_a_period_without_a_year_takes_the_folders(inbox: Path) -> None:
    found = periods(inbox, "9月.txt")
    assert (found["40.2"], found["60"]) == ("2023-01/2023-09", "2023")
    assert found["2280"] == "2023-09"
    assert periods(inbox, "去年.txt")["31.5"] == "2022-01/2022-09", "the paper's own year stands"
    assert periods(inbox, "无期间.txt")["40.2"] == "", "a year alone says nothing of the months"


def test_the_report_answers_its_countys_scheme(inbox: Path) -> None:
    result = CliRunner().invoke(cli, ["gaps", "--json", "--as-of", "2023-10-15"])
    (analysis,) = json.loads(result.output)
    assert analysis["period"] == {"start": "2023-01-01", "end": "2023-09-30"}
    by_name = {gap["indicator"]["name"]: gap for gap in analysis["gaps"]}
    assert by_name["固定资产投资"]["result"]["printed"] == "40.2亿元"


def test_the_reading_lists_what_the_folders_gave(inbox: Path) -> None:
    readings = stored(inbox)
    changes = readings["9月.txt"].changes
    header = {change.field: (change.before, change.after) for change in changes if not change.key}
    assert header == {
        "region": ("", "云溪县"),
        "issuer": ("", "云溪县"),
        "period": ("", "2023-01/2023-09"),
    }
    key = next(fact.fact.key for fact in readings["9月.txt"].facts if fact.fact.value == "40.2")
    assert ("1—9月", "2023-01/2023-09") in {
        (change.before, change.after) for change in changes if (change.key, change.field) == (key, "period")
    }
    own = readings["去年.txt"].changes
    assert not [change for change in own if not change.key and change.field in {"period", "region"}]


def test_a_paper_that_is_moved_into_a_years_folder_is_read_again(inbox: Path) -> None:
    here, there = inbox / "2023年/云溪县月报/9月.txt", inbox / "2022年/云溪县/9月.txt"
    there.parent.mkdir(parents=True)
    here.rename(there)
    assert "所在文件夹已变" in run(inbox)
    assert periods(inbox, "9月.txt")["40.2"] == "2022-01/2022-09"
    there.rename(here)
    assert "所在文件夹已变" in run(inbox)
    assert periods(inbox, "9月.txt")["40.2"] == "2023-01/2023-09"
    assert "所在文件夹已变" not in run(inbox)
