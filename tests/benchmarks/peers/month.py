"""A benchmark month as every peer needs it: one visit for each call owed, with the slots in which it may stand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from planner.month.engine import Engine
from planner.month.problem import MonthProblem
from tests.benchmarks.month_instance import Instance, month_problem

Days = Sequence[Sequence[tuple[int, int]]]
"""By day the ordered visits (customer, k): the plan format of `check_month.py`."""
Clock = Callable[[], float]


class Visit(NamedTuple):
    """Call number `k` on a customer: `days[half]` are the days on which it may lie in that half day."""

    customer: int
    k: int
    hospital: int
    minutes: int
    price: int
    days: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Peer:
    """A solver: `solve(instance, seed, seconds, clock)` gives a plan. `package` is what it needs, `extra` what brings it;
    `engine` is compiled before the time begins; `without` tells what its model cannot express."""

    name: str
    package: str | None
    extra: str | None
    solve: Callable[..., Days]
    engine: Engine | None = None
    without: str = ""


def visits(instance: Instance) -> list[Visit]:
    """Every call owed, priced as the product's objective prices a missed one."""
    problem = month_problem(instance)
    prices = {int(need.customer): round(need.value * problem.weights.missed_call) for need in problem.needs}
    return [
        Visit(customer["id"], k, customer["hospital"], customer["minutes"], prices[customer["id"]], _slots(instance, customer, k))
        for customer in instance["customers"]
        for k in range(customer["frequency"])
    ]


def _slots(instance: Instance, customer: Mapping[str, Any], k: int) -> tuple[tuple[int, ...], ...]:
    weeks = set(instance["weeks_of_visit"][str(customer["frequency"])][k])
    available = {(weekday, half) for weekday, half in customer["available"]}
    weekdays = instance["weekdays"]
    return tuple(
        tuple(day for day in range(instance["days"]) if day // weekdays in weeks and (day % weekdays, half) in available)
        for half in range(len(instance["halves"]))
    )


def way(instance: Instance, origin: int, destination: int) -> int:
    """Minutes from one hospital (0 = home) to a call in another or the same one."""
    minutes = instance["walk_minutes"] if origin == destination else instance["travel_minutes"][origin][destination]
    return int(minutes) if origin or destination else 0


def short_price(problem: MonthProblem) -> int:
    """What a call below a day's minimum costs."""
    return round(problem.weights.call_short)
