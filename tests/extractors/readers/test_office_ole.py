"""What OLE files are, by their directory; broken ones end in a stated outcome."""

import contextlib
import random
import struct

import pytest
from office_files import ole_bytes, word_head, workbook

from extractors.readers.kinds import Kind
from extractors.readers.ole.compound import Compound
from extractors.readers.ole.streams import ole_kind
from schemas.errors import DamagedFileError


@pytest.mark.parametrize(
    ("streams", "kind"),
    [
        ({"WordDocument": word_head()}, Kind.DOC),
        ({"WordDocument": word_head(0x0100)}, Kind.ENCRYPTED_OFFICE),
        ({"WordDocument": b"no Word"}, Kind.BROKEN_OLE),
        ({"Workbook": workbook(0x0085)}, Kind.XLS),
        ({"Book": workbook(0x0085)}, Kind.XLS),
        ({"Workbook": workbook(0x00E1, 0x002F, 0x0085)}, Kind.LOCKED_XLS),
        ({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}, Kind.LOCKED_PACKAGE),
        ({"WordDocument": word_head(), "T_DRMContent": b"x"}, Kind.PROTECTED_OFFICE),
        ({"PowerPoint Document": b"x"}, Kind.PPTX),
        ({"MatOST": b"x", "CONTENTS": b"x"}, Kind.WPS),
        ({"CONTENTS": b"x"}, Kind.WPS),
        ({"__properties_version1.0": b"x"}, Kind.MAIL),
        ({"Notes": "Workbook WordDocument".encode("utf-16-le")}, Kind.OLE),
    ],
)
def test_kinds_by_directory_never_by_searching(streams, kind):
    assert ole_kind(ole_bytes(**streams), "a") is kind


def test_the_beginning_of_a_stream():
    data = b"".join(struct.pack("<I", number) for number in range(3000))
    file = Compound(ole_bytes(Notes=b"x", WordDocument=data), "a")
    stream = file.find("worddocument")
    assert stream is not None
    assert file.beginning(stream, 9000) == data[:9000]


@pytest.mark.parametrize("keep", [8, 511, 512, 700])
def test_cut_off_files_are_damaged(keep):
    with pytest.raises(DamagedFileError, match=r"a\.doc"):
        ole_kind(ole_bytes(WordDocument=word_head())[:keep], "a.doc")


def test_chains_and_trees_in_circles_end():
    data = bytearray(ole_bytes(A=b"x", WordDocument=word_head()))
    for at in range(len(data) - 512, len(data) - 480, 4):
        data[at : at + 4] = struct.pack("<I", 0)
    assert ole_kind(bytes(data), "a")


def test_no_garbage_hangs_or_crashes():
    whole = ole_bytes(A=b"x", WordDocument=word_head())
    chance = random.Random(7)  # noqa: S311
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(8, len(data))] = chance.randrange(256)
        with contextlib.suppress(DamagedFileError):
            assert isinstance(ole_kind(bytes(data), "a"), Kind)
