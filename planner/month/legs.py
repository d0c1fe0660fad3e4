"""Travel, arrival and walking between sites as the search adds them up."""

from collections.abc import Sequence

from planner.month.problem import MonthProblem
from planner.month.tourbook import Legs, Row, Rows

MORNING, LUNCH, AFTERNOON, EVENING = 600, 750, 900, 1035
"""Minutes of the day that stand for a part of it when travel depends on the time of departure."""


def used_doors(problem: MonthProblem) -> list[list[int]]:
    """The doors behind which customers are met, by site."""
    doors: list[set[int]] = [set() for _ in problem.sites]
    for need in problem.needs:
        for place in need.places:
            doors[place.site].add(place.door)
    return [sorted(each) for each in doors]


def neighbours(problem: MonthProblem) -> list[list[int]]:
    """By site, all sites from the nearest to the farthest, itself first."""
    matrix = problem.travel.minutes[problem.travel.band(MORNING)]
    sites = range(len(problem.sites))
    return [sorted(sites, key=lambda b, a=a: (a != b, matrix[a + 1][b + 1] + matrix[b + 1][a + 1], b)) for a in sites]  # type: ignore[misc]


def legs(problem: MonthProblem, doors: Sequence[Sequence[int]]) -> Legs:
    """The legs of a day by part of the day, walks between gate and nearest door included.

    Where a site has several doors the nearest one is taken: the sums are then optimistic, and days are timed call by call.
    """
    walking = [site.walking.minutes for site in problem.sites]
    ins = [min((walks[0][door] for door in used), default=0) for walks, used in zip(walking, doors, strict=True)]
    outs = [min((walks[door][0] for door in used), default=0) for walks, used in zip(walking, doors, strict=True)]
    stays = [min((walks[a][b] for a in used for b in used), default=0) for walks, used in zip(walking, doors, strict=True)]
    arrivals = [int(site.arrival_minutes) for site in problem.sites]
    weight = problem.weights.travel_minute
    start = min((day.hours.start for day in problem.days), default=MORNING)

    def home_to(departure: int) -> list[int]:
        return [problem.travel.between(0, site + 1, departure) + ins[site] for site in range(len(ins))]

    def between(departure: int) -> list[list[int]]:
        sites = range(len(ins))
        return [[outs[a] + problem.travel.between(a + 1, b + 1, departure) + ins[b] for b in sites] for a in sites]

    first, through = home_to(start), home_to(LUNCH)
    last = [outs[site] + problem.travel.between(site + 1, 0, EVENING) for site in range(len(ins))]
    morning, link, afternoon = between(MORNING), between(LUNCH), between(AFTERNOON)
    for site, stay in enumerate(stays):
        link[site][site] = stay
    link_time = _arriving(link, arrivals)
    for site, stay in enumerate(stays):
        link_time[site][site] = float(stay)
    return Legs(
        first_cost=[weight * minutes for minutes in first],
        first_time=[float(minutes + arrival) for minutes, arrival in zip(first, arrivals, strict=True)],
        morning_cost=_priced(morning, weight),
        morning_time=_arriving(morning, arrivals),
        link_cost=_priced(link, weight),
        link_time=link_time,
        afternoon_cost=_priced(afternoon, weight),
        afternoon_time=_arriving(afternoon, arrivals),
        last_cost=[weight * minutes for minutes in last],
        last_time=[float(minutes) for minutes in last],
        through_cost=[weight * minutes for minutes in through],
        through_time=[float(minutes + arrival) for minutes, arrival in zip(through, arrivals, strict=True)],
    )


def _priced(matrix: list[list[int]], weight: float) -> Rows:
    return [[weight * minutes for minutes in row] for row in matrix]


def _arriving(matrix: list[list[int]], arrivals: list[int]) -> Rows:
    return [[float(minutes + arrival) for minutes, arrival in zip(row, arrivals, strict=True)] for row in matrix]


def least_legs(legs: Legs) -> Row:
    """By site, the least minutes of any leg into it from elsewhere."""
    found = []
    for site, (first, through) in enumerate(zip(legs.first_time, legs.through_time, strict=True)):
        matrices = (legs.morning_time, legs.link_time, legs.afternoon_time)
        others = [matrix[other][site] for matrix in matrices for other in range(len(matrix)) if other != site]
        found.append(min([first, through, *others]))
    return found


def least_sum(least: Row, mask: int) -> tuple[float, float]:
    """The least legs into a set of sites, added up, and the longest of them."""
    total, most = 0.0, 0.0
    while mask:
        low = mask & -mask
        leg = least[low.bit_length() - 1]
        total += leg
        most = max(most, leg)
        mask ^= low
    return total, most
