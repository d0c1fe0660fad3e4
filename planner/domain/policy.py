"""The policy: every figure of the sales model as editable, versioned data. No rule holds a figure of its own.

A policy is checked as a whole by `planner.policy.validate`; the preset of the sales model is `planner.policy.preset`.
"""

from dataclasses import dataclass
from enum import StrEnum

from planner.domain.people import SegmentId, TeamId
from planner.domain.products import ProductId
from planner.domain.units import Minutes, TimeWindow, Weekday


class SegmentKind(StrEnum):
    TIER = "tier"  # of prescribers, from potential x support
    GROUP = "group"  # of non-prescribers, by function


@dataclass(frozen=True, slots=True)
class Segment:
    """What a tier or a group is owed.

    `calls_per_month` 0 means *as needed*: no frequency, only what coverage asks. Coverage figures are shares 0..1 of the
    segment's customers seen at least once in the period. `value` weighs one missed call against another and one minute
    of travel (see `PlanWeights`); `gives_way` is the place in the declared order in which calls are given up when there
    are too few (1 gives way first). `names` are what files may call the group (any language), the first one is shown.
    `optional_calls` a month may be taken in slack beyond those owed.
    """

    id: SegmentId
    kind: SegmentKind
    names: tuple[str, ...]
    calls_per_month: int
    monthly_coverage: float
    quarterly_coverage: float
    visit_minutes: Minutes
    value: float
    gives_way: int
    strategy: str = ""
    optional_calls: int = 0


@dataclass(frozen=True, slots=True)
class Team:
    """`calls_per_day` is the target per field day (soft); `max_calls_per_day` is hard."""

    id: TeamId
    names: tuple[str, ...]
    calls_per_day: int
    max_calls_per_day: int


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where low ends and high begins, for one product (None = every product without its own thresholds).

    Potential is high from `potential` prescriptions a month (or from `patients_per_week` when no prescription volume is
    known); support is high from `support` prescriptions of our product a month or from `support_share` of the potential,
    whichever is set (both set: either suffices).
    """

    product: ProductId | None
    potential: float
    support: float | None
    support_share: float | None
    patients_per_week: float | None


@dataclass(frozen=True, slots=True)
class SpacingRule:
    """For customers owed `calls_per_month` calls: hard minimum gap in calendar days between two calls on one customer."""

    calls_per_month: int
    minimum_gap_days: int


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """The ordinary day of a rep: hours between leaving home and being back, lunch free of calls, workdays.

    `morning` and `afternoon` are what "am" and "pm" mean in a timetable that names half days only.
    """

    hours: TimeWindow
    lunch: TimeWindow
    morning: TimeWindow
    afternoon: TimeWindow
    weekdays: tuple[Weekday, ...]


@dataclass(frozen=True, slots=True)
class ArrivalMinutes:
    """Minutes spent once per hospital stop, by hospital level (None = level unknown)."""

    level: int | None
    minutes: Minutes


@dataclass(frozen=True, slots=True)
class WalkingDefaults:
    """Walking inside a hospital where nothing better is known. Minutes, rounded up per walk.

    `same_department` between two customers of one department; `per_floor` by lift or stairs after `lift_wait` once per
    change of floor; `gate_to_building` and `between_buildings` on the ground; `unknown` between two departments of which
    the place is not known.
    """

    same_department: float
    per_floor: float
    lift_wait: float
    gate_to_building: float
    between_buildings: float
    unknown: float


@dataclass(frozen=True, slots=True)
class TimeOfDayFactor:
    """A departure inside `window` takes `factor` times the ordinary travel time."""

    window: TimeWindow
    factor: float


@dataclass(frozen=True, slots=True)
class TravelRegion:
    """Travel by power law, `minutes = scale * km ** exponent + access_minutes`, inside a box of latitudes and longitudes.

    A region with no box (`south` None) is the default. Factors multiply all of it, access included, by departure time;
    outside all windows the factor is 1.
    """

    name: str
    scale: float
    exponent: float
    access_minutes: float
    factors: tuple[TimeOfDayFactor, ...]
    south: float | None = None
    west: float | None = None
    north: float | None = None
    east: float | None = None


@dataclass(frozen=True, slots=True)
class PlanWeights:
    """What the plan's goals cost, in minutes of travel, so that they add up to one objective.

    `missed_call` times the segment's value for an owed call left out; `optional_call` times the value is gained for a call
    taken in slack; `call_short` per call below the day's target;
    `uneven_day` per calendar day away from the even distance; `waiting_minute` and `travel_minute` per minute;
    `moved_call` per call that changes its half day against the published plan; `coverage_call` is how many times the value
    counts of a call without which a coverage minimum is missed (a customer's only call owed), so that coverage comes before
    frequency.
    """

    missed_call: float
    optional_call: float
    call_short: float
    uneven_day: float
    waiting_minute: float
    travel_minute: float
    moved_call: float
    coverage_call: float = 3.0


@dataclass(frozen=True, slots=True)
class DayEstimate:
    """What an ordinary field day looks like before it is planned: for judging whether a month can be done at all.

    `calls_per_stop` is the mean number of calls per stay at a hospital; distances in kilometres in a straight line.
    A month is called tight from the share `tight_from` of what its field days hold.
    """

    calls_per_stop: float = 4.0
    kilometres_between_stops: float = 4.0
    kilometres_from_home: float = 8.0
    tight_from: float = 0.9


@dataclass(frozen=True, slots=True)
class TerritoryFigures:
    """What territories are weighed by.

    Relationship equity of a customer is support x recency x calls seen x open funnel stage. `unrated_support` stands for the
    support of who has none on record, such as a non-prescriber; recency halves every `half_life_days` since the last call
    seen; `calls_for_full` calls seen are a full relationship; neither factor falls below `least`, except that who was never
    seen counts `never_seen`; an open stage of win probability p multiplies by 1 + `open_stage` x p.
    `nearest_hospitals` are those whose mean distance makes a hospital's share of travel. After publication at most
    `introductions_a_day` joint introduction visits a day are made by a pair of reps, within `introduction_weeks`, of
    customers from `introduction_equity` on.
    """

    half_life_days: float = 60.0
    calls_for_full: float = 6.0
    least: float = 0.1
    never_seen: float = 0.02
    unrated_support: float = 20.0
    open_stage: float = 1.0
    nearest_hospitals: int = 3
    introductions_a_day: int = 4
    introduction_weeks: int = 4
    introduction_equity: float = 1.0


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of all figures. `version` grows by one with every saved change; `segments` hold tiers and groups."""

    name: str
    version: int
    segments: tuple[Segment, ...]
    teams: tuple[Team, ...]
    thresholds: tuple[Thresholds, ...]
    spacing: tuple[SpacingRule, ...]
    working_day: WorkingDay
    arrival_minutes: tuple[ArrivalMinutes, ...]
    walking: WalkingDefaults
    travel: tuple[TravelRegion, ...]
    weights: PlanWeights
    stale_after_days: int
    day_estimate: DayEstimate = DayEstimate()
    territory: TerritoryFigures = TerritoryFigures()

    def segment(self, id: SegmentId) -> Segment:
        """The segment of that id. Raises KeyError when the policy has none."""
        for segment in self.segments:
            if segment.id == id:
                return segment
        raise KeyError(id)

    def team(self, id: TeamId) -> Team:
        """The team of that id. Raises KeyError when the policy has none."""
        for team in self.teams:
            if team.id == id:
                return team
        raise KeyError(id)
