"""The zip of an Office file: bounds on what is unpacked, names found whatever their case."""

import io
import zipfile

import pytest

from extractors.readers import ooxml
from extractors.readers.ooxml import Parts
from schemas.errors import DamagedFileError, RefusedFileError


def packed(parts: dict[str, str], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_a_part_that_is_too_large_for_a_tree_is_refused_but_may_be_read_as_bytes(monkeypatch):
    monkeypatch.setattr(ooxml, "LARGEST_TREE", 100)
    parts = Parts(packed({"a.xml": "<a/>", "b.xml": f"<b>{'x' * 200}</b>"}), "a.xlsx")
    assert parts.xml("a.xml") is not None
    assert len(parts.content("b.xml") or b"") > 200
    with pytest.raises(RefusedFileError, match=r"a\.xlsx"):
        parts.xml("b.xml")


def test_parts_that_are_too_large_together_are_refused(monkeypatch):
    monkeypatch.setattr(ooxml, "LARGEST_WHOLE", 1000)
    Parts(packed({f"{i}.xml": "x" * 100 for i in range(9)}), "a.docx")
    with pytest.raises(RefusedFileError, match=r"a\.docx"):
        Parts(packed({f"{i}.xml": "x" * 100 for i in range(11)}), "a.docx")


def test_targets_are_spelled_as_the_zip_spells_them():
    links = '<Relationships><Relationship Id="r1" Type="x/styles" Target="STYLES.xml"/></Relationships>'
    parts = Parts(packed({"W/_rels/Main.xml.rels": links, "W/Styles.xml": "<s/>"}), "a.docx")
    assert parts.relations("W/Main.xml")["r1"].target == "W/Styles.xml"
    assert parts.holds("W/Styles.xml")
    assert not parts.holds("W/styles.xml")


def test_a_damaged_lzma_part_is_damage():
    data = bytearray(packed({"a.xml": "<a>" + "甲乙丙丁" * 50 + "</a>"}, zipfile.ZIP_LZMA))
    start = data.index(b"a.xml") + len(b"a.xml")
    data[start : start + 12] = b"\xff" * 12
    with pytest.raises(DamagedFileError, match=r"a\.docx"):
        Parts(bytes(data), "a.docx").content("a.xml")
