"""Stand-ins for reading: quick, and failing in every way on purpose. Importable by worker processes."""

import hashlib
import os
import time
from pathlib import Path

from pipeline.run.reading import ReadResult, ToRead
from schemas.document import Document, Paragraph, Place, SourceFile
from schemas.errors import EmptyFileError
from schemas.evidence import evidence_in, record_key
from schemas.records import Fact, Header, Records

DOCUMENTS = (".txt", ".docx", ".pdf")


def work(task: ToRead[Path | Document]) -> ReadResult:
    """The finders of today: each word of the form 名=值 is a fact."""
    return _read(task.source, "1", wider=False)


def newer_work(task: ToRead[Path | Document]) -> ReadResult:
    """The finders of tomorrow: the same facts with wider quotes, and one fact less."""
    return _read(task.source, "2", wider=True)


def _read(source: Path | Document, version: str, *, wider: bool) -> ReadResult:
    document = source if isinstance(source, Document) else _document(source)
    text = document.paragraphs[0].text
    if "卡住" in text:
        time.sleep(600)
    if "崩溃" in text:
        os._exit(3)
    if not text:
        return ReadResult(None, None, EmptyFileError("文件是空的"), version, 0.0)
    facts = _facts(document, wider=wider)
    records = Records(Header(title=text.split()[0], region="云溪县", period="2023"), facts=tuple(facts))
    return ReadResult(document, records, None, version, 0.1)


def _document(path: Path) -> Document:
    content = path.read_bytes()
    text = content.decode("utf-8")
    source = SourceFile(
        str(path), path.name, hashlib.sha256(content).hexdigest(), "txt", len(content), "2023-10-01T00:00:00Z"
    )
    missing = ("第2页是扫描图像，未读取",) if "扫描" in text else ()
    return Document(source, (Paragraph(0, text, text, (Place("line 1", line=1),)),), missing=missing)


def _facts(document: Document, *, wider: bool) -> list[Fact]:
    paragraph = document.paragraphs[0]
    facts = []
    for word in paragraph.text.split():
        name, equals, value = word.partition("=")
        if equals:
            start = paragraph.text.index(word)
            at = start + len(name) + 1
            first = start if wider else at
            evidence = evidence_in(paragraph, first, at + len(value), at)
            key = record_key(document, evidence, "facts")
            facts.append(Fact(key, name, "actual", value, "亿元", evidence.quote, evidence))
    return facts[:-1] if wider else facts
