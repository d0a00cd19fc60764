import pytest
from reader_files import put

from extractors.readers.registry import read


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["栖霞市2024年绩效自评报告", "市财政局：", "根据要求，现报告如下。"], "栖霞市2024年绩效自评报告"),
        (
            ["栖霞市人民政府文件", "栖政〔2024〕8号", "栖霞市人民政府", "关于印发考核方案的通知", "各单位："],
            "栖霞市人民政府关于印发考核方案的通知",
        ),
        (
            ["高质量发展工作通报", "栖考办〔2024〕7号", "关于二季度完成情况的通报", "各单位："],
            "关于二季度完成情况的通报",
        ),
        (
            ["栖霞市民生实事进展情况", "（截至9月底）", "今年以来，工作有序推进。"],
            "栖霞市民生实事进展情况（截至9月底）",
        ),
        (
            ["双溪镇人民政府部门整体支出绩效", "评价报告", "一、基本情况"],
            "双溪镇人民政府部门整体支出绩效评价报告",
        ),
        (
            ["关于印发2024年《政府工作报告》主要任务", "上半年落实情况的通报", "各单位："],
            "关于印发2024年《政府工作报告》主要任务上半年落实情况的通报",
        ),
        (["2024年重点工作任务(栖政发〔2024〕2号)", "各单位："], "2024年重点工作任务(栖政发〔2024〕2号)"),
        (["同志们：", "现在已是11月中旬了，时间紧迫。"], None),
        (["附件2", "栖霞市项目绩效自评报告", "市财政局："], "栖霞市项目绩效自评报告"),
    ],
)
def test_titles(tmp_path, lines, title):
    document = read(put(tmp_path, "a.txt", "\n".join(lines)))
    assert next((p.text for p in document.paragraphs if p.role == "title"), None) == title


def test_the_scheme_that_a_notice_hands_on_is_a_title_too(tmp_path):
    lines = [
        "关于印发考核方案的通知",
        "各单位：",
        "现印发给你们，请认真落实。",
        "2024年8月7日",
        "栖霞市2024年考核方案",
        "为做好考核工作，制定本方案。",
    ]
    document = read(put(tmp_path, "a.txt", "\n\n".join(lines)))
    assert [p.text for p in document.paragraphs if p.role == "title"] == [
        "关于印发考核方案的通知",
        "栖霞市2024年考核方案",
    ]
