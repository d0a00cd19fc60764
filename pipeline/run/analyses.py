"""From the store to what is computed: readings, schemes, gaps, checks, comparisons.

A notice's reading gives a draft scheme; a confirmed one of the same id stands over it. A scheme is set
against the reports of its region and year. What can't be computed is said in a message.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from pipeline.analysis.checks import run_checks
from pipeline.analysis.compare import compare_periods
from pipeline.analysis.gaps import analyse_gaps
from pipeline.analysis.schemes import draft_scheme
from pipeline.analysis.sources import reading_period, reading_year, same_region
from pipeline.normalise import normalise
from pipeline.run.corrections import with_corrections
from pipeline.run.faults import Faults
from pipeline.store.store import Store
from pipeline.store.values import Hints, StoredDocument
from schemas.analysis import Check, Comparison, GapAnalysis
from schemas.decision import Decision
from schemas.period import Period
from schemas.reading import Change, Reading
from schemas.records import YEARLY_TYPES, Header
from schemas.scheme import Scheme

REPORT_TYPES = {"progress_report", "bulletin", "self_evaluation", "briefing", "ledger"}
"""The kinds of document that answer a scheme."""


@dataclass(frozen=True, slots=True)
class Analyses:
    """Everything computed for some documents. `messages` say in Chinese what is missing, and what
    to do about it; `failures` what broke."""

    readings: tuple[Reading, ...]
    gaps: tuple[GapAnalysis, ...]
    comparisons: tuple[Comparison, ...]
    checks: tuple[Check, ...]
    messages: tuple[str, ...]
    failures: tuple[str, ...] = ()


def analyse(store: Store, scope: Collection[str], as_of: date) -> Analyses:
    """What the documents of `scope` (ids) are part of: schemes and reports of their regions come
    from the whole store. What breaks on one document or scheme is named, and the rest computed."""
    faults = Faults()
    readings: dict[str, Reading] = {}
    for document in related_documents(store, scope):
        reading = faults.guard(document.path, partial(reading_of, store, document))
        if reading is not None:
            readings[document.id] = reading
    faults.guard("考核方案草案", partial(draft_schemes, store, readings))
    ours = tuple(reading for id_, reading in readings.items() if id_ in scope)
    schemes = [s for s in store.schemes() if _touches(s, scope, readings.values())]
    gaps = [
        faults.guard(f"《{s.title}》差距分析", partial(gap_of, s, readings.values(), None, as_of))
        for s in schemes
    ]
    comparisons = faults.guard("时期对比", partial(_comparisons, ours, readings.values(), schemes)) or ()
    return Analyses(
        readings=ours,
        gaps=tuple(gap for gap in gaps if gap is not None),
        comparisons=comparisons,
        checks=faults.guard("核对", partial(run_checks, ours, schemes)) or (),
        messages=() if faults.texts else tuple(_messages(ours, schemes, gaps, comparisons)),
        failures=tuple(faults.texts),
    )


def readings_in_force(store: Store) -> dict[str, Reading]:
    """The normalised records of all documents in force, by document id, decisions applied."""
    return {document.id: reading_of(store, document) for document in store.documents()}


def related_documents(store: Store, scope: Collection[str]) -> tuple[StoredDocument, ...]:
    """The documents of `scope` that are in force, and everything else about their regions."""
    documents = store.documents()
    regions = {_region(document) for document in documents if document.id in scope}
    return tuple(
        document
        for document in documents
        if document.id in scope or any(same_region(region, _region(document)) for region in regions)
    )


def reading_of(store: Store, document: StoredDocument) -> Reading:
    """A document's reading, decisions applied. What its header leaves open its folders may fill."""
    reviewed = store.records_of(document.id)
    stated = reviewed.records.document
    records = replace(reviewed.records, document=filled(stated, document.hints))
    reading = normalise(document.id, document.source.name, records, document.source.received)
    taken_over = _header_changes(stated, records.document)
    return with_corrections(replace(reading, changes=(*taken_over, *reading.changes)), reviewed)


def for_review(store: Store, readings: Iterable[Reading]) -> tuple[tuple[Reading, ...], tuple[Decision, ...]]:
    """What the review workbook shows of some readings: rejected records too, so that a rejection
    can be taken back, and the decisions under the keys that their records have now."""
    shown: list[Reading] = []
    decisions: list[Decision] = []
    for reading in readings:
        reviewed = store.records_of(reading.document_id)
        decisions.extend(reviewed.applied)
        if any(decision.action == "reject" for decision in reviewed.applied):
            records = replace(reviewed.corrected, document=reading.records.document)
            shown.append(normalise(reading.document_id, reading.file_name, records, reading.received))
        else:
            shown.append(reading)
    return tuple(shown), tuple(decisions)


def filled(header: Header, hints: Hints) -> Header:
    """The header with region or issuer, kind and year taken from the folders where the paper has none.
    The year is the period only of papers that cover a whole one; for others it dates the paper."""
    year = None if hints.year is None else str(hints.year)
    kind = header.doc_type or hints.doc_type
    yearly = kind in YEARLY_TYPES
    dated = header.period or header.date
    return replace(
        header,
        region=header.region or (hints.unit if hints.names_region else None),
        issuer=header.issuer or hints.unit,
        doc_type=kind,
        period=header.period or (year if yearly else None),
        date=header.date or (None if yearly or dated else year),
    )


def _header_changes(stated: Header, header: Header) -> tuple[Change, ...]:
    """What the folders said of a document, as steps from what its paper says."""
    steps = (
        Change("", "region", stated.region or "", header.region or ""),
        Change("", "issuer", stated.issuer or "", header.issuer or ""),
        Change("", "doc_type", stated.doc_type or "", header.doc_type or ""),
        Change("", "period", stated.period or "" if stated.year_hint is None else "", header.period or ""),
        Change("", "date", stated.date or "", header.date or ""),
    )
    return tuple(step for step in steps if step.before != step.after)


def draft_schemes(store: Store, readings: Mapping[str, Reading]) -> None:
    """Make the draft scheme of each notice, and forget drafts that its reading gives no more."""
    for id_, reading in readings.items():
        is_notice = reading.records.document.doc_type == "notice"
        scheme = draft_scheme(reading) if is_notice else None
        store.drop_drafts(id_, keep=[scheme.id] if scheme else [])
        if scheme is not None:
            store.save_scheme(scheme)


def gap_of(
    scheme: Scheme, readings: Collection[Reading], period: Period | None, as_of: date
) -> GapAnalysis | None:
    """The gap analysis of a scheme, by default for the latest period of its reports; None where it
    has no report of such a period."""
    notice = [reading for reading in readings if reading.document_id == scheme.document_id]
    reports = reports_for(scheme, readings)
    looked_at = period or latest_period(reports, as_of)
    return analyse_gaps(scheme, (*notice, *reports), looked_at, as_of) if looked_at and reports else None


def is_reported(period: Period, reports: Iterable[Reading]) -> bool:
    """True where a report states a period that ends in this one."""
    stated = (reading_period(report) for report in reports)
    return any(own is not None and period.start <= own.end <= period.end for own in stated)


def periods_of(reports: Iterable[Reading]) -> tuple[Period, ...]:
    """The periods that reports state, in time order."""
    return tuple(sorted({period for report in reports if (period := reading_period(report))}))


def reports_for(scheme: Scheme, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The reports of a scheme's region and year."""
    return tuple(r for r in reports_about(scheme.region, readings) if reading_year(r) == scheme.year)


def reports_about(region: str, readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """The reports of a region."""
    return tuple(reading for reading in readings if _is_report_of(reading, region))


def comparison_of(
    region: str, readings: Iterable[Reading], schemes: Iterable[Scheme], periods: Sequence[Period]
) -> Comparison | None:
    """Periods of a region side by side, by default the last two; None where there are not two."""
    reports = reports_about(region, readings)
    columns = tuple(periods) or last_two_periods(reports)
    if len(columns) < 2:
        return None
    fitting = [s for s in schemes if same_region(s.region, region) and s.year == columns[-1].end.year]
    return compare_periods(reports, region, columns, fitting[0] if fitting else None)


def last_two_periods(reports: Iterable[Reading]) -> tuple[Period, ...]:
    """The last two periods that reports state, in time order; fewer where there are fewer."""
    return _periods(reports, at_least=2)[-2:]


def latest_period(reports: Iterable[Reading], as_of: date) -> Period | None:
    """The period of the latest report that had ended by a day; where none had, the one that ends
    first of those under way; None where no report states a period that had begun."""
    begun = [period for period in _periods(reports, at_least=1) if period.start <= as_of]
    ended = [period for period in begun if period.end <= as_of]
    return ended[-1] if ended else next(iter(begun), None)


def _periods(reports: Iterable[Reading], at_least: int) -> tuple[Period, ...]:
    """The stated periods in time order, for each end the longest: of progress reports, which come
    month by month; with bulletins or with all others where these are too few."""
    stated = [(r.records.document.doc_type, period) for r in reports if (period := reading_period(r))]
    periods: tuple[Period, ...] = ()
    for kinds in ({"progress_report"}, {"progress_report", "bulletin"}, REPORT_TYPES):
        starts: dict[date, date] = {}
        for kind, period in stated:
            if kind in kinds:
                starts[period.end] = min(period.start, starts.get(period.end, period.start))
        periods = tuple(Period(starts[end], end) for end in sorted(starts))
        if len(periods) >= at_least:
            break
    return periods


def regions_of(readings: Iterable[Reading]) -> tuple[str, ...]:
    """The regions that reports are about, in the order in which they come."""
    regions = (r.records.document.region for r in readings if r.records.document.doc_type in REPORT_TYPES)
    return tuple(dict.fromkeys(region for region in regions if region))


def _region(document: StoredDocument) -> str | None:
    return filled(document.header, document.hints).region


def _comparisons(
    ours: Iterable[Reading], readings: Iterable[Reading], schemes: Iterable[Scheme]
) -> tuple[Comparison, ...]:
    found = (comparison_of(region, readings, schemes, ()) for region in regions_of(ours))
    return tuple(comparison for comparison in found if comparison is not None)


def _touches(scheme: Scheme, scope: Collection[str], readings: Iterable[Reading]) -> bool:
    return scheme.document_id in scope or any(
        reading.document_id in scope for reading in reports_for(scheme, readings)
    )


def _messages(
    ours: tuple[Reading, ...],
    schemes: list[Scheme],
    gaps: Sequence[GapAnalysis | None],
    comparisons: tuple[Comparison, ...],
) -> Iterable[str]:
    if ours and not schemes:
        yield "没有找到考核通知或指标体系，无法做差距分析；请把考核方案放入收件文件夹后重新运行"
    for scheme, gap in zip(schemes, gaps, strict=True):
        if gap is None:
            yield (
                f"《{scheme.title}》没有找到 {scheme.region} {scheme.year} 年的进展报告，暂不能做差距分析；"
                "请把报告放入收件文件夹后重新运行"
            )
    if ours and not comparisons:
        yield "没有同一地区两个时期的报告，未生成对比简报；请放入至少两期报告后重新运行"


def _is_report_of(reading: Reading, region: str) -> bool:
    header = reading.records.document
    return header.doc_type in REPORT_TYPES and same_region(region, header.region)
