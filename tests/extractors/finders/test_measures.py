"""What will be done (extractors.finders.measures)."""

import pytest
from made_documents import made_document
from typed_papers import NOTICE, REPORT, SPEECH, typed_paper

from extractors.finders.header import find_header
from extractors.finders.measures import LIMIT, find_measures
from schemas.document import Document
from schemas.evidence import is_found
from schemas.records import Measure


def measures_of(document: Document) -> tuple[Measure, ...]:
    return find_measures(document, find_header(document))


def test_a_title_and_the_sentence_that_says_who_does_what() -> None:
    document = typed_paper(REPORT)
    measures = measures_of(document)
    assert [measure.text for measure in measures] == [
        "实行红灯指标销号管理。由县督查绩效办牵头，逐项制定整改方案",
        "加快项目建设。县发改局要紧盯开工入库，确保完成年度任务",
    ]
    assert [measure.responsible for measure in measures] == [("县督查绩效办",), ("县发改局",)]
    assert all(is_found(document, measure.evidence) and len(measure.text) <= LIMIT for measure in measures)


def test_notice_mechanisms_and_demands() -> None:
    texts = [measure.text for measure in measures_of(typed_paper(NOTICE))]
    titles = ["建立月报告机制", "建立预警机制", "建立督查机制", "建立奖惩机制", "压实责任", "强化宣传"]
    assert [text[: len(title)] for text, title in zip(texts, titles, strict=True)] == titles


def test_a_mechanism_that_is_a_noun_alone_is_a_rule_and_no_measure() -> None:
    paper = typed_paper(
        "云溪县人民政府关于印发2024年考核方案的通知\n现印发给你们。\n一、保障机制\n"
        "（一）月报送制度。各单位每月8日前报县考核办。\n（二）强化数据质量。县统计局要加强审核。"
    )
    assert [measure.text for measure in measures_of(paper)] == ["强化数据质量。县统计局要加强审核"]


def test_numbered_demands_of_a_speech() -> None:
    assert [measure.text for measure in measures_of(typed_paper(SPEECH))] == [
        "要压实责任抓指标",
        "要定期调度补短板",
    ]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        (
            "下一步，县政府办将会同各单位，①倒排工期；②每周调度；③筹措资金。",
            ["倒排工期", "每周调度", "筹措资金"],
        ),
        (
            "下一阶段，我县将强化措施，确保顺利推进。\n一是强化调度，加快进度。搞好衔接。\n"
            "二是拓宽渠道，保障资金。",
            ["强化调度，加快进度。搞好衔接", "拓宽渠道，保障资金"],
        ),
        (
            "项目已签约。下一步尽快装修厂房，力争年内投产。其余工作正常。",
            ["下一步尽快装修厂房，力争年内投产"],
        ),
        ("县督查办将每周汇总一次加分情况。", ["县督查办将每周汇总一次加分情况"]),
        ("请县清廉办牵头，各责任单位配合，争取加分。", ["请县清廉办牵头，各责任单位配合，争取加分"]),
        ("今年以来，县发改局加快推进项目建设，成效明显。", []),
    ],
)
def test_ways_to_announce(body: str, texts: list[str]) -> None:
    paper = typed_paper(f"云溪县2023年工作情况汇报\n现将有关情况汇报如下。\n一、完成情况\n{body}")
    assert [measure.text for measure in measures_of(paper)] == texts


def test_a_paragraph_under_a_numbered_measure_is_not_another() -> None:
    paper = typed_paper(
        "云溪县2024年一季度经济运行分析\n现将情况报告如下。\n一、下一步工作建议\n"
        "（一）千方百计扩投资\n抓好项目谋划储备，确保入库项目不少于15个。\n（二）多措并举促消费\n"
        "开展促消费活动。"
    )
    assert [measure.text for measure in measures_of(paper)] == ["千方百计扩投资", "多措并举促消费"]


def test_cells_of_a_column_of_measures() -> None:
    document = made_document(
        "云溪县2024年任务台账",
        """
序号|任务名称|存在问题|下步措施|责任单位
1|外贸增长|订单外流|组织企业参展，新增外贸企业6家|县商务局
2|学校扩建|资金未到位|—|县教育局
""",
    )
    assert [(m.text, m.responsible) for m in measures_of(document)] == [
        ("组织企业参展，新增外贸企业6家", ("县商务局",))
    ]


def test_the_remedy_behind_a_cause_in_one_cell() -> None:
    document = made_document(
        "云溪县2023年自评表",
        """
三级指标|完成值|偏差原因分析及改进措施
渠道改造|15公里|征地未完成，2024年5月底前补齐
节水量|80万方|目标设定偏高
""",
    )
    assert [m.text for m in measures_of(document)] == ["2024年5月底前补齐"]
