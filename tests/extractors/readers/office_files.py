"""OLE files and zips for the readers' tests, written by hand."""

import struct

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def ole_bytes(**streams: bytes) -> bytes:
    """An OLE file with some streams at the top (T_ in a name stands for a tab), each padded to 4096 bytes, so
    that none is small."""
    contents = [(name.replace("T_", "\t"), data.ljust(4096, b"\0")) for name, data in streams.items()]
    sectors: list[bytes] = []
    chains: list[int] = []
    starts = []
    for _, data in contents:
        starts.append(len(sectors))
        _add(sectors, chains, data)
    entries = [_entry("Root Entry", 5, 1 if contents else _FREE, start=_END, size=0)]
    for number, ((name, data), start) in enumerate(zip(contents, starts, strict=True), start=1):
        right = number + 1 if number < len(contents) else _FREE
        entries.append(_entry(name, 2, _FREE, start=start, size=len(data), right=right))
    directory = len(sectors)
    _add(sectors, chains, b"".join(entries))
    table = len(sectors)
    chains.append(_TABLE)
    numbers = struct.pack(f"<{len(chains)}I", *chains).ljust(_SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(10) + struct.pack("<IIIIIIIII", 1, directory, 0, 4096, _END, 0, _END, 0, table)
    return header.ljust(_SECTOR, b"\xff") + b"".join(sectors) + numbers


def _add(sectors: list[bytes], chains: list[int], data: bytes) -> None:
    pieces = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
    first = len(sectors)
    sectors += pieces
    chains += [first + position + 1 for position in range(len(pieces) - 1)] + [_END]


def _entry(name: str, kind: int, child: int, *, start: int, size: int, right: int = _FREE) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<BBIII", kind, 1, _FREE, right, child)
    return (
        written.ljust(64, b"\0")
        + struct.pack("<H", len(written))
        + links
        + bytes(36)
        + struct.pack("<III", start, size, 0)
    )


def word_head(flags: int = 0) -> bytes:
    """The beginning of a WordDocument stream."""
    return struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x0804, 0, flags)


def workbook(*records: int) -> bytes:
    """The beginning of a Workbook stream: BOF and some empty records."""
    return struct.pack("<HHI", 0x0809, 4, 0x0500_0600) + b"".join(
        struct.pack("<HH", number, 0) for number in records
    )
