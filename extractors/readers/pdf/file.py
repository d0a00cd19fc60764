"""What a PDF carries beside its pages: attachments, signatures, a form that only Adobe's programs can show.

Attachments are named, never opened. A dynamic XFA form (LiveCycle) holds its content outside of the pages;
its one page asks the reader to wait, so it is stated as unsupported. Signatures are told, not verified.
"""

import re
from collections.abc import Sequence
from ctypes import c_ushort
from typing import Any

from pypdfium2 import raw

from extractors.readers.pages.model import PrintedPage
from schemas.document import Mark

_MOST_NAMED = 20
_MOST_ATTACHMENTS = 10_000
_NEEDS_RENDERING = re.compile(rb"/NeedsRendering\s+true")
_DYNAMIC_FORM = re.compile(r"pleasewait|adobereader|请稍候|正在加载", re.IGNORECASE)


def is_dynamic_form(document: Any, data: bytes, pages: tuple[PrintedPage, ...]) -> bool:
    """True for a form whose content is not in its pages (PDF 32000-1, 12.7.8; NeedsRendering: table 28)."""
    if raw.FPDF_GetFormType(document.raw) not in {
        raw.FORMTYPE_XFA_FULL,
        raw.FORMTYPE_XFA_FOREGROUND,
    } and not (_NEEDS_RENDERING.search(data)):
        return False
    text = "".join(char for page in pages for char in page.glyphs.text)
    return not text or (len(pages) == 1 and bool(_DYNAMIC_FORM.search(text)))


def file_marks(document: Any) -> tuple[Mark, ...]:
    """The signatures of a PDF."""
    signatures = raw.FPDF_GetSignatureCount(document.raw)
    return (Mark("signature", f"文件带有{signatures}个电子签名（未验证）"),) if signatures > 0 else ()


def attachment_marks(names: Sequence[str]) -> tuple[Mark, ...]:
    """The attachments of a PDF by their names; of many only the number."""
    marks = tuple(Mark("attachment", f"附件：{name}") for name in names[:_MOST_NAMED])
    more = len(names) - _MOST_NAMED
    return (*marks, Mark("attachment", f"另有{more}个附件")) if more > 0 else marks


def attachments_unread(names: Sequence[str]) -> tuple[str, ...]:
    """What is missing of a file because its attachments are not opened."""
    return (f"PDF 中有{len(names)}个附件未读取，请另存后单独放入",) if names else ()


def attachments(document: Any) -> tuple[str, ...]:
    """The names of the files that are attached to a PDF."""
    count = max(0, min(raw.FPDFDoc_GetAttachmentCount(document.raw), _MOST_ATTACHMENTS))
    return tuple(_attachment_name(document, index) for index in range(count))


def _attachment_name(document: Any, index: int) -> str:
    attachment = raw.FPDFDoc_GetAttachment(document.raw, index)
    if not attachment:
        return f"附件{index + 1}"
    length = raw.FPDFAttachment_GetName(attachment, None, 0)
    buffer = (c_ushort * (length // 2 + 1))()
    raw.FPDFAttachment_GetName(attachment, buffer, length)
    name = bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
    return name or f"附件{index + 1}"
