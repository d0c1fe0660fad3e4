"""The whole month as a routing problem of PyVRP, as far as it can be told to it.

All days lie one after another on one line of time; a vehicle type is a day's working hours on it. A visit is a group of which at
most one client is served: one client for each half day of the month in which the call may lie, with that half day as its time
window. Its prize is the price of a missed call. Calls a day are a load, with the maximum as capacity.

Left out, because PyVRP has no word for it: the minimum of calls a day; and two calls on one customer on one day where their weeks
overlap (in the benchmark months they never do). Other ways of telling it the month were worse in equal time: a profile for every
day that closes the way to clients who cannot be met (a tenth of the calls left out), and groups that must be served (no feasible
plan).
"""

from typing import Any, NamedTuple

import numpy as np
import pyvrp

from tests.benchmarks.month_instance import Instance
from tests.benchmarks.peers.month import Clock, Days, Visit, visits, way

DAY = 1440
"""Minutes from one day to the next on the line of time."""


class _Slot(NamedTuple):
    visit: Visit
    day: int
    half: int


class _Spent:
    """A stopping criterion: the seconds of a clock are spent."""

    def __init__(self, clock: Clock, until: float) -> None:
        self._clock, self._until = clock, until

    def __call__(self, best_cost: float) -> bool:  # the argument is the interface's
        return self._clock() >= self._until


def solve(instance: Instance, seed: int, seconds: float, clock: Clock) -> Days:
    """The plan after the seconds, as PyVRP's best solution has it, feasible or not."""
    until = clock() + seconds
    slots = [
        _Slot(visit, day, half) for visit in visits(instance) for half, days in enumerate(visit.days) for day in sorted(days)
    ]
    result = pyvrp.solve(_data(instance, slots), _Spent(clock, until), seed=seed, collect_stats=False, display=False)
    days: list[list[tuple[int, int]]] = [[] for _ in range(instance["days"])]
    for route in result.best.routes():
        for activity in route.schedule():
            if activity.is_client():
                visit = slots[activity.idx].visit
                days[route.vehicle_type()].append((visit.customer, visit.k))
    return days


def _data(instance: Instance, slots: list[_Slot]) -> Any:
    """Location 0 is home, location n + 1 where client n is: calls in one hospital are a walk apart."""
    groups: dict[tuple[int, int], list[int]] = {}
    for n, slot in enumerate(slots):
        groups.setdefault((slot.visit.customer, slot.visit.k), []).append(n)
    group_of = {n: index for index, members in enumerate(groups.values()) for n in members}
    travel = _travel(instance, slots)
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in range(len(slots) + 1)],
        clients=[_client(instance, n, slot, group_of[n]) for n, slot in enumerate(slots)],
        depots=[pyvrp.Depot(0)],
        vehicle_types=[_vehicle(instance, day) for day in range(instance["days"])],
        distance_matrices=[travel],
        duration_matrices=[travel],
        groups=[pyvrp.ClientGroup(members, required=False) for members in groups.values()],
    )


def _client(instance: Instance, n: int, slot: _Slot, group: int) -> Any:
    opens, closes = instance["halves"][slot.half]
    return pyvrp.Client(
        location=n + 1,
        delivery=[1],
        service_duration=slot.visit.minutes,
        tw_early=slot.day * DAY + opens,
        tw_late=slot.day * DAY + closes - slot.visit.minutes,
        prize=slot.visit.price,
        required=False,
        group=group,
    )


def _vehicle(instance: Instance, day: int) -> Any:
    return pyvrp.VehicleType(
        capacity=[instance["max_calls"]], tw_early=day * DAY + instance["leave_home"], tw_late=day * DAY + instance["home_by"]
    )


def _travel(instance: Instance, slots: list[_Slot]) -> "np.ndarray[Any, np.dtype[np.int64]]":
    """Minutes between the places of any two clients, gathered from those between hospitals."""
    hospitals = len(instance["travel_minutes"])
    between = np.array([[way(instance, a, b) for b in range(hospitals)] for a in range(hospitals)], dtype=np.int64)
    places = np.array([0, *(slot.visit.hospital for slot in slots)])
    travel: np.ndarray[Any, np.dtype[np.int64]] = between[places][:, places]
    np.fill_diagonal(travel, 0)
    return travel
