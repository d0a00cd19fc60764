"""Lines that stand alone above or under a paper's text: a date, an organisation, the words of a website.

A line is an organisation's only where it holds its name and at most a date, and a date's only where it holds
the date with the occasion or an organisation at most. What a site prints around a paper (navigation, share
buttons, the next article) is never part of it.
"""

import re
from dataclasses import dataclass

from extractors.text.printed_dates import DATE
from schemas.document import Paragraph
from schemas.evidence import Evidence, evidence_in

BLANKS = re.compile(r"[\s\u3000]+")
SITE_NOISE = re.compile(
    r"下载|登录|注册|首页|购物车|足迹|打印|关闭|分享|浏览|扫一扫|https?:|ICP|>>|索引号|Vip|上传人|文档编号|免费预览",
    re.IGNORECASE,
)
AFTER_THE_PAPER = re.compile(
    r"^[（(【\[]*(?:相关(?:报道|链接|推荐|文章|新闻|稿件|阅读)|编辑推荐|上一[篇条页]|下一[篇条页]|责任编辑|责编|编辑[：:]|审核[：:]|来源[：:]|"
    r"扫一扫|打印|关闭|分享到|收藏|返回|附件下载|主办单位[：:]|版权所有|网站地图)"
)
ISSUER_END = (
    "人民政府|政府|委员会|管委会|党工委|党委|县委|市委|区委|州委|省委|办公室|局|厅|委|院|办|室|处|中心|领导小组|小组|"
    "街道办事处|办事处|指挥部|专班|集团|公司|大队|支队|总队|分局|所|站|学校|协会|联合会"
)
ISSUER_LINE = re.compile(rf"^(?:[\u4e00-\u9fff*X×（）()]{{2,40}}(?:{ISSUER_END}))$")
DATED_REMARK = re.compile(r"^[（(]\s*(?:19|20|[一二]\s*[〇○零OＯ])[^（）()]{6,60}[）)]$")
SPOKEN_ON = re.compile(
    r"^[（(—－–-]*\s*(?:(?:19|20)\d{2}|[一二][〇○零OＯ][〇○零OＯ一二三四五六七八九]{2})年"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日\s*在[^。]{4,40}(?:上|会议)[）)]?$"
)
PRINTED_NOTE = re.compile(r"印发\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A header value with the paragraph and the span that it was read from."""

    value: str
    block: Paragraph
    start: int
    end: int

    def evidence(self) -> Evidence:
        """The words and their place."""
        return evidence_in(self.block, self.start, self.end)


def compact(text: str) -> str:
    """Text without any blank."""
    return BLANKS.sub("", text)


def organisation_line(paragraph: Paragraph) -> Found | None:
    """The organisation of a line that holds an organisation and at most a date."""
    text = DATE.sub("", paragraph.text)
    name = re.sub(r"[（(]\s*[）)]|[\s\u3000，,]+$", "", text).strip(" \u3000日（）()")
    if not name or not ISSUER_LINE.match(compact(name)) or SITE_NOISE.search(name):
        return None
    start = paragraph.text.find(name)
    return (
        Found(name if " " in name and "中共" in name else compact(name), paragraph, start, start + len(name))
        if start >= 0
        else None
    )


def date_line(paragraph: Paragraph) -> re.Match[str] | None:
    """The date of a line that is nothing but a date, with an organisation or the occasion at most."""
    text = paragraph.text
    spoken = SPOKEN_ON.match(text)
    if spoken or DATED_REMARK.match(text.strip()):
        return DATE.search(text)
    if len(text) > 70 or PRINTED_NOTE.search(text) or "。" in text:
        return None
    match = DATE.search(text)
    if not match or not match["day"]:
        return None
    rest = compact(text[: match.start()] + text[match.end() :]).strip("（）()日")
    return match if not rest or ISSUER_LINE.match(rest) else None
