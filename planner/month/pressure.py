"""The price of a call short of a day's target while the search runs.

A month in which every day must reach its target is cut into valleys: to take a cluster of hospitals off one day, another day
must often do without its target for a while. So the search pays less than the objective's price while its month reaches all
targets and more while it does not, and walks along that border on both sides; at the end it pays the full price.

Method: strategic oscillation (Glover 1977) with penalties that follow feasibility (Gendreau, Hertz and Laporte 1994).
"""

from planner.month.state import State

FACTOR = 1.2
FIRST, LEAST = 60.0, 10.0
"""Prices of one call short, in units of the objective."""
LAST_SHARE = 0.1
"""Share of the search at its end in which the full price is paid."""


class Pressure:
    """Follows a search: `price` is what the month now pays for one call short, never more than the objective asks."""

    def __init__(self, full: float) -> None:
        self._full = full
        self._next = min(full, FIRST)

    def price(self, short: int, done: float) -> float:
        """The price of the next steps, with so many calls short now and that share of the search behind it."""
        if done > 1.0 - LAST_SHARE:
            return self._full
        self._next = min(self._full, self._next * FACTOR) if short else max(min(self._full, LEAST), self._next / FACTOR)
        return self._next


def short_calls(state: State) -> int:
    """Calls short of the days' targets."""
    return sum(max(0, target - calls) for target, calls in zip(state.model.target, state.calls, strict=True))


def reprice(state: State, price: float) -> None:
    """Let a state pay another price for calls short from now on."""
    more = price - state.short_price
    state.short_price = price
    for day, target in enumerate(state.model.target):
        short = target - state.calls[day]
        if short > 0 and more:
            state.cost[day] += more * short
            state.total += more * short
            state.forget(day)
