import pytest

from extractors.readers.junk import is_junk, site_headings


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 重点领域",
        "长者专区 | 无障碍 | 登录 注册",
        "浏览次数：1,286 次　字号：[ 大 中 小 ]",
        "扫一扫在手机打开当前页",
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
        "成文日期：2024-08-07",
        "文号：栖政〔2024〕8号",
        "",
    ],
)
def test_no_junk(line):
    assert not is_junk(line)


def test_the_sites_own_heading_repeats_the_title_below():
    lines = ["我的足迹", "某网——云溪县绩效工作汇报", "立即下载", "云溪县绩效工作汇报", "今年以来，"]
    junk = [is_junk(line) for line in lines]
    assert site_headings(lines, junk) == {1}
