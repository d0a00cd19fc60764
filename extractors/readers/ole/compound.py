"""The directory of an OLE compound file ([MS-CFB]) and the beginning of its streams.

Streams are looked up in the directory, never by searching the bytes: a Word file that quotes “Workbook” is no
workbook. Read is what tells one kind of file from another; chains that run in circles or out of the file end.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from schemas.errors import DamagedFileError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
_SECTOR_SHIFTS = range(7, 17)
_MOST_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream: the names of the storages around it and its own, its first sector, its size in bytes."""

    path: tuple[str, ...]
    start: int
    size: int

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class Compound:
    """An OLE file's streams. Raises DamagedFileError where the directory can't be read."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        if len(data) < _HEADER or not data.startswith(MAGIC):
            raise DamagedFileError(f"“{name}”不完整，无法打开（文件可能没有下载完）")
        sector, small = struct.unpack_from("<HH", data, 30)
        if sector not in _SECTOR_SHIFTS or small > sector:
            raise DamagedFileError(f"“{name}”的文件头损坏，无法打开")
        self._sector, self._small = 1 << sector, 1 << small
        self._cutoff: int = struct.unpack_from("<I", data, 56)[0]
        self._table = self._allocation()
        directory = self._chain(struct.unpack_from("<I", data, 48)[0], _MOST_ENTRIES * _ENTRY)
        entries = [_entry(directory, at) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
        if not entries:
            raise DamagedFileError(f"“{name}”的目录损坏，无法打开")
        self._root = entries[0]
        self.streams = tuple(_streams(entries))

    def find(self, *names: str) -> Stream | None:
        """The first stream at the top of the file that has one of some names; capitals don't matter."""
        for name in names:
            for stream in self.streams:
                if len(stream.path) == 1 and stream.name.lower() == name.lower():
                    return stream
        return None

    def has(self, name: str) -> bool:
        """True where a stream of that name stands anywhere in the file, or in a storage of that name."""
        wanted = name.lower()
        return any(wanted == part.lower() for stream in self.streams for part in stream.path)

    def beginning(self, stream: Stream, size: int) -> bytes:
        """The first bytes of a stream; fewer where it is shorter or damaged."""
        size = min(size, stream.size)
        if stream.size >= self._cutoff:
            return self._chain(stream.start, size)[:size]
        room = self._chain(self._root.start, self._root.size)
        start = struct.unpack_from("<I", self._data, 60)[0]
        table = self._numbers(self._chain(start, len(self._data)))
        return b"".join(self._small_sectors(stream.start, size, room, table))[:size]

    def _allocation(self) -> tuple[int, ...]:
        """The sector that follows each sector."""
        data = self._data
        sectors = [n for n in struct.unpack_from("<109I", data, 76) if n < _LAST_SECTOR]
        further: int = struct.unpack_from("<I", data, 68)[0]
        per_sector = self._sector // 4
        seen: set[int] = set()
        while further < _LAST_SECTOR and further not in seen:
            seen.add(further)
            numbers = self._numbers(self._content(further))
            if len(numbers) < per_sector:
                break
            sectors += [n for n in numbers[:-1] if n < _LAST_SECTOR]
            further = numbers[-1]
        table: list[int] = []
        for sector in dict.fromkeys(sectors):
            numbers = self._numbers(self._content(sector))
            if not numbers:
                break
            table += numbers
        return tuple(table)

    def _content(self, sector: int) -> bytes:
        begin = (sector + 1) * self._sector
        return self._data[begin : begin + self._sector]

    def _chain(self, start: int, size: int) -> bytes:
        """The sectors from one on, until there are enough bytes or the chain ends."""
        pieces: list[bytes] = []
        seen: set[int] = set()
        length = 0
        while start < _LAST_SECTOR and start not in seen and length < size:
            seen.add(start)
            piece = self._content(start)
            if not piece:
                break
            pieces.append(piece)
            length += len(piece)
            start = self._table[start] if start < len(self._table) else _LAST_SECTOR
        return b"".join(pieces)

    def _small_sectors(self, start: int, size: int, room: bytes, table: tuple[int, ...]) -> Iterator[bytes]:
        seen: set[int] = set()
        while start < len(table) and start not in seen and len(seen) * self._small < size:
            seen.add(start)
            yield room[start * self._small : (start + 1) * self._small]
            start = table[start]

    @staticmethod
    def _numbers(data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _entry(directory: bytes, at: int) -> _Entry:
    length, kind = struct.unpack_from("<HB", directory, at + 64)
    left, right, child = struct.unpack_from("<3I", directory, at + 68)
    start, size = struct.unpack_from("<II", directory, at + 116)
    name = directory[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", errors="replace")
    return _Entry(name, kind, left, right, child, start, size)


def _streams(entries: list[_Entry]) -> Iterator[Stream]:
    """All streams below the root. Each entry is visited once, also where the tree runs in circles."""
    waiting: list[tuple[int, tuple[str, ...]]] = [(entries[0].child, ())]
    seen: set[int] = set()
    while waiting:
        position, path = waiting.pop()
        if position >= len(entries) or position in seen:
            continue
        seen.add(position)
        entry = entries[position]
        waiting += [(entry.left, path), (entry.right, path)]
        if entry.kind == 1:
            waiting.append((entry.child, (*path, entry.name)))
        elif entry.kind == 2:
            yield Stream((*path, entry.name), entry.start, entry.size)
