"""Enumerations and first words (extractors.text.lists)."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.lists import (
    clauses_in,
    opening_label,
    parts_in,
    points,
    sentences_in,
    shortened,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("困难：一是用地慢；二是资金少；三是人手紧。", ["用地慢", "资金少", "人手紧。"]),
        ("二是要素不足。", []),
        ("一是要素不足。后略。", ["要素不足。后略。"]),
        ("将①倒排工期；②每周调度。", ["倒排工期", "每周调度。"]),
        ("指标。1.外资：完成2.5亿元。2.投资：增长3.1%。", ["外资：完成2.5亿元。", "投资：增长3.1%。"]),
        ("（1）甲事项，（2）乙事项", ["甲事项", "乙事项"]),
        ("首先要压实“一是一、二是二”的作风。", []),
        ("完成1.5亿元，其中2.5亿元", []),
    ],
)
def test_points(text: str, words: list[str]) -> None:
    assert [text[point.start : point.end] for point in points(text)] == words


def test_points_are_the_outermost_style() -> None:
    text = "（1）农业局①示范带未建成；②项目未开工。（2）工业局投资慢。"
    outer = points(text)
    assert [point.number for point in outer] == [1, 2]
    assert [p.label for p in points(text, outer[0].start, outer[0].end)] == ["①", "②"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三是人手紧", 3),
        ("（二）加强", 2),
        ("12.完成", 12),
        ("⑤调度", 5),
        ("2023年完成", None),
        ("3.5亿元", None),
    ],
)
def test_opening_label(text: str, number: int | None) -> None:
    label = opening_label(text)
    assert (label.number if label else None) == number


def test_stops_inside_brackets_and_numbers_do_not_cut() -> None:
    text = "实行“周调度、月通报。”制度（甲；乙），完成1,286次。下一句"
    assert [text[a:b] for a, b in sentences_in(text)] == [
        "实行“周调度、月通报。”制度（甲；乙），完成1,286次",
        "下一句",
    ]
    other = "甲；乙。丙"
    assert [other[a:b] for a, b in parts_in(other)] == ["甲", "乙", "丙"]


def test_shortened_ends_with_a_clause() -> None:
    text = "这是第一个比较长的分句，这是第二个分句，这是第三个分句"
    assert text[slice(*shortened(text, 0, len(text), 22))] == "这是第一个比较长的分句，这是第二个分句"
    assert shortened(text, 0, len(text), 100) == (0, len(text))


@given(st.text(alphabet="甲乙丙丁，。；：（）“”12.一二是①② ", max_size=60))
def test_pieces_lie_in_the_text_in_order(text: str) -> None:
    for cut in (sentences_in, parts_in, clauses_in):
        spans = cut(text)
        assert all(0 <= a < b <= len(text) for a, b in spans)
        assert all(x[1] <= y[0] for x, y in itertools.pairwise(spans))
    numbers = [point.number for point in points(text)]
    assert numbers == list(range(1, len(numbers) + 1))
