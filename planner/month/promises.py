"""The last resort for appointments and pins that the search could not fit: their day is built around them alone."""

from itertools import permutations, product

from planner.month.draft import Draft
from planner.month.schedule import Timing, Visit
from planner.month.wanted import Wanted, wanted_calls

MOST = 5
"""Promised calls of one day of which every order is tried; with more, the new one is tried at every position."""


def keep_promises(draft: Draft) -> None:
    """Fit every promise not yet kept, at the price of calls that nobody promised; those are tried again elsewhere later.

    A promise that may be kept on several days gives way to one that may not.
    """
    promises = [call for call in wanted_calls(draft.problem) if call.committed]
    for call in sorted(promises, key=lambda each: len(each.dates or ())):
        if not _is_kept(draft, call) and not _fit(draft, call):
            _push_aside(draft, call, promises)


def _push_aside(draft: Draft, call: Wanted, promises: list[Wanted]) -> None:
    """Fit a promise by taking another one out that fits elsewhere; nothing changes when there is none."""
    for other in promises:
        if other.need != call.need and len(other.dates or ()) > 1 and _is_kept(draft, other):
            before = list(draft.orders)
            _take_out(draft, other)
            if _fit(draft, call) and (_is_kept(draft, other) or _fit(draft, other)) and _is_kept(draft, call):
                return
            draft.orders[:] = before


def _take_out(draft: Draft, call: Wanted) -> None:
    visits = set(_visits(draft, call))
    for day, field_day in enumerate(draft.problem.days):
        if field_day.date in (call.dates or ()):
            draft.orders[day] = tuple(visit for visit in draft.orders[day] if visit not in visits)


def _visits(draft: Draft, call: Wanted) -> list[Visit]:
    sites, places = draft.problem.sites, draft.problem.needs[call.need].places
    fitting = (n for n, place in enumerate(places) if call.hospital in {None, sites[place.site].hospital})
    return [(call.need, place) for place in fitting]


def _is_kept(draft: Draft, call: Wanted) -> bool:
    visits = set(_visits(draft, call))
    dates = call.dates or frozenset()
    return any(day.date in dates and visits & set(order) for day, order in zip(draft.problem.days, draft.orders, strict=True))


def _fit(draft: Draft, call: Wanted) -> bool:
    dates = call.dates or frozenset()
    days = [day for day, field_day in enumerate(draft.problem.days) if field_day.date in dates]
    for day, visit in product(days, _visits(draft, call)):
        others = [each for each in draft.orders[day] if draft.is_promised(day, each) and each[0] != call.need]
        order = _in_time(draft, day, others, visit)
        if order is not None:
            _make_room(draft, call.need)
            draft.orders[day] = order
            return True
    return False


def _in_time(draft: Draft, day: int, others: list[Visit], visit: Visit) -> tuple[Visit, ...] | None:
    if len(others) < MOST:
        orders = list(permutations((*others, visit)))
    else:
        orders = [(*others[:at], visit, *others[at:]) for at in range(len(others) + 1)]
    return next((order for order in orders if isinstance(draft.timetable.time_calls(day, order), Timing)), None)


def _make_room(draft: Draft, need: int) -> None:
    """Take the customer's unpromised calls out: they may be too near or one too many."""
    for day, order in enumerate(draft.orders):
        draft.orders[day] = tuple(visit for visit in order if visit[0] != need or draft.is_promised(day, visit))
