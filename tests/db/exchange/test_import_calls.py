from dataclasses import replace
from datetime import date

import pytest

from db.exchange.fields import ImportKind
from db.exchange.known import ImportOptions, Known
from db.exchange.report import ImportPlan, Status
from db.exchange.table import Cell
from planner.domain.calls import Call, CallId, CallOutcome
from planner.domain.people import Affiliation, Customer, CustomerId, CustomerKind, RepId
from planner.domain.places import HospitalId
from planner.domain.units import MinuteOfDay
from tests.db.exchange.tables import KNOWN, only_refusal, records
from tests.db.exchange.tables import plan as plan_kind

TODAY = date(2026, 11, 22)


def customer(id: str, name: str, hospital: str, rep: str | None = "R1") -> Customer:
    return Customer(
        CustomerId(id),
        name,
        CustomerKind.PRESCRIBER,
        (Affiliation(HospitalId(hospital)),),
        rep=RepId(rep) if rep else None,
    )


PEOPLE = replace(
    KNOWN, customers=(customer("C1", "王伟", "H1"), customer("C2", "王伟", "H2"), customer("C3", "李静", "H2", rep=None))
)


def plan(*rows: dict[str, Cell], known: Known = PEOPLE) -> ImportPlan:
    return plan_kind(ImportKind.CALLS, records(*rows), known, ImportOptions(today=TODAY))


def test_that_a_call_is_read_with_outcome_time_rep_and_note() -> None:
    (call,) = plan(
        {"日期": "2026-11-05", "客户编号": "C2", "结果": "有效", "时间": "9:30", "代表": "代表B", "备注": "样品"}
    ).calls
    assert (call.customer, call.rep, call.hospital, call.date) == ("C2", "R2", "H2", date(2026, 11, 5))
    assert (call.outcome, call.start, call.note) == (CallOutcome.PRODUCTIVE, MinuteOfDay(570), "样品")


def test_that_a_customer_is_meant_by_name_and_hospital() -> None:
    (call,) = plan({"日期": "2026-11-05", "客户": "王伟", "医院": "北京朝阳医院"}).calls
    assert (call.customer, call.rep, call.outcome) == ("C2", "R1", CallOutcome.SEEN)


def test_that_a_customer_who_was_not_there_is_an_attempt() -> None:
    assert plan({"date": "2026-11-05", "customer": "C1", "outcome": "未见到"}).calls[0].outcome is CallOutcome.ATTEMPTED


def test_that_importing_the_same_calls_twice_changes_nothing() -> None:
    row: dict[str, Cell] = {"date": "2026-11-05", "customer": "C1", "outcome": "seen"}
    again = plan(row, known=replace(PEOPLE, calls=plan(row).calls))
    assert again.changes_nothing
    assert again.report.rows == ((2, Status.UNCHANGED),)


def test_that_a_call_recorded_under_another_id_is_found_again_by_customer_day_and_rep() -> None:
    known = Call(CallId("x"), CustomerId("C1"), RepId("R1"), HospitalId("H1"), date(2026, 11, 5), CallOutcome.SEEN)
    found = plan({"date": "2026-11-05", "customer": "C1", "outcome": "productive"}, known=replace(PEOPLE, calls=(known,)))
    assert found.calls == (replace(known, outcome=CallOutcome.PRODUCTIVE),)
    assert [(each.field, each.after) for each in found.report.changes[0].fields] == [("outcome", "productive")]


def test_that_two_reps_with_one_customer_on_one_day_are_two_calls() -> None:
    row: dict[str, Cell] = {"date": "2026-11-05", "customer": "C1"}
    found = plan({**row, "rep": "R1"}, {**row, "rep": "R2"})
    assert [each.rep for each in found.calls] == ["R1", "R2"]
    assert len({each.id for each in found.calls}) == 2


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"date": ""}, "date"),
        ({"date": "2026-13-01"}, "date"),
        ({"date": "2026-12-01"}, "date"),
        ({"customer": "张三"}, "customer"),
        ({"customer": "王伟"}, "customer"),
        ({"customer": ""}, "customer"),
        ({"customer": "C3"}, "rep"),
        ({"outcome": "maybe"}, "outcome"),
        ({"rep": "代表Z"}, "rep"),
    ],
)
def test_that_a_bad_row_is_refused_by_column_and_the_good_one_goes_in(cells: dict[str, Cell], column: str) -> None:
    good: dict[str, Cell] = {"date": "2026-11-05", "customer": "C1", "outcome": "seen", "rep": ""}
    found = plan(good, {**good, "date": "2026-11-06", **cells})
    assert (only_refusal(found).row, only_refusal(found).column) == (3, column)
    assert len(found.calls) == 1


def test_that_one_call_told_twice_differently_is_refused() -> None:
    good: dict[str, Cell] = {"date": "2026-11-05", "customer": "C1", "outcome": "seen"}
    assert only_refusal(plan(good, {**good, "outcome": "attempted"})).row == 3
