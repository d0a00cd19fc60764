"""duibiao show: what was read from one file, and why."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from extractors.readers.registry import read
from pipeline.cli.chinese import ChineseCommand
from pipeline.cli.shown import overview, table_lines, text_lines
from pipeline.files import put
from schemas.document import Document
from schemas.errors import EXIT_DONE, ReadError, UnsupportedFormatError, UsageError

ALL_PAGES = "all"


@click.command(
    "show",
    cls=ChineseCommand,
    help=(
        "查看一份文件读成了什么：默认显示类型、读法、结构和没有读出的部分。不入库，不改动文件。\n"
        "--boxes 把版面图写成 PNG：蓝框是文字行，红框是表格，绿框是单元格，紫框是印章等，"
        "灰框是页眉页码等不读的文字。\n"
        "Word 和 Excel 的版面图由 LibreOffice 排版，只供对照，没有框。"
    ),
    examples=[
        "duibiao show 通报.pdf",
        "duibiao show 通报.pdf --tables                 各个表格，跨页的已合并",
        "duibiao show 通报.pdf --tables --unjoined      跨页表格合并之前的样子",
        "duibiao show 通报.pdf --text --page 3          第3页的文字",
        "duibiao show 台账.xlsx --tables > 台账.txt     写到文件里时表格不折窄",
        "duibiao show 通报.pdf --boxes 版面.png --page 3",
        "duibiao show 通报.pdf --boxes 版面.png --page all   每页一张：版面-1.png、版面-2.png……",
    ],
)
@click.argument("file", type=Path, metavar="文件")
@click.option("--tables", is_flag=True, help="显示各个表格：表名、单位、表注、表头、合并情况和全部单元格")
@click.option("--text", is_flag=True, help="显示各段文字及其位置和种类")
@click.option("--boxes", type=Path, metavar="图片.png", help="画出版面图，框出读到的文字、表格和单元格")
@click.option("--page", metavar="页码", help="只看这一页（PDF、OFD、图片）；版面图默认第1页，all 为全部页")
@click.option("--unjoined", is_flag=True, help="与 --tables 同用：跨页合并的表格按合并前的各部分显示")
def show_command(
    file: Path, *, tables: bool, text: bool, boxes: Path | None, page: str | None, unjoined: bool
) -> int:
    """Read one file and show it."""
    number = _page(page)
    if boxes is not None:
        _check_name(boxes, file)
    if file.is_dir():
        raise UsageError(f"“{file}”是文件夹，show 一次看一份文件", "要读整个文件夹，请用 duibiao run 文件夹")
    try:
        document = read(file)
    except ReadError as error:
        raise type(error)(f"[{error.outcome.chinese}] {error.message}", error.advice) from error
    _check_page(document, page, number, has_picture=boxes is not None)
    if not (tables or text or boxes or unjoined):
        _print(overview(document))
    if text:
        _print(text_lines(document, number))
    if tables or unjoined:
        _print(_tables(document, number, unjoined=unjoined))
    if boxes:
        _write_pictures(file, document, boxes, number, every=page == ALL_PAGES)
    return EXIT_DONE


def _page(page: str | None) -> int | None:
    if page is None or page == ALL_PAGES:
        return None
    if not page.isascii() or not page.isdigit() or int(page) < 1:
        raise UsageError(f"选项 --page：“{page}”应为页码或 all")
    return int(page)


def _check_page(document: Document, asked: str | None, page: int | None, *, has_picture: bool) -> None:
    if asked is not None and document.pages is None and not has_picture:
        raise UsageError(
            f"“{document.source.name}”没有固定的页，不能按页查看",
            "请去掉 --page；--text 和 --tables 显示全部内容",
        )
    if page is not None and document.pages is not None and page > document.pages:
        raise UsageError(
            f"“{document.source.name}”只有 {document.pages} 页，没有第 {page} 页",
            f"页码应为 1 至 {document.pages}",
        )


def _tables(document: Document, page: int | None, *, unjoined: bool) -> Iterator[str]:
    """The tables, no wider than the screen; of any width where the output goes to a file or a program."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    lines = list(table_lines(document, page, unjoined=unjoined, width=width))
    if lines:
        yield from lines
    else:
        yield f"第{page}页没有表格" if document.tables else "没有表格"


def _check_name(out: Path, file: Path) -> None:
    if out.suffix.lower() != ".png":
        raise UsageError(f"选项 --boxes：“{out}”应为 .png 文件")
    if out.absolute() == file.absolute():
        raise UsageError("选项 --boxes：图片不能写到被查看的文件上")


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _write_pictures(file: Path, document: Document, out: Path, page: int | None, *, every: bool) -> None:
    from extractors.readers.pictures import page_picture  # noqa: PLC0415 - text needs no picture libraries

    if not every:
        put(out, page_picture(file, page or 1, document))
        click.echo(f"已写出 {out}")
        return
    if document.pages is None:
        raise UnsupportedFormatError(
            f"“{document.source.name}”没有固定的页，不能写出全部页", "请用 --page 数字 指定排版后的某一页"
        )
    for number in range(1, document.pages + 1):
        path = out.with_name(f"{out.stem}-{number}{out.suffix}")
        put(path, page_picture(file, number, document))
        click.echo(f"已写出 {path}")
