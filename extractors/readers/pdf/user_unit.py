"""How many points a page's unit is: /UserUnit (PDF 32000-1, table 30), which pdfium leaves out.

It is looked for in the file's bytes and in its compressed object streams; only where one other than 1 is
found are the pages asked for it, by pdfminer. It is not found in encrypted files whose pages lie in object
streams.
"""

import io
import logging
import math
import re
import zlib
from collections.abc import Iterator, Mapping

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

log = logging.getLogger(__name__)

_NAME, _PACKED = b"/UserUnit", b"/ObjStm"
_OTHER = re.compile(rb"/UserUnit\s*+(?!1(?:\.0*)?[\s/>])")  # than 1
_START = re.compile(rb"stream\r?\n")
_FARTHEST = 2000  # bytes from the name of an object stream to its content
_LARGEST = 16 * 1024 * 1024
_MOST = 1000.0


def user_units(data: bytes) -> Mapping[int, float]:
    """The unit of each page (by its number from 1) that states one other than 1."""
    if not _states_one(data) and not any(map(_states_one, _packed_objects(data))):
        return {}
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        stated = {
            number: resolve1(page.attrs.get("UserUnit"))
            for number, page in enumerate(PDFPage.create_pages(document), start=1)
        }
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 - pdfminer raises whatever a damaged file provokes
        log.warning("the units of pages can't be read: %s", error)
        return {}
    return {number: float(unit) for number, unit in stated.items() if _is_unit(unit)}


def _states_one(data: bytes) -> bool:
    return _NAME in data and _OTHER.search(data) is not None


def _is_unit(unit: object) -> bool:
    return isinstance(unit, int | float) and math.isfinite(unit) and 0 < unit <= _MOST and unit != 1


def _packed_objects(data: bytes) -> Iterator[bytes]:
    """The content of the object streams of a file, as far as it can be unpacked."""
    at = data.find(_PACKED)
    while at >= 0:
        start = _START.search(data, at, at + _FARTHEST)
        if start is not None:
            try:
                yield zlib.decompressobj().decompress(data[start.end() : start.end() + _LARGEST], _LARGEST)
            except zlib.error:
                log.debug("an object stream can't be unpacked")
        at = data.find(_PACKED, at + len(_PACKED))
