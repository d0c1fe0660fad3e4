"""Other solvers are judged as the product's own plans are."""

from argparse import Namespace
from importlib.util import find_spec
from time import monotonic, process_time

import pytest

from planner.month.engine import Engine
from planner.month.solve import plan_month
from planner.solving import SolveControl, SolveLimits
from tests.benchmarks.month_instance import Instance, instance_plan, month_problem
from tests.benchmarks.peers.__main__ import _row
from tests.benchmarks.peers.judge import judge
from tests.benchmarks.peers.month import Days, Peer, visits
from tests.benchmarks.peers.solvers import ortools, pyvrp


def small_month() -> Instance:
    """Two weeks of two days, three hospitals, eight calls; customer 2 can only be met in the afternoon of the first weekday."""
    everywhere = [[weekday, half] for weekday in (0, 1) for half in (0, 1)]
    told = [(0, 1, 2, everywhere), (1, 1, 2, everywhere), (2, 2, 2, [[0, 1]]), (3, 3, 1, everywhere), (4, 3, 1, [[1, 0]])]
    return {
        "name": "small",
        "days": 4,
        "weekdays": 2,
        "min_calls": 2,
        "max_calls": 3,
        "leave_home": 480,
        "home_by": 1110,
        "halves": [[480, 720], [780, 1080]],
        "walk_minutes": 3,
        "weeks_of_visit": {"1": [[0, 1]], "2": [[0], [1]]},
        "travel_minutes": [[0, 20, 40, 60], [20, 0, 25, 45], [40, 25, 0, 30], [60, 45, 30, 0]],
        "customers": [
            {"id": number, "hospital": hospital, "frequency": frequency, "minutes": 15, "tier": "B", "available": available}
            for number, hospital, frequency, available in told
        ],
    }


def own_plan(instance: Instance) -> tuple[Days, float]:
    plan = plan_month(month_problem(instance), 1, SolveLimits(None, 200), SolveControl(), engine=Engine.PLAIN).best
    assert plan is not None
    days: Days = instance_plan(instance, plan)["days"]
    return days, plan.objective.total


def test_that_the_judge_prices_a_plan_as_the_engine_that_made_it_does() -> None:
    instance = small_month()
    days, total = own_plan(instance)
    verdict = judge(instance, days)
    assert verdict.objective == total == verdict.travel
    assert verdict.short == verdict.taken_out == verdict.broken == 0
    assert not verdict.left_out
    assert verdict.errors in {0, None}


def test_that_a_call_where_its_customer_is_not_met_is_taken_out_and_paid_for() -> None:
    instance = small_month()
    days = [[(0, 0), (1, 0)], [(2, 0), (3, 0)], [(2, 1), (0, 1)], [(1, 1), (4, 0)]]
    verdict = judge(instance, days)
    assert verdict.taken_out > 0
    assert verdict.objective > 2000 * verdict.left_out["B"]
    assert verdict.errors is None or verdict.errors > 0


def test_that_a_call_in_the_wrong_week_breaks_a_rule() -> None:
    instance = small_month()
    verdict = judge(instance, [[(0, 0), (1, 0)], [(0, 1)], [(1, 1)], []])
    assert verdict.broken > 0


def test_that_visits_may_stand_in_their_weeks_on_the_days_their_customers_keep() -> None:
    afternoons = {visit.k: visit.days for visit in visits(small_month()) if visit.customer == 2}
    assert afternoons == {0: ((), (0,)), 1: ((), (2,))}


@pytest.mark.parametrize("peer", [ortools, pytest.param(pyvrp, marks=pytest.mark.skipif(not find_spec("pyvrp"), reason="extra"))])
def test_that_a_peer_serves_a_small_month_without_a_fault(peer: object) -> None:
    instance = small_month()
    assert callable(peer)
    verdict = judge(instance, peer(instance, 0, 0.5, process_time))
    assert verdict.taken_out == verdict.broken == 0
    assert not verdict.left_out
    assert verdict.errors in {0, None}
    assert verdict.travel >= own_plan(instance)[1] - 1e-9 or verdict.short


def test_that_a_peer_that_is_not_installed_or_fails_has_a_line_that_says_so() -> None:
    options = Namespace(workers=1, seed=1, seconds=0.1, out=None)
    absent = Peer("absent", "no_such_package_anywhere", "peers", _failing)
    assert "not installed: `pip install roundwise[peers]`" in _row(absent, small_month(), options, monotonic)
    assert "failed: RuntimeError: no luck" in _row(Peer("unlucky", None, None, _failing), small_month(), options, monotonic)


def _failing(instance: Instance, seed: int, seconds: float, clock: object) -> Days:
    raise RuntimeError("no luck")
