import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.text.quantities import (
    bare_unit,
    find_performance_quantities,
    find_quantities,
)
from schemas.quantity import Quantity


def _only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, found
    return found[0]


def _short(quantities: tuple[Quantity, ...]) -> list[str]:
    """`digits` or `digits~high` with the unit, as printed."""
    return [f"{q.digits}{'~' + q.high_digits if q.high_digits else ''}{q.unit}" for q in quantities]


@pytest.mark.parametrize(
    ("text", "digits", "unit", "kind", "value"),
    [
        ("增长5.8%", "5.8", "%", "percent", "5.8"),
        ("增长５．８％", "5.8", "%", "percent", "5.8"),
        ("增长-3.2%", "-3.2", "%", "percent", "-3.2"),
        ("增长－3.2％", "-3.2", "%", "percent", "-3.2"),
        ("同比—2.1%", "-2.1", "%", "percent", "-2.1"),
        ("负2.1%", "-2.1", "%", "percent", "-2.1"),
        ("死亡率3.5‰", "3.5", "‰", "percent", "0.35"),
        ("提高1.2个百分点", "1.2", "个百分点", "point", "1.2"),
        ("提高1.2百分点", "1.2", "百分点", "point", "1.2"),
        ("百分之十二点五", "12.5", "%", "percent", "12.5"),
        ("千分之2.4", "0.24", "%", "percent", "0.24"),
        ("百分之百", "100", "%", "percent", "100"),
        ("八成", "80", "%", "percent", "80"),
        ("七成六", "76", "%", "percent", "76"),
        ("三成半", "35", "%", "percent", "35"),
        ("九五折", "95", "%", "percent", "95"),
        ("三分之一", "0.333333333333333", "", "number", "0.333333333333333"),
        ("一又二分之一", "1.5", "", "number", "1.5"),
        ("执行12,345.60万元", "12345.60", "万元", "money", "123456000"),
        ("利用外资1200亿美元", "1200", "亿美元", "money", "120000000000"),
        ("十五万元", "15", "万元", "money", "150000"),
        ("大写叁佰元", "300", "元", "money", "300"),
        ("新增2.74万人", "2.74", "万人", "measure", "27400"),
        ("发电5.6亿千瓦时", "5.6", "亿千瓦时", "measure", "560000000"),
        ("浓度38微克/立方米", "38", "微克/立方米", "measure", "38"),
        ("产值120万元／公顷", "120", "万元/公顷", "measure", "1200000"),
        ("配备30台(套)", "30", "台(套)", "measure", "30"),
        ("出动40人次", "40", "人次", "measure", "40"),
        ("20个项目", "20", "个", "measure", "20"),
        ("3项目标", "3", "项", "measure", "3"),
        ("3项目", "3", "", "number", "3"),
        ("12千米", "12", "千米", "measure", "12"),
        ("一吨半", "1.5", "吨", "measure", "1.5"),
        ("得分92.5分", "92.5", "分", "score", "92.5"),
        ("用时5分钟", "5", "分钟", "measure", "5"),
        ("增长1.5倍", "1.5", "倍", "measure", "1.5"),
        ("翻两番", "2", "番", "measure", "2"),
        ("翻番", "1", "番", "measure", "1"),
        ("居全市第3位", "3", "位", "rank", "3"),
        ("列全省第十", "10", "", "rank", "10"),
        ("倒数第二", "2", "", "rank", "2"),
        ("第三", "3", "", "rank", "3"),
        ("第3批", "3", "", "ordinal", "3"),
        ("第一产业", "1", "", "ordinal", "1"),
    ],
)
def test_one_quantity(text: str, digits: str, unit: str, kind: str, value: str) -> None:
    q = _only(text)
    assert (q.digits, q.unit, q.kind, q.value) == (digits, unit, kind, Decimal(value))


@pytest.mark.parametrize(
    ("text", "unit", "op"),
    [
        ("XX亿元", "亿元", None),
        ("下降**％", "%", None),
        ("＊＊个", "个", None),
        ("XX个百分点", "个百分点", None),
        ("前XX名", "名", "<="),
        ("排名第××", "", None),
        ("金额为XX，", "", None),
        ("XX.X亿元", "亿元", None),
        ("XX户以上", "户", ">="),
    ],
)
def test_masks_are_numbers_where_words_say_so(text: str, unit: str, op: str | None) -> None:
    q = _only(text)
    assert (q.digits, q.value, q.kind, q.unit, q.op) == ("XX", None, "masked", unit, op)
    assert q.is_masked


@pytest.mark.parametrize(
    "text",
    ["XX区", "XX市人民政府", "XX项目", "“XX贷”平台", "XX省XX县", "XX大类商品", "XX公司", "XX年", "长×宽"],
)
def test_masked_names_are_no_numbers(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "words", "op"),
    [
        ("增长8%以上", "8%以上", ">="),
        ("不低于8%", "不低于8%", ">="),
        ("不少于 20 个", "不少于 20 个", ">="),
        ("至少3次", "至少3次", ">="),
        ("≥95%", "≥95%", ">="),
        ("控制在4.5%以内", "控制在4.5%以内", "<="),
        ("不超过3分", "不超过3分", "<="),
        ("最高可加6分", "最高可加6分", "<="),
        ("3%以下", "3%以下", "<="),
        ("前3名", "前3名", "<="),
        ("超过2亿元", "超过2亿元", ">"),
        ("突破2万元", "突破2万元", ">"),
        ("400余家", "400余家", ">"),
        ("12亿多元", "12亿多元", ">"),
        ("不足2万亩", "不足2万亩", "<"),
        ("约70%", "约70%", "~"),
        ("近八成", "近八成", "~"),
        ("10.5亿元左右", "10.5亿元左右", "~"),
        ("签约20个", "20个", None),
        ("节约15万元", "15万元", None),
        ("附近3个", "3个", None),
        ("低于2个百分点", "2个百分点", None),
        ("不低于2个百分点", "不低于2个百分点", ">="),
        ("共20个", "20个", None),
    ],
)
def test_operators(text: str, words: str, op: str | None) -> None:
    q = _only(text)
    assert (q.text, q.op) == (words, op)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("6%—6.5%", "6", "6.5", "%"),
        ("15-20万元", "150000", "200000", "万元"),
        ("1至3家", "1", "3", "家"),
        ("60%到70%", "60", "70", "%"),
        ("1万元—3万元", "10000", "30000", "万元"),
        ("七八十家", "70", "80", "家"),
        ("-3%—-1%", "-3", "-1", "%"),
    ],
)
def test_ranges(text: str, low: str, high: str, unit: str) -> None:
    q = _only(text)
    assert (q.value, q.high, q.unit) == (Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize("text", ["从5个增加到8个", "5%、6%", "由3家变为2家"])
def test_two_numbers_are_no_range(text: str) -> None:
    assert [q.high for q in find_quantities(text)] == [None, None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("分别高于全国、全省1.1个和1.3个百分点", ["1.1个百分点", "1.3个百分点"]),
        ("分别完成12、15、20个", ["12个", "15个", "20个"]),
        ("结构比为11.4:31.2:57.4", ["11.4", "31.2", "57.4"]),
        ("第1、2、3项指标", []),
    ],
)
def test_lists(text: str, expected: list[str]) -> None:
    assert _short(find_performance_quantities(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2031年1—9月，云溪县完成投资12.5亿元，同比增长6.3%", ["12.5亿元", "6.3%"]),
        ("截至8月底到位资金3亿元，完成任务的75%", ["3亿元", "75%"]),
        ("（三）新增企业5家", ["5家"]),
        ("2、新增企业5家；3、培训200人", ["5家", "200人"]),
        ("云政发〔2031〕15号", []),
        ("（2031）46号文件安排300万元", ["300万元"]),
        ("根据《云溪县三年（2031—2033年）百项行动方案》完成12项", ["12项"]),
        ("附件2", []),
        ("见表3。", []),
        ("派出代表5人", ["5人"]),
        ("联系电话：0731-85550000", []),
        ("手机13800000000", []),
        ("12345热线办结率98.5%", ["98.5%"]),
        ("受理诉求12345件", ["12345件"]),
        ("https://a.example/30%2020 邮箱a12@b3.cn", []),
        ("第十二条 考核满分100分", ["100分"]),
        ("党的二十届三中全会", []),
        ("“1+5”模式、“三清三拆”、“双百双新”项目2个", ["2个"]),
        ("“三个100%”要求", ["100%"]),
        ("建设5G基站320个、3A级景区2家", ["320个", "2家"]),
        ("PM2.5浓度为35", ["35"]),
        ("PM2.5浓度35微克/立方米", ["35微克/立方米"]),
        ("GDP5.8%", ["5.8%"]),
        ("107国道和S210改造12公里", ["12公里"]),
        ("110千伏变电站2座", ["2座"]),
        ("60岁以上老人1200人", ["1200人"]),
        ("两个项目、三项任务、七大类", []),
        ("一百二十家企业近八成", ["120家", "80%"]),
        ("投资三亿元，增长两倍", ["3亿元", "2倍"]),
        ("5个工作日内办结，压缩至3个工作日", ["3个工作日"]),
        ("3个月内完成；去化周期超过20个月", ["20个月"]),
        ("仅用20天完成", ["20天"]),
        ("24小时值班，9:30开会", []),
        ("培育百亿级企业、10亿元级企业3家", ["3家"]),
        ("满意度为95.6，位居第一", ["95.6", "1"]),
        ("全省排名第4/13", ["4"]),
        ("3.2 加强调度，每月5日报送", []),
        ("全县生产总值xxx.x亿元，增长x.x%", ["XX亿元", "XX%"]),
        ("三次产业比为11.8︰48.3︰39.9", ["11.8", "48.3", "39.9"]),
        ("引进世界500强企业3家", ["3家"]),
        ("得分=完成率×分值", []),
        ("12家电商企业、5名优秀教师、30台风电机组、6个性能指标", ["12家", "5名", "30台", "6个"]),
        ("90分为优秀，20名企业家", ["90分", "20名"]),
        ("XX家电企业、XX名优产品、XX分局", []),
        ("人均预期寿命78.5岁", ["78.5岁"]),
        ("统一部署四川对口协作5项", ["5项"]),
    ],
)
def test_what_can_be_a_result(text: str, expected: list[str]) -> None:
    assert _short(find_performance_quantities(text)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"), [("96", ["96"]), ("-5.2", ["-5.2"]), ("↑1", ["1"]), ("/", []), ("—", [])]
)
def test_a_cell_that_is_a_number(cell: str, expected: list[str]) -> None:
    assert _short(find_performance_quantities(cell)) == expected


def test_a_bare_unit_has_no_scale() -> None:
    assert [bare_unit(u) for u in ("亿美元", "千人", "万", "%", "千瓦")] == ["美元", "人", "", "%", "千瓦"]


_ALPHABET = (
    "0123456789.,，%％元万亿个百分之点第前后名位家至—-XX*一二三十两成折:/ 约以上不足超余多年月（）“”《》aB+"
    "上近过块角分毛￥$·○零下比季度卅数几打又KG"
)


@settings(deadline=None)
@given(st.text(alphabet=_ALPHABET, max_size=60) | st.text(max_size=60))
def test_any_text_gives_ordered_verbatim_spans(text: str) -> None:
    for find in (find_quantities, find_performance_quantities):
        end = 0
        for q in find(text):
            assert end <= q.start < q.end <= len(text)
            assert q.start <= q.number_start < q.number_end <= q.end
            assert text[q.start : q.end] == q.text
            assert (q.digits == "XX") == (q.value is None)
            end = q.end


@settings(deadline=None)
@given(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["%", "亿元", "万元", "个百分点", "家", "万人", "公里", "分", "元/人"]),
    st.booleans(),
)
def test_printed_amounts_read_back(value: Decimal, unit: str, grouped: bool) -> None:
    printed = f"{value:,}" if grouped else str(value)
    q = _only(f"完成{printed}{unit}，")
    assert (Decimal(q.digits), q.unit) == (value, unit)


@pytest.mark.parametrize("piece", ["1", "万", "1万", "XX", "一 ", "1.", "十四五", "第1、", "a1", "“1"])
def test_long_runs_do_not_take_quadratic_time(piece: str) -> None:
    begin = time.process_time()
    find_performance_quantities(piece * (12_000 // len(piece)))
    assert time.process_time() - begin < 4
