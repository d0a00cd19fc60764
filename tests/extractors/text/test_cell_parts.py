import pytest

from extractors.text.cell_parts import are_labelled, labelled_parts


@pytest.mark.parametrize(
    ("text", "issue", "measure"),
    [
        ("问题：征拆缓慢。措施：11月底前完成征拆。", "征拆缓慢。", "11月底前完成征拆。"),
        ("存在问题:资金未到位。下一步措施:积极争取专项债券。", "资金未到位。", "积极争取专项债券。"),
        ("1.存在的主要问题：订单外流；2.下步打算：组织参展。", "订单外流；", "组织参展。"),
        ("【原因】：雨季停工。【下一步】：抢抓工期。", "雨季停工。", "抢抓工期。"),
        ("措施：对在库企业一企一策。", None, "对在库企业一企一策。"),
        ("问题：人手不足。", "人手不足。", None),
        ("已完成全年任务。", None, None),
        ("群众反映的问题已整改：共12件。", None, None),
        ("", None, None),
    ],
)
def test_the_labelled_parts_of_a_cell(text, issue, measure):
    parts = {kind: text[start:end] for kind, (start, end) in labelled_parts(text).items()}
    assert (parts.get("issue"), parts.get("measure")) == (issue, measure)


def test_a_column_is_labelled_where_one_of_its_cells_is():
    assert are_labelled(["已完成", "问题：滞后。"])
    assert not are_labelled(["已完成", ""])
