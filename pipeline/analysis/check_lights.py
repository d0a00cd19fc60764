"""A light that a report prints against the light that the same data give by the scheme's rule or the default.

Only where a light is printed. By the scheme's rank bands a difference is a warning, for both follow from one
printed rank; by progress or target it is a remark, for the office may judge otherwise, and so is a printed
light that nothing computed stands against.
"""

from collections.abc import Iterator, Sequence

from pipeline.analysis.findings import with_corrections
from schemas.analysis import Check, Gap
from schemas.records import LIGHT_NAMES


def check_lights(gaps: Sequence[Gap]) -> tuple[Check, ...]:
    """A finding for each indicator whose printed light is not the computed one."""
    return tuple(_findings(gaps))


def _findings(gaps: Sequence[Gap]) -> Iterator[Check]:
    for gap in gaps:
        source = gap.printed_light_source
        printed, computed = gap.printed_light, gap.light.colour
        if source is None or printed is None or printed == computed:
            continue
        used = (gap.rank if gap.light.basis == "scheme_rank" else gap.result) or gap.printed_completion
        sources = (source, used.source) if used else (source,)
        by_data = f"测算为{LIGHT_NAMES[computed]}" if computed else "测算未能判定亮灯"
        words = f"{gap.indicator.name}：材料印为{LIGHT_NAMES[printed]}，{by_data}"
        yield Check(
            code="lights.printed",
            level="warning" if gap.light.basis == "scheme_rank" else "remark",
            text=with_corrections(words, sources),
            arithmetic=gap.light.reason,
            sources=sources,
            document_id=source.document_id,
        )
