"""Where sentences and words begin and end.

Sentences end at 。！？； and at line ends; a closing quote or bracket stays with its sentence. Spans hold
no blanks at their ends and together cover every other character.

Words come from jieba with the names of the catalogue as user words, so that an indicator's name is
one word. The dictionary is loaded on first use. It never changes the text.
"""

import logging
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Protocol

from extractors.text.catalogue import load_catalogue

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"[。！？!?；;\n\r]+[”’」』）)》]*")


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its text, its span and its part of speech in jieba's tags (n, v, m, nz for a
    catalogue name …)."""

    text: str
    start: int
    end: int
    pos: str


def tokens(text: str) -> tuple[Token, ...]:
    """The words of the text, in order; together they are the whole text."""
    found: list[Token] = []
    start = 0
    for word in _tagger().cut(text):
        found.append(Token(word.word, start, start + len(word.word), word.flag))
        start += len(word.word)
    return tuple(found)


class _Word(Protocol):
    word: str
    flag: str


class _Tagger(Protocol):
    def cut(self, sentence: str) -> Iterable[_Word]: ...


@cache
def _tagger() -> _Tagger:
    """The tagger with the catalogue's words. jieba is imported here, since its tables take longer to
    load than most commands run, and silently, since it would write to standard error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba  # noqa: PLC0415
        import jieba.posseg  # noqa: PLC0415
    jieba.default_logger.setLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    for entry in load_catalogue().entries:
        for name in (entry.name, *entry.aliases):
            tokenizer.add_word(name, tag="nz")
    tagger: _Tagger = jieba.posseg.POSTokenizer(tokenizer)
    return tagger


def sentences(text: str) -> tuple[Span, ...]:
    """The spans of the sentences, in order."""
    cuts = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    return tuple(s for s in (_trimmed(text, a, b) for a, b in pairwise(cuts)) if s)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
