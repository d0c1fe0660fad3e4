"""The visits that still rescue a month."""

from datetime import date

from planner.coverage.measure import measure
from planner.coverage.rescue import rescues
from planner.domain.units import Month
from planner.policy.preset import preset
from tests.planner.district import PRODUCT, calls, customers

NOVEMBER = Month(2026, 11)


def test_that_seeing_those_of_the_rescue_list_meets_the_month() -> None:
    everybody = (*customers("A", 7), *customers("C", 9), *customers("D", 20))
    needed = rescues(everybody, (), (PRODUCT,), NOVEMBER, preset())
    made = calls([each.customer for each in needed], date(2026, 11, 5))
    covered = measure(everybody, made, (PRODUCT,), NOVEMBER, preset())
    assert all(each.month.met for each in covered.segments)
    assert not rescues(everybody, made, (PRODUCT,), NOVEMBER, preset())


def test_that_the_most_valuable_come_first_and_nobody_seen_is_listed() -> None:
    everybody = (*customers("D", 10), *customers("A", 3))
    needed = rescues(everybody, calls(["A000"], date(2026, 11, 2)), (PRODUCT,), NOVEMBER, preset())
    values = [each.value for each in needed]
    assert values == sorted(values, reverse=True)
    assert {each.customer for each in needed if each.segment == "A"} == {"A001", "A002"}
