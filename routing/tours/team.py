"""Workers that search shifts side by side, in this process or in those of an executor."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import partial

from planner.month.engine import Engine
from routing.tours.annealing import anneal
from routing.tours.pool import RoutePool
from routing.tours.route import Routes, ShiftProblem
from routing.tours.stretch import Portion, Stretch, Stretched, candidates_of


class Team:
    """The workers' current plans, the best plan, and the pool of routes that all fill."""

    def __init__(self, problem: ShiftProblem, seed: int, engine: Engine, executor: Executor | None, workers: int) -> None:
        self._problem, self._seed, self._engine, self._executor = problem, seed, engine, executor
        self._pool, self._number = RoutePool(problem), 0
        self.best: Routes = ((),) * problem.shifts
        self._current: list[Routes] = [self.best] * workers
        self.most = sum(problem.rewards[node] for node in candidates_of(problem))

    @property
    def reward(self) -> int:
        """The reward of the best plan."""
        return self._worth(self.best)

    def prepare(self) -> None:
        """Have compiled code compiled or loaded before the clock runs."""
        list(self._run(Portion(1.0, 1.0, 0.5, 0.0, 1), None))

    def stretch(self, portion: Portion, should_stop: Callable[[], bool]) -> None:
        """All workers search a portion further; side by side they can only be stopped between two portions."""
        self._number += 1
        for index, each in enumerate(self._run(portion, should_stop)):
            self._current[index] = each.current
            self._pool.meet(each.met)
            self._pool.meet(each.best)
            self.best = max(self.best, each.best, key=self._worth)

    def recombine(self, seconds: float | None) -> None:
        """Take the best choice among all routes met, and go on from there."""
        self.best = self._pool.recombine(self.best, seconds)
        self._current = [self.best] * len(self._current)

    def _run(self, portion: Portion, should_stop: Callable[[], bool] | None) -> Iterator[Stretched]:
        stretches = [
            Stretch(self._problem, f"{self._seed}/{self._number}/{worker}", current, self.best, portion, self._engine)
            for worker, current in enumerate(self._current)
        ]
        if self._executor is not None:
            return iter(list(self._executor.map(anneal, stretches)))
        return map(partial(anneal, should_stop=should_stop), stretches)

    def _worth(self, routes: Routes) -> int:
        return sum(self._problem.rewards[node] for route in routes for node in route)
