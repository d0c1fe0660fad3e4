# ruff: noqa: PLR0917 (compiled code passes its arrays by position)
"""What one more visit costs, in compiled code: roughly, by the sums of both halves, and timed call by call."""

import numpy as np

from planner.month.fast.compiled import compiled, inlined, lowest
from planner.month.fast.tables import Book, Month, Tables, Work
from planner.month.fast.timing import day_cost
from planner.month.fast.tours import options

SHORT, WALK, WAIT, UNEVEN = 0, 1, 2, 3


@inlined
def sum_of(tables: Tables, book: Book, day: int, morning: int, afternoon: int, before: float, after: float) -> float:
    """The least price of an order in time by the sums of both halves; infinite when none is."""
    at = options(tables, book, morning, afternoon)
    wait_price = tables.prices[WAIT]
    best = np.inf
    for k in range(book.pair_count[at] - 1):
        option = book.pair_data[at, k]
        cost = float(option[0])
        clock = tables.leave[day]
        if morning:
            clock = max(clock + option[1], tables.opens[2 * day]) + option[2] + before
            if clock > tables.closes[2 * day]:
                continue
        clock += option[3]
        if afternoon:
            opens = tables.opens[2 * day + 1]
            if clock < opens:
                if morning:
                    cost += wait_price * (opens - clock)
                clock = opens
            clock += option[4] + after
            if clock > tables.closes[2 * day + 1]:
                continue
        if clock + option[5] <= tables.home_by[day] and cost < best:
            best = cost
            book.found[0], book.found[1] = at, k
            if wait_price == 0.0:
                break
    return best


@inlined
def hopeless(tables: Tables, slot: int, mask: int, minutes: float) -> bool:
    """Whether calls and least legs alone are longer than the half day."""
    spent, most = minutes, 0.0
    while mask != 0:
        leg = tables.least[lowest(mask)]
        spent += leg
        most = max(most, leg)
        mask &= mask - 1
    if slot & 1:
        return spent - most > tables.closes[slot] - tables.opens[slot]  # type: ignore[no-any-return]
    return spent > tables.closes[slot] - tables.leave[slot >> 1]  # type: ignore[no-any-return]


@inlined
def rough_price(tables: Tables, month: Month, slot: int, kind: int) -> float:
    """About what a visit of a kind adds, put between the hospitals of a day without changing their order. For choosing
    what to price; remembered until the day changes."""
    known = month.rough[slot, kind]
    if known == known:  # noqa: PLR0124 (not NaN)
        return known  # type: ignore[no-any-return]
    day, site = slot >> 1, tables.kind_site[kind]
    if month.calls[day] >= tables.maximum[day]:
        found = np.inf
    elif month.mask[slot] >> site & 1:
        found = tables.prices[WALK] * tables.step[site]
    elif month.line[slot] < 0:
        found = 0.0
    elif hopeless(tables, slot, month.mask[slot] | (1 << site), month.minutes[slot] + tables.kind_minutes[kind]):
        found = np.inf
    else:
        found = _between(tables, month, slot, site)
    if month.calls[day] < tables.target[day]:
        found -= tables.prices[SHORT]
    month.rough[slot, kind] = found
    return found


@inlined
def _between(tables: Tables, month: Month, slot: int, site: int) -> float:
    """The cheapest insertion of a site into a half's order. Sites count from one in a line, 0 is home."""
    packed, half, best, before = month.line[slot], slot & 1, np.inf, 0
    other = month.line[slot ^ 1]
    if half == 1 and other != 0:
        while other >> 6 != 0:
            other >>= 6
        before = other
    crossing = True
    while True:
        after = packed & 63
        last = after == 0
        if last and half == 0:
            after = other & 63
        # The leg over lunch: between the halves, or beside a half without hospitals.
        more = _leg(tables, half, before, site + 1, half == 1 and crossing)
        more += _leg(tables, half, site + 1, after, half == 0 and last)
        more -= _leg(tables, half, before, after, (half == 1 and crossing) or (half == 0 and last))
        best = min(best, more)
        if last:
            return best
        before, crossing = after, False
        packed >>= 6


@inlined
def _leg(tables: Tables, half: int, origin: int, destination: int, lunch: bool) -> float:
    if origin == 0 and destination == 0:
        return 0.0
    if origin == 0:
        return tables.through_cost[destination - 1] if lunch else tables.edge_cost[0, destination - 1]  # type: ignore[no-any-return]
    if destination == 0:
        return tables.edge_cost[1, origin - 1]  # type: ignore[no-any-return]
    if lunch:
        return tables.link_cost[origin - 1, destination - 1]  # type: ignore[no-any-return]
    if half == 0:
        return tables.inner_cost[0, origin - 1, destination - 1]  # type: ignore[no-any-return]
    return tables.inner_cost[1, destination - 1, origin - 1]  # type: ignore[no-any-return]


@inlined
def price(tables: Tables, book: Book, month: Month, slot: int, kind: int) -> float:
    """What one more visit of a kind adds to its day; remembered until the day changes."""
    known = month.known[slot, kind]
    if known == known:  # noqa: PLR0124 (not NaN)
        return known  # type: ignore[no-any-return]
    found = _fresh_price(tables, book, month, slot, kind)
    month.known[slot, kind] = found
    return found


@compiled
def _fresh_price(tables: Tables, book: Book, month: Month, slot: int, kind: int) -> float:
    day = slot >> 1
    if month.calls[day] >= tables.maximum[day]:
        return np.inf
    site = tables.kind_site[kind]
    mask, minutes, walk = month.mask[slot] | (1 << site), month.minutes[slot] + tables.kind_minutes[kind], 0.0
    if mask == month.mask[slot]:
        minutes += tables.step[site]
        walk = tables.prices[WALK] * tables.step[site]
    elif hopeless(tables, slot, mask, minutes):
        return np.inf
    other = slot ^ 1
    if slot & 1:
        sums = sum_of(tables, book, day, month.mask[other], mask, month.minutes[other], minutes)
    else:
        sums = sum_of(tables, book, day, mask, month.mask[other], minutes, month.minutes[other])
    gained = tables.prices[SHORT] if month.calls[day] < tables.target[day] else 0.0
    return sums + walk - month.sums[day] - gained  # type: ignore[no-any-return]


@inlined
def true_price(tables: Tables, book: Book, month: Month, work: Work, look: int) -> float:
    """`price` with the day timed call by call; remembered until the day changes."""
    slot, own = tables.look_slot[look], tables.look_own[look]
    known = month.exact[slot, own]
    if known == known:  # noqa: PLR0124 (not NaN)
        return known  # type: ignore[no-any-return]
    day = slot >> 1
    site = 1 << tables.kind_site[tables.look_kind[look]]
    morning, afternoon = month.mask[2 * day], month.mask[2 * day + 1]
    if slot & 1:
        afternoon |= site
    else:
        morning |= site
    short = max(0, tables.target[day] - month.calls[day] - 1)
    found = day_cost(tables, book, month, work, day, morning, afternoon, look) + tables.prices[SHORT] * short - month.cost[day]
    month.exact[slot, own] = found
    return found  # type: ignore[no-any-return]


@compiled
def uneven(tables: Tables, need: int, days: int) -> float:
    """What the distances between the calls on one customer cost."""
    previous, cost = tables.last_visit[need], 0.0
    while days != 0:
        here = tables.ordinal[lowest(days)]
        if previous >= 0:
            cost += abs(here - previous - tables.ideal[need])
        previous = here
        days &= days - 1
    return cost * tables.prices[UNEVEN]  # type: ignore[no-any-return]


@inlined
def spacing(tables: Tables, month: Month, need: int, day: int) -> float:
    """What one more call on a day adds to a customer's uneven distances."""
    days = month.days_of[need]
    return uneven(tables, need, days | (1 << day)) - uneven(tables, need, days)
