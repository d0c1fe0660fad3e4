"""What a field day costs beside the calls themselves: travel, arriving, walking, before anything is planned."""

from dataclasses import dataclass

from planner.domain.policy import Policy, TravelRegion, WorkingDay
from planner.domain.units import TimeWindow
from planner.frequency.sketch import Sketch
from planner.policy.lookup import default_region
from planner.policy.travelling import ordinary_minutes


@dataclass(frozen=True, slots=True)
class Overhead:
    """Minutes beside the calls, linear in days and calls.

    `per_day` are spent on every field day however few its calls; `per_call` with every call. `travel_estimated` is False
    when the travel a day was told, or sketched on the rep's own ground, and not estimated from the policy; `sketch` are the
    figures of that ground.
    """

    per_day: float
    per_call: float
    travel_estimated: bool
    sketch: Sketch | None = None

    def minutes(self, days: int, calls: float) -> float:
        return days * self.per_day + calls * self.per_call


def estimate_overhead(policy: Policy, travel_minutes_per_day: float | None = None) -> Overhead:
    """The overhead by the policy's picture of an ordinary day (`DayEstimate`) and its default travel region.

    Per stop: arrival minutes of a hospital of unknown level and, where travel is not told, one leg; per day two legs from
    and to home in place of one leg between stops; per call the walk between two departments of unknown place. The way
    back to the gate counts as the walk of one further call per stop.
    """
    estimate = policy.day_estimate
    arrival = next((each.minutes for each in policy.arrival_minutes if each.level is None), 0)
    walk = policy.walking.unknown * (1 + 1 / estimate.calls_per_stop)
    at_hospital = arrival / estimate.calls_per_stop + walk
    if travel_minutes_per_day is not None:
        return Overhead(per_day=travel_minutes_per_day, per_call=at_hospital, travel_estimated=False)
    between = leg_minutes(policy, estimate.kilometres_between_stops)
    home = leg_minutes(policy, estimate.kilometres_from_home)
    return Overhead(
        per_day=max(0.0, 2 * home - between), per_call=at_hospital + between / estimate.calls_per_stop, travel_estimated=True
    )


def sketched_overhead(sketch: Sketch) -> Overhead | None:
    """The overhead as the rep's own hospitals ask for it; None when the sketch holds no call.

    Every stop has one leg between hospitals, and what is spent inside; every day two legs from and to home in place of one
    leg between stops, as in `estimate_overhead`.
    """
    if sketch.calls == 0:
        return None
    return Overhead(
        per_day=max(0.0, sketch.home / sketch.days - sketch.leg_between),
        per_call=sketch.on_site_per_call + sketch.leg_between / sketch.calls_per_stop,
        travel_estimated=False,
        sketch=sketch,
    )


def leg_minutes(policy: Policy, kilometres: float) -> float:
    """One leg in the default region at the mean time-of-day factor of the working day, by the law of `GeodesicTravel`."""
    region = default_region(policy)
    return ordinary_minutes(region, kilometres) * mean_factor(region, policy.working_day)


def mean_factor(region: TravelRegion, day: WorkingDay) -> float:
    """The factor averaged over the minutes of the working hours."""
    extra = sum((each.factor - 1) * _shared_minutes(each.window, day.hours) for each in region.factors)
    return 1 + extra / day.hours.minutes


def _shared_minutes(one: TimeWindow, other: TimeWindow) -> int:
    met = one.meet(other)
    return 0 if met is None else met.minutes
