"""A made-up gap analysis, comparison and reading of a fictional county, and the builders of their parts."""

from decimal import Decimal

from schemas.analysis import (
    Check,
    Comparison,
    ComparisonRow,
    CoverageRow,
    Figure,
    Gap,
    GapAnalysis,
    Light,
    LightCount,
    Source,
)
from schemas.document import Place
from schemas.evidence import Evidence
from schemas.period import Period
from schemas.reading import NormalFact, NormalIndicator, Reading
from schemas.records import (
    Confidence,
    Fact,
    Header,
    Indicator,
    Issue,
    Item,
    Measure,
    PrintedLight,
    Records,
    Rule,
)
from schemas.scheme import SchemeIndicator, Target

PERIOD = Period.parse("2024-01/2024-09")
YEAR = Period.year(2024)


def source_of(quote: str, path: str, file_name: str = "三季度进展.docx", page: int | None = None) -> Source:
    place = Place(path, page=page)
    return Source("doc-1", file_name, Evidence(0, 0, len(quote), quote, place, 0))


def figure_of(printed: str, value: str | None, unit: str, path: str, role: str = "actual", **more) -> Figure:
    return Figure(
        role=role,
        printed=printed,
        value=None if value is None else Decimal(value),
        unit=unit,
        dimension="any",
        period=PERIOD,
        source=source_of(f"1—9月完成{printed}", path),
        fact_key=f"key-{path}",
        **more,
    )


def indicator_of(name: str, weight: str | None, **more) -> SchemeIndicator:
    defaults = {
        "key": f"i-{name}",
        "number": None,
        "name": name,
        "aliases": (),
        "code": None,
        "category": "经济发展",
        "weight": None if weight is None else Decimal(weight),
        "responsible": ("县发展和改革局", "县财政局"),
        "kind": "cumulative",
        "direction": "higher",
        "targets": (),
        "evidence": None,
    }
    return SchemeIndicator(**{**defaults, **more})


def target_of(text: str, value: str | None, unit: str, **more) -> Target:
    return Target(None if value is None else Decimal(value), unit, "any", text, YEAR, **more)


def gap_of(indicator: SchemeIndicator, light: Light, **more) -> Gap:
    defaults = dict.fromkeys(Gap.__dataclass_fields__)
    defaults.update(
        indicator=indicator, light=light, targets=(), figures=(), reasons=(), forecast_printed=False
    )
    return Gap(**{**defaults, **more})


def behind() -> Gap:
    """A cumulative indicator far behind, with every field filled."""
    return gap_of(
        indicator_of("固定资产投资", "6"),
        Light("red", "progress", "落后时序超过10个百分点"),
        target=target_of("120亿元", "12000000000", "元"),
        target_source=source_of("固定资产投资完成120亿元", "p 12", "考核方案.docx"),
        result=figure_of("72.5亿元", "7250000000", "元", "tbl 1/tr 3/tc 4"),
        completion=Decimal("0.604166"),
        shortfall=Decimal(4750000000),
        relative=Decimal("0.3958"),
        time_progress=Decimal("0.75"),
        progress_gap=Decimal("-0.145834"),
        pace_needed=Decimal("1583333333.33"),
        forecast=Decimal("9666666666.67"),
        printed_light="yellow",
        printed_light_source=source_of("黄灯", "tbl 1/tr 3/tc 8"),
    )


def met() -> Gap:
    return gap_of(
        indicator_of("城镇新增就业", "2.5", category="民生保障", responsible=("县人社局",)),
        Light("green", "progress", "超过时序"),
        target=target_of("3000人", "3000", "人"),
        target_source=source_of("城镇新增就业3000人", "p 20", "考核方案.docx"),
        result=figure_of("3120人", "3120", "人", "p 8", reviewed=True),
        completion=Decimal("1.04"),
        shortfall=Decimal(-120),
        relative=Decimal("-0.04"),
        time_progress=Decimal("0.75"),
        progress_gap=Decimal("0.29"),
        printed_light="green",
        printed_light_source=source_of("绿灯", "tbl 1/tr 4/tc 8"),
    )


def growth() -> Gap:
    return gap_of(
        indicator_of("社会消费品零售总额增速", "4", kind="growth", responsible=("县商务局",)),
        Light("yellow", "setting", "低于目标不超过3个百分点"),
        target=target_of("9%", "9", "%"),
        target_source=source_of("增长9%", "p 14", "考核方案.docx"),
        result=figure_of("-1.2%", "-1.2", "%", "p 9", role="yoy"),
        shortfall=Decimal("10.2"),
        relative=Decimal("1.1333"),
    )


def masked() -> Gap:
    return gap_of(
        indicator_of("规模以上工业增加值增速", None, kind="growth", responsible=()),
        Light(None, "none", "完成值被隐去，不能测算"),
        target=target_of("市定目标", None, ""),
        target_source=source_of("达到市定目标", "p 15", "考核方案.docx"),
        result=figure_of("XX%", None, "%", "p 10", role="yoy"),
        reasons=(("shortfall", "目标为文字，不能测算"),),
    )


def made_up_analysis() -> GapAnalysis:
    gaps = (behind(), met(), growth(), masked())
    counts = (
        LightCount("red", 1, Decimal(6), 1, Decimal("0.25"), Decimal("0.48")),
        LightCount("yellow", 1, Decimal(4), 1, Decimal("0.25"), Decimal("0.32")),
        LightCount("green", 1, Decimal("2.5"), 1, Decimal("0.25"), Decimal("0.2")),
        LightCount(None, 1, Decimal(0), 0, Decimal("0.25"), Decimal(0)),
    )
    checks = (
        Check(
            "completion.ratio",
            "error",
            "固定资产投资完成率应为60.4%，材料载明64.0%",
            "72.5 ÷ 120 = 60.42%，与64.0%不符",
            (source_of("完成率64.0%", "tbl 1/tr 3/tc 5"),),
            "doc-1",
        ),
        Check("weights.total", "remark", "分值合计与总分一致", "6＋2.5＋4＝12.5", (), "doc-1", holds=True),
    )
    coverage = (
        CoverageRow(gaps[0].indicator, "reported", (gaps[0].result.source,)),
        CoverageRow(gaps[1].indicator, "reported", (gaps[1].result.source,)),
        CoverageRow(gaps[2].indicator, "missing", ()),
        CoverageRow(gaps[3].indicator, "masked", (gaps[3].result.source,)),
    )
    return GapAnalysis(
        scheme_id="云溪县-2024",
        scheme_title="云溪县2024年度绩效考评方案",
        scheme_state="draft",
        region="云溪县",
        period=PERIOD,
        as_of="2024-10-20",
        gaps=gaps,
        light_counts=counts,
        by_category=(("经济发展", (counts[0], counts[1], counts[3])), ("民生保障", (counts[2],))),
        coverage=coverage,
        checks=checks,
        documents=("考核方案.docx", "三季度进展.docx"),
        left_out=("《旧稿.txt》与《三季度进展.docx》内容重复",),
    )


def row_of(name, role, unit, values, better, *, change_unit=None) -> ComparisonRow:
    cells = tuple(
        None if value is None else figure_of(*value, unit, f"p {name}{place}", role=role)
        for place, value in enumerate(values)
    )
    change = None if None in cells else cells[-1].value - cells[0].value
    reasons = tuple("上半年未报" if cell is None else "" for cell in cells)
    return ComparisonRow(name, None, None, role, unit, cells, reasons, change, change_unit or unit, better)


def made_up_comparison() -> Comparison:
    rows = (
        row_of("固定资产投资", "actual", "元", (("48亿元", "4800000000"), ("72.5亿元", "7250000000")), True),
        row_of(
            "社会消费品零售总额", "yoy", "%", (("5.8%", "5.8"), ("4.6%", "4.6")), False, change_unit="百分点"
        ),
        row_of("全县生产总值", "rank", "位", (("第5位", "5"), ("第3位", "3")), True),
        row_of("粮食产量", "actual", "吨", (None, ("3.2万吨", "32000")), None),
    )
    return Comparison(
        title="云溪县2024年上半年与前三季度指标对比",
        region="云溪县",
        columns=("2024年1—6月", "2024年1—9月"),
        rows=rows,
        lights=(("固定资产投资", ("red", "yellow")), ("粮食产量", (None, "green"))),
        documents=("半年进展.docx", "三季度进展.docx"),
        left_out=("粮食产量：上半年未报",),
    )


def evidence_at(path: str, quote: str) -> Evidence:
    return Evidence(0, 0, len(quote), quote, Place(path), 0)


def fact_of(key: str, value: str, **more) -> Fact:
    defaults = {
        "indicator": "固定资产投资",
        "role": "actual",
        "unit": "亿元",
        "quote": f"完成{value}亿元",
        "evidence": evidence_at(f"p {key}", f"完成{value}亿元"),
        "period": "2024-01/2024-09",
    }
    return Fact(key=key, value=value, **{**defaults, **more})


def made_up_reading() -> Reading:
    """A reading with every kind of record, masked and odd values among them."""
    indicator = Indicator(
        "i1",
        "固定资产投资",
        evidence_at("p 1", "19．固定资产投资（6分）"),
        "19",
        (),
        "经济",
        "6.0",
        ("县发改局", "县财政局"),
    )
    facts = (
        fact_of("f1", "72.50", indicator_ref="i1"),
        fact_of("f2", "XX", role="yoy", unit="%", op=">="),
        fact_of("f3", "12345678901234567890", unit="元"),
        fact_of("f4", "-9.6", unit="%", role="yoy", quote="=1+1", evidence=evidence_at("p f4", "=1+1")),
        fact_of("f5", "0.10", indicator="=HYPERLINK(0)", confidence=Confidence(0.4, ("单位不明",))),
    )
    records = Records(
        Header(
            "云溪县工作报告",
            doc_type="progress_report",
            region="云溪县",
            period="2024-01/2024-09",
            truncated=True,
        ),
        (indicator,),
        facts,
        (PrintedLight("l1", "固定资产投资", "red", "红灯", evidence_at("p 3", "红灯")),),
        (Issue("s1", "投资进度偏慢", evidence_at("p 4", "投资进度偏慢"), ("县发改局",)),),
        (Measure("m1", "倒排工期", evidence_at("p 5", "倒排工期")),),
        (Item("t1", "task", "新建泵站", "done", evidence_at("p 6", "新建泵站"), deadline="2024-10"),),
        (Rule("r1", "light", "排名1—2位的亮绿灯", evidence_at("p 7", "排名1—2位的亮绿灯")),),
    )
    normal = tuple(
        NormalFact(f, None, None, "元", "money_cny", PERIOD, "云溪县", None, "固定资产投资额", None)
        for f in facts
    )
    return Reading(
        "doc-1", "三季度进展.docx", records, (NormalIndicator(indicator, None, ()),), normal, (), ()
    )
