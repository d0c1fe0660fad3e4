"""Customers per tier that a forecast asks for."""

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.policy.preset import preset
from planner.segmentation.forecast import ForecastNeed, need_for_forecast
from tests.planner.district import PRODUCT, customer, customers


def need(forecast: float, **counts: int) -> ForecastNeed:
    everybody = [each for tier, count in counts.items() for each in customers(tier, count)]
    return need_for_forecast(PRODUCT.id, forecast, everybody, preset())


def numbers(found: ForecastNeed) -> dict[str, tuple[int, int]]:
    return {each.tier: (each.customers, each.needed) for each in found.tiers}


def test_that_a_forecast_already_reached_asks_for_nothing() -> None:
    found = need(200, A=2, C=1)  # 2 x 100 + 60
    assert (found.current, found.gap, found.won) == (260, 0, 0)
    assert numbers(found) == {"A": (2, 2), "B": (0, 0), "C": (1, 1), "D": (0, 0)}


def test_that_b_customers_are_developed_first_because_they_gain_most() -> None:
    found = need(400, A=2, B=4, D=4)  # 200 + 40 + 40 today, each B gains 90
    assert found.current == 280
    assert numbers(found) == {"A": (2, 4), "B": (4, 2), "C": (0, 0), "D": (4, 4)}


def test_that_d_customers_follow_and_then_new_ones() -> None:
    found = need(800, A=2, B=1, C=1, D=1)  # 280 today, 90 from B, 50 from D, the rest from new A of 100
    assert found.current == 280
    assert (numbers(found)["B"], numbers(found)["D"], numbers(found)["C"]) == ((1, 0), (1, 0), (1, 2))
    assert (found.won, numbers(found)["A"]) == (4, (2, 7))


def test_that_a_tier_without_customers_takes_the_threshold_as_its_volume() -> None:
    found = need(48, D=1)
    assert {each.tier: each.volume for each in found.tiers} == {"A": 48, "B": 0, "C": 48, "D": 10}


def test_that_inactive_customers_and_other_products_do_not_count() -> None:
    assert need_for_forecast(PRODUCT.id, 0, [customer("x", "A", active=False), customer("n", "N1")], preset()).current == 0


@given(st.floats(0, 2000), *(st.integers(0, 6) for _ in range(4)))
@settings(deadline=None)
def test_that_the_customers_asked_for_reach_the_forecast(forecast: float, a: int, b: int, c: int, d: int) -> None:
    found = need(forecast, A=a, B=b, C=c, D=d)
    assert found.won is not None
    reached = sum(each.needed * each.volume for each in found.tiers)
    assert reached >= forecast - 1e-6 or found.gap == 0
    assert sum(each.needed for each in found.tiers) == a + b + c + d + found.won
