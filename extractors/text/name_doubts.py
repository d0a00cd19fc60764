"""Whether a name reads like a whole noun phrase, by jieba's parts of speech.

A name that begins with a preposition, a conjunction or a particle, or ends in one, was cut in the wrong
place (据初步测算, 或超额). That makes a name doubtful and is said so; the name itself stays as it was read.
"""

from functools import lru_cache

from extractors.text.segment import tokens

_CONNECTING = ("p", "c", "u")
"""jieba's tags of prepositions, conjunctions and particles (with those that begin so: uj, ud …)."""


@lru_cache(maxsize=8192)
def is_cut_short(name: str) -> bool:
    """True where the first or the last word shows that words are missing before or after the name."""
    words = tokens(name)
    return bool(words) and (words[0].pos.startswith(_CONNECTING) or words[-1].pos.startswith(_CONNECTING))
