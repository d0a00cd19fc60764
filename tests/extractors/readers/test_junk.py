import pytest

from extractors.readers.junk import is_junk, is_page_number, site_headings


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 重点领域",
        "长者专区 | 无障碍 | 登录 注册",
        "浏览次数：1,286 次　字号：[ 大 中 小 ]",
        "扫一扫在手机打开当前页",
        "今天是2023年10月20日 星期五 晴 12℃～24℃",
        "云溪发布 2023-10-18 17:02",
        "上一篇：某县空气质量状况",
        "桂ICP备12000456号-1",
        "主办：云溪县人民政府办公室　承办：云溪县政务中心",
        "加入Vip免费下载 立即下载",
        "https://www.example.gov.cn/a/1.html",
        "- 13 -",
        "— 2 —",
        "第 3 页 共 10 页",
        "来源：县统计局　发布时间：2024-04-29",
        "您现在的位置：首页 > 公示公告",
        "购物车",
        "长辈版",
        "发文字号: | 无 | 有 效 性: | 失效 |",
        "成文日期: | 发布日期: | 2020-04-09 08:44 | |",
        "来源:某县政府   2021-03-23 10:56",
        "• *验 证 码:",
        "【打印本页】【关闭窗口】",
        "附件：考核指标表.xlsx",
        "- 索引号: zx/2025-00002",
        "- 发布机构: 某市数据中心",
        "时效性：有效",
        "云溪县人民政府门户网站",
        "首頁 > 政府資訊 > 施政報告",
        "版權所有 © 澄江區政府",
        "瀏覽人次：1,286",
        "友善列印｜轉寄｜回首頁",
        "列印 關閉視窗",
        "發佈日期：2031-10-18",
        "第 3 頁 共 10 頁",
        "上一篇：某區空氣質素",
    ],
)
def test_junk(line):
    assert is_junk(line)


@pytest.mark.parametrize(
    "line",
    [
        "一、总体情况",
        "13",
        "116",
        "县政府门户网站建设完成年度目标的80%，新增栏目12个。",
        "下载安装“反诈”软件的居民达到12万人，完成任务的96%。",
        "主办单位为县发改委。",
        "分享经济规模达到12亿元",
        "2024年8月7日",
        "今天是个好日子，全县投资完成86.4亿元。",
        "2023-10-18 17:02县政府召开调度会，投资完成8亿元",
        "成文日期：2024-08-07",
        "文号：栖政〔2024〕8号",
        "全年接待遊客120萬人次，同比增長6.2%。",
        "政府網站瀏覽人次達到12萬，完成目標的96%。",
        "",
    ],
)
def test_no_junk(line):
    assert not is_junk(line)


def test_the_sites_own_heading_repeats_the_title_below():
    lines = ["我的足迹", "某网——云溪县绩效工作汇报", "立即下载", "云溪县绩效工作汇报", "今年以来，"]
    junk = [is_junk(line) for line in lines]
    assert site_headings(lines, junk) == {1}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("— 3 —", True),
        ("·12·", True),
        ("- iv -", True),
        ("第三页", True),
        ("第 3 页（共 12 页）", True),
        ("共12页 第3页", True),
        ("3／12页", True),
        ("12 页", True),
        ("Page 3 of 12", True),
        ("12", False),
        ("第3页的指标", False),
        ("共12页", False),
        ("一3", False),
    ],
)
def test_page_numbers(line, expected):
    assert is_page_number(line) is expected
