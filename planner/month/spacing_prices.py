"""What uneven distances between the calls on one customer cost, remembered by customer and set of days."""

from itertools import pairwise

from planner.month.model import Model
from planner.month.tourbook import bits


class SpacingPrices:
    """Prices as `planner.month.objective.uneven_days`, by bitmask of field days."""

    def __init__(self, model: Model) -> None:
        weight = model.problem.weights.uneven_day
        self._weight = weight
        self._ordinal = model.ordinal
        self._needs = model.problem.needs
        self._known: list[dict[int, float]] = [{} for _ in self._needs]
        self.counts = [bool(weight) and (need.owed + need.optional > 1 or need.last_visit is not None) for need in self._needs]

    def added(self, need: int, days: int, day: int) -> float:
        """What one more call on `day` adds for a customer called on `days` already."""
        if not self.counts[need]:
            return 0.0
        return self._price(need, days | 1 << day) - self._price(need, days)

    def _price(self, need: int, days: int) -> float:
        known = self._known[need]
        price = known.get(days)
        if price is None:
            if len(known) > 20_000:
                known.clear()
            price = known[days] = self._measure(need, days)
        return price

    def _measure(self, need: int, days: int) -> float:
        last, ideal = self._needs[need].last_visit, self._needs[need].ideal_gap_days
        dates = ([] if last is None else [last.toordinal()]) + [self._ordinal[day] for day in bits(days)]
        return self._weight * sum(abs(later - earlier - ideal) for earlier, later in pairwise(dates))
