"""A month sketched in one pass, to learn what a call costs on the rep's own ground: travel, arriving, walking, shared stops.

Not a plan: the sketch goes day by day to whatever hospital nearby gives the most calls for its minutes, and never looks
back. What it spends on the way is what the certificate reckons with before anything is planned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import nsmallest
from math import ceil

from planner.domain.calendar import FieldDay
from planner.domain.people import CustomerId
from planner.domain.travel import TravelTable, WalkTable
from planner.domain.units import Minutes, TimeWindow, WeeklyWindow, meet_windows, windows_on

NEAREST = 12
"""Hospitals looked at for the next stop."""
PATIENCE = 20
"""Minutes one waits at a door before going elsewhere, outside of the midday break."""
GATE = 0
NEVER = 24 * 60 + 1


@dataclass(frozen=True, slots=True)
class KnownHospital:
    """A hospital as the rep finds it: its index in the travel table, minutes of arriving, walks between its doors."""

    place: int
    arrival: Minutes
    walking: WalkTable


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a customer can be met: index of the hospital, its door, and the timetables that must all allow it (none = any
    time): of the hospital, of the customer."""

    hospital: int
    door: int
    hours: tuple[tuple[WeeklyWindow, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """A customer's owed calls of the month, the length of one, and the least calendar days between two."""

    customer: CustomerId
    calls: int
    minutes: Minutes
    gap_days: int
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a rep works. `travel` holds the home at index `home` and every hospital at its `place`."""

    hospitals: tuple[KnownHospital, ...]
    asks: tuple[Ask, ...]
    travel: TravelTable
    home: int


@dataclass(frozen=True, slots=True)
class Sketch:
    """Days with calls, their stops and calls, and minutes: of legs from and to home, of legs between hospitals, of arriving,
    of walking, of waiting for somebody to receive (midday breaks not counted)."""

    days: int = 0
    stops: int = 0
    calls: int = 0
    home: int = 0
    between: int = 0
    arriving: int = 0
    walking: int = 0
    waiting: int = 0

    @property
    def calls_per_stop(self) -> float:
        return self.calls / max(1, self.stops)

    @property
    def leg_between(self) -> float:
        """Minutes of a leg between hospitals."""
        return self.between / max(1, self.stops - self.days)

    @property
    def travel_per_day(self) -> float:
        return (self.home + self.between) / max(1, self.days)

    @property
    def on_site_per_call(self) -> float:
        """Minutes of arriving, walking and waiting for each call."""
        return (self.arriving + self.walking + self.waiting) / max(1, self.calls)

    def plus(self, other: "Sketch") -> "Sketch":
        return Sketch(
            self.days + other.days,
            self.stops + other.stops,
            self.calls + other.calls,
            self.home + other.home,
            self.between + other.between,
            self.arriving + other.arriving,
            self.walking + other.walking,
            self.waiting + other.waiting,
        )


@dataclass(frozen=True, slots=True)
class _Visit:
    """A stay at a hospital: whom it serves, the leg to it, and when the rep is back at the gate."""

    hospital: int
    served: tuple[int, ...]
    leg: int
    arriving: int
    walking: int
    waiting: int
    departure: int


@dataclass(frozen=True, slots=True)
class _Chance:
    """A customer who can be met at a door of the hospital in these windows."""

    customer: int
    door: int
    windows: tuple[TimeWindow, ...]


@dataclass(slots=True)
class _Walk:
    """A stay while it is sketched: the clock, the door, whom it has served."""

    now: int
    door: int = GATE
    walking: int = 0
    waiting: int = 0
    served: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Day:
    """A field day while it is sketched: the chances left by hospital, the calls left to its target."""

    field_day: FieldDay
    chances: dict[int, list[_Chance]]
    most: int

    def forget(self, customers: Sequence[int]) -> None:
        for hospital, chances in list(self.chances.items()):
            self.chances[hospital] = [each for each in chances if each.customer not in customers]
            if not self.chances[hospital]:
                del self.chances[hospital]

    def next_opening(self, now: int) -> int | None:
        """The next moment at which somebody begins to receive."""
        windows = (window for chances in self.chances.values() for each in chances for window in each.windows)
        return min((window.start for window in windows if window.start > now), default=None)

    def worked(self, start: int, end: int) -> int:
        """The minutes between two times that lie in the day's windows: a midday break costs nothing."""
        return sum(max(0, min(end, each.end) - max(start, each.start)) for each in self.field_day.windows)


def asked_of(ground: Ground, granted: Mapping[CustomerId, int]) -> Ground:
    """The same ground when each customer gets only so many calls."""
    asks = (replace(ask, calls=min(ask.calls, granted.get(ask.customer, 0))) for ask in ground.asks)
    return replace(ground, asks=tuple(ask for ask in asks if ask.calls > 0))


def sketch_month(ground: Ground, days: Sequence[FieldDay], calls_per_day: int) -> Sketch:
    """Go through the field days, up to `calls_per_day` calls on a full one, until nothing owed is left."""
    left = [ask.calls for ask in ground.asks]
    free_from = [0] * len(left)
    whole = Sketch()
    for day in days:
        number = day.date.toordinal()
        open_now = [n for n, calls in enumerate(left) if calls > 0 and free_from[n] <= number]
        sketch, served = _sketch_day(ground, _Day(day, _chances(ground, day, open_now), ceil(calls_per_day * day.share)))
        whole = whole.plus(sketch)
        for customer in served:
            left[customer] -= 1
            free_from[customer] = number + max(1, ground.asks[customer].gap_days)
    return whole


def _chances(ground: Ground, day: FieldDay, customers: Sequence[int]) -> dict[int, list[_Chance]]:
    found: dict[int, list[_Chance]] = {}
    for customer in customers:
        for spot in ground.asks[customer].spots:
            windows = _windows(spot, day)
            if windows:
                found.setdefault(spot.hospital, []).append(_Chance(customer, spot.door, windows))
    return found


def _windows(spot: Spot, day: FieldDay) -> tuple[TimeWindow, ...]:
    windows = day.windows
    for weekly in spot.hours:
        windows = meet_windows(windows, windows_on(weekly, day.date.weekday()))
    return windows


def _sketch_day(ground: Ground, day: _Day) -> tuple[Sketch, list[int]]:
    at, now = ground.home, int(day.field_day.hours.start)
    sketch, served, idle = Sketch(), list[int](), 0
    while day.most > 0:
        visit = _best_visit(ground, day, at, now)
        if visit is None:
            opening = day.next_opening(now)
            if opening is None:
                break
            now, idle = opening, idle + day.worked(now, opening)
            continue
        day.forget(visit.served)
        day.most -= len(visit.served)
        served.extend(visit.served)
        sketch = sketch.plus(_counted(ground, visit, at)).plus(Sketch(waiting=idle))
        idle = 0
        at, now = ground.hospitals[visit.hospital].place, visit.departure
    back = Sketch(days=1, home=ground.travel.between(at, ground.home, now)) if served else Sketch()
    return sketch.plus(back), served


def _counted(ground: Ground, visit: _Visit, at: int) -> Sketch:
    return Sketch(
        stops=int(ground.hospitals[visit.hospital].place != at),
        calls=len(visit.served),
        home=visit.leg if at == ground.home else 0,
        between=0 if at == ground.home else visit.leg,
        arriving=visit.arriving,
        walking=visit.walking,
        waiting=visit.waiting,
    )


def _best_visit(ground: Ground, day: _Day, at: int, now: int) -> _Visit | None:
    """The stay nearby with the most calls for its minutes; None when nobody can be met from here and now."""
    legs = ground.travel.minutes[ground.travel.band(now)][at]
    near = nsmallest(NEAREST, day.chances, key=lambda hospital: (legs[ground.hospitals[hospital].place], hospital))
    visits = [visit for hospital in near if (visit := _stay(ground, day, hospital, at, now)).served]
    return max(visits, key=lambda visit: len(visit.served) / max(1, day.worked(now, visit.departure)), default=None)


def _stay(ground: Ground, day: _Day, number: int, at: int, now: int) -> _Visit:
    """A stay at one hospital: always the customer who can be done with first, as long as the way home is in time."""
    hospital = ground.hospitals[number]
    stays = hospital.place == at
    leg = 0 if stays else ground.travel.between(at, hospital.place, now)
    arriving = 0 if stays else hospital.arrival
    latest = day.field_day.hours.end - ground.travel.between(hospital.place, ground.home, day.field_day.hours.end - 60)
    walk = _Walk(now + leg + arriving)
    chances = list(day.chances[number])
    while chances and len(walk.served) < day.most:
        ends = ((_end(ground, day, hospital, walk, each), n) for n, each in enumerate(chances))
        (end, waiting), n = min(ends)
        if end + hospital.walking.minutes[chances[n].door][GATE] > latest:
            break
        _step(walk, hospital, chances[n], end, waiting)
        chances = [each for each in chances if each.customer != chances[n].customer]
    back = hospital.walking.minutes[walk.door][GATE]
    return _Visit(number, tuple(walk.served), leg, arriving, walk.walking + back, walk.waiting, walk.now + back)


def _step(walk: _Walk, hospital: KnownHospital, chosen: _Chance, end: int, waiting: int) -> None:
    walk.walking += hospital.walking.minutes[walk.door][chosen.door]
    walk.waiting += waiting
    walk.now, walk.door = end, chosen.door
    walk.served.append(chosen.customer)


def _end(ground: Ground, day: _Day, hospital: KnownHospital, walk: _Walk, chance: _Chance) -> tuple[int, int]:
    """When a call would be over, and the wait before it; never when it cannot be made, or only after too long a wait."""
    minutes = ground.asks[chance.customer].minutes
    arrival = walk.now + hospital.walking.minutes[walk.door][chance.door]
    for window in chance.windows:
        start = max(arrival, window.start)
        waiting = day.worked(arrival, start)
        if start + minutes <= window.end and waiting <= PATIENCE:
            return start + minutes, waiting
    return NEVER, 0
