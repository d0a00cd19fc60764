"""Saved pages of the kinds that government sites make, all of invented places, for the readers' tests."""

import quopri

TITLE = "云溪县2023年前三季度重点工作进展情况通报"
NUMBER = "云政督〔2023〕17号"
PROSE = (
    "今年以来，全县上下紧扣年度目标，前三季度固定资产投资完成86.4亿元，同比增长7.2%，超时序进度2.1个百分点。",
    "一、主要指标完成情况",
    "一般公共预算收入完成9.36亿元，增长5.8%，完成年度任务的78.3%；城镇新增就业3120人，完成目标的91.8%。",
    "二、存在的主要问题",
    "一是工业投资接续不足，仅完成年度任务的61.5%；二是部分项目征拆缓慢，影响开工。",
    "三、下一步工作要求",
    "各责任单位要对照目标倒排工期，确保四季度完成投资28亿元以上。",
)
ROWS = (
    ("固定资产投资", "亿元", "112", "86.4", "77.1%"),
    ("一般公共预算收入", "亿元", "11.95", "9.36", "78.3%"),
    ("城镇新增就业", "人", "3400", "3120", "91.8%"),
)


def wcm_page() -> str:
    """A content management system's page of the 2010s: nested boxes, an editor's box, share buttons."""
    body = "".join(f"<p style='text-indent:2em'><span>{text}</span></p>" for text in PROSE)
    return f"""<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{TITLE}_工作通报_云溪县人民政府门户网站</title><meta name="ArticleTitle" content="{TITLE}">
<style>.a{{color:red}}</style><script>document.write("1234.5%")</script></head><body>
<div class="header"><a href="#">登录</a> 今天是2023年10月20日 星期五 晴 12℃～24℃</div>
<div class="nav"><ul><li><a href="#">首页</a></li><li><a href="#">政务公开</a></li><li><a href="#">互动交流</a></li></ul></div>
<div class="wrap"><div class="pos">您现在的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>督查通报</a></div>
<div class="side"><h3>督查专栏</h3><ul><li><a>全县1—8月投资完成72.5亿元</a></li><li><a>重点项目开工率达63.4%</a></li></ul></div>
<div class="main"><h1>{TITLE}</h1><div class="info">发布时间：2023-10-18 15:20　来源：县政府督查室　浏览次数：<span>2086</span>　【字体：<a>大</a> <a>中</a> <a>小</a>】</div>
<div class="TRS_Editor"><p align="center">{NUMBER}</p>{body}
<table border="1"><tr><td rowspan="2">指标</td><td rowspan="2">单位</td><td rowspan="2">年度目标</td><td colspan="2">1—9月</td></tr>
<tr><td>完成数</td><td>完成率</td></tr>{"".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)}</table>
<p style="display:none">隐藏的旧稿：完成投资99.9亿元。</p>
<p style="text-align:right">云溪县人民政府督查室</p><p style="text-align:right">2023年10月16日</p></div>
<div class="share">分享到：<a>微信</a> <a>微博</a></div><p>【<a>打印本页</a>】 【<a>关闭窗口</a>】</p>
<div>上一篇：<a>前三季度全县工业用电量增长11.3%</a></div><div>下一篇：<a>全县城镇居民收入增长5.1%</a></div></div></div>
<div class="foot">主办：云溪县人民政府办公室　承办：云溪县大数据局　X ICP备05000001号-1<br>您是第 1,204,551 位访问者</div>
</body></html>"""  # noqa: E501 - markup as sites write it


def disclosure_page() -> str:
    """A page of a disclosure catalogue: the record of the paper in a table above it."""
    body = "".join(f"<p>　　{text}</p>" for text in PROSE)
    return f"""<html><head><title>{TITLE}</title></head><body><div class="xxgk-top"><a>政府信息公开</a></div>
<div class="con"><table class="xxgk-head"><tr><td>索 引 号：</td><td>00X017/2023-00231</td><td>主题分类：</td><td>综合政务 / 督查</td></tr>
<tr><td>发文机关：</td><td>云溪县人民政府办公室</td><td>成文日期：</td><td>2023年10月16日</td></tr>
<tr><td>标　　题：</td><td colspan="3">{TITLE}</td></tr>
<tr><td>发文字号：</td><td>{NUMBER}</td><td>发布日期：</td><td>2023年10月18日</td></tr></table>
<h2 class="tit">{TITLE}</h2><div id="UCAP-CONTENT">{body}</div>
<div class="fj">附件：<a href="/files/20231018.xlsx">前三季度指标完成情况表.xlsx</a></div></div>
<div class="related"><h4>相关解读</h4><ul><li><a>一图读懂前三季度督查通报</a></li></ul></div>
<div class="footer">版权所有：云溪县人民政府　网站标识码：0000000001</div></body></html>"""  # noqa: E501 - markup as sites write it


def account_page() -> str:
    """A saved article of an official account: its box is hidden until a script shows it."""
    body = "".join(f"<section><p><span>{text}</span></p></section>" for text in PROSE)
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{TITLE}"><title></title></head>
<body id="activity-detail"><div id="js_article"><div id="img-content"><h1 id="activity-name">
  {TITLE}
</h1><div id="meta_content"><span>原创</span> <a>云溪发布</a> <em id="publish_time">2023-10-18 17:02</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">
<p><img data-src="https://example.com/a.png" class="rich_pages" width="600"></p>{body}
<p>2023年10月16日</p></div></div>
<div id="js_tags_preview_toast">预览时标签不可点</div><div class="qr_code_pc">微信扫一扫<br>关注该公众号</div></div>
<script>var x="投资完成1.1亿元";</script></body></html>"""  # noqa: E501 - markup as sites write it


def old_page() -> str:
    """A county site of 2008: tables lay out the page, line breaks and hard blanks make the paragraphs."""
    lines = "<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{text}" for text in PROSE)
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
    return f"""<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>{TITLE}-云溪县政府网</TITLE></HEAD>
<BODY><TABLE width=980 border=0><TR><TD><TABLE><TR><TD><A>首 页</A></TD><TD><A>走进云溪</A></TD><TD><A>政务公开</A></TD><TD><A>网上办事</A></TD></TR>
<TR><TD><A>县长信箱</A></TD><TD><A>招商引资</A></TD><TD><A>公示公告</A></TD><TD><A>下载中心</A></TD></TR></TABLE></TD></TR>
<TR><TD><TABLE width=100%><TR><TD width=200 valign=top>站内搜索<BR><A>图片新闻</A><BR><A>1—8月工业增加值增长9.9%</A></TD>
<TD><TABLE width=760><TR><TD align=center><FONT size=5><B>{TITLE}</B></FONT></TD></TR>
<TR><TD align=center>作者：督查室　点击数：386　更新时间：2023-10-18</TD></TR>
<TR><TD><FONT color=#000000>{lines}<BR></FONT>
<TABLE border=1 align=center><TR><TD>指标<TD>单位<TD>年度目标<TD>完成数<TD>完成率</TR>{rows}</TABLE>
<DIV align=right>云溪县人民政府督查室<BR>2023年10月16日</DIV></TD></TR>
<TR><TD align=right>[<A>打印</A>] [<A>关闭</A>] [<A>返回顶部</A>]</TD></TR></TABLE></TD></TR></TABLE></TD></TR>
<TR><TD align=center>云溪县人民政府主办 电话：0000-0000000<BR>X ICP备05000001号 建议使用1024×768分辨率</TD></TR></TABLE></BODY></HTML>"""  # noqa: E501 - markup as sites write it


def archive(page: str) -> bytes:
    """A web archive with a page in quoted-printable and a picture."""
    encoded = quopri.encodestring(page.encode("utf-8")).replace(b"\n", b"\r\n")
    head = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.com/1.html\r\nSubject: x\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--edge"\r\n\r\n\r\n'  # noqa: E501
    )
    part = (
        b"----edge\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        b"Content-Location: https://example.com/1.html\r\n\r\n" + encoded + b"\r\n"
    )
    picture = (
        b"----edge\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
    )
    return head + part + picture + b"----edge--\r\n"
