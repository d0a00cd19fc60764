"""Gold files: what they may hold, and what is said of a fault."""

import json
from pathlib import Path

import pytest

from pipeline.evaluation.gold import gold_files, gold_of, read_gold
from schemas.errors import UsageError

FACT = {"indicator": "固定资产投资", "role": "actual", "value": "86.4", "unit": "亿元"}


def text(**parts: object) -> str:
    return json.dumps({"document": {}, **parts}, ensure_ascii=False)


def test_what_gold_may_hold() -> None:
    gold = gold_of(
        text(
            facts=[{**FACT, "also": ["投资"], "period": "*", "entity": "甲区|乙区", "note": "不计"}],
            issues=[],
        ),
        "a",
    )
    assert gold.facts is not None
    assert gold.facts[0].also == ("投资",)
    assert gold.issues == ()
    assert gold.rules is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"document": {},\n "facts": [', "第 2 行"),
        (
            text(facts=[{**FACT, "role": "完成值"}]),
            "facts 第1条（固定资产投资）的 role：不是规定的取值（应为 ",
        ),
        (text(facts=[FACT, {**FACT, "value": 12}]), "facts 第2条（固定资产投资）的 value：应为文字"),
        (text(facts=[{**FACT, "value": "若干"}]), "facts 第1条（固定资产投资）的 value：“若干”不是数字"),
        (text(facts={}), "facts：应为列表"),
        (text(items=[{"name": "甲"}]), "items 第1条（甲）的 kind：缺少该项"),
        ("{}", "document：缺少该项"),
        ("[]", "开头：应为对象"),
    ],
)
def test_a_fault_is_told_with_its_place(content: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        gold_of(content, "9月报告.json")
    assert "9月报告.json" in str(caught.value)
    assert said in str(caught.value)


def test_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到标准答案"):
        gold_files(tmp_path / "没有")
    with pytest.raises(UsageError, match="没有标准答案"):
        gold_files(tmp_path)
    for name in ("乙.json", "甲.json", "说明.md"):
        (tmp_path / name).write_text(text(), encoding="utf-8-sig")
    assert [path.name for path in gold_files(tmp_path)] == sorted(["乙.json", "甲.json"])
    assert gold_files(tmp_path / "甲.json") == (tmp_path / "甲.json",)
    assert read_gold(tmp_path / "甲.json").facts is None
    (tmp_path / "丙.json").write_bytes("标".encode("gb18030"))
    with pytest.raises(UsageError, match="不是 UTF-8"):
        read_gold(tmp_path / "丙.json")
