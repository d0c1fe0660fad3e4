"""What the board says about one day: its plan with locks, broken rules and names, ready to be painted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop.usecases.edit_week import Sheet
from planner.domain.calendar import FieldDay
from planner.domain.commitments import PinKind
from planner.domain.messages import Message
from planner.domain.people import CustomerId
from planner.domain.places import HospitalId
from planner.domain.plan import DayPlan, PlannedCall
from planner.domain.violations import Severity
from planner.month.hand.locks import CallRef


@dataclass(frozen=True, slots=True)
class DayLook:
    """`broken` are the sentences of broken hard rules by customer, `stops` those by hospital, `whole` those of the day."""

    date: date
    plan: DayPlan
    field_day: FieldDay | None
    locks: Mapping[CustomerId, PinKind]
    broken: Mapping[CustomerId, tuple[Message, ...]]
    stops: Mapping[HospitalId, tuple[Message, ...]]
    whole: tuple[Message, ...]
    past: bool

    @property
    def is_broken(self) -> bool:
        return bool(self.broken or self.stops or self.whole)

    def ref(self, call: PlannedCall) -> CallRef:
        return CallRef(call.customer, self.date)


def looks_of(sheet: Sheet, dates: tuple[date, ...]) -> dict[date, DayLook]:
    """The days as they are to be painted, by date."""
    plans = {day.date: day for day in sheet.plan.days}
    field_days = {day.date: day for day in sheet.problem.days}
    return {when: _look(sheet, when, plans.get(when) or DayPlan(when, (), (), 0), field_days.get(when)) for when in dates}


def _look(sheet: Sheet, when: date, plan: DayPlan, field_day: FieldDay | None) -> DayLook:
    met = {call.customer for call in plan.calls}
    hospitals = {stop.hospital for stop in plan.stops}
    broken: dict[CustomerId, tuple[Message, ...]] = {}
    stops: dict[HospitalId, tuple[Message, ...]] = {}
    whole: tuple[Message, ...] = ()
    for each in sheet.violations:
        if each.severity is not Severity.HARD or each.date not in {None, when}:
            continue
        if each.customer is not None:
            if each.customer in met:
                broken[each.customer] = (*broken.get(each.customer, ()), each.message)
            elif each.date == when:
                whole = (*whole, each.message)
        elif each.hospital is not None and each.hospital in hospitals:
            stops[each.hospital] = (*stops.get(each.hospital, ()), each.message)
        elif each.date == when:
            whole = (*whole, each.message)
    locks = {pin.customer: pin.kind for pin in sheet.problem.pins if pin.date == when}
    return DayLook(when, plan, field_day, locks, broken, stops, whole, when < sheet.today)
