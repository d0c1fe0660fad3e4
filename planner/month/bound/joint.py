"""Prizes of a hospital's calls: in one half of a day, and in both halves of it, where nobody is called on twice."""

import numpy as np

from planner.month.bound.halfroutes import NEVER, Single
from planner.month.bound.joining import best_by_total
from planner.month.bound.relaxation import DayKind, Numbers

Pick = tuple[int, float]
"""A customer and what the call gains beside the customer's price."""


class HospitalPrizes:
    """The offers of one kind of day by hospital, and their prizes under given prices of customers."""

    def __init__(self, kind: DayKind, sites: int) -> None:
        self.sites, self.width = sites, kind.maximum + 1
        gains: tuple[list[dict[int, float]], ...] = ([{} for _ in range(sites)], [{} for _ in range(sites)])
        for half, offers in enumerate(kind.offers):
            for offer in offers:
                known = gains[half][offer.site]
                known[offer.customer] = max(offer.gain, known.get(offer.customer, -np.inf))
        self._gains = gains

    def open_in_both(self) -> tuple[int, ...]:
        """Hospitals with calls on offer in both halves."""
        return tuple(site for site in range(self.sites) if self._gains[0][site] and self._gains[1][site])

    def set_prices(self, prices: Numbers) -> None:
        """`prices[customer]` for a call."""
        self._prices = prices
        self._ranked = [[self._rank(half, site) for site in range(self.sites)] for half in (0, 1)]
        self._joint: dict[int, Numbers] = {}

    def _rank(self, half: int, site: int) -> list[tuple[float, int, float]]:
        worth = ((float(self._prices[who]) + gain, who, gain) for who, gain in self._gains[half][site].items())
        return sorted(worth, reverse=True)[: self.width - 1]

    def alone(self, half: int) -> Single:
        """`prizes[hospital, calls]` where only this half is used."""
        prizes = np.full((self.sites, self.width), NEVER, dtype=np.float64)
        for site, ranked in enumerate(self._ranked[half]):
            if ranked:
                prizes[site, 1 : len(ranked) + 1] = np.cumsum([worth for worth, _, _ in ranked])
        return prizes.astype(np.float32)

    def picks(self, half: int, site: int, calls: int) -> list[Pick]:
        """The calls behind `alone`."""
        return [(who, gain) for _, who, gain in self._ranked[half][site][:calls]]

    def both(self, site: int) -> Numbers:
        """`prizes[calls]` of one stop in each half, at least one call in each, nobody called on twice."""
        return best_by_total(self._both(site))

    def _both(self, site: int) -> Numbers:
        if site not in self._joint:
            table = self._layers(site)[-1].copy()
            table[0, :] = table[:, 0] = NEVER
            self._joint[site] = table
        return self._joint[site]

    def _layers(self, site: int) -> list[Numbers]:
        """Best worth by calls in the morning and in the afternoon, after each customer."""
        table = np.full((self.width, self.width), float(NEVER))
        table[0, 0] = 0
        layers = [table]
        for who in self._customers(site):
            table = table.copy()
            before, price = layers[-1], float(self._prices[who])
            if who in self._gains[0][site]:
                table[1:] = np.maximum(table[1:], before[:-1] + price + self._gains[0][site][who])
            if who in self._gains[1][site]:
                table[:, 1:] = np.maximum(table[:, 1:], before[:, :-1] + price + self._gains[1][site][who])
            layers.append(table)
        return layers

    def _customers(self, site: int) -> list[int]:
        return sorted(self._gains[0][site].keys() | self._gains[1][site].keys())

    def picks_in_both(self, site: int, calls: int) -> list[Pick]:
        """The calls behind `both`."""
        table = self._both(site)
        morning = max(range(1, calls), key=lambda n: float(table[n, calls - n]))
        afternoon, layers, picks = calls - morning, self._layers(site), list[Pick]()
        for who, after, before in reversed(list(zip(self._customers(site), layers[1:], layers[:-1], strict=True))):
            worth, early = after[morning, afternoon], self._gains[0][site].get(who)
            if worth == before[morning, afternoon]:
                continue
            if early is not None and morning and worth == before[morning - 1, afternoon] + float(self._prices[who]) + early:
                picks.append((who, early))
                morning -= 1
            else:
                picks.append((who, self._gains[1][site][who]))
                afternoon -= 1
        return picks


def add_worths(left: Numbers, right: Numbers) -> Numbers:
    """The best worth of two parts by their calls together."""
    width = len(left)
    return np.array([(left[: calls + 1] + right[calls::-1][: calls + 1]).max() for calls in range(width)])


def divide(plain: Numbers, doubles: list[Numbers], calls: int) -> tuple[int, list[int]]:
    """Calls outside the doubles, and at each of them, in the best day with so many calls."""
    sums = [plain]
    for prizes in doubles:
        sums.append(add_worths(sums[-1], prizes))
    shared: list[int] = []
    for before, prizes in zip(reversed(sums[:-1]), reversed(doubles), strict=True):
        here = max(range(calls + 1), key=lambda n: float(before[calls - n] + prizes[n]))
        shared.insert(0, here)
        calls -= here
    return calls, shared
