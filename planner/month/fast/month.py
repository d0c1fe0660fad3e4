# ruff: noqa: PLR0917 (compiled code passes its arrays by position)
"""The month under construction in compiled code (see `planner.month.state`): prices, adding, removing, going back."""

import numpy as np

from planner.month.fast.compiled import compiled, lowest
from planner.month.fast.tables import Array, Book, Month, Tables, Work
from planner.month.fast.tours import options

BROKEN = 5000.0
SHORT, WALK, WAIT, UNEVEN = 0, 1, 2, 3


@compiled
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
            if wait_price == 0.0:
                break
    return best


@compiled
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


@compiled
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


@compiled
def spacing(tables: Tables, month: Month, need: int, day: int) -> float:
    """What one more call on a day adds to a customer's uneven distances."""
    days = month.days_of[need]
    return uneven(tables, need, days | (1 << day)) - uneven(tables, need, days)


@compiled
def touch(month: Month, kept: Month, work: Work, day: int) -> None:
    """Keep a day as it is, once per step. `touched[0]` counts the days that follow."""
    if work.is_touched[day]:
        return
    work.is_touched[day] = True
    work.touched[0] += 1
    work.touched[work.touched[0]] = day
    _copy_day(month, kept, day)


@compiled
def _copy_day(source: Month, goal: Month, day: int) -> None:
    for slot in range(2 * day, 2 * day + 2):
        goal.mask[slot] = source.mask[slot]
        goal.minutes[slot] = source.minutes[slot]
        goal.standing[slot] = source.standing[slot]
        for n in range(source.standing[slot]):
            goal.visits[slot, n] = source.visits[slot, n]
        for kind in range(source.known.shape[1]):
            goal.known[slot, kind] = source.known[slot, kind]
    goal.walked[day] = source.walked[day]
    goal.calls[day] = source.calls[day]
    goal.cost[day] = source.cost[day]
    goal.sums[day] = source.sums[day]


@compiled
def copy(source: Array, goal: Array) -> None:
    """Element by element: a slice would take memory for the case that both overlap."""
    for n in range(len(source)):
        goal[n] = source[n]


@compiled
def _copy_lists(source: Month, goal: Month) -> None:
    copy(source.where, goal.where)
    copy(source.days_of, goal.days_of)
    copy(source.open_at, goal.open_at)
    goal.total[0] = source.total[0]


@compiled
def begin(month: Month, kept: Month, work: Work) -> None:
    """Start a step that `take_back` can undo."""
    for n in range(1, work.touched[0] + 1):
        work.is_touched[work.touched[n]] = False
    work.touched[0] = 0
    _copy_lists(month, kept)


@compiled
def take_back(month: Month, kept: Month, work: Work) -> None:
    """Undo the step."""
    for n in range(1, work.touched[0] + 1):
        _copy_day(kept, month, work.touched[n])
    _copy_lists(kept, month)


@compiled
def settle(tables: Tables, book: Book, month: Month, day: int) -> None:
    """Price a day anew after a change and forget what additions to it would cost."""
    a, b = 2 * day, 2 * day + 1
    sums = sum_of(tables, book, day, month.mask[a], month.mask[b], month.minutes[a], month.minutes[b])
    if sums == np.inf:
        sums = BROKEN
    short = max(0, tables.target[day] - month.calls[day])
    cost = sums + tables.prices[WALK] * month.walked[day] + tables.prices[SHORT] * short
    month.total[0] += cost - month.cost[day]
    month.sums[day], month.cost[day] = sums, cost
    month.known[a, :] = np.nan
    month.known[b, :] = np.nan


@compiled
def _others_there(tables: Tables, month: Month, slot: int, site: int) -> int:
    found = 0
    for n in range(month.standing[slot]):
        found += tables.kind_site[tables.look_kind[month.where[month.visits[slot, n]]]] == site
    return found


@compiled
def add(tables: Tables, book: Book, month: Month, kept: Month, work: Work, visit: int, look: int) -> None:
    """Put a visit where a look stands. The caller knows that it fits."""
    slot, kind, need = tables.look_slot[look], tables.look_kind[look], tables.need[visit]
    site, day = tables.kind_site[kind], slot >> 1
    touch(month, kept, work, day)
    month.minutes[slot] += tables.kind_minutes[kind]
    if month.mask[slot] >> site & 1:
        month.minutes[slot] += tables.step[site]
        month.walked[day] += tables.step[site]
    else:
        month.mask[slot] |= 1 << site
        month.open_at[site] |= 1 << slot
    month.visits[slot, month.standing[slot]] = visit
    month.standing[slot] += 1
    month.calls[day] += 1
    month.total[0] += tables.look_gain[look] - tables.penalty[visit]
    if tables.spaced[need]:
        month.total[0] += spacing(tables, month, need, day)
    month.where[visit] = look
    month.days_of[need] |= 1 << day
    settle(tables, book, month, day)


@compiled
def remove(tables: Tables, month: Month, kept: Month, work: Work, visit: int) -> None:
    """Take a visit out. The caller settles the touched days when all are out."""
    look, need = month.where[visit], tables.need[visit]
    slot, kind = tables.look_slot[look], tables.look_kind[look]
    site, day = tables.kind_site[kind], slot >> 1
    touch(month, kept, work, day)
    at = 0
    while month.visits[slot, at] != visit:
        at += 1
    month.standing[slot] -= 1
    month.visits[slot, at] = month.visits[slot, month.standing[slot]]
    month.where[visit] = -1
    month.minutes[slot] -= tables.kind_minutes[kind]
    if _others_there(tables, month, slot, site):
        month.minutes[slot] -= tables.step[site]
        month.walked[day] -= tables.step[site]
    else:
        month.mask[slot] ^= 1 << site
        month.open_at[site] ^= 1 << slot
    month.calls[day] -= 1
    month.days_of[need] &= ~(1 << day)
    month.total[0] += tables.penalty[visit] - tables.look_gain[look]
    if tables.spaced[need]:
        month.total[0] -= spacing(tables, month, need, day)
