"""A scheme in a few lines (pipeline.cli.scheme_words)."""

from decimal import Decimal

import pytest

from pipeline.cli.scheme_words import light_rules, scheme_lines
from schemas.scheme import CompletionBand, ProgressBand, RankBand, Scheme

EMPTY = {
    "id": "云溪县-2031-abc",
    "title": "云溪县2031年度考核方案",
    "region": "云溪县",
    "year": 2031,
    "state": "draft",
    "document_id": "d",
    "file_name": "方案.docx",
    "indicators": (),
    "stated_total": Decimal(120),
    "stated_total_evidence": None,
    "rank_bands": (),
    "ranked": None,
    "rules": (),
}


@pytest.mark.parametrize(
    ("bands", "words"),
    [
        ({}, "方案中没有读出，按默认规则亮灯"),
        (
            {"rank_bands": (RankBand(1, 2, "green"), RankBand(3, 3, "red")), "ranked": 3},
            "第1—2名绿灯，第3名红灯（共 3 名）",
        ),
        (
            {
                "progress_bands": (
                    ProgressBand(Decimal(0), "green"),
                    ProgressBand(Decimal("-0.10"), "yellow"),
                    ProgressBand(None, "red"),
                )
            },
            "达到时序进度绿灯，落后时序进度不超过10个百分点黄灯，其余红灯",
        ),
        (
            {"completion_bands": (CompletionBand(Decimal("0.9"), "green"), CompletionBand(None, "red"))},
            "完成率不低于90%绿灯，其余红灯",
        ),
    ],
)
def test_light_rules(bands: dict, words: str) -> None:
    assert light_rules(Scheme(**(EMPTY | bands))) == words


def test_the_points_stand_beside_the_printed_total() -> None:
    head, size, _ = scheme_lines(Scheme(**EMPTY))
    assert "草案" in head
    assert size == "  指标 0 项，0 项有分值，合计 0 分（所印总分 120 分）"
