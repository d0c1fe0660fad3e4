"""Where the month will end."""

from datetime import date

from planner.coverage.project import Projection, Shortfall, project
from planner.domain.calls import Call
from planner.domain.people import Customer, CustomerId, SegmentId
from planner.domain.places import HospitalId
from planner.domain.plan import CallReason, DayPlan, HospitalStop, MonthPlan, Objective, PlannedCall, Provenance
from planner.domain.units import MinuteOfDay, Minutes, Month
from planner.policy.preset import preset
from tests.planner.district import PRODUCT, REP, calls, customers

NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)
TODAY = date(2026, 11, 16)


def planned(name: str) -> PlannedCall:
    nine = MinuteOfDay(540)
    return PlannedCall(
        CustomerId(name), None, SegmentId("A"), CallReason.OWED, nine, nine, MinuteOfDay(550), Minutes(0), Minutes(0)
    )


def plan(days: dict[date, list[str]], month: Month = NOVEMBER) -> MonthPlan:
    return MonthPlan(
        rep=REP,
        month=month,
        days=tuple(DayPlan(day, (_stop(names),), (), 12) for day, names in days.items()),
        unplanned=(),
        objective=Objective(0, 0, 0, 0, 0, 0, 0),
        provenance=Provenance(0, "", 1, "", "", None, None),
    )


def _stop(names: list[str]) -> HospitalStop:
    nine = MinuteOfDay(540)
    return HospitalStop(HospitalId("H1"), nine, nine, tuple(planned(name) for name in names), nine)


def projected(everybody: tuple[Customer, ...], recorded: tuple[Call, ...], made: MonthPlan, as_of: date = TODAY) -> Projection:
    return project(everybody, recorded, (PRODUCT,), made, as_of=as_of, policy=preset())


def only(projection: Projection) -> Shortfall:
    (shortfall,) = projection.shortfalls
    return shortfall


def seen(projection: Projection) -> tuple[int, int]:
    return projection.actual.segments[0].month.seen, projection.expected.segments[0].month.seen


def test_that_the_month_ends_with_what_was_done_and_what_is_still_planned() -> None:
    recorded = calls(["C000"], date(2026, 11, 3))
    made = plan({date(2026, 11, 3): ["C000"], date(2026, 11, 17): ["C001", "C002"]})
    found = projected(customers("C", 3), recorded, made)
    assert seen(found) == (1, 3)
    assert (found.planned_calls, found.met) == (2, True)


def test_that_a_planned_call_of_the_past_without_a_record_did_not_take_place() -> None:
    found = projected(customers("C", 1), (), plan({date(2026, 11, 13): ["C000"]}))
    assert seen(found) == (0, 0)


def test_that_today_s_planned_calls_count_once() -> None:
    recorded = calls(["C000"], TODAY)
    found = projected(customers("C", 1), recorded, plan({TODAY: ["C000"]}))
    assert found.expected.segments[0].calls == 1


def test_that_records_after_the_day_of_looking_are_not_known_yet() -> None:
    found = projected(customers("C", 1), calls(["C000"], date(2026, 11, 20)), plan({}))
    assert seen(found) == (0, 0)


def test_that_a_shortfall_names_the_customers_who_rescue_it() -> None:
    everybody = customers("D", 10)  # two a month, six in the quarter
    found = only(projected(everybody, calls(["D003"], date(2026, 10, 9)), plan({date(2026, 11, 17): ["D000"]})))
    assert (found.segment, found.month, found.calls) == ("D", 1, 0)
    assert found.rescue == ("D001", "D002")  # 5 missing over two months: 3 in November, one of them planned
    assert found.quarter == 2


def test_that_the_last_month_of_the_quarter_rescues_the_whole_quarter() -> None:
    found = only(projected(customers("D", 10), (), plan({}, DECEMBER), date(2026, 12, 1)))
    assert (found.month, found.quarter, len(found.rescue)) == (2, 6, 6)


def test_that_missing_frequency_is_a_shortfall_though_coverage_holds() -> None:
    found = only(projected(customers("A", 1), calls(["A000"], date(2026, 11, 3)), plan({date(2026, 11, 17): ["A000"]})))
    assert (found.month, found.quarter, found.calls, found.rescue) == (0, 0, 2, ())
    assert "2 calls short" in str(found.sentence)


def test_that_visiting_the_rescued_customers_repairs_the_coverage() -> None:
    everybody = customers("D", 10)
    short = only(projected(everybody, (), plan({})))
    repaired = projected(everybody, (), plan({date(2026, 11, 17): [str(each) for each in short.rescue]}))
    assert repaired.met
