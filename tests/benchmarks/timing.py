"""Times of rival calls: interleaved rounds, so that what else the machine does meets all alike; medians.

Where both sides work in one thread of this process, its own processor time (`time.process_time`) is the
better clock: other programs on the machine add little to it.
"""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median


def medians(
    calls: Mapping[str, Callable[[], object]],
    rounds: int,
    warm: bool = True,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, float]:
    """The median seconds of each call over the rounds, by a clock; `warm` calls each once before."""
    if warm:
        for call in calls.values():
            call()
    taken: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        for name, call in calls.items():
            gc.collect()  # what the call before left behind is not this one's to clear away
            begin = clock()
            result = call()
            taken[name].append(clock() - begin)
            del result  # to clear it away is not timed either, for anyone
    return {name: median(times) for name, times in taken.items()}


def ratios(times: Mapping[str, float], peer: str, per: str, scale: float = 1.0) -> list[str]:
    """A line for each: its time by the unit (`scale` turns seconds into it), and its share of the peer's."""
    return [
        f"{name:56}{seconds * scale:10.3f} {per}   {seconds / times[peer]:.3f} of the peer's"
        for name, seconds in times.items()
    ]


def printed(lines: Sequence[str]) -> list[str]:
    """The lines, printed now and given back for the end."""
    for line in lines:
        print(line, flush=True)
    return list(lines)
