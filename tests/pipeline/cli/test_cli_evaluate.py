"""duibiao evaluate: papers against their gold, from files, from written records, from the store."""

import json
from pathlib import Path

import pytest
from cli_papers import SEPTEMBER, write_bad
from click.testing import CliRunner, Result

from pipeline.cli.main import cli

GOLD = {
    "document": {
        "title": "云溪县2023年1—9月综合绩效指标完成情况报告",
        "issuer": "云溪县绩效办",
        "date": "2023-10-09",
        "doc_type": "progress_report",
        "region": "云溪县",
        "period": "2023-01/2023-09",
    },
    "facts": [
        {
            "indicator": "规模以上工业增加值",
            "role": "yoy",
            "value": "6.6",
            "unit": "%",
            "quote": "同比增长6.6%",
        },
        {"indicator": "规模以上工业增加值", "role": "target", "value": "8", "unit": "%", "period": "*"},
        {"indicator": "固定资产投资", "role": "actual", "value": "40.2", "unit": "亿元"},
        {"indicator": "固定资产投资", "role": "target", "value": "60", "unit": "亿元"},
        {"indicator": "固定资产投资", "role": "completion", "value": "67", "unit": "%"},
        {"indicator": "一般公共预算收入", "role": "actual", "value": "8.1", "unit": "亿元"},
        {"indicator": "一般公共预算收入", "role": "target", "value": "12", "unit": "亿元"},
        {"indicator": "就业", "role": "actual", "value": "2280", "unit": "人", "also": ["城镇新增就业"]},
        {"indicator": "城镇新增就业", "role": "forecast", "value": "3000", "unit": "人"},
        {"indicator": "粮食产量", "role": "actual", "value": "5", "unit": "万吨", "quote": "项目储备不足"},
    ],
    "issues": [{"text": "项目储备不足"}, {"text": "财政收入增长乏力"}],
}


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "标注"
    folder.mkdir()
    (folder / "9月.json").write_text(json.dumps(GOLD, ensure_ascii=False), encoding="utf-8")
    return folder


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "材料" / "月报"
    folder.mkdir(parents=True)
    (folder / "9月.txt").write_text(SEPTEMBER, encoding="utf-8")
    (folder / "无关.txt").write_text("云溪县", encoding="utf-8")
    return folder.parent


def evaluate(*args: str | Path) -> Result:
    return CliRunner().invoke(cli, ["evaluate", *map(str, args)])


def test_papers_of_a_folder(gold: Path, papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "结果.json"
    done = evaluate(gold, papers, "--errors", "--json", out, "--jobs", "1")
    assert done.exit_code == 0, done.output
    for said in ("各类记录", "数据按口径", "把握程度", "9月.txt", "完成值"):
        assert said in done.output
    assert "[读错] 数据（口径）" in done.output
    assert "应为 城镇新增就业　预计值　3000人" in done.output
    assert "读成 城镇新增就业　目标值　3000人" in done.output
    assert "[漏读] 数据 第4行“项目储备不足”" in done.output
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["figures"]["facts.full"] == {
        "precision": round(8 / 9, 4), "recall": 0.8, "f1": 0.8421, "gold": 10, "read": 9, "hit": 8,
    }  # fmt: skip
    assert written["figures"]["issues"]["hit"] == 2
    assert "measures" not in written["figures"]
    assert written["roles"]["forecast"]["hit"] == 0
    assert [len(written["calibration"]), written["by_paper"][0]["file"]] == [10, "9月.txt"]
    wrong = next(f for f in written["by_paper"][0]["faults"] if f["sort"] == "wrong" and f["kind"] == "facts")
    assert (wrong["fields"], wrong["place"]) == (["role"], "第3行")


def test_records_written_before(gold: Path, papers: Path, tmp_path: Path) -> None:
    out = tmp_path / "json"
    paper = str(papers / "月报" / "9月.txt")
    assert CliRunner().invoke(cli, ["extract", paper, "--out", str(out), "--jobs", "1"]).exit_code == 0
    done = evaluate(gold, out, "--errors")
    assert done.exit_code == 0, done.output
    assert "9月.json" in done.output
    assert "[漏读] 数据 “项目储备不足”" in done.output
    (out / "9月.json").write_text("{}", encoding="utf-8")
    refused = evaluate(gold, out)
    assert refused.exit_code == 2
    assert "9月.json 不是 duibiao extract 写出的记录" in refused.output


def test_records_of_the_store(gold: Path, papers: Path, tmp_path: Path) -> None:
    assert evaluate(gold).exit_code == 9
    ran = CliRunner().invoke(cli, ["run", str(papers), "--out", str(tmp_path / "out"), "--jobs", "1"])
    assert ran.exit_code in (0, 5), ran.output
    done = evaluate(gold)
    assert done.exit_code == 0, done.output
    assert "9月.txt" in done.output


def test_the_worst_come_first_and_gold_without_paper_is_named(gold: Path, papers: Path) -> None:
    for stem, facts in (("8月", [{**GOLD["facts"][0], "value": "1"}]), ("7月", [])):
        other = {**GOLD, "facts": facts, "issues": []}
        (gold / f"{stem}.json").write_text(json.dumps(other), encoding="utf-8")
    (papers / "8月.txt").write_text(SEPTEMBER, encoding="utf-8")
    done = evaluate(gold, papers, "--worst", "1", "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert "8月.txt" in done.output
    assert "9月.txt" not in done.output
    assert "标准答案 7月.json 没有同名的材料" in done.output


def test_a_paper_that_cannot_be_read_counts_as_empty(gold: Path, tmp_path: Path) -> None:
    write_bad(tmp_path / "坏")
    (tmp_path / "坏" / "截断.docx").rename(tmp_path / "坏" / "9月.docx")
    done = evaluate(gold, tmp_path / "坏", "--jobs", "1")
    assert done.exit_code == 5, done.output
    assert "没有读出" in done.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["没有"], "找不到标准答案"),
        (["标注", "没有"], "找不到材料"),
        (["标注", "空"], "没有一份找到同名的材料"),
        (["坏标注", "材料"], "9月.json 的 facts 第1条"),
        (["标注", "两份"], "同名的材料有 2 份：9月.docx、9月.txt"),
    ],
)
def test_what_is_wrong_is_told(
    gold: Path, papers: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    for name in ("空", "坏标注", "两份"):
        (tmp_path / name).mkdir()
    (tmp_path / "两份" / "9月.txt").write_text("云溪县", encoding="utf-8")
    (tmp_path / "两份" / "9月.docx").write_bytes(b"")
    (tmp_path / "坏标注" / "9月.json").write_text(
        '{"document": {}, "facts": [{"role": "x"}]}', encoding="utf-8"
    )
    done = evaluate(*(tmp_path / name for name in arguments))
    assert done.exit_code == 2, done.output
    assert said in done.output


def test_a_gold_file_may_name_the_file_that_it_is_of(gold: Path, papers: Path) -> None:
    (papers / "9月.html").write_text("<p>云溪县</p>", encoding="utf-8")
    (gold / "9月.json").rename(gold / "9月.txt.json")
    done = evaluate(gold, papers, "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert "9月.txt" in done.output


def test_help_explains_gold() -> None:
    said = evaluate("--help").output
    assert "also" in said
    assert "duibiao evaluate D:/标注 D:/材料" in said
