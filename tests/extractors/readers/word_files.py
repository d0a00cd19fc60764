"""Pieces of Word files for the readers' tests, beyond those of reader_files."""

import io
import zipfile

from reader_files import docx_bytes

from extractors.readers.word.reader import read_word
from schemas.document import Document, SourceFile

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
)


def read_bytes(data: bytes, name: str = "a.docx") -> Document:
    return read_word(SourceFile(name, name, "0" * 64, "docx", len(data)), data)


def read_body(body: str, **parts: str) -> Document:
    """The document of a body that may use the namespaces above."""
    return read_bytes(docx_bytes(with_namespaces(body), **parts))


def with_namespaces(body: str) -> str:
    """A body in an element that declares the namespaces."""
    return f"<w:customXml {NAMESPACES}>{body}</w:customXml>"


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(code: str, result: str = "", form: str = "") -> str:
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{form}</w:fldChar></w:r>'
    separate = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}' if result else ""
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{end}"


def picture(relation: str = "rId9", width: float = 400, height: float = 200) -> str:
    """A picture of some points' size in a paragraph."""
    cx, cy = round(width * 12700), round(height * 12700)
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="{cy}"/>'
        f'<a:graphic><a:blip r:embed="{relation}"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )


def relations(*items: tuple[str, str, str]) -> str:
    """The relations part for items of id, kind and target."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    inside = "".join(
        f'<Relationship Id="{i}" Type="{kinds}{kind}" Target="{target}"/>' for i, kind, target in items
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def with_parts(data: bytes, **parts: bytes | str) -> bytes:
    """A zip with further parts; __ stands for / and _dot_ for . in their names."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()
