"""What a run writes: names, its own report, and files that can't be written."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.files import put
from pipeline.run.outputs import _stems, _write_all, json_names, remove_stale
from pipeline.run.report import (
    RunReport,
    as_json,
    as_text,
    outputs_before,
    report_line,
    summary_line,
    write_report,
)
from schemas.errors import UsageError
from schemas.outcome import FileReport, Outcome

FILES = (
    FileReport("2023年/9月.docx", Outcome.DONE, "", {"facts": 12, "issues": 0}, 1.25),
    FileReport("空.txt", Outcome.EMPTY, "文件是空的。请重新索取", {}, 0.0),
)
REPORT = RunReport("收件", "2023-10-10", "1", FILES, ("records.xlsx",), ("没有考核通知",), ("x",), (), 2)


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a.docx"], ["a.json"]),
        (["a.docx", "a.pdf"], ["a.json", "a.pdf.json"]),
        (["甲/a.pdf", "乙/a.pdf", "丙/a.pdf"], ["a.json", "a.pdf.json", "a.pdf.2.json"]),
        (["A.txt", "a.txt"], ["A.json", "a.txt.json"]),
        (["1.2版.docx"], ["1.2版.json"]),
    ],
)
def test_json_names(paths: list[str], names: list[str]) -> None:
    assert list(json_names(paths).values()) == names


@given(st.lists(st.text("aA.b", min_size=1, max_size=4).map(lambda t: f"x{t}y.txt"), unique=True))
def test_json_names_never_collide_even_where_case_does_not_count(paths: list[str]) -> None:
    names = [name.casefold() for name in json_names(paths).values()]
    assert len(set(names)) == len(paths)


@pytest.mark.parametrize(
    ("labels", "stems"),
    [
        ([], []),
        (["云溪县-2023"], ["gap"]),
        (["云溪县-2023", "云溪县-2022", "云溪县-2022"], ["gap", "gap-云溪县-2022", "gap-云溪县-2022-2"]),
        (["a", "A/B: C"], ["gap", "gap-ABC"]),
    ],
)
def test_stems(labels: list[str], stems: list[str]) -> None:
    assert _stems("gap", labels) == stems


def test_a_file_that_cannot_be_written_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    def held(path: Path) -> None:
        raise UsageError(f"无法写入 {path.name}", "请先关闭正在打开该文件的程序，再重试")

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    def broken(_path: Path) -> None:
        raise RuntimeError("planned")

    def fine(path: Path) -> None:
        put(path, b"{}")

    written = _write_all({"a.xlsx": held, "json/b.json": fine, "c": full, "d": broken}, tmp_path)
    assert written.files == ("json/b.json",)
    assert [text.split("：")[0] for text in written.failures] == [
        "a.xlsx",
        "c",
        "d没有完成，程序内部错误（RuntimeError）；其他结果不受影响，请把日志发给维护者",
    ]
    assert "请先关闭" in written.failures[0]
    assert "磁盘空间" in written.failures[1]


def test_only_what_the_last_run_wrote_is_removed(tmp_path: Path) -> None:
    for name in ("out/json/旧.json", "out/gap.docx", "out/笔记.txt", "外面.txt"):
        put(tmp_path / name, b"x")
    remove_stale(tmp_path / "out", ["json/旧.json", "gap.docx", "没有.txt", "../外面.txt"], ["gap.docx"])
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {"gap.docx", "笔记.txt", "外面.txt"}


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"outputs": 3}', "不是JSON"])
def test_a_report_that_says_nothing_names_no_outputs(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "run.json").write_text(text, encoding="utf-8")
    assert outputs_before(tmp_path) == ()
    write_report(REPORT, tmp_path)
    assert outputs_before(tmp_path) == ("records.xlsx",)


def test_a_file_as_one_line() -> None:
    assert report_line(FILES[0]) == "[已读取]  2023年/9月.docx  数据12"
    assert report_line(FILES[1]) == "[空文件]  空.txt  文件是空的。请重新索取"


def test_the_summary_counts_outcomes() -> None:
    assert summary_line(FILES) == "共 2 个文件：已读取 1，空文件 1"


def test_the_report_for_programs_is_the_same_every_time(tmp_path: Path) -> None:
    write_report(REPORT, tmp_path / "a")
    write_report(REPORT, tmp_path / "b")
    for name in ("run.json", "运行结果.txt"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    plain = json.loads(as_json(REPORT))
    assert [file["outcome"] for file in plain["files"]] == ["done", "empty"]
    assert "seconds" not in plain["files"][0], "durations differ from run to run"
    assert not REPORT.all_read


def test_the_report_for_people_says_what_to_do() -> None:
    text = as_text(REPORT)
    for words in ("收件文件夹：收件", "请重新索取", "没有考核通知", "有 2 项待人工核对", "records.xlsx"):
        assert words in text
