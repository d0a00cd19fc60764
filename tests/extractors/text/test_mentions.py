import pytest

from extractors.text.mentions import mentions

NAMES = ("工业增加值", "规模以上工业增加值", "固定资产投资", "PM2.5平均浓度", "税")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规模以上工业增加值增速回落", ["规模以上工业增加值"]),
        ("全部工业增加值和固定资产投资", ["工业增加值", "固定资产投资"]),
        ("PM2.5平均浓度反弹，固定资产投资、固定资产投资", ["PM2.5平均浓度", "固定资产投资", "固定资产投资"]),
        ("税收下降", []),
        ("", []),
    ],
)
def test_longest_names_in_order(text: str, expected: list[str]) -> None:
    found = mentions(text, NAMES)
    assert [mention.name for mention in found] == expected
    assert all(text[mention.start : mention.end] == mention.name for mention in found)


def test_no_names() -> None:
    assert mentions("固定资产投资", ()) == ()
