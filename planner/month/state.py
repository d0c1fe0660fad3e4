"""A month under construction: which visit stands in which slot, what every day costs, and how to go back.

All prices are in the plan's objective. `prices[slot][kind]` remembers what adding a visit of a kind to a slot would cost;
a slot forgets when its day changes and remembers again when the change is taken back.
"""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from planner.month.dayorder import day_order
from planner.month.legs import least_legs, least_sum
from planner.month.model import Model, Placement
from planner.month.schedule import Refusal
from planner.month.spacing_prices import SpacingPrices
from planner.month.tourbook import EMPTY_DAY, Option, TourBook

BROKEN = 5000.0
"""Price of a day of which no kept order is in time: high, but the search may pass through it inside one step."""

Blocks = dict[int, tuple[int, ...]]
"""By site, the visits standing there in one slot."""


class _Snapshot(NamedTuple):
    masks: tuple[int, int]
    loads: tuple[int, int]
    walked: int
    blocks: tuple[Blocks, Blocks]
    calls: int
    fines: int
    cost: float
    sums: float
    option: Option | None
    prices: tuple[list[float | None], list[float | None]]


class State:
    """The search's only changing thing. `total` is the objective of what stands, up to `Model`'s estimates.

    By slot: `mask` of open sites, `minutes` (calls and walks between them), `blocks`, `prices`. By day: `calls`,
    `option` (the chosen order), `cost`. By visit: `where`, the index of its placement or -1. By need: `days_of`, a bitmask.
    `open_at[site]` is a bitmask of slots.
    """

    def __init__(self, model: Model) -> None:
        self.model = model
        self.book = TourBook(model.legs)
        self.spacing = SpacingPrices(model)
        self._least = least_legs(model.legs)
        slots, days = 2 * model.days, model.days
        self.mask = [0] * slots
        self.minutes = [0] * slots
        self.blocks: list[Blocks] = [{} for _ in range(slots)]
        self.prices: list[list[float | None]] = [[None] * len(model.kinds) for _ in range(slots)]
        self.calls, self.walked, self.fines = [0] * days, [0] * days, [0] * days
        self.option: list[Option | None] = [EMPTY_DAY] * days
        self.sums = [0.0] * days
        weights = model.problem.weights
        self.short_price, self.walk_price, self.wait_price = weights.call_short, weights.travel_minute, weights.waiting_minute
        self.cost = [self.short_price * target for target in model.target]
        self.where = [-1] * len(model.need)
        self.days_of = [0] * len(model.problem.needs)
        self.open_at = [0] * model.sites
        self.total = sum(self.cost) + sum(model.penalty) + weights.moved_call * len(model.problem.published)
        self._journal: dict[int, _Snapshot] = {}
        self._blank: list[float | None] = [None] * len(model.kinds)

    def load(self, where: Sequence[int]) -> None:
        """Stand every visit on a placement (-1: none), from an empty state, whether its days are in time or not."""
        for visit, index in enumerate(where):
            if index >= 0:
                self._stand(visit, index)
                self._put(visit, self.model.placements[visit][index])
        for day in range(self.model.days):
            self.settle(day)

    def begin(self) -> None:
        """Start a step that `take_back` can undo."""
        self._journal.clear()

    def _keep(self, day: int) -> None:
        """Keep a day as it is now, once per step."""
        a, b = 2 * day, 2 * day + 1
        if day not in self._journal:
            self._journal[day] = _Snapshot(
                (self.mask[a], self.mask[b]),
                (self.minutes[a], self.minutes[b]),
                self.walked[day],
                (self.blocks[a].copy(), self.blocks[b].copy()),
                self.calls[day],
                self.fines[day],
                self.cost[day],
                self.sums[day],
                self.option[day],
                (self.prices[a], self.prices[b]),
            )

    def forget(self, day: int) -> None:
        """Drop the prices remembered for a day."""
        self.prices[2 * day] = self._blank.copy()
        self.prices[2 * day + 1] = self._blank.copy()

    def take_back(self, total: float, moved: dict[int, int]) -> None:
        """Undo the step: days from the journal, visits to the placements they had before."""
        # First all leave, then all return: calls on one customer may have changed places.
        for visit in moved:
            self._stand(visit, -1)
        for visit, index in moved.items():
            self._stand(visit, index)
        for day, kept in self._journal.items():
            for half, slot in enumerate((2 * day, 2 * day + 1)):
                self._reopen(slot, self.mask[slot] ^ kept.masks[half])
                self.mask[slot] = kept.masks[half]
                self.minutes[slot] = kept.loads[half]
                self.blocks[slot] = kept.blocks[half]
                self.prices[slot] = kept.prices[half]
            self.walked[day], self.calls[day], self.fines[day] = kept.walked, kept.calls, kept.fines
            self.cost[day], self.sums[day], self.option[day] = kept.cost, kept.sums, kept.option
        self.total = total
        self._journal.clear()

    def _stand(self, visit: int, index: int) -> None:
        need, placements, now = self.model.need[visit], self.model.placements[visit], self.where[visit]
        if now >= 0:
            self.days_of[need] &= ~(1 << (placements[now].slot >> 1))
        self.where[visit] = index
        if index >= 0:
            self.days_of[need] |= 1 << (placements[index].slot >> 1)

    def _reopen(self, slot: int, changed: int) -> None:
        while changed:
            low = changed & -changed
            self.open_at[low.bit_length() - 1] ^= 1 << slot
            changed ^= low

    def price(self, slot: int, kind: int) -> float:
        """What one more visit of a kind adds to the cost of its day; infinite where it does not fit."""
        model, day = self.model, slot >> 1
        calls = self.calls[day]
        if calls >= model.maximum[day]:
            return inf
        site, bit, minutes = model.kinds[kind]
        mask, load = self.mask[slot], self.minutes[slot] + minutes
        walk = 0.0
        if mask & bit:
            load += model.step[site]
            walk = self.walk_price * model.step[site]
        elif self.hopeless(slot, mask | bit, load):
            return inf
        other = slot ^ 1
        if slot & 1:
            sums = self.sum_of(day, self.mask[other], mask | bit, self.minutes[other], load)[0]
        else:
            sums = self.sum_of(day, mask | bit, self.mask[other], load, self.minutes[other])[0]
        gained = self.short_price if calls < model.target[day] else 0.0
        return sums + walk - self.sums[day] - gained

    def sum_of(self, day: int, morning: int, afternoon: int, before: int, after: int) -> tuple[float, Option | None]:
        """The cheapest order in time by the sums of both halves, with its price (without walks between calls)."""
        options = self.book.known.get((morning, afternoon)) or self.book.options(morning, afternoon)
        model, slot, wait_price = self.model, 2 * day, self.wait_price
        leave, opens_morning, closes_morning = model.leave[day], model.opens[slot], model.closes[slot] - before
        opens, closes, home_by = model.opens[slot + 1], model.closes[slot + 1] - after, model.home_by[day] - after
        best, chosen = inf, None
        for option in options:
            cost, first, inner, link, later, last, _, _ = option
            clock: float = leave
            if morning:
                clock += first
                clock = max(clock, opens_morning)
                clock += inner
                if clock > closes_morning:
                    continue
                clock += before
            clock += link
            if afternoon:
                if clock < opens:
                    if wait_price and morning:
                        cost += wait_price * (opens - clock)
                    clock = opens
                clock += later
                if clock > closes:
                    continue
            if cost < best and clock + last <= home_by:
                best, chosen = cost, option
                if not wait_price:
                    break
        return best, chosen

    def hopeless(self, slot: int, mask: int, minutes: int) -> bool:
        """Whether calls and the least legs between these hospitals are longer than the half day, whatever the order.

        The afternoon's first leg may run over lunch, so the longest does not count.
        """
        legs, most = least_sum(self._least, mask)
        begin, spent = (self.model.opens[slot], legs - most) if slot & 1 else (self.model.leave[slot >> 1], legs)
        return minutes + spent > self.model.closes[slot] - begin

    def add(self, visit: int, index: int) -> bool:
        """Put a visit on a placement. False, and nothing changed, when the day timed call by call refuses it."""
        placement = self.model.placements[visit][index]
        day = placement.slot >> 1
        known = self.prices[2 * day], self.prices[2 * day + 1]
        self._keep(day)
        self.forget(day)
        before = self.cost[day]
        self.where[visit] = index
        self._put(visit, placement)
        if not self.settle(day):
            self._pull(visit, placement)
            self.where[visit] = -1
            self.settle(day)
            # The day is as before, and so are its prices, but for the refused one.
            self.prices[2 * day], self.prices[2 * day + 1] = known
            self.prices[placement.slot][placement.kind] = inf
            return False
        need = self.model.need[visit]
        self.total += self.cost[day] - before - self.model.penalty[visit] + placement.gain
        self.total += self.spacing.added(need, self.days_of[need], day)
        self.days_of[need] |= 1 << day
        return True

    def remove(self, visit: int) -> None:
        """Take a visit out. The caller settles the touched days when all are out."""
        placement = self.model.placements[visit][self.where[visit]]
        day, need = placement.slot >> 1, self.model.need[visit]
        self._keep(day)
        self._pull(visit, placement)
        self.where[visit] = -1
        self.days_of[need] &= ~(1 << day)
        self.total += self.model.penalty[visit] - placement.gain - self.spacing.added(need, self.days_of[need], day)

    def _put(self, visit: int, placement: Placement) -> None:
        slot, site = placement.slot, placement.site
        block = self.blocks[slot].get(site)
        if block is None:
            self.blocks[slot][site] = (visit,)
            self.mask[slot] |= 1 << site
            self.open_at[site] |= 1 << slot
            self.minutes[slot] += placement.minutes
        else:
            self.blocks[slot][site] = (*block, visit)
            self.minutes[slot] += placement.minutes + self.model.step[site]
            self.walked[slot >> 1] += self.model.step[site]
        self.calls[slot >> 1] += 1
        self.fines[slot >> 1] += placement.fine

    def _pull(self, visit: int, placement: Placement) -> None:
        slot, site = placement.slot, placement.site
        block = self.blocks[slot][site]
        if len(block) == 1:
            del self.blocks[slot][site]
            self.mask[slot] ^= 1 << site
            self.open_at[site] ^= 1 << slot
            self.minutes[slot] -= placement.minutes
        else:
            self.blocks[slot][site] = tuple([each for each in block if each != visit])
            self.minutes[slot] -= placement.minutes + self.model.step[site]
            self.walked[slot >> 1] -= self.model.step[site]
        self.calls[slot >> 1] -= 1
        self.fines[slot >> 1] -= placement.fine

    def settle(self, day: int) -> bool:
        """Choose a day's order anew after a change. False when none is in time; the day is then priced `BROKEN`."""
        short = self.short_price * max(0, self.model.target[day] - self.calls[day])
        if self.model.exact or self.fines[day]:
            cost, sums, chosen = self._timed(day)
        else:
            a, b = 2 * day, 2 * day + 1
            sums, chosen = self.sum_of(day, self.mask[a], self.mask[b], self.minutes[a], self.minutes[b])
            cost = sums + self.walk_price * self.walked[day]
        self.option[day] = chosen
        if chosen is None:
            cost = sums = BROKEN
        self.sums[day], self.cost[day] = sums, cost + short
        return chosen is not None

    def _timed(self, day: int) -> tuple[float, float, Option | None]:
        """The cheapest order of a day timed call by call: its price, its price by the sums, itself."""
        best, sums, chosen = inf, inf, None
        for option in self.book.options(self.mask[2 * day], self.mask[2 * day + 1]):
            if option.cost >= best:
                break
            timing = self.model.timetable.time_calls(day, day_order(self, day, option))
            if isinstance(timing, Refusal):
                continue
            waiting = self.wait_price * timing.waiting
            cost = self.walk_price * (timing.travel + timing.walking) + waiting
            if cost < best:
                best, sums, chosen = cost, option.cost + waiting, option
        return best, sums, chosen

    def settle_touched(self) -> None:
        """Settle every day of the step and bring the total up to date."""
        for day in self._journal:
            before = self.cost[day]
            self.forget(day)
            self.settle(day)
            self.total += self.cost[day] - before
