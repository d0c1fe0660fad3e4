# ruff: noqa: PLR0917 (compiled code passes its arrays by position)
"""Ruin in compiled code (see `planner.month.ruin`)."""

from planner.month.fast.compiled import below, compiled, draw, inlined, lowest
from planner.month.fast.tables import Array, Month, Tables, Work

STRINGS, HOSPITALS, DAYS = 0.70, 0.85, 0.95
IN_ORDER = 0.5
"""Share of strings that follow the day's order; the others take the blocks nearest to the first."""
LONGEST = 3


@compiled
def choose(tables: Tables, month: Month, work: Work, seed: Array) -> int:
    """Write the visits to take out into `work.chosen`, each once; returns their number."""
    kind = draw(seed)
    look = _seed(tables, month, seed)
    slot, site = tables.look_slot[look], tables.kind_site[tables.look_kind[look]]
    if kind < STRINGS:
        return _strings(tables, month, work, seed, slot, site)
    if kind < HOSPITALS:
        return _hospitals(tables, month, work, seed, slot, site)
    if kind < DAYS:
        return _days(tables, month, work, seed)
    return _scattered(month, work, seed)


@inlined
def _seed(tables: Tables, month: Month, seed: Array) -> int:
    visit = below(seed, len(tables.need))
    while tables.first_look[visit] == tables.first_look[visit + 1]:
        visit = below(seed, len(tables.need))
    look = month.where[visit]
    if look < 0:
        first = tables.first_look[visit]
        look = first + below(seed, tables.first_look[visit + 1] - first)
    return look  # type: ignore[no-any-return]


@inlined
def _take(work: Work, size: int, visit: int) -> int:
    for n in range(size):
        if work.chosen[n] == visit:
            return size
    work.chosen[size] = visit
    return size + 1


@inlined
def _take_block(tables: Tables, month: Month, work: Work, seed: Array, size: int, slot: int, site: int, share: float) -> int:
    for n in range(month.standing[slot]):
        visit = month.visits[slot, n]
        if tables.kind_site[tables.look_kind[month.where[visit]]] == site and (share >= 1.0 or draw(seed) < share):
            size = _take(work, size, visit)
    return size


@compiled
def _strings(tables: Tables, month: Month, work: Work, seed: Array, slot: int, site: int) -> int:
    """One to three blocks on each of the one to six days that come nearest to the seed."""
    days = 1 + below(seed, 6)
    slots = tables.week_slots[slot >> 1] if draw(seed) < 0.7 else (1 << len(month.mask)) - 1
    share = 0.5 if draw(seed) < 0.2 else 1.0
    size = 0
    for n in range(tables.neighbours.shape[1]):
        near = tables.neighbours[site, n]
        here = month.open_at[near] & slots
        while here != 0:
            at = lowest(here)
            if month.line[at] >= 0 and draw(seed) < IN_ORDER:
                size = _row(tables, month, work, seed, size, at, near, share)
            else:
                size = _string(tables, month, work, seed, size, at, near, share)
            days -= 1
            if days == 0:
                return size
            slots &= ~(3 << (at & ~1))
            here &= slots
    return size


@inlined
def _string(tables: Tables, month: Month, work: Work, seed: Array, size: int, slot: int, site: int, share: float) -> int:
    """The block found and the blocks of that day nearest to it."""
    left = 1 + below(seed, LONGEST)
    for n in range(tables.neighbours.shape[1]):
        near = tables.neighbours[site, n]
        for at in (slot, slot ^ 1):
            if month.mask[at] >> near & 1:
                size = _take_block(tables, month, work, seed, size, at, near, share)
                left -= 1
                if left == 0:
                    return size
    return size


@compiled
def _row(tables: Tables, month: Month, work: Work, seed: Array, size: int, slot: int, site: int, share: float) -> int:
    """The block found among blocks that follow each other in the day's order."""
    length, place, passed = 1 + below(seed, LONGEST), 0, 0
    for at in range(slot & ~1, (slot | 1) + 1):
        packed = month.line[at]
        while packed != 0:
            if at == slot and (packed & 63) - 1 == site:
                place = passed
            passed += 1
            packed >>= 6
    first, passed = max(0, place - below(seed, length)), 0
    for at in range(slot & ~1, (slot | 1) + 1):
        packed = month.line[at]
        while packed != 0:
            if first <= passed < first + length:
                size = _take_block(tables, month, work, seed, size, at, (packed & 63) - 1, share)
            passed += 1
            packed >>= 6
    return size


@compiled
def _hospitals(tables: Tables, month: Month, work: Work, seed: Array, slot: int, site: int) -> int:
    """A hospital with up to two neighbours, for the week or now and then for the month."""
    slots = (1 << len(month.mask)) - 1 if draw(seed) < 0.15 else tables.week_slots[slot >> 1]
    size = 0
    for n in range(min(1 + below(seed, 3), tables.neighbours.shape[1])):
        near = tables.neighbours[site, n]
        here = month.open_at[near] & slots
        while here != 0:
            size = _take_block(tables, month, work, seed, size, lowest(here), near, 1.0)
            here &= here - 1
    return size


@compiled
def _days(tables: Tables, month: Month, work: Work, seed: Array) -> int:
    """One or two whole or half days."""
    size = 0
    for _ in range(1 + below(seed, 2)):
        slot = below(seed, len(month.mask))
        whole = draw(seed) >= 0.5
        for at in (slot, slot ^ 1):
            if at == slot or whole:
                for n in range(month.standing[at]):
                    size = _take(work, size, month.visits[at, n])
    return size


@compiled
def _scattered(month: Month, work: Work, seed: Array) -> int:
    size = 0
    for _ in range(2 + below(seed, 8)):
        visit = below(seed, len(month.where))
        if month.where[visit] >= 0:
            size = _take(work, size, visit)
    return size
