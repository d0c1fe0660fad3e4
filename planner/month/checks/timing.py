"""Hard rules of the clock: every minute of a day is accounted for."""

from collections.abc import Iterator
from itertools import pairwise

from planner.domain.messages import message
from planner.domain.units import clock
from planner.domain.violations import Violation
from planner.month.checks.view import View, hard
from planner.month.moments import appointment_on, call_minutes


def legs_join_the_stops(view: View) -> Iterator[Violation]:
    """A day is home, leg, stop, leg, ..., home: each leg begins where and when the stop before ended."""
    for day in view.plan.days:
        expected = [*pairwise([None, *(stop.hospital for stop in day.stops), None])] if day.stops else []
        if [(leg.origin, leg.destination) for leg in day.legs] != expected:
            text = message("the legs do not lead from home through the stops and back home")
            yield hard(legs_join_the_stops, text, day.date)
            continue
        for stop, before, after in zip(day.stops, day.legs, day.legs[1:], strict=False):
            if (before.arrival, after.departure) != (stop.arrival, stop.departure):
                text = message(
                    "the stop lasts {begin}-{end}, but its legs arrive at {arrival} and leave at {departure}",
                    begin=clock(stop.arrival),
                    end=clock(stop.departure),
                    arrival=clock(before.arrival),
                    departure=clock(after.departure),
                )
                yield hard(legs_join_the_stops, text, day.date, stop.hospital)


def legs_take_the_travel_table(view: View) -> Iterator[Violation]:
    """A leg lasts what the travel table says for its departure."""
    for day in view.plan.days:
        for leg in day.legs:
            origin, destination = view.travel_place(leg.origin), view.travel_place(leg.destination)
            if origin is None or destination is None:
                continue
            due = view.problem.travel.between(origin, destination, leg.departure) if leg.departure >= 0 else None
            if leg.minutes != due:
                text = message(
                    "the leg from {origin} to {destination} at {departure} takes {minutes} min, the travel table says {due}",
                    origin=leg.origin or message("home"),
                    destination=leg.destination or message("home"),
                    departure=clock(leg.departure),
                    minutes=leg.minutes,
                    due=message("nothing") if due is None else due,
                )
                yield hard(legs_take_the_travel_table, text, day.date, leg.destination or leg.origin)


def arrival_minutes_are_spent(view: View) -> Iterator[Violation]:
    """The hospital's arrival minutes pass once per stop before the first walk."""
    for day, stop in view.stops():
        site = view.site(stop.hospital)
        if site is not None and stop.ready - stop.arrival != site.arrival_minutes:
            text = message(
                "{minutes} min are spent on arrival instead of {due}",
                minutes=stop.ready - stop.arrival,
                due=site.arrival_minutes,
            )
            yield hard(arrival_minutes_are_spent, text, day.date, stop.hospital)


def walks_take_the_walk_table(view: View) -> Iterator[Violation]:
    """Every walk from door to door, and back to the gate, lasts what the hospital's walk table says."""
    for day, stop in view.stops():
        site = view.site(stop.hospital)
        places = [view.places(stop, call) for call in stop.calls]
        if site is None or not places or () in places:
            continue
        doors = [0, *(met[0].door for met in places), 0]
        due = [site.walking.minutes[door][following] for door, following in pairwise(doors)]
        walked = [*(call.walking for call in stop.calls), stop.departure - stop.calls[-1].end]
        for n, (minutes, asked) in enumerate(zip(walked, due, strict=True)):
            if minutes != asked:
                customer = stop.calls[n].customer if n < len(stop.calls) else None
                text = message(
                    "the walk to {place} takes {minutes} min, the walk table says {due}",
                    place=customer or message("the gate"),
                    minutes=minutes,
                    due=asked,
                )
                yield hard(walks_take_the_walk_table, text, day.date, stop.hospital, customer)


def calls_follow_one_another(view: View) -> Iterator[Violation]:
    """Inside a stop each call begins after the walk from the one before; waiting fills the rest and is never negative."""
    for day, stop in view.stops():
        if not stop.calls:
            text = message("a stop without calls")
            yield hard(calls_follow_one_another, text, day.date, stop.hospital)
        before = stop.ready
        for call in stop.calls:
            if call.arrival != before + call.walking or call.waiting != call.start - call.arrival or call.waiting < 0:
                text = message(
                    "the call on {customer} at {start} does not follow from {before}, "
                    "{walking} min of walking and {waiting} min of waiting",
                    customer=call.customer,
                    start=clock(call.start),
                    before=clock(before),
                    walking=call.walking,
                    waiting=call.waiting,
                )
                yield hard(calls_follow_one_another, text, day.date, stop.hospital, call.customer)
            before = call.end


def calls_last_as_long_as_due(view: View) -> Iterator[Violation]:
    """A call lasts what its segment asks, or what was agreed."""
    for day, stop, call in view.calls():
        need = view.needs.get(call.customer)
        if need is None:
            continue
        due = call_minutes(need, appointment_on(view.problem, call.customer, stop.hospital, day.date))
        if call.end - call.start != due:
            text = message(
                "the call on {customer} lasts {minutes} min instead of {due}",
                customer=call.customer,
                minutes=call.end - call.start,
                due=due,
            )
            yield hard(calls_last_as_long_as_due, text, day.date, stop.hospital, call.customer)


TIMING_RULES = (
    legs_join_the_stops,
    legs_take_the_travel_table,
    arrival_minutes_are_spent,
    walks_take_the_walk_table,
    calls_follow_one_another,
    calls_last_as_long_as_due,
)
