"""The whole job from the command line: good papers, bad ones, again, and elsewhere."""

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from cli_papers import ROOT, program, snapshot, write_bad, write_good
from click.testing import CliRunner

from pipeline.cli.main import cli
from pipeline.store.store import open_store
from schemas.errors import (
    EXIT_DONE,
    EXIT_FILE_OUTCOME,
    EXIT_INBOX_EMPTY,
    EXIT_INTERRUPTED,
    EXIT_UNEXPECTED,
    EXIT_USAGE,
)

OUTPUTS = {
    "records.xlsx",
    "facts.csv",
    "gap.docx",
    "gap.html",
    "gap.xlsx",
    "compare.docx",
    "run.json",
    "运行结果.txt",
}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an inbox that was run once; outputs in `out`, data folder in `home`."""
    folder = tmp_path_factory.mktemp("whole")
    write_good(folder / "收件")
    before = snapshot(folder / "收件")
    result = program(
        "run",
        folder / "收件",
        "--out",
        folder / "out",
        "--as-of",
        "2023-10-15",
        DUIBIAO_HOME=str(folder / "home"),
    )
    assert result.returncode == EXIT_DONE, result.stdout + result.stderr
    assert snapshot(folder / "收件") == before, "a run writes nothing into the inbox"
    return folder


@pytest.fixture
def at_home(done: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUIBIAO_HOME", str(done / "home"))
    return done


def run(*args: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [str(arg) for arg in args])
    return result.exit_code, result.output


def test_everything_is_there(done: Path) -> None:
    names = {
        path.relative_to(done / "out").as_posix() for path in (done / "out").rglob("*") if path.is_file()
    }
    assert names == OUTPUTS | {"json/通知.json", "json/8月.json", "json/9月.json"}
    report = json.loads((done / "out" / "run.json").read_text(encoding="utf-8"))
    assert [file["outcome"] for file in report["files"]] == ["done"] * 3
    assert report["as_of"] == "2023-10-15"
    page = (done / "out" / "gap.html").read_text(encoding="utf-8")
    for words in ("2023年1—9月", "40.2亿元", "城镇新增就业", "9月.docx"):
        assert words in page


def test_the_same_again_changes_nothing(at_home: Path) -> None:
    before = snapshot(at_home / "out")
    code, text = run("run", at_home / "收件", "--out", at_home / "out", "--as-of", "2023-10-15")
    assert code == EXIT_DONE
    assert "已读过 3" in text
    after = snapshot(at_home / "out")
    differing = {name for name in before if before[name][1] != after[name][1]}
    assert differing <= {"run.json", "运行结果.txt"}, "only the run's report says that nothing was new"


def test_the_same_papers_give_the_same_bytes_elsewhere(done: Path, tmp_path: Path) -> None:
    result = program(
        "run",
        done / "收件",
        "--out",
        tmp_path / "out",
        "--as-of",
        "2023-10-15",
        "--jobs",
        "1",
        DUIBIAO_HOME=str(tmp_path / "h"),
    )
    assert result.returncode == EXIT_DONE
    ours, theirs = snapshot(done / "out"), snapshot(tmp_path / "out")
    assert ours.keys() == theirs.keys()
    differing = {name for name in ours if ours[name][1] != theirs[name][1]}
    assert differing <= {"run.json", "运行结果.txt"}


def test_gaps(at_home: Path) -> None:
    code, text = run("gaps")
    assert code == EXIT_DONE
    assert "固定资产投资" in text
    assert "差19.8亿元" in text
    code, text = run("gaps", "--json", "--period", "2023-01/2023-08", "--as-of", "2023-09-10")
    (analysis,) = json.loads(text)
    assert analysis["period"] == {"start": "2023-01-01", "end": "2023-08-31"}
    by_name = {gap["indicator"]["name"]: gap for gap in analysis["gaps"]}
    assert by_name["固定资产投资"]["result"]["printed"] == "34.8亿元"


def test_a_period_without_a_report_is_named(at_home: Path, tmp_path: Path) -> None:
    commands: tuple[list[str | Path], ...] = (["gaps"], ["brief", "gap", "--out", tmp_path / "x.docx"])
    for command in commands:
        code, text = run(*command, "--period", "2019-01/2019-09")
        assert code == EXIT_USAGE
        assert "没有2019年1—9月的报告" in text
        assert "2023-01/2023-08（2023年1—8月）、2023-01/2023-09（2023年1—9月）" in text
    assert run("gaps", "--period", "2023-09")[0] == EXIT_DONE, "a month that a report ends in"
    assert not (tmp_path / "x.docx").exists()


def test_what_can_be_compared_is_named(at_home: Path, tmp_path: Path) -> None:
    compare: list[str | Path] = ["brief", "compare", "--out", tmp_path / "x.docx"]
    code, text = run(*compare, "--region", "栖霞市")
    assert (code, "没有栖霞市的报告" in text, "云溪县" in text) == (EXIT_USAGE, True, True)
    code, text = run(*compare, "--period", "2023-01/2023-08", "--period", "2024-01/2024-08")
    assert (code, "没有2024年1—8月的报告" in text, "2023-01/2023-09" in text) == (EXIT_USAGE, True, True)


def test_a_workbook_of_another_store_is_refused(at_home: Path, tmp_path: Path) -> None:
    open_store(f"sqlite:///{(tmp_path / 'x.db').as_posix()}").close()
    code, text = run("import-review", at_home / "out" / "records.xlsx", "--db", tmp_path / "x.db")
    assert code == EXIT_USAGE
    assert "不是从这个数据库导出的" in text
    assert "--samples" in text


def test_checks(at_home: Path) -> None:
    code, text = run("checks", "--json")
    assert code == EXIT_DONE
    checks = json.loads(text)
    shares = [check for check in checks if check["code"] == "completion.ratio"]
    assert shares
    assert all(check["holds"] for check in shares), "40.2 / 60 = 67 %"
    code, text = run("checks")
    assert "项相符" in text


def test_verify_finds_everything(at_home: Path) -> None:
    code, text = run("verify", "--json")
    assert code == EXIT_DONE
    report = json.loads(text)
    assert report["total"] == report["found"] > 20
    assert report["lost"] == report["orphan_decisions"] == []
    assert (report["documents"], report["reopened"]) == (3, 0)
    code, text = run("verify", "--files", "--json")
    again = json.loads(text)
    assert (again["reopened"], again["lost"], again["total"]) == (3, [], report["total"])


def test_verify_names_what_is_lost(at_home: Path, tmp_path: Path) -> None:
    shutil.copy(at_home / "home" / "duibiao.db", tmp_path / "x.db")
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("UPDATE documents SET document = replace(document, '40.2', '41.2')")
    connection.close()
    code, text = run("verify", "--db", tmp_path / "x.db")
    assert code == EXIT_UNEXPECTED
    assert "没有找到：2023年/月报/9月.docx" in text
    assert "40.2" in text


def test_briefs(at_home: Path, tmp_path: Path) -> None:
    code, text = run("brief", "gap", "--out", tmp_path / "差距.docx", "--out", tmp_path / "差距.html")
    assert code == EXIT_DONE, text
    code, text = run("brief", "compare", "--out", tmp_path / "对比.docx", "--region", "云溪县")
    assert code == EXIT_DONE, text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["对比.docx", "差距.docx", "差距.html"]
    code, text = run("brief", "gap", "--out", tmp_path / "差距.pdf")
    assert code == EXIT_USAGE


def test_doctor(at_home: Path) -> None:
    code, text = run("doctor", "--json")
    assert code == EXIT_DONE
    findings = {finding["what"]: finding for finding in json.loads(text)}
    assert findings["数据库"]["state"] == "ok"
    assert "3 份文件" in findings["数据库"]["text"]


def test_a_corrected_workbook_comes_back(done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(done / "home", tmp_path / "home")
    monkeypatch.setenv("DUIBIAO_HOME", str(tmp_path / "home"))
    book = openpyxl.load_workbook(done / "out" / "records.xlsx")
    sheet = book["数据"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    row = next(r for r in range(2, sheet.max_row + 1) if sheet.cell(r, columns["数值"]).value == 40.2)
    sheet.cell(row, columns["数值"]).value = 40.9
    others = [r for r in range(2, sheet.max_row + 1) if r != row]
    sheet.cell(others[0], columns["核对"]).value = "确认"
    sheet.cell(others[1], columns["核对"]).value = "删除"
    book.save(tmp_path / "改.xlsx")
    code, text = run("import-review", tmp_path / "改.xlsx", "--who", "王芳")
    assert code == EXIT_DONE, text
    assert "更正 1 处，确认 1 条，删除 1 条" in text
    _, text = run("import-review", tmp_path / "改.xlsx", "--who", "王芳")
    assert "更正 0 处，确认 0 条，删除 0 条" in text, "the same workbook twice is one decision"
    code, text = run("run", done / "收件", "--out", tmp_path / "out", "--as-of", "2023-10-15")
    assert code == EXIT_DONE, text
    records = json.loads((tmp_path / "out" / "json" / "9月.json").read_text(encoding="utf-8"))
    assert "40.9" in {fact["value"] for fact in records["facts"]}
    assert "差19.1亿元" in run("gaps")[1]


def test_bad_files_stop_nothing(tmp_path: Path) -> None:
    write_good(tmp_path / "收件")
    write_bad(tmp_path / "收件")
    before = snapshot(tmp_path / "收件")
    code, text = run("run", tmp_path / "收件", "--out", tmp_path / "out", "--json")
    assert code == EXIT_FILE_OUTCOME, text
    report = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    outcomes = {file["path"]: file["outcome"] for file in report["files"]}
    assert outcomes == {
        "2023年/月报/8月.txt": "done",
        "2023年/月报/9月.docx": "done",
        "2023年/通知.txt": "done",
        "加密.pdf": "password",
        "图片.pdf": "empty",
        "截断.docx": "damaged",
        "文件夹.pdf": "unsupported",
        "空.txt": "empty",
    }
    for file in report["files"]:
        assert file["outcome"] == "done" or "请" in file["message"], "every trouble says what to do"
    assert set(report["outputs"]) >= OUTPUTS - {"run.json", "运行结果.txt"}
    assert snapshot(tmp_path / "收件") == before


def test_only_bad_files_still_end_well(tmp_path: Path) -> None:
    write_bad(tmp_path / "收件")
    code, text = run("run", tmp_path / "收件", "--out", tmp_path / "out")
    assert code == EXIT_FILE_OUTCOME
    assert "[有密码]" in text
    assert (tmp_path / "out" / "运行结果.txt").exists()


def test_results_of_papers_that_are_gone_are_removed(tmp_path: Path) -> None:
    write_good(tmp_path / "收件")
    out = tmp_path / "out"
    assert run("run", tmp_path / "收件", "--out", out)[0] == EXIT_DONE
    (out / "自己的笔记.txt").write_text("留着", encoding="utf-8")
    (tmp_path / "收件" / "2023年" / "月报" / "8月.txt").rename(
        tmp_path / "收件" / "2023年" / "月报" / "八月.txt"
    )
    (tmp_path / "收件" / "2023年" / "月报" / "9月.docx").unlink()
    assert run("run", tmp_path / "收件", "--out", out)[0] == EXIT_DONE
    assert sorted(path.name for path in (out / "json").iterdir()) == ["八月.json", "通知.json"]
    assert (out / "自己的笔记.txt").exists()
    listed = json.loads((out / "run.json").read_text(encoding="utf-8"))["outputs"]
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == {
        *listed, "run.json", "运行结果.txt", "自己的笔记.txt",
    }  # fmt: skip


def test_without_a_notice_there_is_a_workbook_and_a_message(tmp_path: Path) -> None:
    write_good(tmp_path / "收件")
    (tmp_path / "收件" / "2023年" / "通知.txt").unlink()
    code, text = run("run", tmp_path / "收件", "--out", tmp_path / "out")
    assert code == EXIT_DONE
    assert "请把考核方案放入收件文件夹" in text
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names >= {"records.xlsx", "compare.docx"}
    assert "gap.docx" not in names


def test_json_is_all_that_standard_output_holds(at_home: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["run", str(at_home / "收件"), "--out", str(tmp_path / "o"), "--json"])
    assert json.loads(result.stdout)["files"]
    assert "[已读过]" in result.stderr


def test_an_empty_inbox(tmp_path: Path) -> None:
    (tmp_path / "收件").mkdir()
    (tmp_path / "收件" / "~$锁.docx").write_bytes(b"x")
    result = program("run", tmp_path / "收件", "--out", tmp_path / "out")
    assert result.returncode == EXIT_INBOX_EMPTY
    assert "没有文件" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("command", ["run", "watch"])
def test_results_inside_the_inbox_are_refused(tmp_path: Path, command: str) -> None:
    write_bad(tmp_path / "收件")
    code, text = run(command, tmp_path / "收件", "--out", tmp_path / "收件" / "结果")
    assert code == EXIT_USAGE
    assert "收件文件夹以外" in text


def test_the_inbox_can_be_set(tmp_path: Path) -> None:
    write_bad(tmp_path / "收件")
    (tmp_path / "s.toml").write_text('inbox = "收件"\nout = "结果"\njobs = 1\n', encoding="utf-8")
    code, _ = run("run", "--config", tmp_path / "s.toml", "--db", tmp_path / "d.db")
    assert code == EXIT_FILE_OUTCOME
    assert (tmp_path / "结果" / "run.json").exists()
    assert (tmp_path / "d.db").exists()


def test_samples_have_a_store_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_good(tmp_path / "样例")
    monkeypatch.setenv("DUIBIAO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("pipeline.cli.run.samples_folder", lambda: tmp_path / "样例")
    code, text = run("run", "--samples", "--out", tmp_path / "out")
    assert code == EXIT_DONE, text
    assert {path.name for path in (tmp_path / "home").glob("*.db")} == {"samples.db"}
    assert "固定资产投资" in run("gaps", "--samples")[1]
    assert "还没有数据库" in run("gaps")[1]
    assert run("run", tmp_path, "--samples")[0] == EXIT_USAGE


def test_extract_never_touches_the_store(done: Path, tmp_path: Path) -> None:
    papers = done / "收件" / "2023年"
    (tmp_path / "9月.txt").write_text((papers / "通知.txt").read_text(encoding="utf-8"), encoding="utf-8")
    files = [papers / "月报" / "9月.docx", tmp_path / "9月.txt", tmp_path / "没有.txt"]
    result = program("extract", *files, "--out", tmp_path / "json", DUIBIAO_HOME=str(tmp_path / "home"))
    assert result.returncode == EXIT_FILE_OUTCOME
    assert sorted(path.name for path in (tmp_path / "json").iterdir()) == ["9月.json", "9月.txt.json"]
    assert "加扩展名区分" in result.stdout
    assert "不存在" in result.stdout
    assert not (tmp_path / "home").exists()
    records = json.loads((tmp_path / "json" / "9月.json").read_text(encoding="utf-8"))
    assert records["document"]["region"] == "云溪县"


def test_watch_takes_what_falls_in_and_ends_when_interrupted(done: Path, tmp_path: Path) -> None:
    inbox = tmp_path / "收件"
    inbox.mkdir()
    (inbox / "早先.txt").write_text("早先就在的文件", encoding="utf-8")
    log = tmp_path / "log.txt"
    args = ["watch", inbox, "--out", tmp_path / "out", "--still", "1"]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli.main", *args], cwd=ROOT, stdout=out, stderr=out
        )
        try:
            _wait_for(log, "正在守候")
            time.sleep(1)
            (inbox / "空.txt").write_bytes(b"")
            (inbox / "~$通知.docx").write_bytes(b"lock")
            _wait_for(log, "[空文件]")
            (inbox / "通知.txt").write_bytes((done / "收件" / "2023年" / "通知.txt").read_bytes())
            _wait_for(log, "[已读取]  通知.txt")
            _wait_for(log, "共 2 个文件")
        finally:
            process.send_signal(signal.SIGINT)
            code = process.wait(30)
    assert code == EXIT_INTERRUPTED
    assert "早先" not in log.read_text(encoding="utf-8")
    assert (tmp_path / "out" / "json" / "通知.json").exists()


def _wait_for(log: Path, words: str) -> None:
    until = time.monotonic() + 60
    while words not in log.read_text(encoding="utf-8"):
        assert time.monotonic() < until, log.read_text(encoding="utf-8")
        time.sleep(0.2)
