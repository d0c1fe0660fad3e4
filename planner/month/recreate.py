"""Putting removed visits back: hospital by hospital as a group, or one by one in one of several orders.

A visit is placed only where that costs less than leaving it out, so optional calls come in where they are nearly free.
"""

from collections.abc import Callable
from math import inf
from random import Random

from planner.month.model import COMMITTED, Placement
from planner.month.state import State

COVER = 0.5
"""Share of steps that cover whole hospitals."""
BLINK = 0.15
"""Chance that a visit overlooks one of its placements, which is about 2 % of all looks."""
TIMED_BLINK = 0.5
"""The same where prices by sums are an estimate: one that errs would otherwise hide a better placement for ever."""


Look = tuple[int, int, int, float, int]
"""The part of a placement that pricing looks at: slot, kind, near, gain, index."""


def _look(placement: Placement) -> Look:
    return placement.slot, placement.kind, placement.near, placement.gain, placement.own


class Recreate:
    """Places visits into a state."""

    def __init__(self, state: State, random: Random) -> None:
        self._state = state
        self._model = state.model
        self._random: Callable[[], float] = random.random
        self._blink = TIMED_BLINK if self._model.exact else BLINK
        self._main_site = [each[0].site if each else 0 for each in self._model.placements]
        self._looks = [tuple(_look(each) for each in placements) for placements in self._model.placements]
        self._main_looks = [
            tuple(_look(each) for each in placements if each.site == site)
            for placements, site in zip(self._model.placements, self._main_site, strict=True)
        ]

    def place(self, visits: list[int]) -> None:
        """Place as many of the visits as pay."""
        if self._random() < COVER:
            visits = self._cover(visits)
        for visit in self._ordered(visits):
            self.place_one(visit)

    def place_one(self, visit: int) -> bool:
        """Put a visit where it costs least, if that is less than leaving it out."""
        state = self._state
        while True:
            index = self._cheapest(visit)
            if index < 0:
                return False
            if state.add(visit, index):
                return True

    def _cheapest(self, visit: int) -> int:
        state, model = self._state, self._model
        looks = self._looks[visit]
        need = model.need[visit]
        days, prices = state.days_of[need], state.prices
        spaced, added = state.spacing.counts[need], state.spacing.added
        best, chosen = model.penalty[visit], -1
        # A promise has no placement to overlook.
        blink = int(self._random() * len(looks) / self._blink) if best < COMMITTED else -1
        for slot, kind, near, gain, index in looks:
            if days & near or index == blink:
                continue
            cost = prices[slot][kind]
            if cost is None:
                cost = prices[slot][kind] = state.price(slot, kind)
            cost += gain
            if spaced and cost < inf:
                cost += added(need, days, slot >> 1)
            if cost < best:
                best, chosen = cost, index
        return chosen

    def _ordered(self, visits: list[int]) -> list[int]:
        """Visits in a random one of the orders: any, scarcest first, by hospital, farthest hospital first, costliest first."""
        model, random = self._model, self._random
        kind = int(random() * 5)
        keys: list[tuple[float, float, int]]
        if kind == 0:
            keys = [(random(), 0.0, visit) for visit in visits]
        elif kind == 1:
            keys = [(len(model.placements[visit]), random(), visit) for visit in visits]
        elif kind == 2:
            shift = {site: random() for site in range(model.sites)}
            keys = [(shift[self._main_site[visit]], random(), visit) for visit in visits]
        elif kind == 3:
            keys = [(-model.legs.first_cost[self._main_site[visit]], len(model.placements[visit]), visit) for visit in visits]
        else:
            keys = [(-model.penalty[visit], random(), visit) for visit in visits]
        return [visit for _, _, visit in sorted(keys)]

    def _cover(self, visits: list[int]) -> list[int]:
        """Open slots for whole hospitals, each time the one with the least cost for a visit it covers; the rest comes back."""
        groups: dict[int, list[int]] = {}
        for visit in visits:
            groups.setdefault(self._main_site[visit], []).append(visit)
        rest: list[int] = []
        order = sorted(groups, key=lambda site: (-len(groups[site]) * (0.5 + self._random()), site))
        for site in order:
            rest += self._cover_site(site, groups[site])
        return rest

    def _cover_site(self, site: int, visits: list[int]) -> list[int]:
        model = self._model
        waiting = sorted(visits, key=lambda visit: (len(model.placements[visit]), visit))
        while waiting:
            placed = self._fill(self._best_slot(site, waiting))
            if not placed:
                break
            waiting = [visit for visit in waiting if visit not in placed]
        return waiting

    def _fill(self, wanted: list[tuple[int, int]]) -> set[int]:
        """Put visits where the cover wants them as long as each pays. A slot once opened is taken even if the first does not."""
        state, model = self._state, self._model
        placed: set[int] = set()
        for visit, index in wanted:
            placement, need = model.placements[visit][index], model.need[visit]
            day = placement.slot >> 1
            if state.days_of[need] & placement.near:
                continue
            price = self._price(placement.slot, placement.kind) + placement.gain
            if price == inf:
                continue
            price += state.spacing.added(need, state.days_of[need], day)
            if (price < model.penalty[visit] or not placed) and state.add(visit, index):
                placed.add(visit)
        return placed

    def _best_slot(self, site: int, visits: list[int]) -> list[tuple[int, int]]:
        """The slot with the least price for a visit it can cover, with the visits and placements it would take."""
        state, model = self._state, self._model
        cover: dict[int, list[tuple[int, int, int]]] = {}
        for visit in visits:
            need = model.need[visit]
            days = state.days_of[need]
            for slot, kind, near, _, index in self._main_looks[visit]:
                if not days & near:
                    taken = cover.get(slot)
                    if taken is None:
                        cover[slot] = [(visit, index, kind)]
                    elif model.need[taken[-1][0]] != need:
                        taken.append((visit, index, kind))
        best, chosen = inf, -1
        for slot, taken in cover.items():
            price = self._price(slot, taken[0][2])
            room = min(len(taken), model.maximum[slot >> 1] - state.calls[slot >> 1])
            if price == inf or room <= 0 or price >= sum(model.penalty[each[0]] for each in taken[:room]):
                continue
            ratio = price / room
            if ratio < best and self._random() > 0.02:
                best, chosen = ratio, slot
        return [(visit, index) for visit, index, _ in cover[chosen]] if chosen >= 0 else []

    def _price(self, slot: int, kind: int) -> float:
        known = self._state.prices[slot][kind]
        if known is None:
            known = self._state.prices[slot][kind] = self._state.price(slot, kind)
        return known
