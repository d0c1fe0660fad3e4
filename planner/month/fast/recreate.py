# ruff: noqa: PLR0917 (compiled code passes its arrays by position)
"""Recreate in compiled code (see `planner.month.recreate`)."""

import numpy as np

from planner.month.fast.compiled import below, compiled, draw, inlined
from planner.month.fast.month import add
from planner.month.fast.prices import price, rough_price, spacing, true_price
from planner.month.fast.tables import Array, Book, Month, Tables, Work
from planner.month.model import COMMITTED

COVER, BLINK = 0.5, 0.15
MARGIN = 8.0
"""A placement is not priced when its rough price lies this much above the best price found."""


@compiled
def place(tables: Tables, book: Book, month: Month, kept: Month, work: Work, seed: Array, size: int) -> None:
    """Place as many of the first `size` visits of `work.left` as pay."""
    if draw(seed) < COVER:
        _cover(tables, book, month, kept, work, seed, size)
    _give_keys(tables, work, seed, size)
    _sort(work, size)
    for n in range(size):
        visit = work.left[n]
        if month.where[visit] < 0:
            place_one(tables, book, month, kept, work, seed, visit)


@compiled
def place_one(tables: Tables, book: Book, month: Month, kept: Month, work: Work, seed: Array, visit: int) -> None:
    """Put a visit where it costs least, if that is less than leaving it out."""
    need = tables.need[visit]
    days = month.days_of[need]
    first, end = tables.first_look[visit], tables.first_look[visit + 1]
    # A promise has no placement to overlook.
    blink = first + int(draw(seed) * (end - first) / BLINK) if tables.penalty[visit] < COMMITTED else -1
    closest = _closest(tables, month, visit, blink)
    if closest < 0:
        return
    # The closest first: it lets most others go unpriced.
    best, chosen = _full_price(tables, book, month, work, closest, tables.penalty[visit]), closest
    if best >= tables.penalty[visit]:
        best, chosen = tables.penalty[visit], -1
    for look in range(first, end):
        if days & tables.look_near[look] or look == blink or look == closest:  # noqa: PLR1714, SIM109 (a tuple would be built each time)
            continue
        if rough_price(tables, month, tables.look_slot[look], tables.look_kind[look]) + tables.look_gain[look] < best + MARGIN:
            cost = _full_price(tables, book, month, work, look, best)
            if cost < best:
                best, chosen = cost, look
    if chosen >= 0:
        add(tables, book, month, kept, work, visit, chosen)


@inlined
def _closest(tables: Tables, month: Month, visit: int, blink: int) -> int:
    """The look of the least rough price, -1 when all are far above leaving the visit out."""
    days = month.days_of[tables.need[visit]]
    least, closest = tables.penalty[visit] + MARGIN, -1
    for look in range(tables.first_look[visit], tables.first_look[visit + 1]):
        if not days & tables.look_near[look] and look != blink:
            cost = rough_price(tables, month, tables.look_slot[look], tables.look_kind[look]) + tables.look_gain[look]
            if cost < least:
                least, closest = cost, look
    return closest


@inlined
def _full_price(tables: Tables, book: Book, month: Month, work: Work, look: int, best: float) -> float:
    """All that a look costs; where the sums alone are not below `best`, the day is not timed."""
    need, slot = tables.need[tables.look_visit[look]], tables.look_slot[look]
    added = tables.look_gain[look]
    if tables.spaced[need]:
        added += spacing(tables, month, need, slot >> 1)
    cost = price(tables, book, month, slot, tables.look_kind[look]) + added
    if tables.timed[0] and cost < best:
        cost = true_price(tables, book, month, work, look) + added
    return cost  # type: ignore[no-any-return]


@inlined
def _give_keys(tables: Tables, work: Work, seed: Array, size: int) -> None:
    """Any order, scarcest first, by hospital, farthest hospital first, costliest first."""
    kind, shift = below(seed, 5), draw(seed)
    for n in range(size):
        visit = work.left[n]
        site = tables.main_site[visit]
        looks = tables.first_look[visit + 1] - tables.first_look[visit]
        noise = draw(seed)
        if kind == 0:
            work.keys[n] = noise
        elif kind == 1:
            work.keys[n] = looks + noise
        elif kind == 2:
            scattered = (site + 1) * (shift + 0.618034)
            work.keys[n] = (scattered - np.floor(scattered)) * 1000 + 0.001 * noise
        elif kind == 3:
            work.keys[n] = -tables.edge_cost[0, site] * 1000 + looks
        else:
            work.keys[n] = -tables.penalty[visit] * 1000 + noise


@inlined
def _sort(work: Work, size: int) -> None:
    """Order `left` by `keys`, by insertion: the lists are short."""
    for n in range(1, size):
        key, visit = work.keys[n], work.left[n]
        at = n
        while at > 0 and work.keys[at - 1] > key:
            work.keys[at], work.left[at] = work.keys[at - 1], work.left[at - 1]
            at -= 1
        work.keys[at], work.left[at] = key, visit


@inlined
def _cover(tables: Tables, book: Book, month: Month, kept: Month, work: Work, seed: Array, size: int) -> None:
    """Hospital by hospital: open the slot with the least price for a visit it covers, fill it, and again."""
    shift = draw(seed)
    for n in range(size):
        site = tables.main_site[work.left[n]]
        scattered = (site + 1) * (shift + 0.618034)
        looks = tables.first_look[work.left[n] + 1] - tables.first_look[work.left[n]]
        work.keys[n] = np.floor((scattered - np.floor(scattered)) * 1e6) + looks * 0.001
    _sort(work, size)
    start = 0
    while start < size:
        site, end = tables.main_site[work.left[start]], start
        while end < size and tables.main_site[work.left[end]] == site:
            end += 1
        while True:
            slot = _best_slot(tables, book, month, work, seed, site, start, end)
            if slot < 0 or not _fill(tables, book, month, kept, work, slot, site, start, end):
                break
        start = end


@inlined
def _count_cover(tables: Tables, month: Month, work: Work, site: int, start: int, end: int) -> None:
    """By slot: how many of the visits it can hold, what they are worth, the first of them."""
    work.cover_count[:] = 0
    for n in range(start, end):
        visit = work.left[n]
        if month.where[visit] >= 0:
            continue
        need = tables.need[visit]
        days = month.days_of[need]
        for look in range(tables.first_look[visit], tables.first_look[visit + 1]):
            slot, kind = tables.look_slot[look], tables.look_kind[look]
            if days & tables.look_near[look] or tables.kind_site[kind] != site:
                continue
            if work.cover_count[slot] == 0:
                work.cover_first[slot] = look
                work.cover_worth[slot] = tables.penalty[visit]
                work.cover_need[slot] = need
                work.cover_count[slot] = 1
            elif work.cover_need[slot] != need:
                work.cover_need[slot] = need
                work.cover_worth[slot] += tables.penalty[visit]
                work.cover_count[slot] += 1


@inlined
def _best_slot(tables: Tables, book: Book, month: Month, work: Work, seed: Array, site: int, start: int, end: int) -> int:
    _count_cover(tables, month, work, site, start, end)
    best, chosen = np.inf, -1
    for slot in range(len(month.mask)):
        room = min(work.cover_count[slot], tables.maximum[slot >> 1] - month.calls[slot >> 1])
        if room <= 0:
            continue
        kind = tables.look_kind[work.cover_first[slot]]
        if rough_price(tables, month, slot, kind) / room >= best + MARGIN:
            continue
        cost = price(tables, book, month, slot, kind)
        if cost < work.cover_worth[slot] and cost / room < best and draw(seed) > 0.02:
            best, chosen = cost / room, slot
    return chosen


@inlined
def _fill(tables: Tables, book: Book, month: Month, kept: Month, work: Work, slot: int, site: int, start: int, end: int) -> bool:
    """Put the visits that a slot covers into it as long as each pays; the first opens it in any case."""
    opened = False
    for n in range(start, end):
        visit = work.left[n]
        need = tables.need[visit]
        if month.where[visit] >= 0:
            continue
        for look in range(tables.first_look[visit], tables.first_look[visit + 1]):
            kind = tables.look_kind[look]
            if tables.look_slot[look] != slot or tables.kind_site[kind] != site or month.days_of[need] & tables.look_near[look]:
                continue
            cost = price(tables, book, month, slot, kind)
            if tables.timed[0] and cost < np.inf:
                cost = true_price(tables, book, month, work, look)
            if cost == np.inf:
                continue
            cost += tables.look_gain[look]
            if tables.spaced[need]:
                cost += spacing(tables, month, need, slot >> 1)
            if cost < tables.penalty[visit] or not opened:
                add(tables, book, month, kept, work, visit, look)
                opened = True
                break
    return opened
