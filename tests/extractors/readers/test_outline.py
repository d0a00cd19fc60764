import pytest
from reader_files import put

from extractors.readers.outline import find_heading
from extractors.readers.registry import read


@pytest.mark.parametrize(
    ("text", "level", "title", "body"),
    [
        ("一、总体情况", 1, "总体情况", ""),
        ("（一）建立机制。各单位要落实。", 2, "建立机制", "各单位要落实。"),
        ("1.某项目：已开工建设，进展顺利。", 3, "某项目", "已开工建设，进展顺利。"),
        (
            "2. 工业投资占比。（分值：3分；责任单位：市工信局）",
            3,
            "工业投资占比",
            "（分值：3分；责任单位：市工信局）",
        ),
        ("3．生产总值增速（5分；牵头单位：市统计局）", 3, "生产总值增速", "（5分；牵头单位：市统计局）"),
        ("（二）经济质效（28分）", 2, "经济质效", "（28分）"),
        ("4.细颗粒物（PM2.5）浓度", 3, "细颗粒物（PM2.5）浓度", ""),
        ("第二章 考核内容", 1, "考核内容", ""),
        ("第五条 本办法适用于各单位的考核。", 3, "", "本办法适用于各单位的考核。"),
        ("附件2", 1, "", ""),
        ("二、保持劲头，再接再厉，继续保持一等等次", 1, "保持劲头，再接再厉，继续保持一等等次", ""),
    ],
)
def test_headings(text, level, title, body):
    found = find_heading(text)
    assert found is not None
    assert (found.heading.level, found.heading.title, text[found.heading.end :]) == (level, title, body)


@pytest.mark.parametrize(
    "text",
    [
        "一是加强领导。二是压实责任。",
        "（5）就业援助达200户，完成任务的80%；",
        "（5）就业援助达200户，完成任务的80%",
        "4.管护责任落实不到位，部分人员经费没有着落。",
        "今年以来，各项工作有序推进。",
        "附件：指标任务表",
        "1.5亿元以上项目",
    ],
)
def test_no_headings(text):
    assert find_heading(text) is None


def test_a_style_makes_a_heading_of_a_short_paragraph():
    assert find_heading("工作进展", 2).heading.level == 2
    assert find_heading("工作进展。各单位积极推进，成效明显。", 2) is None


TREE = """栖霞市绩效考核方案
一、总体目标
坚持目标导向。
二、指标任务
（一）项目建设
1. 投资增速。（分值：5分）
2. 开工率。（分值：3分）
（二）创新驱动
3. 研发投入。（分值：2分）
附件：1.领导小组
2.指标表
附件1
领导小组
组长：某某
附件2
一、说明
指标口径如下。
"""


def test_the_tree(tmp_path):
    document = read(put(tmp_path, "a.txt", TREE))
    by_text = {p.text: p for p in document.paragraphs}
    path = [h.title or h.label for h in document.headings(by_text["3.研发投入。（分值：2分）"])]
    assert path == ["指标任务", "创新驱动"]
    assert by_text["2.指标表"].heading is None
    assert document.headings(by_text["组长：某某"])[0].label == "附件1"
    assert [h.title or h.label for h in document.headings(by_text["指标口径如下。"])] == ["附件2", "说明"]
    tasks = next(s for s in document.sections if s.heading.title == "指标任务")
    assert len(list(document.in_section(tasks))) == 8


def test_sections_cover_their_blocks(tmp_path):
    document = read(put(tmp_path, "a.txt", TREE))
    for section in document.sections:
        assert section.block <= section.last
        assert document.blocks[section.block].heading == section.heading
        if section.parent is not None:
            parent = document.sections[section.parent]
            assert parent.block < section.block <= section.last <= parent.last
    assert [block.index for block in document.blocks] == list(range(len(document.blocks)))
