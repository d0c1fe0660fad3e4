"""What a month costs at least, as a looser problem: days of routes and customers of calls, each on its own.

Loosened, so that every plan of the month stays a solution that costs no more here: legs take the least of all times of day,
a day is a morning and an afternoon, calls start in the right half, walks inside a hospital take the shortest way to each
door, waiting is free, and appointments and pins bind only where they take starting times away.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from planner.domain.calendar import FieldDay
from planner.domain.units import NOON, HalfDay
from planner.month.moments import StartInterval, appointment_on, call_minutes, start_intervals
from planner.month.objective import missed_cost, optional_gain
from planner.month.problem import MonthProblem, Need, Site
from planner.month.schedule import day_maximum, day_target
from planner.month.spacing import committed_dates

Numbers = npt.NDArray[np.float64]
MOST_SITES = 60
"""Hospitals beyond this number are merged, nearest pairs first: sets of them are bits of one machine word."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A call that one half of a day can hold: its minutes with the walk to the door, and what it gains beside its price."""

    customer: int
    site: int
    minutes: int
    gain: float


@dataclass(frozen=True, slots=True)
class DayKind:
    """Days that are alike: their indices, the offers of both halves, the minutes each half gives, target and maximum.

    `room` is the time from leaving home to the last morning call's end, and from the first afternoon call's earliest
    beginning to being home.
    """

    days: tuple[int, ...]
    offers: tuple[tuple[Offer, ...], tuple[Offer, ...]]
    room: tuple[int, int]
    target: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The looser problem. Places are 0 = home and site + 1 as in `legs` (minutes); `costs[customer][calls]` is a customer's
    own cost by number of calls; `constant` is paid whatever the plan."""

    kinds: tuple[DayKind, ...]
    legs: Numbers
    arrival: tuple[int, ...]
    costs: tuple[tuple[float, ...], ...]
    travel_minute: float
    call_short: float
    constant: float


def relax(problem: MonthProblem) -> Relaxation:
    """Loosen a month."""
    legs, arrival, site_of = _merged(problem)
    doors = {site: Counter(_doors(problem, site)) for site in range(len(problem.sites))}
    drafts: dict[tuple[object, ...], tuple[DayKind, list[int]]] = {}
    for index, day in enumerate(problem.days):
        kind = _kind(problem, day, site_of, doors)
        drafts.setdefault((kind.offers, kind.room, kind.target, kind.maximum), (kind, []))[1].append(index)
    kinds = (DayKind(tuple(days), kind.offers, kind.room, kind.target, kind.maximum) for kind, days in drafts.values())
    return Relaxation(
        kinds=tuple(kinds),
        legs=legs,
        arrival=arrival,
        costs=tuple(_customer_costs(problem, need) for need in problem.needs),
        travel_minute=problem.weights.travel_minute,
        call_short=problem.weights.call_short,
        constant=problem.weights.moved_call * len(problem.published),
    )


def _merged(problem: MonthProblem) -> tuple[Numbers, tuple[int, ...], dict[int, int]]:
    """Legs and arrival minutes of the sites in use, and where each site of the problem is found among them."""
    used = sorted({place.site for need in problem.needs for place in need.places})
    legs = _gate_to_gate(problem, used)
    groups = [[site] for site in used]
    while len(groups) > MOST_SITES:
        legs, groups = _merge_nearest(legs, groups)
    arrival = tuple(min(problem.sites[site].arrival_minutes for site in group) for group in groups)
    return legs, arrival, {site: n for n, group in enumerate(groups) for site in group}


def _gate_to_gate(problem: MonthProblem, used: list[int]) -> Numbers:
    """Least minutes of every leg at any time of day, with the shortest walk out of the hospital that is left."""
    least = np.min(np.array(problem.travel.minutes, dtype=np.float64), axis=0)
    places = [0, *(site + 1 for site in used)]
    legs: Numbers = least[np.ix_(places, places)]
    legs[1:] += np.array([[_walk_out(problem, site)] for site in used]).reshape(len(used), 1)
    np.fill_diagonal(legs, 0)
    return legs


def _walk_out(problem: MonthProblem, site: int) -> int:
    """The shortest walk to the gate from any door with a customer."""
    return min(problem.sites[site].walking.minutes[door][0] for door in _doors(problem, site))


def _doors(problem: MonthProblem, site: int) -> list[int]:
    """The doors of a site, once for each customer behind them."""
    return [place.door for need in problem.needs for place in need.places if place.site == site]


def _walk_in(site: Site, door: int, customers: Mapping[int, int]) -> int:
    """The shortest walk to a customer's door, from the gate or from another customer's; `customers` by door."""
    before = {0} | {each for each, count in customers.items() if count > (each == door)}
    return min(site.walking.minutes[each][door] for each in before)


def _merge_nearest(legs: Numbers, groups: list[list[int]]) -> tuple[Numbers, list[list[int]]]:
    inner = legs[1:, 1:] + np.diag(np.full(len(groups), np.inf))
    one, other = sorted(int(n) for n in np.unravel_index(int(inner.argmin()), inner.shape))
    legs = legs.copy()
    legs[one + 1] = np.minimum(legs[one + 1], legs[other + 1])
    legs[:, one + 1] = np.minimum(legs[:, one + 1], legs[:, other + 1])
    np.fill_diagonal(legs, 0)
    keep = [n for n in range(len(legs)) if n != other + 1]
    merged = [group + groups[other] if n == one else group for n, group in enumerate(groups) if n != other]
    return legs[np.ix_(keep, keep)], merged


def _kind(problem: MonthProblem, day: FieldDay, site_of: dict[int, int], doors: Mapping[int, Mapping[int, int]]) -> DayKind:
    morning: list[Offer] = []
    afternoon: list[Offer] = []
    ends, begins, early = [int(day.hours.start)], [int(day.hours.end)], 0
    published = [(each.customer, each.half) for each in problem.published if each.date == day.date]
    for customer, need in enumerate(problem.needs):
        for place in need.places:
            site = problem.sites[place.site]
            minutes = call_minutes(need, appointment_on(problem, need.customer, site.hospital, day.date))
            walk = _walk_in(site, place.door, doors[place.site])
            starts = start_intervals(problem, need, place, day)
            for half, offers in ((HalfDay.MORNING, morning), (HalfDay.AFTERNOON, afternoon)):
                inside = _starts_in(half, starts)
                if inside:
                    gain = problem.weights.moved_call * published.count((need.customer, half))
                    gain -= problem.weights.travel_minute * walk
                    offers.append(Offer(customer, site_of[place.site], minutes + walk, gain))
                    if half is HalfDay.MORNING:
                        ends.append(inside[-1][1] + minutes)
                    else:
                        begins.append(inside[0][0])
                        early = max(early, site.arrival_minutes + walk)
    room = (max(ends) - day.hours.start, day.hours.end - min(begins) + early)
    return DayKind((), (tuple(morning), tuple(afternoon)), room, day_target(problem, day), day_maximum(problem, day))


def _starts_in(half: HalfDay, starts: tuple[StartInterval, ...]) -> list[StartInterval]:
    """The part of the starts in one half of the day, in order."""
    first, last = (0, NOON - 1) if half is HalfDay.MORNING else (NOON, 1440)
    return sorted((max(low, first), min(high, last)) for low, high in starts if max(low, first) <= min(high, last))


def _customer_costs(problem: MonthProblem, need: Need) -> tuple[float, ...]:
    """What a customer costs at least by number of calls: missed, optional and spacing; infinite where no dates exist."""
    most = need.owed + need.optional
    uneven = _least_uneven(problem, need, most)
    weights = problem.weights
    return tuple(
        missed_cost(need, calls, weights) - optional_gain(need, calls, weights) + weights.uneven_day * uneven[calls]
        if uneven[calls] < np.inf
        else np.inf
        for calls in range(most + 1)
    )


def _least_uneven(problem: MonthProblem, need: Need, most: int) -> list[float]:
    """By number of calls, the least uneven days over all choices of dates that keep the minimum gap."""
    dates = [day.date for day in problem.days if any(start_intervals(problem, need, place, day) for place in need.places)]
    committed = committed_dates(problem, need)
    least, ending = [0.0], {day: _step(need, need.last_visit, day, committed) for day in dates}
    for _ in range(most):
        least.append(min(ending.values(), default=np.inf))
        ending = {
            day: min((ending[before] + _step(need, before, day, committed) for before in dates if before < day), default=np.inf)
            for day in dates
        }
    return least


def _step(need: Need, before: date | None, day: date, committed: frozenset[date]) -> float:
    """Uneven days between two neighbouring calls; infinite where they are too close."""
    if before is None:
        return 0.0
    apart = (day - before).days
    if 0 < apart < need.minimum_gap_days and not {before, day} <= committed:
        return np.inf
    return abs(apart - need.ideal_gap_days)


def convex_steps(costs: tuple[float, ...]) -> list[tuple[int, float]]:
    """The lower convex hull of costs by number of calls, as (calls, cost of each of them) from the left."""
    hull: list[tuple[int, float]] = []
    for point in ((n, cost) for n, cost in enumerate(costs) if cost < np.inf):
        while len(hull) > 1 and _above(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    return [(right[0] - left[0], (right[1] - left[1]) / (right[0] - left[0])) for left, right in pairwise(hull)]


def _above(left: tuple[int, float], middle: tuple[int, float], right: tuple[int, float]) -> bool:
    """Whether the middle point lies on or above the line from left to right."""
    return (middle[1] - left[1]) * (right[0] - left[0]) >= (right[1] - left[1]) * (middle[0] - left[0])
