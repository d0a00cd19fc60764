"""Elements of a part that nobody reads are cut out before parsing, and nothing else is."""

import io
import zipfile

import pytest

from extractors.readers.ooxml import Parts
from schemas.errors import DamagedFileError

TABLES = ((b'<w:style w:type="table"', b"</w:style>"),)
PARAGRAPH = '<w:style w:type="paragraph" w:styleId="p"/>'
TABLE = '<w:style w:type="table" w:styleId="t"><w:tblPr/></w:style>'


def types(*pieces, end="</w:styles>"):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("styles.xml", f'<w:styles xmlns:w="w">{"".join(pieces)}{end}')
    root = Parts(written.getvalue(), "通报.docx").xml("styles.xml", TABLES)
    return [style.get("{w}type") for style in root]


@pytest.mark.parametrize(
    "pieces", [(PARAGRAPH, TABLE, PARAGRAPH), (TABLE, PARAGRAPH, TABLE, TABLE, PARAGRAPH)]
)
def test_what_stands_between_stays(pieces):
    assert types(*pieces) == ["paragraph", "paragraph"]


def test_a_part_with_comments_stays_whole():
    commented = '<!-- <w:style w:type="table"> -->'
    assert types(PARAGRAPH, commented, TABLE, PARAGRAPH) == ["paragraph", "table", "paragraph"]


def test_a_part_that_ends_inside_such_an_element_is_damaged():
    with pytest.raises(DamagedFileError):
        types(PARAGRAPH, TABLE[:-20], end="")


def test_names_packed_with_backslashes_are_those_with_slashes():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl\\workbook.xml", "<workbook/>")
        archive.writestr(
            "xl\\_rels\\workbook.xml.rels",
            '<Relationships><Relationship Id="r" Type="t/styles" Target="styles.xml"/></Relationships>',
        )
        archive.writestr("XL\\Styles.xml", "<styles/>")
    parts = Parts(written.getvalue(), "台账.xlsx")
    assert parts.xml("xl/workbook.xml") is not None
    (relation,) = parts.relations("xl/workbook.xml").values()
    assert parts.holds(relation.target)
    assert parts.content(relation.target) == b"<styles/>"
