"""The solvers compared. Each is imported only in the process that runs it, so that one that is not installed costs none."""

from functools import partial

from planner.month.engine import Engine
from planner.solving import SolveLimits
from tests.benchmarks import month
from tests.benchmarks.month_instance import Instance, instance_plan
from tests.benchmarks.peers.month import Clock, Days, Peer


def own(engine: Engine, instance: Instance, seed: int, seconds: float, clock: Clock) -> Days:
    """The product's own engine."""
    plan = month.solve(instance, seed, SolveLimits(seconds), engine, clock)
    days: Days = instance_plan(instance, plan)["days"]
    return days


def ortools(instance: Instance, seed: int, seconds: float, clock: Clock) -> Days:
    """A stock routing model of OR-Tools."""
    from tests.benchmarks.peers.ortools_month import solve  # noqa: PLC0415 (only where it runs)

    return solve(instance, seed, seconds, clock)


def pyvrp(instance: Instance, seed: int, seconds: float, clock: Clock) -> Days:
    """PyVRP, the extra `peers`."""
    from tests.benchmarks.peers.pyvrp_month import solve  # noqa: PLC0415 (only where it is installed)

    return solve(instance, seed, seconds, clock)


PEERS = (
    Peer("roundwise-fast", "numba", "fast", partial(own, Engine.FAST), Engine.FAST),
    Peer("roundwise-plain", None, None, partial(own, Engine.PLAIN)),
    Peer("ortools", "ortools", None, ortools, without="nothing of this month is left out of its model."),
    Peer(
        "pyvrp", "pyvrp", "peers", pyvrp, without="its model has no minimum of calls a day; calls short are priced by the judge."
    ),
)
