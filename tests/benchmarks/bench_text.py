"""Characters a second of the quantity grammar, beside a plain regular expression for numbers with units.

The peer is what a script would use: `re.findall` of digits with a handful of units. It reads no Chinese
numerals, operators, masks or periods; it bounds from below what reading a text once costs.
"""

import re
import time
from collections.abc import Callable

from extractors.text.quantities import find_performance_quantities, find_quantities
from tests.benchmarks.timing import printed

PEER = re.compile(r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?\s*(?:%|个百分点|[万亿]?(?:元|人|亩)|个|家|项|户|分)?")
PARAGRAPHS = (
    "2031年1—8月，云溪县规模以上工业增加值同比增长6.3%，高于全市平均水平1.2个百分点，居全市第3位；固定资产投资完成"
    "126.35亿元，为年度计划的68.4%，落后时序进度2.3个百分点。",
    "目前已开工项目42个，完成投资12.6亿元；累计新增就业3126人，占年度任务3800人的82.3%；培训各类人员1200余人次。",
    "（三）存在问题。一是有效投资不足，亿元以上新开工项目仅7个；二是财政收支矛盾突出，收入同比下降7.3%，近八成乡镇"
    "未完成序时任务；三是PM2.5平均浓度38微克/立方米，距目标差3微克/立方米。",
    "各乡镇、各部门要进一步提高认识，压实责任，完善机制，加强调度，确保全年目标任务圆满完成。",
)
ROUNDS = 400


def _rate(read: Callable[[str], object]) -> float:
    for paragraph in PARAGRAPHS:
        read(paragraph)
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        for paragraph in PARAGRAPHS:
            read(paragraph)
    return ROUNDS * sum(map(len, PARAGRAPHS)) / (time.perf_counter() - begin)


def main() -> list[str]:
    peer = _rate(PEER.findall)
    lines = printed([f"re.findall of numbers       {peer:12,.0f} characters/s   1.00"])
    for name, read in (
        ("find_quantities", find_quantities),
        ("find_performance_quantities", find_performance_quantities),
    ):
        rate = _rate(read)
        lines += printed([f"{name:27} {rate:12,.0f} characters/s   {rate / peer:.3f}"])
    return lines


if __name__ == "__main__":
    main()
