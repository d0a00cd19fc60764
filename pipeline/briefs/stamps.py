"""Fixed times in office files, so that the same brief gives the same bytes on every machine and day."""

import io
import zipfile
from datetime import datetime

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip member can carry."""


def document_time(as_of: str) -> datetime:
    """The time written into a file's properties: midnight of the as-of date, else of the epoch."""
    return datetime.fromisoformat(as_of[:10]) if as_of else datetime(*ZIP_EPOCH)


def with_fixed_times(content: bytes) -> bytes:
    """The same zip with every member stamped with the epoch, in the order that it had."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w") as packed:
        for member in source.infolist():
            stamped = zipfile.ZipInfo(member.filename, ZIP_EPOCH)
            stamped.compress_type = zipfile.ZIP_DEFLATED
            stamped.create_system = 0
            packed.writestr(stamped, source.read(member))
    return target.getvalue()
