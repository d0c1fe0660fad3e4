"""One day's calls as whole-number matrices for a routing model: node 0 is home, node n the n-th call of the warm start."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from planner.month.moments import StartInterval
from planner.month.schedule import Timetable, Timing, Visit

Spot: TypeAlias = tuple[int, int]
"""Site and door."""
COST_SCALE = 100
"""Costs are whole hundredths of the objective's unit."""


@dataclass(frozen=True, slots=True)
class DayMatrices:
    """`minutes[i][j]` from the start of call i to the door of call j, call i included; `cost[i][j]` what the way costs.

    `starts[n]` are the intervals in which node n may start (home: the day's hours), `positions` the pinned positions by
    node, 0 = first call; `waiting_cost` per minute. Costs are in hundredths.
    """

    minutes: list[list[int]]
    cost: list[list[int]]
    starts: list[tuple[StartInterval, ...]]
    positions: dict[int, int]
    waiting_cost: int


def day_matrices(timetable: Timetable, day: int, order: Sequence[Visit], timing: Timing) -> tuple[DayMatrices, ...]:
    """The matrices around an accepted order, with travel in the band in which that order leaves each place.

    Where travel changes with the hour, a second set follows with every leg in its fastest band.
    """
    leaving = (
        timing.departure,
        *(start + timetable.minutes(day, visit) for start, visit in zip(timing.starts, order, strict=True)),
    )
    models = [_matrices(timetable, day, order, [(minute,) for minute in leaving])]
    bands = timetable.problem.travel.band_starts
    if len(bands) > 1:
        models.append(_matrices(timetable, day, order, [bands] * len(leaving)))
    return tuple(models)


def gaps(intervals: Sequence[StartInterval]) -> Iterator[tuple[int, int]]:
    """First and last minute of every gap between start intervals, which are sorted by their beginning."""
    closed = intervals[0][1]
    for low, high in intervals[1:]:
        if closed + 1 < low:
            yield closed + 1, low - 1
        closed = max(closed, high)


def _matrices(timetable: Timetable, day: int, order: Sequence[Visit], leaving: Sequence[Sequence[int]]) -> DayMatrices:
    """`leaving[n]` are the minutes at which node n may be left; the fastest counts."""
    weights, hours = timetable.problem.weights, timetable.problem.days[day].hours
    lasting = [0, *(timetable.minutes(day, visit) for visit in order)]
    spots = [None, *(timetable.spot(visit) for visit in order)]
    ways = [[_way(timetable, here, there, minutes) for there in spots] for here, minutes in zip(spots, leaving, strict=True)]
    scale = weights.travel_minute * COST_SCALE
    return DayMatrices(
        minutes=[[minutes + spent for minutes, _ in row] for row, spent in zip(ways, lasting, strict=True)],
        cost=[[round(scale * paid) for _, paid in row] for row in ways],
        starts=[((hours.start, hours.end),), *(timetable.starts(day, visit) for visit in order)],
        positions={n + 1: position for n, position in timetable.pinned(day, order).items()},
        waiting_cost=round(weights.waiting_minute * COST_SCALE),
    )


def _way(timetable: Timetable, here: Spot | None, there: Spot | None, leaving: Sequence[int]) -> tuple[int, int]:
    """Minutes from door to door, arrival minutes included, and those of them that are travel or walking; None = home."""
    if here is not None and there is not None and here[0] == there[0]:
        walk = timetable.walk(here[0], here[1], there[1])
        return walk, walk
    out = timetable.walk(here[0], here[1], 0) if here else 0
    origin, destination = (here[0] + 1 if here else 0), (there[0] + 1 if there else 0)
    travel = min(timetable.travel(origin, destination, minute + out) for minute in leaving)
    inside = timetable.walk(there[0], 0, there[1]) if there else 0
    arriving = timetable.arrival_minutes(there[0]) if there else 0
    return out + travel + arriving + inside, out + travel + inside
