"""From paper to records, in characters a second, beside what cutting the same text into words costs.

The peer is `jieba.lcut` with its dictionary loaded: what any Chinese text tool pays before it has
understood anything. Papers are the packaged samples, each read from its file.
"""

import time
from collections.abc import Callable
from pathlib import Path

import jieba

from extractors.extract import extract
from extractors.readers.registry import read
from schemas.document import Document, Paragraph

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


def main() -> None:
    jieba.setLogLevel(60)
    paths = sorted(path for path in INBOX.rglob("*") if path.is_file())
    documents = [read(path) for path in paths]
    texts = [text_of(document) for document in documents]
    size = sum(map(len, texts))
    print(f"{len(paths)} papers, {size:,} characters")
    peer = seconds(lambda: [jieba.lcut(text) for text in texts])
    for name, taken in (
        ("jieba.lcut", peer),
        ("read (files to documents)", seconds(lambda: [read(path) for path in paths])),
        ("extract (documents to records)", seconds(lambda: [extract(document) for document in documents])),
    ):
        print(f"{name:32}{size / taken:12,.0f} characters/s   {peer / taken:.3f}")


if __name__ == "__main__":
    main()
