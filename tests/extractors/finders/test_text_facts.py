"""Facts of whole documents: what comes from headings, lists and listed indicators."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from made_documents import made_document

from extractors.finders.text_facts import find_text_facts
from extractors.readers.registry import read
from schemas.document import Document
from schemas.evidence import evidence_in, is_found
from schemas.records import Fact, Header, Indicator

SHARED = Path(__file__).parents[3].parent / "shared"
REPORT = Header(doc_type="progress_report", region="云溪县", period="2024-01/2024-09", date="2024-10-15")


def found(*parts: str, header: Header = REPORT) -> tuple[Fact, ...]:
    return find_text_facts(made_document(*parts), header, ())


def short(facts: tuple[Fact, ...]) -> list[tuple[str, str, str]]:
    return [(f.indicator, f.role, f"{f.value}{f.unit}") for f in facts]


def test_an_inline_heading_is_the_subject_of_its_paragraph() -> None:
    facts = found("1．民间投资。完成23.6亿元，同比下降4.2%。")
    assert short(facts) == [("民间投资", "actual", "23.6亿元"), ("民间投资", "yoy", "-4.2%")]


def test_a_heading_of_a_part_is_no_subject() -> None:
    [fact] = found("（一）工业经济支撑有力。工业用电量1.86亿千瓦时。")
    assert fact.indicator == "工业用电量"


def test_a_section_on_a_park_gives_its_facts_the_entity() -> None:
    facts = found(
        "（一）栖霞高新技术产业开发区指标完成情况。承担考核指标18项，共90分。",
        "（二）其他情况",
        "全县承担指标40项。",
    )
    assert [f.entity for f in facts] == ["栖霞高新技术产业开发区", "栖霞高新技术产业开发区", None]


def test_the_line_before_a_list_hands_its_period_on() -> None:
    facts = found(
        "截至8月底，各项实事有序推进，具体情况如下：",
        "（1）改造农村公路36公里，完成任务的72%；",
        "（2）新建公厕14座；",
    )
    assert [f.period for f in facts] == ["2024-01/2024-08"] * 3


def test_what_a_notice_says_of_its_own_indicator_is_a_target() -> None:
    document = made_document("1.民间投资增速（5分）：增长8%以上。责任单位：县发改委。")
    listed = Indicator("k", "民间投资增速", evidence_in(document.paragraphs[0], 2, 8), weight="5")
    header = Header(doc_type="notice", region="云溪县", period="2024")
    [fact] = find_text_facts(document, header, (listed,))
    assert (fact.role, fact.value, fact.op) == ("target", "8", ">=")


def test_next_steps_speak_of_targets() -> None:
    facts = found("四、下一步工作措施", "新开工重大项目不少于6个，重大项目投资完成率达到88%以上。")
    assert [f.role for f in facts] == ["target", "target"]


def test_rules_of_a_notice_give_points_only() -> None:
    notice = Header(doc_type="notice", region="云溪县", period="2024")
    facts = found("四、计分办法", "排名第1—2位的得满分；数据造假的，每次扣3分。", header=notice)
    assert short(facts) == [("数据造假", "deduction", "3分")]


def test_the_weight_of_a_listed_indicator_is_no_fact() -> None:
    document = made_document("1．民间投资增速（4分；牵头单位：县发展改革局）", "以上指标共计100分。")
    paragraph = document.paragraphs[0]
    indicator = Indicator("k", "民间投资增速", evidence_in(paragraph, 2, 8), weight="4")
    assert [f.value for f in find_text_facts(document, REPORT, (indicator,))] == ["100"]


def test_a_fact_knows_its_listed_indicator() -> None:
    document = made_document("1．民间投资。完成23.6亿元。")
    indicator = Indicator("key of it", "民间投资", evidence_in(document.paragraphs[0], 2, 6))
    [fact] = find_text_facts(document, REPORT, (indicator,))
    assert fact.indicator_ref == "key of it"


def test_evidence_is_found_again_and_keys_differ() -> None:
    document: Document = made_document(
        "工业投资完成31.4亿元，增长6.8%，完成年度目标的79.2%。", "排名全市第4位。"
    )
    facts = find_text_facts(document, REPORT, ())
    assert len(facts) == 4
    assert all(is_found(document, f.evidence) for f in facts)
    assert all(f.value.lstrip("-") in f.quote and len(f.quote) <= 60 for f in facts)
    assert len({f.key for f in facts}) == 4


def test_text_without_punctuation_costs_no_more_than_its_length() -> None:
    """Four times the length costs about four times as much; what looks back over all of it costs sixteen."""

    def cost(length: int) -> float:
        started = time.process_time()
        found("甲" * length + "3.5%" + "乙" * length + "12.6亿元")
        return time.process_time() - started

    cost(100)
    assert cost(6000) < 10 * cost(1500)


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "seeds" / "gold").is_dir(), reason="no shared folder")
def test_real_documents(tmp_path: Path) -> None:
    """Facts of real documents whose tables hold none, against what careful readers noted."""
    read_as, gold_of = tmp_path / "read", tmp_path / "gold"
    read_as.mkdir()
    gold_of.mkdir()
    for path in sorted((SHARED / "seeds").glob("*.txt")):
        gold = json.loads((SHARED / "seeds" / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
        document = read(path)
        if document.tables:
            continue
        head = {k: v for k, v in gold["document"].items() if k in Header.__dataclass_fields__}
        facts = find_text_facts(document, Header(**head), ())
        fields = ("indicator", "role", "value", "unit", "op", "period", "entity", "of", "high", "quote")
        rows = [{field: getattr(fact, field) for field in fields} for fact in facts]
        (read_as / f"{path.stem}.json").write_text(
            json.dumps({"document": head, "facts": rows}), encoding="utf-8"
        )
        (gold_of / f"{path.stem}.json").write_text(json.dumps(gold), encoding="utf-8")
    scored = subprocess.run(
        [sys.executable, str(SHARED / "eval" / "score.py"), "--json", str(gold_of), str(read_as)],
        capture_output=True, text=True, encoding="utf-8", check=True, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    figures = json.loads(scored.stdout)
    assert figures["facts.value"]["f1"] >= 0.95
    assert figures["facts.full"]["f1"] >= 0.85
    assert figures["masked"]["f1"] >= 0.85
