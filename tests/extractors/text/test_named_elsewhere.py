"""A recognised name in doubt is told by the paper's own words."""

import pytest

from extractors.finders.header import find_header
from extractors.text.named_elsewhere import as_named_elsewhere
from schemas.document import Box, Document, Paragraph, Place, RecognisedWord, SourceFile
from schemas.evidence import evidence_in

BOX = Box(0, 0, 10, 10)
SOURCE = SourceFile("a.pdf", "a.pdf", "0" * 64, "pdf", 1)


def paper(*read: tuple[str, float]) -> Document:
    """Each paragraph is one recognised word."""
    return Document(
        SOURCE,
        tuple(
            Paragraph(
                index,
                text,
                text,
                (Place(f"page 1/line {index + 1}", 1, BOX),),
                words=(RecognisedWord(text, sure, BOX),),
            )
            for index, (text, sure) in enumerate(read)
        ),
        pages=1,
    )


def told(*read: tuple[str, float]) -> str:
    """The last paragraph is the name in question."""
    document = paper(*read)
    block = document.paragraphs[-1]
    return as_named_elsewhere(document, block.text, evidence_in(block, 0, len(block.text)))


OFFICE = "上半年，县绩效考评办公室对街道进行了考核。"


@pytest.mark.parametrize(
    ("elsewhere", "sure", "read", "doubt", "name"),
    [
        (OFFICE, 0.99, "云溪县绩效老评办公室", 0.68, "云溪县绩效考评办公室"),
        (OFFICE, 0.5, "云溪县绩效老评办公室", 0.68, "云溪县绩效老评办公室"),
        (OFFICE, 0.99, "云溪县绩效老评办公室", 0.97, "云溪县绩效老评办公室"),
        ("根据云溪县水利局安排。", 0.99, "云溪县水刺局", 0.5, "云溪县水利局"),
        ("会同云溪县民政局核定。", 0.99, "云溪县财政局", 0.6, "云溪县财政局"),
        ("会同云溪县西门街道办事处核定。", 0.99, "云溪县东门街道办事处", 0.6, "云溪县东门街道办事处"),
        ("县财政局负责。", 0.99, "云溪县水利局", 0.6, "云溪县水利局"),
        (
            "云溪县绩效老评办公室与县绩效考评办公室。",
            0.99,
            "云溪县绩效老评办公室",
            0.6,
            "云溪县绩效老评办公室",
        ),
    ],
)
def test_names(elsewhere: str, sure: float, read: str, doubt: float, name: str) -> None:
    assert told((elsewhere, sure), (read, doubt)) == name


def test_the_signature_under_a_seal() -> None:
    header = find_header(
        paper(
            ("云溪县2024年上半年考核情况通报", 0.99),
            ("上半年，县绩效考评办公室对4个街道进行了考核，现将结果通报如下。", 0.99),
            ("云溪县绩效老评办公室", 0.68),
            ("2024年7月22日", 0.98),
        )
    )
    assert header.issuer == "云溪县绩效考评办公室"
    assert header.evidence["issuer"].quote == "云溪县绩效老评办公室"
