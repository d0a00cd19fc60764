"""Annotations that print: filled form fields, typed remarks and stamps are part of the page as it is seen.

pdfium keeps them apart from the page's content. Where a page has any, they are merged into the opened copy
of the page (never into the file) and read with the rest. Links, highlights and pop-up notes are left alone.
"""

from typing import Any

from pypdfium2 import raw

_PRINTED = frozenset({raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET})
_NOT_SEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW | raw.FPDF_ANNOT_FLAG_INVISIBLE
_MOST = 2000


def merged_annotations(page: Any) -> bool:
    """Merge what prints of a page's annotations into it; True where the page must be loaded again for
    that."""
    count = min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)
    if not any(_is_printed(page, index) for index in range(count)):
        return False
    return bool(raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS)


def _is_printed(page: Any, index: int) -> bool:
    annotation = raw.FPDFPage_GetAnnot(page.raw, index)
    if not annotation:
        return False
    try:
        return (
            raw.FPDFAnnot_GetSubtype(annotation) in _PRINTED
            and not raw.FPDFAnnot_GetFlags(annotation) & _NOT_SEEN
        )
    finally:
        raw.FPDFPage_CloseAnnot(annotation)
