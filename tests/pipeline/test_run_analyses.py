"""Which reports answer which scheme, for which period; and what folders may fill in."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.run.analyses import filled, last_two_periods, latest_period, regions_of, reports_for
from pipeline.store.values import NO_HINTS, Hints
from schemas.reading import Reading
from schemas.records import DocType, Header, Records
from schemas.scheme import Scheme

SCHEME = Scheme("s", "考核方案", "云溪县", 2023, "draft", "n", "方案.docx", (), None, None, (), None, ())


def reading(period: str | None, kind: DocType = "progress_report", region: str = "云溪县") -> Reading:
    header = Header(title="报告", region=region, period=period, doc_type=kind)
    return Reading(f"{kind}{period}", "报告.docx", Records(header), (), (), (), ())


MONTHS = [reading("2023-01/2023-08"), reading("2023-01/2023-07"), reading("2023-01/2023-09")]
YEARLY = reading("2023", "self_evaluation")
QUARTER = reading("2023-07/2023-09", "bulletin")


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        (MONTHS, ["2023-01/2023-08", "2023-01/2023-09"]),
        ([*MONTHS, YEARLY, QUARTER], ["2023-01/2023-08", "2023-01/2023-09"]),
        ([MONTHS[0], QUARTER], ["2023-01/2023-08", "2023-07/2023-09"]),
        ([MONTHS[0], YEARLY], ["2023-01/2023-08", "2023"]),
        ([MONTHS[2], reading("2023-09")], ["2023-01/2023-09"]),
        ([MONTHS[0], reading(None)], ["2023-01/2023-08"]),
        ([], []),
    ],
)
def test_last_two_periods(reports: list[Reading], expected: list[str]) -> None:
    assert [period.iso() for period in last_two_periods(reports)] == expected


@pytest.mark.parametrize(
    ("reports", "as_of", "expected"),
    [
        ([*MONTHS, YEARLY], date(2026, 1, 1), "2023-01/2023-09"),
        (MONTHS, date(2023, 9, 10), "2023-01/2023-08"),
        ([YEARLY], date(2023, 11, 1), "2023"),
        ([YEARLY], date(2024, 1, 1), "2023"),
        (MONTHS, date(2022, 12, 31), None),
        ([reading(None)], date(2023, 9, 10), None),
    ],
)
def test_latest_period(reports: list[Reading], as_of: date, expected: str | None) -> None:
    period = latest_period(reports, as_of)
    assert (period and period.iso()) == expected


def test_reports_of_a_scheme() -> None:
    others = [
        reading("2022-01/2022-09"),
        reading("2023-01/2023-09", region="澄江区"),
        reading("2023", "notice"),
        reading("2023-09", "speech"),
    ]
    assert reports_for(SCHEME, [*MONTHS, *others, YEARLY]) == (*MONTHS, YEARLY)


def test_regions_of_reports_only() -> None:
    assert regions_of([reading("2023", "notice", "栖霞市"), *MONTHS, reading("2023", region="澄江区")]) == (
        "云溪县",
        "澄江区",
    )


def test_folders_fill_only_what_the_paper_leaves_open() -> None:
    hints = Hints(2022, "澄江区", "bulletin")
    own = Header(region="云溪县", issuer="县绩效办", period="2023-01/2023-09", doc_type="progress_report")
    assert filled(own, hints) == own
    assert filled(Header(), NO_HINTS) == Header()
    assert filled(Header(), replace(hints, doc_type="notice")) == Header(
        region="澄江区", issuer="澄江区", period="2022", doc_type="notice"
    )


def test_a_folder_named_after_an_office_names_the_issuer_only() -> None:
    found = filled(Header(), Hints(unit="县水务局"))
    assert (found.region, found.issuer) == (None, "县水务局")
    assert filled(Header(issuer="县财政局"), Hints(unit="县水务局")).issuer == "县财政局"


def test_a_folders_year_is_the_period_only_of_papers_that_cover_a_year() -> None:
    monthly = filled(Header(doc_type="progress_report"), Hints(year=2023))
    assert (monthly.period, monthly.date) == (None, "2023"), "a monthly report covers less than its year"
    assert filled(Header(doc_type="self_evaluation"), Hints(year=2023)).period == "2023"
    assert (
        filled(Header(doc_type="progress_report", date="2023-10-09"), Hints(year=2022)).date == "2023-10-09"
    )
