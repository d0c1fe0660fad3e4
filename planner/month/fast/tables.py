"""The model and the search's working memory as flat arrays."""

from typing import Any, NamedTuple, TypeAlias

import numpy as np

from planner.month.legs import least_legs
from planner.month.model import Model

Array: TypeAlias = "np.ndarray[Any, Any]"

EXACT = 8
KEPT = 6
PATHS = 1 << 15
PAIRS = 1 << 18
"""Places in the two hash tables: about 70 MB together. They are emptied when three quarters are taken."""
MOST_SITES = 62
MOST_DAYS = 31


class Tables(NamedTuple):
    """Read-only. Looks of visit v are `first_look[v]` to `first_look[v + 1]`; see `Model` for the rest."""

    first_look: Array
    look_slot: Array
    look_kind: Array
    look_own: Array
    look_near: Array
    look_gain: Array
    look_visit: Array
    look_rank: Array
    look_door: Array
    look_minutes: Array
    first_start: Array
    starts: Array
    start_low: Array
    start_high: Array
    walks: Array
    arrival: Array
    travel: Array
    band_at: Array
    band_start: Array
    pin_at: Array
    has_pins: Array
    timed: Array
    need: Array
    penalty: Array
    main_site: Array
    kind_site: Array
    kind_minutes: Array
    spaced: Array
    last_visit: Array
    ideal: Array
    opens: Array
    closes: Array
    leave: Array
    home_by: Array
    target: Array
    maximum: Array
    ordinal: Array
    week_slots: Array
    step: Array
    neighbours: Array
    edge_cost: Array
    edge_time: Array
    inner_cost: Array
    inner_time: Array
    link_cost: Array
    link_time: Array
    through_cost: Array
    through_time: Array
    least: Array
    prices: Array


class Book(NamedTuple):
    """Remembered paths by half and mask, remembered options by pair of masks, and scratch for shortest paths."""

    path_key: Array
    path_count: Array
    path_end: Array
    path_data: Array
    path_sites: Array
    pair_key: Array
    pair_count: Array
    pair_data: Array
    pair_sites: Array
    found: Array
    taken: Array
    scratch: Array
    scratch_sites: Array
    members: Array
    pairs: Array


class Month(NamedTuple):
    """What stands where. `where` holds looks, -1 for none. `known` are prices by slot and kind, NaN when not known."""

    mask: Array
    minutes: Array
    walked: Array
    calls: Array
    cost: Array
    sums: Array
    standing: Array
    visits: Array
    line: Array
    rough: Array
    known: Array
    exact: Array
    where: Array
    days_of: Array
    open_at: Array
    total: Array


class Work(NamedTuple):
    """Lists of the current step: touched days, visits removed and left, sorting keys, slots being covered."""

    touched: Array
    is_touched: Array
    left: Array
    chosen: Array
    keys: Array
    cover_count: Array
    cover_first: Array
    cover_need: Array
    cover_worth: Array
    order: Array
    lined: Array
    sorted: Array
    timed: Array


def suits(model: Model) -> bool:
    """Whether the arrays are wide enough for a month."""
    return 0 < model.sites <= MOST_SITES and 0 < model.days <= MOST_DAYS and any(model.placements)


def coarse_kinds(model: Model) -> dict[tuple[int, int], int]:
    """Site and minutes, all that the sums of a half day look at, numbered."""
    return {kind: n for n, kind in enumerate(dict.fromkeys((each.site, each.minutes) for each in model.kinds))}


def make_tables(model: Model) -> Tables:
    """The model as arrays. Edges, inner legs: index 0 the morning's (in order of travel), 1 the afternoon's (backwards)."""
    legs, weights = model.legs, model.problem.weights
    looks = [each for placements in model.placements for each in placements]
    coarse = coarse_kinds(model)
    needs = model.problem.needs
    weeks = {week: sum(3 << 2 * day for day, other in enumerate(model.week) if other == week) for week in model.week}
    backwards = [np.array(each).T for each in (legs.afternoon_cost, legs.afternoon_time)]
    counts = [bool(weights.uneven_day) and (need.owed + need.optional > 1 or need.last_visit is not None) for need in needs]
    return Tables(
        first_look=_whole(np.cumsum([0, *(len(each) for each in model.placements)])),
        look_slot=_whole([each.slot for each in looks]),
        look_kind=_whole([coarse[each.site, each.minutes] for each in looks]),
        look_own=_whole([each.kind for each in looks]),
        look_near=_whole([each.near for each in looks]),
        look_gain=_real([each.gain for each in looks]),
        look_visit=_whole([visit for visit, placements in enumerate(model.placements) for _ in placements]),
        look_rank=_whole([each.rank for each in looks]),
        look_minutes=_whole([each.minutes for each in looks]),
        **_clock(model),
        need=_whole(model.need),
        penalty=_real(model.penalty),
        main_site=_whole([each[0].site if each else 0 for each in model.placements]),
        kind_site=_whole([site for site, _ in coarse]),
        kind_minutes=_real([minutes for _, minutes in coarse]),
        spaced=np.array(counts, dtype=np.bool_),
        last_visit=_whole([need.last_visit.toordinal() if need.last_visit else -1 for need in needs]),
        ideal=_real([need.ideal_gap_days for need in needs]),
        opens=_real(model.opens),
        closes=_real(model.closes),
        leave=_real(model.leave),
        home_by=_real(model.home_by),
        target=_whole(model.target),
        maximum=_whole(model.maximum),
        ordinal=_whole(model.ordinal),
        week_slots=_whole([weeks[week] for week in model.week]),
        step=_real(model.step),
        neighbours=_whole(model.neighbours),
        edge_cost=_real([legs.first_cost, legs.last_cost]),
        edge_time=_real([legs.first_time, legs.last_time]),
        inner_cost=_real([legs.morning_cost, backwards[0]]),
        inner_time=_real([legs.morning_time, backwards[1]]),
        link_cost=_real(legs.link_cost),
        link_time=_real(legs.link_time),
        through_cost=_real(legs.through_cost),
        through_time=_real(legs.through_time),
        least=_real(least_legs(legs)),
        prices=_real([weights.call_short, weights.travel_minute, weights.waiting_minute, weights.uneven_day]),
    )


def make_book() -> Book:
    """An empty book."""
    return Book(
        path_key=np.zeros((2, PATHS), np.int64),
        path_count=np.zeros((2, PATHS), np.int64),
        path_end=np.zeros((2, PATHS, EXACT), np.int64),
        path_data=np.zeros((2, PATHS, EXACT, 3), np.float64),
        path_sites=np.zeros((2, PATHS, EXACT), np.int64),
        pair_key=np.zeros((PAIRS, 2), np.int64),
        pair_count=np.zeros(PAIRS, np.int64),
        pair_data=np.zeros((PAIRS, KEPT, 6), np.float32),
        pair_sites=np.zeros((PAIRS, KEPT, 2), np.int64),
        found=np.zeros(2, np.int64),
        taken=np.zeros(3, np.int64),
        scratch=np.zeros((1 << EXACT, EXACT, 3), np.float64),
        scratch_sites=np.zeros((1 << EXACT, EXACT), np.int64),
        members=np.zeros(EXACT, np.int64),
        pairs=np.zeros((EXACT * EXACT, 8), np.float64),
    )


def make_month(model: Model) -> Month:
    """A month in which no visit stands."""
    slots, days = 2 * model.days, model.days
    weights = model.problem.weights
    short = _real([weights.call_short * target for target in model.target])
    total = short.sum() + sum(model.penalty) + weights.moved_call * len(model.problem.published)
    return Month(
        mask=np.zeros(slots, np.int64),
        minutes=np.zeros(slots, np.float64),
        walked=np.zeros(days, np.float64),
        calls=np.zeros(days, np.int64),
        cost=short,
        sums=np.zeros(days, np.float64),
        standing=np.zeros(slots, np.int64),
        visits=np.zeros((slots, max(1, *model.maximum, 1)), np.int64),
        line=np.zeros((slots,), np.int64),
        rough=np.full((slots, len(coarse_kinds(model))), np.nan),
        known=np.full((slots, len(coarse_kinds(model))), np.nan),
        exact=np.full((slots, len(model.kinds)), np.nan),
        where=np.full(len(model.need), -1, np.int64),
        days_of=np.zeros(len(model.problem.needs), np.int64),
        open_at=np.zeros(model.sites, np.int64),
        total=np.array([total]),
    )


def make_work(model: Model) -> Work:
    """Room for the lists of a step."""
    visits, slots = len(model.need), 2 * model.days
    most = 2 + max([1, *model.maximum])
    return Work(
        touched=np.zeros(model.days + 1, np.int64),
        is_touched=np.zeros(model.days, np.bool_),
        left=np.zeros(visits + 1, np.int64),
        chosen=np.zeros(visits + 1, np.int64),
        keys=np.zeros(visits + 1, np.float64),
        cover_count=np.zeros(slots, np.int64),
        cover_first=np.zeros(slots, np.int64),
        cover_need=np.zeros(slots, np.int64),
        cover_worth=np.zeros(slots, np.float64),
        order=np.zeros(most, np.int64),
        lined=np.zeros(most, np.int64),
        sorted=np.zeros((2, most), np.int64),
        timed=np.zeros(2, np.float64),
    )


def _whole(values: Any) -> Array:
    return np.ascontiguousarray(np.array(values, dtype=np.int64))


def _real(values: Any) -> Array:
    return np.ascontiguousarray(np.array(values, dtype=np.float64))


def _clock(model: Model) -> dict[str, Array]:
    """What `planner.month.fast.timing` needs. Starts of a look are `first_start` and the `starts` that follow."""
    problem, timetable = model.problem, model.timetable
    looks = [(visit, each) for visit, placements in enumerate(model.placements) for each in placements]
    intervals = [timetable.starts(each.slot >> 1, (model.need[visit], each.place)) for visit, each in looks]
    flat = [interval for found in intervals for interval in found]
    widest = max((len(site.walking.minutes) for site in problem.sites), default=1)
    walks = np.zeros((max(1, len(problem.sites)), widest, widest), np.int64)
    for n, site in enumerate(problem.sites):
        size = len(site.walking.minutes)
        walks[n, :size, :size] = site.walking.minutes
    travel = problem.travel
    pins = [[pinned.get(need, -1) for need in range(len(problem.needs))] for pinned in model.pinned_order]
    return {
        "look_door": _whole([problem.needs[model.need[visit]].places[each.place].door for visit, each in looks]),
        "first_start": _whole(np.cumsum([0, *(len(found) for found in intervals)])[:-1]),
        "starts": _whole([len(found) for found in intervals]),
        "start_low": _whole([low for low, _ in flat]),
        "start_high": _whole([high for _, high in flat]),
        "walks": walks,
        "arrival": _whole([site.arrival_minutes for site in problem.sites]),
        "travel": _whole(travel.minutes),
        "band_at": _whole([travel.band(minute) for minute in range(1441)]),
        "band_start": _whole([*travel.band_starts, 10**6]),
        "pin_at": _whole(pins),
        "has_pins": np.array([bool(pinned) for pinned in model.pinned_order], dtype=np.bool_),
        "timed": np.array([model.exact or any(each.fine for _, each in looks)], dtype=np.bool_),
    }
