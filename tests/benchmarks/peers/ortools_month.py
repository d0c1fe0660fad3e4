"""The whole month as one routing model of OR-Tools, as a good user of it writes one.

A vehicle is a day, a visit a node that may be left out at the price of a missed call; the days of its weeks on which its
customer can be met are the vehicles allowed. Its start lies in a half day, and by element constraints on the vehicle in one that
the customer keeps on that weekday. Two dimensions: the minutes of the day, and the calls, whose minimum is a soft lower bound at
the day's end. Insertion or savings make the first solution, guided local search improves it. Nothing of a benchmark month is
left out. (The same month with a node for each half day instead of element constraints ended a quarter dearer.)
"""

from itertools import combinations, pairwise
from time import monotonic
from typing import Any

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from tests.benchmarks.month_instance import Instance, month_problem
from tests.benchmarks.peers.month import Clock, Days, Visit, short_price, visits, way

LOOK_EVERY = 256
"""Questions of the solver whether to stop between two looks at a processor's clock."""
SANE_SECONDS = 3600
"""The solver wants some limit of time of its own beside a processor's clock."""
STARTS = (
    routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION,
    routing_enums_pb2.FirstSolutionStrategy.SAVINGS,
)
"""No seed changes guided local search: workers differ in how they begin."""


class _Month:
    """The model under construction: node n + 1 is `wanted[n]`, node 0 is home."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.wanted = [visit for visit in visits(instance) if any(visit.days)]
        self.manager = pywrapcp.RoutingIndexManager(len(self.wanted) + 1, instance["days"], 0)
        self.routing = pywrapcp.RoutingModel(self.manager)
        self.solver = self.routing.solver()

    def index(self, n: int) -> int:
        """The solver's index of a visit."""
        return int(self.manager.NodeToIndex(n + 1))

    def vehicle(self, n: int) -> Any:
        """The variable of a visit's day, -1 = left out."""
        return self.routing.VehicleVar(self.index(n))


def solve(instance: Instance, seed: int, seconds: float, clock: Clock) -> Days:
    """The plan after the seconds; a month of empty days when the solver found nothing."""
    until = clock() + seconds
    month = _Month(instance)
    _add_time(month)
    _add_calls(month)
    for n, visit in enumerate(month.wanted):
        _add_visit(month, n, visit)
    _keep_apart(month)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = STARTS[seed % len(STARTS)]
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    if clock is monotonic:
        parameters.time_limit.FromMilliseconds(max(1, round(1000 * (until - clock()))))
    else:
        parameters.time_limit.FromSeconds(SANE_SECONDS)
        month.routing.AddSearchMonitor(month.solver.CustomLimit(_Spent(clock, until)))
    month.routing.CloseModelWithParameters(parameters)
    found = month.routing.SolveWithParameters(parameters)
    return [_calls(month, found, day) if found else [] for day in range(instance["days"])]


class _Spent:
    """Whether the seconds of a clock are spent, looking at it now and then."""

    def __init__(self, clock: Clock, until: float) -> None:
        self._clock, self._until, self._asked, self._over = clock, until, 0, False

    def __call__(self) -> bool:
        self._asked += 1
        if self._asked % LOOK_EVERY == 0:
            self._over = self._clock() >= self._until
        return self._over


def _add_time(month: _Month) -> None:
    """Travel as cost, travel and stay as the minutes of the day; waiting is free."""
    instance, routing = month.instance, month.routing
    hospitals, stays = [0, *(visit.hospital for visit in month.wanted)], [0, *(visit.minutes for visit in month.wanted)]
    travel = [[way(instance, a, b) for b in hospitals] for a in hospitals]
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(travel))
    taken = [[minutes + stay for minutes in row] for row, stay in zip(travel, stays, strict=True)]
    routing.AddDimension(routing.RegisterTransitMatrix(taken), instance["home_by"], instance["home_by"], False, "time")
    time = routing.GetDimensionOrDie("time")
    for day in range(instance["days"]):
        time.CumulVar(routing.Start(day)).SetMin(instance["leave_home"])


def _add_calls(month: _Month) -> None:
    """At most so many calls a day, at least so many unless their price is paid, on an empty day too."""
    instance, routing = month.instance, month.routing
    one = routing.RegisterUnaryTransitVector([0, *[1] * len(month.wanted)])
    routing.AddDimension(one, 0, instance["max_calls"], True, "calls")
    calls, price = routing.GetDimensionOrDie("calls"), short_price(month_problem(instance))
    for day in range(instance["days"]):
        calls.SetCumulVarSoftLowerBound(routing.End(day), instance["min_calls"], price)
        routing.SetVehicleUsedWhenEmpty(True, day)


def _add_visit(month: _Month, n: int, visit: Visit) -> None:
    halves, start = month.instance["halves"], month.routing.GetDimensionOrDie("time").CumulVar(month.index(n))
    month.routing.AddDisjunction([month.index(n)], visit.price)
    start.SetRange(halves[0][0], halves[-1][1] - visit.minutes)
    for before, after in pairwise(halves):
        start.RemoveInterval(before[1] - visit.minutes + 1, after[0] - 1)
    opens, closes = [0] * (month.instance["days"] + 1), [month.instance["home_by"]] * (month.instance["days"] + 1)
    days = sorted(set().union(*visit.days))
    month.vehicle(n).SetValues([-1, *days])
    for day in days:
        met = [half for half, allowed in zip(halves, visit.days, strict=True) if day in allowed]
        opens[day + 1], closes[day + 1] = met[0][0], met[-1][1] - visit.minutes
    if any(len(allowed) < len(days) for allowed in visit.days):
        month.solver.Add(start >= month.solver.Element(opens, month.vehicle(n) + 1))
        month.solver.Add(start <= month.solver.Element(closes, month.vehicle(n) + 1))


def _keep_apart(month: _Month) -> None:
    """Two calls on a customer never on one day; where their weeks are apart nothing is added."""
    of_customer: dict[int, list[int]] = {}
    for n, visit in enumerate(month.wanted):
        of_customer.setdefault(visit.customer, []).append(n)
    for group in of_customer.values():
        for one, other in combinations(group, 2):
            if set().union(*month.wanted[one].days) & set().union(*month.wanted[other].days):
                left, right = month.vehicle(one), month.vehicle(other)
                month.solver.Add((left != right) + (left == -1) >= 1)


def _calls(month: _Month, found: Any, day: int) -> list[tuple[int, int]]:
    calls, routing = [], month.routing
    index = found.Value(routing.NextVar(routing.Start(day)))
    while not routing.IsEnd(index):
        visit = month.wanted[month.manager.IndexToNode(index) - 1]
        calls.append((visit.customer, visit.k))
        index = found.Value(routing.NextVar(index))
    return calls
