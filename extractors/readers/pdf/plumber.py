"""The pages of a PDF by pdfplumber: the fallback for pages that the fast layer declines.

This is the only module that knows pdfplumber. Text turned against the page's own direction (a watermark) and
characters printed twice for weight are left out.
"""

import io
import logging
import re
from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from extractors.readers.pages.model import PrintedPage, Rules, glyphs_of
from schemas.document import Box
from schemas.errors import DamagedFileError, PasswordError

logging.getLogger("pdfminer").setLevel(logging.ERROR)

_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_MOST_UNMAPPED = 0.3
Char = dict[str, Any]


def read_pages(data: bytes, name: str, numbers: Collection[int] | None = None) -> tuple[PrintedPage, ...]:
    """The pages of a PDF, all or those of some numbers. The library's errors are translated here and nowhere
    else. Raises PasswordError, DamagedFileError."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
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
    except (MemoryError, RecursionError):
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
        reason = "的字体没有文字编码，无法提取文字"
    elif not chars and pictures:
        reason = "是扫描图像，没有文字层，暂不能识别"
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
    across = [(edge["top"], edge["x0"], edge["x1"]) for edge in page.horizontal_edges]
    down = [(edge["x0"], edge["top"], edge["bottom"]) for edge in page.vertical_edges]
    return Rules(
        np.array(across, dtype=np.float64).reshape(len(across), 3),
        np.array(down, dtype=np.float64).reshape(len(down), 3),
    )


def _upright(chars: Sequence[Char]) -> list[Char]:
    """The characters that stand in the page's main direction."""
    upright = [char for char in chars if char.get("upright", True)]
    return upright if len(upright) * 2 >= len(chars) else list(chars)


def _without_doubles(chars: Sequence[Char]) -> list[Char]:
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for char in chars:
        spot = (char["text"], round(char["x0"]), round(char["top"]))
        if spot not in seen:
            seen.add(spot)
            kept.append(char)
    return kept
