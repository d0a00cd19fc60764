"""What a PDF carries beside its pages: attachments, signatures, a form that only Adobe's programs can show.

Attachments are named, never opened. A dynamic XFA form (LiveCycle) holds its content outside of the pages;
its one page asks the reader to wait, so it is stated as unsupported. Signatures are told, not verified.
"""

import re
from ctypes import c_ushort
from typing import Any

from pypdfium2 import raw

from extractors.readers.pages.model import PrintedPage
from schemas.document import Mark

_MOST_NAMED = 20
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
    """The attachments and signatures of a PDF."""
    names = _attachments(document)
    marks = [Mark("attachment", f"附件：{name}") for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        marks.append(Mark("attachment", f"另有{len(names) - _MOST_NAMED}个附件"))
    signatures = raw.FPDF_GetSignatureCount(document.raw)
    if signatures > 0:
        marks.append(Mark("signature", f"文件带有{signatures}个电子签名（未验证）"))
    return tuple(marks)


def attachments_unread(marks: tuple[Mark, ...]) -> tuple[str, ...]:
    """What is missing of a file because its attachments are not opened."""
    count = sum(mark.kind == "attachment" for mark in marks)
    return (f"PDF 中有{count}个附件未读取，请另存后单独放入",) if count else ()


def _attachments(document: Any) -> list[str]:
    count = raw.FPDFDoc_GetAttachmentCount(document.raw)
    return [_attachment_name(document, index) for index in range(max(0, min(count, 1000)))]


def _attachment_name(document: Any, index: int) -> str:
    attachment = raw.FPDFDoc_GetAttachment(document.raw, index)
    if not attachment:
        return f"附件{index + 1}"
    length = raw.FPDFAttachment_GetName(attachment, None, 0)
    buffer = (c_ushort * (length // 2 + 1))()
    raw.FPDFAttachment_GetName(attachment, buffer, length)
    name = bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", errors="replace")
    return name or f"附件{index + 1}"
