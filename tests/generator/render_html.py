"""Papers as web pages, and as the PDFs that Chromium and WeasyPrint print of them."""

import subprocess
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

from PIL import ImageFile

from tests.generator.known import (
    KnownCell,
    KnownPaper,
    KnownTable,
    Look,
    outer_sides,
    ruled_sides,
    set_at_top,
    shaded,
)

_CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-pdf-header-footer",
)  # fmt: skip
_CHROMIUM_SECONDS = 60
_ALIGN = {"left": "left", "centre": "center", "right": "right", "spread": "justify; text-align-last: justify"}
_LINE = {
    ("thick", True): "1.5pt solid",
    ("double", True): "2.5pt double",
    ("dashed", False): "0.5pt dashed",
}


def render_weasyprint(papers: Sequence[KnownPaper], folder: Path) -> list[Path]:
    """A PDF for each paper by WeasyPrint. Raises OSError where Pango is not on the machine."""
    from weasyprint import HTML  # noqa: PLC0415 - it needs Pango as soon as it is imported

    # It makes Pillow lenient for the whole process; what reads damaged pictures must not see that.
    ImageFile.LOAD_TRUNCATED_IMAGES = False

    made = []
    for paper in papers:
        made.append(folder / f"{paper.name}.pdf")
        HTML(string=page(paper, upright_stack=True)).write_pdf(made[-1])
    return made


def render_chromium(papers: Sequence[KnownPaper], folder: Path) -> list[Path]:
    """A PDF for each paper by Chromium. Raises CalledProcessError where it fails."""
    made = []
    for paper in papers:
        source = folder / f"{paper.name}.html"
        source.write_text(page(paper), encoding="utf-8")
        made.append(source.with_suffix(".pdf"))
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            subprocess.run(
                [*_CHROMIUM, f"--user-data-dir={profile}", f"--print-to-pdf={made[-1]}", source.as_uri()],
                check=True, capture_output=True, timeout=_CHROMIUM_SECONDS,
            )  # fmt: skip
    return made


def page(paper: KnownPaper, upright_stack: bool = False) -> str:
    """The paper as a web page. `upright_stack` sets vertical text one character to a line, for printers that
    know no vertical writing."""
    tables = [_table(paper, table, upright_stack) for table in paper.printed]
    if paper.side_by_side:
        middle = f'<div class="side">{"".join(f"<div>{table}</div>" for table in tables)}</div>'
    else:
        middle = "".join(map(_with_lines, paper.printed, tables))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(paper.title)}</title>'
        f"<style>{_style(paper.look, upright_stack)}</style></head>"
        f"<body><h1>{escape(paper.title)}</h1>{_paragraphs(paper.before)}"
        f"{middle}{_paragraphs(paper.after)}</body></html>"
    )


def _with_lines(known: KnownTable, table: str) -> str:
    below = (*known.notes, known.signature)
    notes = "".join(f'<p class="small">{escape(note)}</p>' for note in below if note)
    label = f'<p class="label">{escape(known.label)}</p>' if known.label else ""
    unit = f'<p class="small right">{escape(known.unit)}</p>' if known.unit else ""
    title = f'<p class="caption">{escape(known.title)}</p>' if known.title else ""
    return f'<div class="piece">{label}{title}{unit}{table}{notes}</div>'


def _paragraphs(texts: Sequence[str]) -> str:
    return "".join(f'<p class="body">{escape(text)}</p>' for text in texts)


def _style(look: Look, upright_stack: bool) -> str:
    footer = '@bottom-center { content: "— " counter(page) " —"; font-size: 9pt; }' if look.footer else ""
    header = (
        f'@top-center {{ content: "{look.running_header}"; font-size: 9pt; }}' if look.running_header else ""
    )
    padding = "3pt 4pt" if look.rules in {"none", "three", "down"} else "2pt 4pt"
    padding = "1.5pt 3pt" if look.tight else padding
    watermark = (
        'body::after { content: "内部资料 注意保存"; position: fixed; top: 40%; left: 10%; font-size: 48pt;'
        " color: rgba(0, 0, 0, 0.12); transform: rotate(-45deg); }"
    )
    return f"""
    @page {{ size: A4 {"landscape" if look.landscape and not look.upright_text else ""}; margin: 64pt;
        {footer} {header} }}
    {"@page tables { size: A4 landscape; } div.piece { page: tables; }" if look.upright_text else ""}
    body {{ font: 11pt/1.5 "Noto Sans CJK SC", sans-serif; margin: 0; }}
    h1 {{ font-size: 15pt; text-align: center; margin: 0 0 6pt; }}
    p {{ margin: 0; }} p.body {{ text-indent: 2em; }}
    p.caption {{ text-align: center; font-size: 12pt; break-after: avoid; }}
    p.caption {{ margin-bottom: {look.title_gap}pt; }}
    p.label {{ font-size: 12pt; break-after: avoid; }} tr.alone {{ break-before: page; }}
    p.small {{ font-size: {look.size}pt; }} p.right {{ text-align: right; break-after: avoid; }}
    table {{ width: 100%; border-collapse: collapse; table-layout: fixed; }}
    table {{ font-size: {look.size}pt; line-height: 1.25; }}
    td {{ padding: {padding}; overflow-wrap: anywhere; white-space: pre-line; }}
    div.piece + div.piece {{ break-before: page; }} {watermark if look.watermark else ""}
    tr {{ break-inside: {"auto" if look.rows_break else "avoid"}; }}
    {"" if upright_stack else "span.down { writing-mode: vertical-rl; letter-spacing: 1pt; }"}
    div.side {{ display: flex; gap: 18pt; align-items: flex-start; }} div.side > div {{ flex: 1; }}
    """


def _table(paper: KnownPaper, table: KnownTable, upright_stack: bool) -> str:
    total = sum(table.widths)
    columns = "".join(f'<col style="width: {100 * width / total:.3f}%">' for width in table.widths)
    rows = [_row(paper, table, row, upright_stack) for row in range(table.rows)]
    head = table.header_rows if paper.look.repeat_header else 0
    thead = f"<thead>{''.join(rows[:head])}</thead>" if head else ""
    return f"<table><colgroup>{columns}</colgroup>{thead}<tbody>{''.join(rows[head:])}</tbody></table>"


def _row(paper: KnownPaper, table: KnownTable, row: int, upright_stack: bool) -> str:
    cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.col)
    alone = ' class="alone"' if paper.look.last_alone and row == table.rows - 1 else ""
    return f"<tr{alone}>{''.join(_cell(paper, table, cell, upright_stack) for cell in cells)}</tr>"


def _cell(paper: KnownPaper, table: KnownTable, cell: KnownCell, upright_stack: bool) -> str:
    look, outer = paper.look, outer_sides(cell, table)
    borders = "".join(
        f"border-{side}: {_LINE.get((look.frame, side in outer), '0.5pt solid')};"
        for side in sorted(ruled_sides(cell, table, look))
    )
    if shaded(cell, table, look):
        borders += "background: #e6e6e6;"
    if look.struck and cell.row < table.header_rows:
        borders += "font-weight: bold;"
    vertical = "top" if set_at_top(cell, table, paper.look) else "middle"
    style = f"text-align: {_ALIGN[cell.align]}; vertical-align: {vertical}; {borders}"
    text = escape(cell.text)
    if cell.vertical:
        text = "<br>".join(cell.text) if upright_stack else f'<span class="down">{text}</span>'
    spans = (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "") + (
        f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    )
    return f'<td{spans} style="{style}">{text}</td>'
