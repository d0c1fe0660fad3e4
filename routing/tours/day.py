"""The order of one day's calls by OR-Tools routing, warm-started from the order found by the month's search.

The model knows the gaps between opening hours, arrival minutes once per stop, walks between doors, waiting and pinned
positions exactly. Travel by time of day it knows only by the band in which the warm start leaves each place, and, in a
second search, by the fastest band. Therefore every order it finds is timed again by the timetable, and only the best
accepted one comes out.
"""

from collections.abc import Callable, Sequence
from itertools import count

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from planner.month.objective import day_cost
from planner.month.schedule import Refusal, Timetable, Timing, Visit
from planner.solving import SolveControl, SolveLimits
from routing.tours.matrices import DayMatrices, day_matrices, gaps

ORDINARY_SECONDS = 0.05
"""Time for one day where the limits name neither seconds nor steps."""
CHECKS_A_STEP = 100
"""Times the solver asks whether to stop that count as one step (0.2 ms on the machine of the first measurements)."""
SANE_SECONDS = 3600.0
"""The solver wants some limit of time even where steps end the search first."""


def route_day(
    timetable: Timetable, day: int, start: Sequence[Visit], limits: SolveLimits, control: SolveControl
) -> tuple[Visit, ...]:
    """An order of the calls at least as good as `start`, each call at its place; a refused start comes back unchanged.

    `limits.steps` bound the search by its own tree, not by the clock: the same input then gives the same order.
    """
    order = tuple(start)
    timing = timetable.time_calls(day, order)
    if isinstance(timing, Refusal) or len(order) < 2 or control.should_stop():
        return order
    best = _Best(timetable, day, order, timing)
    models = day_matrices(timetable, day, order, timing)
    for matrices in models:
        _search(matrices, best, _share(limits, len(models)), control)
    return best.order


def _share(limits: SolveLimits, parts: int) -> SolveLimits:
    """An equal part of the limits, with the ordinary time where none is named."""
    seconds = ORDINARY_SECONDS if limits.seconds is None else limits.seconds
    return SolveLimits(seconds / parts, None if limits.steps is None else -(-limits.steps // parts))


class _Best:
    """The best accepted order so far, judged by the timetable."""

    def __init__(self, timetable: Timetable, day: int, order: tuple[Visit, ...], timing: Timing) -> None:
        self._timetable, self._day, self._start = timetable, day, order
        self._weights = timetable.problem.weights
        self.order, self.cost = order, day_cost(timing, self._weights)

    def offer(self, positions: Sequence[int]) -> None:
        """Take an order, as positions of the start's calls, if it is accepted and costs less."""
        order = tuple(self._start[position] for position in positions)
        timing = self._timetable.time_calls(self._day, order)
        if isinstance(timing, Refusal):
            return
        cost = day_cost(timing, self._weights)
        if cost < self.cost - 1e-9:
            self.order, self.cost = order, cost


def _search(matrices: DayMatrices, best: _Best, limits: SolveLimits, control: SolveControl) -> None:
    nodes = len(matrices.cost)
    manager = pywrapcp.RoutingIndexManager(nodes, 1, 0)
    routing = pywrapcp.RoutingModel(manager)
    routing.SetArcCostEvaluatorOfAllVehicles(routing.RegisterTransitMatrix(matrices.cost))
    _add_clock(routing, manager, matrices)
    _add_positions(routing, manager, matrices)
    routing.AddAtSolutionCallback(_reader(routing, manager, best))
    stop = routing.solver().CustomLimit(_stopping(limits, control))
    routing.AddSearchMonitor(stop)
    parameters = _parameters(limits)
    routing.CloseModelWithParameters(parameters)
    warm = routing.ReadAssignmentFromRoutes([list(range(1, nodes))], True)
    if warm is not None:
        routing.SolveFromAssignmentWithParameters(warm, parameters)


def _stopping(limits: SolveLimits, control: SolveControl) -> Callable[[], bool]:
    """Whether to stop, asked by the solver at every neighbour it looks at: the same number of times in every run."""
    asked = count()
    most = None if limits.steps is None else limits.steps * CHECKS_A_STEP

    def stop() -> bool:
        return control.should_stop() or (most is not None and next(asked) >= most)

    return stop


def _add_clock(routing: pywrapcp.RoutingModel, manager: pywrapcp.RoutingIndexManager, matrices: DayMatrices) -> None:
    """The dimension of time: cumul = start of the call, slack = waiting at the door."""
    (begin, end), *_ = matrices.starts[0]
    routing.AddDimension(routing.RegisterTransitMatrix(matrices.minutes), end - begin, end, False, "time")
    time = routing.GetDimensionOrDie("time")
    time.SetSlackCostCoefficientForVehicle(matrices.waiting_cost, 0)
    for node, intervals in enumerate(matrices.starts):
        cumul = time.CumulVar(manager.NodeToIndex(node) if node else routing.Start(0))
        cumul.SetRange(intervals[0][0], max(high for _, high in intervals))
        for closed, opened in gaps(intervals):
            cumul.RemoveInterval(closed, opened)
    time.CumulVar(routing.End(0)).SetRange(begin, end)


def _add_positions(routing: pywrapcp.RoutingModel, manager: pywrapcp.RoutingIndexManager, matrices: DayMatrices) -> None:
    """The dimension of position in the day, where pins hold one."""
    if not matrices.positions:
        return
    nodes = len(matrices.cost)
    routing.AddConstantDimension(1, nodes, True, "position")
    position = routing.GetDimensionOrDie("position")
    for node, pinned in matrices.positions.items():
        position.CumulVar(manager.NodeToIndex(node)).SetValue(pinned + 1)


def _reader(routing: pywrapcp.RoutingModel, manager: pywrapcp.RoutingIndexManager, best: _Best) -> Callable[[], None]:
    def read() -> None:
        positions, index = [], routing.NextVar(routing.Start(0)).Value()
        while not routing.IsEnd(index):
            positions.append(manager.IndexToNode(index) - 1)
            index = routing.NextVar(index).Value()
        best.offer(positions)

    return read


def _parameters(limits: SolveLimits) -> object:
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    seconds = limits.seconds if limits.steps is None and limits.seconds is not None else SANE_SECONDS
    parameters.time_limit.FromMicroseconds(max(1000, round(seconds * 1_000_000)))
    return parameters
