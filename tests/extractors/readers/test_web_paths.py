import time

import pytest
from lxml import etree, html

from extractors.readers.web.dom import Paths, path_of
from extractors.readers.web.tables import table_draft

PAGE = (
    "<html><body><p>一</p><div><p>二</p></div><div><ul><li>三<li>四</ul><o:p>五</o:p></div>"
    "<table><thead><tr><th>甲<th>乙</thead><tr><td>丙<td>丁<tr><td>戊</table></body></html>"
)


def test_paths_are_those_of_the_tree():
    paths = Paths()
    elements = list(html.document_fromstring(PAGE).iter(etree.Element))
    assert [paths.of(element) for element in reversed(elements)] == [path_of(e) for e in reversed(elements)]


@pytest.mark.parametrize("depth", [3000])
def test_a_deep_tree_has_paths(depth):
    root = element = etree.Element("div")
    for _ in range(depth):
        element = etree.SubElement(element, "div")
    assert Paths().of(element) == path_of(element)
    assert root.tag == "div"


def seconds(rows: int) -> float:
    body = "".join(f"<tr><td>指标{row}<td>{row}.5<td>万元" for row in range(rows))
    table = html.fromstring(f"<table>{body}</table>")
    begin = time.process_time()
    assert len(table_draft(table, 1).cells) == 3 * rows
    return time.process_time() - begin


def test_the_time_for_a_table_grows_with_its_rows_not_with_their_square():
    small = min(seconds(1000) for _ in range(3))
    assert min(seconds(8000) for _ in range(3)) < 24 * small
