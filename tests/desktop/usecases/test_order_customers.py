"""Sorting, filtering and searching customers."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.usecases.list_customers import Due
from desktop.usecases.order_customers import NOBODY, Column, CustomerFilter, CustomerRows, Records, Role
from planner.coverage.overdue import overdue
from planner.domain.people import UNCLASSIFIED, SegmentId
from planner.domain.places import HospitalId
from planner.domain.products import ProductId
from tests.desktop.usecases.crowd import HEART, PEOPLE, TODAY, person, surroundings

EVERYBODY = CustomerFilter(records=Records.ALL)


@pytest.fixture(scope="module")
def rows() -> CustomerRows:
    return CustomerRows(PEOPLE, surroundings())


def found(rows: CustomerRows, wanted: CustomerFilter, column: Column = Column.NAME, *, descending: bool = False) -> list[str]:
    return [rows.lines[row].customer.id for row in rows.find(wanted, column, descending=descending)]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("王", {"C1"}),
        ("小明", {"C1"}),
        ("wangxm", {"C1"}),
        ("XM", {"C1"}),
        ("shan", {"C2"}),
        ("zeng", {"C3"}),
        ("qiu", {"C5"}),
        ("grace", {"C4"}),
        ("lin grace", {"C4"}),
        ("C4", {"C4"}),
        ("xiehe", {"C1", "C2", "C3"}),
        ("协和 王", {"C1"}),
        ("xinnei zeng", {"C3"}),
        ("王ming", {"C1"}),
        ("race", set()),
        ("   ", {"C1", "C2", "C3", "C4", "C5", "C6"}),
    ],
)
def test_that_customers_are_found_by_what_people_type(rows: CustomerRows, typed: str, ids: set[str]) -> None:
    assert set(found(rows, CustomerFilter(text=typed))) == ids


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (CustomerFilter(segments=frozenset({SegmentId("A")})), {"C1", "C3"}),
        (CustomerFilter(segments=frozenset({SegmentId("N1"), UNCLASSIFIED})), {"C5", "C6"}),
        (CustomerFilter(product=ProductId("P2")), {"C2"}),
        (CustomerFilter(product=ProductId("P2"), segments=frozenset({SegmentId("B")})), set()),
        (CustomerFilter(product=ProductId("P2"), segments=frozenset({SegmentId("C")})), {"C2"}),
        (CustomerFilter(hospital=HospitalId("H2")), {"C4", "C5", "C6"}),
        (CustomerFilter(role=Role.KOL), {"C5"}),
        (CustomerFilter(role=Role.PRESCRIBER), {"C1", "C2", "C3", "C4", "C6"}),
        (CustomerFilter(role="N1"), {"C5"}),
        (CustomerFilter(rep=NOBODY), {"C5"}),
        (CustomerFilter(due=frozenset({Due.OVERDUE})), {"C2"}),
        (CustomerFilter(due=frozenset({Due.NEVER})), {"C3"}),
        (CustomerFilter(records=Records.STALE), {"C4"}),
        (CustomerFilter(records=Records.UNRATED), {"C6"}),
        (CustomerFilter(records=Records.INACTIVE), {"C7"}),
        (CustomerFilter(chosen=frozenset({PEOPLE[0].id})), {"C1"}),
    ],
)
def test_that_every_filter_lists_whom_it_names(rows: CustomerRows, wanted: CustomerFilter, ids: set[str]) -> None:
    assert set(found(rows, wanted)) == ids


def test_that_names_are_sorted_by_sound_with_surnames_read_as_surnames(rows: CustomerRows) -> None:
    assert found(rows, EVERYBODY) == ["C4", "C7", "C6", "C5", "C2", "C1", "C3"]


@pytest.mark.parametrize("column", list(Column))
def test_that_descending_is_the_other_way_round_but_blanks_stay_last(rows: CustomerRows, column: Column) -> None:
    up, down = found(rows, EVERYBODY, column), found(rows, EVERYBODY, column, descending=True)
    assert sorted(up) == sorted(down) == sorted(each.id for each in PEOPLE)
    blanks = next(n for n in range(len(up) + 1) if up[: len(up) - n] == down[: len(up) - n][::-1])
    assert up[len(up) - blanks :] == down[len(up) - blanks :]


def test_that_the_planners_own_rule_says_who_is_overdue(rows: CustomerRows) -> None:
    around = surroundings()
    late = {each.customer for each in overdue(PEOPLE, (), around.products, TODAY, around.policy)}
    listed = found(rows, CustomerFilter(due=frozenset({Due.OVERDUE, Due.NEVER})))
    assert set(listed) == late


def test_that_a_changed_customer_is_found_under_the_new_name_in_the_old_place() -> None:
    rows = CustomerRows(PEOPLE, surroundings())
    before = found(rows, EVERYBODY)
    rows.patch([replace(PEOPLE[0], name="赵云")])
    assert found(rows, EVERYBODY) == before
    assert found(rows, CustomerFilter(text="zhaoyun")) == ["C1"]
    assert found(rows, CustomerFilter(text="wang")) == []


def test_that_a_new_customer_is_listed_at_once_and_first() -> None:
    rows = CustomerRows(PEOPLE, surroundings())
    rows.patch([person("C8", "郑和")])
    assert all(found(rows, EVERYBODY, column)[0] == "C8" for column in Column)
    assert found(rows, CustomerFilter(text="zh")) == ["C8"]


def test_that_setting_a_customer_inactive_takes_him_off_the_ordinary_list() -> None:
    rows = CustomerRows(PEOPLE, surroundings())
    rows.patch([replace(PEOPLE[0], active=False)])
    assert "C1" not in found(rows, CustomerFilter())


@given(st.text(max_size=8), st.sampled_from(Column), st.booleans())
def test_that_a_search_only_ever_leaves_out(typed: str, column: Column, descending: bool) -> None:
    rows = CustomerRows(PEOPLE, surroundings())
    whole = found(rows, CustomerFilter(), column, descending=descending)
    narrowed = found(rows, CustomerFilter(text=typed), column, descending=descending)
    assert [each for each in whole if each in set(narrowed)] == narrowed


def test_that_a_line_tells_the_next_visit_and_how_fresh_the_record_is(rows: CustomerRows) -> None:
    first, grace = rows.line(PEOPLE[0].id), rows.line(PEOPLE[3].id)
    assert first is not None and first.next_visit is not None and first.next_visit.date == date(2026, 12, 3)
    assert not first.stale
    assert grace is not None and grace.stale
    assert first.tiers == ((HEART.id, SegmentId("A")),)
