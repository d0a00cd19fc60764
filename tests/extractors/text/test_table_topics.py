import pytest

from extractors.text.table_topics import measure_name, ranked_topic, table_topic


@pytest.mark.parametrize(
    ("caption", "topic"),
    [
        ("表1 2024年1—6月各乡镇固定资产投资完成情况表", "固定资产投资"),
        ("表2 2024年前三季度全市重点工业项目推进情况排名表（金额单位：亿元）", "重点工业项目"),
        ("附表 各乡镇农村改厕任务完成情况", "农村改厕"),
        ("附件 县直部门争资争项完成情况", "争资争项"),
        ("附件 群众满意度测评结果", "群众满意度"),
        ("各县（市、区）民间投资增速及排名", "民间投资"),
        ("各县区1—9月重点项目开工率、投资完成率情况", "重点项目"),
        ("关于2024年上半年招商引资工作推进情况的通报", "招商引资工作"),
        ("农村安全饮水工程进度表", "农村安全饮水工程"),
        ("附件 各县区主要指标完成情况", ""),
        ("单位：万元", ""),
        ("附件2", ""),
        ("现将有关情况通报如下：", ""),
    ],
)
def test_the_topic_of_a_caption(caption: str, topic: str) -> None:
    assert table_topic((caption,)) == topic


def test_the_nearest_words_that_name_something_are_the_topic() -> None:
    assert table_topic(("单位：万元", "各县区完成情况", "重点水利工程进展情况")) == "重点水利工程"
    assert table_topic(()) == ""


@pytest.mark.parametrize(
    ("caption", "ranked"),
    [
        ("表2 2024年1—9月重点工业项目推进情况排名表", "重点工业项目推进情况"),
        ("各县区固定资产投资增速及排名", "固定资产投资增速"),
        ("各乡镇改厕任务完成情况排名", "改厕任务"),
        ("各乡镇招商引资完成情况表", "招商引资"),
    ],
)
def test_what_a_table_ranks(caption: str, ranked: str) -> None:
    assert ranked_topic((caption,)) == ranked


@pytest.mark.parametrize(
    ("topic", "label", "name"),
    [
        ("重点工业项目", "投资", "重点工业项目投资"),
        ("重点工业项目", "项目数", "重点工业项目数"),
        ("重点工业项目", "开工率", "重点工业项目开工率"),
        ("重点工业项目", "税收收入", "税收收入"),
        ("固定资产投资", "投资", "固定资产投资"),
        ("固定资产投资", "", "固定资产投资"),
        ("", "投资", "投资"),
    ],
)
def test_the_name_of_a_measure(topic: str, label: str, name: str) -> None:
    assert measure_name(topic, label) == name
