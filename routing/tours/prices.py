"""The cheapest insertions of all calls into a long route at once, where numbers in rows are quicker than one by one."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from routing.tours.route import NOWHERE, Route, ShiftProblem, minutes_and_ways


class PriceBook:
    """The ways to and from every node as rows, so that a route is priced in a few strokes."""

    def __init__(self, problem: ShiftProblem) -> None:
        self._go = np.array(minutes_and_ways(problem), dtype=np.int64)
        self._back = np.ascontiguousarray(self._go.T)
        self._opens = np.array(problem.opens, dtype=np.int64)
        self._closes = np.array(problem.closes, dtype=np.int64)

    def price(self, route: Route) -> None:
        """Remember in the route what `Route.insertion` would find, node by node."""
        starts = np.array(route.starts, dtype=np.int64)[:, None]
        latest = np.array(route.latest, dtype=np.int64)[1:, None]
        arrivals = self._go[list(route.nodes[:-1])]
        arrivals += starts[:-1]
        reached = np.maximum(arrivals, self._opens)
        reached += self._back[list(route.nodes[1:])]
        too_late = (arrivals > self._closes) | (reached > latest)
        reached -= starts[1:]
        reached[too_late] = NOWHERE
        positions = reached.argmin(axis=0)
        route.delays = reached[positions, np.arange(len(self._opens))]
        route.known = route.delays.tolist(), positions.tolist()


def fitting(routes: Sequence[Route]) -> npt.NDArray[np.bool_]:
    """By node, whether it fits into any of the priced routes."""
    delays = [route.delays for route in routes if route.delays is not None]
    fits: npt.NDArray[np.bool_] = np.minimum.reduce(delays) < NOWHERE
    return fits
