"""Names of responsible units (extractors.text.organisations)."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.organisations import find_units, split_units


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("请区清廉办牵头，各责任单位配合", ["区清廉办", "各责任单位"]),
        ("县委县政府督查局要及时开展督查", ["县委县政府督查局"]),
        ("由县灌区管理所、局水保站分别倒排工期", ["县灌区管理所", "局水保站"]),
        ("区委组织部、区科技局等单位要对照梳理", ["区委组织部", "区科技局"]),
        ("区发展和改革局要紧盯堵点", ["区发展和改革局"]),
        ("（市生态环境局云溪分局）", ["市生态环境局云溪分局"]),
        ("县重点项目建设服务中心要加快入库", ["县重点项目建设服务中心"]),
        ("责任单位：县公安局、县城市管理局。", ["县公安局", "县城市管理局"]),
        ("领导小组每季度召开一次会议", ["领导小组"]),
        ("全县上下真抓实干，县域经济发展较快", []),
        ("全部完工，局部地区仍在施工", []),
    ],
)
def test_names_in_running_text(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in find_units(text)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("县发改委 县财政局", ("县发改委", "县财政局")),
        ("县发改委县财政局", ("县发改委", "县财政局")),
        ("县发改委、县财政局；县工信局（牵头）", ("县发改委", "县财政局", "县工信局")),
        ("牵头单位：县发改委；配合单位：县统计局", ("县发改委", "县统计局")),
        ("县委县政府督查局", ("县委县政府督查局",)),
        ("招商服 务中心", ("招商服务中心",)),
        ("区人力资源和社会保障局", ("区人力资源和社会保障局",)),
        ("县发改委\n各乡镇（街道）", ("县发改委", "各乡镇（街道）")),
        ("发改、工信、生态环境、农业农村等责任单位", ()),
        ("—", ()),
        ("", ()),
    ],
)
def test_lists_taken_apart(text: str, names: tuple[str, ...]) -> None:
    assert split_units(text) == names


NAMES = st.lists(
    st.sampled_from(["县发改委", "县财政局", "县人力资源和社会保障局", "各乡镇", "县政府办", "县委宣传部"]),
    min_size=1,
    max_size=5,
    unique=True,
)


@given(NAMES, st.sampled_from(["、", "；", "，", " ", "\n"]))
def test_any_separator_gives_the_names_back(names: list[str], separator: str) -> None:
    assert split_units(separator.join(names)) == tuple(names)


@given(st.text(alphabet="县区市局委办财政发改和、，。的要会", max_size=40))
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = find_units(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
