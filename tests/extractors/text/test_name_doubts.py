import pytest

from extractors.text.name_doubts import is_cut_short


@pytest.mark.parametrize("name", ["据初步测算", "或超额", "对全县", "固定资产投资的", "桂花街道分别得"])
def test_cut_in_the_wrong_place(name: str) -> None:
    assert is_cut_short(name)


@pytest.mark.parametrize(
    "name", ["固定资产投资", "规模以上工业增加值", "新建公厕", "总得分", "改造农村公路", "红灯指标", ""]
)
def test_whole_names(name: str) -> None:
    assert not is_cut_short(name)
