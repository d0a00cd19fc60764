"""Which of a set of names a text speaks of.

spaCy's phrase matcher over a blank Chinese pipeline that takes each character as a token: a name is
found wherever its characters stand, whatever words a segmenter would make of them. Of overlapping names
the longest counts (规模以上工业增加值增速 before 工业增加值). Names of one character are never looked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.util import filter_spans


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that stands in the text at `[start, end)`."""

    name: str
    start: int
    end: int


def mentions(text: str, names: Iterable[str]) -> tuple[Mention, ...]:
    """The names that stand in the text, in order, none within another."""
    wanted = tuple(sorted({name for name in names if len(name) > 1}))
    if not wanted or not text.strip():
        return ()
    document = _pipeline().make_doc(text)
    spans = filter_spans([document[start:end] for _, start, end in _matcher(wanted)(document)])
    return tuple(Mention(span.text, span.start_char, span.end_char) for span in spans)


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    return spacy.blank("zh")


@lru_cache(maxsize=32)
def _matcher(names: tuple[str, ...]) -> PhraseMatcher:
    matcher = PhraseMatcher(_pipeline().vocab)
    matcher.add("name", [_pipeline().make_doc(name) for name in names])
    return matcher
