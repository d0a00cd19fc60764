"""OLE files and zips for the readers' tests, written by hand."""

import hashlib
import struct
from functools import cache

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


_BOF, _EOF, _FILE_PASS, _BOUND_SHEET = 0x0809, 0x000A, 0x002F, 0x0085
_DIMENSIONS, _NUMBER, _LABEL = 0x0200, 0x0203, 0x0204
_BLOCK = 1024


def locked_xls(password: str, rows: list[list[str | float]]) -> bytes:
    """An .xls of one sheet, encrypted with a password ([MS-XLS], RC4 of [MS-OFFCRYPTO] 2.3.6)."""
    salt, verifier = bytes(range(16)), bytes(range(16, 32))
    stream = _Rc4Stream(password, salt)
    checked = stream.crypted(verifier + _md5(verifier), 0)
    file_pass = struct.pack("<HHH", 1, 1, 1) + salt + checked
    sheet_name = "台账".encode("utf-16-le")
    globals_ = [
        (_BOF, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6)),
        (_FILE_PASS, file_pass),
        (_BOUND_SHEET, struct.pack("<IHBB", 0, 0, len(sheet_name) // 2, 1) + sheet_name),
        (_EOF, b""),
    ]
    start = sum(4 + len(body) for _, body in globals_)
    number, body = globals_[2]
    globals_[2] = (number, struct.pack("<I", start) + body[4:])
    sheet = [
        (_BOF, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6)),
        (_DIMENSIONS, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0)),
        *(_cell(row, col, value) for row, line in enumerate(rows) for col, value in enumerate(line)),
        (_EOF, b""),
    ]
    written = b""
    for number, body in (*globals_, *sheet):
        clear = {_BOF: len(body), _FILE_PASS: len(body), _BOUND_SHEET: 4}.get(number, 0)
        at = len(written) + 4 + clear
        written += struct.pack("<HH", number, len(body)) + body[:clear] + stream.crypted(body[clear:], at)
    return ole_bytes(Workbook=written)


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _cell(row: int, col: int, value: str | float) -> tuple[int, bytes]:
    if isinstance(value, str):
        words = value.encode("utf-16-le")
        return _LABEL, struct.pack("<HHHHB", row, col, 0, len(value), 1) + words
    return _NUMBER, struct.pack("<HHHd", row, col, 0, value)


class _Rc4Stream:
    """The cipher of a stream, by position; each block of 1024 bytes has a key of its own."""

    def __init__(self, password: str, salt: bytes) -> None:
        short = _md5(password.encode("utf-16-le"))[:5]
        self._base = _md5((short + salt) * 16)[:5]

    def crypted(self, data: bytes, at: int) -> bytes:
        """Some bytes of the stream from a position on, encrypted or decrypted."""
        return bytes(byte ^ self._key_byte(at + offset) for offset, byte in enumerate(data))

    @cache  # noqa: B019 - lives as long as one test file
    def _keys(self, block: int) -> bytes:
        key = _md5(self._base + struct.pack("<I", block))
        state, j = list(range(256)), 0
        for i in range(256):
            j = (j + state[i] + key[i % len(key)]) % 256
            state[i], state[j] = state[j], state[i]
        keys, i, j = bytearray(), 0, 0
        for _ in range(_BLOCK):
            i = (i + 1) % 256
            j = (j + state[i]) % 256
            state[i], state[j] = state[j], state[i]
            keys.append(state[(state[i] + state[j]) % 256])
        return bytes(keys)

    def _key_byte(self, position: int) -> int:
        return self._keys(position // _BLOCK)[position % _BLOCK]
