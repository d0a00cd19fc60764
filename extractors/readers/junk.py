"""Junk: what a web site or a page put around the text, and what is not the paper's.

A line is junk by its own words only (navigation, counters, share buttons, registration numbers, page numbers,
a bare address); long lines never are. A line near the top that a later line repeats as the paper's title is
the site's own heading. Junk is marked and kept, never dropped.
"""

import re

from extractors.readers.clean import columns, fold
from extractors.readers.site_words import site_words

_LONGEST = 160
_OPENING = 15
_SHORTEST_TITLE = 6
_PAGE_NUMBER = re.compile(
    r"[-—–－―─·•一_]+\s*(?:\d{1,4}|[ivxlcIVXLC]{1,6}|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,3})\s*[-—–－―─·•一_]+$"
    r"|第\s*[\d一二三四五六七八九十]{1,4}\s*页\s*(?:[,，/／|、]?\s*[（(]?\s*共\s*[\d一二三四五六七八九十]{1,4}\s*页\s*[）)]?)?$"
    r"|共\s*\d{1,4}\s*页\s*[,，/／|、]?\s*第\s*\d{1,4}\s*页$"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}\s*页?$|\d{1,4}\s*页$"
    r"|(?i:page)\s*\d{1,4}(?:\s*(?i:of)\s*\d{1,4})?$"
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+$|[^，。；]{2,60}\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)(?:\s*[（(].{0,12}[）)])?$",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"(?:购物车|我的足迹|我的收藏|收藏本[文页站]?|加入收藏|设为首页|返回(?:首页|顶部|列表|上一页)|关闭(?:窗口|本页)?|打印(?:本页)?|下载(?:文档|本文|地址)?"
    r"|立即下载|免费下载|登录|注册|网站地图|联系我们|关于我们|站点地图|无障碍(?:阅读|浏览|模式)?|(?:长者|长辈|老年)(?:专区|模式|版)|简体|繁体|举报|纠错"
    r"|上一[篇页]|下一[篇页]|扫一扫.{0,20}|分享(?:到|至)?|微信|微博|QQ空间|手机版|客户端|首页|本站首页|当前位置|正文|全文|目录导航|热门推荐|相关推荐|猜你喜欢"
    r"|(?:加入|开通)?(?:VIP|会员)\S{0,8}|展开全文|查看全文|阅读全文|点击查看|字体大小|[大中小]|A[+-]?)$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"[A-Z\u4e00-\u9fff]ICP[备证]|公网安备|网站标识码|版权所有|Copyright|©|建议使用.{0,12}分辨率|技术支持[:：]"
    r"|(?:浏览|阅读|点击|访问|下载|收藏)(?:次数|量|数|率)\s*[:：]|(?:浏览|阅读|点击|访问)[:：]\s*\d"
    r"|字[号体]\s*[:：]\s*[\[【(（]?\s*[大小]|分享(?:到|至)\s*[:：]|扫一扫|扫码(?:关注|分享|查看)|打开当前页|手机(?:上)?(?:查看|浏览|扫)"
    r"|^(?:您(?:现在)?(?:所在)?的?|当前)位置\s*[:：]|^位置\s*[:：]|^首页\s*(?:[>»›＞/|-]|&gt;)|^(?:上|下)一(?:篇|条)\s*[:：]|^相关(?:链接|附件下载|阅读|文章|新闻)\s*[:：]?"
    r"|^(?:责任编辑|责编|网站编辑|编辑|审核|录入)\s*[:：]\s*\S{0,12}$|^(?:信息|文章|稿件)?来源\s*[:：].{0,30}(?:发布|发表|更新|时间|日期|浏览|作者|\d{4}-\d\d?-\d\d?)"
    r"|(?:发布|发表|更新|公开)(?:时间|日期)\s*[:：]\s*\d{4}|^索\s*引\s*号\s*[:：]|^地址\s*[:：]|^主办(?:单位)?\s*[:：].*(?:承办|电话|邮编|备)"
    r"|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s+\d{1,2}:\d\d(?::\d\d)?$|^今天是.{0,12}(?:年|星期)|星期[一二三四五六日天]\s*\S{0,6}℃|预览时标签不可点|关注该公众号"
    r"|(?:加入|开通)V(?:IP|ip)|V(?:IP|ip)(?:免费)?下载|立即下载|免费下载|登录\s*[|/·]?\s*注册|门户网站$|政府网站$|^(?:本文|文档)由.{2,20}(?:上传|整理|提供)"
)
_RECORD_NAMES = (
    r"索\s*引\s*号|信息名称|主题分类|主题词|信息分类|信息来源|体裁分类|公开(?:方式|范围|形式|日期|时间|目录)"
    r"|发布(?:机构|日期|时间|单位)|生成日期|时\s*效\s*性|有\s*效\s*性|发文字号|文\s*号|文件编号"
    r"|关\s*键\s*[词字]|组配分类|服务对象|名\s*称|政策咨询(?:机关|电话)"
)
# The record that a site keeps of a paper; a document number in it may be the paper's own and stays.
_RECORD_FIELD = re.compile(rf"(?:{_RECORD_NAMES})\s*[:：]\s*(?!.*[〔\[]\d{{4}}).{{0,40}}$")
_RECORD_ROW = re.compile(rf"(?:标\s*题|成文日期|{_RECORD_NAMES})\s*[:：]\s*\|(?!.*[〔\[]\d{{4}})")
_RECORD_NAME = re.compile(
    rf"[【\[]?\s*(?:标\s*题|成文日期|发文(?:机关|单位)|制发机关|公开责任\S{{2,4}}|{_RECORD_NAMES})\s*[】\]]?\s*(?:[:：].*)?$",
    re.DOTALL,
)
_FORM_FIELD = re.compile(r"\*?\s*(?:姓\s*名|联系方式|内\s*容|验\s*证\s*码|邮\s*箱)\s*[:：]$")
_LIST_MARK = re.compile(r"^[-*•·|\s]+")
_SEPARATORS = re.compile(r"[\s\[\]【】|｜/·•,，>»›＞\u3000&;-]+")


def is_junk(line: str) -> bool:
    """True for a line that a site or a page added."""
    text = site_words(_LIST_MARK.sub("", fold(line)).strip() or fold(line).strip())
    if not text or columns(text) > _LONGEST:
        return False
    if is_page_number(line) or _ADDRESS.match(text) or _PART.search(text):
        return True
    if any(pattern.match(text) for pattern in (_RECORD_FIELD, _RECORD_ROW, _FORM_FIELD)):
        return True
    words = [word for word in _SEPARATORS.split(text) if word]
    return bool(words) and (
        all(_WHOLE.match(word) for word in words) or (len(words) > 2 and _menu_share(words) > 0.5)
    )


def is_page_number(line: str) -> bool:
    """True for a line that is a page number and nothing else."""
    return bool(_PAGE_NUMBER.match(site_words(fold(line).strip())))


def is_record_name(text: str) -> bool:
    """True for a cell that names a field of the record that a site keeps of a paper (索引号, 发布机构：…)."""
    return bool(_RECORD_NAME.match(site_words(text.strip())))


def site_headings(lines: list[str], junk: list[bool]) -> set[int]:
    """Positions of opening lines just above junk that repeat the paper's own title just below it."""
    found = set()
    for i in range(min(len(lines), _OPENING)):
        fence = next((j for j in range(i + 1, min(i + 4, len(lines))) if junk[j]), None)
        if not junk[i] and fence is not None and _repeats(lines[i], lines[fence + 1 : fence + 8]):
            found.add(i)
    return found


def _menu_share(words: list[str]) -> float:
    return sum(bool(_WHOLE.match(word)) for word in words) / len(words)


def _repeats(line: str, below: list[str]) -> bool:
    text = line.strip()
    titles = [other.strip() for other in below if len(other.strip()) >= _SHORTEST_TITLE]
    return len(text) >= _SHORTEST_TITLE and any(text.endswith(t) or t.startswith(text) for t in titles)
