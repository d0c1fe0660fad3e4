"""Better orders inside one day, timed call by call: for days in which hours finer than half days ask to leave a block early.

Method: relocation of strings of one to three calls (Or 1976), best first, until none gains.
"""

from planner.month.objective import day_cost
from planner.month.schedule import Timetable, Timing, Visit
from planner.solving import SolveControl

Order = tuple[Visit, ...]


def reorder_day(timetable: Timetable, day: int, order: Order, control: SolveControl) -> Order:
    """An order of the same calls that costs no more."""
    cost = _cost(timetable, day, order)
    while not control.should_stop():
        others = [*_relocations(order), *_other_doors(timetable, day, order)]
        tried = min(((_cost(timetable, day, each), each) for each in others), default=None)
        if tried is None or tried[0] >= cost - 1e-9:
            break
        cost, order = tried
    return order


def _relocations(order: Order) -> list[Order]:
    found = []
    for length in (1, 2, 3):
        for first in range(len(order) - length + 1):
            string, rest = order[first : first + length], order[:first] + order[first + length :]
            found += [rest[:at] + string + rest[at:] for at in range(len(rest) + 1) if at != first]
    return found


def _other_doors(timetable: Timetable, day: int, order: Order) -> list[Order]:
    """One call made at another door of the same hospital, where the customer has several."""
    found = []
    for at, (need, place) in enumerate(order):
        sites = timetable.sites[need]
        for other in range(len(sites)):
            if other != place and sites[other] == sites[place] and timetable.starts(day, (need, other)):
                found.append((*order[:at], (need, other), *order[at + 1 :]))  # noqa: PERF401
    return found


def _cost(timetable: Timetable, day: int, order: Order) -> float:
    timing = timetable.time_calls(day, order)
    return day_cost(timing, timetable.problem.weights) if isinstance(timing, Timing) else float("inf")
