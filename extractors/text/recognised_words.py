"""How sure character recognition was of the words that a record stands on.

A record is no surer than the least certain of the recognised words that its quote covers; the reason names
that word as it was read. Words that are punctuation alone don't count: which form of a comma was printed
makes no figure doubtful. Text of the file itself has no recognised words and is never doubted here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from schemas.document import Document, Paragraph, RecognisedWord
from schemas.evidence import Evidence, folded
from schemas.records import Confidence

SURE = 0.9
"""From here on recognition is not doubted: a clean print is read with 0.97 and more."""
_SIGNS = re.compile(r"[\s，。：；、！？,.:;!?（）()《》〈〉“”‘’\"'〔〕\[\]【】…·]+")


def with_recognition(confidence: Confidence, document: Document, evidence: Evidence) -> Confidence:
    """The confidence of a record with this evidence, lowered to that of recognition where it was in doubt."""
    word = least_certain(document, evidence)
    if word is None or word.confidence >= SURE:
        return confidence
    reason = f"文字识别把握 {word.confidence:.2f}（“{word.text}”）"
    return replace(
        confidence,
        value=min(confidence.value, round(word.confidence, 2)),
        reasons=(reason, *confidence.reasons),
    )


def least_certain(document: Document, evidence: Evidence) -> RecognisedWord | None:
    """The recognised word in a quote of which recognition was least sure; None for text of the file."""
    block = document.blocks[evidence.block]
    piece = block if isinstance(block, Paragraph) else block.cell(evidence.row or 0, evidence.col or 0)
    if piece is None or not piece.words:
        return None
    covering = [
        word
        for start, end, word in placed(piece.text, piece.words)
        if start < evidence.end and evidence.start < end and not _SIGNS.fullmatch(word.text)
    ]
    return min(covering, key=lambda word: word.confidence, default=None)


def placed(text: str, words: Sequence[RecognisedWord]) -> Iterator[tuple[int, int, RecognisedWord]]:
    """Where each word stands in the clean text, in order. Clean text leaves out blanks and puts one
    character for another, so a word that is not found as it was read follows the one before it."""
    after = 0
    for word in words:
        width = len(folded(word.text))
        found = folded_chars(text).find(folded_chars(word.text), after, after + width + 4)
        start = found if found >= 0 else after + len(text[after:]) - len(text[after:].lstrip())
        after = min(start + width, len(text))
        yield start, after, word


def folded_chars(text: str) -> str:
    """Text with each character in the form in which forms are compared; of the same length."""
    return "".join(form if len(form := folded(char)) == 1 else char for char in text)
