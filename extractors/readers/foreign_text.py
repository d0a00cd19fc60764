"""Text that is no plain paper: data, source code, markup, mail, and what office programs write as XML.

Signals in order: the ending of the name, which says what a program made the file for (a paper that was
received as text has the ending .txt, another Word or PDF one by mistake, or none); then the first signs of
markup or data; the share of lines that are code; a grid of values between commas. Chinese prose with a table
in markup, a heading sign or a line of code in it stays a paper.
"""

import re
from pathlib import PurePath
from typing import Literal

ForeignText = Literal["html", "csv", "markdown", "data", "code", "mail"]
OfficeXml = Literal["word_xml", "flat_docx", "excel_xml", "flat_odt", "flat_ods", "uof"]

_ENDINGS: dict[ForeignText, str] = {
    "html": "html htm xhtml shtml mht mhtml",
    "csv": "csv tsv",
    "markdown": "md markdown mdx rst adoc tex",
    "data": "json jsonl ndjson geojson xml xsd xsl svg yaml yml toml ini cfg conf properties reg lock log po "
    "srt vtt ics vcf ipynb",
    "code": "py pyi js mjs ts jsx tsx vue css scss less java kt c h cc cpp hpp cs go rs rb php pl lua r "
    "swift sh bash bat cmd ps1 vbs sql diff patch",
    "mail": "eml mbox",
}
_BY_ENDING = {f".{ending}": kind for kind, endings in _ENDINGS.items() for ending in endings.split()}

_MARKUP_START = re.compile(
    r"\s*<(?:!--|(?:!doctype|html|head|body|meta|link|title|style|script|div|p|br|span|center|font|h[1-6]|ul|ol|li"
    r"|a|b|i|strong|em|img|article|section|header|nav|main|form|iframe)\b)",
    re.IGNORECASE,
)
_XML_START = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_HTML_TAG = re.compile(r"</?(?:div|p|br|span|a|li|ul|ol|font|img|h[1-6]|strong|em)\b[^<>]*>", re.IGNORECASE)
_SIGNS_A_TAG = 120
_OFFICE_NAME = re.compile(r"\.(?:docx?|wps|rtf|xlsx?|et)$", re.IGNORECASE)
_TABLE_START = re.compile(r"\s*<(?:table|tr|td|o:p|x:)\b", re.IGNORECASE)
_ANY_XML = re.compile(r"\s*<(?:\?xml|\w+:)", re.IGNORECASE)
_SIGNS_WITHIN = 8192
_OFFICE_SIGNS: tuple[tuple[OfficeXml, re.Pattern[str]], ...] = (
    ("flat_docx", re.compile(r"schemas\.microsoft\.com/office/2006/xmlPackage")),
    ("word_xml", re.compile(r"schemas\.microsoft\.com/office/word/2003/wordml")),
    ("excel_xml", re.compile(r"<(?:\w+:)?Workbook\b[^>]*urn:schemas-microsoft-com:office:spreadsheet")),
    ("flat_ods", re.compile(r"<office:document\b[^>]*opendocument\.spreadsheet")),
    ("flat_odt", re.compile(r"<office:document\b[^>]*opendocument\.text")),
    ("uof", re.compile(r"<uof:UOF\b")),
)
_MIME = re.compile(r"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_PAGE_TYPE = re.compile(r"^Content-Type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(r"^(?:Received|Return-Path|Delivered-To|To):", re.IGNORECASE | re.MULTILINE)
_JSON_START = re.compile(r'\s*\{\s*(?:"[^"\n]*"\s*:|\}\s*$)|\s*\[\s*\{\s*"[^"\n]*"\s*:')
_MAIL_START = re.compile(r"(?:Received|Return-Path|Delivered-To|MIME-Version|Message-ID):\s", re.IGNORECASE)
_CODE_LINE = re.compile(
    r"\s*(?:import\s+[\w.{*]|from\s+[\w.]+\s+import\b|def\s+\w+\(|class\s+\w+|return\b|(?:public|private|static)\s"
    r"|(?:function|func|fn)\s+\w+|(?:const|let|var)\s+\w+\s*=|#\s*include\b|package\s+\w|using\s+\w|@\w+"
    r"|if\s*\(|for\s*\(|(?:if|for|while|with|elif)\s[^。，；]*:$|(?:SELECT|INSERT|CREATE|UPDATE)\s)"
    r"|[^。；]*[;{}]\s*$"
)
_CODE_SHARE = 0.3
_HAN = re.compile("[\u4e00-\u9fff]")
_MOST_HAN_IN_CODE = 0.3
_GRID_ROWS = 3


def foreign_name(name: str) -> ForeignText | None:
    """What a file is by the ending of its name; None where that of a paper, or none, stands there."""
    return _BY_ENDING.get(PurePath(name).suffix.lower())


def office_xml(text: str) -> OfficeXml | None:
    """Which office program's XML a text (or its beginning) is, None where it is none."""
    if not _ANY_XML.match(text):
        return None
    return next((kind for kind, sign in _OFFICE_SIGNS if sign.search(text, 0, _SIGNS_WITHIN)), None)


def is_web_archive(text: str) -> bool:
    """True for a web page saved with its pictures in one file (MHTML): a mail in form, sent to nobody."""
    head = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    is_page = _MIME.search(head) and _PAGE_TYPE.search(head)
    return bool(is_page and not _SENT.search(head))


def foreign_text(text: str, name: str = "") -> ForeignText | None:
    """What the text (or its beginning) is, None where it may be a paper. A table in markup is a paper, unless
    the name says that an office program saved it so."""
    if _OFFICE_NAME.search(name) and _TABLE_START.match(text):
        return "html"
    if _XML_START.match(text):
        return "html" if re.search("<html", text, re.IGNORECASE) else "data"
    if _MARKUP_START.match(text) or _is_marked_up(text):
        return "html"
    if _JSON_START.match(text):
        return "data"
    if _MAIL_START.match(text):
        return "mail"
    lines = [line for line in text.splitlines() if line.strip()]
    if text.startswith("#!/") or _is_code(text, lines):
        return "code"
    return "csv" if _is_grid(lines) else None


def _is_marked_up(text: str) -> bool:
    tags = len(_HTML_TAG.findall(text))
    return tags >= 10 and tags * _SIGNS_A_TAG > len(text)


def _is_code(text: str, lines: list[str]) -> bool:
    if len(lines) < _GRID_ROWS or len(_HAN.findall(text)) > _MOST_HAN_IN_CODE * len(text):
        return False
    return sum(bool(_CODE_LINE.match(line)) for line in lines) >= _CODE_SHARE * len(lines)


def _is_grid(lines: list[str]) -> bool:
    """True where every line has as many commas as the first, two or more. The last may be cut off."""
    whole = lines[:-1] if len(lines) > _GRID_ROWS else lines
    commas = {line.count(",") for line in whole}
    return len(whole) >= _GRID_ROWS and len(commas) == 1 and min(commas) >= 2
