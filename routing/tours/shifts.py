"""Day routes with optional calls: the most reward in a number of equal shifts (team orienteering with time windows).

1. Start from the empty plan; every step takes calls out and puts others in.
2. Ruin: strings of neighbouring calls around a random place are taken out of the nearest routes (Christiaens and Vanden
   Berghe 2020), or a piece of every route (the shake of Vansteenwegen, Souffriau, Vanden Berghe and Van Oudheusden 2009).
3. Recreate: calls in one of several orders are put where they cause the least delay, with rare blinks.
4. Accept by simulated annealing on the reward, less a trifle for the time used; keep the best.

Routes seen before are remembered with their insertion places, within a bound.
"""

import math
import random
import time
from collections.abc import Mapping, Sequence

from planner.solving import Ending, Outcome, Progress, SolveControl, SolveLimits
from routing.tours.route import Insertion, Route, ShiftProblem

Routes = tuple[tuple[int, ...], ...]
WARM, COLD = 0.35, 0.01
"""Temperatures at the beginning and at the end, as shares of the mean reward of a call."""
BLINKS = 0.02
REMEMBERED = 20_000
CHECK_EVERY = 32
"""Steps between two looks at the clock and at the control."""
REWARD_FIRST = (0.25, 0.8, 0.5)
"""By round, the share of orders that do not look at delay: delay fills many shifts well, reward alone finds single ones."""
ROUNDS = len(REWARD_FIRST)
"""Times the temperature falls from warm to cold, each time from the best plan found."""


def plan_shifts(problem: ShiftProblem, seed: int, limits: SolveLimits, control: SolveControl) -> Outcome[Routes]:
    """The best routes found, without home; repeatable under `limits.steps`."""
    search = _Search(problem, seed)
    began, steps, done = time.monotonic(), 0, 0.0
    while done < 1:
        if steps % CHECK_EVERY == 0:
            if control.should_stop():
                return Outcome(Ending.STOPPED, search.answer)
            done = _done(limits, steps, time.monotonic() - began)
            control.report(Progress(min(1.0, done), objective=search.reward))
        search.step(done)
        steps += 1
    return Outcome(Ending.FINISHED, search.answer)


def reward_of(problem: ShiftProblem, routes: Routes) -> int:
    """The reward of routes. Raises ValueError when a call stands twice, comes too late or a shift ends too late."""
    calls = [node for route in routes for node in route]
    go = _go(problem)
    if len(set(calls)) < len(calls) or len(routes) > problem.shifts:
        raise ValueError("a call stands twice, or there are too many routes")
    if not all(Route(route, go, problem).in_time for route in routes):
        raise ValueError("a route is not in time")
    return sum(problem.rewards[node] for node in calls)


def _done(limits: SolveLimits, steps: int, seconds: float) -> float:
    if limits.steps is not None:
        return steps / max(1, limits.steps)
    return seconds / max(1e-9, limits.seconds if limits.seconds is not None else 10.0)


def _go(problem: ShiftProblem) -> list[list[int]]:
    return [[spent + leg for leg in row] for spent, row in zip(problem.minutes, problem.travel, strict=True)]


class _Search:
    """The running search: current routes, best routes, what is remembered."""

    def __init__(self, problem: ShiftProblem, seed: int) -> None:
        self._problem, self._draw, self._go = problem, random.Random(seed), _go(problem)
        self._memory: dict[tuple[int, ...], Route] = {}
        nodes = range(1, len(problem.rewards))
        alone = [node for node in nodes if Route((node,), self._go, problem).in_time and problem.rewards[node] > 0]
        self._near = {node: sorted(alone, key=lambda other: problem.travel[node][other]) for node in alone}
        self._candidates = alone
        self._mean = sum(problem.rewards[node] for node in alone) / max(1, len(alone))
        self._current = [self._route(()) for _ in range(problem.shifts)]
        self._best, self._cost, self._best_cost = list(self._current), 0.0, 0.0
        self._round = 0

    @property
    def answer(self) -> Routes:
        return tuple(route.calls for route in self._best)

    @property
    def reward(self) -> int:
        return sum(route.reward for route in self._best)

    def step(self, done: float) -> None:
        """One ruin, one recreate, one decision."""
        if not self._candidates:
            return
        cooling = done * ROUNDS
        if self._round < int(cooling) < ROUNDS:
            self._round, self._current, self._cost = int(cooling), list(self._best), self._best_cost
        temperature = self._mean * WARM * (COLD / WARM) ** (cooling % 1)
        tried = self._recreate(self._ruin())
        cost = self._price(tried)
        if cost < self._cost - temperature * math.log(max(1e-12, self._draw.random())):
            self._current, self._cost = tried, cost
            if cost < self._best_cost:
                self._best, self._best_cost = list(tried), cost

    def _price(self, routes: Sequence[Route]) -> float:
        """Reward with its sign turned, and a trifle for late homecoming, so that shorter plans win among equals."""
        late = sum(route.starts[-1] for route in routes)
        trifle = 0.1 * self._mean / (self._problem.closes[0] * len(routes))
        return late * trifle - sum(route.reward for route in routes)

    def _route(self, calls: tuple[int, ...]) -> Route:
        route = self._memory.get(calls)
        if route is None:
            if len(self._memory) >= REMEMBERED:
                self._memory.clear()
            route = self._memory[calls] = Route(calls, self._go, self._problem)
        return route

    def _ruin(self) -> list[Route]:
        routes, draw = list(self._current), self._draw
        if draw.random() < 0.3:
            chosen = range(len(routes)) if draw.random() < 0.5 else [draw.randrange(len(routes))]
            for index in chosen:
                routes[index] = self._without_string(routes[index], draw.randrange(len(routes[index].calls) + 1))
            return routes
        left = draw.randint(1, max(1, min(len(routes), 3)))
        for node in self._near[draw.choice(self._candidates)]:
            at = next((n for n, route in enumerate(routes) if node in route.calls), None)
            if at is not None and routes[at] is self._current[at]:
                routes[at] = self._without_string(routes[at], routes[at].calls.index(node))
                left -= 1
                if not left:
                    break
        return routes

    def _without_string(self, route: Route, around: int) -> Route:
        """The route without a string of calls that holds or follows a position."""
        length = self._draw.randint(1, max(1, min(8, len(route.calls))))
        first = max(0, around - self._draw.randrange(length))
        return self._route(route.calls[:first] + route.calls[first + length :])

    def _recreate(self, routes: list[Route]) -> list[Route]:
        """Put calls in. What fits nowhere now fits nowhere later either: insertions only take time away."""
        served = {node for route in routes for node in route.calls}
        delays = {}
        for node in self._candidates:
            if node not in served and (found := self._cheapest(routes, node)) is not None:
                delays[node] = found[1].delay
        for node in self._ordered(delays):
            best = None if self._draw.random() < BLINKS else self._cheapest(routes, node)
            if best is not None:
                index, insertion = best
                calls, at = routes[index].calls, insertion.position
                routes[index] = self._route((*calls[:at], node, *calls[at:]))
        return routes

    def _cheapest(self, routes: Sequence[Route], node: int) -> tuple[int, Insertion] | None:
        best: tuple[int, Insertion] | None = None
        opens, closes = self._problem.opens[node], self._problem.closes[node]
        for index, route in enumerate(routes):
            found = route.insertion(node, self._go, opens, closes)
            if found is not None and (best is None or found.delay < best[1].delay):
                best = index, found
        return best

    def _ordered(self, delays: Mapping[int, int]) -> list[int]:
        """One of several orders: by chance, by early closing, by reward with noise, or by reward against delay."""
        draw, problem, kind, nodes = self._draw, self._problem, self._draw.random(), list(delays)
        draw.shuffle(nodes)
        if kind < 0.1:
            return nodes
        if kind < 0.2:
            return sorted(nodes, key=lambda node: problem.closes[node])
        if kind < REWARD_FIRST[self._round]:
            skew = draw.uniform(0.5, 3.0)
            return sorted(nodes, key=lambda node: -math.pow(problem.rewards[node], skew) * draw.random())
        power, noise = draw.choice((0.5, 1.0, 2.0)), draw.choice((0.0, 0.3, 0.8))
        least = 1 + max(0, *delays.values(), 0) // 50

        def worth(node: int) -> float:
            return math.pow(problem.rewards[node], power) / (max(0, delays[node]) + least) * (1 - noise * draw.random())

        return sorted(nodes, key=worth, reverse=True)
