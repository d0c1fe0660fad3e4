"""The hand-over: whose relationships are at risk, and joint introduction visits that pass them on.

1. Customers who change hands stand in the order of the equity that the old rep has with them. 2. They are gathered by hospital
and pair of reps into blocks of at most as many as the policy says. 3. Block by block, those with most at risk first, the first
half day is taken on which both reps are in the field, neither has a block or an appointment yet, and everybody can be met.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from planner.domain.calendar import FieldDay
from planner.domain.commitments import Appointment, AppointmentId
from planner.domain.people import Customer, CustomerId, RepId
from planner.domain.places import Hospital, HospitalId
from planner.domain.units import HalfDay, MinuteOfDay, Minutes, TimeWindow, half_of, minute_of_day, windows_on

STARTS = {HalfDay.MORNING: minute_of_day("09:30"), HalfDay.AFTERNOON: minute_of_day("14:30")}
"""When the first visit of a block begins."""
BETWEEN = Minutes(12)
"""From the end of one visit to the beginning of the next: a walk to another building and floor."""
LEEWAY = Minutes(20)
"""How much later than agreed a visit may begin."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """One customer who changes hands. `minutes` is the length of a visit, `not_before` the first day that keeps the gap to the
    last call."""

    customer: CustomerId
    hospital: HospitalId
    before: RepId
    after: RepId
    equity: float
    minutes: Minutes
    not_before: date


@dataclass(slots=True)
class Diary:
    """What is known of the days ahead: field days by rep, customers, hospitals, and half days that are taken."""

    days: Mapping[RepId, Sequence[FieldDay]]
    customers: Mapping[CustomerId, Customer]
    hospitals: Mapping[HospitalId, Hospital]
    taken: set[tuple[RepId, date, HalfDay]] = field(default_factory=set)

    def fill(self, appointments: Sequence[Appointment]) -> None:
        """Takes the half days of appointments; one without an hour takes the whole day."""
        for each in appointments:
            halves = list(HalfDay) if each.start is None else [half_of(each.start.start), half_of(each.start.end)]
            reps = [each.rep] if each.with_rep is None else [each.rep, each.with_rep]
            self.taken.update((rep, day, half) for rep in reps for day in each.dates for half in halves)


def by_risk(handovers: Sequence[HandOver]) -> tuple[HandOver, ...]:
    """The greatest equity first."""
    return tuple(sorted(handovers, key=lambda each: (-each.equity, each.customer)))


def blocks_of(handovers: Sequence[HandOver], most: int) -> tuple[tuple[HandOver, ...], ...]:
    """Visits at one hospital by one pair of reps, at most `most` together, in the order of the greatest equity in each."""
    gathered: dict[tuple[HospitalId, RepId, RepId], list[HandOver]] = defaultdict(list)
    for each in by_risk(handovers):
        gathered[each.hospital, each.before, each.after].append(each)
    blocks = [tuple(group[at : at + most]) for group in gathered.values() for at in range(0, len(group), most)]
    return tuple(sorted(blocks, key=lambda block: (-block[0].equity, block[0].customer)))


def introductions(
    handovers: Sequence[HandOver], diary: Diary, most: int, prefix: str
) -> tuple[tuple[Appointment, ...], tuple[HandOver, ...]]:
    """Joint visits, and the hand-overs that found no place, most at risk first. Ids are the prefix and the customer's id."""
    made: list[Appointment] = []
    left: list[HandOver] = []
    for block in blocks_of(handovers, most):
        visits = _visits(block, diary, prefix)
        if visits is None and len(block) > 1:
            singles = [(each, _visits((each,), diary, prefix)) for each in block]
            made += [visit for _, found in singles for visit in found or ()]
            left += [each for each, found in singles if found is None]
        elif visits is None:
            left += block
        else:
            made += visits
    return tuple(made), by_risk(left)


def _visits(block: Sequence[HandOver], diary: Diary, prefix: str) -> list[Appointment] | None:
    old, new = block[0].before, block[0].after
    block = sorted(block, key=lambda each: _door(each, diary))
    mine = {day.date: day for day in diary.days.get(new, ())}
    for theirs in diary.days.get(old, ()):
        own = mine.get(theirs.date)
        if own is None or any(each.not_before > own.date for each in block):
            continue
        for half in HalfDay:
            if {(old, own.date, half), (new, own.date, half)} & diary.taken:
                continue
            starts = _starts(block, half)
            if all(_can_meet(each, at, (theirs, own), diary) for each, at in zip(block, starts, strict=True)):
                # One block a day is enough for anybody: the rest of the day belongs to ordinary calls.
                diary.taken |= {(rep, own.date, each) for rep in (old, new) for each in HalfDay}
                return [_appointment(each, own.date, at, prefix) for each, at in zip(block, starts, strict=True)]
    return None


def _door(handover: HandOver, diary: Diary) -> tuple[str, str]:
    """Neighbouring doors one after the other, so that walks stay short."""
    return diary.customers[handover.customer].affiliations[0].department or "", handover.customer


def _starts(block: Sequence[HandOver], half: HalfDay) -> list[MinuteOfDay]:
    starts, at = [], int(STARTS[half])
    for each in block:
        starts.append(MinuteOfDay(at))
        at += each.minutes + BETWEEN
    return starts


def _can_meet(handover: HandOver, at: MinuteOfDay, days: Sequence[FieldDay], diary: Diary) -> bool:
    """Whether both reps are in the field, the hospital receives, and the customer is there, also when it begins later."""
    wanted = TimeWindow(at, MinuteOfDay(at + LEEWAY + handover.minutes))
    weekday = days[0].date.weekday()
    place = diary.customers[handover.customer].affiliations[0]
    hospital = diary.hospitals[handover.hospital]
    spans = [day.windows for day in days]
    spans += [windows_on(weekly, weekday) for weekly in (place.availability, hospital.reception) if weekly is not None]
    return all(any(span.start <= wanted.start and wanted.end <= span.end for span in each) for each in spans)


def _appointment(handover: HandOver, day: date, at: MinuteOfDay, prefix: str) -> Appointment:
    return Appointment(
        id=AppointmentId(f"{prefix}-{handover.customer}"),
        rep=handover.after,
        customer=handover.customer,
        hospital=handover.hospital,
        dates=(day,),
        start=TimeWindow(at, MinuteOfDay(at + LEEWAY)),
        minutes=handover.minutes,
        with_rep=handover.before,
        note="introduction",
    )
