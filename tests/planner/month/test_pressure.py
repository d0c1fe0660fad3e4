"""The price of calls short while the search runs."""

from math import inf
from random import Random

import pytest

from planner.month.compiling import compile_model
from planner.month.pressure import Pressure, reprice, short_calls
from planner.month.recreate import Recreate
from planner.month.state import State
from tests.planner.month.problems import random_problem


def filled(seed: int) -> State:
    """A month in which every other visit stands."""
    state = State(compile_model(random_problem(seed, days=6, sites=6, needs=20)))
    recreate = Recreate(state, Random(seed))
    for visit in range(0, len(state.where), 2):
        recreate.place_one(visit)
    return state


@pytest.mark.parametrize("seed", range(5))
def test_that_another_price_changes_only_what_calls_short_cost(seed: int) -> None:
    state = filled(seed)
    total, price, short = state.total, state.short_price, short_calls(state)
    reprice(state, price / 3)
    assert state.total == pytest.approx(total - 2 * price / 3 * short)
    other = State(state.model)
    reprice(other, price / 3)
    other.load(state.where)
    assert other.cost == pytest.approx(state.cost)
    for slot in range(2 * state.model.days):
        for kind in range(len(state.model.kinds)):
            known = state.prices[slot][kind]
            # Infinite: refused when timed call by call.
            assert known is None or known == inf or known == pytest.approx(state.price(slot, kind))


def test_that_pressure_rises_while_calls_are_short_and_falls_while_none_is() -> None:
    pressure = Pressure(500.0)
    first = pressure.price(0, 0.0)
    assert pressure.price(0, 0.1) < first
    low = pressure.price(0, 0.2)
    assert low < pressure.price(3, 0.3) < pressure.price(3, 0.4)


def test_that_pressure_never_exceeds_the_full_price_and_ends_with_it() -> None:
    pressure = Pressure(30.0)
    assert all(0 < pressure.price(short, 0.5) <= 30.0 for short in [1] * 50 + [0] * 50)
    assert pressure.price(0, 0.95) == 30.0
    assert Pressure(0.0).price(1, 0.1) == 0.0
