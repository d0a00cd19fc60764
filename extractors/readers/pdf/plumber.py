"""The pages of a PDF by pdfplumber: the fallback for pages that the fast layer declines.

This is the only module that knows pdfplumber. Text turned against the page's own direction (a watermark) and
characters printed twice for weight are left out.
"""

import io
import logging
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfminer.utils import decode_text
from pdfplumber.utils.exceptions import PdfminerException

from extractors.readers.pages.model import PrintedPage, Rules, glyphs_of, rule_rows
from extractors.readers.pdf.reasons import NO_CODES, SCANNED
from schemas.document import Box
from schemas.errors import DamagedFileError, PasswordError, ReadError, RefusedFileError

log = logging.getLogger(__name__)
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_MOST_UNMAPPED = 0.3
_DOUBLE = 0.25  # of the type size
_STRIP = 8.0  # points
_DEEPEST, _MOST_ATTACHMENTS = 8, 10_000  # of the tree of names
Char = dict[str, Any]


def read_pages(
    data: bytes, name: str, numbers: Collection[int] | None = None, most: int | None = None
) -> tuple[PrintedPage, ...]:
    """The pages of a PDF, all (at most so many) or those of some numbers. The library's errors are translated
    here and nowhere else. Raises PasswordError, DamagedFileError, RefusedFileError (too many pages)."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if most is not None and len(document.pages) > most:
                raise RefusedFileError(f"“{name}”有{len(document.pages)}页，超过{most}页的上限")
            printed = []
            for page in document.pages:
                if numbers is not None and page.page_number not in numbers:
                    continue
                printed.append(_printed_page(page))
                page.close()
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise PasswordError(f"“{name}”有打开密码") from error
        raise DamagedFileError(f"“{name}”不是完整的 PDF，无法打开") from error
    except (MemoryError, RecursionError, ReadError):
        raise
    except Exception as error:  # pdfminer raises whatever a damaged file provokes
        raise DamagedFileError(f"“{name}”的内容损坏，读取时出错（{type(error).__name__}）") from error
    return tuple(printed)


def _printed_page(page: Any) -> PrintedPage:
    chars = [
        char for char in _upright(_without_doubles(page.chars)) if char["text"] and not char["text"].isspace()
    ]
    unmapped = sum(bool(_UNMAPPED.match(char["text"])) for char in chars) / len(chars) if chars else 0.0
    pictures = tuple(
        Box(*(float(image[side]) for side in ("x0", "top", "x1", "bottom"))) for image in page.images
    )
    reason = ""
    if unmapped >= _MOST_UNMAPPED:
        reason = NO_CODES
    elif not chars and pictures:
        reason = SCANNED
    return PrintedPage(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        glyphs=glyphs_of([(c["text"], c["x0"], c["top"], c["x1"], c["bottom"], c["size"]) for c in chars]),
        rules=_rules(page),
        pictures=pictures,
        origin="none" if reason else "text",
        reason=reason,
    )


def _rules(page: Any) -> Rules:
    return Rules(
        rule_rows([(edge["top"], edge["x0"], edge["x1"]) for edge in page.horizontal_edges]),
        rule_rows([(edge["x0"], edge["top"], edge["bottom"]) for edge in page.vertical_edges]),
    )


def _upright(chars: Sequence[Char]) -> list[Char]:
    """The characters that stand in the page's main direction."""
    upright = [char for char in chars if char.get("upright", True)]
    return upright if len(upright) * 2 >= len(chars) else list(chars)


def _without_doubles(chars: Sequence[Char]) -> list[Char]:
    """The characters without those that are printed again within a quarter of their size or half their
    width."""
    places: dict[tuple[str, int], list[tuple[float, float]]] = {}
    kept = []
    for char in chars:
        text, left, top = char["text"], char["x0"], char["top"]
        reach = min(_DOUBLE * char["size"], (char["x1"] - left) / 2)
        strip = int(left // _STRIP)
        near = (at for beside in (-1, 0, 1) for at in places.get((text, strip + beside), ()))
        if not any(abs(x - left) < reach and abs(y - top) < reach for x, y in near):
            places.setdefault((text, strip), []).append((left, top))
            kept.append(char)
    return kept


def attachments(data: bytes) -> tuple[str, ...]:
    """The names of the files that are attached to a PDF (PDF 32000-1, 7.9.6 and 7.11.4), as far as its tree
    of names can be read."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            names = _entry(document.doc.catalog, "Names")
            return tuple(_names(_entry(names, "EmbeddedFiles"), 0))[:_MOST_ATTACHMENTS]
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 - pdfminer raises whatever a damaged file provokes
        log.warning("the names of attachments can't be read: %s", error)
        return ()


def _names(node: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    listed = _entry(node, "Names")
    for name in listed[::2] if isinstance(listed, list) else ():
        text = resolve1(name)
        yield decode_text(text) if isinstance(text, bytes) else str(text)
    kids = _entry(node, "Kids")
    for kid in kids if isinstance(kids, list) else ():
        yield from _names(resolve1(kid), depth + 1)


def _entry(node: Any, name: str) -> Any:
    """An entry of a dictionary of the file, None where there is none."""
    found = resolve1(node)
    return resolve1(found.get(name)) if isinstance(found, dict) else None
