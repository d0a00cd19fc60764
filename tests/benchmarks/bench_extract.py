"""From paper to records, in characters a second, beside what cutting the same text into words costs.

The peer is `jieba.lcut` with its dictionary loaded: what any Chinese text tool pays before it has
understood anything. Papers are the packaged samples. Reading them, a scan and what LibreOffice opens among
them, takes far longer than the rest and is timed once.
"""

import time
from collections.abc import Callable
from pathlib import Path

import jieba

from extractors.extract import extract
from extractors.readers.registry import read
from schemas.document import Document, Paragraph
from tests.benchmarks.timing import printed

INBOX = Path(__file__).parents[2] / "samples" / "inbox"
ROUNDS = 3


def text_of(document: Document) -> str:
    blocks = (
        block.text if isinstance(block, Paragraph) else "\n".join(cell.text for cell in block.cells)
        for block in document.blocks
    )
    return "\n".join(blocks)


def seconds(call: Callable[[], object]) -> float:
    call()
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        call()
    return (time.perf_counter() - begin) / ROUNDS


def main() -> list[str]:
    jieba.setLogLevel(60)
    paths = sorted(path for path in INBOX.rglob("*") if path.is_file())
    begin = time.perf_counter()
    documents = [read(path) for path in paths]
    reading = time.perf_counter() - begin
    texts = [text_of(document) for document in documents]
    size = sum(map(len, texts))
    print(f"{len(paths)} papers, {size:,} characters")
    peer = seconds(lambda: [jieba.lcut(text) for text in texts])
    extracting = seconds(lambda: [extract(document) for document in documents])
    return printed(
        [
            f"{name:32}{size / taken:12,.0f} characters/s   {peer / taken:.3f}"
            for name, taken in (
                ("jieba.lcut", peer),
                ("read (files to documents)", reading),
                ("extract (documents to records)", extracting),
            )
        ]
    )


if __name__ == "__main__":
    main()
