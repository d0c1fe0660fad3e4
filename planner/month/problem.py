"""The frozen problem of one rep's month: all that rules and solvers may look at, picklable, with no hidden state."""

from dataclasses import dataclass
from datetime import date

from planner.domain.calendar import FieldDay
from planner.domain.commitments import Appointment, Pin
from planner.domain.people import CustomerId, RepId, SegmentId
from planner.domain.places import DepartmentId, HospitalId
from planner.domain.plan import Unplanned
from planner.domain.policy import PlanWeights
from planner.domain.travel import TravelTable, WalkTable
from planner.domain.units import HalfDay, Minutes, Month, TimeWindow, WeeklyWindow


@dataclass(frozen=True, slots=True)
class Site:
    """A hospital of the problem. Its place in `MonthProblem.travel` is its index + 1 (0 is home).

    `reception` None = open whenever the rep works. `doors` are the departments by door index - 1 (door 0 is the gate).
    """

    hospital: HospitalId
    arrival_minutes: Minutes
    reception: tuple[WeeklyWindow, ...] | None
    doors: tuple[DepartmentId | None, ...]
    walking: WalkTable


@dataclass(frozen=True, slots=True)
class MeetingPlace:
    """Where and when a customer can be met: site index, door index, weekly availability (None = reception hours)."""

    site: int
    door: int
    availability: tuple[WeeklyWindow, ...] | None


@dataclass(frozen=True, slots=True)
class Absence:
    """A time at which a customer cannot be met on one date, whatever the weekly hours say; `window` None = all day."""

    date: date
    window: TimeWindow | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What one customer is owed this month.

    `owed` calls are to be planned, each missed one costs `value` x weights.missed_call; up to `optional` more may be taken
    in slack, each gaining `value` x weights.optional_call. `minimum_gap_days` between two calls is hard, also towards
    `last_visit`; `ideal_gap_days` is the even distance. `periods`, when given, hold first and last date of one call each
    ("one call every week"), `owed` of them in order of time: the calls, in order of date, each keep a period of their own
    (rule `each_call_keeps_its_period`). `away` stands above weekly hours and agreed times alike. `coverage`: without any call
    on this customer a coverage minimum of the segment is missed.
    """

    customer: CustomerId
    segment: SegmentId
    places: tuple[MeetingPlace, ...]
    minutes: Minutes
    owed: int
    optional: int
    value: float
    minimum_gap_days: int
    ideal_gap_days: float
    last_visit: date | None = None
    periods: tuple[tuple[date, date], ...] = ()
    away: tuple[Absence, ...] = ()
    coverage: bool = False


@dataclass(frozen=True, slots=True)
class PublishedCall:
    """A call of the plan in force, which a new plan should not move without need."""

    customer: CustomerId
    date: date
    half: HalfDay


@dataclass(frozen=True, slots=True)
class MonthProblem:
    """All of one rep's month. `days` are field days only, in order; each day's target is `call_target` x its share.

    `published` is the plan in force, if any: moved calls cost weights.moved_call. `left_out` are owed calls that the problem
    does not ask for, each with its reason: given up for lack of capacity, or of customers who cannot be reached.
    """

    rep: RepId
    month: Month
    days: tuple[FieldDay, ...]
    sites: tuple[Site, ...]
    needs: tuple[Need, ...]
    travel: TravelTable
    call_target: int
    max_calls: int
    weights: PlanWeights
    appointments: tuple[Appointment, ...] = ()
    pins: tuple[Pin, ...] = ()
    published: tuple[PublishedCall, ...] = ()
    left_out: tuple[Unplanned, ...] = ()
