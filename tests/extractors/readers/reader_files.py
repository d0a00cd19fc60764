"""Small Word and PDF files for the readers' tests, written out by hand so that every part is known."""

import io
import zipfile
from pathlib import Path

from samples.scan import numbered

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def docx_bytes(body: str, namespace: str = W, **parts: str) -> bytes:
    """A .docx with a body and further parts under word/ (numbering, styles, footnotes)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("word/document.xml", _part("document", f"<w:body>{body}</w:body>", namespace))
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", _part(name, content, namespace))
    return buffer.getvalue()


def _part(name: str, content: str, namespace: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} xmlns:w="{namespace}">{content}</w:{name}>'


Text = tuple[float, float, float, str]  # x, baseline from the top, size, text
Rule = tuple[float, float, float, float]  # x0, y0, x1, y1 from the top


def pdf_bytes(pages: list[tuple[list[Text], list[Rule]]], width: float = 595, height: float = 842) -> bytes:
    """A PDF of texts in a predefined Chinese font (every character one em wide) and of rules."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", *chinese_font()]
    kids = []
    for texts, rules in pages:
        stream = "\n".join(
            [*(_text(item, height) for item in texts), *(_rule(item, height) for item in rules)]
        ).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return numbered(objects)


def chinese_font() -> list[bytes]:
    """The objects of a font that is in no file: three, the first of which is object 3."""
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        b"/DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /FontDescriptor 5 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /Ascent 880 /Descent -120 /CapHeight 880 "
        b"/StemV 93 /ItalicAngle 0 /FontBBox [-25 -254 1000 880] >>",
    ]


def _text(item: Text, height: float) -> str:
    x, y, size, text = item
    return f"BT /F {size} Tf {x} {height - y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def _rule(item: Rule, height: float) -> str:
    x0, y0, x1, y1 = item
    return f"0.5 w {x0} {height - y0} m {x1} {height - y1} l S"


def grid(xs: list[float], ys: list[float]) -> list[Rule]:
    """The rules of a table."""
    return [(x, ys[0], x, ys[-1]) for x in xs] + [(xs[0], y, xs[-1], y) for y in ys]


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path
