# ruff: noqa: PLR0917 (compiled code passes its arrays by position)
"""The exact times of a day in compiled code: what `planner.month.schedule.Timetable` says, without its words."""

import numpy as np

from planner.month.fast.compiled import compiled, inlined
from planner.month.fast.tables import Array, Book, Month, Tables, Work
from planner.month.fast.tours import options

WALK, WAIT = 1, 2
SITE_BITS = 6


@compiled
def day_cost(tables: Tables, book: Book, month: Month, work: Work, day: int, morning: int, afternoon: int, extra: int) -> float:
    """The least price of a day's calls timed one by one, with one more look (-1: none); infinite when no order is in time.

    `work.timed[0]` is then the price of that order by the sums.
    """
    at = options(tables, book, morning, afternoon)
    _sort_half(tables, month, work, 0, 2 * day, extra)
    _sort_half(tables, month, work, 1, 2 * day + 1, extra)
    best = np.inf
    work.timed[0] = np.inf
    for k in range(book.pair_count[at] - 1):
        by_sums = float(book.pair_data[at, k, 0])
        if by_sums >= best:
            break
        size = _line_up(tables, book, work, at, k)
        if tables.has_pins[day] and not _pin(tables, work, day, size):
            continue
        way = time_order(tables, work, day, size)
        waiting = tables.prices[WAIT] * work.timed[1]
        if way + waiting < best:
            best = way + waiting
            work.timed[0] = by_sums + waiting
            book.found[0], book.found[1] = at, k
    return best


@inlined
def _sort_half(tables: Tables, month: Month, work: Work, half: int, slot: int, extra: int) -> None:
    """The looks of a slot by rank into `work.sorted[half]`, closed by -1."""
    looks, size = work.sorted[half], 0
    for n in range(month.standing[slot]):
        size = _sort_in(tables, looks, size, month.where[month.visits[slot, n]])
    if extra >= 0 and tables.look_slot[extra] == slot:
        size = _sort_in(tables, looks, size, extra)
    looks[size] = -1


@inlined
def _sort_in(tables: Tables, looks: Array, size: int, look: int) -> int:
    at, rank = size, tables.look_rank[look]
    while at > 0 and (
        tables.look_rank[looks[at - 1]] > rank or (tables.look_rank[looks[at - 1]] == rank and looks[at - 1] > look)
    ):
        looks[at] = looks[at - 1]
        at -= 1
    looks[at] = look
    return size + 1


@inlined
def _line_up(tables: Tables, book: Book, work: Work, at: int, k: int) -> int:
    """The calls of an option in their order into `work.order`."""
    size = 0
    for half in range(2):
        packed, looks = book.pair_sites[at, k, half], work.sorted[half]
        while packed != 0:
            site = (packed & 63) - 1
            packed >>= SITE_BITS
            n = 0
            while looks[n] >= 0:
                if tables.kind_site[tables.look_kind[looks[n]]] == site:
                    work.order[size] = looks[n]
                    size += 1
                n += 1
    return size


@compiled
def _pin(tables: Tables, work: Work, day: int, size: int) -> bool:
    """Move pinned calls to their positions (see `planner.month.schedule.pinned_positions`). False: two pins collide."""
    order, lined, held = work.order, work.lined, 0
    for n in range(size):
        lined[n] = -1
        held += tables.pin_at[day, tables.need[tables.look_visit[order[n]]]] >= 0
    for turn in range(held):
        chosen, least = -1, 1 << 60
        for n in range(size):
            need = -1 if order[n] < 0 else tables.need[tables.look_visit[order[n]]]
            if need >= 0 and tables.pin_at[day, need] >= 0 and (tables.pin_at[day, need] << 32) + need < least:
                chosen, least = n, (tables.pin_at[day, need] << 32) + need
        due = min(least >> 32, size - held + turn)
        if lined[due] >= 0:
            return False
        lined[due] = order[chosen]
        order[chosen] = -1
    free = 0
    for n in range(size):
        if order[n] >= 0:
            while lined[free] >= 0:
                free += 1
            lined[free] = order[n]
    for n in range(size):
        order[n] = lined[n]
    return True


@inlined
def time_order(tables: Tables, work: Work, day: int, size: int) -> float:
    """The price of the way through the calls of `work.order`, infinite when late; minutes waited into `work.timed[1]`."""
    work.timed[1] = 0.0
    if size == 0:
        return 0.0
    order, walks, here, door = work.order, tables.walks, -1, 0
    gate = clock = way = waited = first_wait = 0
    for n in range(size):
        look = order[n]
        site = tables.kind_site[tables.look_kind[look]]
        if site != here:
            if here < 0:
                gate = clock = _first_gate(tables, day, site)
            else:
                step = walks[here, door, 0]
                clock += step
                leg = tables.travel[tables.band_at[min(clock, 1440)], here + 1, site + 1]
                way += step + leg
                clock += leg
            here, door = site, 0
            clock += tables.arrival[site]
        step = walks[here, door, tables.look_door[look]]
        way += step
        clock += step
        door = tables.look_door[look]
        start = _start(tables, look, clock)
        if start < 0:
            return np.inf
        waited += start - clock
        if n == 0:
            first_wait = start - clock
        clock = start + tables.look_minutes[look]
    clock += walks[here, door, 0]
    leg = tables.travel[tables.band_at[min(clock, 1440)], here + 1, 0]
    if clock + leg > tables.home_by[day]:
        return np.inf
    way += walks[here, door, 0] + leg
    site = tables.kind_site[tables.look_kind[order[0]]]
    departure = _last_departure(tables, day, site, gate + first_wait)
    leg = tables.travel[tables.band_at[min(departure, 1440)], 0, site + 1]
    work.timed[1] = waited - (departure + leg - gate)
    return tables.prices[WALK] * (way + leg)  # type: ignore[no-any-return]


@inlined
def _start(tables: Tables, look: int, clock: int) -> int:
    """The earliest start from a minute on, -1 when too late."""
    for n in range(tables.first_start[look], tables.first_start[look] + tables.starts[look]):
        if clock <= tables.start_high[n]:
            return max(clock, tables.start_low[n])  # type: ignore[no-any-return]
    return -1


@inlined
def _first_gate(tables: Tables, day: int, site: int) -> int:
    begin, end = int(tables.leave[day]), int(tables.home_by[day])
    gate = begin + tables.travel[tables.band_at[min(begin, 1440)], 0, site + 1]
    for band in range(len(tables.band_start) - 1):
        start = tables.band_start[band]
        if begin < start < end:
            gate = min(gate, start + tables.travel[band, 0, site + 1])
    return gate  # type: ignore[no-any-return]


@inlined
def _last_departure(tables: Tables, day: int, site: int, gate: int) -> int:
    begin, latest = int(tables.leave[day]), -1
    for band in range(len(tables.band_start) - 1):
        left = min(gate - tables.travel[band, 0, site + 1], tables.band_start[band + 1] - 1)
        if max(tables.band_start[band], begin) <= left:
            latest = max(latest, left)
    return latest
