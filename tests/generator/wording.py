"""Invented names, figures and sentences of performance reports."""

from random import Random


def _each(words: str) -> tuple[str, ...]:
    return tuple(words.split())


PLACES = ("云溪县", "澄江区", "栖霞市", "临浦县", "青崖区", "望川县")
TOWNS = _each(
    """
    临湖镇 青石镇 白鹭乡 东岭街道 河口镇 双桥镇 南坪乡 北川街道 柳林镇 石门乡 金沙镇 古渡街道 云台镇
    松坪乡 长滩镇 梅岭镇 桃源街道 大塘乡 清泉镇 红岩镇
    """
)
COUNTIES = _each(
    """
    云溪县 澄江区 栖霞市 临浦县 青崖区 望川县 石泉县 沙河区 平湖市 安岭县 定远区 长丰县 永和县 清源区 宁塘县
    双桥区 金川县 龙泽市 白沙县 西陵区 东岭县 南浦县 北溪区 高垣县 河湾县 竹溪县
    """
)
CATEGORIES = _each(
    """
    经济发展 科技创新 乡村振兴 生态环保 民生福祉 平安建设 改革开放 营商环境 城市建设 数字政府 党的建设
    社会治理
    """
)
GROUPS = _each(
    """
    质量效益 投入强度 服务保障 运行安全 绿色低碳 基层治理 项目推进 财政运行
    """
)
UNITS_OF_MEASURE = ("%", "亿元", "万元", "个", "户", "人", "公里", "万平方米", "分", "件")
OFFICES = _each(
    """
    发展改革局 财政局 工业和信息化局 科学技术局 农业农村局 生态环境局 教育局 民政局 住房和城乡建设局
    交通运输局 商务局 文化广电和旅游局 卫生健康局 应急管理局 统计局
    """
)
_WHAT = _each(
    """
    规模以上工业增加值 固定资产投资 社会消费品零售总额 一般公共预算收入 城镇新增就业人数
    农村居民人均可支配收入 研发经费投入强度 高新技术企业数量 空气质量优良天数比率 单位GDP能耗降低率
    高标准农田建设面积 农村公路改造里程 老旧小区改造户数 保障性住房开工套数 千人口医疗床位数
    城乡居民养老保险参保人数 普惠性幼儿园覆盖率 政务服务网办率 信访事项及时办结率 安全生产事故起数
    招商引资到位资金 实际使用外资 外贸进出口总额 技术合同成交额 商品房销售面积 粮食播种面积 生猪存栏数
    旅游总收入 数字经济核心产业增加值占比 地表水考核断面达标率 污水集中处理率 生活垃圾分类覆盖率
    义务教育巩固率 养老服务床位数 困难群众救助率 电商网络零售额 战略性新兴产业产值 亿元以上项目开工率
    专项债券资金支出进度 企业开办平均时间 电子证照归集率 法治政府建设评价得分 群众安全感满意度
    食品安全抽检合格率 森林覆盖率 河湖长制落实情况
    """
)
_MODIFIER = ("", "", "", "", "（年度）", "（累计）", "同比增速", "完成情况", "（全口径）", "年均增幅")
_TROUBLES = (
    "受征地拆迁影响，部分项目前期手续办理缓慢，尚未形成实物工作量，与序时进度存在差距",
    "上级资金尚未全部下达，拨付比例仅{n}%，项目资金到位率偏低",
    "企业订单减少、产能利用率下降，{n}户企业产值同比下降，拉低全县增速{m}个百分点",
    "设备采购招标流标两次，进度滞后，预计12月底前完成安装调试",
    "已开工{n}个，剩余项目正在办理用地审批",
    "完成年度任务的{n}%，超时序进度{m}个百分点",
    "责任单位重视不够，台账更新不及时，数据报送滞后{n}天",
    "进展顺利",
    "正在推进",
)
_BODY = (
    "根据年度绩效考评工作安排，现将有关指标完成情况通报如下，请各责任单位对照时序进度，认真分析原因，落实整改措施。",
    "各单位要进一步压实责任，对进度滞后的指标倒排工期、挂图作战，确保全年目标任务圆满完成。",
    "从总体情况看，多数指标达到或超过时序进度，少数指标受季节因素影响增速有所回落，需要引起高度重视。",
)


def indicator(rng: Random) -> str:
    """The name of an indicator."""
    return rng.choice(_WHAT) + rng.choice(_MODIFIER)


def trouble(rng: Random) -> str:
    """A remark or a described shortfall, short or long."""
    return rng.choice(_TROUBLES).format(n=rng.randint(3, 98), m=f"{rng.uniform(0.2, 9):.1f}")


def measures(rng: Random) -> str:
    """Several numbered measures, each on a line of its own, or one sentence."""
    many = rng.choice((1, 2, 2, 3))
    said = [trouble(rng) for _ in range(many)]
    return said[0] if many == 1 else "\n".join(f"{number}.{text}；" for number, text in enumerate(said, 1))


def office(rng: Random, place: str) -> str:
    """Who answers for an indicator, one or several."""
    chosen = rng.sample(OFFICES, rng.choice((1, 1, 1, 2)))
    return "、".join((place[0] if rng.random() < 0.3 else "") + name for name in chosen)


def body(rng: Random) -> str:
    """A paragraph of running text."""
    return rng.choice(_BODY)


def amount(rng: Random) -> str:
    """A figure as printed: with thousands separators, decimals, or neither."""
    return rng.choice(
        (
            f"{rng.uniform(1, 999):.1f}",
            f"{rng.uniform(1, 99):.2f}",
            f"{rng.uniform(1000, 999999):,.2f}",
            f"{rng.randint(1000, 99999):,}",
            f"{rng.randint(1, 999)}",
        )
    )


def percent(rng: Random) -> str:
    """A share or completion as printed."""
    return rng.choice(
        (f"{rng.uniform(20, 130):.1f}%", f"{rng.uniform(20, 130):.1f}", f"{rng.randint(20, 120)}%")
    )


def growth(rng: Random) -> str:
    """A rate of change as printed."""
    return rng.choice(
        (f"{rng.uniform(0, 20):.1f}", f"-{rng.uniform(0, 20):.1f}", f"+{rng.uniform(0, 9):.1f}%")
    )


def aim(rng: Random) -> str:
    """A target as printed."""
    return rng.choice(
        (amount(rng), f"≥{rng.randint(60, 99)}%", f"{rng.uniform(3, 12):.1f}%左右", "完成省下达任务")
    )


def move(rng: Random) -> str:
    """A change of rank as printed."""
    return rng.choice((f"↑{rng.randint(1, 6)}", f"↓{rng.randint(1, 6)}", "持平", f"第{rng.randint(1, 20)}位"))
