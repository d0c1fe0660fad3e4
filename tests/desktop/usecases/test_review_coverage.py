"""The month as a whole, on the sample district."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from db.store import Store, open_store
from desktop.language.catalogue import translator
from desktop.settings import Language
from desktop.usecases.district import District, load_district
from desktop.usecases.export_coverage import export_coverage
from desktop.usecases.export_plan import ExportError
from desktop.usecases.review_coverage import CoverageReview, common_kind, review_coverage
from desktop.usecases.show_coverage import show_coverage
from planner.domain.calendar import DayKind
from planner.domain.units import Month

NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)


def review_of(file: Path, month: Month, today: date, reps: int = 1) -> tuple[Store, District, CoverageReview]:
    store = open_store(file)
    with store.read() as books:
        district = load_district(books, month, "CN")
        return store, district, review_coverage(books, district, district.reps[:reps], today)


def test_that_the_review_says_the_same_as_the_coverage_of_the_rep(district_file: Path) -> None:
    today = date(2026, 12, 1)
    store, district, review = review_of(district_file, DECEMBER, today)
    with store.read() as books:
        single = show_coverage(books, district, district.reps[0], today)
    assert review.actual == single.actual
    assert single.outlook is not None
    assert review.expected == single.outlook.expected
    store.close()


def test_that_pace_counts_per_field_day_and_days_off_ask_for_nothing(district_file: Path) -> None:
    store, _, review = review_of(district_file, NOVEMBER, date(2026, 11, 20))
    assert review.pace.field_days == 15
    assert review.pace.made == sum(day.made for day in review.days)
    assert review.pace.per_field_day == review.pace.made / 15
    sunday = next(day for day in review.days if day.date == date(2026, 11, 1))
    assert (sunday.kind, sunday.share, sunday.target) == (DayKind.REST, 0, 0)
    assert all(day.made == 0 for day in review.days if day.date > date(2026, 11, 20))
    store.close()


def test_that_planned_calls_of_days_gone_by_without_a_record_are_not_expected(district_file: Path) -> None:
    store, _, early = review_of(district_file, DECEMBER, date(2026, 12, 1))
    store.close()
    store, _, late = review_of(district_file, DECEMBER, date(2026, 12, 20))
    store.close()
    assert late.pace.expected < early.pace.expected
    assert len(late.rescues) > len(early.rescues)
    assert all(day.planned == 0 for day in late.days if day.date < date(2026, 12, 20))


def test_that_the_rescue_list_names_the_next_planned_day_at_the_hospital(district_file: Path) -> None:
    store, _, review = review_of(district_file, DECEMBER, date(2026, 12, 20), reps=6)
    with store.read() as books:
        plans = {rep.id: books.plans.latest(rep.id, DECEMBER) for rep in review.reps}
    known = [each for each in review.rescues if each.next_there is not None]
    assert known
    for each in known:
        plan = plans[each.rep.id]
        assert plan is not None
        days = [day.date for day in plan.days if any(stop.hospital == each.hospital for stop in day.stops)]
        assert each.next_there == min(day for day in days if day >= date(2026, 12, 20))
    assert sum(each.rescue for each in review.hospitals) == len(review.rescues)
    store.close()


def test_that_the_team_is_the_sum_of_its_reps(district_file: Path) -> None:
    store, district, team = review_of(district_file, NOVEMBER, date(2026, 11, 20), reps=6)
    with store.read() as books:
        single = [review_coverage(books, district, (rep,), date(2026, 11, 20)) for rep in district.reps]
    assert team.pace.field_days == sum(each.pace.field_days for each in single)
    assert len(team.rescues) == sum(len(each.rescues) for each in single)
    assert {each.id for each in team.unplanned} == {rep.id for rep in district.reps}
    store.close()


@pytest.mark.parametrize(
    ("kinds", "common"),
    [
        ((), DayKind.REST),
        ((DayKind.LEAVE, DayKind.FIELD), DayKind.FIELD),
        ((DayKind.HOLIDAY, DayKind.HOLIDAY, DayKind.LEAVE), DayKind.HOLIDAY),
    ],
)
def test_that_a_date_is_a_field_day_as_soon_as_one_rep_is_in_the_field(kinds: tuple[DayKind, ...], common: DayKind) -> None:
    assert common_kind(kinds) is common


@pytest.mark.parametrize("language", Language)
def test_that_the_workbook_holds_every_breakdown(district_file: Path, tmp_path: Path, language: Language) -> None:
    store, _, review = review_of(district_file, DECEMBER, date(2026, 12, 20))
    store.close()
    export_coverage(tmp_path / "coverage.xlsx", review, translator(language))
    book = openpyxl.load_workbook(tmp_path / "coverage.xlsx")
    first, hospitals, products, rescue = book.worksheets
    assert first.max_row == 2 + len(review.actual.segments)
    assert first["D3"].value == review.actual.segments[0].month.reached
    assert hospitals.max_row == 2 + sum(len(own) for _, own in review.actual.hospitals)
    assert products.max_row == 2 + sum(len(own) for _, own in review.actual.products)
    assert rescue.max_row == 2 + len(review.rescues)
    assert (first.title == "Coverage") == (language is Language.ENGLISH)


def test_that_a_file_that_cannot_be_written_is_told(district_file: Path, tmp_path: Path) -> None:
    store, _, review = review_of(district_file, DECEMBER, date(2026, 12, 1))
    store.close()
    (tmp_path / "folder").write_text("a file, not a folder")
    with pytest.raises(ExportError):
        export_coverage(tmp_path / "folder" / "coverage.xlsx", replace(review, rescues=()))
