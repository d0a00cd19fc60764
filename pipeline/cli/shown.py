"""What was read from a file, in words: the file itself, its text, its tables."""

from collections import Counter
from collections.abc import Iterator

from pipeline.cli.table_art import drawn
from schemas.document import Block, Document, Format, Mark, Paragraph, Place, Role, Section, Table
from schemas.outcome import Outcome

FORMAT_WORDS: dict[Format, str] = {
    "txt": "文本文件",
    "docx": "Word 文档（.docx）",
    "pdf": "PDF",
    "doc": "旧版 Word（.doc）",
    "wps": "WPS 文字（.wps）",
    "xlsx": "Excel 工作簿",
    "xls": "旧版 Excel 或 WPS 表格（.xls、.et）",
    "rtf": "RTF 文件（.rtf）",
    "odt": "OpenDocument 文字（.odt）",
    "ods": "OpenDocument 表格（.ods）",
    "xml": "存为 XML 的 Word 或 Excel 文件",
    "ofd": "OFD 版式文件",
    "html": "网页",
    "scan": "图片",
    "unknown": "未知格式",
}
_CONVERTED = frozenset({"doc", "wps", "xls", "rtf", "odt", "ods"})
_ROLE_WORDS: dict[Role, str] = {
    "title": "题名",
    "body": "正文",
    "heading": "标题",
    "caption": "表名",
    "note": "表注",
    "footnote": "脚注",
    "junk": "不读",
}
_MARK_WORDS = {
    "seal": "印章",
    "signature": "签名",
    "watermark": "水印",
    "attachment": "附件",
    "hidden": "隐藏内容",
    "recognised": "文字识别",
    "picture": "图片",
    "layer": "文字层",
    "tag": "标引",
}


def overview(document: Document) -> Iterator[str]:
    """What the file is, how it was read, its outline, what it holds and what is missing."""
    source = document.source
    outcome = Outcome.PARTLY if document.missing else Outcome.DONE
    yield f"{source.name}  [{outcome.chinese}]"
    yield f"类型：{FORMAT_WORDS.get(source.format, source.format)}（按内容判定），{_size(source.size)}"
    if document.pages is not None:
        yield f"页数：{document.pages}"
    yield f"读法：{_how_read(document)}"
    for paragraph in document.paragraphs:
        if paragraph.role == "title":
            yield f"题名：{paragraph.text}（{paragraph.place.chinese()}）"
    yield f"内容：{_contents(document)}"
    if document.sections:
        yield "结构："
        yield from (_outline_line(document, section) for section in document.sections)
    yield from _listed("另有", (_mark_line(mark) for mark in document.marks))
    yield from _listed("没有读出", document.missing)


def text_lines(document: Document, page: int | None) -> Iterator[str]:
    """Each paragraph with its place and role; a table by its number. `page` leaves other pages out."""
    tables = {table.index: number for number, table in enumerate(document.tables, start=1)}
    for block in document.blocks:
        if not _is_on(block, page):
            continue
        where = block.place.chinese()
        if isinstance(block, Table):
            yield f"[{where} 表格] 表{tables[block.index]}：{block.rows}行×{block.cols}列（用 --tables 查看）"
        else:
            yield f"[{where} {_ROLE_WORDS[block.role]}] {block.text}"


def table_lines(
    document: Document, page: int | None, *, unjoined: bool, width: int | None = None
) -> Iterator[str]:
    """Each table as it was understood; with `unjoined` the parts of joined ones as they stand on their
    pages. `width` is how many places a line of the screen has (None for any number)."""
    for number, table in enumerate(document.tables, start=1):
        if not _is_on(table, page):
            continue
        yield from _heading(document, table, number, unjoined=unjoined)
        if unjoined and table.parts:
            for part in table.parts:
                if _is_on(part, page):
                    yield f"  —— {_size_words(part)}，{_places(part)} ——"
                    yield from drawn(part, width)
        else:
            yield from drawn(table, width)
        yield ""


def _heading(document: Document, table: Table, number: int, *, unjoined: bool) -> Iterator[str]:
    header = f"表头{table.header_rows}行" if table.header_rows else "没有表头"
    yield f"表{number}  {_places(table)}  {_size_words(table)}，{header}"
    if table.title is not None:
        yield f"  表名：{_words(document, table.title)}"
    for index in table.notes:
        yield f"  {'表上' if index < table.index else '表下'}：{_words(document, index)}"
    if table.parts:
        parts = "、".join(f"{_places(part)}（{_size_words(part)}）" for part in table.parts)
        dropped = f"；重复的表头{table.repeated_rows}行只列一次" if table.repeated_rows else ""
        more = "" if unjoined else "（用 --unjoined 查看合并前）"
        yield f"  由{len(table.parts)}部分合成：{parts}{dropped}{more}"
    elif table.repeated_rows:
        yield f"  重复的表头{table.repeated_rows}行只列一次"


def _words(document: Document, index: int) -> str:
    block = document.blocks[index]
    return block.text if isinstance(block, Paragraph) else ""


def _size_words(table: Table) -> str:
    return f"{table.rows}行×{table.cols}列"


def _places(table: Table) -> str:
    places = [place.chinese() for place in table.places]
    return places[0] if len(places) == 1 else f"{places[0]}至{places[-1]}"


def _is_on(block: Block, page: int | None) -> bool:
    places: tuple[Place, ...] = block.places
    return page is None or any(place.page in (None, page) for place in places)


def _size(size: int) -> str:
    return f"{size} 字节" if size < 1024 else f"{size / 1024:,.0f} KB"


def _how_read(document: Document) -> str:
    pages = sorted(
        {m.place.page for m in document.marks if m.kind == "recognised" and m.place and m.place.page}
    )
    if document.source.format in _CONVERTED:
        return "经 LibreOffice 转换后读取"
    if document.source.format == "xml":
        return "存成 .docx 或 .xlsx 后读取"
    if pages and len(pages) == document.pages:
        return "全部由文字识别得到"
    if pages:
        return f"文字层；第{'、'.join(map(str, pages))}页由文字识别得到"
    return "文件自带的文字层" if document.source.format in ("pdf", "ofd") else "直接读取文件内容"


def _contents(document: Document) -> str:
    roles = Counter(block.role for block in document.blocks if isinstance(block, Paragraph))
    joined = sum(bool(table.parts) for table in document.tables)
    tables = f"表格 {len(document.tables)}" + (f"（其中 {joined} 个由几部分合成）" if joined else "")
    kinds = (f"{_ROLE_WORDS[role]} {roles[role]}" for role in _ROLE_WORDS if roles[role])
    return "，".join((f"段落 {roles.total()}（{'，'.join(kinds)}）" if roles else "没有段落", tables))


def _outline_line(document: Document, section: Section) -> str:
    heading = section.heading
    place = document.blocks[section.block].place.chinese()
    return f"  {'  ' * (heading.level - 1)}{heading.label}{heading.title}（{place}）"


def _mark_line(mark: Mark) -> str:
    place = f"{mark.place.chinese()}：" if mark.place else ""
    return f"{_MARK_WORDS.get(mark.kind, mark.kind)}　{place}{mark.text}"


def _listed(title: str, lines: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    found = [f"  {line}" for line in lines]
    if found:
        yield f"{title}："
        yield from found
