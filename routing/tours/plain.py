"""The annealing search over shifts in plain Python: what always works.

1. Ruin: strings of neighbouring calls around a random place are taken out of the nearest routes (Christiaens and Vanden
   Berghe 2020), or a piece of every route (the shake of Vansteenwegen, Souffriau, Vanden Berghe and Van Oudheusden 2009).
2. Recreate: calls in one of several orders are put where they cause the least delay, with rare blinks.
3. Accept by simulated annealing on the reward, less a trifle for the time used; keep the best.

Routes seen before are remembered with their insertion places, within a bound.
"""

import math
import random
from collections.abc import Mapping, Sequence

from routing.tours.prices import PriceBook, fitting
from routing.tours.route import Insertion, Route, minutes_and_ways
from routing.tours.stretch import Stretch, Stretched

LONGEST = 6
"""Calls taken out of one route at most."""
BLINKS = 0.02
REMEMBERED = 20_000
MANY = 120
"""Candidates from which a route is priced for all of them at once."""
MET = 2_000
"""Routes of good plans that one stretch brings back at most."""
GOOD = 0.97
"""Share of the best reward from which a plan is good."""


class PlainSearch:
    """Current routes, best routes, what is remembered."""

    def __init__(self, stretch: Stretch, candidates: tuple[int, ...]) -> None:
        problem = self._problem = stretch.problem
        self._draw, self._go = random.Random(stretch.seed), minutes_and_ways(problem)
        self._book = PriceBook(problem) if len(candidates) >= MANY else None
        self._memory: dict[tuple[int, ...], Route] = {}
        self._near = {node: sorted(candidates, key=lambda other: problem.travel[node][other]) for node in candidates}
        self._candidates = list(candidates)
        self._mean = sum(problem.rewards[node] for node in candidates) / len(candidates)
        self._current = [self._route(calls) for calls in stretch.current]
        self._best = [self._route(calls) for calls in stretch.best]
        self._cost, self._best_cost = self._price(self._current), self._price(self._best)
        self._reward_first = stretch.portion.reward_first
        self._met: dict[frozenset[int], tuple[int, ...]] = {}

    def result(self) -> Stretched:
        """The routes now, the best ones, and those of good plans."""
        return Stretched(
            tuple(route.calls for route in self._current),
            tuple(route.calls for route in self._best),
            tuple(self._met.values()),
        )

    def run(self, steps: int, temperature: float, reward_first: float) -> None:
        """So many steps at one temperature, a share of the mean reward of a call."""
        self._reward_first = reward_first
        for _ in range(steps):
            self._step(temperature * self._mean)

    def _step(self, temperature: float) -> None:
        tried = self._recreate(self._ruin())
        cost = self._price(tried)
        if cost < self._cost - temperature * math.log(max(1e-12, self._draw.random())):
            self._meet(tried, cost)
            self._current, self._cost = tried, cost
            if cost < self._best_cost:
                self._best, self._best_cost = list(tried), cost

    def _meet(self, tried: Sequence[Route], cost: float) -> None:
        """Remember the new routes of a good plan."""
        if cost <= GOOD * self._best_cost and len(self._met) < MET:
            for route, before in zip(tried, self._current, strict=True):
                if route is not before:
                    self._met[frozenset(route.calls)] = route.calls

    def _price(self, routes: Sequence[Route]) -> float:
        """Reward with its sign turned, and a trifle for late homecoming, so that shorter plans win among equals."""
        late = sum(route.starts[-1] for route in routes)
        trifle = 0.1 * self._mean / (max(1, self._problem.closes[0]) * len(routes))
        return late * trifle - sum(route.reward for route in routes)

    def _route(self, calls: tuple[int, ...]) -> Route:
        route = self._memory.get(calls)
        if route is None:
            if len(self._memory) >= REMEMBERED:
                self._memory.clear()
            route = self._memory[calls] = Route(calls, self._go, self._problem)
            if self._book is not None:
                self._book.price(route)
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
        length = self._draw.randint(1, max(1, min(LONGEST, len(route.calls))))
        first = max(0, around - self._draw.randrange(length))
        return self._route(route.calls[:first] + route.calls[first + length :])

    def _recreate(self, routes: list[Route]) -> list[Route]:
        """Put calls in. What fits nowhere now fits nowhere later either: insertions only take time away."""
        delays = {}
        for node in self._waiting(routes):
            found = self._cheapest(routes, node)
            if found is not None:
                delays[node] = found[1].delay
        for node in self._ordered(delays):
            best = None if self._draw.random() < BLINKS else self._cheapest(routes, node)
            if best is not None:
                index, insertion = best
                calls, at = routes[index].calls, insertion.position
                routes[index] = self._route((*calls[:at], node, *calls[at:]))
        return routes

    def _waiting(self, routes: Sequence[Route]) -> list[int]:
        """Calls outside the plan, without those that surely fit nowhere."""
        served = {node for route in routes for node in route.calls}
        if self._book is None:
            return [node for node in self._candidates if node not in served]
        fits = fitting(routes).tolist()
        return [node for node in self._candidates if fits[node] and node not in served]

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
        if kind < self._reward_first:
            skew = draw.uniform(0.5, 3.0)
            return sorted(nodes, key=lambda node: -math.pow(problem.rewards[node], skew) * draw.random())
        power, noise = draw.choice((0.5, 1.0, 2.0)), draw.choice((0.0, 0.3, 0.8))
        least = 1 + max(0, *delays.values(), 0) // 50

        def worth(node: int) -> float:
            return math.pow(problem.rewards[node], power) / (max(0, delays[node]) + least) * (1 - noise * draw.random())

        return sorted(nodes, key=worth, reverse=True)
