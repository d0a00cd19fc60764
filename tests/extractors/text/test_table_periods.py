import pytest

from extractors.text.periods import PeriodContext
from extractors.text.table_periods import named_period

CONTEXT = PeriodContext("2024-01/2024-09", "2024-10-12")


@pytest.mark.parametrize(
    ("texts", "period"),
    [
        (("2023",), "2023"),
        (("1—9月完成投资",), "2024-01/2024-09"),
        (("本月",), "2024-09"),
        (("完成率", "一季度"), "2024-01/2024-03"),
        (("较上年同期增减",), None),
        (("全年目标",), None),
        ((), None),
    ],
)
def test_the_period_that_headers_name(texts: tuple[str, ...], period: str | None) -> None:
    assert named_period(texts, CONTEXT) == period
