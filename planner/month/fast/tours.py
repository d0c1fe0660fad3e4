"""Tours of a day in compiled code: shortest paths over subsets, joined over lunch (see `planner.month.tourbook`)."""

import numpy as np

from planner.month.fast.compiled import compiled, inlined, lowest
from planner.month.fast.tables import EXACT, KEPT, PAIRS, PATHS, Book, Tables

_MIX = np.uint64(0x9E3779B97F4A7C15)
_DOWN = np.uint64(32)


@inlined
def _spread(mask: int, other: int) -> int:
    x = np.uint64(mask) * _MIX
    x ^= x >> _DOWN
    x = (x + np.uint64(other)) * _MIX
    x ^= x >> _DOWN
    return np.int64(x & np.uint64(0x7FFFFFFF))  # type: ignore[return-value]


@compiled
def _paths(tables: Tables, book: Book, half: int, mask: int) -> int:
    """The place in the book of a half's paths; -1 for more hospitals than are ordered exactly."""
    at = _spread(mask, 0) & (PATHS - 1)
    while book.path_key[half, at] != 0:
        if book.path_key[half, at] == mask:
            return at if book.path_count[half, at] > 0 else -1
        at = (at + 1) & (PATHS - 1)
    if book.taken[half] * 4 > PATHS * 3:
        book.path_key[half, :] = 0
        book.taken[half] = 0
        at = _spread(mask, 0) & (PATHS - 1)
    book.taken[half] += 1
    book.path_key[half, at] = mask
    book.path_count[half, at] = 0
    size, rest = 0, mask
    while rest != 0 and size <= EXACT:
        if size < EXACT:
            book.members[size] = lowest(rest)
        size += 1
        rest &= rest - 1
    if size > EXACT:
        return -1
    _shortest(tables, book, half, size)
    full = (1 << size) - 1
    for end in range(size):
        book.path_end[half, at, end] = book.members[end]
        for part in range(3):
            book.path_data[half, at, end, part] = book.scratch[full, end, part]
        book.path_sites[half, at, end] = book.scratch_sites[full, end]
    book.path_count[half, at] = size
    return at


@inlined
def _appended(packed: int, site: int, half: int) -> int:
    """A path of sites, six bits each plus one, the first call's lowest; the afternoon's grows backwards."""
    if half == 1:
        return packed << 6 | (site + 1)
    shift = 0
    while packed >> shift:
        shift += 6
    return packed | (site + 1) << shift


@compiled
def _shortest(tables: Tables, book: Book, half: int, size: int) -> None:
    """Fill the scratch: by subset and end the least cost, the minutes of the home leg and of the legs between."""
    members, scratch = book.members, book.scratch
    for subset in range(1, 1 << size):
        for end in range(size):
            if not subset >> end & 1:
                continue
            before = subset ^ (1 << end)
            site = members[end]
            if before == 0:
                scratch[subset, end, 0] = tables.edge_cost[half, site]
                scratch[subset, end, 1] = tables.edge_time[half, site]
                scratch[subset, end, 2] = 0.0
                book.scratch_sites[subset, end] = site + 1
                continue
            best, chosen = np.inf, -1
            for other in range(size):
                if before >> other & 1:
                    cost = scratch[before, other, 0] + tables.inner_cost[half, members[other], site]
                    if cost < best:
                        best, chosen = cost, other
            scratch[subset, end, 0] = best
            book.scratch_sites[subset, end] = _appended(book.scratch_sites[before, chosen], site, half)
            scratch[subset, end, 1] = scratch[before, chosen, 1]
            scratch[subset, end, 2] = scratch[before, chosen, 2] + tables.inner_time[half, members[chosen], site]


@compiled
def options(tables: Tables, book: Book, morning: int, afternoon: int) -> int:
    """The place in the book of the orders of a day, cheapest first. Fields: cost, first, morning, link, afternoon, last."""
    at = _spread(morning, afternoon) & (PAIRS - 1)
    while book.pair_count[at] != 0:
        if book.pair_key[at, 0] == morning and book.pair_key[at, 1] == afternoon:
            return at
        at = (at + 1) & (PAIRS - 1)
    if book.taken[2] * 4 > PAIRS * 3:
        book.pair_count[:] = 0
        book.taken[2] = 0
        at = _spread(morning, afternoon) & (PAIRS - 1)
    book.taken[2] += 1
    book.pair_key[at, 0] = morning
    book.pair_key[at, 1] = afternoon
    # One more than the number of options, so that none is still a place taken.
    book.pair_count[at] = 1 + _join(tables, book, at, morning, afternoon)
    return at


@compiled
def _join(tables: Tables, book: Book, at: int, morning: int, afternoon: int) -> int:
    before = _paths(tables, book, 0, morning) if morning else -2
    after = _paths(tables, book, 1, afternoon) if afternoon else -2
    if before == -1 or after == -1:
        return 0
    out = book.pair_data[at]
    if morning == 0 and afternoon == 0:
        out[0, :] = 0.0
        book.pair_sites[at, 0, :] = 0
        return 1
    size, pairs = 0, book.pairs
    for m in range(book.path_count[0, before] if morning else 1):
        for n in range(book.path_count[1, after] if afternoon else 1):
            pair = pairs[size]
            pair[1], pair[2], pair[3], pair[5], pair[6] = 0.0, 0.0, 0.0, 0.0, 0.0
            cost = 0.0
            if morning:
                end = book.path_end[0, before, m]
                cost += book.path_data[0, before, m, 0]
                pair[1], pair[2] = book.path_data[0, before, m, 1], book.path_data[0, before, m, 2]
            if afternoon:
                start = book.path_end[1, after, n]
                cost += book.path_data[1, after, n, 0]
                pair[6], pair[5] = book.path_data[1, after, n, 1], book.path_data[1, after, n, 2]
            if morning and afternoon:
                cost += tables.link_cost[end, start]
                pair[3] = tables.link_time[end, start]
            elif morning:
                cost += tables.edge_cost[1, end]
                pair[3] = tables.edge_time[1, end]
            else:
                cost += tables.through_cost[start]
                pair[3] = tables.through_time[start]
            pair[0], pair[7] = cost, m * EXACT + n
            size += 1
    return _undominated(book, at, size, before, after)


@inlined
def _undominated(book: Book, at: int, size: int, before: int, after: int) -> int:
    """Move the cheapest pairs that are quicker somewhere than all cheaper ones into the book."""
    pairs, out = book.pairs, book.pair_data[at]
    for kept in range(KEPT):
        best = 0
        for n in range(1, size):
            if pairs[n, 0] < pairs[best, 0]:
                best = n
        if size == 0 or pairs[best, 0] == np.inf:
            return kept
        chosen = pairs[best]
        for part in range(2):
            out[kept, part] = chosen[part]
        out[kept, 2], out[kept, 3], out[kept, 4], out[kept, 5] = chosen[2], chosen[3], chosen[5], chosen[6]
        m, n = int(chosen[7]) // EXACT, int(chosen[7]) % EXACT
        book.pair_sites[at, kept, 0] = book.path_sites[0, before, m] if before >= 0 else 0
        book.pair_sites[at, kept, 1] = book.path_sites[1, after, n] if after >= 0 else 0
        ready, rest = chosen[1] + chosen[2], chosen[5] + chosen[6]
        reached = ready + chosen[3]
        chosen[0] = np.inf
        left = 0
        for n in range(size):
            here = pairs[n, 1] + pairs[n, 2]
            slower = here >= ready and here + pairs[n, 3] >= reached and pairs[n, 5] + pairs[n, 6] >= rest
            if not slower and pairs[n, 0] < np.inf:
                if left < n:
                    for part in range(8):
                        pairs[left, part] = pairs[n, part]
                left += 1
        size = left
    return KEPT
