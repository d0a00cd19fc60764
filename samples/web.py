"""Write a paper as a saved page of a county's web site, navigation, counters and all."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from samples.build import Paper

MENU = ("首页", "政务公开", "政务服务", "互动交流", "数据发布", "走进岚溪")
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{title}_岚溪县人民政府门户网站</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="2024-04-26 09:12">
<style>.nav li{{float:left}} .cont p{{text-indent:2em}}</style>
<script>var hits=1846;function share(s){{window.open(s)}}</script></head>
<body>
<div class="top">今天是2024年11月5日 星期二　<span id="weather">岚溪 晴 16℃～24℃</span>
<a href="#">无障碍浏览</a></div>
<ul class="nav">{menu}</ul>
<div class="search"><input type="text" value="请输入关键字"><button>搜索</button></div>
<div class="crumb">当前位置：<a href="#">首页</a> &gt; <a href="#">数据发布</a> &gt; 统计信息</div>
<div class="article">
<h1>{title}</h1>
<div class="info">发布日期：2024-04-26　来源：县统计局　浏览次数：<span>1846</span>次
字号：[ 大 中 小 ]　<a href="#">打印</a></div>
<div class="cont">
{content}
</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="near">上一篇：<a href="#">全县1—2月工业用电量增长3.7%</a><br>
下一篇：<a href="#">一季度居民消费价格上涨0.4%</a></div>
</div>
<div class="foot">主办：岚溪县人民政府办公室　承办：岚溪县大数据中心<br>
备案号：00000000号-1　您是第2385117位访客</div>
</body></html>
"""


def write_page(paper: Paper, target: Path) -> None:
    title = escape(paper.head["document"]["title"])
    content = "\n".join(
        f'<p style="text-align:center">{escape(line.text)}</p>'
        if line.style == "center"
        else f"<p>&nbsp;&nbsp;&nbsp;&nbsp;{escape(line.text)}</p>"
        for line in paper.lines
        if line.style != "title"
    )
    menu = "".join(f'<li><a href="#">{name}</a></li>' for name in MENU)
    page = PAGE.format(title=title, menu=menu, content=content)
    target.write_bytes(page.replace("\n", "\r\n").encode(paper.head["encoding"]))
