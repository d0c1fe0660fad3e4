"""From the frozen problem to the search's model."""

from collections.abc import Sequence

from planner.domain.commitments import PinKind
from planner.domain.units import HalfDay
from planner.month.halves import halves
from planner.month.legs import legs, neighbours, used_doors
from planner.month.model import COMMITTED, Kind, Model, Placement
from planner.month.problem import MonthProblem, Need
from planner.month.schedule import Timetable, day_maximum, day_target
from planner.month.wanted import Wanted, wanted_calls


def compile_model(problem: MonthProblem) -> Model:
    """Everything the search needs of a problem, in flat lists."""
    timetable = Timetable(problem)
    compiler = _Compiler(problem, timetable)
    calls = wanted_calls(problem)
    placements = [compiler.placements(call) for call in calls]
    doors = used_doors(problem)
    return Model(
        problem=problem,
        timetable=timetable,
        legs=legs(problem, doors),
        leave=[day.hours.start for day in problem.days],
        home_by=[day.hours.end for day in problem.days],
        target=[day_target(problem, day) for day in problem.days],
        maximum=[day_maximum(problem, day) for day in problem.days],
        ordinal=compiler.ordinals,
        week=[day.date.isocalendar().week for day in problem.days],
        opens=[slot[0] for slot in compiler.slots],
        closes=[slot[1] for slot in compiler.slots],
        need=[call.need for call in calls],
        penalty=[_penalty(problem, call) for call in calls],
        placements=placements,
        kinds=compiler.kinds,
        step=_steps(problem, doors),
        neighbours=neighbours(problem),
        pinned_order=_pinned_orders(problem),
        exact=compiler.exact,
    )


def _penalty(problem: MonthProblem, call: Wanted) -> float:
    """What leaving a call out costs."""
    if call.committed:
        return COMMITTED
    weights, value = problem.weights, problem.needs[call.need].value
    return value * (weights.optional_call if call.optional else weights.missed_call)


def _steps(problem: MonthProblem, doors: Sequence[Sequence[int]]) -> list[int]:
    """The least walk from one call to the next, by site."""
    return [
        min((site.walking.minutes[a][b] for a in used for b in used), default=0)
        for site, used in zip(problem.sites, doors, strict=True)
    ]


def _pinned_orders(problem: MonthProblem) -> list[dict[int, int]]:
    index = {need.customer: n for n, need in enumerate(problem.needs)}
    pins = [pin for pin in problem.pins if pin.kind is PinKind.ORDER and pin.customer in index]
    return [
        {index[pin.customer]: pin.position for pin in pins if pin.date == day.date and pin.position is not None}
        for day in problem.days
    ]


class _Compiler:
    """Holds what all placements share: slots, gaps, kinds."""

    def __init__(self, problem: MonthProblem, timetable: Timetable) -> None:
        self._problem = problem
        self._timetable = timetable
        self.slots = [(half.start, half.end) if half else (0, 0) for day in problem.days for half in halves(day)]
        self.ordinals = [day.date.toordinal() for day in problem.days]
        self._day_of = {day.date: index for index, day in enumerate(problem.days)}
        self._doors = used_doors(problem)
        self.exact = (
            len(problem.travel.band_starts) > 1
            or any(len(used) > 1 for used in self._doors)
            or any(pin.kind is PinKind.ORDER for pin in problem.pins)
        )
        self.kinds: list[Kind] = []
        self._kind_of: dict[tuple[int, int, int], int] = {}
        self._near: dict[int, list[int]] = {}
        self._published = {(each.customer, each.date, each.half) for each in problem.published}
        self._door_ranks = [_door_ranks(site.walking.minutes) for site in problem.sites]

    def placements(self, call: Wanted) -> tuple[Placement, ...]:
        """Where a call may go, by slot."""
        need = self._problem.needs[call.need]
        days = (
            range(len(self.ordinals)) if call.dates is None else sorted(self._day_of[d] for d in call.dates if d in self._day_of)
        )
        near = self._near_days(need.minimum_gap_days)
        found: list[Placement] = []
        for day in days:
            if need.last_visit is not None and self.ordinals[day] - need.last_visit.toordinal() < max(1, need.minimum_gap_days):
                continue
            for place, meeting in enumerate(need.places):
                if call.hospital is not None and self._problem.sites[meeting.site].hospital != call.hospital:
                    continue
                found.extend(self._on_day(call, day, place, near[day]))
        return tuple(each._replace(own=n) for n, each in enumerate(found))

    def _on_day(self, call: Wanted, day: int, place: int, near: int) -> list[Placement]:
        starts = self._timetable.starts(day, (call.need, place))
        minutes = self._timetable.minutes(day, (call.need, place))
        need = self._problem.needs[call.need]
        found = []
        for slot in (2 * day, 2 * day + 1):
            opens, closes = self.slots[slot]
            inside = [(max(low, opens), min(high, closes - minutes)) for low, high in starts]
            inside = [(low, high) for low, high in inside if low <= high]
            if not inside:
                continue
            fine = inside != [(opens, closes - minutes)]
            site = need.places[place].site
            kind = self._kind(site, minutes, call.need if fine or self.exact else -1)
            rank = (inside[-1][1] + minutes) * 1000 + self._door_ranks[site][need.places[place].door]
            gain = self._stays(need, slot)
            found.append(Placement(slot, kind, near, gain, 0, site, place, minutes, rank, fine))
        return found

    def _stays(self, need: Need, slot: int) -> float:
        half = HalfDay.AFTERNOON if slot % 2 else HalfDay.MORNING
        kept = (need.customer, self._problem.days[slot // 2].date, half) in self._published
        return -self._problem.weights.moved_call if kept else 0.0

    def _kind(self, site: int, minutes: int, need: int) -> int:
        key = (site, minutes, need)
        if key not in self._kind_of:
            self._kind_of[key] = len(self.kinds)
            self.kinds.append(Kind(site, 1 << site, minutes))
        return self._kind_of[key]

    def _near_days(self, gap: int) -> list[int]:
        """By day, the days less than the gap away, itself included, as bitmasks."""
        if gap not in self._near:
            reach = max(1, gap)
            self._near[gap] = [
                sum(1 << other for other, there in enumerate(self.ordinals) if abs(there - here) < reach)
                for here in self.ordinals
            ]
        return self._near[gap]


def _door_ranks(walks: Sequence[Sequence[int]]) -> list[int]:
    """Places of the doors on a walk that always goes to the nearest door not yet passed, from the gate."""
    ranks, here, left = [0] * len(walks), 0, set(range(1, len(walks)))
    for rank in range(1, len(walks)):
        here = min(left, key=lambda door: (walks[here][door], door))
        left.remove(here)
        ranks[here] = rank
    return ranks
