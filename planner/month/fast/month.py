# ruff: noqa: PLR0917 (compiled code passes its arrays by position)
"""The month under construction in compiled code (see `planner.month.state`): adding, removing, settling, going back."""

import numpy as np

from planner.month.fast.compiled import compiled, inlined
from planner.month.fast.prices import SHORT, WALK, spacing, sum_of
from planner.month.fast.tables import Array, Book, Month, Tables, Work
from planner.month.fast.timing import day_cost

BROKEN = 5000.0


@inlined
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
            goal.rough[slot, kind] = source.rough[slot, kind]
        goal.line[slot] = source.line[slot]
        for own in range(source.exact.shape[1]):
            goal.exact[slot, own] = source.exact[slot, own]
    goal.walked[day] = source.walked[day]
    goal.calls[day] = source.calls[day]
    goal.cost[day] = source.cost[day]
    goal.sums[day] = source.sums[day]


@inlined
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


@inlined
def settle(tables: Tables, book: Book, month: Month, work: Work, day: int) -> None:
    """Price a day anew after a change and forget what additions to it would cost."""
    a, b = 2 * day, 2 * day + 1
    if tables.timed[0]:
        cost = day_cost(tables, book, month, work, day, month.mask[a], month.mask[b], -1)
        sums = work.timed[0]
    else:
        sums = sum_of(tables, book, day, month.mask[a], month.mask[b], month.minutes[a], month.minutes[b])
        cost = sums + tables.prices[WALK] * month.walked[day]
    if cost == np.inf:
        cost = sums = BROKEN
        month.line[a] = month.line[b] = -1
    else:
        month.line[a] = book.pair_sites[book.found[0], book.found[1], 0]
        month.line[b] = book.pair_sites[book.found[0], book.found[1], 1]
    cost += tables.prices[SHORT] * max(0, tables.target[day] - month.calls[day])
    month.total[0] += cost - month.cost[day]
    month.sums[day], month.cost[day] = sums, cost
    _forget(month, day)


@inlined
def _forget(month: Month, day: int) -> None:
    for slot in range(2 * day, 2 * day + 2):
        month.known[slot, :] = np.nan
        month.rough[slot, :] = np.nan
        month.exact[slot, :] = np.nan


@compiled
def short_calls(tables: Tables, month: Month) -> int:
    """Calls short of the days' targets."""
    found = 0
    for day in range(len(month.calls)):
        found += max(0, tables.target[day] - month.calls[day])
    return found


@compiled
def reprice(tables: Tables, month: Month, price: float) -> None:
    """Pay another price for calls short from now on."""
    more = price - tables.prices[SHORT]
    tables.prices[SHORT] = price
    if more == 0.0:
        return
    for day in range(len(month.calls)):
        short = tables.target[day] - month.calls[day]
        if short > 0:
            month.cost[day] += more * short
            month.total[0] += more * short
            _forget(month, day)


@inlined
def _others_there(tables: Tables, month: Month, slot: int, site: int) -> int:
    found = 0
    for n in range(month.standing[slot]):
        found += tables.kind_site[tables.look_kind[month.where[month.visits[slot, n]]]] == site
    return found


@inlined
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
    settle(tables, book, month, work, day)


@inlined
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
