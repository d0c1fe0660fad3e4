"""The rest of a day that has begun: from a door and a minute on, by the same arithmetic as a whole day."""

from collections.abc import Sequence
from typing import NamedTuple

from planner.month.schedule import Refusal, RefusalCause, Timetable, Visit


class Whereabouts(NamedTuple):
    """Behind a door of a site (door 0 is the gate), at a minute of the day."""

    site: int
    door: int
    clock: int


class RestOfDay(NamedTuple):
    """Arrival at the doors and starts of the calls, and when the rep is home."""

    arrivals: tuple[int, ...]
    starts: tuple[int, ...]
    home: int


def time_rest(timetable: Timetable, day: int, here: Whereabouts, visits: Sequence[Visit]) -> RestOfDay | Refusal:
    """The earliest times of calls in this order from here on, or the first call that does not fit."""
    site, door, clock = here
    arrivals, starts = [], []
    for position, visit in enumerate(visits):
        to_site, to_door = timetable.spot(visit)
        clock = reach(timetable, Whereabouts(site, door, clock), to_site, to_door)
        site, door = to_site, to_door
        arrivals.append(clock)
        start = next((max(clock, low) for low, high in timetable.starts(day, visit) if clock <= high), None)
        if start is None:
            return Refusal(position, RefusalCause.LATE if timetable.starts(day, visit) else RefusalCause.CLOSED)
        starts.append(start)
        clock = start + timetable.minutes(day, visit)
    clock += timetable.walk(site, door, 0)
    home = clock + timetable.travel(site + 1, 0, clock)
    if home > timetable.problem.days[day].hours.end:
        return Refusal(len(visits) - 1, RefusalCause.HOME_LATE)
    return RestOfDay(tuple(arrivals), tuple(starts), home)


def reach(timetable: Timetable, here: Whereabouts, site: int, door: int) -> int:
    """When one is behind another door: on foot inside a site, else by way of the gates with arrival minutes."""
    if site == here.site:
        return here.clock + timetable.walk(site, here.door, door)
    gate = here.clock + timetable.walk(here.site, here.door, 0)
    gate += timetable.travel(here.site + 1, site + 1, gate)
    return gate + timetable.arrival_minutes(site) + timetable.walk(site, 0, door)
