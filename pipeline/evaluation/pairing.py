"""Gold and read records in pairs, one to one, the best agreement first.

Of equal agreements the earlier gold record comes first, then the earlier read one. This is greedy on purpose:
what agrees best belongs together, whatever is left over for the others.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

GoldRecord = TypeVar("GoldRecord")
ReadRecord = TypeVar("ReadRecord")


def paired(
    gold: Sequence[GoldRecord],
    read: Sequence[ReadRecord],
    agreement: Callable[[GoldRecord, ReadRecord], float],
) -> tuple[tuple[int, int], ...]:
    """The indexes of each pair; an agreement of 0 or less makes none."""
    scored = ((agreement(g, r), i, j) for i, g in enumerate(gold) for j, r in enumerate(read))
    ranked = sorted((-score, i, j) for score, i, j in scored if score > 0)
    taken_gold: set[int] = set()
    taken_read: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in ranked:
        if i not in taken_gold and j not in taken_read:
            taken_gold.add(i)
            taken_read.add(j)
            pairs.append((i, j))
    return tuple(pairs)
