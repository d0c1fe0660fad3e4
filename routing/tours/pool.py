"""Routes met during a search, and the best choice among them by a set packing model."""

from collections.abc import Iterable

from ortools.sat.python import cp_model

from routing.tours.route import Routes, ShiftProblem

POOLED = 20_000
"""Routes remembered; the oldest leave first."""
CHOSEN = 6_000
"""Routes that stand in one model, the youngest."""
WORK = 1.5
"""Work of one model in the solver's own units, so that the same pool gives the same answer; about as many seconds."""


class RoutePool:
    """Routes by the calls they make: of two with the same calls the one home earlier would do as well, so one is kept."""

    def __init__(self, problem: ShiftProblem) -> None:
        self._problem = problem
        self._routes: dict[frozenset[int], tuple[int, ...]] = {}

    def meet(self, routes: Iterable[tuple[int, ...]]) -> None:
        """Remember routes in time, the youngest last."""
        for route in routes:
            key = frozenset(route)
            self._routes.pop(key, None)
            self._routes[key] = route
        for key in list(self._routes)[: max(0, len(self._routes) - POOLED)]:
            del self._routes[key]

    def recombine(self, best: Routes, seconds: float | None) -> Routes:
        """The most rewarding choice of routes without a common call that the solver finds, or `best` when it is no worse.

        Set packing over the routes of good plans (Hu and Lim 2014); bounded by work, and by seconds where given.
        """
        rewards, shifts = self._problem.rewards, self._problem.shifts
        if shifts < 2 or (seconds is not None and seconds <= 0):
            return best
        routes = list(self._routes.values())[-CHOSEN:]
        model = cp_model.CpModel()
        taken = [model.new_bool_var("") for _ in routes]
        by_call: dict[int, list[cp_model.IntVar]] = {}
        for route, variable in zip(routes, taken, strict=True):
            for call in route:
                by_call.setdefault(call, []).append(variable)
        for sharing in by_call.values():
            model.add_at_most_one(sharing)
        model.add(sum(taken) <= shifts)
        worth = [sum(rewards[call] for call in route) for route in routes]
        total = cp_model.LinearExpr.weighted_sum(taken, worth)
        model.add(total > sum(rewards[call] for route in best for call in route))
        model.maximize(total)
        solver = _solver(seconds)
        if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return best
        picked = [route for route, variable in zip(routes, taken, strict=True) if solver.boolean_value(variable)]
        return (*picked, *((),) * (shifts - len(picked)))


def _solver(seconds: float | None) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = WORK
    if seconds is not None:
        solver.parameters.max_time_in_seconds = seconds
    return solver
