"""Small made-up documents for the store's tests."""

from pipeline.store.values import NO_HINTS, Arrival, Hints
from schemas.document import Document, Paragraph, Place, SourceFile
from schemas.evidence import evidence_in, record_key
from schemas.outcome import Outcome
from schemas.records import Fact, Header, Issue, Records

TEXT = "云溪县规上工业增加值增长5.8%，完成固定资产投资21.4亿元，项目储备不足。"


def source(mark: str = "a", name: str = "9月报告.docx", received: str = "2023-10-09T01:00:00Z") -> SourceFile:
    return SourceFile(f"/收件/{name}", name, (mark * 64)[:64], "docx", 100, received)


def document(file: SourceFile, text: str = TEXT) -> Document:
    return Document(file, (Paragraph(0, text, text, (Place("p 1"),)),))


def fact(content: Document, words: str, value: str, name: str, anchor: str | None = None) -> Fact:
    paragraph = content.paragraphs[0]
    start = paragraph.text.index(words)
    at = paragraph.text.index(anchor or value)
    evidence = evidence_in(paragraph, start, start + len(words), at)
    key = record_key(content, evidence, "facts")
    return Fact(key, name, "actual", value, "亿元" if "亿" in words else "%", words, evidence)


def records(content: Document, *, period: str = "2023-01/2023-09", title: str = "1—9月进展情况") -> Records:
    paragraph = content.paragraphs[0]
    start = paragraph.text.index("项目储备不足")
    evidence = evidence_in(paragraph, start, start + 6)
    issue = Issue(record_key(content, evidence, "issues"), "项目储备不足", evidence, ("县发改局", "县工信局"))
    return Records(
        Header(title=title, region="云溪县", period=period, doc_type="progress_report"),
        facts=(
            fact(content, "增长5.8%", "5.8", "规上工业增加值"),
            fact(content, "投资21.4亿元", "21.4", "固定资产投资"),
        ),
        issues=(issue,),
    )


def arrival(
    file: SourceFile,
    *,
    path: str | None = None,
    inbox: str = "/收件",
    version: str = "1",
    hints: Hints = NO_HINTS,
    seen: str = "2023-10-10T00:00:00Z",
) -> Arrival:
    return Arrival(file, inbox, path or file.name, Outcome.DONE, version, seen, hints)
