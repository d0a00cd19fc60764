import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.catalogue import load_catalogue
from extractors.text.matching import align_names, likeness, match_name, without_growth

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("name", "decision", "code"),
    [
        ("固定资产投资增速", "same", "INV.FIX.GROWTH"),
        ("社零总额增速", "renamed", "SRV.RETAIL.GROWTH"),
        ("规上工业增加值增长速度", "renamed", "IND.VA.SCALE.GROWTH"),
        ("全县固定资产投资", "renamed", "INV.FIX"),
        ("12.工业技术改造投资增幅", "renamed", "INV.TECH.GROWTH"),
        ("工业技改投资", "renamed", "INV.TECH"),
        ("规模以上工业企业净增个数", "renamed", "IND.ENT.NET"),
        ("规上工业企业新增数", "renamed", "IND.ENT.NEW"),
        ("PM₂.₅年平均浓度", "renamed", "ENV.PM25"),
        ("新建农村户用厕所", "renamed", "AGR.TOILET"),
        ("固定资产投次增速", "renamed", "INV.FIX.GROWTH"),
        ("乡村文化礼堂提升", "none", None),
        ("重大产业项目", "none", None),
    ],
)
def test_names_of_the_catalogue(name: str, decision: str, code: str | None) -> None:
    match = match_name(name, CATALOGUE)
    assert (match.decision, match.target) == (decision, code), match
    assert match.reason


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("新增规模以上工业企业", "规模以上工业企业净增数"),
        ("全部工业增加值", "规模以上工业增加值"),
        ("城镇居民人均可支配收入", "农村居民人均可支配收入"),
        ("固定资产投资", "固定资产投资增速"),
        ("第三产业增加值", "第三产业增加值占地区生产总值比重"),
        ("进出口总额", "出口总额"),
        ("人民币存款余额", "人民币贷款余额"),
        ("项目开工率", "项目竣工率"),
        ("PM2.5平均浓度", "PM10平均浓度"),
        ("一般公共预算收入", "一般公共预算支出"),
        ("规上工业企业研发活动覆盖率", "规上工业企业研发机构覆盖率"),
    ],
)
def test_look_alikes_are_told_apart(left: str, right: str) -> None:
    alike = likeness(left, right)
    assert alike.conflict, alike
    assert alike.score < 0.6
    assert align_names([[left]], [[right]]) == ()


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("规模以上工业增加值增速", "规上工业增加值同比增长"),
        ("社会消费品零售总额", "社零额"),
        ("城镇新增就业人数", "新增城镇就业"),
        ("亿元及以上新开工项目个数", "亿元以上新开工项目"),
        ("技术合同成交额与地区生产总值之比", "技术合同成交额占GDP比重"),
    ],
)
def test_other_wordings_are_the_same(left: str, right: str) -> None:
    assert likeness(left, right).score > 0.9
    assert likeness(left, right) == likeness(right, left)


def test_lists_are_aligned_one_to_one() -> None:
    scheme = [["规模以上工业企业净增数"], ["民间投资增速"], ["粮食总产量"], ["民间投资增速"]]
    report = [["民间投资增幅"], ["新增规上工业企业"], ["民间投资增速"]]
    pairs = align_names(scheme, report, CATALOGUE)
    assert [(pair.left, pair.right) for pair in pairs] == [(1, 2), (3, 0)]


@given(
    st.lists(st.sampled_from([entry.name for entry in CATALOGUE.entries]), unique=True, max_size=12),
    st.randoms(),
)
def test_a_list_is_aligned_with_itself_in_any_order(names: list[str], chance: object) -> None:
    shuffled = list(names)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    pairs = align_names([[name] for name in names], [[name] for name in shuffled])
    assert {(names[pair.left], shuffled[pair.right]) for pair in pairs} == {(name, name) for name in names}


def test_every_name_of_the_catalogue_finds_its_own_entry_only() -> None:
    for entry in CATALOGUE.entries:
        for name in (entry.name, *entry.aliases):
            assert match_name(name, CATALOGUE).target == entry.code


def test_without_growth() -> None:
    assert without_growth("生产总值增速") == "生产总值"
    assert without_growth("生产总值") == "生产总值"
